"""Subscriptions in the library."""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from newsreader.i18n import from_stored, to_stored
from newsreader.model.feed import Feed, PollHints, WaitReason
from newsreader.model.text import clean_line
from newsreader.store.retention import ALONE, MAY_GO

if TYPE_CHECKING:
    from newsreader.store.database import Database
    from newsreader.store.undo import UndoStep


class Feeds:
    """Reads and writes the feeds that the reader is subscribed to, in the order of the list."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def all(self) -> list[Feed]:
        """Return all feeds with their counts."""
        return [_feed(row) for row in self._db.rows("SELECT * FROM feed ORDER BY position, id")]

    def get(self, feed: int) -> Feed | None:
        """Return one feed with its counts."""
        row = self._db.row("SELECT * FROM feed WHERE id = ?", (feed,))
        return _feed(row) if row else None

    def at(self, url: str) -> Feed | None:
        """The feed with this address."""
        row = self._db.row("SELECT * FROM feed WHERE url = ?", (url,))
        return _feed(row) if row else None

    def find(self, words: str) -> Feed | None:
        """The feed with this address, this title (whatever the case), or this number."""
        row = self._db.row(
            "SELECT id FROM feed WHERE url = ? OR lower(title) = lower(?) OR id = ?", (words, words, words)
        )
        return self.get(row["id"]) if row else None

    def read_share(self, since: datetime) -> dict[int, float]:
        """Return how much of each feed was read since then, as a share of the feed that was read most."""
        rows = self._db.rows(
            "SELECT feed, COUNT(*) AS count FROM article JOIN feed_article ON article = id WHERE read >= ? GROUP BY "
            "feed",
            (int(since.timestamp()),),
        )
        most = max((row["count"] for row in rows), default=1)
        return {row["feed"]: row["count"] / most for row in rows}

    def add(self, url: str, title: str = "", folder: str = "", muted: bool = False) -> tuple[int, bool]:
        """Subscribe; returns the feed's number and whether it is new."""
        title, folder = clean_line(title), clean_line(folder)
        with self._db.transaction():
            if row := self._db.row("SELECT id FROM feed WHERE url = ?", (url,)):
                return int(row["id"]), False
            cursor = self._db.write(
                "INSERT INTO feed (url, title, title_is_custom, folder, muted, position) "
                "VALUES (?, ?, ?, ?, ?, (SELECT COALESCE(MAX(position), 0) + 1 FROM feed))",
                (url, title, int(bool(title)), folder, int(muted)),
            )
            return int(cursor.lastrowid or 0), True

    def remove(self, feed: int) -> None:
        """Delete a feed. Articles of no other feed are kept only where they are saved, tagged or noted."""
        with self._db.transaction():
            self._db.write(
                "DELETE FROM article WHERE saved IS NULL AND id IN (SELECT article FROM feed_article WHERE feed = ?) "
                "AND NOT EXISTS (SELECT 1 FROM article_tag WHERE article_tag.article = article.id) "
                "AND NOT EXISTS (SELECT 1 FROM note WHERE note.article = article.id) "
                "AND NOT EXISTS (SELECT 1 FROM feed_article WHERE article = article.id AND feed <> ?)",
                (feed, feed),
            )
            self._db.write("DELETE FROM feed WHERE id = ?", (feed,))

    def articles_of_it_alone(self, feed: int) -> list[int]:
        """Return the articles that go with a feed: its articles that no other names, and that are not saved, tagged,
        noted, corrected or hidden."""
        rows = self._db.rows(f"SELECT id FROM article WHERE {ALONE}", (feed,))
        return [row["id"] for row in rows]

    def unsubscribe(self, step: UndoStep, feed: int) -> None:
        """Delete a feed in an undo step, with the rows that say which articles it lists."""
        for row in self._db.rows("SELECT article FROM feed_article WHERE feed = ?", (feed,)):
            step.delete("feed_article", {"feed": feed, "article": row["article"]})
        step.delete("feed", {"id": feed})

    def delete_removed(self, before: datetime) -> None:
        """Delete what was hidden when its feed was removed, before a moment: no undo is meant to bring it back then."""
        self._db.write(
            f"DELETE FROM article WHERE hidden < ? AND {MAY_GO} "
            "AND NOT EXISTS (SELECT 1 FROM feed_article WHERE article = article.id)",
            (int(before.timestamp()),),
        )

    def record_success(
        self,
        feed: int,
        now: datetime,
        etag: str = "",
        last_modified: str = "",
        *,
        status: int = 200,
        digest: str = "",
        not_before: datetime | None = None,
        wait_reason: WaitReason = WaitReason.NONE,
        poll_hints: PollHints | None = None,
        fresh_for: timedelta | None = None,
    ) -> None:
        """The feed gave an answer. The validators are for the next request; a 304 leaves the digest of the bytes as
        it is. `poll_hints` where the feed was read again."""
        when = int(now.timestamp())
        self._db.write(
            "UPDATE feed SET last_attempt = ?1, last_success = ?1, error = '', failures = 0, status = ?2, not_before "
            "= ?3, "
            "wait_reason = ?4, fresh_seconds = ?5, etag = ?7, last_modified = ?8 WHERE id = ?6",
            (
                *(
                    when,
                    status,
                    _seconds(not_before),
                    wait_reason,
                    int(fresh_for.total_seconds()) if fresh_for else None,
                    feed,
                ),
                *(etag, last_modified),
            ),
        )
        if status == 200:
            self._db.write(
                "UPDATE feed SET last_change = CASE WHEN digest = ?1 AND digest <> '' THEN last_change ELSE ?2 END, "
                "digest = ?1 WHERE id = ?3",
                (digest, when, feed),
            )
        if poll_hints is not None:
            hints = [int(poll_hints.every.total_seconds()), sorted(poll_hints.skip_hours), sorted(poll_hints.skip_days)]
            self._db.write("UPDATE feed SET poll_hints = ? WHERE id = ?", (json.dumps(hints), feed))

    def record_failure(
        self,
        feed: int,
        now: datetime,
        error: str,
        *,
        status: int = 0,
        not_before: datetime | None = None,
        wait_reason: WaitReason = WaitReason.FAILED,
    ) -> None:
        """The feed gave none; the sentence says why."""
        self._db.write(
            "UPDATE feed SET last_attempt = ?, error = ?, status = ?, not_before = ?, wait_reason = ?, failures = "
            "failures + 1 "
            "WHERE id = ?",
            (int(now.timestamp()), to_stored(error), status, _seconds(not_before), wait_reason, feed),
        )

    def describe(self, feed: int, title: str, site: str, language: str, warning: str = "") -> None:
        """Store what a feed says of itself; a title that the user gave stays, and one that
        is the feed's own is nobody else's."""
        self._db.write(
            "UPDATE feed SET title_is_custom = title_is_custom AND title <> ?1, "
            "title = CASE WHEN (title_is_custom AND title <> '') OR ?1 = '' THEN title ELSE ?1 END, "
            "site = ?2, language = CASE WHEN ?3 = '' THEN language ELSE ?3 END, warning = ?5 WHERE id = ?4",
            (title, site, language, feed, to_stored(warning)),
        )

    def own_title(self, feed: int) -> str:
        """The title that the user gave a feed, "" where it has its own."""
        row = self._db.row("SELECT title FROM feed WHERE id = ? AND title_is_custom", (feed,))
        return str(row["title"]) if row else ""

    def edit(
        self, step: UndoStep, feed: int, title: str = "", folder: str | None = None, muted: bool | None = None
    ) -> None:
        """Give a feed a title of the user's own, or a folder, or mute it, as something that can be undone."""
        changes: dict[str, object] = {}
        if title := clean_line(title):
            changes |= {"title": title, "title_is_custom": 1}
        if folder is not None:
            changes["folder"] = clean_line(folder)
        if muted is not None:
            changes["muted"] = int(muted)
        step.change("feed", {"id": feed}, changes)

    def rename(self, feed: int, title: str, folder: str) -> None:
        """Give a feed a title of the user's own ("" leaves the one it has), and put it into a folder."""
        self._db.write(
            "UPDATE feed SET title = CASE WHEN ?1 = '' THEN title ELSE ?1 END, "
            "title_is_custom = CASE WHEN ?1 IN ('', title) THEN title_is_custom ELSE 1 END, folder = ?2 WHERE id = ?3",
            (clean_line(title), clean_line(folder), feed),
        )

    def move(self, feed: int, url: str, redirect_candidate: str = "") -> None:
        """The feed lives elsewhere now, for good, or names a new address for the first time (`redirect_candidate`).

        A feed whose new address is subscribed already becomes that one: its articles and what they are called there
        go over, and nothing is unread or lost by it.
        """
        subscribed = self.at(url)
        if subscribed and subscribed.id != feed:
            self._merge(feed, subscribed.id)
        else:
            self._db.write(
                "UPDATE feed SET url = ?, redirect_candidate = ? WHERE id = ?", (url, redirect_candidate, feed)
            )

    def _merge(self, feed: int, into: int) -> None:
        with self._db.transaction():
            for table in ("feed_article", "entry_name"):
                self._db.write(f"UPDATE OR IGNORE {table} SET feed = ? WHERE feed = ?", (into, feed))
            self._db.write("UPDATE article SET owner = ? WHERE owner = ?", (into, feed))
            self._db.write("UPDATE remote_feed SET feed = ? WHERE feed = ?", (into, feed))
            self._db.write(
                "UPDATE feed SET folder = (SELECT folder FROM feed WHERE id = ?2) WHERE id = ?1 AND folder = ''",
                (into, feed),
            )
            self._db.write("DELETE FROM feed WHERE id = ?", (feed,))


