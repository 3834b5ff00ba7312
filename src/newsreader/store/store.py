"""The library file with an object for each table or two."""

from pathlib import Path

from newsreader.store.accounts import Accounts
from newsreader.store.app_state import AppState
from newsreader.store.articles import Articles
from newsreader.store.corrections import Corrections
from newsreader.store.database import Database
from newsreader.store.duplicates import Duplicates
from newsreader.store.feeds import Feeds
from newsreader.store.fts_index import FullTextIndex
from newsreader.store.headlines import Headlines
from newsreader.store.hosts import Hosts
from newsreader.store.images import Images
from newsreader.store.notes import Notes
from newsreader.store.pending_requests import PendingRequests
from newsreader.store.positions import Positions
from newsreader.store.quotation_index import QuotationIndex
from newsreader.store.quotations import Quotations
from newsreader.store.remote_items import RemoteItems
from newsreader.store.retention import Retention
from newsreader.store.revisions import Revisions
from newsreader.store.rules import Rules
from newsreader.store.sync_journal import SyncJournal
from newsreader.store.tags import Tags
from newsreader.store.undo import UndoLog


class Store:
    """The tables of one library file. Raises LibraryError when opened and in every use."""

    def __init__(self, path: Path) -> None:
        self.database = Database(path)
        self.feeds = Feeds(self.database)
        self.index = FullTextIndex(self.database)
        self.headlines = Headlines(self.database)
        self.revisions = Revisions(self.database)
        self.rules = Rules(self.database)
        self.articles = Articles(self.database, self.index, self.revisions, self.rules)
        self.entries = self.articles.entries
        self.retention = Retention(self.database)
        self.tags = Tags(self.database)
        self.notes = Notes(self.database)
        self.positions = Positions(self.database)
        self.quotation_index = QuotationIndex(self.database)
        self.corrections = Corrections(self.database, self.articles, self.quotation_index, self.rules)
        self.quotations = Quotations(self.database, self.quotation_index, self.rules, self.corrections)
        self.undo = UndoLog(self.database)
        self.hosts = Hosts(self.database)
        self.state = AppState(self.database)
        self.images = Images(self.database)
        self.duplicates = Duplicates(self.database)
        self.pending = PendingRequests(self.database)
        self.accounts = Accounts(self.database)
        self.remote_items = RemoteItems(self.database)
        self.journal = SyncJournal(self.database, self.feeds)

    def is_new(self) -> bool:
        """Return whether nobody has subscribed to anything yet: who removed every feed does not want them back."""
        return not self.state.get("created") and self.database.row("SELECT 1 FROM feed") is None

    def close(self) -> None:
        """Close the file."""
        self.database.close()
