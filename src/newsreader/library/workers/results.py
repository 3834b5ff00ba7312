"""The results of the workers' jobs (`jobs.py`), ready to be stored. Light to import."""

from typing import NamedTuple

from newsreader.library.workers.signature import Signature
from newsreader.model.feed import Entry, PollHints
from newsreader.model.quotation import Quotation
from newsreader.model.values import dataclass
from newsreader.store.codec import ArticleRow

#: Characters of a feed's summary that are kept: enough to tell whether a fetched page is this article.
MAX_SUMMARY = 600


class EntryId(NamedTuple):
    """The identifiers of an entry.

    `guid`, `link` and `title_date` identify it within its feed: each is a hash (`entry_ids.hash_id`), or 0 where the
    entry has none or shares it with other entries. `key` identifies it across feeds: it is made of its address.
    `own_key` does so where several entries have one address (`shared`).
    """

    guid: int
    link: int
    title_date: int
    key: str
    own_key: str
    shared: bool

    @property
    def keys(self) -> tuple[str, str]:
        """The keys under which the library may have the article."""
        return self.key, self.own_key


class PreparedEntry(NamedTuple):
    """An entry of a feed, ready to be stored.

    `signature` changes when the feed changes the entry. `to_fetch` is the entry by which its page, or its comments,
    are fetched, without the text, which is in `row`; None where there is nothing to fetch.
    """

    row: ArticleRow
    signature: Signature
    to_fetch: Entry | None
    ids: EntryId


@dataclass(frozen=True, slots=True)
class PreparedFeed:
    """A parsed feed document. `warning`, shown with the feed, says what was left out of it; "" for nothing."""

    title: str
    site: str
    language: str
    poll_hints: PollHints
    entries: tuple[PreparedEntry, ...]
    warning: str = ""


@dataclass(frozen=True, slots=True)
class PreparedArticle:
    """A parsed article with its quotations. `engine_version` is the one of the quote engine that found them, `pictures`
    are addresses, `sketch` is its bottom-k sketch, by which near-duplicates are found."""

    row: ArticleRow
    quotations: tuple[Quotation, ...]
    engine_version: int
    pictures: tuple[str, ...] = ()
    sketch: tuple[int, ...] = ()
