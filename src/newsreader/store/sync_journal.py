"""The journal of changes for sync folders: a last-writer-wins register for each thing.

Triggers (`schema.sql`) note what is changed here, and when; `collect_local_changes` makes records of it,
`merge` takes in those of others. In whatever order and however often records come in, the same
ones stand there in the end.
"""

import json
import secrets
import sqlite3
from collections.abc import Iterable, Sequence

from newsreader.model.feed import is_bundled
from newsreader.model.sync import SyncRecord
from newsreader.store.database import Database
from newsreader.store.feeds import Feeds
from newsreader.store.synced_values import GONE, SyncedValues

#: Moves come before the feeds that they are about.
_ORDER = {"feed_moved": 0, "feed": 1}
#: Nothing that is said is from before this: what was there when a library began to sync, and has no time.
_ALWAYS = 1


class SyncJournal:
    """Reads and writes sync records, and how far the logs of other devices have been read."""

    def __init__(self, database: Database, feeds: Feeds) -> None:
        self._db, self._synced = database, SyncedValues(database, feeds)

    # ------------------------------------------------------------ who we are

    def name(self) -> str:
        """The name of this library among the others, "" where it syncs by no folder."""
        row = self._db.row("SELECT name FROM sync_device")
        return str(row["name"]) if row else ""

    def enable(self, host: str, now: int) -> str:
        """Sync by a folder from now on (`now` in milliseconds), under a new name; what is here is said too."""
        name = f"{host}-{secrets.token_hex(4)}"
        with self._db.transaction():
            if known := self.name():
                return known
            self._db.write("INSERT INTO sync_device VALUES (?, ?)", (name, now))
            for sql in _SEEDS:
                self._db.write(f"INSERT OR IGNORE INTO sync_change {sql}")
            self._db.write(
                "UPDATE sync_device SET clock = MAX(clock, (SELECT COALESCE(MAX(time), 0) FROM sync_change))"
            )
        return name

    def new_device_name(self, host: str) -> str:
        """Go on under another name, because somebody else uses this one."""
        name = f"{host}-{secrets.token_hex(4)}"
        self._db.write("UPDATE sync_device SET name = ?", (name,))
        return name

    def heal_clock(self, now: int, latest: int) -> None:
        """Date records that are later than `latest` (milliseconds since 1970) as `now`: they were written by a wrong
        clock, and would be the last word for ever."""
        with self._db.transaction():
            self._db.write("UPDATE sync_device SET clock = ? WHERE clock > ?", (now, latest))
            self._db.write("UPDATE sync_change SET time = ? WHERE time > ?", (now, latest))
            self._db.write("UPDATE sync_record SET time = ?, exported = 0 WHERE time > ?", (now, latest))

    def disable(self) -> None:
        """Sync by a folder no more; what is here stays."""
        with self._db.transaction():
            for table in ("sync_device", "sync_change", "sync_record", "sync_log"):
                self._db.write(f"DELETE FROM {table}")

    # ------------------------------------------------------------ from changes to records, and back

    def collect_local_changes(self, most: int = -1) -> int:
        """Make records of what was changed here since the last time, or of the `most` oldest changes; how many."""
        with self._db.transaction():
            rows = self._db.rows("SELECT type, key, time FROM sync_change ORDER BY time LIMIT ?", (most,))
            name = self.name()
            for row in rows:
                what, subject = row["type"], row["key"]
                value = self._synced.of(what, subject) if not is_bundled(subject) else GONE
                record = SyncRecord(what, subject, row["time"], name, value)
                if value is not GONE and self._is_later(record):
                    self._keep(record, exported=False, waits=False)
            done = ((row["type"], row["key"]) for row in rows)
            self._db.write_many("DELETE FROM sync_change WHERE type = ? AND key = ?", done)
            return len(rows)

    def merge(self, records: Iterable[SyncRecord]) -> tuple[int, list[str]]:
        """Merge records of other devices; returns how many were new, and the addresses of saved articles that are not
        here."""
        with self._db.transaction():
            self.collect_local_changes()
            new, wanted, latest = 0, [], 0
            for record in sorted(records, key=lambda each: _ORDER.get(each.type, 2)):
                latest = max(latest, record.time)
                if self._is_later(record):
                    new += 1
                    applied = self._synced.apply(record)
                    self._keep(record, exported=True, waits=not applied)
                    if not applied and record.type == "saved" and record.value and record.value["url"]:
                        wanted.append(str(record.value["url"]))
            self._db.write("UPDATE sync_device SET clock = MAX(clock, ?)", (latest,))
            # What was done here just now was not done by the reader.
            self._db.write("DELETE FROM sync_change")
        return new, wanted

    def apply_deferred(self) -> int:
        """Apply the records of articles that were missing and have come since; returns how many."""
        if self._db.row("SELECT 1 FROM sync_record WHERE deferred") is None:
            return 0
        with self._db.transaction():
            self.collect_local_changes()  # what was done here since they came is the later word
            rows = self._db.rows(_ARRIVED)
            for row in rows:
                if self._synced.apply(_record(row)):
                    sql = "UPDATE sync_record SET deferred = 0 WHERE type = ? AND key = ?"
                    self._db.write(sql, (row["type"], row["key"]))
            self._db.write("DELETE FROM sync_change")
        return len(rows)

    def waiting(self) -> bool:
        """Return whether there are local changes that were not exported."""
        sql = "SELECT 1 FROM sync_change UNION ALL SELECT 1 FROM sync_record WHERE NOT exported LIMIT 1"
        return self._db.row(sql) is not None

    def unexported(self, limit: int) -> list[SyncRecord]:
        """Return the records that are in no log yet, the oldest first."""
        return [
            _record(row)
            for row in self._db.rows("SELECT * FROM sync_record WHERE NOT exported ORDER BY time LIMIT ?", (limit,))
        ]

    def mark_exported(self, records: Sequence[SyncRecord]) -> None:
        """Mark records as written to our log, unless they have changed meanwhile."""
        self._db.write_many(
            "UPDATE sync_record SET exported = 1 WHERE type = ? AND key = ? AND time = ?",
            ((record.type, record.key, record.time) for record in records),
        )

    def export_all_again(self) -> None:
        """Mark all records as not exported, since our log is lost."""
        self._db.write("UPDATE sync_record SET exported = 0")

    def log(self, name: str) -> tuple[int, str]:
        """Return how far a log has been read: the number of its bytes, and the last of them."""
        row = self._db.row("SELECT size, tail FROM sync_log WHERE name = ?", (name,))
        return (row["size"], row["tail"]) if row else (0, "")

    def set_log(self, name: str, size: int, tail: str) -> None:
        """A log has been read so far."""
        self._db.write("INSERT OR REPLACE INTO sync_log VALUES (?, ?, ?)", (name, size, tail))

    def _is_later(self, record: SyncRecord) -> bool:
        row = self._db.row("SELECT * FROM sync_record WHERE type = ? AND key = ?", (record.type, record.key))
        return row is None or record.is_newer_than(_record(row))

    def _keep(self, record: SyncRecord, exported: bool, waits: bool) -> None:
        self._db.write(
            "INSERT OR REPLACE INTO sync_record VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                record.type,
                record.key,
                record.time,
                record.device,
                json.dumps(record.value, ensure_ascii=False),
                exported,
                waits,
            ),
        )


