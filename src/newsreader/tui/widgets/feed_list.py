"""The feeds, after the lists that span them all."""

from dataclasses import dataclass

from newsreader.i18n import _
from newsreader.model.feed import Feed
from newsreader.model.scope import Scope
from newsreader.model.text import clean_line
from newsreader.render.page import cut
from newsreader.tui.panes import Pane
from newsreader.tui.widgets.row_list import Row, RowList


@dataclass(frozen=True)
class Shelf:
    """A row: a list of articles that can be shown, a saved search, or a folder's name (neither)."""

    title: str
    scope: Scope | None
    unread: int = 0
    error: str = ""
    indent: int = 0
    search: str = ""


def shelves(
    feeds: list[Feed], all_unread: int, saved: int, searches: list[tuple[str, str, int]] | None = None
) -> list[Shelf]:
    """The rows for these feeds: everything, what is saved, the searches that are kept (name, text, unread),
    then each folder with its feeds."""
    rows = [
        Shelf(_("All articles"), Scope(), all_unread),
        Shelf(_("Saved for later"), Scope(saved=True), saved),
    ]
    rows += [Shelf(name, None, unread, search=text) for name, text, unread in searches or ()]
    folder = ""
    for feed in sorted(feeds, key=lambda feed: feed.folder != ""):
        if feed.folder != folder:
            folder = feed.folder
            rows.append(Shelf(folder, None))
        rows.append(Shelf(feed.title, Scope(feed=feed.id), feed.unread, feed.error, 1 if folder else 0))
    return rows


class FeedList(RowList):
    """Shows shelves; `offline` keeps quiet about feeds that could not be reached."""

    def __init__(self) -> None:
        super().__init__(Pane.FEEDS)
        self.shelves: list[Shelf] = []
        self.offline = False

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self.shelves)

    def show(self, rows: list[Shelf]) -> None:
        """Show these rows, the cursor on the same shelf as before."""
        here = self.shelves[self.cursor] if self.shelves else None
        self.shelves = rows
        if here is not None and (here.scope or here.search):
            same = (n for n, shelf in enumerate(rows) if (shelf.scope, shelf.search) == (here.scope, here.search))
            self.cursor = next(same, 0)
        self.rows_changed()

    def row(self, index: int, width: int) -> Row:
        """Title, and how many are unread."""
        shelf = self.shelves[index]
        if shelf.scope is None and not shelf.search:
            return [[(f" {cut(clean_line(shelf.title), width - 2)}", ("heading",))]]
        number = str(shelf.unread) if shelf.unread else ""
        sign = "⌕" if shelf.search else "!" if shelf.error and not self.offline else " "
        room = max(4, width - len(number) - 4 - 2 * shelf.indent)
        title = cut(clean_line(shelf.title), room).ljust(room)
        look = "unread" if shelf.unread else "read"
        return [[("  " * shelf.indent + " ", ()), (sign, ("error",)), (title, (look,)), (f" {number} ", ("meta",))]]
