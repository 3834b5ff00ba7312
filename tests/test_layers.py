"""The rules of the design: no import goes upward, each foreign package stays in its room, only the library opens its
store, and its packages are entered by their faces, in no circle."""

import ast
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

#: Whoever walks the same trees does so in the same process.
pytestmark = pytest.mark.xdist_group("source")

SOURCE = Path(__file__).parent.parent / "src" / "newsreader"
FLOORS = {
    "__main__": 6,
    "cli": 5,
    "tui": 4,
    "library": 3,
    "store": 2,
    "fetch": 2,
    "parse": 2,
    "quotes": 2,
    "render": 2,
    "play": 2,
    "config": 2,
    "model": 1,
    "i18n": 1,
    "__init__": 0,
}
ROOMS = {
    "sqlite3": {"store"},
    "aiohttp": {"fetch"},
    "socket": {"fetch"},
    "http": {"fetch"},
    "urllib.request": {"fetch"},
    "feedparser": {"parse"},
    "bs4": {"parse"},
    "lxml": {"parse"},
    "cssselect": {"parse"},
    "platformdirs": {"config"},
    "pyphen": {"render"},
    "PIL": {"render"},
    "textual_image": {"tui"},
    "tomlkit": {"config"},
    "mkepub": {"library"},
    "textual": {"tui"},
    # What the screen counts cells with, and the bar of `newsreader refresh`.
    "rich": {"tui", "render", "cli"},
}
#: The packages of `library/`: the modules that others may import, those of the library and, of them, those above it.
FACES = {
    "fetcher": ({"client", "plan", "process", "session", "terminal_restore"},) * 2,
    "maintenance": ({"recovery", "retention", "weekly_check"}, {"recovery", "retention"}),
    "messages": ({"events", "requests"},) * 2,
    "refresh": ({"ingest", "prefetch", "refresher", "schedule"}, set()),
    "search": ({"completion", "parser", "searches"}, {"parser", "searches"}),
    "sharing": ({"epub", "services"},) * 2,
    "subscriptions": ({"discovery", "first_run", "subscriptions"}, {"discovery"}),
    "sync": ({"accounts", "coordinator", "credentials", "scheduler"}, {"accounts", "coordinator", "credentials"}),
    "transfer": ({"library_dump", "markdown_export", "subscriptions"}, {"library_dump"}),
    "workers": (
        {"article_tasks", "feed_tasks", "identity", "entry_ids", "jobs", "job_runner", "pool", "results", "signature"},
        set(),
    ),
}
#: Methods that a class may define, properties aside.
MOST = 30
FILES = sorted(SOURCE.rglob("*.py"))


def room_of(path: Path) -> str:
    first = path.relative_to(SOURCE).parts[0]
    return first.removesuffix(".py")


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, at its top, in a function or for types alone."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written in full"
            yield node.module or ""
            # `from newsreader import config` names a room too.
            if node.module == "newsreader":
                yield from (f"newsreader.{alias.name}" for alias in node.names)


@cache
def all_imports() -> tuple[tuple[Path, str], ...]:
    """Each file with each module that it imports."""
    return tuple((path, module) for path in FILES for module in imports(path))


def test_imports_go_down() -> None:
    upward = []
    for path, module in all_imports():
        room, other = room_of(path), "".join(module.split(".")[1:2])
        ours = module.startswith("newsreader.") and other in FLOORS and other != room
        if ours and FLOORS[other] >= FLOORS[room]:
            upward.append(f"{path}: {room} (floor {FLOORS[room]}) imports {module}")
    assert not upward


def test_foreign_packages_stay_in_their_rooms() -> None:
    outside = []
    for path, module in all_imports():
        rooms = next((rooms for foreign, rooms in ROOMS.items() if f"{module}.".startswith(f"{foreign}.")), None)
        if rooms and room_of(path) not in rooms:
            outside.append(f"{path} imports {module}, which belongs in {', '.join(sorted(rooms))}")
    assert not outside


