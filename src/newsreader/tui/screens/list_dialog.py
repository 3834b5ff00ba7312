"""The base class of dialogs with a list to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.screen import ModalScreen, ScreenResultType

if TYPE_CHECKING:
    from newsreader.tui.widgets.row_list import RowList


class ListDialog(ModalScreen[ScreenResultType]):
    """Moves the cursor of its `rows` by the keys of all lists. Subclasses make those, and bind what chooses or
    closes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "move('down')", show=False),
        Binding("k,up", "move('up')", show=False),
        Binding("pagedown", "move('page_down')", show=False),
        Binding("pageup,b", "move('page_up')", show=False),
        Binding("g,home", "move('top')", show=False),
        Binding("G,end", "move('bottom')", show=False),
    ]

    rows: RowList

    def action_move(self, how: str) -> None:
        """Move the cursor."""
        self.rows.action_move(how)
