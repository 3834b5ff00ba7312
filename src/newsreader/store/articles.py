"""Articles in the library: their texts, their quotations, their threads, and lists of them."""

import json
import sqlite3
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from newsreader.model.article import Article
from newsreader.model.comment import Thread
from newsreader.model.feed import Headline
from newsreader.model.plain import article_from_plain, article_to_plain, thread_from_plain, thread_to_plain
from newsreader.store.database import Database


@dataclass(frozen=True)
class Scope:
    """Which articles a list shows: of one feed or of all (0), and of those only some."""

    feed: int = 0
    unread: bool = False
    saved: bool = False


@dataclass(frozen=True)
class Known:
    """What a refresh needs to know of an article that is in the library already."""

    id: int
    signature: str
    complete: bool
    tried: bool


class Articles:
    """Each article once, under the key that all its addresses share."""

    def __init__(self, database: Database) -> None:
        self._db = database

    # ------------------------------------------------------------ lists

    def headlines(self, scope: Scope, limit: int, before: tuple[int, int] | None = None) -> list[Headline]:
        """A page of a list, newest first, that begins after the key `before`."""
        where, values = _where(scope)
        if before:
            where.append("(article.sorted, article.id) < (?, ?)")
            values += before
        return self._list(where, values, "ORDER BY article.sorted DESC, article.id DESC LIMIT ?", [limit])

    def headlines_of(self, ids: Sequence[int]) -> list[Headline]:
        """The headlines with these numbers, in no order."""
        marks = ",".join("?" * len(ids))
        return self._list([f"article.id IN ({marks})"], list(ids), "", [])

    def _list(self, where: list[str], values: list[int], tail: str, more: list[int]) -> list[Headline]:
        rows = self._db.rows(
            "SELECT article.id, url, title, kicker, outlet, sorted, read, saved, complete FROM article "
            f"{'WHERE ' + ' AND '.join(where) if where else ''} {tail}",
            [*values, *more],
        )
        return [_headline(row) for row in rows]

    def ids(self, scope: Scope) -> list[int]:
        """Every article of a scope."""
        where, values = _where(scope)
        return [row[0] for row in self._db.rows(f"SELECT id FROM article WHERE {' AND '.join(where) or '1'}", values)]

    def count(self, scope: Scope) -> int:
        """How many articles a scope has."""
        where, values = _where(scope)
        row = self._db.row(f"SELECT COUNT(*) FROM article WHERE {' AND '.join(where) or '1'}", values)
        return int(row[0]) if row else 0

    def find(self, words: str) -> int | None:
        """The article with this number, key or address."""
        row = self._db.row("SELECT id FROM article WHERE id = ? OR key = ? OR url = ?", (words, words, words))
        return int(row["id"]) if row else None

    def feeds_of(self, ids: Sequence[int]) -> dict[int, list[str]]:
        """The titles of the feeds that name each article."""
        marks = ",".join("?" * len(ids))
        found: dict[int, list[str]] = {}
        for row in self._db.rows(
            "SELECT article, title FROM membership JOIN feed ON feed.id = feed "
            f"WHERE article IN ({marks}) ORDER BY position",
            list(ids),
        ):
            found.setdefault(row["article"], []).append(row["title"])
        return found

    # ------------------------------------------------------------ one article

    def load(self, article: int) -> Article | None:
        """The article as it was kept, with its thread."""
        row = self._db.row(
            "SELECT body.content, thread.content AS thread FROM body LEFT JOIN thread USING (article) "
            "WHERE article = ?",
            (article,),
        )
        if row is None:
            return None
        thread = thread_from_plain(_unpack(row["thread"])) if row["thread"] else Thread()
        return replace(article_from_plain(_unpack(row["content"])), thread=thread)

    def error(self, article: int) -> str:
        """Why the text of an article is not here, as a sentence; "" when it is or was not tried."""
        row = self._db.row("SELECT error FROM article WHERE id = ?", (article,))
        return str(row["error"]) if row else ""

    # ------------------------------------------------------------ what a refresh writes

    def known(self, keys: Sequence[str]) -> dict[str, Known]:
        """Of these keys, the articles that are here."""
        marks = ",".join("?" * len(keys))
        rows = self._db.rows(
            f"SELECT id, key, signature, complete, fetched FROM article WHERE key IN ({marks})", list(keys)
        )
        return {r["key"]: Known(r["id"], r["signature"], bool(r["complete"]), r["fetched"] is not None) for r in rows}

    def wanting(self, now: datetime, limit: int) -> list[tuple[int, str]]:
        """Articles of the last week whose text is not here, newest first; one that was tried in vain
        comes back after an hour, then after twice as long as it has been known."""
        rows = self._db.rows(
            "SELECT id, url FROM article WHERE complete = 0 AND seen > ?1 - 604800 "
            "AND (fetched IS NULL OR ?1 - fetched > 3600 + fetched - seen) ORDER BY sorted DESC LIMIT ?2",
            (int(now.timestamp()), limit),
        )
        return [(row["id"], row["url"]) for row in rows]

    def keep_entry(self, feed: int, article: Article, signature: str, now: datetime) -> int:
        """An article as a feed names it. A text that is here already is not given up for a summary."""
        seen = int(now.timestamp())
        published = int(article.published.timestamp()) if article.published else seen
        self._db.write(
            "INSERT INTO article (key, url, title, kicker, outlet, sorted, seen, signature) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (key) DO UPDATE SET signature = excluded.signature, title = excluded.title, "
            "kicker = CASE WHEN excluded.kicker = '' THEN kicker ELSE excluded.kicker END, "
            "sorted = MIN(excluded.sorted, MAX(sorted, excluded.sorted))",
            (
                article.id,
                article.url,
                article.title,
                article.kicker,
                article.outlet,
                min(published, seen),
                seen,
                signature,
            ),
        )
        row = self._db.row("SELECT id, complete FROM article WHERE key = ?", (article.id,))
        number = int(row["id"]) if row else 0
        if row and not row["complete"]:
            self._write_body(number, article)
        if feed:
            self._db.write("INSERT OR IGNORE INTO membership (feed, article) VALUES (?, ?)", (feed, number))
        return number

    def name(self, feed: int, article: int) -> None:
        """This feed names this article too."""
        self._db.write("INSERT OR IGNORE INTO membership (feed, article) VALUES (?, ?)", (feed, article))

    def keep(self, number: int, article: Article, now: datetime) -> None:
        """The text of an article and its thread."""
        when = int(now.timestamp())
        with self._db.transaction():
            self._write_body(number, article)
            self._db.write(
                "UPDATE article SET title = ?, kicker = ?, outlet = ?, complete = ?, error = '', fetched = ?, "
                "url = ?, sorted = COALESCE(?, sorted) WHERE id = ?",
                (
                    article.title,
                    article.kicker,
                    article.outlet,
                    int(article.complete),
                    when,
                    article.url,
                    min(int(article.published.timestamp()), when) if article.published else None,
                    number,
                ),
            )
            self.keep_thread(number, article.thread, now)

    def keep_thread(self, article: int, thread: Thread, now: datetime) -> None:
        """The comments as they were read now."""
        self._db.write(
            "INSERT INTO thread VALUES (?, ?, ?) "
            "ON CONFLICT (article) DO UPDATE SET content = excluded.content, fetched = excluded.fetched",
            (article, _pack(thread_to_plain(thread)), int(now.timestamp())),
        )

    def failed(self, article: int, error: str, now: datetime) -> None:
        """The text could not be had; the sentence says why."""
        self._db.write("UPDATE article SET error = ?, fetched = ? WHERE id = ?", (error, int(now.timestamp()), article))

    def _write_body(self, number: int, article: Article) -> None:
        self._db.write(
            "INSERT INTO body VALUES (?, ?) ON CONFLICT (article) DO UPDATE SET content = excluded.content",
            (number, _pack(article_to_plain(article))),
        )


def _where(scope: Scope) -> tuple[list[str], list[int]]:
    where, values = [], []
    if scope.feed:
        where.append("article.id IN (SELECT article FROM membership WHERE feed = ?)")
        values.append(scope.feed)
    if scope.unread:
        where.append("read IS NULL")
    if scope.saved:
        where.append("saved IS NOT NULL")
    return where, values


def _headline(row: sqlite3.Row) -> Headline:
    return Headline(
        id=row["id"],
        url=row["url"],
        title=row["title"],
        kicker=row["kicker"],
        outlet=row["outlet"],
        when=datetime.fromtimestamp(row["sorted"], UTC),
        read=row["read"] is not None,
        saved=row["saved"] is not None,
        complete=bool(row["complete"]),
        key=(row["sorted"], row["id"]),
    )


def _pack(value: object) -> bytes:
    return zlib.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace"), 6)


def _unpack(data: bytes) -> dict[str, object]:
    value: dict[str, object] = json.loads(zlib.decompress(data))
    return value
