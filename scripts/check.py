"""Everything a change has to pass, in one run: format, lint, types, layers, translations, tests, cost.

python scripts/check.py [--quick] [arguments for pytest]

`--quick` is for while one edits: the same format, lint and types, and of the tests the layer rules and those of the
pure rooms, without a screen, a server or a library. It takes less than a minute; what has to pass is the whole.
"""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

ROOT = Path(__file__).parent.parent
#: Tests that need nothing but the interpreter.
QUICK = (
    "tests/test_layers.py",
    "tests/test_drawn_from_one_table.py",
    "tests/parse",
    "tests/quotes",
    "tests/render",
)


#: Takes one processor and a while: it begins at once, and what it says stands below the tests.
BESIDE = ("mypy",)
#: What is measured, when nothing else runs.
ALONE = ("benchmarks.cost",)


def steps(tests: list[str]) -> list[tuple[str, ...]]:
    """The commands to run one after the other, each a module of Python with its arguments."""
    return [
        ("ruff", "format", "--check", "."),
        ("ruff", "check", "."),
        # Each test has its own folder and its own ports. Three at a time on two cores: one of them mostly waits for
        # whole programs in terminals of their own (the group "whole programs"), one after the other.
        ("pytest", "-n", "3", "--dist", "loadgroup", *tests),
    ]


def begun(step: tuple[str, ...], output: IO[bytes] | None = None) -> "subprocess.Popen[bytes]":
    """A step that runs; what it says goes to the terminal, or into a file."""
    # Tests start hundreds of programs, and each would compile the whole of newsreader anew.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return subprocess.Popen([sys.executable, "-m", *step], cwd=ROOT, env=environment, stdout=output, stderr=output)


def run(step: tuple[str, ...]) -> int:
    """Run a step under its name; its exit code."""
    print(f"· {' '.join(step)}", flush=True)
    return begun(step).wait()


def main() -> int:
    """Run each step, also after one has failed; the exit code of the first that failed, 0 where none has."""
    tests = [argument for argument in sys.argv[1:] if argument != "--quick"]
    if len(tests) < len(sys.argv[1:]):
        tests = [*QUICK, *tests]
    with TemporaryFile() as said, begun(BESIDE, said) as beside:
        codes = [run(step) for step in steps(tests)]
        codes.append(beside.wait())
        said.seek(0)
        print(f"· {' '.join(BESIDE)}", said.read().decode(), sep="\n", end="", flush=True)
    if not tests:
        codes.append(run(ALONE))
    return next(filter(None, codes), 0)


if __name__ == "__main__":
    sys.exit(main())
