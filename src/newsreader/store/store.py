"""The offline library, opened."""

from pathlib import Path

from newsreader.store.accounts import Accounts
from newsreader.store.articles import Articles
from newsreader.store.corrections import Corrections
from newsreader.store.database import Database
from newsreader.store.deeds import Deeds
from newsreader.store.facts import Facts
from newsreader.store.feeds import Feeds
from newsreader.store.forgetting import Forgetting
from newsreader.store.hosts import Hosts
from newsreader.store.labels import Labels
from newsreader.store.lists import Lists
from newsreader.store.notes import Notes
from newsreader.store.pictures import Pictures
from newsreader.store.places import Places
from newsreader.store.quotations import Quotations
from newsreader.store.rules import Rules
from newsreader.store.search import Search
from newsreader.store.settings import Settings
from newsreader.store.twins import Twins
from newsreader.store.versions import Versions
from newsreader.store.wishes import Wishes


class Store:
    """The tables of one library file. Raises LibraryError, here and in every use."""

    def __init__(self, path: Path) -> None:
        self.database = Database(path)
        self.feeds = Feeds(self.database)
        self.search = Search(self.database)
        self.lists = Lists(self.database)
        self.versions = Versions(self.database)
        self.rules = Rules(self.database)
        self.articles = Articles(self.database, self.search, self.versions, self.rules)
        self.items = self.articles.items
        self.forgetting = Forgetting(self.database)
        self.labels = Labels(self.database)
        self.notes = Notes(self.database)
        self.places = Places(self.database)
        self.corrections = Corrections(self.database, self.articles, self.rules)
        self.quotations = Quotations(self.database, self.rules, self.corrections)
        self.deeds = Deeds(self.database)
        self.hosts = Hosts(self.database)
        self.settings = Settings(self.database)
        self.pictures = Pictures(self.database)
        self.twins = Twins(self.database)
        self.wishes = Wishes(self.database)
        self.accounts = Accounts(self.database)
        self.facts = Facts(self.database, self.feeds)

    def is_new(self) -> bool:
        """Whether nobody has subscribed to anything yet: who removed every feed does not want them back."""
        return not self.settings.get("founded") and self.database.row("SELECT 1 FROM feed") is None

    def close(self) -> None:
        """Let go of the file."""
        self.database.close()
