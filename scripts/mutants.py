"""Break one line of the product at a time, and see whether a test notices: `python -m scripts.mutants store library tui
--count 100 --seed 1`. The sample is drawn by the seed, a line at most once; nothing here is changed, the tests run on a
copy. Prints each mutant with what became of it, and the share that died. A survivor is a test to write.

A mutant meets the tests that execute its line (`scripts/coverage_map.py`), the narrowest first, for a minute and a half
at most (`scripts/mutant_lab.py`); `--budget` looks longer at what lives. A test that fails without it, too, has not
noticed it. What nobody could notice is not drawn: see `_unseen`."""

import argparse
import ast
import random
import tempfile
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from scripts.coverage_map import ROOT, load
from scripts.mutant_lab import Laboratory, Mutant

#: Where tests are that may notice something; those of whole programs in terminals of their own are not among them.
TESTS = ("tests/store", "tests/library", "tests/cli", "tests/tui")
#: Tests that hold shape and not behaviour, or take minutes.
BESIDE = ("test_structure.py", "test_simulated_month.py")
#: Seconds, as measured under coverage, that the tests of one mutant may take. Where a busy machine measured them, more
#: are needed: what lives through too few has not met the tests that would notice it.
BUDGET = 90
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
#: What most tests import and takes long.
HEAVY = ("aiohttp", "bs4", "feedparser", "hypothesis", "lxml.html", "PIL.Image", "textual.app", "textual.widgets")
#: Arguments that say how a movement is drawn, what a footer shows (there is none), or what is so anyway.
_WITHOUT_EFFECT = {"strict", "animate", "immediate", "force", "x_axis", "scroll_visible", "show", "daemon"}


def mutants_of(path: Path) -> Iterator[Mutant]:
    """Every mutant of a file: a comparison, a junction, a sum, a truth or a number is another one, a `not` is gone."""
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source)
    beside = {id(part) for node in ast.walk(tree) for unseen in _unseen(node) for part in ast.walk(unseen)}
    for node in ast.walk(tree):
        if id(node) in beside:
            continue
        for changed in _changed(node):
            old, new = ast.get_source_segment(source, node), ast.unparse(changed)
            if not old or "\n" in old or not isinstance(node, ast.expr):
                continue  # one line is what a reviewer sees
            text = source.splitlines()[node.lineno - 1]
            raw = text.encode()
            after = raw[: node.col_offset] + f"({new})".encode() + raw[node.end_col_offset :]
            yield Mutant(path.relative_to(ROOT), node.lineno, text, after.decode())


def _unseen(node: ast.AST) -> Iterator[ast.AST]:
    """What of a node nobody could notice: what is logged; annotations; decorators (frozen, slots, the size of a cache);
    how a movement is drawn; how long a message stays; and of limits, sizes and seconds with a name, one more than ten
    or more."""
    match node:
        case ast.Call(ast.Attribute(ast.Name("logger" | "log" | "_log" | "_logger"))):
            yield node
        case ast.Call(ast.Attribute(attr="notify" | "say") | ast.Name("Notice" | "notify"), [_words, *seconds]):
            yield from seconds
        case ast.keyword(arg) if arg in _WITHOUT_EFFECT:
            yield node
        case ast.AnnAssign() | ast.arg() if node.annotation:
            yield node.annotation
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            yield from [*node.decorator_list, *([node.returns] if node.returns else [])]
        case ast.ClassDef():
            yield from [*node.decorator_list, *node.keywords]
        case ast.Assign([ast.Name(name) | ast.Tuple([ast.Name(name), *_])], value) if name.lstrip("_").isupper():
            numbers = (each for each in ast.walk(value) if isinstance(each, ast.Constant))
            yield from (each for each in numbers if isinstance(each.value, int) and each.value >= 10)


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


def sample(rooms: list[str], under: str, count: int, seed: int) -> list[Mutant]:
    """So many mutants of these rooms, or of the files in them whose path has `under` in it, by the seed; one a line."""
    lines: dict[tuple[Path, int], list[Mutant]] = {}
    for path in sorted(path for room in rooms for path in (ROOT / "src" / "newsreader" / room).rglob("*.py")):
        if under in str(path):
            for mutant in mutants_of(path):
                lines.setdefault((mutant.path, mutant.line), []).append(mutant)
    chance = random.Random(seed)
    return [chance.choice(lines[key]) for key in chance.sample(sorted(lines), min(count, len(lines)))]


def main() -> int:
    """Print what became of a sample; 1 where fewer than 85 of 100 died."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rooms", nargs="+", choices=("store", "library", "tui"))
    parser.add_argument("--under", default="", help="only files with this in their path")
    parser.add_argument("--count", type=int, default=25)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--from", type=int, default=0, dest="first", help="begin with this one of the sample")
    parser.add_argument("--to", type=int, default=None, dest="last", help="and end before this one")
    parser.add_argument("--budget", type=float, default=BUDGET, help="seconds that the tests of one mutant may take")
    options = parser.parse_args()
    paths = sorted(path for folder in TESTS for path in (ROOT / folder).glob("test_*.py"))
    files = [str(path.relative_to(ROOT)) for path in paths if path.name not in BESIDE]
    tests = load(files)
    chosen = sample(options.rooms, options.under, options.count, options.seed)[options.first : options.last]
    for module in HEAVY:
        import_module(module)
    dead = 0
    with tempfile.TemporaryDirectory() as folder:
        laboratory = Laboratory(Path(folder), tests, files, options.budget)
        for number, mutant in enumerate(chosen, 1):
            test = laboratory.killer(mutant)
            dead += bool(test)
            print(f"{'died ' if test else 'LIVES'} {mutant.path}:{mutant.line} {mutant.after.strip()}", flush=True)
            print(f"      was {mutant.before.strip()}  ({dead} of {number} died{test and f', by {test}'})", flush=True)
        laboratory.close()
    return 0 if dead >= 0.85 * len(chosen) else 1


if __name__ == "__main__":
    raise SystemExit(main())
