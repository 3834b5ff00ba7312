"""The keys of what is listened to."""

from newsreader.config import Config
from newsreader.library.helper import Helper
from newsreader.library.reading import Library
from newsreader.tui.panes import Pane
from newsreader.tui.screens.desk import Desk
from newsreader.tui.services.audio import AudioController, Place


class Hearing(Desk):
    """Begins, pauses and ends what is heard, and shows it."""

    def __init__(self, library: Library, settings: Config, helper: Helper) -> None:
        super().__init__(library, settings, helper)
        self.audio = AudioController(
            library,
            self.say,
            self,
            self.background.finish,
            lambda act: self.run_worker(act, group="audio"),
        )

    def playback_changed(self, text: str) -> None:
        """Say what is played, and how far."""
        self.status.say(hearing=text)

    def speaking(self, article: int, place: Place | None) -> None:
        """Follow the voice with the eyes."""
        reading = self.article_view.reading
        if reading and reading.number == article:
            self.article_view.point_at_words(*place or ())

    def action_hear(self) -> None:
        """Begin; or pause, or go on."""
        if self.audio.is_on:
            self.audio.pause()
        elif found := self.library.open(self.selected()):
            top = self.article_view.place() if self.at is Pane.ARTICLE else None
            self.audio.start(found, self.settings.voice, top)

    def action_pace(self, by: int) -> None:
        """Slower or faster."""
        self.audio.change_speed(by)

    def action_wind(self, by: int) -> None:
        """A little back, or on."""
        self.audio.seek(by)
