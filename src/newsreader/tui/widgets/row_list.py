"""A list that draws only its visible rows, however many there are."""

from abc import abstractmethod
from collections.abc import Iterable
from textwrap import wrap
from typing import Generic, TypeVar

from textual.events import Click, Resize
from textual.geometry import Region
from textual.message import Message
from textual.message_pump import MessagePump
from textual.strip import Strip

from newsreader.tui.widgets.direct_view import DirectView
from newsreader.tui.widgets.extent import jump, set_extent
from newsreader.tui.widgets.row_painter import Row, RowPainter
from newsreader.tui.widgets.row_tops import RowTops

#: What a list has a row for.
Item = TypeVar("Item")


class RowList(DirectView, can_focus=False, inherit_bindings=False):
    """A list with a cursor. Subclasses give the number of rows, the content of each, and its height where that is not
    one line."""

    ALLOW_SELECT = False
    FOCUS_ON_CLICK = False  # on_click gives it: a button pressed must not move what is under it

    class Highlighted(Message):
        """The cursor is on another row."""

        def __init__(self, pane: str, index: int) -> None:
            super().__init__()
            self.pane, self.index = pane, index

        def can_replace(self, message: MessagePump | Message) -> bool:
            """Return whether a message is about the same list: only the last one matters."""
            return isinstance(message, RowList.Highlighted) and message.pane == self.pane

    class Selected(Message):
        """A row was opened, by key or by mouse."""

        def __init__(self, pane: str, index: int) -> None:
            super().__init__()
            self.pane, self.index = pane, index

    def __init__(self, pane: str) -> None:
        super().__init__(id=pane)
        self.pane = pane
        self.cursor = 0
        self.tops = RowTops()
        self.painter = RowPainter(self)
        #: What is said where there are no rows, and which key leads on.
        self.empty_text = ""
        #: Where the row of the cursor is to stand, in lines from the top, once it is known how much room there is.
        self._awaited_line: int | None = None
        #: The cells of a row, the last time that there was a place to draw it.
        self._width = 0

    # ------------------------------------------------------------ for subclasses

    @property
    @abstractmethod
    def count(self) -> int:
        """How many rows there are."""

    @abstractmethod
    def row(self, index: int, width: int) -> Row:
        """The lines of a row, at most as many as it is high."""

    @property
    def position_text(self) -> str:
        """What the right of the status line says while this list has the focus."""
        return ""

    def heights(self, width: int) -> list[int]:
        """Count the lines that each row takes at this width, its heading included."""
        return [1] * self.count

    def head_of(self, index: int) -> int:
        """Count the first lines of a row that stand above it as a heading: the cursor is never on them."""
        return 0

    def cursor_moved(self) -> None:
        """The cursor came to another row, and that is meant."""

    # ------------------------------------------------------------ moving

    def action_open(self) -> None:
        """Open the row under the cursor."""
        self.post_message(self.Selected(self.pane, self.cursor))

    def action_move(self, how: str) -> None:
        """Move the cursor: down, up, page_down, page_up, half_down, half_up, top, bottom."""
        room = self.size.height
        further = max(1, self.tops.row_at(self.tops.of(self.cursor) + room)[0] - self.cursor - 1)
        first, hidden = self.tops.row_at(max(0, self.tops.of(self.cursor + 1) - room))
        back = max(1, self.cursor - first - (hidden > 0))
        steps = {
            "down": 1,
            "up": -1,
            "page_down": further,
            "page_up": -back,
            "half_down": max(1, further // 2),
            "half_up": -max(1, back // 2),
            "top": -self.count,
            "bottom": self.count,
        }
        self.go(self.cursor + steps[how])

    def go(self, index: int, quiet: bool = False) -> None:
        """Put the cursor on a row and the row on the screen. `quiet`: nobody is told."""
        index = max(0, min(index, self.count - 1))
        before, self.cursor = self.cursor, index
        moved, top, room = index != before, self.scroll_offset.y, self.size.height
        first, end = self.tops.of(index), self.tops.of(index + 1)
        if first < top or end > top + room:
            jump(self, first if first < top else min(first, end - room))
        if moved and not quiet:
            # Straight to the screen: by way of every container, what it changes there would be a frame late.
            self.screen.post_message(self.Highlighted(self.pane, index))
            self.cursor_moved()
        if top != self.scroll_offset.y:
            self.refresh()
            return
        size = self.size
        for row in (before, index):  # only the two rows that change are drawn
            line, end = (self.tops.of(place) - top for place in (row, row + 1))
            self.refresh(Region(0, line, size.width, end - line).intersection(size.region))

    @property
    def line(self) -> int:
        """How many lines below the top of the list the row of the cursor stands."""
        return int(self.tops.of(self.cursor) - self.scroll_offset.y)

    def put(self, index: int, line: int) -> None:
        """Put the cursor on a row, and the row so many lines below the top, as far as it can stand there."""
        self.cursor = max(0, min(index, self.count - 1))
        self._awaited_line = None if self.size.height else line
        jump(self, self.tops.of(self.cursor) - line)
        self.go(self.cursor, quiet=True)
        self.refresh()

    def rows_changed(self, shift: int = 0, hold_cursor: bool = False, in_sight: bool = True) -> None:
        """The rows are others now, or of another height; `shift` of them came in above those on the screen.
        `hold_cursor`: the row of the cursor stays where it is on the screen. Not `in_sight`: only rows below are
        others, and nothing is drawn anew."""
        if not in_sight:
            self._measure(redraw=False)
            self.painter.clear()
            return
        held = self.line
        index, part = self.tops.row_at(self.scroll_offset.y)
        part -= self.head_of(index) if shift and index < self.count else 0  # the row may be none of these any more
        self.cursor = max(0, min(self.cursor + shift, self.count - 1))
        self._measure()
        self.painter.clear()
        if shift:
            line = self.tops.of(index + shift) + self.head_of(index + shift) + part
            jump(self, line)
        if hold_cursor:
            self.put(self.cursor, held)
        self.refresh()

    def redraw(self) -> None:
        """The rows are the same, and say something else."""
        self.painter.clear()
        self.refresh()

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Spare an update by the style sheet: no rule of it depends on the focus of a list."""

    def _measure(self, redraw: bool = True) -> None:
        # Out of sight they are as high as they were last; before there was a place to draw them, nobody knows.
        self._width = self.size.width - 1 if self.size.width else self._width
        self.tops = RowTops(self.heights(self._width) if self._width else [1] * self.count)
        set_extent(self, self.tops.of(self.count), redraw)

    def on_resize(self, event: Resize) -> None:
        """Keep the cursor's row in sight at any size."""
        self._measure()
        self.painter.clear()
        if self._awaited_line is None:
            self.go(self.cursor, quiet=True)
        else:
            self.put(self.cursor, self._awaited_line)

    def on_click(self, event: Click) -> None:
        """Put the cursor on a row at the first click, open it at the second."""
        self.focus(scroll_visible=False)
        index, part = self.tops.row_at(event.y + self.scroll_offset.y)
        if not 0 <= index < self.count or part < self.head_of(index):
            return
        if index == self.cursor:
            self.action_open()
        else:
            self.go(index)

    # ------------------------------------------------------------ drawing

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw these lines now."""
        self.painter.begin(is_focused=self.screen.focused is self or not self.can_focus)
        return super().render_lines(crop)

    def draw_line(self, y: int) -> Strip:
        """Draw a line of the screen."""
        width = self.outer_size.width
        if not self.count:  # what is said in place of rows, below a line of air
            words = dict(enumerate(wrap(self.empty_text, max(8, width - 4)), 1)).get(y, "")
            return self.painter.strip([("  ", ()), (words, ("meta",))], width)
        index, part = self.tops.row_at(y + self.scroll_offset.y)
        if index >= self.count:
            return Strip.blank(width, self.painter.base)
        head, height = self.head_of(index), self.tops.height(index)
        strips = self.painter.row(
            index, lambda: self.row(index, width - 1), head, height, width, under_cursor=index == self.cursor
        )
        return strips[part] if part < len(strips) else Strip.blank(width, self.painter.base)


class ItemList(RowList, Generic[Item], can_focus=False):
    """A list with a row for each of its `items`."""

    def __init__(self, pane: str, items: Iterable[Item] = ()) -> None:
        super().__init__(pane)
        self.items = list(items)

    @property
    def count(self) -> int:
        """How many items are shown."""
        return len(self.items)

    @property
    def current(self) -> Item | None:
        """The item under the cursor; None in an empty list."""
        return self.items[self.cursor] if self.cursor < len(self.items) else None
