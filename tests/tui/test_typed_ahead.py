"""What arrives in one packet does what it would do typed slowly."""

import asyncio
from pathlib import Path

import pytest
from textual.events import Key, Paste
from textual.keys import _character_to_key
from textual.message import Message

from newsreader.tui.app import NewsreaderApp
from newsreader.tui.key_parser import key_parser
from newsreader.tui.layout import Pane
from newsreader.tui.screens.main import MainScreen
from tests.tui.reader import Reader, fill, opened

NAMES = {"\r": "enter", "\x1b": "escape", "\t": "tab", " ": "space"}


def keys(typed: str) -> list[Message]:
    return [Key(NAMES.get(c) or (c if c.isalnum() else _character_to_key(c)), c) for c in typed]


async def typed_at_once(reader: Reader, *messages: Message) -> None:
    for message in messages:
        message.set_sender(reader.app)
        reader.app.post_message(message)
    await reader.settled()


async def test_a_search_its_end_and_what_is_done_there(library_file: Path) -> None:
    fill(library_file, 12)
    async with opened(library_file) as reader:
        await typed_at_once(reader, *keys("/propos\r"))
        assert reader.app.screen is reader.screen and reader.screen.session.search_text == "propos"
        assert [headline.title for headline in reader.headlines()] == ["Titre 3"]


async def test_a_tag_is_put_where_its_letters_came_with_the_key(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file) as reader:
        await typed_at_once(reader, *keys("Tport\r"))
        assert reader.app.screen is reader.screen
        assert reader.library.tags.of(1) == ["port"]


@pytest.mark.parametrize(
    "typed", [":\r\r\r", ":\r\r\r\r\r\r", "::\x1b\x1b\x1b", "?\r\r?\r", ":zz\r\x1b\r", "C\x1bC\x1bC\x1b", "S\r\r\r"]
)
async def test_dialogs_that_open_and_end_in_one_packet_end_once(library_file: Path, typed: str) -> None:
    fill(library_file)
    async with opened(library_file) as reader:
        await typed_at_once(reader, *keys(typed))
        await typed_at_once(reader, *keys("\x1b\x1b\x1b\x1b"))
        assert isinstance(reader.app.screen, MainScreen) and reader.app._exception is None


async def test_keys_before_the_first_frame_are_done_once_it_is_there(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file) as reader:  # the same as a start: the screen is told before it has opened
        await typed_at_once(reader, *keys("j\rc"))
        assert reader.focused() is Pane.COMMENTS and reader.screen.session.open_article == 2


async def test_a_dialog_that_opens_while_the_reader_closes_is_no_crash(tmp_path: Path) -> None:
    for turns in range(8, 15):  # of the loop: from before it is put together until it is there
        path = tmp_path / f"{turns}.db"
        fill(path)
        async with opened(path) as reader:
            for message in keys("?"):
                message.set_sender(reader.app)
                reader.app.post_message(message)
            for _n in range(turns):
                await asyncio.sleep(0)
        assert reader.app._exception is None


async def test_pasted_words_go_into_the_line_that_a_key_opened_and_nowhere_else(library_file: Path) -> None:
    fill(library_file, 12)
    async with opened(library_file) as reader:
        await typed_at_once(reader, *keys("/"), Paste("propos"), *keys("\r"))
        assert reader.screen.session.search_text == "propos"
        before = reader.sees()
        await typed_at_once(reader, Paste("QQ\nrm"))
        assert reader.sees() == before


@pytest.mark.parametrize(
    ("packet", "held", "keys"),
    [
        ("\x1bp", "", ["escape", "p"]),
        ("\x1bP", "", ["escape", "P"]),
        ("\x1b:", "", ["escape", "colon"]),
        ("\x1b\r", "", ["escape", "enter"]),
        ("\x1bb\x1b1", "", ["escape", "b", "escape", "1"]),
        ("\x1b\x1b[A", "", ["escape", "up"]),
        ("\x1bv", "alt+v", ["alt+v"]),
        ("\x1b<", "alt+less_than_sign", ["alt+less_than_sign"]),
        ("\x1b[1;3D", "", ["alt+left"]),
        ("\x1b[112;3u", "", ["alt+p"]),  # a terminal that tells them apart
        ("p\x1b[A\x1bOP", "", ["p", "up", "f1"]),
    ],
)
def test_escape_and_a_key_in_one_packet_are_two_keys_unless_alt_means_something(
    packet: str, held: str, keys: list[str]
) -> None:
    parser = key_parser(held.split())()
    found = [*parser.feed(packet), *parser.feed("")]
    assert [event.key for event in found if isinstance(event, Key)] == keys


async def test_the_first_frame_answers_what_was_typed_before_it(
    library_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(library_file, 12)
    frames: list[str] = []

    def type_ahead(app: NewsreaderApp) -> None:
        for message in keys("j"):
            message.set_sender(app)
            app.post_message(message)

    def keep(app: NewsreaderApp) -> None:
        frames.append("\n".join(strip.text for strip in app.screen._compositor.render_strips()))

    monkeypatch.setattr(NewsreaderApp, "on_load", type_ahead, raising=False)
    monkeypatch.setattr(NewsreaderApp, "post_display_hook", keep)
    async with opened(library_file) as reader:
        assert "2/12" in frames[0] and "Titre 0" in frames[0]
        shown = reader.screen.article.opened
        assert shown and shown.number == reader.headlines()[1].id
