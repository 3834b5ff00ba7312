"""Everything a change has to pass, in one run: format, lint, types, layers, translations, tests, cost.

python scripts/check.py [--quick] [arguments for pytest]

`--quick` is for while one edits: the same format, lint and types, and of the tests the layer rules and those of the
pure rooms, without a screen, a server or a library. It takes less than a minute; what has to pass is the whole.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
#: Tests that need nothing but the interpreter.
QUICK = (
    "tests/test_layers.py",
    "tests/test_drawn_from_one_table.py",
    "tests/parse",
    "tests/quotes",
    "tests/render",
)


def steps(arguments: list[str]) -> list[tuple[str, ...]]:
    """The commands to run, each a module of Python with its arguments."""
    tests = [argument for argument in arguments if argument != "--quick"]
    if len(tests) < len(arguments):
        tests = [*QUICK, *tests]
    return [
        ("ruff", "format", "--check", "."),
        ("ruff", "check", "."),
        ("mypy",),
        # Each test has its own folder and its own ports. Three at a time on two cores: one of them mostly waits for
        # whole programs in terminals of their own (the group "whole programs"), one after the other.
        ("pytest", "-n", "3", "--dist", "loadgroup", *tests),
        # Nothing else runs beside what is measured.
        *([] if tests else [("benchmarks.cost",)]),
    ]


def main() -> int:
    """Run each step, also after one has failed; the first exit code that is not 0."""
    code = 0
    # Tests start hundreds of programs, and each would compile the whole of newsreader anew.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    for step in steps(sys.argv[1:]):
        print(f"· {' '.join(step)}", flush=True)
        command = [sys.executable, "-m", *step]
        code = subprocess.run(command, cwd=ROOT, env=environment).returncode or code
    return code


if __name__ == "__main__":
    sys.exit(main())
