"""Putting an article into the library with everything that is read out of it."""

from collections.abc import Sequence
from datetime import datetime

from newsreader.model.article import Article, Block, BlockType
from newsreader.model.quotation import Quotation
from newsreader.model.text import Text
from newsreader.quotes.engine import VERSION, find_quotations
from newsreader.store.store import Store

#: How many articles are read anew in one transaction.
_BATCH = 20


def keep_article(store: Store, number: int, article: Article, now: datetime) -> None:
    """Keep the text, the thread and the quotations of an article, all or nothing."""
    quotations = find_quotations(article)
    with store.database.transaction():
        store.articles.keep(number, article, now)
        store.quotations.keep(number, quotations, VERSION)


def keep_page(store: Store, article: Article, now: datetime) -> int:
    """Keep an article that was asked for by its address; returns its number."""
    quotations = find_quotations(article)
    with store.database.transaction():
        number = store.articles.find(article.id) or store.articles.keep_entry(0, article, "", now)
        store.articles.keep(number, article, now)
        store.quotations.keep(number, quotations, VERSION)
    return number


def read_anew(store: Store) -> int:
    """Look for quotations again in some articles that an older engine has read; returns how many.

    Call it until it returns 0; each call is short, and what it did is kept.
    """
    # The text is read inside the transaction: a refresh may be changing the same article.
    with store.database.transaction():
        numbers = store.quotations.outdated(VERSION, _BATCH)
        for number in numbers:
            article = store.articles.load(number)
            store.quotations.keep(number, find_quotations(article) if article else (), VERSION)
    return len(numbers)


def quotations_of(paragraphs: Sequence[str], language: str = "") -> tuple[Quotation, ...]:
    """The quotations of a plain text, already in paragraphs; `block` counts the paragraphs."""
    blocks = tuple(Block(BlockType.PARAGRAPH, Text(paragraph)) for paragraph in paragraphs)
    return find_quotations(Article(url="", id="", title="", language=language, blocks=blocks))
