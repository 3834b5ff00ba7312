"""Queries: the parsed form of a search, a tree that lists, saved searches and the command line share.

A search is for articles, or for quotations: then words are words of the quotation, `Said` and `RoleIs` are of its own
speaker, and the rest is of the article in which it stands.
"""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from newsreader.model.values import dataclass


class State(StrEnum):
    """A state of an article that a search can ask for."""

    UNREAD = "unread"
    READ = "read"
    SAVED = "saved"
    NOTED = "noted"
    QUOTED = "quoted"
    DISCUSSED = "discussed"
    HIDDEN = "hidden"
    TAGGED = "tagged"
    NEW = "new"


@dataclass(frozen=True)
class Words:
    """Words that stand together, in the whole article or in its title or byline; the last may be a prefix."""

    words: str
    where: str = ""
    begun: bool = False


@dataclass(frozen=True)
class Said:
    """A speaker of one of these names is quoted."""

    names: tuple[str, ...]


@dataclass(frozen=True)
class Of:
    """An article whose outlet, feed or folder has these words in its name."""

    words: str


@dataclass(frozen=True)
class PrintedBy:
    """An article whose outlet has this name, or a name that begins so."""

    words: str


@dataclass(frozen=True)
class RoleIs:
    """A speaker has this role (minister, mayor), or one that begins so."""

    words: str


@dataclass(frozen=True)
class Tagged:
    """An article with this tag."""

    tag: str


@dataclass(frozen=True)
class Ruled:
    """An article that the rule of this name has matched, whether or not it is hidden by it."""

    rule: str


@dataclass(frozen=True)
class Is:
    """An article in a state: read, saved, noted …"""

    state: State


@dataclass(frozen=True)
class Dated:
    """An article published after a moment, or before one; or first seen after one."""

    since: datetime | None = None
    before: datetime | None = None
    seen: datetime | None = None


@dataclass(frozen=True)
class Quoted:
    """An article with a quotation that matches all of this."""

    query: "Query"


@dataclass(frozen=True)
class About:
    """The article matches this, in a search for articles or for quotations."""

    query: "Query"


@dataclass(frozen=True)
class Not:
    """Matches what this does not match."""

    query: "Query"


@dataclass(frozen=True)
class All:
    """Matches what each of these matches."""

    queries: tuple["Query", ...]


@dataclass(frozen=True)
class Any:
    """Matches what at least one of these matches."""

    queries: tuple["Query", ...]


Query = Words | Said | RoleIs | Of | PrintedBy | Tagged | Ruled | Is | Dated | Quoted | About | Not | All | Any


class Term(NamedTuple):
    """A word to highlight in a text; a whole one, unless it is only `begun`."""

    words: str
    begun: bool = False


def words_of(query: Query) -> list[Term]:
    """The words that a query looks for in the text: those to be shown where they stand."""
    match query:
        case Words(words=words, begun=begun):
            return [Term(words, begun)]
        case Quoted(inside):
            return words_of(inside)
        case All(queries) | Any(queries):
            return [words for each in queries for words in words_of(each)]
        case _:
            return []


def asks_for(query: Query, state: State) -> bool:
    """Return whether a query names a state anywhere."""
    match query:
        case Is(named):
            return named is state
        case Ruled():
            return state is State.HIDDEN
        case Not(inside) | Quoted(inside) | About(inside):
            return asks_for(inside, state)
        case All(queries) | Any(queries):
            return any(asks_for(each, state) for each in queries)
        case _:
            return False


def asks_who_speaks(query: Query) -> bool:
    """Return whether what a query finds depends on the quotations of an article, which are known once its text is
    read."""
    match query:
        case Said() | RoleIs() | Quoted():
            return True
        case Not(inside) | About(inside):
            return asks_who_speaks(inside)
        case All(queries) | Any(queries):
            return any(asks_who_speaks(each) for each in queries)
        case _:
            return asks_for(query, State.QUOTED)
