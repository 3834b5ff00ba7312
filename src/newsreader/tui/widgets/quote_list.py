"""The quotations of the open article: the words, and who said them."""

from rich.cells import cell_len

from newsreader.i18n import _
from newsreader.model.quotation import Quotation
from newsreader.model.text import Text, clean_line
from newsreader.render.page import break_text, cut
from newsreader.render.typography import typeset
from newsreader.tui.panes import Pane
from newsreader.tui.widgets.row_list import Piece, Row, RowList

_WORDS = 2


class QuoteList(RowList):
    """One row a quotation, grouped by speaker in the order that they first speak."""

    def __init__(self) -> None:
        super().__init__(Pane.QUOTES)
        self.quotations: list[tuple[int, Quotation]] = []

    @property
    def count(self) -> int:
        """How many quotations there are."""
        return len(self.quotations)

    def show(self, quotations: list[tuple[int, Quotation]]) -> None:
        """Show these quotations, each with its number in the article, speaker by speaker."""
        order = {name: place for place, name in enumerate(dict.fromkeys(q.speaker for _n, q in quotations))}
        self.quotations = sorted(quotations, key=lambda pair: (order[pair[1].speaker], pair[0]))
        self.cursor = 0
        self.rows_changed()

    def point_at(self, number: int) -> None:
        """Put the cursor on the quotation with this number, quietly."""
        for index, (mine, _quotation) in enumerate(self.quotations):
            if mine == number:
                self.go(index, quiet=True)

    def height_for(self, width: int) -> int:
        """The speaker, two lines of words, and a line of air."""
        return _WORDS + 2

    def row(self, index: int, width: int) -> Row:
        """Who, then what."""
        _number, quotation = self.quotations[index]
        speaker = clean_line(quotation.speaker) or _("? (the article does not say clearly who)")
        role = f", {clean_line(quotation.role)}" if quotation.role else ""
        before = self.quotations[index - 1][1].speaker if index else None
        again = before == quotation.speaker and bool(quotation.speaker)
        lines = break_text(Text(typeset(f"“{' '.join(quotation.spoken().split(' '))}”")), max(10, width - 4))
        words = [line.text for line in lines[:_WORDS]]
        if len(lines) > _WORDS:
            words[-1] = cut(words[-1] + " …", width - 5).rstrip(" …") + "…"
        room = width - 1
        head: list[Piece] = [(cut(speaker, room), ("meta",) if again else ("speaker",))]
        if role and not again:
            head.append((cut(role, max(0, room - cell_len(speaker))), ("meta",)))
        rows: Row = [head]
        return rows + [[("  ", ()), (line, ("unread",))] for line in words]
