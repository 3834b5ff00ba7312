"""Hearing an article: its recording, or its text read aloud, followed with the eyes."""

import asyncio
from asyncio import Task
from datetime import timedelta

from newsreader.config import Config
from newsreader.i18n import _, language
from newsreader.library.helper import Helper
from newsreader.library.reading import Library
from newsreader.model.passage import words_at
from newsreader.model.quotation import TITLE
from newsreader.play.player import Hearing as Heard
from newsreader.play.player import Player, player
from newsreader.play.voice import FASTEST, SLOWEST, Voice, sentences, voice
from newsreader.tui.panes import Pane
from newsreader.tui.screens.desk import Desk

#: Seconds that a recording is wound, and after which its place is looked at.
WIND, LOOK = 15, 1.0


class Hearing(Desk):
    """One thing is heard at a time; it goes on while other articles are read."""

    def __init__(self, library: Library, settings: Config, helper: Helper) -> None:
        super().__init__(library, settings, helper)
        self._player: Player | None = None
        self._voice: Voice | None = None
        self._going: Task[None] | None = None
        #: What is read aloud: the article, its sentences (block, start, stop, words), and which of them.
        self._heard = 0
        self._sentences: list[tuple[int, int, int, str]] = []
        self._sentence = 0

    def action_hear(self) -> None:
        """Begin; or pause, or go on."""
        if self._player:
            self.run_worker(self._player.pause(), group="hearing")
        elif self._going and self._voice:
            self._rest()
            self._tell(_("The voice rests; H goes on, x ends."))
        elif self._voice:
            self._going = asyncio.create_task(self._read_aloud(self._voice))
        else:
            self._begin()

    def _begin(self) -> None:
        found = self.library.open(self.selected())
        if found is None:
            return
        article = found.article
        if article.sound and player():
            self._heard = found.number
            self._player = Player(article.sound, self.library.heard(found.number))
            self._going = asyncio.create_task(self._play(self._player))
        elif voice(self.settings.voice):
            places = [(n, words_at(article, n)) for n in range(TITLE, len(article.blocks))]
            self._sentences = [(n, *span, words[slice(*span)]) for n, words in places for span in sentences(words)]
            self._heard, self._sentence = found.number, 0
            if self.at is Pane.ARTICLE:
                top = self.article_view.place()
                before = [at for at, part in enumerate(self._sentences) if part[:2] <= top]
                self._sentence = before[-1] if before else 0
            self._voice = Voice(self.settings.voice, article.language or language())
            self._going = asyncio.create_task(self._read_aloud(self._voice))
        elif article.sound:
            self.say(_("mpv plays recordings: it is not installed. o opens the page."))
        else:
            self.say(_("No voice is installed: espeak-ng or spd-say would read aloud."))

    # ------------------------------------------------------------ a recording

    async def _play(self, playing: Player) -> None:
        try:
            if not await playing.begin():
                self.say(_("mpv could not play this recording."))
                return
            while not await playing.ended():
                self._tell(_clock(playing.hearing))
                await asyncio.sleep(LOOK)
        finally:
            await playing.stop()
            self._player = self._going = None
            heard = playing.hearing
            over = heard.length and heard.at > heard.length - 10
            self._tell("")
            await asyncio.get_running_loop().run_in_executor(
                self._hands, self.library.keep_heard, self._heard, 0 if over else int(heard.at)
            )

    # ------------------------------------------------------------ a voice

    async def _read_aloud(self, reader: Voice) -> None:
        while self._sentence < len(self._sentences):
            block, start, stop, words = self._sentences[self._sentence]
            view = self.article_view
            if view.reading and view.reading.number == self._heard:
                view.point_at_words(block, start, stop)
            self._tell(
                _("Reading aloud {n}/{all} · H rests · - = pace · x ends").format(
                    n=self._sentence + 1, all=len(self._sentences)
                )
            )
            if not await reader.say(words):
                self.say(_("The voice failed."))
                break
            self._sentence += 1
        self._end_voice()

    def _rest(self) -> None:
        if self._voice:
            self._voice.hush()
        if self._going:
            self._going.cancel()
            self._going = None

    def _end_voice(self) -> None:
        self._rest() if self._going is not asyncio.current_task() else None
        self._voice = self._going = None
        self.article_view.point_at_words()
        self._tell("")

    # ------------------------------------------------------------ keys

    def action_pace(self, by: int) -> None:
        """Slower or faster."""
        if self._player:
            self.run_worker(self._player.pace(by / 10), group="hearing")
        elif self._voice:
            self._voice.pace = max(SLOWEST, min(FASTEST, self._voice.pace + 20 * by))
            self._from_here()
        else:
            self.say(_("Nothing is heard: H begins."))

    def action_wind(self, by: int) -> None:
        """A little back, or on."""
        if self._player:
            self.run_worker(self._player.wind(WIND * by), group="hearing")
        elif self._voice:
            self._sentence = max(0, min(len(self._sentences) - 1, self._sentence + by))
            self._from_here()
        else:
            self.say(_("Nothing is heard: H begins."))

    def _from_here(self) -> None:
        if self._going and self._voice:
            self._rest()
            self._going = asyncio.create_task(self._read_aloud(self._voice))

    def stop_hearing(self) -> bool:
        """End what is heard; whether there was something."""
        if self._player and self._going:
            self._going.cancel()
        elif self._voice:
            self._end_voice()
        else:
            return False
        return True

    async def hush(self) -> None:
        """The reader goes: nothing goes on without them, and a recording's place is kept."""
        task = self._going
        self.stop_hearing()
        if task:
            await asyncio.wait([task], timeout=3)

    def _tell(self, words: str) -> None:
        self.status.say(hearing=words)


def _clock(heard: Heard) -> str:
    at, length = (str(timedelta(seconds=int(each))).removeprefix("0:") for each in (heard.at, heard.length))
    sign = "‖" if heard.paused else "▶"
    pace = f" · ×{heard.speed:g}" if heard.speed != 1 else ""
    whole = f" / {length}" if heard.length else ""
    return f"{sign} {at}{whole}{pace} · " + _("H pauses · Ctrl+← Ctrl+→ 15 s · x ends")
