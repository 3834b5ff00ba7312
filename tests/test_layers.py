"""The two rules of the design: no import goes upward, and each foreign package stays in its room."""

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
