"""Comments on an article, and what its page says about them."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from newsreader.model.text import Text, fold
from newsreader.model.values import dataclass

#: Comments that are kept of one thread: more than anybody reads.
MOST_COMMENTS = 5000


class CommentState(StrEnum):
    """The state of comments on an article's page: what it lets a visitor do."""

    OPEN = "open"
    SIGN_IN = "sign-in"
    CLOSED = "closed"
    NONE = "none"
    UNKNOWN = "unknown"


class CommentSource(StrEnum):
    """The source from which the comments of an article are fetched, beside or instead of its page."""

    NONE = ""
    FEED = "feed"  # wfw:commentRss, or Atom threading (RFC 4685)
    WORDPRESS = "wordpress"
    DISCOURSE = "discourse"
    ISSO = "isso"
    LEMMY = "lemmy"
    MASTODON = "mastodon"
    HACKER_NEWS = "hacker-news"
    LOBSTERS = "lobsters"
    CORAL = "coral"  # its count alone can be asked for


class AuthorRole(StrEnum):
    """The role of a comment's author, where that matters to readers."""

    READER = ""
    AUTHOR = "author"  # of the article
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment. `parent` is the id of the comment that it answers, or "".

    A paragraph that begins with ">" quotes another comment. `score` is None where the site shows
    none; `gone` is True once the site shows it no more; `arrived` is when it came into the library.
    """

    id: str
    author: str
    body: tuple[Text, ...]
    published: datetime | None = None
    parent: str = ""
    score: int | None = None
    voice: AuthorRole = AuthorRole.READER
    gone: bool = False
    arrived: datetime | None = None


@dataclass(frozen=True, slots=True)
class Thread:
    """The comments of one article as far as they can be read.

    `message` is what the page itself says, in its words; `count` is how many the page says there
    are, or None where it does not say. `source` is what they are fetched from and `feed` its address.
    `fetched` is when that was, `visited` when the reader last saw them.
    """

    state: CommentState = CommentState.UNKNOWN
    message: str = ""
    count: int | None = None
    comments: tuple[Comment, ...] = ()
    url: str = ""
    feed: str = ""
    source: CommentSource = CommentSource.NONE
    fetched: datetime | None = None
    visited: datetime | None = None

    def is_new(self, comment: Comment) -> bool:
        """Return whether a comment came since the reader last saw the thread; on the first visit none did."""
        return bool(self.visited and comment.arrived and comment.arrived > self.visited)

    def walk(self) -> Iterator[tuple[int, Comment]]:
        """Yield each comment with its depth, answers after what they answer, in the order given.

        Total whatever the input: an unknown parent, a comment that answers itself or a circle of
        answers puts a comment at the top, and each comment comes exactly once.
        """
        order: dict[str, Comment] = {}
        for number, comment in enumerate(self.comments):
            order.setdefault(comment.id or f"#{number}", comment)
        children: dict[str, list[str]] = {}
        for key, comment in order.items():
            parent = comment.parent if comment.parent in order and comment.parent != key else ""
            children.setdefault(parent, []).append(key)
        seen: set[str] = set()
        for root in [*children.get("", []), *order]:
            stack = [(0, root)]
            while stack:
                depth, key = stack.pop()
                if key in seen:
                    continue
                seen.add(key)
                yield depth, order[key]
                stack.extend((depth + 1, child) for child in reversed(children.get(key, [])))


def with_author_roles(thread: Thread, authors: Iterable[str]) -> Thread:
    """The thread with the comments of the article's own authors marked as theirs, where a full name says so."""
    names = {fold(author) for author in authors if " " in author}
    return replace(
        thread,
        comments=tuple(
            replace(comment, voice=AuthorRole.AUTHOR) if fold(comment.author) in names else comment
            for comment in thread.comments
        ),
    )