_SEEDS = (
    "SELECT 'read', key, read * 1000 FROM article WHERE read > 0",
    "SELECT 'saved', key, saved * 1000 FROM article WHERE saved > 0",
    "SELECT 'speaker', key || char(10) || anchor, at * 1000 FROM correction JOIN article ON id = article",
    f"SELECT 'tag', key || char(10) || tag, {_ALWAYS} FROM article_tag JOIN article ON id = article",
    "SELECT 'note', url || char(10) || created || char(10) || block || char(10) || start || char(10) || stop, "
    f"MAX(updated * 1000, {_ALWAYS}) FROM note",
    f"SELECT 'feed', url, {_ALWAYS} FROM feed",
)
_ARRIVED = (
    "SELECT r.* FROM sync_record r JOIN article a ON a.key = r.key WHERE deferred AND type IN ('read', 'saved') UNION "
    "ALL "
    "SELECT r.* FROM sync_record r JOIN article a ON a.key = substr(r.key, 1, instr(r.key, char(10)) - 1) "
    "WHERE deferred AND type IN ('tag', 'speaker') UNION ALL "
    "SELECT r.* FROM sync_record r JOIN article a ON a.key = json_extract(value, '$.key') WHERE deferred AND type = "
    "'note'"
)


def _record(row: sqlite3.Row) -> SyncRecord:
    return SyncRecord(row["type"], row["key"], row["time"], row["device"], json.loads(row["value"]))
