"""Store parsed feeds and articles, and reprocess stored articles whose text, quotations or index are outdated."""

import asyncio
import logging
import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from newsreader.library.rule_matching import apply_rules
from newsreader.library.workers.entry_ids import hash_id
from newsreader.library.workers.identity import is_deleted, match_entries, names_in_feed, sort_times, unused_key
from newsreader.library.workers.job_runner import JobRunner
from newsreader.library.workers.jobs import ParseStored
from newsreader.library.workers.results import MAX_SUMMARY, PreparedArticle, PreparedEntry
from newsreader.library.workers.signature import Signature
from newsreader.model.article import Article, text_of
from newsreader.model.feed import Entry
from newsreader.model.hosts import host_of
from newsreader.model.rule import Alert
from newsreader.model.unspaced import has_unspaced
from newsreader.quotes.version import VERSION
from newsreader.store.articles import EntryUpdate
from newsreader.store.codec import encode_article
from newsreader.store.entries import EntryFields, KnownArticle
from newsreader.store.store import Store

logger = logging.getLogger(__package__)
#: How many articles are read anew, or indexed, in one transaction.
_BATCH, _INDEX_BATCH = 20, 200
#: An entry, and its article in the library; None where that is new.
Match = tuple[PreparedEntry, KnownArticle | None]


def parse_and_store(store: Store, number: int, article: Article, now: datetime) -> None:
    """Find the quotations of a parsed article, and store both."""
    from newsreader.library.workers.article_tasks import prepare_article  # it brings the whole engine with it

    store_parsed(store, number, prepare_article(article), now)


def store_parsed(store: Store, article: int, prepared: PreparedArticle, now: datetime) -> None:
    """Store text, thread, quotations and near-duplicate sketch of an article in one transaction."""
    with store.database.transaction():
        store.articles.put_row(article, prepared.row, now)
        store.quotations.put(article, prepared.quotations, prepared.engine_version)
        store.duplicates.link(article, prepared.sketch, now)


def store_page(store: Store, prepared: PreparedArticle, now: datetime) -> int:
    """Store an article that was opened by its address; returns its number."""
    row = prepared.row
    with store.database.transaction():
        article = store.articles.find(row.key)
        if article is None:
            article = store.articles.put_entries(0, [EntryUpdate(row, "")], now)[0]
        store_parsed(store, article, prepared, now)
    return article


class WantedPage(NamedTuple):
    """An article whose page is to be fetched, or of which only the comments are wanted."""

    article: int
    entry: Entry
    comments_only: bool = False


class StoredEntries(NamedTuple):
    """The outcome of storing a feed: how many articles are new, and which pages are wanted."""

    new: int
    wanted: list[WantedPage]


def store_entries(store: Store, feed: int, entries: Sequence[PreparedEntry], now: datetime) -> StoredEntries:
    """Store the entries of a feed.

    Articles whose feed carries the whole text need no page. Where several feeds list one article, it shows the title
    of one of them, its owner, so that titles do not take turns.
    """
    names = names_in_feed(entry.ids for entry in entries)
    with store.database.transaction():
        matched = match_entries(
            entries, store.entries.by_name(feed, names), lambda keys: store.entries.by_key(keys, feed)
        )
        matched = _without_deleted(store, feed, matched)
        updates = _updates(store, feed, matched, int(now.timestamp()))
        store.entries.drop_names(
            feed, (hash_id("link", entry.ids.key) for entry, _known in matched if entry.ids.shared)
        )
        numbers = store.articles.put_entries(feed, [update for _entry, update in updates], now)
        known = (update.known for _entry, update in updates)
        store.duplicates.separate([article.id for article in known if article and not article.in_feed])
    for number, (_entry, update) in zip(numbers, updates, strict=True):
        logger.debug("article %d: %s", number, "new" if update.known is None else "changed, or new in this feed")
    wanted = [
        WantedPage(number, entry.to_fetch, entry.row.complete)
        for number, (entry, update) in zip(numbers, updates, strict=True)
        if entry.to_fetch and _needs_page(entry, update)
    ]
    return StoredEntries(sum(update.known is None for _entry, update in updates), wanted)


