"""Putting articles into the library with everything that was read out of them, and reading anew what is due."""

import asyncio
import logging
import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime

from newsreader.library.rules import apply_rules
from newsreader.library.urls import host_of
from newsreader.library.workers.identity import is_deleted, match, names_of, places, unused
from newsreader.library.workers.item_ids import number
from newsreader.library.workers.jobs import ParseStored
from newsreader.library.workers.parser import ParserClient
from newsreader.library.workers.results import TOLD, ParsedArticle, ParsedEntry
from newsreader.model.article import Article, text_of
from newsreader.model.feed import Entry
from newsreader.model.rule import Alert
from newsreader.model.unspaced import has_unspaced
from newsreader.quotes.version import VERSION
from newsreader.store.articles import Item
from newsreader.store.codec import encode_article
from newsreader.store.items import Known, Told
from newsreader.store.store import Store

logger = logging.getLogger(__package__)
#: How many articles are read anew, or indexed, in one transaction.
_BATCH, _INDEXED = 20, 200


def parse_and_store(store: Store, number: int, article: Article, now: datetime) -> None:
    """Find the quotations of an article that has been parsed here, and keep it."""
    from newsreader.library.workers.article_tasks import prepare_article  # it brings the whole engine with it

    store_parsed(store, number, prepare_article(article), now)


def store_parsed(store: Store, article: int, prepared: ParsedArticle, now: datetime) -> None:
    """Keep the text, the thread and the quotations of an article, all or nothing."""
    with store.database.transaction():
        store.articles.put_row(article, prepared.row, now)
        store.quotations.put(article, prepared.quotations, prepared.engine)
        store.duplicates.link(article, prepared.sketch, now)


def store_page(store: Store, prepared: ParsedArticle, now: datetime) -> int:
    """Keep an article that was asked for by its address; returns its number."""
    row = prepared.row
    with store.database.transaction():
        found = store.articles.find(row.key)
        if found is None:
            found = store.articles.put_items(0, [Item(row, "")], now)[0]
        store_parsed(store, found, prepared, now)
    return found


def keep_items(
    store: Store, feed: int, entries: Sequence[ParsedEntry], now: datetime
) -> tuple[int, list[tuple[int, Entry, bool]]]:
    """Keep what a feed lists; returns how many articles are new, and whose page (or only comments) to fetch.

    Articles whose feed carries the whole text are kept with it, and need no page. Where several feeds list one
    article, the words of one of them are shown, so that they do not take turns.
    """
    names = names_of(one.names for one in entries)
    with store.database.transaction():
        matched = match(entries, store.items.named(feed, names), lambda keys: store.items.known(keys, feed))
        if store.retention.any() and (named := store.feeds.get(feed)):
            gone = store.retention.deleted_keys
            matched = [(one, known) for one, known in matched if known or not is_deleted(one, named.url, gone)]
        taken = set(store.items.known([key for one, known in matched if not known for key in one.names[3:5]]))
        times = places(
            [one.row.published for one, _known in matched],
            [known.published if known else None for _one, known in matched],
            int(now.timestamp()),
        )
        kept: list[tuple[ParsedEntry, Item]] = []
        for (one, known), time in zip(matched, times, strict=True):
            if known is None:
                taken.add(key := unused(one.names, taken))
                row, called = one.row._replace(key=key), tuple(names_of([one.names]))
                item = Item(row, one.signature, place=time, names=called, told=_told(one))
            elif known.here and known.signature == one.signature and known.named and known.told:
                if known.owner == feed and known.url != one.row.url:
                    store.items.move(known.id, one.row.url)  # a session in it, or another slug
                continue
            else:
                item = _listed_again(feed, one, known, time, _is_own(store, feed, one, known))
            kept.append((one, item))
        store.items.drop_names(feed, (number("link", one.names.key) for one, _known in matched if one.names.shared))
        numbers = store.articles.put_items(feed, [item for _one, item in kept], now)
        store.duplicates.separate([item.before.id for _one, item in kept if item.before and not item.before.here])
    for article, (_one, item) in zip(numbers, kept, strict=True):
        logger.debug("article %d: %s", article, "new" if item.before is None else "changed, or new in this feed")
    wanted = [
        (article, one.entry, one.row.complete)
        for article, (one, item) in zip(numbers, kept, strict=True)
        if one.entry and _is_worth_a_page(item)
    ]
    return sum(item.before is None for _one, item in kept), wanted


def _listed_again(feed: int, one: ParsedEntry, known: Known, time: int, is_own: bool) -> Item:
    """An article that is here, of which this feed says something else than before, or something for the first time.
    `is_own`: it is of the feed's own site, and the words that are shown are another site's, such as an aggregator's."""
    names = () if known.here and known.named else tuple(names_of([one.names]))
    if known.owner in (feed, None):
        # Of a library from before what was said of each was remembered, or from a server: it is as it was.
        shows = known.signature != one.signature and not (known.complete and not known.signature)
        # Where the page has been read, a summary is seen no more: the page's own headline stays.
        shows = shows and (not known.complete or one.row.complete or _says_more(known.signature, one.signature))
    else:
        shows = not known.complete and (one.row.complete or is_own)
    return Item(one.row, one.signature, known, time, names, shows, _told(one))


