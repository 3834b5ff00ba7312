"""A scrolling view of a page: centred, and at the same place after a change of width."""

from abc import abstractmethod
from collections.abc import Iterator

from textual.actions import SkipAction
from textual.events import Click, Resize
from textual.geometry import Region
from textual.message import Message
from textual.screen import Screen
from textual.selection import Selection
from textual.strip import Strip

from newsreader.render.page import TOP, Line, Page
from newsreader.tui.widgets.direct_view import DirectView
from newsreader.tui.widgets.extent import jump, reveal, set_extent
from newsreader.tui.widgets.line_painter import GUTTER, LinePainter, margin
from newsreader.tui.widgets.page_slices import END, PageSlices


class PageView(DirectView, can_focus=False, inherit_bindings=False):
    """Shows a page that a subclass lays out for the width; its text can be selected with the mouse."""

    ALLOW_SELECT = True
    FOCUS_ON_CLICK = False  # on_click gives it, so that words can be selected first

    class Scrolled(Message):
        """The page was scrolled."""

        def __init__(self, pane: str) -> None:
            super().__init__()
            self.pane = pane

    class LaidOut(Message):
        """The page has other lines, or another height: the share that is read may have changed."""

        def __init__(self, pane: str) -> None:
            super().__init__()
            self.pane = pane

    class QuotationClicked(Message):
        """A quotation in the text was clicked."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    def __init__(self, pane: str, text_width: int) -> None:
        super().__init__(id=pane)
        self.pane = pane
        self.text_width = text_width
        self.slices = PageSlices(self, lambda: self.post_message(self.LaidOut(pane)))
        self.current_quotation = -1
        self._painter = LinePainter(self)
        self._laid_for = 0

    def on_mount(self) -> None:
        """Follow every layout of the screen."""
        self.screen.screen_layout_refresh_signal.subscribe(self, self._fit)

    def _fit(self, _screen: Screen[object]) -> None:
        # Textual sends no resize to a widget just shown whose place was asked for before the layout.
        if self.size.width and self.column != self._laid_for:
            self.show(self.place() if self.page.lines else None)

    @abstractmethod
    def lay_out(self, width: int) -> Iterator[Line]:
        """The lines of the page for a column of this many cells, laid out as they are asked for."""

    @property
    def page(self) -> Page:
        """The page as far as it is laid out."""
        return self.slices.page

    @property
    def column(self) -> int:
        """How wide the text may be: `text_width`, or less where there is less room."""
        return max(8, min(self.text_width, self.size.width - GUTTER - 2))

    @property
    def percent(self) -> int:
        """How far the page is read."""
        if self.max_scroll_y <= 0:
            return 100
        return round(100 * min(1.0, self.scroll_offset.y / self.max_scroll_y))

    @property
    def position_text(self) -> str:
        """What the right of the status line says while this pane has the focus: how far one is."""
        return f"{self.percent} %"

    @property
    def at_end(self) -> bool:
        """Whether the last line is in sight."""
        return self.page.is_whole and self.scroll_offset.y >= self.max_scroll_y

    def set_width(self, columns: int) -> None:
        """Set the text this wide, at most."""
        self.text_width = columns
        self.show(self.place())

    def show(self, place: tuple[int, int] | None = None) -> None:
        """Lay the page out anew; `place` comes to the top, or the beginning does."""
        self._laid_for = self.column
        self.slices.begin(self.lay_out(self._laid_for), place)
        self._redraw()
        if not self.slices.arrive():
            jump(self, 0)
        self.slices.go_on()
        self.post_message(self.LaidOut(self.pane))

    def place(self) -> tuple[int, int]:
        """The place of the article at the top of the screen."""
        if self.slices.awaited:
            return self.slices.awaited
        return self.page.place_of(self.scroll_offset.y) if self.scroll_offset.y else TOP

    def _redraw(self) -> None:
        self._painter.clear()
        set_extent(self, len(self.page.lines) + 1)
        self.refresh()

    def on_resize(self, event: Resize) -> None:
        """Lay out the page for the new width, and scroll to the same place."""
        self.show(self.place() if self.page.lines else None)

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Spare an update by the style sheet: no rule of it depends on the focus of a page."""

    # ------------------------------------------------------------ moving

    def action_read_on(self) -> None:
        """A page further; at the end, elsewhere."""
        if self.at_end:
            raise SkipAction
        self.action_move("page_down")

    def action_move(self, how: str) -> None:
        """Scroll: down, up, page_down, page_up, half_down, half_up, top, bottom."""
        # Two lines of the page before stay in sight, to find one's place again.
        page = max(1, self.size.height - 2)
        steps = {
            "down": 1,
            "up": -1,
            "page_down": page,
            "page_up": -page,
            "half_down": page // 2,
            "half_up": -page // 2,
        }
        if how in ("top", "bottom"):
            self.slices.awaited = END if how == "bottom" and not self.page.is_whole else None
            jump(self, 0 if how == "top" else self.max_scroll_y)
            return
        self.slices.settle()
        jump(self, self.scroll_offset.y + steps[how])

    def watch_scroll_y(self, old: float, new: float) -> None:
        """Tell how far it is."""
        super().watch_scroll_y(old, new)
        self.post_message(self.Scrolled(self.pane))

    def point_at(self, quotation: int) -> None:
        """Make a quotation the current one and bring it into sight."""
        self.current_quotation = quotation
        if quotation >= 0:
            self.slices.until(lambda: quotation in self.page.quotation_lines)
        line = self.page.quotation_lines.get(quotation)
        self._redraw()
        if line is not None:
            reveal(self, line, below=3)

    def on_click(self, event: Click) -> None:
        """A click brings the reader here; on a quotation, it makes that the current one."""
        self.focus(scroll_visible=False)
        number = event.style.meta.get("quotation", -1)
        if isinstance(number, int) and number >= 0:
            self.post_message(self.QuotationClicked(number))

    # ------------------------------------------------------------ drawing

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw these lines now."""
        self._painter.begin()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Draw a line with the places of its words, by which the mouse selects them: what is drawn needs none, and to
        note them took as long as to draw."""
        number = y + self.scroll_offset.y
        strip = self.draw_line(y)
        return strip.apply_offsets(0, number) if number < len(self.page.lines) else strip

    def draw_line(self, y: int) -> Strip:
        """Draw a line of the screen."""
        number = y + self.scroll_offset.y
        if number >= len(self.page.lines):
            return Strip.blank(self.outer_size.width, self._painter.base)
        strip = self._painter.line(self.page, number, self._laid_for, self.current_quotation)
        selection = self.text_selection
        span = selection.get_span(number) if selection else None
        if span is None:
            return strip
        start, stop = span[0], strip.cell_length if span[1] < 0 else span[1]
        look = self.screen.get_component_rich_style("screen--selection")
        parts = [strip.crop(0, start), strip.crop(start, stop).apply_style(look), strip.crop(stop)]
        return Strip.join(parts)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The words that the mouse has selected, without what stands beside them."""
        before = " " * (margin(self.size.width, self.column) + GUTTER)
        selected = selection.extract("\n".join(before + line.text for line in self.page.lines))
        return "\n".join(line.strip() for line in selected.splitlines()), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """The mouse selects more, or less."""
        self.refresh()
