"""The articles of the servers that the library syncs with: their baselines (`remote_item`), and what was sent and not
answered yet (`sync_unacknowledged`)."""

import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence

from newsreader.model.sync import ArticleFlags
from newsreader.model.values import dataclass
from newsreader.store.database import Database

_TAGS = (
    "COALESCE((SELECT group_concat(tag, char(10)) FROM "
    "(SELECT tag FROM article_tag WHERE article = a.id ORDER BY tag)), '')"
)
_ITEMS = (
    "SELECT r.remote, a.id, r.read, r.saved, r.tags, a.read IS NOT NULL AS here_read, "
    f"a.saved IS NOT NULL AS here_saved, {_TAGS} AS here_tags "
    "FROM remote_item r LEFT JOIN article a ON a.id = r.article WHERE r.account = ?"
)


@dataclass(frozen=True, slots=True)
class KnownItem:
    """An article of a server: the one that it is here, 0 for none; its flags at the last sync (`baseline`) and here."""

    remote: str
    article: int
    baseline: ArticleFlags
    local: ArticleFlags


class RemoteItems:
    """Reads and writes the baselines of articles, and notes what is being sent of them. Servers call an article by a
    name of their own, its `remote`."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def known(self, account: int) -> set[str]:
        """Return the articles that the server has told of."""
        return {row["remote"] for row in self._db.rows("SELECT remote FROM remote_item WHERE account = ?", (account,))}

    def unlinked(self, account: int) -> list[str]:
        """Return the articles of the server that are none here."""
        sql = "SELECT remote FROM remote_item WHERE account = ? AND article IS NULL ORDER BY remote"
        return [row["remote"] for row in self._db.rows(sql, (account,))]

    def linked(self, account: int) -> set[int]:
        """Return the articles here that are known to be articles of the server."""
        rows = self._db.rows("SELECT article FROM remote_item WHERE account = ? AND article IS NOT NULL", (account,))
        return {row["article"] for row in rows}

    def baselines(self, account: int) -> dict[str, ArticleFlags]:
        """Return the baselines of the articles that are here."""
        rows = self._db.rows("SELECT * FROM remote_item WHERE account = ? AND article IS NOT NULL", (account,))
        return {row["remote"]: _flags(row["read"], row["saved"], row["tags"]) for row in rows}

    def get(self, account: int, remotes: Sequence[str]) -> dict[str, KnownItem]:
        """Return what is known of some articles of the server."""
        items: dict[str, KnownItem] = {}
        for start in range(0, len(remotes), 500):
            part = list(remotes[start : start + 500])
            rows = self._db.rows(f"{_ITEMS} AND r.remote IN ({','.join('?' * len(part))})", [account, *part])
            items |= {row["remote"]: _item(row) for row in rows}
        return items

    def changed(self, account: int) -> list[KnownItem]:
        """Return the articles whose flags here differ from the baseline: what there is to send."""
        rows = self._db.rows(
            f"{_ITEMS} AND a.id IS NOT NULL AND "
            f"(r.read <> (a.read IS NOT NULL) OR r.saved <> (a.saved IS NOT NULL) OR r.tags <> {_TAGS})",
            (account,),
        )
        return [_item(row) for row in rows]

    def count_changed(self) -> int:
        """Count the articles, of all accounts, whose flags have to be sent."""
        return sum(len(self.changed(row["id"])) for row in self._db.rows("SELECT id FROM account"))

    def link(self, account: int, remote: str, article: int) -> None:
        """Store that an article of the server is this one here (0: none); it has no baseline yet."""
        sql = "INSERT OR IGNORE INTO remote_item (account, remote, article) VALUES (?, ?, ?)"
        self._db.write(sql, (account, remote, article or None))

    def set_baseline(self, account: int, remote: str, flags: ArticleFlags) -> None:
        """Store the flags that both sides have now."""
        self._db.write(
            "UPDATE remote_item SET read = ?, saved = ?, tags = ?, missing = NULL WHERE account = ? AND remote = ?",
            (flags.read, flags.saved, "\n".join(sorted(flags.tags)), account, remote),
        )

    def note_missing(self, account: int, remotes: Iterable[str], now: int, patience: int) -> None:
        """Note that the server, asked for these articles, did not give them, and delete those that it has not given for
        `patience` seconds."""
        for remote in remotes:
            about = (account, remote)
            sql = "UPDATE remote_item SET missing = COALESCE(missing, ?) WHERE account = ? AND remote = ?"
            self._db.write(sql, (now, *about))
            sql = "DELETE FROM remote_item WHERE account = ? AND remote = ? AND missing <= ?"
            self._db.write(sql, (*about, now - patience))

    def drop(self, account: int, remotes: Iterable[str]) -> None:
        """Delete what is known of these articles."""
        self._db.write_many(
            "DELETE FROM remote_item WHERE account = ? AND remote = ?", ((account, remote) for remote in remotes)
        )

    # ------------------------------------------------------------ what is on its way

    def note_sent(self, account: int, remotes: Sequence[str], flag: str, on: bool) -> int:
        """Note that a flag is being sent as set or cleared; returns the number of the batch."""
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
        batches: dict[int, tuple[str, bool, list[str]]] = {}
        for row in self._db.rows("SELECT * FROM sync_unacknowledged WHERE account = ? ORDER BY batch", (account,)):
            batches.setdefault(row["batch"], (row["flag"], bool(row["value"]), []))[2].append(row["remote"])
        return batches

    def acknowledge(self, account: int, batch: int, taken: Collection[str]) -> None:
        """Delete a batch that the server has answered, or that is known to have arrived; of the articles in `taken`,
        what was sent becomes the baseline."""
        with self._db.transaction():
            sent = self.unanswered(account).get(batch)
            if taken and sent:  # another process may have found out before
                flag, on, remotes = sent
                for item in self.get(account, [remote for remote in remotes if remote in taken]).values():
                    names = set(item.baseline.names()) - {flag} | ({flag} if on else set())
                    self.set_baseline(account, item.remote, ArticleFlags.of(names))
            self._db.write("DELETE FROM sync_unacknowledged WHERE account = ? AND batch = ?", (account, batch))


def _item(row: sqlite3.Row) -> KnownItem:
    return KnownItem(
        row["remote"],
        row["id"] or 0,
        _flags(row["read"], row["saved"], row["tags"]),
        _flags(row["here_read"], row["here_saved"], row["here_tags"]),
    )


def _flags(read: int, saved: int, tags: str) -> ArticleFlags:
    return ArticleFlags(bool(read), bool(saved), frozenset(filter(None, tags.split("\n"))))


def apply_remote_flags(database: Database, article: int, flags: Mapping[str, bool], when: int) -> None:
    """Set and clear the flags of an article as another device or a server says: "read", "saved", "tag:…".
    `when` is in seconds since 1970; what is so already keeps its own time."""
    for name, on in flags.items():
        if name in ("read", "saved"):
            test = "IS NULL" if on else "IS NOT NULL"
            sql = f"UPDATE article SET {name} = ? WHERE id = ? AND {name} {test}"
            database.write(sql, (when if on else None, article))
        elif on:
            database.write("INSERT OR IGNORE INTO article_tag VALUES (?, ?)", (article, name[4:]))
        else:
            database.write("DELETE FROM article_tag WHERE article = ? AND tag = ?", (article, name[4:]))
