"""The status line: messages, progress, hints of keys, and the position."""

from rich.cells import cell_len
from textual.app import RenderResult
from textual.content import Content
from textual.events import Click
from textual.geometry import Size
from textual.style import Style
from textual.widget import Widget

from newsreader.model.text import clean_line
from newsreader.render.page import cut
from newsreader.tui.key_names import Hints, key_of, keys_of

#: What stands between two voices, and between two hints.
_BETWEEN, _SEPARATOR = "  ·  ", " · "
#: The lines that a message may take, over the last of the panes.
_MOST_LINES = 3
#: The cells that hints want, beside work in progress.
_FOR_HINTS = 34


class StatusLine(Widget):
    """Shows the most urgent of a message, what is played, progress, and hints, which can be clicked like keys."""

    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__(id="status")
        self.message = ""
        self.hearing = ""
        self.progress = ""
        self.place = ""
        self.hints: Hints = ()

    def say(self, **voices: str) -> None:
        """Change any of `message`, `hearing`, `progress`, `place`."""
        before = len(self._lines(self.size.width))
        for name, words in voices.items():
            setattr(self, name, clean_line(words))
        self.refresh(layout=len(self._lines(self.size.width)) != before)

    def hint(self, hints: Hints) -> None:
        """Say which keys help here, the most helpful first; the last is said even where there is little room."""
        if hints != self.hints:
            self.hints = hints
            self.refresh()

    def forget(self, message: str) -> None:
        """Remove a message, unless another one has come since."""
        if self.message == clean_line(message):
            self.say(message="")

    def on_click(self, event: Click) -> None:
        """A hint is clicked: as if its key were pressed."""
        if key := event.style.meta.get("key"):
            self.app.simulate_key(str(key))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The lines of a message that does not fit into one."""
        return max(1, len(self._lines(width)))

    def _lines(self, width: int) -> list[Content]:
        """A message that has no room beside the place, in lines of its own; none where it has."""
        if cell_len(self.message) <= width - cell_len(self.place) - 3 or width < 3:
            return []
        lines = Content(self.message).wrap(width - 2)
        if len(lines) > _MOST_LINES:
            rest = " ".join(line.plain for line in lines[_MOST_LINES - 1 :])
            lines[_MOST_LINES - 1 :] = [Content(cut(rest, width - 2))]
        return [Content(" ") + line for line in lines]

    def render(self) -> RenderResult:
        """Draw hints or messages at the left and the position at the right; a long message takes the whole line."""
        if lines := self._lines(self.size.width):
            return Content("\n").join(lines)
        room = max(0, self.size.width - cell_len(self.place) - 3)
        voices = [part for part in (self.message, self.hearing, self.progress) if part]
        while len(voices) > 1 and cell_len(_BETWEEN.join(voices)) > room:
            voices.pop()  # what is less pressing is not cut, but waits
        if voices == [self.progress]:
            voices = [self._shortened(room)]
        text = Content(cut(_BETWEEN.join(voices), room))
        left = room - text.cell_length - (len(_BETWEEN) if voices else 0)
        hints = Content("") if self.message else _drawn(self.hints, left)
        if voices and hints:
            text = Content.assemble(text, _BETWEEN)
        line = Content.assemble(" ", text, hints)
        gap = " " * max(1, self.size.width - line.cell_length - cell_len(self.place) - 1)
        return Content.assemble(line, gap, (self.place, "bold"), " ")

    def _shortened(self, room: int) -> str:
        """Work in progress, without its particulars where hints have no room beside it: it may last as long as one is
        on a train."""
        parts = self.progress.split(_SEPARATOR)
        while len(parts) > 1 and cell_len(_SEPARATOR.join(parts)) + _FOR_HINTS > room:
            parts.pop()
        return _SEPARATOR.join(parts)


def _drawn(hints: Hints, room: int) -> Content:
    """As many hints as have room, and the last one before any other."""
    drawn = [_one(action, words) for action, words in hints if keys_of(action)]
    left = room - (drawn[-1].cell_length if drawn else 0)
    fitting: list[Content] = []
    for hint in drawn[:-1]:
        if hint.cell_length + len(_SEPARATOR) <= left:
            fitting.append(hint)
            left -= hint.cell_length + len(_SEPARATOR)
    return Content(_SEPARATOR).join([*fitting, *drawn[-1:]]) if left >= 0 else Content("")


def _one(action: str, words: str) -> Content:
    key = Style.from_meta({"key": keys_of(action).split(",")[0]})
    return Content.assemble((key_of(action), "bold $primary"), f" {words}").stylize(key)
