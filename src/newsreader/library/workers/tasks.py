"""The work that costs: from bytes to what the library keeps. Pure, and done in the workers' processes."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeVar, assert_never

from newsreader.i18n import _
from newsreader.library.workers.identity import identify, signature
from newsreader.library.workers.jobs import (
    AnyJob,
    Job,
    ParseCommentFeed,
    ParseCommentPart,
    ParseDiscussions,
    ParseFeed,
    ParsePage,
    ParseStored,
    ParseThread,
)
from newsreader.library.workers.results import TOLD, ItemId, ParsedArticle, ParsedEntry, ParsedFeedResult
from newsreader.model.article import Article, pictures_of, text_of
from newsreader.model.comment import CommentSource, CommentState, Thread, with_author_roles
from newsreader.model.feed import Entry
from newsreader.model.near_duplicates import bottom_k_sketch
from newsreader.model.text import Text
from newsreader.parse.announced import check
from newsreader.parse.comments.detect import read_part, source_of
from newsreader.parse.comments.discussions import found
from newsreader.parse.comments.page import read_comment_feed, with_comments
from newsreader.parse.entries import from_entry, head_of, with_markup
from newsreader.parse.feed_text import without_tags
from newsreader.parse.feeds import read_feed
from newsreader.parse.page import parse_page
from newsreader.quotes.engine import find_quotations
from newsreader.quotes.version import VERSION
from newsreader.store.codec import encode_article

#: Articles of one feed document that are kept: it lists the newest first, and its archive is not news.
MAX_ENTRIES = 5000

R = TypeVar("R")


def run_job(job: AnyJob) -> Any:
    """Do a job; its result. Raises what the job says."""
    match job:
        case ParseFeed(data, url, content_type, outlet, language):
            return _result(job, prepare_feed(data, url, content_type, outlet, language))
        case ParsePage(data, url, charset, entries):
            return _result(job, prepare_page(data, url, charset, entries))
        case ParseStored(articles):
            return _result(job, prepare_many(articles))
        case ParseThread(data, url, charset):
            return _result(job, parse_page(data, url, charset).thread)
        case ParseCommentFeed(data, url, content_type, thread):
            return _result(job, prepare_comments(data, url, content_type, thread))
        case ParseCommentPart(source, data, address):
            return _result(job, read_part(source, data, address))
        case ParseDiscussions(site, data, url):
            return _result(job, found(site, data, url))
        case _:
            assert_never(job)


def _result(_job: Job[R], value: R) -> R:
    """Have the types checked: the value is what the job says."""
    return value


def prepare_feed(data: bytes, url: str, content_type: str, outlet: str, language: str) -> ParsedFeedResult:
    """Read a feed. `outlet` and `language` are what it is taken for where it does not say.

    Raises NotAFeed.
    """
    parsed = read_feed(data, url, content_type)
    language = parsed.language or language
    remark, many = "", len(parsed.entries)
    if many > MAX_ENTRIES:
        remark = _("it has {many} articles; the first {most} are kept").format(many=many, most=MAX_ENTRIES)
    entries = parsed.entries[:MAX_ENTRIES]
    return ParsedFeedResult(
        parsed.title,
        parsed.site,
        parsed.language,
        parsed.pace,
        tuple(
            prepare_entry(entry, outlet, language, names)
            for entry, names in zip(entries, identify(entries, url), strict=True)
        ),
        remark,
    )


def prepare_entry(entry: Entry, outlet: str, language: str, names: ItemId) -> ParsedEntry:
    """An article as its feed, or a server that keeps its feed, gives it.

    Where it has no page of its own, what the feed says is its text.
    """
    head = head_of(entry, outlet, language) if entry.complete else from_entry(entry, outlet, language)
    if names.shared and (head.blocks or head.standfirst or not entry.url):
        head = replace(head, complete=True)
    if (entry.comment_feed or entry.comments_url) and head.complete:
        head = replace(head, thread=_announced(entry))
    elif not entry.url:
        head = replace(head, thread=Thread(state=CommentState.NONE))
    plain = without_tags(entry.content)
    # A whole text is read when it is wanted, or when there is time.
    row = encode_article(head, entry.content, plain) if entry.complete else encode_article(head)
    row = row._replace(key=names.key)
    more = not head.complete or (entry.comment_feed and entry.comment_count != 0)
    told = replace(entry, content="", summary=entry.summary or Text(plain[:TOLD].strip()))
    return ParsedEntry(row, signature(entry), told if more else None, names)


def _announced(entry: Entry) -> Thread:
    """The comments as far as the feed tells of them."""
    source = source_of(entry.comments_url)
    return Thread(
        state=CommentState.NONE if entry.comment_count == 0 else CommentState.UNKNOWN,
        source=CommentSource.FEED if entry.comment_feed else CommentSource(source.kind if source else ""),
        feed=entry.comment_feed or (source.address if source else ""),
        count=entry.comment_count,
        url=entry.comments_url or entry.url,
    )


def with_announced_comments(thread: Thread, entry: Entry) -> Thread:
    """The thread of a page with what the feed tells of it, where the page had no comments."""
    told = _announced(entry)
    return thread if thread.comments or not told.source else told


def prepare_page(data: bytes, url: str, charset: str, entries: Sequence[Entry] = ()) -> ParsedArticle:
    """Read an article's page. `entries` are what feeds announced, first the one whose address was asked. Raises
    NotAnArticle, also for a page that is not what was announced."""
    article = parse_page(data, url, charset)
    check(article, url, entries)
    return prepare_article(_with_told(article, entries) if entries else article)


def _with_told(article: Article, entries: Sequence[Entry]) -> Article:
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


def prepare_markup(head: Article, markup: str) -> ParsedArticle:
    """Read the text that a feed gave as HTML."""
    return prepare_article(with_markup(head, markup))


def prepare_article(article: Article) -> ParsedArticle:
    """Find who said what in an article that has been parsed."""
    article = replace(article, thread=with_author_roles(article.thread, article.authors))
    pictures = tuple(url for _words, url in pictures_of(article))
    numbers = bottom_k_sketch(text_of(article)) if article.complete else ()
    return ParsedArticle(encode_article(article), find_quotations(article), VERSION, pictures, numbers)


def prepare_comments(data: bytes, url: str, content_type: str, thread: Thread) -> Thread:
    """Read a feed of comments into a thread. Raises NotAFeed."""
    return with_comments(thread, read_comment_feed(data, url, content_type))


def prepare_many(articles: Sequence[tuple[int, Article, str]]) -> list[tuple[int, ParsedArticle]]:
    """Read some articles of the library anew: number, article, and the markup of those that are raw."""
    return [
        (number, prepare_markup(article, markup) if markup else prepare_article(article))
        for number, article, markup in articles
    ]
