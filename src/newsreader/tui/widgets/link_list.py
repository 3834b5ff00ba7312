"""The links of the open article: those that it proposes, those in its text, and its pictures."""

from urllib.parse import urlsplit

from newsreader.i18n import _
from newsreader.model.text import clean_line
from newsreader.render.page import cut
from newsreader.tui.panes import Pane
from newsreader.tui.widgets.row_list import Row, RowList


class LinkList(RowList):
    """One row a link: its words, then the house that it leads to."""

    def __init__(self) -> None:
        super().__init__(Pane.LINKS)
        self.links: list[tuple[str, str]] = []
        self._pictures = 0

    @property
    def count(self) -> int:
        """How many links there are."""
        return len(self.links)

    @property
    def current(self) -> str:
        """The address under the cursor, "" where there is none."""
        return self.links[self.cursor][1] if self.links else ""

    @property
    def at_picture(self) -> bool:
        """Whether the cursor is on a picture."""
        return self.cursor >= len(self.links) - self._pictures

    def show(self, links: list[tuple[str, str]], pictures: list[tuple[str, str]]) -> None:
        """Show these links, and these pictures: words and address of each."""
        self.links, self.cursor = [*links, *pictures], 0
        self._pictures = len(pictures)
        self.rows_changed()

    def height_for(self, width: int) -> int:
        """Words, house, and a line of air."""
        return 3

    def row(self, index: int, width: int) -> Row:
        """Two lines."""
        words, url = self.links[index]
        parts = urlsplit(url)
        house = clean_line((parts.hostname or "").removeprefix("www.") + parts.path)
        words = clean_line(words)
        if index >= len(self.links) - self._pictures:
            words = _("Picture: {words}").format(words=words) if words else _("Picture")
        return [[(cut(words, width - 1), ("unread",))], [("  ", ()), (cut(house, width - 3), ("meta",))]]
