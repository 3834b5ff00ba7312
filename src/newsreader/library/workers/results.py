"""What comes out of the work that costs (`jobs.py`), ready to be stored. Light to import."""

from dataclasses import dataclass
from typing import NamedTuple

from newsreader.model.feed import Entry, PollHints
from newsreader.model.quotation import Quotation
from newsreader.store.codec import ArticleRow

#: How much of what a feed says of an article goes along, to know its page by.
TOLD = 600


class ItemId(NamedTuple):
    """What an item is known by within its feed, as numbers, 0 for what it lacks or shares with others: its guid,
    its link, its title with its date. Across feeds by its `key`, which is its address; by `own_key` where
    others share that.
    """

    guid: int
    link: int
    words: int
    key: str
    own_key: str
    shared: bool


class ParsedEntry(NamedTuple):
    """An article as far as its feed gives it, and what the feed says of it where there is more to fetch.

    `entry` has no text any more: that is in the row.
    """

    row: ArticleRow
    signature: str
    entry: Entry | None
    names: ItemId


@dataclass(frozen=True, slots=True)
class ParsedFeedResult:
    """A feed document, read; `remark` is what its reader should know of it."""

    title: str
    site: str
    language: str
    pace: PollHints
    entries: tuple[ParsedEntry, ...]
    warning: str = ""


@dataclass(frozen=True, slots=True)
class ParsedArticle:
    """An article with the quotations that a version of the engine found in it, its pictures' addresses, and the
    numbers that it shares with articles of the same text."""

    row: ArticleRow
    quotations: tuple[Quotation, ...]
    engine: int
    pictures: tuple[str, ...] = ()
    sketch: tuple[int, ...] = ()
