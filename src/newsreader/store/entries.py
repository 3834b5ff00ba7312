"""The entries of feeds: by which names each feed identifies articles, and what it says of them (`entry_name`,
`feed_article`)."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from newsreader.model.feed import Entry
from newsreader.model.text import Text
from newsreader.model.values import dataclass
from newsreader.store.database import Database

_SELECT_KNOWN = (
    "SELECT a.id, a.key, a.url, a.title, a.sort_time, a.complete, a.owner, m.signature, "
    "m.title IS NOT NULL AS has_fields, "
    "EXISTS (SELECT 1 FROM entry_name WHERE entry_name.article = a.id AND entry_name.feed = :feed) AS has_names"
)
_UPSERT_FEED_ARTICLE = (
    "INSERT INTO feed_article (feed, article, sort_time, unread, signature, title, published, summary, authors) "
    "SELECT ?1, id, sort_time, read IS NULL AND hidden IS NULL, ?3, ?4, ?5, ?6, ?7 FROM article WHERE id = ?2 "
    "ON CONFLICT (feed, article) DO UPDATE SET signature = excluded.signature, "
    "title = COALESCE(excluded.title, title), published = excluded.published, summary = excluded.summary, "
    "authors = excluded.authors WHERE excluded.signature <> ''"
)


class EntryFields(NamedTuple):
    """The fields of an entry that are stored for each feed, because feeds word one article differently. Where a feed
    gives the whole text, `summary` and `authors` are left out: the stored text has them. `title` is None where an
    older version did not store it."""

    title: str | None = None
    published: int | None = None
    summary: str = ""
    authors: tuple[str, ...] = ()


_NO_FIELDS = EntryFields()


@dataclass(frozen=True)
class KnownArticle:
    """An article of the library as a refresh of one feed sees it.

    `owner` is the feed whose title and date the article shows, None where that feed is gone. Of the feed that is
    refreshed: `in_feed` is whether it lists the article, `signature` that of its entry, `has_names` whether its names
    for the article are stored, `has_fields` whether its fields are. `sort_time` is in seconds since 1970.
    """

    id: int
    key: str
    url: str
    title: str
    sort_time: int
    complete: bool
    owner: int | None
    in_feed: bool
    signature: str
    has_names: bool
    has_fields: bool


class Entries:
    """Reads and writes the entries of feeds. A name is a hash of a guid, of a link, or of a title with its date
    (`EntryId`)."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def by_name(self, feed: int, names: Sequence[int]) -> dict[int, KnownArticle]:
        """The articles of these names in a feed, by name."""
        rows = self._db.rows(
            f"{_SELECT_KNOWN}, entry_name.name FROM entry_name JOIN article a ON a.id = entry_name.article LEFT JOIN "
            "feed_article m "
            "ON m.feed = entry_name.feed AND m.article = a.id "
            "WHERE entry_name.feed = :feed AND entry_name.name IN (SELECT value FROM json_each(:names))",
            {"feed": feed, "names": json.dumps(names)},
        )
        return {row["name"]: _known(row) for row in rows}

    def by_key(self, keys: Sequence[str], feed: int = 0) -> dict[str, KnownArticle]:
        """The articles of these keys, by key, as seen by a feed (0 for none)."""
        rows = self._db.rows(
            f"{_SELECT_KNOWN} FROM article a LEFT JOIN feed_article m ON m.feed = :feed AND m.article = a.id "
            "WHERE a.key IN (SELECT value FROM json_each(:keys))",
            {"feed": feed, "keys": json.dumps(keys)},
        )
        return {row["key"]: _known(row) for row in rows}

    def put(self, feed: int, articles: Iterable[tuple[int, str] | tuple[int, str, EntryFields]]) -> None:
        """Store that a feed lists these articles, each with the signature of its entry ("" where unknown) and its
        fields."""
        self._db.write_many(_UPSERT_FEED_ARTICLE, (_listed(feed, *article) for article in articles))

    def fields(self, article: int) -> list[Entry]:
        """The entries of an article in all its feeds, that of its owner first, each with the article's outlet."""
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

    def put_names(self, feed: int, names: Iterable[tuple[int, int]]) -> None:
        """Store names of articles in a feed, as pairs of name and article."""
        self._db.write_many(
            "INSERT INTO entry_name (feed, name, article) VALUES (?, ?, ?) "
            "ON CONFLICT (feed, name) DO UPDATE SET article = excluded.article",
            ((feed, name, article) for name, article in names),
        )

    def set_url(self, article: int, url: str) -> None:
        """Change the address of an article."""
        self._db.write("UPDATE article SET url = ? WHERE id = ?", (url, article))

    def drop_names(self, feed: int, names: Iterable[int]) -> None:
        """Delete names that have turned out to belong to several entries of a feed."""
        self._db.write_many("DELETE FROM entry_name WHERE feed = ? AND name = ?", ((feed, name) for name in names))


def _listed(feed: int, article: int, signature: str, fields: EntryFields = _NO_FIELDS) -> tuple[object, ...]:
    return (feed, article, signature, fields.title, fields.published, fields.summary, "\n".join(fields.authors))


def _known(row: sqlite3.Row) -> KnownArticle:
    return KnownArticle(
        id=row["id"],
        key=row["key"],
        url=row["url"],
        title=row["title"],
        sort_time=row["sort_time"],
        complete=bool(row["complete"]),
        owner=row["owner"],
        in_feed=row["signature"] is not None,
        signature=row["signature"] or "",
        has_names=bool(row["has_names"]),
        has_fields=bool(row["has_fields"]),
    )