def test_only_the_library_opens_the_store() -> None:
    inside = ("library", "store")
    assert not [
        each for each in all_imports() if each[1].startswith("newsreader.store") and room_of(each[0]) not in inside
    ]


def test_a_package_of_the_library_is_entered_by_its_faces() -> None:
    aside = []
    for path, module in all_imports():
        package, name = part_of(module), module.rpartition(".")[2]
        entered = package in FACES and package != part_of(module_of(path))
        if entered and name not in FACES[package][room_of(path) != "library"]:
            aside.append(f"{path} imports {module}")
    assert not aside


def test_every_package_of_the_library_has_its_faces() -> None:
    packages = {path.parent.name: path for path in SOURCE.glob("library/*/__init__.py")}
    assert set(FACES) == set(packages)
    for name, (inside, outside) in FACES.items():
        assert outside <= inside <= {path.stem for path in packages[name].parent.glob("*.py")}


def test_the_packages_of_the_library_make_no_circle() -> None:
    below: dict[str, set[str]] = defaultdict(set)
    for path, module in all_imports():
        if room_of(path) == "library":
            part = part_of(module_of(path))
            below[part] |= {part_of(module)} - {"", part}
    while free := {part for part, others in below.items() if not others & set(below)}:
        below = {part: others for part, others in below.items() if part not in free}
    assert not below


def module_of(path: Path) -> str:
    return ".".join(("newsreader", *path.relative_to(SOURCE).with_suffix("").parts))


def part_of(module: str) -> str:
    """The package or module of the library that a module is in; "" for what is elsewhere."""
    parts = module.split(".")
    return parts[2] if parts[:2] == ["newsreader", "library"] and len(parts) > 2 else ""


def test_every_room_has_a_floor() -> None:
    assert {room_of(path) for path in FILES} <= set(FLOORS)


@pytest.mark.parametrize(
    ("module", "absent"),
    [
        ("newsreader.tui.app", ["aiohttp", "feedparser", "bs4", "lxml", "newsreader.library.refresh.refresher"]),
        ("newsreader.tui.controllers.registry", ["textual", "aiohttp", "feedparser", "bs4"]),
        # What the first screen loads has none of what an article, a search or the fetcher needs.
        (
            "newsreader.tui.app, newsreader.tui.controllers.lists, newsreader.tui.controllers.session, "
            "newsreader.store.headlines",
            [
                "newsreader.model.article",
                "newsreader.model.query",
                "newsreader.model.quotation",
                "newsreader.model.sync",
                "newsreader.library.messages.events",
                "newsreader.library.messages.requests",
                "newsreader.library.search.parser",
                "newsreader.library.people",
                "newsreader.render.article",
                "newsreader.store.articles",
                "newsreader.tui.controllers.reading",
                "newsreader.tui.panes.comments",
                "newsreader.tui.services.audio",
            ],
        ),
        ("newsreader.library.core", ["textual", "rich", "aiohttp", "feedparser", "bs4", "lxml"]),
        ("newsreader.library.refresh.refresher", ["textual"]),
        ("newsreader.cli.main", ["textual", "aiohttp", "feedparser", "bs4", "sqlite3"]),
    ],
)
def test_a_door_imports_only_what_it_needs(module: str, absent: list[str]) -> None:
    code = f"import sys, {module}; print(*[name for name in {absent!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_a_class_can_be_held_in_mind() -> None:
    """It defines at most so many methods of its own; `tests/tui/test_structure.py` counts those of bases too."""
    towers = []
    for path in FILES:
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.ClassDef):
                methods = [part for part in node.body if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef)]
                own = {part.name for part in methods if not part.name.startswith("__") and not _is_property(part)}
                towers += [f"{path}: {node.name} has {len(own)}"] * (len(own) > MOST)
    assert not towers


def _is_property(method: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return any(ast.unparse(each).endswith(("property", ".setter")) for each in method.decorator_list)
