"""What a terminal says of its background, read without one."""

import os
import select
import sys
import termios
import tty
from collections.abc import Iterator

import pytest

from newsreader.tui.terminal import Background, read_answer

WHO = b"\x1b[?62;4c"


def colour(red: int, green: int, blue: int, end: bytes = b"\x1b\\") -> bytes:
    return f"\x1b]11;rgb:{red:02x}{red:02x}/{green:02x}{green:02x}/{blue:02x}{blue:02x}".encode() + end


@pytest.mark.parametrize(
    ("answer", "is_light", "pressed"),
    [
        (colour(255, 255, 255) + WHO, True, b""),
        (colour(0, 0, 0) + WHO, False, b""),
        (colour(128, 128, 128) + WHO, False, b""),
        (colour(129, 129, 129) + WHO, True, b""),
        # Green is seen most, blue least.
        (colour(0, 255, 0), True, b""),
        (colour(255, 0, 0), False, b""),
        (colour(255, 0, 255), False, b""),
        (colour(0, 255, 255), True, b""),
        (colour(40, 200, 0), True, b""),
        (colour(200, 40, 200), False, b""),
        (b"j" + colour(255, 255, 255, b"\x07") + b"k" + WHO + b"q", True, b"jkq"),
        (b"\x1b]11;rgba:ff/ff/ff/00\x07" + WHO, True, b""),
        (WHO + b"x", False, b"x"),
        (b"", False, b""),
    ],
)
def test_a_background_is_light_or_dark_and_keys_that_were_pressed_are_kept(
    answer: bytes, is_light: bool, pressed: bytes
) -> None:
    assert read_answer(answer) == (is_light, pressed)


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[bytes]]:
    """What is written to a terminal, of which nothing is known from its surroundings."""
    found: list[bytes] = []
    monkeypatch.delenv("COLORFGBG", raising=False)
    for stream in (sys.stdin, sys.stdout):
        monkeypatch.setattr(stream, "isatty", lambda: True)
    monkeypatch.setattr(termios, "tcgetattr", lambda _terminal: ["as it was"])
    monkeypatch.setattr(termios, "tcsetattr", lambda _terminal, _when, attributes: found.append(attributes[0].encode()))
    monkeypatch.setattr(tty, "setcbreak", lambda *_arguments: None)
    write = os.write
    monkeypatch.setattr(os, "write", lambda file, data: found.append(data) if file == 1 else write(file, data))
    before = Background.pressed
    yield found
    Background.pressed = before


@pytest.mark.parametrize(
    ("parts", "is_light", "pressed"),
    [
        ([colour(255, 255, 255), b"k", WHO, b"late"], True, b"k"),
        ([colour(9, 9, 9) + WHO, b"late"], False, b""),
        ([b"j"], False, b"j"),
    ],
)
def test_a_terminal_is_heard_until_it_says_who_it_is_or_nothing_more(
    written: list[bytes], monkeypatch: pytest.MonkeyPatch, parts: list[bytes], is_light: bool, pressed: bytes
) -> None:
    left = list(parts)
    monkeypatch.setattr(select, "select", lambda *_streams: (left[:1], [], []))
    monkeypatch.setattr(os, "read", lambda _file, _most: left.pop(0))
    background = Background()
    assert written == [b"\x1b]11;?\x1b\\\x1b[c"]
    assert background.light() is is_light and Background.pressed == pressed
    assert written[1:] == [b"as it was"] and left == [part for part in parts if part == b"late"]


@pytest.mark.parametrize(
    ("said", "is_light"), [("0;15", True), ("0;7", True), ("15;0", False), ("0;default;7", True), ("7", True)]
)
def test_what_the_surroundings_say_is_believed_without_a_question(
    written: list[bytes], monkeypatch: pytest.MonkeyPatch, said: str, is_light: bool
) -> None:
    monkeypatch.setenv("COLORFGBG", said)
    assert Background().light() is is_light and written == []


@pytest.mark.parametrize("stream", ["stdin", "stdout"])
def test_what_is_no_terminal_is_asked_nothing_and_is_dark(
    written: list[bytes], monkeypatch: pytest.MonkeyPatch, stream: str
) -> None:
    monkeypatch.setattr(getattr(sys, stream), "isatty", lambda: False)
    assert Background().light() is False and written == []
