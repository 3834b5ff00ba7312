"""The screen as it was left, before anything else: for the reader alone, whatever library and settings it opens."""

import os
import sys
import termios
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from newsreader.tui import first_frame
from newsreader.tui.first_frame import _opens_the_reader, keep, paint, take_back, take_over


@pytest.mark.parametrize(
    ("arguments", "opens"),
    [
        ("", True),
        ("--library a.db", True),
        ("--config c.toml --library a.db", True),
        ("--library a.db list", False),
        ("--debug a", False),
        ("--library", False),
        ("list", False),
    ],
)
def test_it_is_there_for_the_reader_and_for_no_command(arguments: str, opens: bool) -> None:
    assert _opens_the_reader(arguments.split()) is opens


class Terminal:
    """A terminal of some size that remembers what is written to it, and how it is set."""

    def __init__(self) -> None:
        self.size, self.written = (80, 24), ""
        self.attributes: list[Any] = [0, 0, 0, termios.ECHO | termios.ICANON | termios.ISIG, 0, 0, []]


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    one, write = Terminal(), os.write
    for stream in (sys.stdin, sys.stdout):
        monkeypatch.setattr(stream, "isatty", lambda: True)
    monkeypatch.setattr(os, "get_terminal_size", lambda _file: one.size)
    monkeypatch.setattr(termios, "tcgetattr", lambda _terminal: list(one.attributes))
    monkeypatch.setattr(termios, "tcsetattr", lambda _terminal, _when, wanted: setattr(one, "attributes", wanted))

    def written(file: int, data: bytes) -> int:
        if file != 1:
            return write(file, data)
        one.written += data.decode()
        return len(data)

    monkeypatch.setattr(os, "write", written)
    monkeypatch.setattr(first_frame, "_before", None)
    monkeypatch.setattr(first_frame, "_called", None)
    yield one


def test_what_was_kept_is_painted_at_the_next_start_and_the_terminal_given_back(
    terminal: Terminal, tmp_path: Path
) -> None:
    settings = tmp_path / "config.toml"
    settings.write_text("")
    before = list(terminal.attributes)
    paint([], "1")
    assert terminal.written == "" and take_over() is None, "nothing has been kept yet"
    keep("l’écran", 80, 24, str(settings))
    paint([], "1")
    assert terminal.written == "\x1b[?1049h\x1b[?25ll’écran"
    assert terminal.attributes[3] == termios.ISIG, "keys wait for the app, and none is echoed"
    terminal.written = ""
    take_back()
    assert terminal.written == "\x1b[?1049l\x1b[?25h" and terminal.attributes == before
    terminal.written = ""
    take_back()
    assert terminal.written == "", "it has been given back"
    paint([], "1")
    assert take_over() == before and take_over() is None
    (file,) = (file for file in tmp_path.rglob("screens/*"))
    assert file.stat().st_mode & 0o777 == 0o600 and file.parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("change", ["size", "version", "arguments", "settings", "place", "file", "nothing"])
def test_a_screen_that_would_look_otherwise_now_is_not_painted(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    settings = tmp_path / "config.toml"
    settings.write_text("")
    os.utime(settings, ns=(1, 1))
    paint([], "1")
    keep("écran", 80, 24, str(settings))
    match change:
        case "size":
            terminal.size = (81, 24)
        case "settings":
            os.utime(settings, ns=(2, 2))
        case "place":
            monkeypatch.setenv("LANG", "fr_FR.UTF-8")
        case "file":
            settings.unlink()
    paint(["--library", "x"] if change == "arguments" else [], "2" if change == "version" else "1")
    assert bool(terminal.written) is (change == "nothing")


def test_where_nothing_is_painted_nothing_is_kept(terminal: Terminal, tmp_path: Path) -> None:
    keep("écran", 80, 24, "")
    paint(["list"], "1")
    keep("écran", 80, 24, "")
    assert not list(tmp_path.rglob("screens/*"))
