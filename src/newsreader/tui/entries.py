"""The lists that there are: those that span all feeds, the saved searches, the feeds in their folders. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from newsreader.i18n import _
from newsreader.model.article_filter import ArticleFilter
from newsreader.model.feed import Feed


@dataclass(frozen=True)
class ListEntry:
    """A row: a list of articles that can be shown, a saved search, or a `tag` (with the search for it). A folder stands
    over its feeds, which are left out where it is `folded`. Of a tag, `unread` counts all articles; of a `muted` feed,
    none."""

    title: str
    filter: ArticleFilter | None
    unread: int = 0
    error: str = ""
    indent: int = 0
    search: str = ""
    tag: str = ""
    folded: bool = False
    muted: bool = False


@dataclass(frozen=True)
class Counts:
    """What spans all feeds: how many articles are unread, how many saved, when the reader was here last and how
    many unread ones came since, the saved searches (name, text, unread), the tags with their articles, and how many
    unread ones each folder has: an article that several of its feeds name is one."""

    unread: int = 0
    saved: int = 0
    since: int = 0
    new: int = 0
    searches: list[tuple[str, str, int]] = field(default_factory=list)
    tags: dict[str, int] = field(default_factory=dict)
    folders: Mapping[str, int] = field(default_factory=dict)


def list_entries(feeds: list[Feed], counts: Counts, folded: Collection[str] = ()) -> list[ListEntry]:
    """The rows: everything, what is new, what is saved, the searches and tags, then the feeds, in their folders;
    without those of the folders that are `folded`."""
    rows = [ListEntry(_("All articles"), ArticleFilter(), counts.unread)]
    if counts.since:
        rows.append(ListEntry(_("New since last time"), ArticleFilter(since=counts.since), counts.new))
    rows.append(ListEntry(_("Saved for later"), ArticleFilter(saved=True), counts.saved))
    rows += [ListEntry(name, None, unread, search=text) for name, text, unread in counts.searches]
    rows += [ListEntry(tag, None, count, search=f'tag:"{tag}"', tag=tag) for tag, count in counts.tags.items()]
    folders: dict[str, list[Feed]] = {"": []}
    for feed in feeds:
        folders.setdefault(feed.folder, []).append(feed)
    for name, mine in folders.items():
        if name:
            waiting = counts.folders.get(name, 0)
            rows.append(ListEntry(name, ArticleFilter(folder=name), waiting, folded=name in folded))
        if name not in folded:
            rows += [_feed_entry(feed) for feed in mine]
    return rows


def _feed_entry(feed: Feed) -> ListEntry:
    unread = 0 if feed.muted else feed.unread
    indent = int(feed.folder != "")
    return ListEntry(feed.title, ArticleFilter(feed=feed.id), unread, feed.error, indent, muted=feed.muted)
