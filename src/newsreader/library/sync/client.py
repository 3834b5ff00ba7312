"""The interface of clients for sync servers.

What is refused is a FetchError with its status; one without (or of 500 and more) leaves open whether what was
sent has been done.
"""

from collections.abc import AsyncIterator, Collection, Sequence
from typing import Protocol

from newsreader.model.sync import RemoteFeed, RemoteItem


class SyncClient(Protocol):
    """The interface of sync servers, which call a feed or an article by a name of their own, its `remote`. Every method
    may raise FetchError, NetworkUnreachable and ParseError."""

    #: Whether it keeps tags, and whether one can subscribe by it.
    supports_tags: bool
    supports_subscriptions: bool
    #: How many articles one message changes a flag of.
    flags_at_once: int

    async def log_in(self) -> None:
        """Say who we are. Raises FetchError 401 where that is not accepted."""

    async def feeds(self) -> list[RemoteFeed]:
        """The subscriptions."""

    async def subscribe(self, url: str) -> str:
        """Subscribe; the server's name for the feed, "" where it does not want to."""

    async def describe(self, feed: RemoteFeed, before: str) -> None:
        """Give a feed this title ("" leaves its own) and this folder; `before` is the folder that it was in."""

    async def unsubscribe(self, remote: str) -> None:
        """Subscribe to it no more."""

    async def list_flags(self) -> dict[str, set[str]]:
        """The articles with each flag ("unread", "saved", "tag:…"), by the server's names."""

    def new_items(self, known: Collection[str]) -> AsyncIterator[tuple[list[RemoteItem], int]]:
        """The articles that are not known, some at a time, each time with how many are left."""

    async def items(self, remotes: Sequence[str]) -> list[RemoteItem]:
        """Fetch these articles; those that the server no longer has are missing."""

    async def set_flag(self, remotes: Sequence[str], flag: str, on: bool) -> None:
        """Set a flag of these articles, or clear it."""

    def arrives_whole(self, flag: str) -> bool:
        """Return whether a message about this flag does all of it, or nothing."""
