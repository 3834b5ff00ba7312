"""Tasks of workers on articles: from a page, or from a feed's markup, to a row of the library with quotations. Pure."""

from collections.abc import Sequence
from dataclasses import replace

from newsreader.library.workers.feed_tasks import announced_thread
from newsreader.library.workers.results import PreparedArticle
from newsreader.model.article import Article, pictures_of, text_of
from newsreader.model.comment import Thread, with_author_roles
from newsreader.model.feed import Entry
from newsreader.model.near_duplicates import bottom_k_sketch
from newsreader.parse.entry_text import with_markup
from newsreader.parse.page import parse_page
from newsreader.parse.page_check import check_page
from newsreader.quotes.engine import find_quotations
from newsreader.quotes.version import VERSION
from newsreader.store.codec import encode_article


def with_announced_comments(thread: Thread, entry: Entry) -> Thread:
    """The thread of a page with what the feed tells of it, where the page had no comments."""
    told = announced_thread(entry)
    return thread if thread.comments or not told.source else told


def prepare_page(data: bytes, url: str, charset: str, entries: Sequence[Entry] = ()) -> PreparedArticle:
    """Read an article's page. `entries` are what feeds announced, first the one whose address was asked. Raises
    NotAnArticle, also for a page that is not what was announced."""
    article = parse_page(data, url, charset)
    check_page(article, url, entries)
    return prepare_article(_with_feed_fields(article, entries) if entries else article)


def _with_feed_fields(article: Article, entries: Sequence[Entry]) -> Article:
    """An article with what its feeds tell of it, where its page says nothing."""
    first = entries[0]
    return replace(
        article,
        # Its address is the one that its feed gives, byte for byte.
        url=first.url or article.url,
        authors=article.authors or next((entry.authors for entry in entries if entry.authors), ()),
        outlet=article.outlet or next((entry.outlet for entry in entries if entry.outlet), ""),
        published=article.published or next((entry.published for entry in entries if entry.published), None),
        tags=article.tags or first.tags,
        thread=with_announced_comments(article.thread, first),
        sound=article.sound or first.sound,
    )


def prepare_markup(head: Article, markup: str) -> PreparedArticle:
    """Read the text that a feed gave as HTML."""
    return prepare_article(with_markup(head, markup))


def prepare_article(article: Article) -> PreparedArticle:
    """Find who said what in an article that has been parsed."""
    article = replace(article, thread=with_author_roles(article.thread, article.authors))
    pictures = tuple(url for _words, url in pictures_of(article))
    numbers = bottom_k_sketch(text_of(article)) if article.complete else ()
    return PreparedArticle(encode_article(article), find_quotations(article), VERSION, pictures, numbers)


def prepare_many(articles: Sequence[tuple[int, Article, str]]) -> list[tuple[int, PreparedArticle]]:
    """Read some articles of the library anew: number, article, and the markup of those that are unparsed."""
    return [
        (number, prepare_markup(article, markup) if markup else prepare_article(article))
        for number, article, markup in articles
    ]
