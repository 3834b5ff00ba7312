"""What keeps a screen from becoming a tower again: no class of the interface grows beyond what one can hold in
mind, and none rests on what a sibling happens to define."""

import ast
import importlib
import inspect
import pkgutil
import textwrap
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest
from textual.actions import parse

import newsreader.tui
from newsreader.tui.app import NewsreaderApp
from newsreader.tui.keys import APP, KEYS, LAYOUT
from newsreader.tui.layout import Pane
from newsreader.tui.panes.article import ArticlePane
from newsreader.tui.panes.article_quotations import ArticleQuotationsPane
from newsreader.tui.panes.comments import CommentsPane
from newsreader.tui.panes.feeds import FeedsPane
from newsreader.tui.panes.found_quotations import FoundQuotationsPane
from newsreader.tui.panes.headlines import HeadlinesPane
from newsreader.tui.panes.links import LinksPane
from newsreader.tui.panes.people import PeoplePane
from newsreader.tui.panes.person_quotations import PersonQuotationsPane
from newsreader.tui.screens.main import MainScreen
from newsreader.tui.screens.people import PeopleScreen
from newsreader.tui.screens.quotation_search import QuotationsScreen
from newsreader.tui.widgets.pane_layout import PaneLayout
from tests.tui.reader import fill, opened

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
#: As many callable names as a class may have, those of its bases in this package included: a list or a page brings
#: twenty along. What it may define itself is in `tests/test_layers.py`.
MOST = 30
ROOT = Path(newsreader.tui.__file__).parent
#: What panes and widgets may know of the library: the values that they show.
SHOWN = {
    "newsreader.library.evidence.Evidence",
    "newsreader.library.open_article.OpenArticle",
    "newsreader.library.stories.Story",
}


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


@cache
def owned() -> dict[type, set[str]]:
    """Those of every class of the interface."""
    return {each: own(each) for each in CLASSES}


def of_ours(each: type) -> list[type]:
    return [base for base in each.__mro__ if base.__module__.startswith("newsreader.tui")]


def test_no_two_bases_define_one_name() -> None:
    clashes = {}
    for each in CLASSES:
        owners = defaultdict(list)
        for base in of_ours(each)[1:]:
            for name in owned()[base]:
                owners[name].append(base)
        for name, bases in owners.items():
            unrelated = not any(issubclass(x, y) and x is not y for x in bases for y in bases)
            if len(bases) > 1 and unrelated:
                clashes[each.__name__, name] = [base.__name__ for base in bases]
    assert not clashes


def test_no_class_waits_for_a_sibling_to_define_what_it_calls() -> None:
    stub = "raise NotImplementedError"
    assert not [(each, name) for each in CLASSES for name in owned()[each] if stub in _source(each.__dict__.get(name))]


def test_a_class_stays_small() -> None:
    for each in CLASSES:
        names = {name for base in of_ours(each) for name in owned()[base] if callable(getattr(base, name, None))}
        assert len(names) <= MOST, (each, sorted(names))


@pytest.mark.parametrize(
    "path", [ROOT / "session.py", ROOT / "layout.py", *ROOT.glob("controllers/*.py")], ids=lambda path: path.name
)
def test_a_controller_knows_nothing_of_textual(path: Path) -> None:
    """Neither itself nor by what it imports of the panes."""
    for module in imported(path):
        assert not module.startswith(
            ("textual", "newsreader.tui.panes", "newsreader.tui.widgets", "newsreader.tui.screens")
        )


@pytest.mark.parametrize("path", [*ROOT.glob("panes/*.py"), *ROOT.glob("widgets/*.py")], ids=lambda path: path.name)
def test_a_pane_is_given_values_and_says_what_happened(path: Path) -> None:
    for module in imported(path):
        rooms = (
            "store",
            "fetch",
            "parse",
            "quotes",
            "config",
            "library",
            "tui.controllers",
            "tui.services",
            "tui.screens",
        )
        assert module in SHOWN or not module.startswith(tuple(f"newsreader.{room}" for room in rooms)), module


def test_every_key_has_an_action_where_the_table_says() -> None:
    owners: dict[str, type] = {
        Pane.FEEDS: FeedsPane,
        Pane.HEADLINES: HeadlinesPane,
        Pane.ARTICLE: ArticlePane,
        Pane.QUOTES: ArticleQuotationsPane,
        Pane.COMMENTS: CommentsPane,
        Pane.LINKS: LinksPane,
        LAYOUT: PaneLayout,
        APP: NewsreaderApp,
        "people": PeopleScreen,
        "speakers": PeoplePane,
        "person_quotations": PersonQuotationsPane,
        "quotations": QuotationsScreen,
        "found_quotations": FoundQuotationsPane,
    }
    for key in KEYS:
        screens: list[type] = [MainScreen] * (key.context in ("", "reading"))
        screens += [PeopleScreen] * (key.context in ("", "people") and "people" not in key.panes)
        screens += [QuotationsScreen] * (key.context in ("", "quotations") and "quotations" not in key.panes)
        for owner, action in (
            *((screen, key.action) for screen in screens),
            *((owners[name], each) for name, each in key.panes.items()),
        ):
            if not action:
                continue
            target, name, values = parse(action)
            screen: dict[type, type] = {
                PeoplePane: PeopleScreen,
                PersonQuotationsPane: PeopleScreen,
                FoundQuotationsPane: QuotationsScreen,
            }
            node = {"": owner, "app": NewsreaderApp}.get(target) or screen.get(owner, MainScreen)
            assert callable(getattr(node, f"action_{name}", None)), (key.id, owner, action)
            if name == "do":
                assert "._" not in str(values[0]) and str(values[0]).count(".") == 1, action


async def test_every_command_of_a_key_is_one_of_a_controller(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file) as reader:
        for key in KEYS:
            for action in (key.action, *key.panes.values()):
                _target, name, values = parse(action) if action else ("", "", ())
                if name == "do":
                    assert callable(reader.screen.controllers.command(str(values[0]))), key.id


def imported(path: Path) -> set[str]:
    """Every module that a file imports, and every name from one."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def _source(member: object) -> str:
    return inspect.getsource(member) if inspect.isfunction(member) else ""
