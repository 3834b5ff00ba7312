"""Hearing articles: a player and a voice that are scripts, and really run."""

import asyncio
import os
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from newsreader.config import Config
from newsreader.library.refresh.ingest import parse_and_store
from newsreader.model.article import Article, Block, BlockType
from newsreader.model.text import Text
from newsreader.play.speech import sentences
from newsreader.store.store import Store
from tests.tui.reader import NOW, fill, opened

SPOKEN = "M. Bec parle. « Le port respire ! » dit-elle. Il pleut."
#: mpv as far as it matters: its socket, its properties, an end when it is told to.
MPV = """
    import json, os, socket, sys
    log = open(os.environ["HEARD"], "a", buffering=1)
    print("start", *sys.argv[1:], file=log)
    path = next(a for a in sys.argv if a.startswith("--input-ipc-server=")).partition("=")[2]
    server = socket.socket(socket.AF_UNIX); server.bind(path); server.listen()
    client = server.accept()[0].makefile("rw")
    state = {"time-pos": float(os.environ.get("PLAYS_AT", "30")), "duration": 600.0, "speed": 1.0, "pause": False}
    print('{"event": "start-file"}', file=client, flush=True)
    for line in client:
        asked = json.loads(line)
        what, *more = asked["command"]
        if what != "get_property":
            print(what, *more, file=log)
        if what == "cycle":
            state["pause"] = not state["pause"]
        if what == "seek":
            state["time-pos"] += more[0]
        if what == "set_property":
            state[more[0]] = more[1]
        data = state.get(more[0]) if what == "get_property" else None
        print(json.dumps({"request_id": asked["request_id"], "error": "success", "data": data}), file=client, flush=True)
"""
VOICE = """
    import os, sys, time
    with open(os.environ["HEARD"], "a") as log:
        print("said", sys.stdin.read(), file=log)
    time.sleep(float(os.environ.get("BREATH", "0")))
"""


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of programs that is the whole PATH, and the file in which they write what they did."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name, script in (("mpv", MPV), ("espeak-ng", VOICE)):
        (folder / name).write_text(f"#!{sys.executable}\n{textwrap.dedent(script)}")
        (folder / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    heard = tmp_path / "heard.log"
    heard.touch()
    monkeypatch.setenv("HEARD", str(heard))
    yield heard


def library(path: Path, sound: str = "") -> None:
    store = Store(path)
    feed, _new = store.feeds.add("https://x.example/f.rss", "Le fil")
    blocks = (Block(BlockType.PARAGRAPH, Text(SPOKEN)), Block(BlockType.PARAGRAPH, Text("Fin du texte.")))
    article = Article("https://x.example/1", "x:1", "Titre", blocks=blocks, published=NOW, language="fr", sound=sound)
    parse_and_store(store, store.articles.put_entry(feed, article, "s", NOW), article, NOW)
    store.close()


async def until(file: Path, words: str) -> str:
    found = ""
    for _turn in range(1000):
        found = await asyncio.to_thread(file.read_text)
        if words in found:
            return found
        await asyncio.sleep(0.05)
    raise AssertionError(f"{words} not in {found}")


def test_sentences_end_where_they_do() -> None:
    assert [SPOKEN[a:b] for a, b in sentences(SPOKEN)] == [
        "M. Bec parle.",
        "« Le port respire ! » dit-elle.",
        "Il pleut.",
    ]


async def test_a_recording_is_paused_wound_paced_and_taken_up_where_it_was_left(
    library_file: Path, programs: Path
) -> None:
    library(library_file, "https://x.example/emission.mp3")
    async with opened(library_file) as reader:
        await reader.press("enter", "H")
        await until(programs, "start")
        await reader.shows("▶ 00:30 / 10:00")
        assert "x stop" in reader.sees()
        await reader.press("ctrl+right", "equals_sign", "H")
        await until(programs, "cycle pause")
        await reader.shows("‖ 00:45 / 10:00 · ×1.1")
        await reader.press("x")
        await reader.shows("‖", gone=True)
        await reader.press("H")
        heard = await until(programs, "--start=45")
    assert "-- https://x.example/emission.mp3" in heard and "seek 15" in heard and "set_property speed 1.1" in heard


async def test_a_recording_heard_to_its_end_begins_at_its_beginning_the_next_time(
    library_file: Path, programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library(library_file, "https://x.example/emission.mp3")
    for stopped_at, shown, next_start in (("400", "06:40", "--start=400"), ("595", "09:55", "--start=0")):
        monkeypatch.setenv("PLAYS_AT", stopped_at)
        os.truncate(programs, 0)
        async with opened(library_file) as reader:
            await reader.press("enter", "H")
            await until(programs, "start")
            await reader.shows(f"▶ {shown}")
            await reader.press("x")
            await reader.shows("▶", gone=True)
            await reader.settled()
            os.truncate(programs, 0)
            await reader.press("H")
            assert next_start + " " in await until(programs, "start")


async def test_an_article_is_read_aloud_sentence_by_sentence_and_followed(library_file: Path, programs: Path) -> None:
    library(library_file)
    async with opened(library_file) as reader:
        os.environ["BREATH"] = "5"
        try:
            await reader.press("enter", "H")
            await until(programs, "said Titre")
            assert reader.screen.article.marks.aloud == (-2, 0, 5) and "Reading aloud 1/5" in reader.sees()
            await reader.press("ctrl+right", "ctrl+right")
            await until(programs, "said « Le port respire ! » dit-elle.")
            await reader.press("H")  # rests
            os.environ["BREATH"] = "0"
            await reader.press("H")
            await until(programs, "said Fin du texte.")
            await reader.shows("Reading aloud", gone=True)
            assert reader.screen.article.marks.aloud is None
        finally:
            del os.environ["BREATH"]


async def test_from_the_list_an_article_is_read_from_its_beginning_and_within_it_from_where_one_is(
    library_file: Path, programs: Path
) -> None:
    fill(library_file)
    async with opened(library_file, (80, 24)) as reader:
        await reader.press("enter", "G", "H")
        assert "Titre" not in (await until(programs, "said "))
        await reader.press("x", "q")
        os.truncate(programs, 0)
        await reader.press("H")
        await until(programs, "said Titre 0")


async def test_without_programs_it_is_said_what_is_missing(
    library_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    library(library_file)
    async with opened(library_file, config=replace(Config(), library=library_file)) as reader:
        await reader.press("enter", "H")
        assert "No speech program installed" in reader.sees()
        await reader.press("minus")
        assert "Nothing is playing" in reader.sees()
