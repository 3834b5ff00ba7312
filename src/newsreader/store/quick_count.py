"""Count articles for a status bar that asks often, importing nothing but SQLite."""

import sqlite3

from newsreader.store.version import VERSION

_UNREAD = "SELECT unread FROM counter"
_ALL = "SELECT COUNT(*) FROM article WHERE hidden IS NULL AND duplicate_of IS NULL AND NOT muted"


def quick_count(path: str, unread: bool) -> "int | None":
    """Return how many articles the library in this file has, or how many of them are unread; None where the file is not
    a library of this version that can be read as it is: `Database` knows what to do then."""
    try:
        connection = sqlite3.connect(f"file:{_quoted(path)}?mode=rw", uri=True, timeout=5)
        try:
            if connection.execute("PRAGMA user_version").fetchone()[0] != VERSION:
                return None
            row = connection.execute(_UNREAD if unread else _ALL).fetchone()
            return int(row[0]) if row else 0
        finally:
            connection.close()
    except sqlite3.Error:
        return None


def _quoted(path: str) -> str:
    """A path in a URI of SQLite's; urllib would take longer to import than all the rest."""
    return path.replace("%", "%25").replace("?", "%3f").replace("#", "%23")
