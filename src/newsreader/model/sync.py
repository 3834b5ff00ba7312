"""Values of a sync: accounts, and feeds, articles and flags as servers have them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from newsreader.model.values import dataclass

if TYPE_CHECKING:
    from newsreader.model.feed import Entry

#: The flags that a server keeps for an article; `tag:…` beside them.
READ, SAVED = "read", "saved"


@dataclass(frozen=True, slots=True)
class Account:
    """An account at a server. `kind` is "greader" or "fever"; `synced` is the time of the last sync, `error` why none
    has worked since."""

    id: int
    name: str
    kind: str
    url: str
    user: str
    synced: datetime | None = None
    error: str = ""


@dataclass(frozen=True, slots=True)
class RemoteFeed:
    """A subscription as a server has it; `remote` is the server's name for it."""

    remote: str
    url: str
    title: str = ""
    folder: str = ""


@dataclass(frozen=True, slots=True)
class ArticleFlags:
    """The flags of an article: read, saved, tags (in lower case)."""

    read: bool = False
    saved: bool = False
    tags: frozenset[str] = frozenset()

    def has(self, flag: str) -> bool:
        """Return whether this is among them: "read", "saved", "tag:…"."""
        return flag[4:] in self.tags if flag.startswith("tag:") else bool(getattr(self, flag))

    def names(self) -> frozenset[str]:
        """Return the names of those that are set."""
        plain = {name for name in (READ, SAVED) if getattr(self, name)}
        return frozenset(plain | {f"tag:{tag}" for tag in self.tags})

    @classmethod
    def of(cls, names: frozenset[str] | set[str]) -> ArticleFlags:
        """The inverse of `names`."""
        tags = frozenset(name[4:] for name in names if name.startswith("tag:"))
        return cls(READ in names, SAVED in names, tags)


@dataclass(frozen=True, slots=True)
class RemoteItem:
    """An article as a server has it; `feed` is the server's name for its feed."""

    remote: str
    feed: str
    entry: Entry
    flags: ArticleFlags


@dataclass(frozen=True, slots=True)
class SyncRecord:
    """The last word on one thing: `type` (read, saved, tag, note, speaker, feed, feed_moved) and `key` name the thing,
    `value` is its value, set at `time` (milliseconds since 1970) by `device`."""

    type: str
    key: str
    time: int
    device: str
    value: Any

    def is_newer_than(self, other: SyncRecord) -> bool:
        """Return whether this one is the later word: an order in which no two different words are equal."""
        return self._order() > other._order()

    def _order(self) -> tuple[int, str, str]:
        # One device says two things at one time only where a copy of a library has the same name.
        return self.time, self.device, repr(self.value)


@dataclass(frozen=True, slots=True)
class SyncResult:
    """The result of a sync with one server or folder: how many flags and feeds were sent and received, how many
    articles were new; `notes` are sentences for the reader, `error` says why it broke off."""

    name: str
    sent: int = 0
    received: int = 0
    new: int = 0
    notes: tuple[str, ...] = ()
    error: str = ""
    unreachable: bool = False
