"""A list of which only the rows on the screen are drawn, however many there are."""

from abc import abstractmethod
from textwrap import wrap
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.events import Click, Resize
from textual.geometry import Region
from textual.message import Message
from textual.message_pump import MessagePump
from textual.scroll_view import ScrollView
from textual.strip import Strip

from newsreader.render.article import SPEAKER_LOOKS
from newsreader.tui.widgets.extent import set_extent

#: A row is drawn as lines of pieces: words, and the component classes they look like.
Piece = tuple[str, tuple[str, ...]]
Row = list[list[Piece]]
_SMALL = Style(bold=False)


class RowList(ScrollView, can_focus=False, inherit_bindings=False):
    """A cursor over rows, of equal height where a subclass does not say otherwise. Subclasses say how many there are
    and what each says."""

    ALLOW_SELECT = False
    FOCUS_ON_CLICK = False  # on_click gives it: a button pressed must not move what is under it
    COMPONENT_CLASSES: ClassVar[set[str]] = set(
        f"row--{name}"
        for name in (
            "cursor",
            "chosen",
            "unread",
            "read",
            "meta",
            "kicker",
            "dot",
            "tag",
            "saved",
            "error",
            "speaker",
            "heading",
            "match",
            "name",
        )
        + tuple(f"quote-{number}" for number in range(SPEAKER_LOOKS))
    )

    class Highlighted(Message):
        """The cursor came to another row."""

        def __init__(self, pane: str, index: int) -> None:
            super().__init__()
            self.pane, self.index = pane, index

        def can_replace(self, message: MessagePump | Message) -> bool:
            """Only the last of several is of interest."""
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
        self.row_height = 1
        #: What is said where there are no rows, and which key leads on.
        self.empty_text = ""
        #: Where the row of the cursor is to stand, in lines from the top, once it is known how much room there is.
        self._awaited_line: int | None = None
        #: The lines of rows as they were drawn, by the look of the row.
        self._drawn: dict[tuple[int, Style], list[Strip]] = {}
        self._base = self._under_cursor = Style()

    # ------------------------------------------------------------ for subclasses

    @property
    @abstractmethod
    def count(self) -> int:
        """How many rows there are."""

    @abstractmethod
    def row(self, index: int, width: int) -> Row:
        """The lines of a row, at most `row_height` of them."""

    @property
    def position_text(self) -> str:
        """What the right of the status line says while this list has the focus."""
        return ""

    def height_for(self, width: int) -> int:
        """How many lines a row takes at this width."""
        return 1

    def head_of(self, index: int) -> int:
        """How many of a row's first lines stand above it as a heading: the cursor is never on them."""
        return 0

    def cursor_moved(self) -> None:
        """The cursor came to another row, and that is meant."""

    def top_of(self, index: int) -> int:
        """The line at which a row begins; that of `count` is the end."""
        return index * self.row_height

    def row_at(self, line: int) -> tuple[int, int]:
        """The row that a line belongs to, and which of its lines it is."""
        return divmod(line, self.row_height)

    # ------------------------------------------------------------ moving

    def action_move(self, how: str) -> None:
        """Move the cursor by key."""
        self.move(how)

    def action_open(self) -> None:
        """Open the row under the cursor."""
        self.post_message(self.Selected(self.pane, self.cursor))

    def move(self, how: str) -> None:
        """Move the cursor: down, up, page_down, page_up, half_down, half_up, top, bottom."""
        room = self.size.height
        further = max(1, self.row_at(self.top_of(self.cursor) + room)[0] - self.cursor - 1)
        back = max(1, self.cursor - self.row_at(max(0, self.top_of(self.cursor + 1) - room))[0] - 1)
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
        moved, top = index != before, self.scroll_offset.y
        self.scroll_to_region(
            Region(0, self.top_of(index), 1, self.top_of(index + 1) - self.top_of(index)),
            animate=False,
            immediate=True,
            force=True,
            x_axis=False,
        )
        if moved and not quiet:
            # Straight to the screen: by way of every container, what it changes there would be a frame late.
            self.screen.post_message(self.Highlighted(self.pane, index))
            self.cursor_moved()
        if top != self.scroll_offset.y:
            self.refresh()
            return
        for row in (before, index):  # only the two rows that change are drawn
            line, end = (self.top_of(place) - self.scroll_offset.y for place in (row, row + 1))
            self.refresh(Region(0, line, self.size.width, end - line).intersection(self.size.region))

    @property
    def line(self) -> int:
        """How many lines below the top of the list the row of the cursor stands."""
        return int(self.top_of(self.cursor) - self.scroll_offset.y)

    def put(self, index: int, line: int) -> None:
        """Put the cursor on a row, and the row so many lines below the top, as far as it can stand there."""
        self.cursor = max(0, min(index, self.count - 1))
        self._awaited_line = None if self.size.height else line
        self.scroll_to(y=self.top_of(self.cursor) - line, animate=False, immediate=True, force=True)
        self.go(self.cursor, quiet=True)
        self.refresh()

    def rows_changed(self, shift: int = 0) -> None:
        """The rows are others now; `shift` of them came in above those on the screen."""
        index, part = self.row_at(self.scroll_offset.y)
        part -= self.head_of(index) if shift and index < self.count else 0  # the row may be none of these any more
        self.cursor = max(0, min(self.cursor + shift, self.count - 1))
        self._measure()
        self._drawn.clear()
        if shift:
            line = self.top_of(index + shift) + self.head_of(index + shift) + part
            self.scroll_to(y=line, animate=False, immediate=True, force=True)
        self.refresh()

    def redraw(self) -> None:
        """The rows are the same, and say something else."""
        self._drawn.clear()
        self.refresh()

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Spare a second update: looks depend on the frame's focus (`:focus-within`), which Textual has seen to."""

    def notify_style_update(self) -> None:
        """Another theme: every row is drawn anew."""
        super().notify_style_update()
        self._drawn.clear()

    def _measure(self) -> None:
        self.row_height = self.height_for(self.size.width)
        set_extent(self, self.top_of(self.count))

    def on_resize(self, event: Resize) -> None:
        """Keep the cursor's row in sight at any size."""
        self._measure()
        self._drawn.clear()
        if self._awaited_line is None:
            self.go(self.cursor, quiet=True)
        else:
            self.put(self.cursor, self._awaited_line)

    def on_click(self, event: Click) -> None:
        """One click puts the cursor on a row, a second opens it."""
        self.focus(scroll_visible=False)
        index, part = self.row_at(event.y + self.scroll_offset.y)
        if not 0 <= index < self.count or part < self.head_of(index):
            return
        if index == self.cursor:
            self.action_open()
        else:
            self.go(index)

    # ------------------------------------------------------------ drawing

    def render_lines(self, crop: Region) -> list[Strip]:
        """What is drawn now, all of it on one background: it takes long to find out, through all that a list is in."""
        self._base = self.rich_style
        self._under_cursor = self._base + self._look("cursor")
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        width = self.size.width
        base = self._base
        if not self.count:  # what is said in place of rows, below a line of air
            words = dict(enumerate(wrap(self.empty_text, max(8, width - 4)), 1)).get(y, "")
            return self.strip([("  ", ()), (words, ("meta",))], base, width)
        index, part = self.row_at(y + self.scroll_offset.y)
        if index >= self.count:
            return Strip.blank(width, base)
        # Whether its pane has the focus changes how the row under the cursor looks.
        key = (index, self._under_cursor if index == self.cursor else base)
        strips = self._drawn.get(key)
        if strips is None:
            strips = self._drawn[key] = self._draw(*key, width, base)
        return strips[part] if part < len(strips) else Strip.blank(width, base)

    def _draw(self, index: int, marked: Style, width: int, base: Style) -> list[Strip]:
        """All the lines of a row. The cursor is told by shape as well as by colour."""
        row, head, cursor = self.row(index, width - 1), self.head_of(index), index == self.cursor
        blank: Row = [[]] * (self.top_of(index + 1) - self.top_of(index) - len(row))
        return [
            self.strip(
                [(">" if cursor and part == head else " ", ("speaker",)), *pieces],
                marked if part >= head else base,
                width,
                cursor and part >= head,
            )
            for part, pieces in enumerate([*row, *blank])
        ]

    def strip(self, pieces: list[Piece], base: Style, width: int, under_cursor: bool = False) -> Strip:
        """A line of these pieces."""
        segments = [Segment(words, base + self._looks(roles, under_cursor)) for words, roles in pieces]
        return Strip(segments).adjust_cell_length(width, base).crop(0, width)

    def _look(self, name: str) -> Style:
        return self.get_component_rich_style(f"row--{name}", partial=True)

    def _looks(self, roles: tuple[str, ...], under_cursor: bool) -> Style:
        style = Style()
        for role in roles:
            look = self._look(role)
            # Under the cursor the words keep their weight and take its colours; small print stays small.
            style += look if not under_cursor else _SMALL if role == "meta" else look.without_color
        return style
