"""The list of one person's quotations in all articles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from rich.cells import cell_len

from newsreader.i18n import _, language
from newsreader.model.text import clean_line
from newsreader.render.dates import day
from newsreader.render.page import cut
from newsreader.tui.keymap import bindings
from newsreader.tui.layout import LibraryPane
from newsreader.tui.panes.quotation_rows import FEW, article_language, word_rows
from newsreader.tui.widgets.extent import jump
from newsreader.tui.widgets.row_list import ItemList

if TYPE_CHECKING:
    from newsreader.model.quotation import QuotationInArticle
    from newsreader.tui.key_names import Hints
    from newsreader.tui.widgets.row_painter import Row


class PersonQuotationsPane(ItemList["QuotationInArticle"], can_focus=True):
    """Lists quotations below their articles, in the colour that the speaker has there."""

    BINDINGS = bindings(LibraryPane.PERSON_QUOTATIONS)

    def __init__(self) -> None:
        super().__init__(LibraryPane.PERSON_QUOTATIONS)
        self.looks: Mapping[int, int] = {}

    @property
    def hints(self) -> Hints:
        """The few keys that help most here."""
        return (
            ("open", _("open the article")),
            ("speaker", _("correct the speaker")),
            ("copy-quote", _("copy")),
            ("back", _("back")),
            ("help", _("keys")),
        )

    def show(self, quotations: list[QuotationInArticle], looks: Mapping[int, int]) -> None:
        """Show these quotations from the newest on; `looks` are the speaker's in each article."""
        self.items, self.looks, self.cursor = quotations, looks, 0
        self.rows_changed()
        jump(self, 0)

    def heights(self, width: int) -> list[int]:
        """Count the lines of where it stands, the words, a line of air; by the length of the words alone, of which
        there may be thousands."""
        return [
            int(not self._goes_on(index)) + (1 if cell_len(quoted.quotation.text) + 4 <= width - 4 else FEW) + 1
            for index, quoted in enumerate(self.items)
        ]

    def head_of(self, index: int) -> int:
        """Count the line of where it stands, above the words."""
        return int(not self._goes_on(index))

    def _goes_on(self, index: int) -> bool:
        """Whether a quotation is of the same article as the one above."""
        return index > 0 and self.items[index - 1].article == self.items[index].article

    def row(self, index: int, width: int) -> Row:
        """The source, where it is not that of the row above, then the words."""
        quoted = self.items[index]
        source = f"{day(quoted.when, language())} · {clean_line(quoted.outlet)} · {clean_line(quoted.title)}"
        look = self.looks.get(quoted.article)
        colour = () if look is None else (f"quote-{look}",)
        rows: Row = [] if self._goes_on(index) else [[(cut(source, width - 1), ("meta",))]]
        return [*rows, *word_rows(quoted.quotation, article_language(quoted), width, colour, FEW)]
