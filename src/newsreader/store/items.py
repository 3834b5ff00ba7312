"""What feeds call their items, and which articles those are."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from newsreader.store.database import Database

_KNOWN = (
    "SELECT a.id, a.key, a.url, a.title, a.sorted, a.complete, a.owner, m.signature, "
    "EXISTS (SELECT 1 FROM item WHERE item.article = a.id AND item.feed = :feed) AS named"
)
_NAMED = (
    "INSERT INTO membership (feed, article, sorted, unread, signature) "
    "SELECT ?1, id, sorted, read IS NULL AND hidden IS NULL, ?3 FROM article WHERE id = ?2 "
    "ON CONFLICT (feed, article) DO UPDATE SET signature = excluded.signature WHERE excluded.signature <> ''"
)


@dataclass(frozen=True)
class Known:
    """What a refresh needs to know of an article that is in the library already.

    `owner` is the feed whose words it shows, None where that is gone; `here` whether the feed that is read has
    listed it, `signature` what it said then, `named` whether it is known what that feed calls it.
    """

    id: int
    key: str
    url: str
    title: str
    published: int
    complete: bool
    owner: int | None
    here: bool
    signature: str
    named: bool


class Items:
    """The names of each feed's items: a number made of a guid, of a link, of a title with a date."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def named(self, feed: int, names: Sequence[int]) -> dict[int, Known]:
        """The articles that this feed has called so."""
        rows = self._db.rows(
            f"{_KNOWN}, item.name FROM item JOIN article a ON a.id = item.article LEFT JOIN membership m "
            "ON m.feed = item.feed AND m.article = a.id "
            "WHERE item.feed = :feed AND item.name IN (SELECT value FROM json_each(:names))",
            {"feed": feed, "names": json.dumps(names)},
        )
        return {row["name"]: _known(row) for row in rows}

    def known(self, keys: Sequence[str], feed: int = 0) -> dict[str, Known]:
        """Of these keys, the articles that are here, as this feed knows them."""
        rows = self._db.rows(
            f"{_KNOWN} FROM article a LEFT JOIN membership m ON m.feed = :feed AND m.article = a.id "
            "WHERE a.key IN (SELECT value FROM json_each(:keys))",
            {"feed": feed, "keys": json.dumps(keys)},
        )
        return {row["key"]: _known(row) for row in rows}

    def put(self, feed: int, articles: Iterable[tuple[int, str]]) -> None:
        """This feed lists these articles; with each what it said, "" where that is not known."""
        self._db.write_many(_NAMED, ((feed, article, signature) for article, signature in articles))

    def name(self, feed: int, names: Iterable[tuple[int, int]]) -> None:
        """This feed calls these articles so: a name, and the article."""
        self._db.write_many(
            "INSERT INTO item (feed, name, article) VALUES (?, ?, ?) "
            "ON CONFLICT (feed, name) DO UPDATE SET article = excluded.article",
            ((feed, name, article) for name, article in names),
        )

    def move(self, article: int, url: str) -> None:
        """Its feed gives an article another address."""
        self._db.write("UPDATE article SET url = ? WHERE id = ?", (url, article))

    def drop_names(self, feed: int, names: Iterable[int]) -> None:
        """These names have turned out to be several items' in this feed."""
        self._db.write_many("DELETE FROM item WHERE feed = ? AND name = ?", ((feed, name) for name in names))


def _known(row: sqlite3.Row) -> Known:
    return Known(
        id=row["id"],
        key=row["key"],
        url=row["url"],
        title=row["title"],
        published=row["sorted"],
        complete=bool(row["complete"]),
        owner=row["owner"],
        here=row["signature"] is not None,
        signature=row["signature"] or "",
        named=bool(row["named"]),
    )
