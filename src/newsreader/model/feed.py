"""Feeds and their entries: what a feed says (parsed), and what the library keeps of it."""

from datetime import datetime, timedelta
from enum import StrEnum

from newsreader.model.text import NO_TEXT, Text
from newsreader.model.values import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a feed, about one article.

    `url` is "" where it names none, `guid` its own identifier (RSS `guid`, Atom and JSON Feed `id`). `content` is
    what the feed gives of its text as HTML, `complete` whether that is all of it; `summary` is what
    announces it, where that is something else; `comment_feed` is `wfw:commentRss`, `comment_count` is
    `slash:comments`; `sound` is the enclosure that one listens to; `outlet` whose article it is, where the feed
    takes it from another (RSS and Atom `source`).
    """

    url: str
    title: str
    summary: Text = NO_TEXT
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    updated: datetime | None = None
    content: str = ""
    complete: bool = False
    image: str = ""
    sound: str = ""
    tags: tuple[str, ...] = ()
    comment_feed: str = ""
    comment_count: int | None = None
    comments_url: str = ""
    guid: str = ""
    outlet: str = ""


class WaitReason(StrEnum):
    """Why a feed is not asked before a certain time."""

    NONE = ""
    FRESH = "fresh"  # the server or the feed says how long it stays as it is
    UNCONDITIONAL = "no-validators"  # nobody can ask its server whether it has changed: our own hour
    SKIPPED = "skipped"  # `skipHours` or `skipDays`
    ASKED = "asked-to-wait"  # 429 or 503, with or without Retry-After
    FAILED = "failed"
    MISSING = "missing"  # 404
    GONE = "gone"  # 410


@dataclass(frozen=True, slots=True)
class PollHints:
    """The polling interval that a feed asks for (`every`: `ttl`, `sy:update*`), and the hours (GMT) and days (English
    names) on which it wants not to be polled."""

    every: timedelta = timedelta()
    skip_hours: frozenset[int] = frozenset()
    skip_days: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """A feed document."""

    title: str
    site: str = ""
    language: str = ""
    entries: tuple[Entry, ...] = ()
    poll_hints: PollHints = PollHints()


@dataclass(frozen=True, slots=True)
class Feed:
    """A subscription, as the library keeps it. Times are in UTC; `error` is a sentence or "".

    `last_change` is when its bytes were last other ones, `digest` their digest; `status` the last HTTP status;
    before `not_before` it is not asked, for `wait_reason`; `failures` counts those in a row;
    `redirect_candidate` is a new address that was named once; `poll_hints` are what the feed says of itself,
    `fresh_for` is how long the server said last that an answer stays as it is. `warning` is what its reader should
    know of it. One that is `muted` is refreshed, and stands in no list but its own.
    """

    id: int
    url: str
    title: str
    folder: str = ""
    site: str = ""
    language: str = ""
    unread: int = 0
    total: int = 0
    last_attempt: datetime | None = None
    last_success: datetime | None = None
    error: str = ""
    etag: str = ""
    last_modified: str = ""
    last_change: datetime | None = None
    status: int = 0
    not_before: datetime | None = None
    wait_reason: WaitReason = WaitReason.NONE
    failures: int = 0
    digest: str = ""
    redirect_candidate: str = ""
    poll_hints: PollHints = PollHints()
    fresh_for: timedelta | None = None
    warning: str = ""
    muted: bool = False


@dataclass(frozen=True, slots=True)
class Headline:
    """An article in a list. `key` orders lists (newest first) and pages through them.

    `comment_count` is how many it has, None where nobody says; `new_comments` how many came since the reader
    last saw them. `unparsed`: its text is here as its feed gave it, and has not been parsed yet.
    `duplicates` is how many other outlets' articles with the same text stand under it; `word_count` is how long its
    text is, 0 where nobody has counted; `quotations` is how many it has of somebody's words; `tags` are the reader's
    own.
    """

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
    unparsed: bool = False
    comment_count: int | None = None
    new_comments: int = 0
    duplicates: int = 0
    word_count: int = 0
    quotations: int = 0
    tags: tuple[str, ...] = ()


def is_bundled(url: str) -> bool:
    """Return whether an address is one of the welcome edition, which comes with the program and is on no network: its
    domain can never exist (RFC 2606)."""
    return ".invalid/" in url
