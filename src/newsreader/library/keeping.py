"""Putting articles into the library with everything that was read out of them, and reading anew what is due."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime

from newsreader.library.parsing import Parser
from newsreader.library.prepared import PreparedArticle
from newsreader.library.ruling import apply_rules
from newsreader.model.article import Article
from newsreader.model.rule import Alert
from newsreader.quotes.version import VERSION
from newsreader.store.rows import row_of
from newsreader.store.store import Store

#: How many articles are read anew, or indexed, in one transaction.
_BATCH, _INDEXED = 20, 200


def keep_article(store: Store, number: int, article: Article, now: datetime) -> None:
    """Find the quotations of an article that has been parsed here, and keep it."""
    from newsreader.library.preparing import prepare_article  # it brings the whole engine with it

    keep_prepared(store, number, prepare_article(article), now)


def keep_prepared(store: Store, number: int, prepared: PreparedArticle, now: datetime) -> None:
    """Keep the text, the thread and the quotations of an article, all or nothing."""
    with store.database.transaction():
        store.articles.keep_row(number, prepared.row, now)
        store.quotations.keep(number, prepared.quotations, prepared.engine)
        store.twins.compare(number, prepared.sketch, now)


def keep_page(store: Store, prepared: PreparedArticle, now: datetime) -> int:
    """Keep an article that was asked for by its address; returns its number."""
    row = prepared.row
    with store.database.transaction():
        number = store.articles.find(row.key)
        if number is None:
            number = store.articles.keep_rows(0, [(row, "")], {}, now)[0]
        keep_prepared(store, number, prepared, now)
    return number


async def catch_up(store: Store, parser: Parser, alert: Callable[[Alert], None] = lambda _alert: None) -> int:
    """One step of what can wait until nobody does: texts that feeds gave, to be read; articles that an
    older engine read; articles that are not in the index of words, and its order.

    Call it until it returns 0; each call is short, and what it did is kept.
    """
    return await read_anew(store, parser, alert=alert) or await asyncio.to_thread(index_rest, store)


async def read_anew(
    store: Store, parser: Parser, only: int = 0, alert: Callable[[Alert], None] = lambda _alert: None
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
        prepared = dict(await parser.many(asked))
    except Exception:  # noqa: BLE001 - whichever it was, the others are read
        prepared = {}
        for one in asked:
            with suppress(Exception):
                prepared |= dict(await parser.many([one]))

    now = datetime.now(UTC)

    def keep() -> list[Alert]:
        with store.database.transaction():
            for number, doc, _article, markup in due:
                if not store.articles.is_still(number, doc):
                    continue  # a refresh has brought another text meanwhile
                read = prepared.get(number)
                if markup and read:
                    store.articles.read_row(number, read.row)
                store.quotations.keep(number, read.quotations if read else (), VERSION)
                store.twins.compare(number, read.sketch if read else (), now)
            return apply_rules(store, now)

    for found in await asyncio.to_thread(keep):
        alert(found)
    return len(due)


def index_rest(store: Store) -> int:
    """One step of putting articles into the index of words, and the index in order; 0 when both are done."""
    with store.database.transaction():
        missing = store.search.missing(_INDEXED)
        store.search.index((number, _words(store, number)) for number in missing)
    if not missing:
        store.twins.prune(datetime.now(UTC))
    return len(missing) or int(store.search.tidy())


def _words(store: Store, number: int) -> tuple[str, str, str]:
    """The words of an article, also where its text is still its feed's own."""
    from newsreader.parse.page import without_tags  # it brings the parsers with it

    article = store.articles.load(number)
    return row_of(article, plain=without_tags(store.articles.markup(number))).words if article else ("", "", "")