def _without_deleted(store: Store, feed: int, matched: list[Match]) -> list[Match]:
    """Leave out the entries whose articles retention has deleted."""
    if not store.retention.any() or (listed := store.feeds.get(feed)) is None:
        return matched
    gone = store.retention.deleted_keys
    return [(entry, known) for entry, known in matched if known or not is_deleted(entry, listed.url, gone)]


def _updates(store: Store, feed: int, matched: Sequence[Match], now: int) -> list[tuple[PreparedEntry, EntryUpdate]]:
    """Return the entries that are new in a feed or have changed in it, each with what is to be written. Of the others
    only the address is stored, where that has changed. `now` is in seconds since 1970."""
    taken = set(store.entries.by_key([key for entry, known in matched if not known for key in entry.ids.keys]))
    times = sort_times(
        [entry.row.published for entry, _known in matched],
        [known.sort_time if known else None for _entry, known in matched],
        now,
    )
    updates: list[tuple[PreparedEntry, EntryUpdate]] = []
    for (entry, known), sort_time in zip(matched, times, strict=True):
        if known is None:
            taken.add(key := unused_key(entry.ids, taken))
            names, row = tuple(names_in_feed([entry.ids])), entry.row._replace(key=key)
            update = EntryUpdate(row, str(entry.signature), None, sort_time, names, fields=_fields_of(entry))
        elif known.in_feed and known.signature == str(entry.signature) and known.has_names and known.has_fields:
            if known.owner == feed and known.url != entry.row.url:
                store.entries.set_url(known.id, entry.row.url)  # a session in it, or another slug
            continue
        else:
            update = _update_of(feed, entry, known, sort_time, _is_own(store, feed, entry, known))
        updates.append((entry, update))
    return updates


def _update_of(feed: int, entry: PreparedEntry, known: KnownArticle, sort_time: int, is_own: bool) -> EntryUpdate:
    """The update of a known article whose entry in this feed is new or has changed. `is_own`: the article is of the
    feed's own site, and shows the title of another site's feed, such as an aggregator's."""
    names = () if known.in_feed and known.has_names else tuple(names_in_feed([entry.ids]))
    if known.owner in (feed, None):
        # Of a library from before what was said of each was remembered, or from a server: it is as it was.
        shows = known.signature != str(entry.signature) and not (known.complete and not known.signature)
        # Where the page has been read, a summary is seen no more: the page's own headline stays.
        shows = shows and (not known.complete or entry.row.complete or _is_changed_beyond_summary(entry, known))
    else:
        shows = not known.complete and (entry.row.complete or is_own)
    return EntryUpdate(entry.row, str(entry.signature), known, sort_time, names, shows, _fields_of(entry))


def _fields_of(entry: PreparedEntry) -> EntryFields:
    """The fields of an entry that are stored for its feed."""
    told = entry.to_fetch
    if told is None:
        return EntryFields(entry.row.title, entry.row.published)
    return EntryFields(entry.row.title, entry.row.published, told.summary.value[:MAX_SUMMARY], told.authors)


def _is_own(store: Store, feed: int, entry: PreparedEntry, known: KnownArticle) -> bool:
    """Return whether a feed is of the article's own site, and the owner of the article is not."""
    if known.owner in (feed, None) or known.complete or known.in_feed:
        return False
    ours, owner = store.feeds.get(feed), store.feeds.get(known.owner or 0)
    article = _site_of(entry.row.url)
    if not (article and ours and owner):
        return False
    return _site_of(ours.url) == article != _site_of(owner.url)


def _site_of(url: str) -> str:
    """The last two labels of a host, so that www., feeds. and rss. are one site."""
    host = host_of(url)
    return host if re.fullmatch(r"[\d.:]+|\[.*", host) else ".".join(host.partition(":")[0].split(".")[-2:])


def _needs_page(entry: PreparedEntry, update: EntryUpdate) -> bool:
    """Return whether the page of an article is to be fetched: it is new, or more than its summary has changed."""
    return update.known is None or (update.is_shown and _is_changed_beyond_summary(entry, update.known))


