"""The command palette."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from newsreader.i18n import _
from newsreader.render.page import cut
from newsreader.tui.key_names import with_keys
from newsreader.tui.palette import Command, matching
from newsreader.tui.services.background import is_open
from newsreader.tui.widgets.row_list import ItemList, RowList

if TYPE_CHECKING:
    from newsreader.tui.widgets.row_painter import Row

#: So many of those that fit are listed.
_MOST = 200


class CommandList(ItemList[Command]):
    """Lists commands: name, kind and keys."""

    def __init__(self) -> None:
        super().__init__("commands")

    def show(self, commands: Sequence[Command]) -> None:
        """List these, the cursor on the first."""
        self.items, self.cursor = list(commands[:_MOST]), 0
        self.rows_changed()
        self.go(0, quiet=True)

    def row(self, index: int, width: int) -> Row:
        """Draw a command on one line."""
        command = self.items[index]
        end = command.keys or command.kind
        room = max(8, width - cell_len(end) - 3)
        return [[(cut(command.title, room).ljust(room), ("unread",)), (f" {end}", ("meta",))]]


class PaletteScreen(ModalScreen[Command | None]):
    """Returns the command to run. `more` looks up further destinations in the background."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", show=False),
        Binding("down,ctrl+n,tab", "move('down')", show=False),
        Binding("up,ctrl+p,shift+tab", "move('up')", show=False),
        Binding("pagedown", "move('page_down')", show=False),
        Binding("pageup", "move('page_up')", show=False),
    ]

    def __init__(self, commands: Sequence[Command], more: Callable[[Callable[[list[Command]], None]], None]) -> None:
        super().__init__()
        self._commands, self._more = list(commands), more
        self._list = CommandList()

    def compose(self) -> ComposeResult:
        """A line to type in, over what fits."""
        with Vertical(id="sheet", classes="palette"):
            yield Input(placeholder=_("what to do, or a feed, a person, a tag…"), id="filter")
            yield self._list
            yield Static(
                with_keys(_("Nothing of that name. Fewer letters find more; {key:help} lists all keys.")), id="nothing"
            )

    def on_mount(self) -> None:
        """Show what is offered, and look for what else there is."""
        self._show()
        self._more(self._add)

    def _add(self, commands: list[Command]) -> None:
        self._commands += commands
        if is_open(self) and self.query_one(Input).value:
            self._show()

    def _show(self) -> None:
        self._list.show(matching(self._commands, self.query_one(Input).value))
        self.query_one("#nothing").display = not self._list.count
        self._list.display = bool(self._list.count)

    def on_input_changed(self, _event: Input.Changed) -> None:
        """A letter more or less."""
        self._show()

    def on_input_submitted(self, _event: Input.Submitted) -> None:
        """Run what is under the cursor."""
        if self._list.count:
            self.dismiss(self._list.items[self._list.cursor])

    def on_row_list_selected(self, _message: RowList.Selected) -> None:
        """A click on the row of the cursor."""
        self.dismiss(self._list.items[self._list.cursor])

    def action_move(self, how: str) -> None:
        """Move the cursor; the letters stay in the line."""
        self._list.action_move(how)
