"""The parts of a comment source's response."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from newsreader.i18n import _
from newsreader.model.comment import Comment, CommentState
from newsreader.model.errors import ParseError
from newsreader.model.text import clean_line
from newsreader.model.values import dataclass


@dataclass(frozen=True)
class Source:
    """A comment source: its kind (a value of CommentSource) and the address to fetch first."""

    kind: str
    address: str


@dataclass(frozen=True)
class Discussion:
    """A thread about an article on another site: its title, number of comments and address."""

    place: str
    title: str
    url: str
    count: int
    source: Source


@dataclass(frozen=True)
class Part:
    """Part of a thread: some comments, the number of all where it is given, and the addresses to fetch next."""

    comments: tuple[Comment, ...] = ()
    count: int | None = None
    more: tuple[str, ...] = ()
    state: CommentState = CommentState.OPEN


#: Reads an answer; it is told the address that gave it.
ReadPart = Callable[[bytes, str], Part]


def json_of(data: bytes) -> Any:
    """The JSON of an answer. Raises ParseError."""
    try:
        return json.loads(data.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError) as error:
        raise ParseError(_("The comments are in an unknown format.")) from error


def mapping(value: Any) -> Mapping[str, Any]:
    """An object of the answer; an empty one for whatever else it is."""
    return value if isinstance(value, dict) else {}


def words(value: Any) -> str:
    """A string of the answer on one line; "" for anything else. Numbers are names too."""
    return clean_line(value) if isinstance(value, str) else str(value) if isinstance(value, int) else ""


def number(value: Any) -> int | None:
    """A whole number of the answer; None for anything else."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None
