"""Draw rows of a list as strips, in the styles of its widget."""

from collections.abc import Callable

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from newsreader.tui.widgets.looks import look_of

#: A row is drawn as lines of pieces: words, and the roles they look like (`row--ROLE` in the style sheet).
Piece = tuple[str, tuple[str, ...]]
Row = list[list[Piece]]
_SMALL = Style(bold=False)


class RowPainter:
    """Draws rows, and caches the strips until a row has changed."""

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        #: The lines of rows as they were drawn, by whether the cursor was there.
        self._drawn: dict[tuple[int, bool], list[Strip]] = {}
        #: Lines by what they say and how wide they are, those of the rows before included: a list that is searched anew
        #: has many of them again, and a strip that was drawn before has all that was made of it.
        self._lines: dict[tuple[tuple[Piece, ...], int, bool, Style], Strip] = {}
        self._lines_before = self._lines
        self.base = self._under_cursor = Style()
        self._theme = ""

    def clear(self) -> None:
        """Draw every row anew."""
        if self._drawn:
            self._drawn.clear()
            self._lines_before, self._lines = self._lines, {}

    def begin(self, is_focused: bool) -> None:
        """Find out on which background all of what is drawn now stands: it takes long, through all that a
        list is in. `is_focused`: the cursor of the list is the one that keys move."""
        if self._theme != self._widget.app.theme:
            self._theme = self._widget.app.theme
            self.clear()
            self._lines_before = {}
        cursor = "row--cursor-focused" if is_focused else "row--cursor"
        base = self._widget.rich_style
        looks = base, base + look_of(self._widget.app, cursor)
        if looks != (self.base, self._under_cursor):
            self.base, self._under_cursor = looks
            self.clear()

    def row(
        self, index: int, row: Callable[[], Row], head: int, height: int, width: int, under_cursor: bool
    ) -> list[Strip]:
        """Draw the `height` lines of a row; the cursor is not drawn on the first `head`."""
        strips = self._drawn.get((index, under_cursor))
        if strips is None:
            lines = row()
            lines += [[] for _missing in range(height - len(lines))]
            # The cursor is told by shape as well as by colour.
            strips = self._drawn[index, under_cursor] = [
                self.strip(
                    [(">" if under_cursor and part == head else " ", ("speaker",)), *pieces],
                    width,
                    under_cursor and part >= head,
                )
                for part, pieces in enumerate(lines)
            ]
        return strips

    def strip(self, pieces: list[Piece], width: int, under_cursor: bool = False) -> Strip:
        """A line of these pieces."""
        base = self._under_cursor if under_cursor else self.base
        key = (tuple(pieces), width, under_cursor, base)
        strip = self._lines.get(key) or self._lines_before.get(key)
        if strip is None:
            segments = [Segment(words, base + self._looks(roles, under_cursor)) for words, roles in pieces]
            strip = Strip(segments).adjust_cell_length(width, base).crop(0, width)
        self._lines[key] = strip
        return strip

    def _looks(self, roles: tuple[str, ...], under_cursor: bool) -> Style:
        style = Style()
        for role in roles:
            look = look_of(self._widget.app, f"row--{role}")
            # Under the cursor the words keep their weight and take its colours; small print stays small.
            style += look if not under_cursor else _SMALL if role == "meta" else look.without_color
        return style
