"""Everyone quoted in the library, and what one of them said."""

from collections.abc import Callable, Mapping
from datetime import datetime

from rich.cells import cell_len

from newsreader.i18n import _, language, plural
from newsreader.model.quotation import QuotationInArticle, Speaker
from newsreader.model.text import clean_line
from newsreader.render.dates import day, short
from newsreader.render.page import cut
from newsreader.render.typography import language_of
from newsreader.tui.keymap import bindings
from newsreader.tui.panes.article_quotations import words_of
from newsreader.tui.widgets.extent import jump
from newsreader.tui.widgets.row_list import RowList
from newsreader.tui.widgets.row_painter import Row

#: Lines of words at most.
_WORDS = 2


class PeoplePane(RowList, can_focus=True):
    """A row a person: name, role, how often quoted and when last."""

    BINDINGS = bindings("speakers")

    def __init__(self, now: Callable[[], datetime], looks: Mapping[str, int]) -> None:
        super().__init__("people")
        self.people: list[Speaker] = []
        #: The colours of those who speak in the open article.
        self.looks = looks
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
        self.cursor = 0
        self.rows_changed()
        self.go_to(here.names if here else ())

    def go_to(self, names: tuple[str, ...]) -> None:
        """Put the cursor on the person with one of these names, where they are shown."""
        same = (n for n, speaker in enumerate(self.people) if set(names) & set(speaker.names))
        self.go(next(same, self.cursor), quiet=True)

    def heights(self, width: int) -> list[int]:
        """Name, then role or other names, where there are any."""
        return [1 + bool(speaker.role or speaker.names[1:]) for speaker in self.people]

    def row(self, index: int, width: int) -> Row:
        """One line, or two."""
        speaker = self.people[index]
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


class PersonQuotesPane(RowList, can_focus=True):
    """A row a quotation, under where it stands; in the colour that its speaker has there."""

    BINDINGS = bindings("person_quotations")

    def __init__(self) -> None:
        super().__init__("person_quotations")
        self.quotations: list[QuotationInArticle] = []
        self.looks: Mapping[int, int] = {}

    @property
    def count(self) -> int:
        """How many quotations are shown."""
        return len(self.quotations)

    @property
    def current(self) -> QuotationInArticle | None:
        """The quotation under the cursor."""
        return self.quotations[self.cursor] if self.quotations else None

    def show(self, quotations: list[QuotationInArticle], looks: Mapping[int, int]) -> None:
        """Show these quotations from the newest on; `looks` are the speaker's in each article."""
        self.quotations, self.looks, self.cursor = quotations, looks, 0
        self.rows_changed()
        jump(self, 0)

    def heights(self, width: int) -> list[int]:
        """Count the lines of where it stands, the words, a line of air; by the length of the words alone, of which
        there may be thousands."""
        return [
            int(not self._goes_on(index)) + (1 if cell_len(quoted.quotation.text) + 4 <= width - 4 else _WORDS) + 1
            for index, quoted in enumerate(self.quotations)
        ]

    def head_of(self, index: int) -> int:
        """Return 1: where it stands is above the words."""
        return int(not self._goes_on(index))

    def _goes_on(self, index: int) -> bool:
        """Whether a quotation is of the same article as the one above."""
        return index > 0 and self.quotations[index - 1].article == self.quotations[index].article

    def row(self, index: int, width: int) -> Row:
        """The source, where it is not that of the row above, then the words."""
        quoted = self.quotations[index]
        source = f"{day(quoted.when, language())} · {clean_line(quoted.outlet)} · {clean_line(quoted.title)}"
        look = self.looks.get(quoted.article)
        colour = () if look is None else (f"quote-{look}",)
        sign = "✎ " if quoted.quotation.corrected else "│ "
        rows: Row = [] if self._goes_on(index) else [[(cut(source, width - 1), ("meta",))]]
        for number, line in enumerate(words_of(quoted.quotation, article_language(quoted), width - 4, _WORDS)):
            rows.append([(sign if not number else "│ ", colour), (line, colour)])
        return rows


def article_language(quoted: QuotationInArticle) -> str:
    """The language of a quotation, told by its words and the title above it."""
    return language_of(f"{quoted.title} {quoted.quotation.text}", language())
