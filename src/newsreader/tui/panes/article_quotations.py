"""The pane with the quotations of the open article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.strip import Strip

from newsreader.i18n import _
from newsreader.model.text import clean_line
from newsreader.render.page import cut
from newsreader.tui.keymap import bindings
from newsreader.tui.layout import Pane
from newsreader.tui.panes.quotation_rows import word_rows
from newsreader.tui.widgets.extent import jump
from newsreader.tui.widgets.row_list import ItemList

if TYPE_CHECKING:
    from newsreader.model.quotation import Quotation
    from newsreader.tui.key_names import Hints
    from newsreader.tui.widgets.row_painter import Piece, Row


class ArticleQuotationsPane(ItemList["tuple[int, Quotation]"], can_focus=True):
    """Lists quotations, each with its number in the article: by speaker, in the order in which these first speak, and
    in their colours."""

    BINDINGS = bindings(Pane.QUOTES)

    def __init__(self) -> None:
        super().__init__(Pane.QUOTES)
        self.looks: dict[str, int] = {}
        self.language = ""

    @property
    def hints(self) -> Hints:
        """The few keys that help most here."""
        return (
            ("open", _("go there")),
            ("why", _("why theirs")),
            ("speaker", _("correct the speaker")),
            ("copy-quote", _("copy")),
            ("quotes", _("close")),
            ("help", _("keys")),
        )

    def show(self, quotations: list[tuple[int, Quotation]], looks: dict[str, int], language: str) -> None:
        """Show these quotations, each with its number in the article, speaker by speaker. `looks` are the speakers'
        in the text; words stand between the marks of `language`."""
        order = {name: number for number, name in enumerate(dict.fromkeys(q.speaker for _n, q in quotations))}
        self.items = sorted(quotations, key=lambda pair: (order[pair[1].speaker], pair[0]))
        self.looks, self.language = looks, language
        self.cursor = 0
        self.rows_changed()

    def point_at(self, number: int) -> None:
        """Put the cursor on the quotation with this number, quietly."""
        for index, (other, _quotation) in enumerate(self.items):
            if other == number:
                self.go(index, quiet=True)

    def go(self, index: int, quiet: bool = False) -> None:
        """Put the cursor on a row, with the line above it, where the name stands while it is scrolled away."""
        super().go(index, quiet)
        if self.scroll_offset.y == self.tops.of(self.cursor) and not self._is_first(self.cursor):
            jump(self, self.scroll_offset.y - 1)

    # ------------------------------------------------------------ rows

    def heights(self, width: int) -> list[int]:
        """A name, some words, a line of air."""
        return [len(self.row(index, width)) for index in range(self.count)]

    def head_of(self, index: int) -> int:
        """The name is above the words."""
        return int(self._is_first(index))

    def row(self, index: int, width: int) -> Row:
        """Say who, where it is not the one above; then what, and a line of air."""
        _number, quotation = self.items[index]
        look = self.looks.get(quotation.speaker)
        colour = () if look is None else (f"quote-{look}",)
        rows: Row = []
        if self._is_first(index):
            rows.append(self._head(quotation, width - 1, ("name", *colour)))
        return [*rows, *word_rows(quotation, self.language, width, colour), []]

    def _is_first(self, index: int) -> bool:
        """Whether a quotation is the first of its speaker's."""
        return not index or self.items[index - 1][1].speaker != self.items[index][1].speaker

    def draw_line(self, y: int) -> Strip:
        """Draw a line; the first one is the name of the speaker, also where the quotation above it is cut off."""
        index, part = self.tops.row_at(self.scroll_offset.y)
        goes_on = index + 1 < self.count and not self._is_first(index + 1)
        last = part == self.tops.height(index) - 1
        if y or index >= self.count or (part == 0 and self._is_first(index)) or (last and not goes_on):
            return super().draw_line(y)
        _number, quotation = self.items[index]
        look = self.looks.get(quotation.speaker)
        colour = () if look is None else (f"quote-{look}",)
        head = self._head(quotation, self.size.width - 3, ("name", *colour))
        return self.painter.strip([(" ", ()), *head], self.size.width)

    def _head(self, quotation: Quotation, room: int, look: tuple[str, ...]) -> list[Piece]:
        name = clean_line(quotation.speaker) or _("? (speaker unclear)")
        head: list[Piece] = [(cut(name, room), look)]
        if quotation.role:
            head.append((cut(f", {clean_line(quotation.role)}", max(0, room - cell_len(name))), ("meta",)))
        return head
