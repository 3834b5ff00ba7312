"""Feeds and their entries: what a feed says (parsed), and what the library keeps of it."""

from dataclasses import dataclass
from datetime import datetime

from newsreader.model.text import NO_TEXT, Text


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed says about one article.

    `content` is the full text as HTML where the feed carries it; `comment_feed` is
    `wfw:commentRss`, `comment_count` is `slash:comments`.
    """

    url: str
    title: str
    summary: Text = NO_TEXT
    author: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    content: str = ""
    image: str = ""
    tags: tuple[str, ...] = ()
    comment_feed: str = ""
    comment_count: int | None = None
    comments_url: str = ""


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """A feed document."""

    title: str
    site: str = ""
    language: str = ""
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """A subscription, as the library keeps it. Times are in UTC; `error` is a sentence or ""."""

    id: int
    url: str
    title: str
    folder: str = ""
    site: str = ""
    language: str = ""
    unread: int = 0
    total: int = 0
    tried: datetime | None = None
    answered: datetime | None = None
    error: str = ""
    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class Headline:
    """An article in a list. `key` orders lists (newest first) and pages through them."""

    id: int
    url: str
    title: str
    kicker: str
    outlet: str
    when: datetime
    read: bool
    saved: bool
    complete: bool
    key: tuple[int, int]
