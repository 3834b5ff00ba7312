"""Draw lines of a page as strips: centred, with the shapes at their left that tell quotations from the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from newsreader.tui.widgets.looks import look_of

if TYPE_CHECKING:
    from newsreader.render.page import Page
    from newsreader.render.runs import Run

#: Cells at the left of the column, for the shapes that tell speech from the rest.
GUTTER = 2
_SHAPES = {"speech": "│ ", "pull": "┃ ", "note": "! ", "answer": "│ ", "comment": "┃ ", "mine": "✎ "}


class LinePainter:
    """Draws lines in the styles of a widget, and caches the strips."""

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._drawn: dict[int, Strip] = {}
        #: What all lines are drawn on.
        self.base = Style()
        self._theme = ""
        #: How runs look, by what they are: a page of spans has thousands of runs, and few kinds of them.
        self._styles: dict[tuple[object, ...], Style] = {}

    def clear(self) -> None:
        """Draw every line anew: the page, its width, the theme or the current quotation is another one."""
        self._drawn.clear()
        self._styles.clear()

    def begin(self) -> None:
        """Find out on what all lines are drawn that are asked for now: it takes long, through all that a page is in."""
        base, theme = self._widget.rich_style, self._widget.app.theme
        if (base, theme) != (self.base, self._theme):
            self.base, self._theme = base, theme
            self.clear()

    def line(self, page: Page, number: int, column: int, current: int) -> Strip:
        """A line of a page whose text is `column` cells wide; `current` is the quotation that the reader is at."""
        strip = self._drawn.get(number)
        if strip is None:
            strip = self._drawn[number] = self._draw(page, number, column, current)
        return strip

    def _draw(self, page: Page, number: int, column: int, current: int) -> Strip:
        line, width = page.lines[number], self._widget.size.width
        base = self.base
        left = margin(width, column)
        is_current = current >= 0 and any(run.quotation == current for run in line.runs)
        shape = _SHAPES.get(line.gutter, "  ")
        if is_current:
            shape = "> " if page.quotation_lines.get(current) == number else "┃ "
        gutter = base + self._look("current" if is_current else "gutter")
        if line.gutter in ("answer", "comment"):
            # In a thread the shape moves right with the answers.
            segments = [Segment(" " * (left + line.indent), base), Segment(shape, gutter)]
        else:
            segments = [Segment(" " * left, base), Segment(shape, gutter), Segment(" " * line.indent, base)]
        segments += (Segment(run.text, self._style(run, base, current)) for run in line.runs)
        return Strip(segments).adjust_cell_length(width, base).crop(0, width)

    def _style(self, run: Run, base: Style, current: int) -> Style:
        """How a run looks."""
        key = (run.roles, run.quotation, run.colours)
        style = self._styles.get(key)
        if style is None:
            style = base + Style(color=run.colours[0], bgcolor=run.colours[1]) if run.colours else base
            for role in run.roles:
                style += self._look(role)
            if run.quotation >= 0:
                if run.quotation == current:
                    style += self._look("current")
                style += Style(meta={"quotation": run.quotation})
            self._styles[key] = style
        return style

    def _look(self, role: str) -> Style:
        return look_of(self._widget.app, f"page--{role}")


def margin(width: int, column: int) -> int:
    """The cells left of a column with its gutter that stands in the middle of a width."""
    return max(0, (width - column - GUTTER) // 2)
