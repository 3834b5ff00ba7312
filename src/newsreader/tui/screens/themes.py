"""The dialog that chooses a theme, which is tried while the cursor is on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from newsreader.i18n import _
from newsreader.tui.screens.list_dialog import ListDialog
from newsreader.tui.widgets.row_list import ItemList, RowList

if TYPE_CHECKING:
    from newsreader.tui.widgets.row_painter import Row


class ThemeList(ItemList[str]):
    """Lists the names of themes."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__("themes", names)

    def row(self, index: int, width: int) -> Row:
        """The name."""
        return [[(self.items[index], ("unread",))]]


class ThemeScreen(ListDialog[str | None]):
    """Returns the name of the theme, or None where it is cancelled."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,h,left", "give_up", show=False),
        Binding("ctrl+t", "move('down')", show=False),
        Binding("space", "move('page_down')", show=False),
        Binding("enter,l,right", "choose", show=False),
    ]

    rows: ThemeList

    def __init__(self, names: Sequence[str], now: str) -> None:
        super().__init__()
        self._before = now
        self.rows = ThemeList(names)
        self.rows.cursor = self.rows.items.index(now) if now in names else 0

    def compose(self) -> ComposeResult:
        """The list, at the side, so that what is behind can be seen."""
        with Vertical(id="themes-sheet"):
            yield Static(Content(_("Theme · Enter apply · Esc cancel")))
            yield self.rows

    def on_row_list_highlighted(self, message: RowList.Highlighted) -> None:
        """Apply the theme under the cursor."""
        self.app.theme = self.rows.items[message.index]

    def on_row_list_selected(self, message: RowList.Selected) -> None:
        """A click on the row of the cursor."""
        self.action_choose()

    def action_choose(self) -> None:
        """Keep it."""
        self.dismiss(self.rows.items[self.rows.cursor])

    def action_give_up(self) -> None:
        """Leave the theme as it was."""
        self.app.theme = self._before
        self.dismiss(None)
