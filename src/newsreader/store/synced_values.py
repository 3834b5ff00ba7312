"""Read and write the values that devices sync: flags, tags, notes, corrections, subscriptions."""

import sqlite3
from collections.abc import Callable
from typing import Any

from newsreader.model.sync import SyncRecord
from newsreader.model.text import clean, clean_line
from newsreader.store.database import Database
from newsreader.store.feeds import Feeds
from newsreader.store.remote_items import apply_remote_flags

#: The value of what belongs to an article that was deleted: what was done with it before counts no more.
GONE = object()
#: What stands between the parts of a key.
_LINE = "\n"
_NOTE = ("text", "quote", "speaker", "title", "outlet")
_CORRECTION = ("quote", "before", "speaker", "speaker_type")


class SyncedValues:
    """Reads and writes values by the type and key of a record (`model.sync.SyncRecord`)."""

    def __init__(self, database: Database, feeds: Feeds) -> None:
        self._db, self._feeds = database, feeds
        self._values: dict[str, Callable[[str], Any]] = {
            "read": self._read,
            "saved": self._saved,
            "tag": self._tag,
            "note": self._note,
            "speaker": self._speaker,
            "feed": self._feed,
            "feed_moved": lambda _subject: True,
        }
        self._acts: dict[str, Callable[[SyncRecord], bool]] = {
            "read": self._mark,
            "saved": self._mark,
            "tag": self._put_tag,
            "note": self._put_note,
            "speaker": self._put_speaker,
            "feed": self._put_feed,
            "feed_moved": self._move,
        }

    def of(self, type: str, key: str) -> Any:
        """Return the value that something has here; GONE where its article was deleted."""
        return self._values[type](key)

    def apply(self, record: SyncRecord) -> bool:
        """Make something as a record says; returns False where what it is about is not here yet."""
        return self._acts[record.type](record)

    # ------------------------------------------------------------ what is so here

    def _article(self, key: str) -> sqlite3.Row | None:
        return self._db.row("SELECT * FROM article WHERE key = ?", (key,))

    def _read(self, key: str) -> Any:
        row = self._article(key)
        return row["read"] is not None if row else GONE

    def _saved(self, key: str) -> Any:
        row = self._article(key)
        if row is None:
            return GONE
        return {"url": row["url"], "title": row["title"]} if row["saved"] is not None else None

    def _tag(self, subject: str) -> Any:
        key, _line, tag = subject.partition(_LINE)
        row = self._article(key)
        if row is None:
            return GONE
        return self._db.row("SELECT 1 FROM article_tag WHERE article = ? AND tag = ?", (row["id"], tag)) is not None

    def _speaker(self, subject: str) -> Any:
        key, _line, anchor = subject.partition(_LINE)
        row = self._article(key)
        if row is None:
            return GONE
        row = self._db.row("SELECT * FROM correction WHERE article = ? AND anchor = ?", (row["id"], anchor))
        return {name: row[name] for name in _CORRECTION} if row else None

    def _note(self, subject: str) -> dict[str, Any] | None:
        row = self._db.row(
            "SELECT note.*, key FROM note LEFT JOIN article ON article.id = note.article WHERE note.url = ? "
            "AND created = ? AND block = ? AND start = ? AND stop = ?",
            subject.split(_LINE),
        )
        return {name: row[name] for name in (*_NOTE, "updated", "key")} if row else None

    def _feed(self, url: str) -> dict[str, str | bool] | None:
        row = self._db.row("SELECT * FROM feed WHERE url = ?", (url,))
        if row is None:
            return None
        title = row["title"] if row["title_is_custom"] else ""
        return {"title": title, "folder": row["folder"], "muted": bool(row["muted"])}

    # ------------------------------------------------------------ making it so; each returns whether it could be

    def _mark(self, record: SyncRecord) -> bool:
        row = self._article(record.key)
        if row is None:
            return not record.value
        apply_remote_flags(self._db, row["id"], {record.type: bool(record.value)}, record.time // 1000)
        return True

    def _put_tag(self, record: SyncRecord) -> bool:
        key, _line, tag = record.key.partition(_LINE)
        row = self._article(key)
        if row is None:
            return not record.value
        apply_remote_flags(self._db, row["id"], {f"tag:{clean_line(tag)}": bool(record.value)}, record.time // 1000)
        return True

    def _put_speaker(self, record: SyncRecord) -> bool:
        key, _line, anchor = record.key.partition(_LINE)
        row = self._article(key)
        if row is None:
            return record.value is None
        self._db.write("DELETE FROM correction WHERE article = ? AND anchor = ?", (row["id"], anchor))
        if record.value is not None:
            fields = {name: clean(str(record.value.get(name) or "")) for name in _CORRECTION}
            self._db.write(
                f"INSERT INTO correction (article, anchor, at, {', '.join(_CORRECTION)}) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (row["id"], anchor, record.time // 1000, *fields.values()),
            )
        return True

    def _put_note(self, record: SyncRecord) -> bool:
        url, *passage = record.key.split(_LINE)
        named = (url, *map(int, passage))
        where = "url = ? AND created = ? AND block = ? AND start = ? AND stop = ?"
        if record.value is None:
            self._db.write(f"DELETE FROM note WHERE {where}", named)
            return True
        fields = {name: clean(str(record.value.get(name) or "")) for name in _NOTE}
        article = self._article(str(record.value.get("key") or ""))
        number = article["id"] if article else None
        if self._db.row(f"SELECT 1 FROM note WHERE {where}", named):
            sql = f"UPDATE note SET text = ?, updated = ?, article = COALESCE(article, ?) WHERE {where}"
            self._db.write(sql, (fields["text"], record.time // 1000, number, *named))
        else:
            self._db.write(
                "INSERT INTO note (article, text, quote, speaker, title, outlet, updated, url, created, block, "
                "start, stop) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (number, *(fields[name] for name in _NOTE), record.time // 1000, *named),
            )
        return number is not None

    def _put_feed(self, record: SyncRecord) -> bool:
        url, value = record.key, record.value
        moved = "SELECT 1 FROM sync_record WHERE type = 'feed_moved' AND key > ?1 AND key < ?2 AND time >= ?3"
        if self._db.row(moved, (f"{url}\n", f"{url}\x0b", record.time)):
            return True  # it lives elsewhere by now
        if value is None:
            row = self._db.row("SELECT id FROM feed WHERE url = ?", (url,))
            if row:
                self._feeds.remove(row["id"])
            return True
        title, folder = clean_line(str(value.get("title") or "")), clean_line(str(value.get("folder") or ""))
        self._db.write(
            "INSERT INTO feed (url, title, title_is_custom, folder, position) "
            "VALUES (?1, ?2, ?2 <> '', ?3, (SELECT COALESCE(MAX(position), 0) + 1 FROM feed)) "
            "ON CONFLICT (url) DO UPDATE SET folder = ?3, title = CASE WHEN ?2 = '' THEN title ELSE ?2 END, "
            "title_is_custom = ?2 <> ''",
            (url, title, folder),
        )
        if "muted" in value:  # older versions do not say so
            self._db.write("UPDATE feed SET muted = ? WHERE url = ?", (int(bool(value["muted"])), url))
        return True

    def _move(self, record: SyncRecord) -> bool:
        old, _line, new = record.key.partition(_LINE)
        self._db.write("UPDATE OR IGNORE feed SET url = ? WHERE url = ?", (new, old))
        return True
