"""The library file with an object for each table or two."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.store.app_state import AppState
from newsreader.store.database import Database
from newsreader.store.feeds import Feeds
from newsreader.store.fts_index import FullTextIndex
from newsreader.store.quotation_index import QuotationIndex

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

    from newsreader.store.accounts import Accounts
    from newsreader.store.articles import Articles
    from newsreader.store.corrections import Corrections
    from newsreader.store.duplicates import Duplicates
    from newsreader.store.entries import Entries
    from newsreader.store.headlines import Headlines
    from newsreader.store.hosts import Hosts
    from newsreader.store.images import Images
    from newsreader.store.notes import Notes
    from newsreader.store.pending_requests import PendingRequests
    from newsreader.store.positions import Positions
    from newsreader.store.quotations import Quotations
    from newsreader.store.remote_items import RemoteItems
    from newsreader.store.retention import Retention
    from newsreader.store.revisions import Revisions
    from newsreader.store.rules import Rules
    from newsreader.store.sync_journal import SyncJournal
    from newsreader.store.tags import Tags
    from newsreader.store.undo import UndoLog


class Store:
    """The tables of one library file. Raises LibraryError when opened and in every use.

    Most are imported when they are first asked for: neither a list nor a refresh needs all. Two threads may then make
    an object each: these hold nothing but the database.
    """

    def __init__(self, path: Path) -> None:
        self.database = Database(path)
        self.feeds = Feeds(self.database)
        self.index = FullTextIndex(self.database)
        self.quotation_index = QuotationIndex(self.database)
        self.state = AppState(self.database)

    @cached_property
    def articles(self) -> Articles:
        """The articles with their texts."""
        from newsreader.store.articles import Articles

        return Articles(self.database, self.index, self.revisions, self.rules)

    @cached_property
    def revisions(self) -> Revisions:
        """The earlier versions of articles."""
        from newsreader.store.revisions import Revisions

        return Revisions(self.database)

    @cached_property
    def rules(self) -> Rules:
        """The rules of the reader."""
        from newsreader.store.rules import Rules

        return Rules(self.database)

    @cached_property
    def retention(self) -> Retention:
        """What goes when its time is over."""
        from newsreader.store.retention import Retention

        return Retention(self.database)

    @cached_property
    def hosts(self) -> Hosts:
        """What servers asked for."""
        from newsreader.store.hosts import Hosts

        return Hosts(self.database)

    @cached_property
    def duplicates(self) -> Duplicates:
        """The same texts from several outlets."""
        from newsreader.store.duplicates import Duplicates

        return Duplicates(self.database)

    @cached_property
    def pending(self) -> PendingRequests:
        """What waits for the network."""
        from newsreader.store.pending_requests import PendingRequests

        return PendingRequests(self.database)

    @property
    def entries(self) -> Entries:
        """The entries of feeds."""
        return self.articles.entries

    @cached_property
    def headlines(self) -> Headlines:
        """The lists of articles."""
        from newsreader.store.headlines import Headlines

        return Headlines(self.database)

    @cached_property
    def tags(self) -> Tags:
        """The tags that the reader gives."""
        from newsreader.store.tags import Tags

        return Tags(self.database)

    @cached_property
    def notes(self) -> Notes:
        """The notes of the reader."""
        from newsreader.store.notes import Notes

        return Notes(self.database)

    @cached_property
    def positions(self) -> Positions:
        """Where the reader stopped in articles."""
        from newsreader.store.positions import Positions

        return Positions(self.database)

    @cached_property
    def images(self) -> Images:
        """The pictures that are kept."""
        from newsreader.store.images import Images

        return Images(self.database)

    @cached_property
    def undo(self) -> UndoLog:
        """What the reader did, to take it back."""
        from newsreader.store.undo import UndoLog

        return UndoLog(self.database)

    @cached_property
    def corrections(self) -> Corrections:
        """The corrections of attributions."""
        from newsreader.store.corrections import Corrections

        return Corrections(self.database, self.articles, self.quotation_index, self.rules)

    @cached_property
    def quotations(self) -> Quotations:
        """The quotations of all articles."""
        from newsreader.store.quotations import Quotations

        return Quotations(self.database, self.quotation_index, self.rules, self.corrections)

    @cached_property
    def accounts(self) -> Accounts:
        """The servers that the library syncs with."""
        from newsreader.store.accounts import Accounts

        return Accounts(self.database)

    @cached_property
    def remote_items(self) -> RemoteItems:
        """What those servers say of articles."""
        from newsreader.store.remote_items import RemoteItems

        return RemoteItems(self.database)

    @cached_property
    def journal(self) -> SyncJournal:
        """What is to be told to other devices."""
        from newsreader.store.sync_journal import SyncJournal

        return SyncJournal(self.database, self.feeds)

    def is_new(self) -> bool:
        """Return whether nobody has subscribed to anything yet: who removed every feed does not want them back."""
        return not self.state.get("created") and self.database.row("SELECT 1 FROM feed") is None

    @cached_property
    def writing_thread(self) -> ThreadPoolExecutor:
        """The thread in which refreshes write: always the same one, because each has a connection of its own, which
        has to read the schema and the pages of the indexes first."""
        from concurrent.futures import ThreadPoolExecutor

        return ThreadPoolExecutor(1, "writing")

    def close(self) -> None:
        """Close the file."""
        if "writing_thread" in self.__dict__:
            self.writing_thread.shutdown(wait=False)
        self.database.close()
