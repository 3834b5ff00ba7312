"""The same checks on every Python that is supported and installed: `nox`, or `nox -s wheel`.

`scripts/check.py` is what has to pass; this is for releases.
"""

import nox

nox.options.error_on_missing_interpreters = False
PYTHONS = ["3.11", "3.12", "3.13"]


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """Run the tests."""
    session.install("-e", ".[dev]")
    session.run("pytest", *session.posargs)


@nox.session(python=[PYTHONS[0], PYTHONS[-1]])
def wheel(session: nox.Session) -> None:
    """Build the distribution, check what an index would show of it, and run it from an empty folder."""
    folder = session.create_tmp()
    session.install("build", "twine")
    session.run("python", "-m", "build", "--outdir", folder)
    session.run("bash", "-c", f"twine check --strict {folder}/*", external=True)
    session.run("bash", "-c", f"pip install --force-reinstall {folder}/*.whl", external=True)
    with session.chdir(folder):
        session.run("newsreader", "--version")
        session.run("newsreader", "--library", "empty.db", "list")
