"""The rows of the feeds pane: lists over all feeds, saved searches, tags, and feeds in their folders. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import field
from typing import TYPE_CHECKING

from newsreader.i18n import _
from newsreader.model.article_filter import ArticleFilter
from newsreader.model.values import dataclass

if TYPE_CHECKING:
    from newsreader.model.feed import Feed


@dataclass(frozen=True)
class ListEntry:
    """A row of the feeds pane: a list of articles (with its `filter`), a saved search, or a `tag` (with its search). A
    folder stands above its feeds, which are left out where it is `folded`. Of a tag, `unread` counts all articles; of a
    `muted` feed, none."""

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
    """Counts over all feeds: unread and saved articles, the last visit and the unread articles since, saved searches
    (name, text, unread), tags with their articles, and unread articles by folder, where an article of several feeds
    counts once."""

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
    for name, members in folders.items():
        if name:
            waiting = counts.folders.get(name, 0)
            rows.append(ListEntry(name, ArticleFilter(folder=name), waiting, folded=name in folded))
        if name not in folded:
            rows += [_feed_entry(feed) for feed in members]
    return rows


def _feed_entry(feed: Feed) -> ListEntry:
    unread = 0 if feed.muted else feed.unread
    indent = int(feed.folder != "")
    return ListEntry(feed.title, ArticleFilter(feed=feed.id), unread, feed.error, indent, muted=feed.muted)
