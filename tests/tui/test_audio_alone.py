"""Hearing an article without a program: which sentence is read, what keys do to it, what is said and kept."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest

from newsreader.library.open_article import OpenArticle
from newsreader.model.article import Article, Block, BlockType
from newsreader.model.text import Text
from newsreader.play.player import PlaybackState
from newsreader.play.speech import FASTEST, SLOWEST
from newsreader.tui.services import audio
from newsreader.tui.services.audio import AudioController, _clock
from tests.tui.test_panes import headline

BLOCKS = (Block(BlockType.PARAGRAPH, Text("Un mot. Deux mots.")), Block(BlockType.PARAGRAPH, Text("Trois mots.")))
ARTICLE = Article("https://x.example/1", "x:1", "Le pont", language="fr", blocks=BLOCKS)
READING = OpenArticle(7, headline(7), ARTICLE, ())


class Voice:
    """Says a sentence when it is let; remembers them."""

    def __init__(self, _command: str, language: str) -> None:
        self.language, self.pace, self.said = language, 170, list[str]()
        self.works, self.stopped = True, 0
        self.gate = asyncio.Event()

    async def say(self, words: str) -> bool:
        self.said.append(words)
        await self.gate.wait()
        self.gate.clear()
        return self.works

    def stop(self) -> None:
        self.stopped += 1


class Recording:
    """Plays until its end."""

    def __init__(self, _url: str, start: float = 0.0) -> None:
        self.hearing = PlaybackState(at=start, length=600.0)
        self.begins, self.over = True, False
        self.did: list[Any] = []

    async def begin(self) -> bool:
        return self.begins

    async def ended(self) -> bool:
        return self.over

    async def stop(self) -> None:
        self.did.append("stop")

    async def pause(self) -> None:
        self.did.append("pause")

    async def seek(self, seconds: float) -> None:
        self.did.append(seconds)

    async def change_speed(self, by: float) -> None:
        self.did.append(by)


class Room:
    """The controller with what it tells."""

    def __init__(self) -> None:
        self.positions: dict[int, int] = {}
        self.said: list[str] = []
        self.shown: list[str] = []
        self.followed: list[tuple[int, Any]] = []
        self.voices: list[Voice] = []
        self.recordings: list[Recording] = []
        library = cast(Any, self)
        self.audio = AudioController(
            library,
            lambda text, _seconds=6.0: self.said.append(text),
            self.shown.append,
            lambda article, place: self.followed.append((article, place)),
            self._finish,
            asyncio.ensure_future,
        )

    def playback_position(self, article: int) -> int:
        return self.positions.get(article, 0)

    def set_playback_position(self, article: int, seconds: int) -> None:
        self.positions[article] = seconds

    async def _finish(self, work: Callable[[], None]) -> None:
        work()


async def settle() -> None:
    for _time in range(8):
        await asyncio.sleep(0)


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> Iterator[Room]:
    room = Room()

    def voice(command: str, language: str) -> Voice:
        room.voices.append(Voice(command, language))
        return room.voices[-1]

    def recording(url: str, start: float = 0.0) -> Recording:
        room.recordings.append(Recording(url, start))
        return room.recordings[-1]

    monkeypatch.setattr(audio, "Voice", voice)
    monkeypatch.setattr(audio, "Player", recording)
    monkeypatch.setattr(audio, "voice", lambda command: command != "none")
    monkeypatch.setattr(audio, "player", lambda: Path("mpv"))
    monkeypatch.setattr(audio, "LOOK", 0)
    yield room


@pytest.mark.parametrize(
    ("top", "first"),
    [
        (None, "Le pont"),
        ((-2, 0), "Le pont"),
        ((0, 0), "Un mot."),
        ((0, 8), "Deux mots."),
        ((0, 12), "Deux mots."),
        ((1, 0), "Trois mots."),
        ((9, 0), "Trois mots."),
        ((-3, 0), "Le pont"),
    ],
)
async def test_an_article_is_read_aloud_from_the_sentence_at_the_top_on(
    room: Room, top: tuple[int, int] | None, first: str
) -> None:
    room.audio.start(READING, "", top)
    await settle()
    assert room.voices[0].said == [first] and room.voices[0].language == "fr" and room.audio.is_on
    await room.audio.close()


async def test_a_voice_speaks_the_language_of_the_article_else_that_of_the_reader(room: Room) -> None:
    for spoken, language in (("de", "de"), ("", "en")):
        room.audio.start(replace(READING, article=replace(ARTICLE, language=spoken)), "", None)
        await settle()
        assert room.voices[-1].language == language
        await room.audio.close()


async def test_each_sentence_is_followed_and_then_it_is_over(room: Room) -> None:
    room.audio.start(READING, "", None)
    for _sentence in range(4):
        await settle()
        room.voices[0].gate.set()
    await settle()
    assert room.voices[0].said == ["Le pont", "Un mot.", "Deux mots.", "Trois mots."]
    assert room.followed == [(7, (-2, 0, 7)), (7, (0, 0, 7)), (7, (0, 8, 18)), (7, (1, 0, 11)), (7, None)]
    assert [text.split(" · ")[0] for text in room.shown] == [*(f"Reading aloud {n}/4" for n in range(1, 5)), ""]
    assert not room.audio.is_on and not room.audio.stop()


async def test_one_goes_back_and_on_by_sentences_within_the_article_and_at_another_pace(room: Room) -> None:
    room.audio.start(READING, "", (0, 0))
    for by in (1, 9, -1, -9):
        await settle()
        room.audio.seek(by)
    await settle()
    voice = room.voices[0]
    assert voice.said == ["Un mot.", "Deux mots.", "Trois mots.", "Deux mots.", "Le pont"]
    for by, pace in ((1, 190), (-2, 150), (99, FASTEST), (-99, SLOWEST)):
        room.audio.change_speed(by)
        await settle()
        assert voice.pace == pace and voice.said[-1] == "Le pont"
    await room.audio.close()


async def test_it_pauses_and_goes_on_with_the_same_sentence(room: Room) -> None:
    room.audio.start(READING, "", (0, 0))
    await settle()
    room.audio.pause()
    await settle()
    assert room.voices[0].stopped == 1 and room.shown[-1].startswith("Paused.") and room.audio.is_on
    room.audio.seek(1)
    await settle()
    assert room.voices[0].said == ["Un mot."], "paused, it is silent"
    room.audio.pause()
    await settle()
    assert room.voices[0].said == ["Un mot.", "Deux mots."]
    assert room.audio.stop() and room.followed[-1] == (7, None) and not room.audio.is_on


async def test_what_cannot_be_heard_is_said(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    room.audio.seek(1)
    room.audio.change_speed(1)
    room.audio.start(READING, "none", None)
    monkeypatch.setattr(audio, "player", lambda: None)
    room.audio.start(replace(READING, article=replace(ARTICLE, sound="https://x.example/1.mp3")), "none", None)
    assert [text.split(":")[0].split(" and ")[0] for text in room.said] == [
        *["Nothing is playing. Press H to listen."] * 2,
        "No speech program installed",
        "mpv is needed to play recordings",
    ]
    room.audio.start(READING, "", None)
    await settle()
    room.voices[0].works = False
    room.voices[0].gate.set()
    await settle()
    assert room.said[-1] == "Speech failed." and not room.audio.is_on and len(room.voices[0].said) == 1


@pytest.mark.parametrize(("at", "kept"), [(30.7, 30), (590.0, 590), (590.5, 0), (600.0, 0)])
async def test_a_recording_goes_on_where_it_was_left_unless_it_was_heard(room: Room, at: float, kept: int) -> None:
    room.positions[7] = 25
    room.audio.start(replace(READING, article=replace(ARTICLE, sound="https://x.example/1.mp3")), "", None)
    await settle()
    (playing,) = room.recordings
    assert playing.hearing.at == 25 and room.shown[-1].startswith("▶ 00:25 / 10:00")
    room.audio.pause()
    room.audio.seek(-2)
    room.audio.change_speed(2)
    await settle()
    assert playing.did == ["pause", -30, 0.2]
    playing.hearing = replace(playing.hearing, at=at)
    assert room.audio.stop()
    with suppress(asyncio.CancelledError):
        await settle()
    assert room.positions == {7: kept} and room.shown[-1] == "" and playing.did[-1] == "stop" and not room.audio.is_on


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (PlaybackState(at=61, length=0), "▶ 01:01 · "),
        (PlaybackState(at=3700, length=7200), "▶ 1:01:40 / 2:00:00 · "),
        (PlaybackState(at=0, length=60, paused=True), "‖ 00:00 / 01:00 · "),
        (PlaybackState(at=0, length=60, speed=1.2), "▶ 00:00 / 01:00 · ×1.2 · "),
    ],
)
def test_how_far_a_recording_is_is_said(state: PlaybackState, words: str) -> None:
    assert _clock(state).startswith(words)
