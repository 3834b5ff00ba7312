"""The jobs that workers do, each a value typed by its result. Light to import, unlike the code that runs them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from newsreader.library.workers.results import ParsedArticle, ParsedFeedResult
from newsreader.model.article import Article
from newsreader.model.comment import Thread
from newsreader.model.feed import Entry
from newsreader.parse.comments.response import Discussion, Part

R = TypeVar("R")


class Job(Generic[R]):
    """Parsing that costs, with R as its result. Raises ParseError for what cannot be read."""


@dataclass(frozen=True)
class ParseFeed(Job[ParsedFeedResult]):
    """A feed document; `outlet` and `language` as `prepare_feed` takes them. Raises NotAFeed."""

    data: bytes
    url: str
    content_type: str
    outlet: str
    language: str


@dataclass(frozen=True)
class ParsePage(Job[ParsedArticle]):
    """The article of a page; `entries` are those of its feeds. Raises NotAnArticle."""

    data: bytes
    url: str
    charset: str
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class ParseStored(Job[list[tuple[int, ParsedArticle]]]):
    """Articles of the library, to be read anew: number, article, and the markup of those that are raw."""

    articles: Sequence[tuple[int, Article, str]]


@dataclass(frozen=True)
class ParseThread(Job[Thread]):
    """The comments of a page. Raises NotAnArticle."""

    data: bytes
    url: str
    charset: str


@dataclass(frozen=True)
class ParseCommentFeed(Job[Thread]):
    """A feed of comments, into a thread. Raises NotAFeed."""

    data: bytes
    url: str
    content_type: str
    thread: Thread


@dataclass(frozen=True)
class ParseCommentPart(Job[Part]):
    """One answer of a source of comments."""

    source: str
    data: bytes
    address: str


@dataclass(frozen=True)
class ParseDiscussions(Job[list[Discussion]]):
    """The discussions of an article that the answer of a site names."""

    site: str
    data: bytes
    url: str


AnyJob = ParseFeed | ParsePage | ParseStored | ParseThread | ParseCommentFeed | ParseCommentPart | ParseDiscussions
