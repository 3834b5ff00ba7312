"""The dialog that chooses a theme, which is tried while the cursor is on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from newsreader.i18n import _
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


class ThemeScreen(ModalScreen[str | None]):
    """Returns the name of the theme, or None where it is cancelled."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,h,left", "give_up", show=False),
        Binding("j,down,ctrl+t", "move('down')", show=False),
        Binding("k,up", "move('up')", show=False),
        Binding("pagedown,space", "move('page_down')", show=False),
        Binding("pageup,b", "move('page_up')", show=False),
        Binding("g,home", "move('top')", show=False),
        Binding("G,end", "move('bottom')", show=False),
        Binding("enter,l,right", "choose", show=False),
    ]

    def __init__(self, names: Sequence[str], now: str) -> None:
        super().__init__()
        self._before = now
        self._list = ThemeList(names)
        self._list.cursor = self._list.items.index(now) if now in names else 0

    def compose(self) -> ComposeResult:
        """The list, at the side, so that what is behind can be seen."""
        with Vertical(id="themes-sheet"):
            yield Static(Content(_("Theme · Enter apply · Esc cancel")))
            yield self._list

    def action_move(self, how: str) -> None:
        """Move the cursor."""
        self._list.action_move(how)

    def on_row_list_highlighted(self, message: RowList.Highlighted) -> None:
        """Apply the theme under the cursor."""
        self.app.theme = self._list.items[message.index]

    def on_row_list_selected(self, message: RowList.Selected) -> None:
        """A click on the row of the cursor."""
        self.action_choose()

    def action_choose(self) -> None:
        """Keep it."""
        self.dismiss(self._list.items[self._list.cursor])

    def action_give_up(self) -> None:
        """Leave the theme as it was."""
        self.app.theme = self._before
        self.dismiss(None)
