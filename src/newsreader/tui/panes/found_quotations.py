"""The list with the results of a quotation search."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

from rich.cells import cell_len

from newsreader.i18n import _, language
from newsreader.model.text import clean_line
from newsreader.render.article import SPEAKER_LOOKS
from newsreader.render.dates import day
from newsreader.render.page import cut
from newsreader.tui.keymap import bindings
from newsreader.tui.layout import LibraryPane
from newsreader.tui.panes.quotation_rows import FEW, article_language, word_rows
from newsreader.tui.widgets.row_list import ItemList

if TYPE_CHECKING:
    from newsreader.model.quotation import QuotationInArticle
    from newsreader.tui.key_names import Hints
    from newsreader.tui.widgets.row_painter import Piece, Row

#: Cells for the marks of a quotation, and the spaces of typesetting.
_MARKS = 8


class FoundQuotationsPane(ItemList["QuotationInArticle"], can_focus=True):
    """Lists quotations: speaker, role, outlet and date, then the words. The speaker's name decides between six
    colours."""

    BINDINGS = bindings(LibraryPane.FOUND_QUOTATIONS)

    def __init__(self) -> None:
        super().__init__(LibraryPane.FOUND_QUOTATIONS)

    @property
    def hints(self) -> Hints:
        """The few keys that help most here."""
        return (
            ("open", _("open the article")),
            ("find-quotation", _("change the search")),
            ("sort-quotations", _("sort")),
            ("keep-quotations", _("save the search")),
            ("back", _("back")),
            ("help", _("keys")),
        )

    def show(self, quotations: list[QuotationInArticle], at: tuple[int, int] | None = None, row: int = 0) -> None:
        """Show these quotations, the cursor on the one with this article and number, or on this row."""
        self.items = quotations
        self.cursor = 0
        self.rows_changed()
        keys = ((quoted.article, quoted.number) for quoted in quotations)
        self.put(next((index for index, key in enumerate(keys) if key == at), row), 0)

    def add(self, quotations: list[QuotationInArticle]) -> None:
        """Show these too, below the others."""
        self.items = [*self.items, *quotations]
        self.rows_changed()

    def heights(self, width: int) -> list[int]:
        """Count who and where, as many lines of words as they surely have room in, a line of air."""
        one_line = width - 4 - _MARKS
        return [(1 if cell_len(each.quotation.text) <= one_line else FEW) + 2 for each in self.items]

    def row(self, index: int, width: int) -> Row:
        """The speaker at the left, the source at the right, the words below."""
        quoted = self.items[index]
        quotation, name = quoted.quotation, clean_line(quoted.quotation.speaker)
        # `hash` gives another number in each run.
        colour = (f"quote-{crc32(name.encode()) % SPEAKER_LOOKS}",) if name else ()
        tail = cut(f" {clean_line(quoted.outlet)} · {day(quoted.when, language())} ", max(12, width // 2))
        room = max(6, width - cell_len(tail) - 1)
        head: list[Piece] = [(cut(name or _("? (speaker unclear)"), room), ("name", *colour))]
        left = room - cell_len(head[0][0]) - 1
        if quotation.role and left > 6:
            head.append((cut(f", {clean_line(quotation.role)}", left), ("meta",)))
        filled = sum(cell_len(words) for words, _look in head)
        rows: Row = [[*head, (" " * max(0, room - filled), ()), (tail, ("meta",))]]
        return [*rows, *word_rows(quotation, article_language(quoted), width, colour, FEW)]
