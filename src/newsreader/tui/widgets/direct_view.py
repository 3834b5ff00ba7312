"""A scrolling view that draws its lines itself, without what Textual puts around them."""

from abc import abstractmethod

from rich.segment import Segment
from textual.geometry import Region
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip
from textual.widget import Widget


class DirectScrollBar(ScrollBar):
    """A vertical scroll bar that draws its cells itself: it changes with each line that a list moves, and is as high as
    the screen. By way of Textual's styles that took longer than the list."""

    def __init__(self, thickness: int) -> None:
        super().__init__(vertical=True, name="vertical", thickness=thickness)
        #: Its few different cells, as they were drawn before.
        self._cells: dict[Segment, Strip] = {}

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw these cells now."""
        bar = self.render()
        assert isinstance(bar, ScrollBarRender)
        look = self.app.console.get_style(bar.style)
        assert look.bgcolor and look.color
        cells = bar.render_bar(
            size=self.outer_size.height,
            virtual_size=bar.virtual_size,
            window_size=bar.window_size,
            position=bar.position,
            thickness=self.outer_size.width,
            back_color=look.bgcolor,
            bar_color=look.color,
        ).segments
        shown = cells[crop.y : crop.bottom]
        different = {id(cell): cell for cell in shown}  # a few, each many times
        drawn = {number: self._cell(cell) for number, cell in different.items()}
        return _filtered(self, [drawn[id(cell)] for cell in shown])

    def _cell(self, cell: Segment) -> Strip:
        if cell not in self._cells:
            self._cells[cell] = Strip([cell], self.outer_size.width)
        return self._cells[cell]


class DirectView(ScrollView, can_focus=False, inherit_bindings=False):
    """Draws its lines by `draw_line`. It has neither border nor padding nor tint, and fills its width."""

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """Its scroll bar, which is made when it is first asked for."""
        if self._vertical_scrollbar is None:
            self._vertical_scrollbar = DirectScrollBar(self.scrollbar_size_vertical)
            self._vertical_scrollbar.display = False
            self.app._start_widget(self, self._vertical_scrollbar)
        return self._vertical_scrollbar

    @abstractmethod
    def draw_line(self, y: int) -> Strip:
        """Draw a line of the screen."""

    def render_line(self, y: int) -> Strip:
        """Draw a line, for who asks Textual what stands there."""
        return self.draw_line(y)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw these lines now. A line that was drawn before is the same value again, with all that has been made of
        it: Textual's own cache of lines forgets everything as soon as a list moves by one."""
        strips = _filtered(self, [self.draw_line(y) for y in crop.line_range])
        if crop.column_span != (0, self.outer_size.width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips


def _filtered(widget: Widget, strips: list[Strip]) -> list[Strip]:
    """Lines as the app's filters (no colour, plain signs) let them through."""
    background = widget.background_colors[1]
    for line_filter in widget.get_line_filters():
        strips = [strip.apply_filter(line_filter, background) for strip in strips]
    return strips
