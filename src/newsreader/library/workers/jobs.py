"""The jobs of workers: values, typed by their results. Light to import, unlike the tasks that run them."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from newsreader.library.workers.results import PreparedArticle, PreparedFeed
from newsreader.model.article import Article
from newsreader.model.comment import Thread
from newsreader.model.feed import Entry
from newsreader.model.values import dataclass
from newsreader.parse.comments.response import Discussion, Part

R = TypeVar("R")


class Job(Generic[R]):
    """A parsing job with a result of type R. Raises ParseError for what cannot be parsed."""


@dataclass(frozen=True)
class ParseFeed(Job[PreparedFeed]):
    """Parse a feed document; `outlet` and `language` as `prepare_feed` takes them. Raises NotAFeed."""

    data: bytes
    url: str
    content_type: str
    outlet: str
    language: str


@dataclass(frozen=True)
class ParsePage(Job[PreparedArticle]):
    """Parse the page of an article; `entries` are those of its feeds. Raises NotAnArticle."""

    data: bytes
    url: str
    charset: str
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class ParseStored(Job[list[tuple[int, PreparedArticle]]]):
    """Parse articles of the library anew: number, article, and the markup of those that were never parsed."""

    articles: Sequence[tuple[int, Article, str]]


@dataclass(frozen=True)
class ParseThread(Job[Thread]):
    """Parse the comments of a page. Raises NotAnArticle."""

    data: bytes
    url: str
    charset: str


@dataclass(frozen=True)
class ParseCommentFeed(Job[Thread]):
    """Parse a feed of comments into a thread. Raises NotAFeed."""

    data: bytes
    url: str
    content_type: str
    thread: Thread


@dataclass(frozen=True)
class ParseCommentPart(Job[Part]):
    """Parse one response of a comment source."""

    source: str
    data: bytes
    address: str


@dataclass(frozen=True)
class ParseDiscussions(Job[list[Discussion]]):
    """Parse the discussions of an article from the response of a site."""

    site: str
    data: bytes
    url: str


AnyJob = ParseFeed | ParsePage | ParseStored | ParseThread | ParseCommentFeed | ParseCommentPart | ParseDiscussions
