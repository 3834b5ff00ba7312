"""What the last line says: keys that are in force, for the pane one is in, which a click obeys; messages that end."""

from dataclasses import replace
from pathlib import Path

import pytest

from newsreader.config import Config
from newsreader.library.messages.events import Offline, RefreshFinished, RefreshProgress
from newsreader.tui.layout import Pane
from tests.tui.reader import fill, opened


def last_line(sees: str) -> str:
    return sees.splitlines()[-1]


@pytest.mark.parametrize(
    ("preset", "own", "undo", "save"),
    [
        ("newsreader", {}, "U undoes", "f save"),
        ("vim", {}, "u undoes", "f save"),
        ("newsreader", {"save": "s"}, "U", "s"),
    ],
)
async def test_hints_and_messages_name_the_keys_in_force(
    library_file: Path, preset: str, own: dict[str, str], undo: str, save: str
) -> None:
    fill(library_file)
    config = replace(Config(library=library_file), keymap=preset, keys=own)
    async with opened(library_file, config=config) as reader:
        assert save in last_line(reader.sees())
        await reader.press("m")
        assert undo in last_line(reader.sees())
        await reader.press(undo[0])
        assert "Undone" in last_line(reader.sees())


@pytest.mark.parametrize("width", [40, 60, 80, 120])
async def test_however_little_room_there_is_the_way_to_all_keys_is_said_and_no_hint_is_cut(
    library_file: Path, width: int
) -> None:
    fill(library_file)
    async with opened(library_file, (width, 24)) as reader:
        for keys in ((), ("enter",), ("apostrophe",), ("h", "h", "h")):
            await reader.press(*keys)
            line = last_line(reader.sees())
            assert "? keys" in line and "…" not in line, line


async def test_a_hint_is_clicked_as_its_key_is_pressed(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file, (80, 24)) as reader:
        line = last_line(reader.sees())
        await reader.pilot.click("#status", offset=(line.index("h feeds") + 2, 0))
        await reader.settled()
        assert reader.focused() is Pane.FEEDS


async def test_what_is_less_pressing_waits_and_is_not_cut(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file, (80, 24)) as reader:
        reader.screen.status.say(progress="3/27 feeds · 12/40 articles · x stops")
        reader.screen.say("Marked as read, and so were all the others that say the very same thing.")
        await reader.settled()
        line = last_line(reader.sees())
        assert "the very same thing." in line and "3/27" not in line
        reader.screen.status.forget("Marked as read, and so were all the others that say the very same thing.")
        await reader.settled()
        assert "3/27 feeds · 12/40 articles · x stops" in last_line(reader.sees())


@pytest.mark.parametrize("key", ["h", "enter"])
async def test_a_long_message_is_said_in_full_over_the_panes_and_leaves_them_as_they_were(
    library_file: Path, key: str
) -> None:
    fill(library_file)
    message = "Trop lent : le serveur de https://exemple.example/un/chemin/vers/un/flux.rss ne répond pas. Réessayez plus tard, ou ailleurs."
    async with opened(library_file, (60, 24)) as reader:
        await reader.press(key)
        before = reader.sees().splitlines()
        reader.screen.say(message)
        await reader.settled()
        seen = reader.sees().splitlines()
        assert "".join("".join(seen[-3:]).split()) == "".join(message.split()) and seen[:-3] == before[:-3]
        reader.screen.say("Ceci est sans fin. " * 30)
        await reader.settled()
        assert reader.sees().splitlines()[:-3] == before[:-3] and last_line(reader.sees()).rstrip().endswith("…")
        reader.screen.status.forget("Ceci est sans fin. " * 30)
        await reader.settled()
        assert reader.sees().splitlines() == before


async def test_offline_leaves_room_for_the_keys(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file, (80, 24)) as reader:
        reader.screen.status.say(progress="Offline · next attempt in 4 minutes, R tries now")
        await reader.settled()
        assert "Offline  ·  Enter read" in last_line(reader.sees()) and "? keys" in last_line(reader.sees())
    async with opened(library_file, (160, 24)) as reader:
        reader.screen.status.say(progress="Offline · next attempt in 4 minutes, R tries now")
        await reader.settled()
        assert "R tries now  ·  Enter read" in last_line(reader.sees())


async def test_being_offline_is_said_once(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file, (160, 24)) as reader:
        reader.receive(Offline())
        await reader.settled()
        assert "Offline · your library is still available  ·  Enter read" in last_line(reader.sees())
        reader.receive(RefreshFinished(RefreshProgress(feeds=3, feeds_total=3, failed=3), offline=True))
        reader.receive(Offline(2))
        await reader.settled()
        assert last_line(reader.sees()).count("Offline") == 1 and "2 pending" in last_line(reader.sees())
        reader.receive(Offline())
        await reader.settled()
        assert "2 pending" in last_line(reader.sees())
