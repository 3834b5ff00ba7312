"""The list of people quoted in the library."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from rich.cells import cell_len

from newsreader.i18n import _, language, plural
from newsreader.model.text import clean_line
from newsreader.render.dates import short
from newsreader.render.page import cut
from newsreader.tui.keymap import bindings
from newsreader.tui.layout import LibraryPane
from newsreader.tui.widgets.row_list import ItemList

if TYPE_CHECKING:
    from newsreader.model.quotation import Speaker
    from newsreader.tui.key_names import Hints
    from newsreader.tui.widgets.row_painter import Row


class PeoplePane(ItemList["Speaker"], can_focus=True):
    """Lists people: name, role, number of quotations, and the last date."""

    BINDINGS = bindings(LibraryPane.SPEAKERS)

    def __init__(self, now: Callable[[], datetime], looks: Mapping[str, int]) -> None:
        super().__init__(LibraryPane.SPEAKERS)
        #: The colours of those who speak in the open article.
        self.looks = looks
        self._now = now

    @property
    def hints(self) -> Hints:
        """The few keys that help most here."""
        return (
            ("open", _("what they said")),
            ("kind", _("organisations, unnamed sources")),
            ("profile", _("their page")),
            ("find-person", _("find")),
            ("merge-people", _("same person as…")),
            ("back", _("back")),
            ("help", _("keys")),
        )

    def show(self, people: list[Speaker]) -> None:
        """Show these people, the cursor on the same one as before where it is still there."""
        person = self.current
        self.items = people
        self.cursor = 0
        self.rows_changed()
        self.go_to(person.names if person else ())

    def go_to(self, names: tuple[str, ...]) -> None:
        """Put the cursor on the person with one of these names, where they are shown."""
        same = (n for n, speaker in enumerate(self.items) if set(names) & set(speaker.names))
        self.go(next(same, self.cursor), quiet=True)

    def heights(self, width: int) -> list[int]:
        """Name, then role or other names, where there are any."""
        return [1 + bool(speaker.role or speaker.names[1:]) for speaker in self.items]

    def row(self, index: int, width: int) -> Row:
        """Draw a person on one line, or two."""
        speaker = self.items[index]
        when = short(speaker.last, self._now(), language())
        count = plural("{n} quotation", "{n} quotations", speaker.count).format(n=speaker.count)
        tail = f" {count} · {when} "
        room = max(6, width - cell_len(tail) - 1)
        name = cut(clean_line(speaker.name), room).ljust(room)
        others = ", ".join(clean_line(name) for name in speaker.names[1:])
        also = _("also {names}").format(names=others) if others else ""
        below = " · ".join(part for part in (clean_line(speaker.role), also) if part)
        look = next((self.looks[each] for each in speaker.names if each in self.looks), None)
        role = ("unread",) if look is None else ("name", f"quote-{look}")
        rows: Row = [[(name, role), (tail, ("meta",))]]
        return [*rows, [("  ", ()), (cut(below, width - 3), ("meta",))]] if below else rows
