"""The pane with the lists, saved searches, tags and feeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.events import Click
from textual.message import Message

from newsreader.i18n import _
from newsreader.model.text import clean_line
from newsreader.render.page import cut
from newsreader.tui.keymap import bindings
from newsreader.tui.layout import Pane
from newsreader.tui.widgets.row_list import ItemList

if TYPE_CHECKING:
    from newsreader.tui.entries import ListEntry
    from newsreader.tui.key_names import Hints
    from newsreader.tui.widgets.row_painter import Row

#: The cells that a row takes beside a name: the cursor, a sign, a count and the gaps.
_BESIDE = 11
#: The fewest cells for a row, and for what is wrong with a feed.
_LEAST = 24


class FeedsPane(ItemList["ListEntry"], can_focus=True):
    """Lists feeds below the lists over all of them; while `offline`, errors of unreachable feeds are not shown."""

    BINDINGS = bindings(Pane.FEEDS)

    class ListChosen(Message):
        """Show the list or saved search under the cursor."""

    class MenuWanted(Message):
        """Show the menu of the row under the cursor."""

    class Measured(Message):
        """The names of the rows need another width than before."""

    def __init__(self) -> None:
        super().__init__(Pane.FEEDS)
        self.offline = False
        #: The cells that the longest name wants, with its sign and its count.
        self.wanted_width = 0

    @property
    def hints(self) -> Hints:
        """The few keys that help most here."""
        return (
            ("open", _("open")),
            ("subscribe", _("add a feed")),
            ("menu", _("menu")),
            ("leave", _("quit")),
            ("help", _("keys")),
        )

    def action_open(self) -> None:
        """Show the list under the cursor, by mouse; a key does not wait for a message."""
        self.post_message(self.ListChosen())

    def show(self, entries: list[ListEntry]) -> None:
        """Show these rows, the cursor on the same list as before."""
        before = self.items[self.cursor] if self.items else None
        self.items = entries
        if before is not None and (before.filter or before.search):
            same = (
                n for n, entry in enumerate(entries) if (entry.filter, entry.search) == (before.filter, before.search)
            )
            self.cursor = next(same, self.cursor)
        self.rows_changed()
        wanted = max((_BESIDE + cell_len(clean_line(e.title)) + 2 * e.indent for e in entries), default=0)
        if wanted != self.wanted_width:
            self.wanted_width = wanted
            self.post_message(self.Measured())

    def point_at(self, entry: ListEntry) -> None:
        """Put the cursor on this row."""
        if entry in self.items:
            self.go(self.items.index(entry), quiet=True)

    def on_click(self, event: Click) -> None:
        """The right button brings the menu of a row."""
        if event.button == 3:
            index, _part = self.tops.row_at(event.y + self.scroll_offset.y)
            self.focus(scroll_visible=False)
            self.go(index)
            self.post_message(self.MenuWanted())
        else:
            super().on_click(event)

    def set_offline(self, offline: bool) -> None:
        """Keep quiet about feeds that could not be reached, or not."""
        self.offline = offline

    def row(self, index: int, width: int) -> Row:
        """Draw a title with its unread count."""
        entry = self.items[index]
        number = str(entry.unread) if entry.unread else ""
        sign = _sign(entry, self.offline)
        # Alone on a wide screen, counts stay beside the names, and what is wrong with a feed is said after them.
        beside = min(width, max(self.wanted_width, _LEAST))
        room = max(4, beside - len(number) - 4 - 2 * entry.indent)
        title = cut(clean_line(entry.title), room)
        title += " " * (room - cell_len(title))
        wrong = entry.error if sign == "!" else _("muted") if entry.muted else ""
        wrong = wrong if width - beside > _LEAST else ""
        folder = entry.filter and entry.filter.folder
        look = "heading" if folder else "meta" if entry.muted else "unread" if entry.unread else "read"
        return [
            [
                ("  " * entry.indent + " ", ()),
                (sign, ("error",)),
                (title, (look,)),
                (f" {number} ", ("meta",)),
                (cut(wrong, width - beside), ("meta",)),
            ]
        ]


def _sign(entry: ListEntry, offline: bool) -> str:
    """What kind of row it is, or that something is wrong with it."""
    if entry.filter and entry.filter.folder:
        return "▸" if entry.folded else "▾"
    if entry.tag:
        return "#"
    if entry.muted:
        return "⊘"
    return "⌕" if entry.search else "!" if entry.error and not offline else " "
