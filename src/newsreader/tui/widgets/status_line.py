"""The last line: what the program is doing, what just happened, or which keys help here; and the place."""

from rich.cells import cell_len
from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget

from newsreader.model.text import clean_line
from newsreader.render.page import cut


class StatusLine(Widget):
    """The most pressing voice is heard first: a message, what is played, work in progress, then hints."""

    def __init__(self) -> None:
        super().__init__(id="status")
        self.message = ""
        self.hearing = ""
        self.progress = ""
        self.hints = ""
        self.place = ""

    def say(self, **voices: str) -> None:
        """Change any of `message`, `hearing`, `progress`, `hints`, `place`."""
        for name, words in voices.items():
            setattr(self, name, clean_line(words))
        self.refresh()

    def forget(self, message: str) -> None:
        """Take a message away, unless another one came since."""
        if self.message == clean_line(message):
            self.say(message="")

    def render(self) -> RenderResult:
        """One line: words at the left, the place at the right."""
        room = max(0, self.size.width - len(self.place) - 3)
        parts = [part for part in (self.message, self.hearing, self.progress) if part]
        # Hints fill what room is left; they never push anything else off the line.
        if not parts or (not self.message and cell_len("  ·  ".join([*parts, self.hints])) <= room):
            parts.append(self.hints)
        left = cut("  ·  ".join(parts), room).ljust(room)
        return Content(f" {left} {self.place} ")
