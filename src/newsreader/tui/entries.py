"""The lists that there are: those that span all feeds, the saved searches, the feeds in their folders. Pure."""

from collections import Counter
from dataclasses import dataclass, field

from newsreader.i18n import _
from newsreader.model.article_filter import ArticleFilter
from newsreader.model.feed import Feed


@dataclass(frozen=True)
class ListEntry:
    """A row: a list of articles that can be shown, or a saved search. A folder stands over its feeds."""

    title: str
    scope: ArticleFilter | None
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


def list_entries(feeds: list[Feed], counts: Counts) -> list[ListEntry]:
    """The rows: everything, what is new, what is saved, the searches, then the feeds, in their folders."""
    rows = [ListEntry(_("All articles"), ArticleFilter(), counts.unread)]
    if counts.since:
        rows.append(ListEntry(_("New since last time"), ArticleFilter(since=counts.since), counts.new))
    rows.append(ListEntry(_("Saved for later"), ArticleFilter(saved=True), counts.saved))
    rows += [ListEntry(name, None, unread, search=text) for name, text, unread in counts.searches]
    folder, waiting = "", Counter[str]()
    for feed in feeds:
        waiting[feed.folder] += feed.unread
    for feed in sorted(feeds, key=lambda feed: feed.folder != ""):
        if feed.folder != folder:
            folder = feed.folder
            rows.append(ListEntry(folder, ArticleFilter(folder=folder), waiting[folder]))
        rows.append(ListEntry(feed.title, ArticleFilter(feed=feed.id), feed.unread, feed.error, 1 if folder else 0))
    return rows
