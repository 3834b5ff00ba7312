"""The articles of a server's items: found in the library, or stored in it."""

from collections.abc import Callable, Sequence
from datetime import datetime

from newsreader.library.sync.counter import SyncCounter
from newsreader.library.workers.entry_ids import identify
from newsreader.library.workers.feed_tasks import prepare_entry
from newsreader.library.workers.identity import is_deleted, is_other_article, match_entries, names_in_feed, unused_key
from newsreader.library.workers.results import PreparedEntry
from newsreader.model.feed import Feed
from newsreader.model.sync import RemoteItem
from newsreader.store.articles import EntryUpdate
from newsreader.store.entries import KnownArticle
from newsreader.store.store import Store


class RemoteArticles:
    """Links the items of one `account` to articles of the library. Those that are stored for it are counted as new."""

    def __init__(self, store: Store, account: int, counter: SyncCounter, now: Callable[[], datetime]) -> None:
        self._store, self._account, self._counter, self._now = store, account, counter, now

    def link(self, feed: Feed | None, items: Sequence[RemoteItem]) -> None:
        """Link items of a feed (None where it is not here) to their articles. One that is not here is stored, unless it
        was deleted or its feed is not here. Two items of a feed are two articles: one does not take over the flags of
        the other."""
        number, title, language = (feed.id, feed.title, feed.language) if feed else (0, "", "")
        ids = identify([item.entry for item in items], feed.url if feed else "")
        entries = [
            prepare_entry(item.entry, title, language, entry_id) for item, entry_id in zip(items, ids, strict=True)
        ]
        linked = self._store.remote_items.linked(self._account)
        for item, entry in zip(items, entries, strict=True):
            known = self._find(number, entry)
            is_taken = known and known.in_feed and known.id in linked and is_other_article(entry, known)
            article = known.id if known and not is_taken else 0
            if not article and feed and not self._was_deleted(feed, entry):
                article = self._put(number, entry)
            linked.add(article)
            self._store.remote_items.link(self._account, item.remote, article)

    def _find(self, feed: int, entry: PreparedEntry) -> KnownArticle | None:
        entries = self._store.entries
        by_name = entries.by_name(feed, names_in_feed([entry.ids]))
        matched = match_entries([entry], by_name, lambda keys: entries.by_key(keys, feed))
        return matched[0][1] if matched else None

    def _was_deleted(self, feed: Feed, entry: PreparedEntry) -> bool:
        retention = self._store.retention
        return retention.any() and is_deleted(entry, feed.url, retention.deleted_keys)

    def _put(self, feed: int, entry: PreparedEntry) -> int:
        key = unused_key(entry.ids, set(self._store.entries.by_key(entry.ids.keys)))
        names = (entry.ids.title_date,) if entry.ids.title_date else ()
        when = entry.row.published
        now = int(self._now().timestamp())
        item = EntryUpdate(entry.row._replace(key=key), "", sort_time=min(when, now) if when else None, names=names)
        self._counter.count(new=1)
        return self._store.articles.put_entries(feed, [item], self._now())[0]
