"""Everything a change has to pass, in one run: format, lint, types, layers, translations, tests.

python scripts/check.py [arguments for pytest]
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
STEPS = (
    ("ruff", "format", "--check", "."),
    ("ruff", "check", "."),
    ("mypy",),
    ("pytest", *sys.argv[1:]),
)


def main() -> int:
    """Run each step, also after one has failed; the first exit code that is not 0."""
    code = 0
    for step in STEPS:
        print(f"· {' '.join(step)}", flush=True)
        code = subprocess.run([sys.executable, "-m", *step], cwd=ROOT).returncode or code
    return code


if __name__ == "__main__":
    sys.exit(main())