def _is_changed_beyond_summary(entry: PreparedEntry, known: KnownArticle) -> bool:
    before = Signature.parse(known.signature)
    return before is not None and entry.signature.differs_beyond_summary(before)


async def run_backlog_step(
    store: Store, parser: JobRunner, alert: Callable[[Alert], None] = lambda _alert: None
) -> int:
    """Do one step of the background work: parse texts that feeds gave, find quotations anew after a new version of
    the engine, index articles, merge the index.

    Call it until it returns 0; each call is short and commits.
    """
    return await reprocess(store, parser, alert=alert) or await asyncio.to_thread(index_backlog_step, store)


async def reprocess(
    store: Store, parser: JobRunner, only: int = 0, alert: Callable[[Alert], None] = lambda _alert: None
) -> int:
    """Parse some stored articles again, newest first, or `only` this one; returns how many. `alert` is called for
    what rules find now that quotations are known."""
    due = [
        (number, doc, article, store.articles.markup(number))
        for number, doc in store.quotations.outdated(VERSION, _BATCH, only)
        if (article := store.articles.load(number))
    ]
    if not due:
        return 0
    prepared = await _parse_stored(parser, [(number, article, markup) for number, _doc, article, markup in due])
    now = datetime.now(UTC)

    def keep() -> list[Alert]:
        with store.database.transaction():
            for number, doc, _article, markup in due:
                if not store.articles.is_still(number, doc):
                    continue  # a refresh has brought another text meanwhile
                read = prepared.get(number)
                if read is None and store.quotations.keep(number, VERSION):
                    continue  # what an earlier engine found is better than nothing
                if markup and read:
                    store.articles.put_parsed(number, read.row)
                elif read:
                    store.articles.keep_word_count(number, read.row.word_count)
                store.quotations.put(number, read.quotations if read else (), VERSION)
                store.duplicates.link(number, read.sketch if read else (), now)
            return apply_rules(store, now)

    for found in await asyncio.to_thread(keep):
        alert(found)
    return len(due)


async def _parse_stored(parser: JobRunner, articles: Sequence[tuple[int, Article, str]]) -> dict[int, PreparedArticle]:
    """Parse stored articles (number, article, markup), one by one where they cannot be parsed together: those that
    cannot be parsed by themselves either are logged and left out."""
    parsed: list[tuple[int, PreparedArticle]] = []
    try:
        parsed = await parser.run(ParseStored(articles))
    except Exception:  # noqa: BLE001 - whichever it was, the others are read
        for each in articles:
            try:
                [row] = await parser.run(ParseStored([each]))
                parsed.append(row)
            except Exception as error:  # noqa: BLE001 - a worker may end in any way
                logger.warning("article %d: could not be read anew: %s", each[0], type(error).__name__)
    return dict(parsed)


def index_backlog_step(store: Store) -> int:
    """Index some articles and their quotations, or merge the indexes; 0 when there is nothing left to do."""
    with store.database.transaction():
        missing = store.index.missing(_INDEX_BATCH)
        store.index.index((number, _indexed_words(store, number)) for number in missing)
        unindexed = store.quotation_index.missing(_INDEX_BATCH)
        store.quotation_index.index(unindexed)
    if not missing:
        store.duplicates.prune(datetime.now(UTC))
    done = len(missing) or len(unindexed) or review_old_words(store)
    return done or int(store.index.merge_step() or store.quotation_index.merge_step())


def review_old_words(store: Store) -> int:
    """Look at some texts in scripts without spaces that an earlier version indexed as single words, and have them
    indexed anew; 0 when there are none left."""
    with store.database.transaction():
        if old := store.index.old(_INDEX_BATCH):
            texts = ((number, store.articles.load(number), store.articles.markup(number)) for number in old)
            store.index.seen(old, [n for n, article, raw in texts if article and has_unspaced(text_of(article) + raw)])
    return len(old)


def _indexed_words(store: Store, number: int) -> tuple[str, str, str]:
    """Title, byline and text of an article as they are indexed, also where its text is still the feed's markup."""
    from newsreader.parse.feed_text import without_tags  # it brings the parsers with it

    article = store.articles.load(number)
    return encode_article(article, plain=without_tags(store.articles.markup(number))).words if article else ("", "", "")
