"""Break one line of the product at a time, and see whether the tests of its room notice: `python scripts/mutants.py
store --count 25 --seed 1`. The sample is drawn by the seed, a line at most once; nothing here is changed, the tests run
on a copy. Prints each mutant with what became of it, and the share that died. A survivor is a test to write, unless
its line means the same as before."""

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
#: The tests of each room, the quick ones first: they end at the first failure.
TESTS = {
    "store": ["tests/store", "tests/library/test_undo.py", "tests/library/test_retention.py", "tests/library"],
    "library": ["tests/library", "tests/cli"],
    "tui": ["tests/tui"],
}
#: Seconds after which tests that go on for ever count as failed.
LONGEST = 900
SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
}


class Mutant(NamedTuple):
    """A file (below the repository), the line that is broken, what it was and what it becomes."""

    path: Path
    line: int
    before: str
    after: str


def mutants_of(path: Path) -> Iterator[Mutant]:
    """Every mutant of a file: a comparison, a junction, a sum, a truth or a number is another one, a `not` is gone."""
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source)
    # `zip(…, strict=True)` says what is so anyway.
    strict = {id(each.value) for each in ast.walk(tree) if isinstance(each, ast.keyword) and each.arg == "strict"}
    for node in ast.walk(tree):
        if id(node) in strict:
            continue
        for changed in _changed(node):
            old, new = ast.get_source_segment(source, node), ast.unparse(changed)
            if not old or "\n" in old or not isinstance(node, ast.expr):
                continue  # one line is what a reviewer sees
            text = source.splitlines()[node.lineno - 1]
            raw = text.encode()
            after = raw[: node.col_offset] + f"({new})".encode() + raw[node.end_col_offset :]
            yield Mutant(path.relative_to(ROOT), node.lineno, text, after.decode())


def _changed(node: ast.AST) -> Iterator[ast.expr]:
    match node:
        case ast.Compare(left, [one], [right]) if type(one) in SWAPS:
            yield ast.Compare(left, [SWAPS[type(one)]()], [right])  # type: ignore[list-item]
        case ast.BoolOp(one, values):
            yield ast.BoolOp(SWAPS[type(one)](), values)  # type: ignore[arg-type]
        case ast.BinOp(left, one, right) if type(one) in SWAPS:
            yield ast.BinOp(left, SWAPS[type(one)](), right)  # type: ignore[arg-type]
        case ast.UnaryOp(ast.Not(), inner):
            yield inner
        case ast.Constant(bool() as value):
            yield ast.Constant(not value)
        case ast.Constant(int() as value):
            yield ast.Constant(value + 1)


def sample(room: str, under: str, count: int, seed: int) -> list[Mutant]:
    """So many mutants of a room, or of the files in it whose path has `under` in it, by the seed; one a line."""
    lines: dict[tuple[Path, int], list[Mutant]] = {}
    for path in sorted((ROOT / "src" / "newsreader" / room).rglob("*.py")):
        if under not in str(path):
            continue
        for mutant in mutants_of(path):
            lines.setdefault((mutant.path, mutant.line), []).append(mutant)
    chance = random.Random(seed)
    return [chance.choice(lines[key]) for key in chance.sample(sorted(lines), min(count, len(lines)))]


def dies(mutant: Mutant, copy: Path, tests: list[str]) -> bool:
    """Whether a test of a copy of the repository fails when this line is broken in it."""
    file = copy / mutant.path
    whole = file.read_text(encoding="utf-8")
    lines = whole.splitlines(keepends=True)
    lines[mutant.line - 1] = mutant.after + "\n"
    file.write_text("".join(lines), encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(copy / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]
    try:
        done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, timeout=LONGEST)
    except subprocess.TimeoutExpired:
        return True
    finally:
        file.write_text(whole, encoding="utf-8")
    return done.returncode != 0


def main() -> int:
    """Print what became of a sample; 1 where fewer than 85 of 100 died."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("room", choices=TESTS)
    parser.add_argument("--under", default="", help="only files with this in their path")
    parser.add_argument("--count", type=int, default=25)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tests", nargs="*", help="instead of all tests of the room")
    options = parser.parse_args()
    dead = 0
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for part in ("src", "tests", "scripts", "docs"):
            shutil.copytree(ROOT / part, copy / part, ignore=shutil.ignore_patterns("__pycache__"))
        for file in ("pyproject.toml", "README.md", "CONTRIBUTING.md", "CHANGELOG.md"):
            shutil.copy(ROOT / file, copy)
        chosen = sample(options.room, options.under, options.count, options.seed)
        for number, mutant in enumerate(chosen, 1):
            died = any(dies(mutant, copy, [tests]) for tests in options.tests or TESTS[options.room])
            dead += died
            print(f"{'died ' if died else 'LIVES'} {mutant.path}:{mutant.line} {mutant.after.strip()}", flush=True)
            print(f"      was {mutant.before.strip()}  ({dead} of {number} died)", flush=True)
    return 0 if dead >= 0.85 * len(chosen) else 1


if __name__ == "__main__":
    raise SystemExit(main())
