"""The rules of the design: no import goes upward, each foreign package stays in its room, only the library opens its
store, and its packages are entered by their faces, in no circle."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

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
    "maintenance": ({"recovery", "retention"},) * 2,
    "messages": ({"events", "requests"},) * 2,
    "refresh": ({"ingest", "prefetch", "refresher", "schedule"}, set()),
    "search": ({"completion", "parser", "searches"}, {"parser", "searches"}),
    "sharing": ({"epub", "services"},) * 2,
    "subscriptions": ({"discovery", "first_run", "subscriptions"}, {"discovery"}),
    "sync": ({"accounts", "coordinator", "credentials", "scheduler"}, {"accounts", "coordinator", "credentials"}),
    "transfer": ({"library_dump", "markdown_export", "subscriptions"}, {"library_dump"}),
    "workers": ({"article_tasks", "feed_tasks", "identity", "entry_ids", "jobs", "parser", "pool", "results"}, set()),
}
#: Methods that a class may define, properties aside.
MOST = 30
FILES = sorted(SOURCE.rglob("*.py"))


def room_of(path: Path) -> str:
    first = path.relative_to(SOURCE).parts[0]
    return first.removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, at its top, in a function or for types alone."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written in full"
            yield node.module or ""
            # `from newsreader import config` names a room too.
            if node.module == "newsreader":
                yield from (f"newsreader.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_imports_go_down_and_stay_in_their_room(path: Path) -> None:
    room = room_of(path)
    for module in imports(path):
        parts = module.split(".")
        if parts[0] == "newsreader" and len(parts) > 1 and parts[1] in FLOORS and parts[1] != room:
            assert FLOORS[parts[1]] < FLOORS[room], f"{room} (floor {FLOORS[room]}) imports {module}"
        for foreign, rooms in ROOMS.items():
            if module == foreign or module.startswith(f"{foreign}."):
                assert room in rooms, f"{room} imports {module}, which belongs in {', '.join(sorted(rooms))}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_only_the_library_opens_the_store(path: Path) -> None:
    if room_of(path) not in ("library", "store"):
        assert not [module for module in imports(path) if module.startswith("newsreader.store")]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_package_of_the_library_is_entered_by_its_faces(path: Path) -> None:
    for module in imports(path):
        package, name = part_of(module), module.rpartition(".")[2]
        if package in FACES and package != part_of(module_of(path)):
            assert name in FACES[package][room_of(path) != "library"], f"{path} imports {module}"


def test_every_package_of_the_library_has_its_faces() -> None:
    packages = {path.parent.name: path for path in SOURCE.glob("library/*/__init__.py")}
    assert set(FACES) == set(packages)
    for name, (inside, outside) in FACES.items():
        assert outside <= inside <= {path.stem for path in packages[name].parent.glob("*.py")}


def test_the_packages_of_the_library_make_no_circle() -> None:
    below: dict[str, set[str]] = {}
    for path in (path for path in FILES if room_of(path) == "library"):
        part = part_of(module_of(path))
        others = {part_of(module) for module in imports(path)} - {"", part}
        below[part] = below.get(part, set()) | others
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
        ("newsreader.library.core", ["textual", "rich", "aiohttp", "feedparser", "bs4", "lxml"]),
        ("newsreader.library.refresh.refresher", ["textual"]),
        ("newsreader.cli.main", ["textual", "aiohttp", "feedparser", "bs4", "sqlite3"]),
    ],
)
def test_a_door_imports_only_what_it_needs(module: str, absent: list[str]) -> None:
    code = f"import sys, {module}; print(*[name for name in {absent!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_class_can_be_held_in_mind(path: Path) -> None:
    """It defines at most so many methods of its own; `tests/tui/test_structure.py` counts those of bases too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ClassDef):
            methods = [part for part in node.body if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef)]
            own = {part.name for part in methods if not part.name.startswith("__") and not _is_property(part)}
            assert len(own) <= MOST, node.name


def _is_property(method: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return any(ast.unparse(each).endswith(("property", ".setter")) for each in method.decorator_list)
