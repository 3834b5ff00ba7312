"""Everyone quoted in the library, and what one of them said."""

from collections.abc import Callable
from datetime import datetime

from rich.cells import cell_len

from newsreader.i18n import _, language, plural
from newsreader.model.quotation import Saying, Speaker
from newsreader.model.text import Text, clean_line
from newsreader.render.dates import day, short
from newsreader.render.page import break_text, cut
from newsreader.render.typography import typeset
from newsreader.tui.widgets.row_list import Row, RowList

_WORDS = 2


class PeopleList(RowList):
    """A row a person: name, role, how often quoted and when last."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__("people")
        self.people: list[Speaker] = []
        self._now = now

    @property
    def count(self) -> int:
        """How many people are shown."""
        return len(self.people)

    @property
    def current(self) -> Speaker | None:
        """The person under the cursor."""
        return self.people[self.cursor] if self.people else None

    def show(self, people: list[Speaker]) -> None:
        """Show these people, the cursor on the same one as before where it is still there."""
        here = self.current
        self.people = people
        same = (n for n, speaker in enumerate(people) if here and set(here.names) & set(speaker.names))
        self.cursor = next(same, 0)
        self.rows_changed()
        self.go(self.cursor, quiet=True)

    def height_for(self, width: int) -> int:
        """Name, then role or other names."""
        return 2

    def row(self, index: int, width: int) -> Row:
        """Two lines."""
        speaker = self.people[index]
        when = short(speaker.last, self._now(), language())
        count = plural("{n} quotation", "{n} quotations", speaker.count).format(n=speaker.count)
        tail = f" {count} · {when} "
        room = max(6, width - cell_len(tail) - 1)
        name = cut(clean_line(speaker.name), room).ljust(room)
        others = ", ".join(clean_line(name) for name in speaker.names[1:])
        also = _("also {names}").format(names=others) if others else ""
        below = " · ".join(part for part in (clean_line(speaker.role), also) if part)
        return [[(name, ("unread",)), (tail, ("meta",))], [("  ", ()), (cut(below, width - 3), ("meta",))]]


class SayingList(RowList):
    """A row a quotation: when and where, then the words."""

    def __init__(self) -> None:
        super().__init__("sayings")
        self.sayings: list[Saying] = []

    @property
    def count(self) -> int:
        """How many quotations are shown."""
        return len(self.sayings)

    @property
    def current(self) -> Saying | None:
        """The quotation under the cursor."""
        return self.sayings[self.cursor] if self.sayings else None

    def show(self, sayings: list[Saying]) -> None:
        """Show these quotations from the newest on."""
        self.sayings, self.cursor = sayings, 0
        self.rows_changed()
        self.scroll_to(y=0, animate=False, immediate=True, force=True)

    def height_for(self, width: int) -> int:
        """Where it stands, two lines of words, a line of air."""
        return _WORDS + 2

    def row(self, index: int, width: int) -> Row:
        """The source, then the words."""
        saying = self.sayings[index]
        source = f"{day(saying.when, language())} · {clean_line(saying.outlet)} · {clean_line(saying.title)}"
        words = break_text(Text(typeset(f"“{' '.join(saying.quotation.spoken().split(' '))}”")), max(10, width - 4))
        lines = [line.text for line in words[:_WORDS]]
        if len(words) > _WORDS:
            lines[-1] = cut(lines[-1], width - 6).rstrip(" …") + "…"
        rows: Row = [[(cut(source, width - 1), ("meta",))]]
        return rows + [[("  ", ()), (line, ("unread",))] for line in lines]
