"""What keeps a screen from becoming a tower again: no class of the interface grows beyond what one can hold in
mind, and none rests on what a sibling happens to define."""

import ast
import importlib
import inspect
import pkgutil
import textwrap
from collections import defaultdict

import pytest

import newsreader.tui

MODULES = [importlib.import_module(m.name) for m in pkgutil.walk_packages(newsreader.tui.__path__, "newsreader.tui.")]
CLASSES = sorted(
    {
        each
        for module in MODULES
        for _name, each in inspect.getmembers(module, inspect.isclass)
        if each.__module__.startswith("newsreader.tui")
    },
    key=str,
)
#: Names that Textual itself merges over a class and its bases.
MERGED = {"BINDINGS", "COMPONENT_CLASSES", "ALLOW_SELECT", "AUTO_FOCUS"}
#: As many callable names as a class may have, those of its bases in this package included.
MOST = 60
#: The tower, which is being taken down.
TOWER = {"ReadingScreen", "Ruling", "Searching"}
STUBS = {"Commenting", "Desk", "Linking", "Listing", "Marking", "Noting", "Refreshing", "Sheet"}


def own(each: type) -> set[str]:
    """The names that the source of a class defines: methods, and attributes of the class."""
    node = ast.parse(textwrap.dedent(inspect.getsource(each))).body[0]
    assert isinstance(node, ast.ClassDef)
    names = {part.name for part in node.body if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef)}
    for part in node.body:
        targets = (
            part.targets if isinstance(part, ast.Assign) else [part.target] if isinstance(part, ast.AnnAssign) else []
        )
        names |= {target.id for target in targets if isinstance(target, ast.Name)}
    return {name for name in names if not name.startswith("__")} - MERGED


def of_ours(each: type) -> list[type]:
    return [base for base in each.__mro__ if base.__module__.startswith("newsreader.tui")]


@pytest.mark.parametrize("each", [c for c in CLASSES if c.__name__ not in TOWER], ids=lambda each: str(each.__name__))
def test_no_two_bases_define_one_name(each: type) -> None:
    owners = defaultdict(list)
    for base in of_ours(each)[1:]:
        for name in own(base):
            owners[name].append(base)
    clashes = {
        name: [base.__name__ for base in bases]
        for name, bases in owners.items()
        if len(bases) > 1 and not any(issubclass(x, y) and x is not y for x in bases for y in bases)
    }
    assert not clashes


@pytest.mark.parametrize("each", [c for c in CLASSES if c.__name__ not in STUBS], ids=lambda each: str(each.__name__))
def test_no_class_waits_for_a_sibling_to_define_what_it_calls(each: type) -> None:
    stubs = [name for name in own(each) if "raise NotImplementedError" in _source(each.__dict__.get(name))]
    assert not stubs


@pytest.mark.parametrize("each", [c for c in CLASSES if c.__name__ not in TOWER], ids=lambda each: str(each.__name__))
def test_a_class_stays_small(each: type) -> None:
    names = {name for base in of_ours(each) for name in own(base) if callable(getattr(base, name, None))}
    assert len(names) <= MOST, sorted(names)


def _source(member: object) -> str:
    return inspect.getsource(member) if inspect.isfunction(member) else ""
