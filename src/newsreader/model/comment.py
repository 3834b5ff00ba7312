"""What readers answered under an article, and what the page says about that."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from newsreader.model.text import Text


class CommentState(StrEnum):
    """What an article's page lets a visitor do about comments."""

    OPEN = "open"
    SIGN_IN = "sign-in"
    CLOSED = "closed"
    NONE = "none"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment. `parent` is the id of the comment that it answers, or ""."""

    id: str
    author: str
    body: tuple[Text, ...]
    published: datetime | None = None
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Thread:
    """The comments of one article as far as they can be read.

    `message` is what the page itself says, in its words; `count` is how many the page says there
    are, or None where it does not say; `feed` is the address of a feed of the comments.
    """

    state: CommentState = CommentState.UNKNOWN
    message: str = ""
    count: int | None = None
    comments: tuple[Comment, ...] = ()
    url: str = ""
    feed: str = ""

    def walk(self) -> Iterator[tuple[int, Comment]]:
        """Each comment with its depth, answers after what they answer, in the order given.

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
