"""The servers that the library syncs with, and the baseline of each: what both had at the last sync."""

import sqlite3
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from newsreader.i18n import _, from_stored, to_stored
from newsreader.model.errors import LibraryError
from newsreader.model.sync import Account, ArticleFlags, RemoteFeed
from newsreader.store.database import Database

_TAGS = (
    "COALESCE((SELECT group_concat(tag, char(10)) FROM "
    "(SELECT tag FROM article_tag WHERE article = a.id ORDER BY tag)), '')"
)


@dataclass(frozen=True, slots=True)
class Item:
    """An article of a server: the one that it is here, 0 for none; its flags at the last sync (`baseline`) and here."""

    remote: str
    article: int
    baseline: ArticleFlags
    local: ArticleFlags


class Accounts:
    """Reads and writes accounts, a row a server, with the baseline of their feeds and articles."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def all(self) -> list[Account]:
        """Every account, in the order in which they were added."""
        return [_account(row) for row in self._db.rows("SELECT * FROM account ORDER BY id")]

    def add(self, name: str, kind: str, url: str, user: str) -> int:
        """A new account; returns its number. Raises LibraryError where the name is taken."""
        if self._db.row("SELECT 1 FROM account WHERE name = ?", (name,)):
            raise LibraryError(_("Account “{name}” already exists. Choose another name.").format(name=name))
        sql = "INSERT INTO account (name, kind, url, user) VALUES (?, ?, ?, ?)"
        return int(self._db.write(sql, (name, kind, url, user)).lastrowid or 0)

    def move(self, account: int, url: str) -> None:
        """The server has another address; the baseline stays."""
        self._db.write("UPDATE account SET url = ?, error = '' WHERE id = ?", (url, account))

    def remove(self, account: int) -> None:
        """Stop syncing with this server; what is in the library stays."""
        with self._db.transaction():
            self._db.write("DELETE FROM account WHERE id = ?", (account,))
            for kind in ("rejected", "rounds"):  # another account may come to have its number
                self._db.write("DELETE FROM app_state WHERE name LIKE ?", (f"{kind}:{account}:%",))

    def synced(self, account: int, now: datetime) -> None:
        """Store that a sync was done."""
        sql = "UPDATE account SET synced = ?, error = '' WHERE id = ?"
        self._db.write(sql, (int(now.timestamp()), account))

    def failed(self, account: int, error: str) -> None:
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

    def set_feed_baseline(self, account: int, remote: RemoteFeed, feed: int) -> None:
        """This feed of the server is this one here, and both say the same of it."""
        self._db.write(
            "INSERT INTO remote_feed (account, remote, feed, title, folder, url) VALUES (?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (account, remote) DO UPDATE SET feed = excluded.feed, title = excluded.title, "
            "folder = excluded.folder, url = excluded.url",
            (account, remote.remote, feed, remote.title, remote.folder, remote.url),
        )

    def drop_feed(self, account: int, remote: str) -> None:
        """Neither has this feed any more."""
        self._db.write("DELETE FROM remote_feed WHERE account = ? AND remote = ?", (account, remote))

    # ------------------------------------------------------------ articles

    def known(self, account: int) -> set[str]:
        """The server's numbers of the articles that are known."""
        return {row["remote"] for row in self._db.rows("SELECT remote FROM remote_item WHERE account = ?", (account,))}

    def unlinked(self, account: int) -> list[str]:
        """The articles of the server that are none here."""
        sql = "SELECT remote FROM remote_item WHERE account = ? AND article IS NULL ORDER BY remote"
        return [row["remote"] for row in self._db.rows(sql, (account,))]

    def linked(self, account: int) -> set[int]:
        """The articles here that are known to be articles of the server."""
        rows = self._db.rows("SELECT article FROM remote_item WHERE account = ? AND article IS NOT NULL", (account,))
        return {row["article"] for row in rows}

    def baselines(self, account: int) -> dict[str, ArticleFlags]:
        """The baselines of the articles that are here."""
        rows = self._db.rows("SELECT * FROM remote_item WHERE account = ? AND article IS NOT NULL", (account,))
        return {row["remote"]: _flags(row["read"], row["saved"], row["tags"]) for row in rows}

    def items(self, account: int, remotes: Sequence[str]) -> dict[str, Item]:
        """Some articles of the server, by its numbers."""
        found: dict[str, Item] = {}
        for start in range(0, len(remotes), 500):
            part = list(remotes[start : start + 500])
            rows = self._db.rows(f"{_ITEMS} AND r.remote IN ({','.join('?' * len(part))})", [account, *part])
            found |= {row["remote"]: _item(row) for row in rows}
        return found

    def changed(self, account: int) -> list[Item]:
        """The articles whose flags here are not those of the baseline: what there is to send."""
        rows = self._db.rows(
            f"{_ITEMS} AND a.id IS NOT NULL AND "
            f"(r.read <> (a.read IS NOT NULL) OR r.saved <> (a.saved IS NOT NULL) OR r.tags <> {_TAGS})",
            (account,),
        )
        return [_item(row) for row in rows]

    def count_changed(self) -> int:
        """Count the articles, of all accounts, whose flags have to be sent."""
        return sum(len(self.changed(account.id)) for account in self.all())

    def link_item(self, account: int, remote: str, article: int) -> None:
        """This article of the server is this one here (0: none); it has no baseline yet."""
        sql = "INSERT OR IGNORE INTO remote_item (account, remote, article) VALUES (?, ?, ?)"
        self._db.write(sql, (account, remote, article or None))

    def set_baseline(self, account: int, remote: str, flags: ArticleFlags) -> None:
        """Both say this of an article now."""
        self._db.write(
            "UPDATE remote_item SET read = ?, saved = ?, tags = ?, missing = NULL WHERE account = ? AND remote = ?",
            (flags.read, flags.saved, "\n".join(sorted(flags.tags)), account, remote),
        )

    def missing(self, account: int, remotes: Iterable[str], now: int, patience: int) -> None:
        """The server was asked for these and did not show them: those that it has not shown for so many seconds, it
        has forgotten."""
        for remote in remotes:
            about = (account, remote)
            sql = "UPDATE remote_item SET missing = COALESCE(missing, ?) WHERE account = ? AND remote = ?"
            self._db.write(sql, (now, *about))
            sql = "DELETE FROM remote_item WHERE account = ? AND remote = ? AND missing <= ?"
            self._db.write(sql, (*about, now - patience))

    def drop_items(self, account: int, remotes: Iterable[str]) -> None:
        """Forget what was known of these items."""
        self._db.write_many(
            "DELETE FROM remote_item WHERE account = ? AND remote = ?", ((account, remote) for remote in remotes)
        )

    # ------------------------------------------------------------ what is on its way

    def send(self, account: int, remotes: Sequence[str], flag: str, on: bool) -> int:
        """Note that this is being sent; returns the number of the batch."""
        with self._db.transaction():
            row = self._db.row(
                "SELECT COALESCE(MAX(batch), 0) + 1 FROM sync_unacknowledged WHERE account = ?", (account,)
            )
            batch = int(row[0]) if row else 1
            self._db.write_many(
                "INSERT INTO sync_unacknowledged VALUES (?, ?, ?, ?, ?)",
                ((account, batch, remote, flag, on) for remote in remotes),
            )
            return batch

    def unanswered(self, account: int) -> dict[int, tuple[str, bool, list[str]]]:
        """Return the messages that were sent and never answered: flag, set or cleared, and of which articles."""
        found: dict[int, tuple[str, bool, list[str]]] = {}
        for row in self._db.rows("SELECT * FROM sync_unacknowledged WHERE account = ? ORDER BY batch", (account,)):
            found.setdefault(row["batch"], (row["flag"], bool(row["value"]), []))[2].append(row["remote"])
        return found

    def acknowledge(self, account: int, batch: int, taken: Collection[str]) -> None:
        """The server has answered, or it is known by other signs: of which articles it has `taken` what was sent."""
        with self._db.transaction():
            sent = self.unanswered(account).get(batch)
            if taken and sent:  # another process may have found out before
                flag, on, remotes = sent
                for item in self.items(account, [remote for remote in remotes if remote in taken]).values():
                    names = set(item.baseline.names()) - {flag} | ({flag} if on else set())
                    self.set_baseline(account, item.remote, ArticleFlags.of(names))
            self._db.write("DELETE FROM sync_unacknowledged WHERE account = ? AND batch = ?", (account, batch))


_ITEMS = (
    "SELECT r.remote, a.id, r.read, r.saved, r.tags, a.read IS NOT NULL AS here_read, "
    f"a.saved IS NOT NULL AS here_saved, {_TAGS} AS here_tags "
    "FROM remote_item r LEFT JOIN article a ON a.id = r.article WHERE r.account = ?"
)


def _item(row: sqlite3.Row) -> Item:
    return Item(
        row["remote"],
        row["id"] or 0,
        _flags(row["read"], row["saved"], row["tags"]),
        _flags(row["here_read"], row["here_saved"], row["here_tags"]),
    )


def _flags(read: int, saved: int, tags: str) -> ArticleFlags:
    return ArticleFlags(bool(read), bool(saved), frozenset(filter(None, tags.split("\n"))))


def _account(row: sqlite3.Row) -> Account:
    synced = datetime.fromtimestamp(row["synced"], UTC) if row["synced"] else None
    return Account(row["id"], row["name"], row["kind"], row["url"], row["user"], synced, from_stored(row["error"]))
