"""Subscriptions in the library."""

import sqlite3
from datetime import UTC, datetime

from newsreader.model.feed import Feed
from newsreader.store.database import Database

_COUNTS = """
SELECT feed.*, COUNT(article.id) AS total, COUNT(article.id) - COUNT(article.read) AS unread
FROM feed LEFT JOIN membership ON membership.feed = feed.id LEFT JOIN article ON article.id = membership.article
{where} GROUP BY feed.id ORDER BY feed.position, feed.id
"""


class Feeds:
    """The feeds that are subscribed to, in the order of the list."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def all(self) -> list[Feed]:
        """Every feed with its counts."""
        return [_feed(row) for row in self._db.rows(_COUNTS.format(where=""))]

    def get(self, feed: int) -> Feed | None:
        """One feed with its counts."""
        row = self._db.row(_COUNTS.format(where="WHERE feed.id = ?"), (feed,))
        return _feed(row) if row else None

    def find(self, words: str) -> Feed | None:
        """The feed with this address, this title (whatever the case), or this number."""
        row = self._db.row(
            "SELECT id FROM feed WHERE url = ? OR lower(title) = lower(?) OR id = ?", (words, words, words)
        )
        return self.get(row["id"]) if row else None

    def add(self, url: str, title: str = "", folder: str = "") -> tuple[int, bool]:
        """Subscribe; returns the feed's number and whether it is new."""
        with self._db.transaction():
            if row := self._db.row("SELECT id FROM feed WHERE url = ?", (url,)):
                return int(row["id"]), False
            cursor = self._db.write(
                "INSERT INTO feed (url, title, renamed, folder, position) "
                "VALUES (?, ?, ?, ?, (SELECT COALESCE(MAX(position), 0) + 1 FROM feed))",
                (url, title, int(bool(title)), folder),
            )
            return int(cursor.lastrowid or 0), True

    def remove(self, feed: int) -> None:
        """Unsubscribe. Articles that no other feed names stay only when they are saved."""
        with self._db.transaction():
            self._db.write(
                "DELETE FROM article WHERE saved IS NULL AND id IN (SELECT article FROM membership WHERE feed = ?) "
                "AND NOT EXISTS (SELECT 1 FROM membership WHERE article = article.id AND feed <> ?)",
                (feed, feed),
            )
            self._db.write("DELETE FROM feed WHERE id = ?", (feed,))

    def answered(self, feed: int, now: datetime, etag: str, last_modified: str) -> None:
        """The feed gave an answer; its validators, as they came, are for the next request."""
        self._db.write(
            "UPDATE feed SET tried = ?1, answered = ?1, error = '', etag = ?2, last_modified = ?3 WHERE id = ?4",
            (int(now.timestamp()), etag, last_modified, feed),
        )

    def failed(self, feed: int, now: datetime, error: str) -> None:
        """The feed gave none; the sentence says why."""
        self._db.write("UPDATE feed SET tried = ?, error = ? WHERE id = ?", (int(now.timestamp()), error, feed))

    def describe(self, feed: int, title: str, site: str, language: str) -> None:
        """What the feed says of itself; a title that the user gave stays."""
        self._db.write(
            "UPDATE feed SET title = CASE WHEN (renamed AND title <> '') OR ?1 = '' THEN title ELSE ?1 END, "
            "site = ?2, language = CASE WHEN ?3 = '' THEN language ELSE ?3 END WHERE id = ?4",
            (title, site, language, feed),
        )

    def move(self, feed: int, url: str) -> None:
        """The feed lives elsewhere now, for good; an address that is already subscribed stays as it is."""
        self._db.write("UPDATE OR IGNORE feed SET url = ? WHERE id = ?", (url, feed))


def _feed(row: sqlite3.Row) -> Feed:
    return Feed(
        id=row["id"],
        url=row["url"],
        title=row["title"] or row["url"],
        folder=row["folder"],
        site=row["site"],
        language=row["language"],
        unread=row["unread"],
        total=row["total"],
        tried=_when(row["tried"]),
        answered=_when(row["answered"]),
        error=row["error"],
        etag=row["etag"],
        last_modified=row["last_modified"],
    )


def _when(seconds: int | None) -> datetime | None:
    return datetime.fromtimestamp(seconds, UTC) if seconds is not None else None