def _told(one: ParsedEntry) -> Told:
    """What a feed says of an article, as its own list shows it and its page is known by."""
    if one.entry is None:
        return Told(one.row.title, one.row.published)
    return Told(one.row.title, one.row.published, one.entry.summary.value[:TOLD], one.entry.authors)


def _is_own(store: Store, feed: int, one: ParsedEntry, known: Known) -> bool:
    """Whether an article that is shown with the words of another site's feed is of the site of this one."""
    if known.owner in (feed, None) or known.complete or known.here:
        return False
    ours, owner = store.feeds.get(feed), store.feeds.get(known.owner or 0)
    article = _site_of(one.row.url)
    if not (article and ours and owner):
        return False
    return _site_of(ours.url) == article != _site_of(owner.url)


def _site_of(url: str) -> str:
    """The last two labels of a host: www., feeds. and rss. are the same house."""
    host = host_of(url)
    return host if re.fullmatch(r"[\d.:]+|\[.*", host) else ".".join(host.partition(":")[0].split(".")[-2:])


def _is_worth_a_page(item: Item) -> bool:
    """Whether the page of an article is to be asked for: it is new, or more than its summary has changed. A summary
    may hold what changes each time, such as a count of comments."""
    if item.before is None:
        return True
    return item.shows and _says_more(item.before.signature, item.signature)


def _says_more(before: str, now: str) -> bool:
    """Whether more than a summary has changed, by two signatures."""
    parts = list(zip(before.split("."), now.split("."), strict=False))
    return len(parts) == 4 and any(parts[n][0] != parts[n][1] for n in (0, 1, 3))


async def run_backlog_step(
    store: Store, parser: ParserClient, alert: Callable[[Alert], None] = lambda _alert: None
) -> int:
    """One step of what can wait until nobody does: texts that feeds gave, to be read; articles that an
    older engine read; articles that are not in the index of words, and its order.

    Call it until it returns 0; each call is short, and what it did is kept.
    """
    return await reprocess(store, parser, alert=alert) or await asyncio.to_thread(index_backlog_step, store)


async def reprocess(
    store: Store, parser: ParserClient, only: int = 0, alert: Callable[[Alert], None] = lambda _alert: None
) -> int:
    """Read some articles of the library again, newest first, or `only` this one; returns how many. `alert` is
    told what rules find now that it is known who is quoted."""
    due = [
        (number, doc, article, store.articles.markup(number))
        for number, doc in store.quotations.outdated(VERSION, _BATCH, only)
        if (article := store.articles.load(number))
    ]
    if not due:
        return 0
    asked = [(number, article, markup) for number, _doc, article, markup in due]
    try:
        rows = await parser.run(ParseStored(asked))
    except Exception:  # noqa: BLE001 - whichever it was, the others are read
        rows = []
        for one in asked:
            with suppress(Exception):
                [row] = await parser.run(ParseStored([one]))
                rows.append(row)
    prepared = dict(rows)

    now = datetime.now(UTC)

    def keep() -> list[Alert]:
        with store.database.transaction():
            for number, doc, _article, markup in due:
                if not store.articles.is_still(number, doc):
                    continue  # a refresh has brought another text meanwhile
                read = prepared.get(number)
                if markup and read:
                    store.articles.read_row(number, read.row)
                elif read:
                    store.articles.keep_word_count(number, read.row.word_count)
                store.quotations.put(number, read.quotations if read else (), VERSION)
                store.duplicates.link(number, read.sketch if read else (), now)
            return apply_rules(store, now)

    for found in await asyncio.to_thread(keep):
        alert(found)
    return len(due)


def index_backlog_step(store: Store) -> int:
    """One step of putting articles into the index of words, and the index in order; 0 when both are done."""
    with store.database.transaction():
        missing = store.index.missing(_INDEXED)
        store.index.index((number, _words(store, number)) for number in missing)
    if not missing:
        store.duplicates.prune(datetime.now(UTC))
    return len(missing) or review_old_words(store) or int(store.index.merge_step())


def review_old_words(store: Store) -> int:
    """One step of looking for texts in scripts without spaces that an earlier version put into the index whole, so
    that no word of theirs was found; 0 when there are no more to look at."""
    with store.database.transaction():
        if old := store.index.old(_INDEXED):
            texts = ((number, store.articles.load(number), store.articles.markup(number)) for number in old)
            store.index.seen(old, [n for n, article, raw in texts if article and has_unspaced(text_of(article) + raw)])
    return len(old)


def _words(store: Store, number: int) -> tuple[str, str, str]:
    """The words of an article, also where its text is still its feed's own."""
    from newsreader.parse.feed_text import without_tags  # it brings the parsers with it

    article = store.articles.load(number)
    return encode_article(article, plain=without_tags(store.articles.markup(number))).words if article else ("", "", "")
