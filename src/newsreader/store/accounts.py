"""The servers that the library syncs with (`account`), and the baseline of their feeds (`remote_feed`)."""

import sqlite3
from datetime import UTC, datetime

from newsreader.i18n import _, from_stored, to_stored
from newsreader.model.errors import LibraryError
from newsreader.model.sync import Account, RemoteFeed
from newsreader.store.database import Database


class Accounts:
    """Reads and writes accounts, a row a server, and the baseline of each of their feeds."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def all(self) -> list[Account]:
        """Return all accounts, in the order in which they were added."""
        return [_account(row) for row in self._db.rows("SELECT * FROM account ORDER BY id")]

    def add(self, name: str, kind: str, url: str, user: str) -> int:
        """A new account; returns its number. Raises LibraryError where the name is taken."""
        if self._db.row("SELECT 1 FROM account WHERE name = ?", (name,)):
            raise LibraryError(_("Account “{name}” already exists. Choose another name.").format(name=name))
        sql = "INSERT INTO account (name, kind, url, user) VALUES (?, ?, ?, ?)"
        return int(self._db.write(sql, (name, kind, url, user)).lastrowid or 0)

    def move(self, account: int, url: str) -> None:
        """Store another address of the server; the baseline stays."""
        self._db.write("UPDATE account SET url = ?, error = '' WHERE id = ?", (url, account))

    def remove(self, account: int) -> None:
        """Stop syncing with this server; what is in the library stays."""
        with self._db.transaction():
            self._db.write("DELETE FROM account WHERE id = ?", (account,))
            for kind in ("rejected", "rounds"):  # another account may come to have its number
                self._db.write("DELETE FROM app_state WHERE name LIKE ?", (f"{kind}:{account}:%",))

    def record_sync(self, account: int, now: datetime) -> None:
        """Store that a sync was done."""
        sql = "UPDATE account SET synced = ?, error = '' WHERE id = ?"
        self._db.write(sql, (int(now.timestamp()), account))

    def record_failure(self, account: int, error: str) -> None:
        """Store the sentence that says why a sync failed."""
        self._db.write("UPDATE account SET error = ? WHERE id = ?", (to_stored(error), account))

    # ------------------------------------------------------------ feeds

    def feeds(self, account: int) -> dict[str, tuple[int, RemoteFeed]]:
        """Return the baseline of each feed of the server: its number here (0: given up here), and what both
        said of it."""
        rows = self._db.rows("SELECT * FROM remote_feed WHERE account = ?", (account,))
        return {
            row["remote"]: (row["feed"] or 0, RemoteFeed(row["remote"], row["url"], row["title"], row["folder"]))
            for row in rows
        }

    def set_feed_baseline(self, account: int, feed: RemoteFeed, number: int) -> None:
        """Store that a feed of the server is the one with this number here, and what both say of it now."""
        self._db.write(
            "INSERT INTO remote_feed (account, remote, feed, title, folder, url) VALUES (?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (account, remote) DO UPDATE SET feed = excluded.feed, title = excluded.title, "
            "folder = excluded.folder, url = excluded.url",
            (account, feed.remote, number, feed.title, feed.folder, feed.url),
        )

    def drop_feed(self, account: int, remote: str) -> None:
        """Delete the baseline of a feed that neither side has any more."""
        self._db.write("DELETE FROM remote_feed WHERE account = ? AND remote = ?", (account, remote))


def _account(row: sqlite3.Row) -> Account:
    synced = datetime.fromtimestamp(row["synced"], UTC) if row["synced"] else None
    return Account(row["id"], row["name"], row["kind"], row["url"], row["user"], synced, from_stored(row["error"]))
