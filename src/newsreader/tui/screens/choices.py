"""The dialog that lets the reader choose from a short list: the menu of a row, a folder, feeds of a site."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Click
from textual.geometry import Offset
from textual.widgets import Static

from newsreader.model.text import clean_line
from newsreader.render.page import cut
from newsreader.tui.screens.list_dialog import ListDialog
from newsreader.tui.widgets.row_list import ItemList, RowList

if TYPE_CHECKING:
    from newsreader.tui.widgets.row_painter import Row

#: How wide and how high the list may be.
WIDEST, HIGHEST = 76, 16


class ChoiceList(ItemList[tuple[str, str]]):
    """Lists choices with their keys; chosen ones have a mark."""

    def __init__(self, choices: Sequence[tuple[str, str]], several: bool) -> None:
        super().__init__("choices", choices)
        self.several = several
        self.chosen: set[int] = set()

    def row(self, index: int, width: int) -> Row:
        """The words, then the key."""
        words, key = self.items[index]
        mark = ("[x] " if index in self.chosen else "[ ] ") if self.several else ""
        room = max(4, width - len(key) - len(mark) - 2)
        return [[(mark, ("saved",)), (cut(clean_line(words), room).ljust(room), ("read",)), (f" {key}", ("meta",))]]


class ChoiceScreen(ListDialog[tuple[int, ...]]):
    """Returns the indexes of what was chosen, none where it is cancelled. `choices` are labels with their keys; with
    `several`, more than one can be chosen; `at` is the row of the screen beside which it stands; `hint` says which keys
    choose."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,h,left", "give_up", show=False),
        Binding("space", "mark", show=False),
        Binding("enter,l,right", "choose", show=False),
    ]

    rows: ChoiceList

    def __init__(
        self,
        title: str,
        choices: Sequence[tuple[str, str]],
        several: bool,
        at: Offset | None = None,
        hint: str = "",
    ) -> None:
        super().__init__()
        self._title, self._at, self._hint = title, at, hint
        self.rows = ChoiceList(choices, several)

    def compose(self) -> ComposeResult:
        """The list under what it is for."""
        with Vertical(id="choice"):
            yield Static(Content(clean_line(self._title)), id="choice-title")
            yield self.rows

    def on_mount(self) -> None:
        """Set the size that the choices need, and place them beside their row."""
        longest = max((len(words) + len(key) for words, key in self.rows.items), default=0)
        box, room = self.query_one("#choice"), self.app.size
        width = min(WIDEST, room.width, max(len(self._title) + 4, len(self._hint) + 6, longest + 12))
        box.border_subtitle = self._hint
        rows = min(HIGHEST, self.rows.count, room.height - 4)
        box.styles.width, box.styles.height = width, rows + 3
        self.rows.styles.height = rows
        if self._at is not None:
            left, top = min(self._at.x, room.width - width), min(self._at.y, room.height - rows - 3)
            self.styles.align = ("left", "top")
            box.styles.offset = (max(0, left), max(0, top))

    def action_mark(self) -> None:
        """Choose the row under the cursor too, or no longer; where only one can be, that one."""
        if not self.rows.several:
            self.action_choose()
            return
        self.rows.chosen ^= {self.rows.cursor}
        self.rows.redraw()
        self.rows.action_move("down")

    def action_choose(self) -> None:
        """Give those that are marked, else the one under the cursor."""
        self.dismiss(tuple(sorted(self.rows.chosen or {self.rows.cursor})))

    def action_give_up(self) -> None:
        """Cancel."""
        self.dismiss(())

    def on_row_list_selected(self, message: RowList.Selected) -> None:
        """A click on the row of the cursor."""
        self.action_mark()

    def on_click(self, event: Click) -> None:
        """A click beside the list gives up."""
        if event.widget is self:
            self.action_give_up()
