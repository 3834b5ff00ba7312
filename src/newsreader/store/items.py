"""What feeds call their items, and which articles those are."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from newsreader.model.feed import Entry
from newsreader.model.text import Text
from newsreader.store.database import Database

_KNOWN = (
    "SELECT a.id, a.key, a.url, a.title, a.sort_time, a.complete, a.owner, m.signature, m.title IS NOT NULL AS told, "
    "EXISTS (SELECT 1 FROM entry_name WHERE entry_name.article = a.id AND entry_name.feed = :feed) AS named"
)
_NAMED = (
    "INSERT INTO feed_article (feed, article, sort_time, unread, signature, title, published, summary, authors) "
    "SELECT ?1, id, sort_time, read IS NULL AND hidden IS NULL, ?3, ?4, ?5, ?6, ?7 FROM article WHERE id = ?2 "
    "ON CONFLICT (feed, article) DO UPDATE SET signature = excluded.signature, "
    "title = COALESCE(excluded.title, title), published = excluded.published, summary = excluded.summary, "
    "authors = excluded.authors WHERE excluded.signature <> ''"
)


class Told(NamedTuple):
    """What a feed says of an article, in its own words. Where it gives the whole text, `summary` and `authors` are
    left out: they are in the text that is kept. `title` is None where that is not known."""

    title: str | None = None
    published: int | None = None
    summary: str = ""
    authors: tuple[str, ...] = ()


_UNTOLD = Told()


@dataclass(frozen=True)
class Known:
    """What a refresh needs to know of an article that is in the library already.

    `owner` is the feed whose words it shows, None where that is gone; `here` whether the feed that is read has
    listed it, `signature` what it said then, `named` whether it is known what that feed calls it, `told` whether
    its words are kept.
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
    told: bool


class Items:
    """The names of each feed's items: a number made of a guid, of a link, of a title with a date."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def named(self, feed: int, names: Sequence[int]) -> dict[int, Known]:
        """The articles that this feed has called so."""
        rows = self._db.rows(
            f"{_KNOWN}, entry_name.name FROM entry_name JOIN article a ON a.id = entry_name.article LEFT JOIN "
            "feed_article m "
            "ON m.feed = entry_name.feed AND m.article = a.id "
            "WHERE entry_name.feed = :feed AND entry_name.name IN (SELECT value FROM json_each(:names))",
            {"feed": feed, "names": json.dumps(names)},
        )
        return {row["name"]: _known(row) for row in rows}

    def known(self, keys: Sequence[str], feed: int = 0) -> dict[str, Known]:
        """Of these keys, the articles that are here, as this feed knows them."""
        rows = self._db.rows(
            f"{_KNOWN} FROM article a LEFT JOIN feed_article m ON m.feed = :feed AND m.article = a.id "
            "WHERE a.key IN (SELECT value FROM json_each(:keys))",
            {"feed": feed, "keys": json.dumps(keys)},
        )
        return {row["key"]: _known(row) for row in rows}

    def put(self, feed: int, articles: Iterable[tuple[int, str] | tuple[int, str, Told]]) -> None:
        """This feed lists these articles; with each the signature of what it said, "" where that is not known."""
        self._db.write_many(_NAMED, (_listed(feed, *one) for one in articles))

    def told(self, article: int) -> list[Entry]:
        """What the feeds that name an article say of it, first the one whose words it shows; each with the outlet
        under which it stands."""
        rows = self._db.rows(
            "SELECT a.url, a.outlet, m.title, m.published, m.summary, m.authors FROM feed_article m "
            "JOIN article a ON a.id = m.article WHERE a.id = ? AND m.title IS NOT NULL ORDER BY m.feed IS NOT a.owner",
            (article,),
        )
        return [
            Entry(
                url=row["url"],
                title=row["title"],
                summary=Text(row["summary"]),
                authors=tuple(row["authors"].splitlines()),
                published=datetime.fromtimestamp(row["published"], UTC) if row["published"] is not None else None,
                outlet=row["outlet"],
            )
            for row in rows
        ]

    def name(self, feed: int, names: Iterable[tuple[int, int]]) -> None:
        """This feed calls these articles so: a name, and the article."""
        self._db.write_many(
            "INSERT INTO entry_name (feed, name, article) VALUES (?, ?, ?) "
            "ON CONFLICT (feed, name) DO UPDATE SET article = excluded.article",
            ((feed, name, article) for name, article in names),
        )

    def move(self, article: int, url: str) -> None:
        """Its feed gives an article another address."""
        self._db.write("UPDATE article SET url = ? WHERE id = ?", (url, article))

    def drop_names(self, feed: int, names: Iterable[int]) -> None:
        """These names have turned out to be several items' in this feed."""
        self._db.write_many("DELETE FROM entry_name WHERE feed = ? AND name = ?", ((feed, name) for name in names))


def _listed(feed: int, article: int, signature: str, told: Told = _UNTOLD) -> tuple[object, ...]:
    return (feed, article, signature, told.title, told.published, told.summary, "\n".join(told.authors))


def _known(row: sqlite3.Row) -> Known:
    return Known(
        id=row["id"],
        key=row["key"],
        url=row["url"],
        title=row["title"],
        published=row["sort_time"],
        complete=bool(row["complete"]),
        owner=row["owner"],
        here=row["signature"] is not None,
        signature=row["signature"] or "",
        named=bool(row["named"]),
        told=bool(row["told"]),
    )
