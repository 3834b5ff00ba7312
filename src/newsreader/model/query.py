"""What a search asks for, as a tree: parsed once, and the same in the box, in saved searches and in the shell.

A search is for articles, or for quotations: then words are words of the quotation, `Said` and `RoleIs` are of its own
speaker, and the rest is of the article in which it stands.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple


class State(StrEnum):
    """What an article can be."""

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
    """Words that stand together, in the whole article or in its title or byline; the last may be only begun."""

    words: str
    where: str = ""
    begun: bool = False


@dataclass(frozen=True)
class Said:
    """Somebody of these names is quoted."""

    names: tuple[str, ...]


@dataclass(frozen=True)
class Of:
    """Its outlet, or a feed that names it, or that feed's folder, holds these words."""

    words: str


@dataclass(frozen=True)
class PrintedBy:
    """Its outlet is called so, or begins so."""

    words: str


@dataclass(frozen=True)
class RoleIs:
    """Who is quoted is this: minister, mayor; or a word that begins so."""

    words: str


@dataclass(frozen=True)
class Tagged:
    """It has this tag."""

    tag: str


@dataclass(frozen=True)
class Ruled:
    """A rule of this name has found it, and hidden it perhaps."""

    rule: str


@dataclass(frozen=True)
class Is:
    """It is read, saved, noted …"""

    state: State


@dataclass(frozen=True)
class Dated:
    """Published since a moment, or before one; or first seen since one."""

    since: datetime | None = None
    before: datetime | None = None
    seen: datetime | None = None


@dataclass(frozen=True)
class Quoted:
    """One of its quotations matches all of this."""

    query: "Query"


@dataclass(frozen=True)
class About:
    """The article matches this, whatever is looked for: articles or quotations."""

    query: "Query"


@dataclass(frozen=True)
class Not:
    """Everything that does not match."""

    query: "Query"


@dataclass(frozen=True)
class All:
    """What matches each of these."""

    queries: tuple["Query", ...]


@dataclass(frozen=True)
class Any:
    """What matches one of these at least."""

    queries: tuple["Query", ...]


Query = Words | Said | RoleIs | Of | PrintedBy | Tagged | Ruled | Is | Dated | Quoted | About | Not | All | Any


class Term(NamedTuple):
    """Words to be shown where they stand; whole ones, unless they are only `begun`."""

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
            return [words for one in queries for words in words_of(one)]
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
            return any(asks_for(one, state) for one in queries)
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
            return any(asks_who_speaks(one) for one in queries)
        case _:
            return asks_for(query, State.QUOTED)
