"""Listen to an article: its recording, or its text read aloud and highlighted."""

from __future__ import annotations

import asyncio
from asyncio import Task
from collections.abc import Awaitable, Callable, Coroutine
from datetime import timedelta
from typing import TYPE_CHECKING

from newsreader.i18n import _, language
from newsreader.model.quotation import TITLE
from newsreader.model.text_search import Passage, words_at
from newsreader.play.player import PlaybackState, Player, player
from newsreader.play.speech import FASTEST, SLOWEST, Voice, sentences, voice
from newsreader.tui.key_names import with_keys

if TYPE_CHECKING:
    from newsreader.library.core import Library
    from newsreader.library.open_article import OpenArticle
    from newsreader.tui.services.base import Notify

#: Seconds that a recording is sought by, and between two looks at its position.
SEEK, LOOK = 15, 1.0
#: Seconds before its end from which on a recording counts as heard.
_OVER = 10


class AudioController:
    """Plays one article at a time; it goes on while others are read."""

    def __init__(
        self,
        library: Library,
        notify: Notify,
        show: Callable[[str], None],
        follow: Callable[[int, Passage | None], None],
        finish: Callable[[Callable[[], None]], Awaitable[None]],
        spawn: Callable[[Coroutine[object, object, None]], object],
    ) -> None:
        """`show` says what is played, and how far, "" for nothing any more; `follow` is told which sentence of an
        article is read aloud, None when the voice has ended; `finish` does work in the background and waits for it;
        `spawn` lets a coroutine go on in the background."""
        self._library, self._notify, self._show, self._follow = library, notify, show, follow
        self._finish, self._spawn = finish, spawn
        self._player: Player | None = None
        self._voice: Voice | None = None
        self._task: Task[None] | None = None
        #: What is read aloud: the article, its sentences with their words, and which of them.
        self._article = 0
        self._sentences: list[tuple[int, int, int, str]] = []
        self._sentence = 0

    @property
    def is_on(self) -> bool:
        """Whether there is something to pause, to go on with, or to stop."""
        return self._player is not None or self._voice is not None

    def start(self, reading: OpenArticle, command: str, top: tuple[int, int] | None) -> None:
        """Play the recording of an article, or read it aloud from the place at the `top` of the page on, by the voice
        that the `command` of the settings names."""
        article = reading.article
        if article.sound and player():
            self._article = reading.number
            self._player = Player(article.sound, self._library.playback_position(reading.number))
            self._task = asyncio.create_task(self._play(self._player))
        elif voice(command):
            places = [(n, words_at(article, n)) for n in range(TITLE, len(article.blocks))]
            self._sentences = [(n, *span, words[slice(*span)]) for n, words in places for span in sentences(words)]
            self._article, self._sentence = reading.number, 0
            if top is not None:
                before = [at for at, part in enumerate(self._sentences) if part[:2] <= top]
                self._sentence = before[-1] if before else 0
            self._voice = Voice(command, article.language or language())
            self._task = asyncio.create_task(self._read_aloud(self._voice))
        elif article.sound:
            self._notify(
                with_keys(_("mpv is needed to play recordings and is not installed. {key:browser} opens the page."))
            )
        else:
            self._notify(_("No speech program installed: espeak-ng or spd-say can read aloud."))

    # ------------------------------------------------------------ keys

    def pause(self) -> None:
        """Pause, or go on."""
        if self._player:
            self._spawn(self._player.pause())
        elif self._task and self._voice:
            self._silence()
            self._show(with_keys(_("Paused. {key:listen} resume · {key:stop} stop")))
        elif self._voice:
            self._task = asyncio.create_task(self._read_aloud(self._voice))

    def change_speed(self, by: int) -> None:
        """Play faster or slower, by a step."""
        if self._player:
            self._spawn(self._player.change_speed(by / 10))
        elif self._voice:
            self._voice.pace = max(SLOWEST, min(FASTEST, self._voice.pace + 20 * by))
            self._read_from_here()
        else:
            self._notify(_("Nothing is playing. Press H to listen."))

    def seek(self, by: int) -> None:
        """A little back, or on."""
        if self._player:
            self._spawn(self._player.seek(SEEK * by))
        elif self._voice:
            self._sentence = max(0, min(len(self._sentences) - 1, self._sentence + by))
            self._read_from_here()
        else:
            self._notify(_("Nothing is playing. Press H to listen."))

    def stop(self) -> bool:
        """End what is heard; whether there was something."""
        if self._player and self._task:
            self._task.cancel()
        elif self._voice:
            self._end_voice()
        else:
            return False
        return True

    async def close(self) -> None:
        """The app ends: nothing goes on without it, and the position in a recording is kept."""
        task = self._task
        self.stop()
        if task:
            await asyncio.wait([task], timeout=3)

    # ------------------------------------------------------------ a recording

    async def _play(self, playing: Player) -> None:
        try:
            if not await playing.begin():
                self._notify(_("mpv could not play this recording."))
                return
            while not await playing.ended():
                self._show(_clock(playing.hearing))
                await asyncio.sleep(LOOK)
        finally:
            await playing.stop()
            self._player = self._task = None
            heard, article = playing.hearing, self._article
            over = heard.length and heard.at > heard.length - _OVER
            self._show("")
            await self._finish(lambda: self._library.set_playback_position(article, 0 if over else int(heard.at)))

    # ------------------------------------------------------------ a voice

    async def _read_aloud(self, speech: Voice) -> None:
        while self._sentence < len(self._sentences):
            *place, words = self._sentences[self._sentence]
            self._follow(self._article, (place[0], place[1], place[2]))
            self._show(
                with_keys(
                    _(
                        "Reading aloud {n}/{all} · {key:listen} pause · "
                        "{key:slower} {key:faster} speed · {key:stop} stop"
                    )
                ).format(n=self._sentence + 1, all=len(self._sentences))
            )
            if not await speech.say(words):
                self._notify(_("Speech failed."))
                break
            self._sentence += 1
        self._end_voice()

    def _silence(self) -> None:
        if self._voice:
            self._voice.stop()
        if self._task:
            self._task.cancel()
            self._task = None

    def _end_voice(self) -> None:
        if self._task is not asyncio.current_task():
            self._silence()
        self._voice = self._task = None
        self._follow(self._article, None)
        self._show("")

    def _read_from_here(self) -> None:
        if self._task and self._voice:
            self._silence()
            self._task = asyncio.create_task(self._read_aloud(self._voice))


def _clock(heard: PlaybackState) -> str:
    at, length = (str(timedelta(seconds=int(each))).removeprefix("0:") for each in (heard.at, heard.length))
    sign = "‖" if heard.paused else "▶"
    pace = f" · ×{heard.speed:g}" if heard.speed != 1 else ""
    whole = f" / {length}" if heard.length else ""
    return f"{sign} {at}{whole}{pace} · " + with_keys(
        _("{key:listen} pause · {key:seek-back} {key:seek-forward} ±15 s · {key:stop} stop")
    )
