"""The feeds, after the lists that span them all."""

from collections import Counter
from dataclasses import dataclass, field

from newsreader.i18n import _
from newsreader.model.feed import Feed
from newsreader.model.scope import Scope
from newsreader.model.text import clean_line
from newsreader.render.page import cut
from newsreader.tui.panes import Pane
from newsreader.tui.widgets.row_list import Row, RowList


@dataclass(frozen=True)
class Shelf:
    """A row: a list of articles that can be shown, or a saved search. A folder stands over its feeds."""

    title: str
    scope: Scope | None
    unread: int = 0
    error: str = ""
    indent: int = 0
    search: str = ""


@dataclass(frozen=True)
class Counts:
    """What spans all feeds: how many articles are unread, how many saved, when the reader was here last and how
    many unread ones came since, and the saved searches (name, text, unread)."""

    unread: int = 0
    saved: int = 0
    since: int = 0
    new: int = 0
    searches: list[tuple[str, str, int]] = field(default_factory=list)


def shelves(feeds: list[Feed], counts: Counts) -> list[Shelf]:
    """The rows: everything, what is new, what is saved, the searches, then the feeds, in their folders."""
    rows = [Shelf(_("All articles"), Scope(), counts.unread)]
    if counts.since:
        rows.append(Shelf(_("New since last time"), Scope(since=counts.since), counts.new))
    rows.append(Shelf(_("Saved for later"), Scope(saved=True), counts.saved))
    rows += [Shelf(name, None, unread, search=text) for name, text, unread in counts.searches]
    folder, waiting = "", Counter[str]()
    for feed in feeds:
        waiting[feed.folder] += feed.unread
    for feed in sorted(feeds, key=lambda feed: feed.folder != ""):
        if feed.folder != folder:
            folder = feed.folder
            rows.append(Shelf(folder, Scope(folder=folder), waiting[folder]))
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

    @property
    def current(self) -> Shelf | None:
        """The row under the cursor."""
        return self.shelves[self.cursor] if self.cursor < len(self.shelves) else None

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
        number = str(shelf.unread) if shelf.unread else ""
        sign = "⌕" if shelf.search else "!" if shelf.error and not self.offline else " "
        room = max(4, width - len(number) - 4 - 2 * shelf.indent)
        title = cut(clean_line(shelf.title), room).ljust(room)
        look = "heading" if shelf.scope and shelf.scope.folder else "unread" if shelf.unread else "read"
        return [[("  " * shelf.indent + " ", ()), (sign, ("error",)), (title, (look,)), (f" {number} ", ("meta",))]]
