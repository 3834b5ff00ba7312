"""A number for a status bar, at the price of a number: nothing is imported that only reading needs."""

from pathlib import Path

from newsreader.model.article_filter import ArticleFilter
from newsreader.store.database import Database
from newsreader.store.headlines import Headlines


def count(path: Path, unread: bool) -> int:
    """How many articles the library has, or how many of them are unread. Raises LibraryError."""
    database = Database(path)
    try:
        return Headlines(database).count(ArticleFilter(unread=unread))
    finally:
        database.close()