def _feed(row: sqlite3.Row) -> Feed:
    return Feed(
        id=row["id"],
        url=row["url"],
        title=row["title"] or row["url"],
        folder=row["folder"],
        site=row["site"],
        language=row["language"],
        muted=bool(row["muted"]),
        unread=row["unread"],
        total=row["total"],
        last_attempt=_when(row["last_attempt"]),
        last_success=_when(row["last_success"]),
        error=from_stored(row["error"]),
        etag=row["etag"],
        last_modified=row["last_modified"],
        last_change=_when(row["last_change"]),
        status=row["status"],
        warning=from_stored(row["warning"]),
        not_before=_when(row["not_before"]),
        wait_reason=WaitReason(row["wait_reason"]),
        failures=row["failures"],
        digest=row["digest"],
        redirect_candidate=row["redirect_candidate"],
        poll_hints=_poll_hints(row["poll_hints"]),
        fresh_for=timedelta(seconds=row["fresh_seconds"]) if row["fresh_seconds"] else None,
    )


def _when(seconds: int | None) -> datetime | None:
    return datetime.fromtimestamp(seconds, UTC) if seconds is not None else None


def _poll_hints(kept: str) -> PollHints:
    if not kept:
        return PollHints()
    every, hours, days = json.loads(kept)
    return PollHints(timedelta(seconds=every), frozenset(hours), frozenset(days))


def _seconds(when: datetime | None) -> int | None:
    return int(when.timestamp()) if when else None
