"""Lists of headlines, a page at a time, by keys instead of offsets: as fast at any size of the library.

What a search needs is imported by those that have one: the first list has none."""

from __future__ import annotations

import heapq
import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from newsreader.model.article_filter import MANY, ArticleFilter, Found, SortOrder
from newsreader.model.feed import Headline
from newsreader.model.quotation_kind import SPOKEN
from newsreader.store.best_matches import FOUND, best_matches

if TYPE_CHECKING:
    from newsreader.model.query import Query
    from newsreader.store.database import Database
    from newsreader.store.search_sql import Condition

_SPOKEN = ", ".join(f"'{kind}'" for kind in SPOKEN)
_HEADLINE = (
    "SELECT article.id, url, article.title, kicker, outlet, sort_time, read, saved, complete, unparsed, "
    "comment_count, new_comments, "
    "(SELECT COUNT(*) FROM article AS copy WHERE copy.duplicate_of = article.id) AS duplicates, word_count, "
    f"(SELECT COUNT(*) FROM quotation WHERE quotation.article = article.id AND kind IN ({_SPOKEN})) AS quotations, "
    "(SELECT GROUP_CONCAT(tag, CHAR(10)) FROM article_tag WHERE article_tag.article = article.id) AS tags FROM "
)
#: A word that is only begun has to have so many letters that BM25 can say something of it.
_TELLING = 3
#: Columns that are compared together, whether the greatest comes first, and the values that a headline has there.
_Part = tuple[tuple[str, ...], bool, tuple[str | int, ...]]


class Headlines:
    """Reads the headlines of the articles that a filter lets through, their numbers and counts."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def headlines(self, wanted: ArticleFilter, limit: int, before: Headline | None = None) -> list[Headline]:
        """A page of a list, which begins after the headline `before`."""
        if wanted.order is SortOrder.BEST:
            return [] if before else self.best(wanted, limit).page
        newest, named = wanted.order is SortOrder.NEWEST, bool(wanted.feed or wanted.folder)
        if newest and named and not (wanted.query or wanted.saved or wanted.since):
            return self._of_feeds(wanted, limit, before)
        if newest and (found := self._searched(wanted)):
            return self._found(*found, wanted, limit, before)
        return self._worded(wanted.feed, self._in_order(wanted, limit, before))

    def headlines_of(self, ids: Sequence[int], feed: int = 0) -> list[Headline]:
        """The headlines with these numbers, in no order; in the words of a feed, where one is named."""
        marks = ",".join("?" * len(ids))
        return self._worded(feed, self._read(f"article WHERE article.id IN ({marks})", list(ids)))

    def _worded(self, feed: int, headlines: list[Headline]) -> list[Headline]:
        """The list of a feed shows its own words, whatever others call the same article."""
        if not (feed and headlines):
            return headlines
        rows = self._db.rows(
            "SELECT article, title FROM feed_article WHERE feed = ? AND title <> '' "
            "AND article IN (SELECT value FROM json_each(?))",
            (feed, json.dumps([headline.id for headline in headlines])),
        )
        titles = {row["article"]: row["title"] for row in rows}
        return [replace(headline, title=titles.get(headline.id, headline.title)) for headline in headlines]

    def _read(self, rest: str, values: Sequence[str | int]) -> list[Headline]:
        return [_headline(row) for row in self._db.rows(_HEADLINE + rest, values)]

    def _in_order(self, wanted: ArticleFilter, limit: int, before: Headline | None) -> list[Headline]:
        """Any list: what it shares with `before` up to its last key first, then what is further."""
        where, values = _where(wanted)
        found: list[Headline] = []
        for (further, more), order in _after(_parts(wanted.order, before), bool(before)):
            tests = " AND ".join([*where, further])
            left = limit - len(found)
            found += self._read(f"article WHERE {tests} ORDER BY {order} LIMIT ?", [*values, *more, left])
            if len(found) >= limit:
                break
        return found

    def _of_feeds(self, wanted: ArticleFilter, limit: int, before: Headline | None) -> list[Headline]:
        """The newest of one feed or of a folder's feeds, each of which is in order already."""
        feeds = [wanted.feed] if wanted.feed else self._folder(wanted.folder)
        unread = "AND unread" if wanted.unread else ""
        further = "AND (sort_time, article) < (?, ?)" if before else ""
        found: set[tuple[int, int]] = set()
        for feed in feeds:
            rows = self._db.rows(
                f"SELECT sort_time, article FROM feed_article WHERE feed = ? {unread} {further} "
                "AND NOT EXISTS (SELECT 1 FROM article WHERE id = article AND hidden IS NOT NULL) "
                "ORDER BY sort_time DESC, article DESC LIMIT ?",
                [feed, *(before.key if before else ()), limit],
            )
            found.update((row[0], row[1]) for row in rows)
        first = [number for _when, number in heapq.nlargest(limit, found)]
        return sorted(self.headlines_of(first, wanted.feed), key=SortOrder.NEWEST.place)

    def _folder(self, folder: str) -> list[int]:
        return [row["id"] for row in self._db.rows("SELECT id FROM feed WHERE folder = ? AND NOT muted", (folder,))]

    def _found(
        self, match: str, rest: Condition, wanted: ArticleFilter, limit: int, before: Headline | None
    ) -> list[Headline]:
        """The newest that the index of words finds, in its own order."""
        where, values = rest
        tests = [where, *_shown(wanted)]
        if before:
            tests.append("article_fts.rowid < (SELECT fts_rowid FROM article WHERE id = ?)")
            values = [*values, before.id]
        return self._read(
            f"{FOUND}{' AND '.join(tests)} ORDER BY article_fts.rowid DESC LIMIT ?",
            [match, *values, limit],
        )

    def _searched(self, wanted: ArticleFilter) -> tuple[str, Condition] | None:
        """Return what the index of words is asked for a filter, and what its articles have to be besides; None where
        there is a shorter way."""
        if wanted.query is None or wanted.feed or wanted.folder or wanted.saved or wanted.since:
            return None
        from newsreader.store.search_sql import split_fts

        match, rest = split_fts(wanted.query)
        return (match, rest) if match and rest is not None else None

    def best(self, wanted: ArticleFilter, limit: int) -> Found:
        """Return what a search finds, the best first, and how much that is; without words, the newest."""
        searched = self._searched(wanted)
        if wanted.query is None or searched is None:
            count = self.count(wanted, MANY)
            return Found(self.headlines(replace(wanted, order=SortOrder.NEWEST), limit), count, count == MANY)
        match, (where, values) = searched
        tests = " AND ".join([where, *_shown(wanted)])
        from newsreader.model.query import words_of

        scored = all(len(term.words) >= _TELLING for term in words_of(wanted.query) if term.begun)
        ids, count, are_more = best_matches(self._db, match, tests, values, limit, scored)
        known = {headline.id: headline for headline in self.headlines_of(ids)}
        return Found([known[each] for each in ids if each in known], count, are_more)

    def outlets(self) -> list[str]:
        """The outlets that articles are from, those that have most first."""
        rows = self._db.rows("SELECT outlet FROM article WHERE outlet <> '' GROUP BY outlet ORDER BY COUNT(*) DESC")
        return [row["outlet"] for row in rows]

    def ids(self, wanted: ArticleFilter) -> list[int]:
        """Return the numbers of all articles that a filter lets through."""
        where, values = _where(wanted)
        return [row[0] for row in self._db.rows(f"SELECT id FROM article WHERE {' AND '.join(where)}", values)]

    def count(self, wanted: ArticleFilter, most: int = -1) -> int:
        """Count the articles that a filter lets through; counting ends at `most`."""
        if wanted == ArticleFilter(unread=True) and most < 0:
            row = self._db.row("SELECT unread FROM counter")
            return int(row[0]) if row else 0
        where, values = _where(wanted)
        source = f"article WHERE {' AND '.join(where)}"
        if most >= 0 and (found := self._searched(wanted)):
            match, rest = found
            source, values = FOUND + " AND ".join([rest[0], *_shown(wanted)]), [match, *rest[1]]
        row = self._db.row(f"SELECT COUNT(*) FROM (SELECT 1 FROM {source} LIMIT ?)", [*values, most])
        return int(row[0]) if row else 0

    def feeds_of(self, ids: Sequence[int]) -> dict[int, list[str]]:
        """The titles of the feeds that name each article."""
        marks = ",".join("?" * len(ids))
        found: dict[int, list[str]] = {}
        for row in self._db.rows(
            "SELECT article, feed.title FROM feed_article JOIN feed ON feed.id = feed "
            f"WHERE article IN ({marks}) ORDER BY position",
            list(ids),
        ):
            found.setdefault(row["article"], []).append(row["title"])
        return found

    def duplicates_of(self, ids: Sequence[int]) -> list[int]:
        """Return the duplicates of these articles: the same texts from other outlets."""
        marks = ",".join("?" * len(ids))
        return [
            row["id"] for row in self._db.rows(f"SELECT id FROM article WHERE duplicate_of IN ({marks})", list(ids))
        ]


def _parts(order: SortOrder, at: Headline | None = None) -> list[_Part]:
    """An order as its columns, with the values of a headline."""
    when = (("article.sort_time", "article.id"), order is not SortOrder.OLDEST, at.key if at else ())
    match order:
        case SortOrder.OUTLET:
            return [(("article.outlet",), False, (at.outlet,) if at else ()), when]
        case SortOrder.DISCUSSED:
            return [(("COALESCE(article.comment_count, 0)",), True, (at.comment_count or 0,) if at else ()), when]
        case _:
            return [when]


def _after(parts: list[_Part], begun: bool) -> Iterator[tuple[Condition, str]]:
    """Yield what comes after a headline, and its order: first what differs from it in the last part only. The whole
    list, where it has not `begun`."""
    for place in range(len(parts) - 1, -1, -1) if begun else ():
        tests, values = list[str](), list[str | int]()
        for columns, down, at in parts[: place + 1]:
            sign = "=" if columns is not parts[place][0] else "<" if down else ">"
            tests.append(f"({', '.join(columns)}) {sign} ({', '.join('?' * len(columns))})")
            values += at
        yield (" AND ".join(tests), values), _sorting(parts[place:])
    if not begun:
        yield ("1", []), _sorting(parts)


def _sorting(parts: list[_Part]) -> str:
    return ", ".join(f"{column}{' DESC' if down else ''}" for columns, down, _at in parts for column in columns)


def _shown(wanted: ArticleFilter) -> list[str]:
    """The conditions that have no values."""
    where = [] if wanted.query and _asks_for_hidden(wanted.query) else ["article.hidden IS NULL"]
    if not (wanted.feed or wanted.folder or wanted.saved or wanted.query):
        where += ["article.duplicate_of IS NULL", "NOT article.muted"]
    if wanted.unread:
        where.append("article.read IS NULL")
    if wanted.saved:
        where.append("article.saved IS NOT NULL")
    return where


def _asks_for_hidden(query: Query) -> bool:
    from newsreader.model.query import State, asks_for

    return asks_for(query, State.HIDDEN)


def _where(wanted: ArticleFilter) -> tuple[list[str], list[str | int]]:
    where, values = _shown(wanted), list[str | int]()
    if wanted.feed:
        where.append("article.id IN (SELECT article FROM feed_article WHERE feed = ?)")
        values.append(wanted.feed)
    if wanted.folder:
        where.append(
            "article.id IN (SELECT article FROM feed_article WHERE feed IN "
            "(SELECT id FROM feed WHERE folder = ? AND NOT muted))"
        )
        values.append(wanted.folder)
    if wanted.since:
        where.append("article.id IN (SELECT id FROM article WHERE first_seen >= ?)")
        values.append(wanted.since)
    if wanted.query:
        from newsreader.store.search_sql import to_sql

        words, more = to_sql(wanted.query)
        where.append(words)
        values += more
    return where, values


def _headline(row: sqlite3.Row) -> Headline:
    return Headline(
        id=row["id"],
        url=row["url"],
        title=row["title"],
        kicker=row["kicker"],
        outlet=row["outlet"],
        when=datetime.fromtimestamp(row["sort_time"], UTC),
        read=row["read"] is not None,
        saved=row["saved"] is not None,
        complete=bool(row["complete"]),
        key=(row["sort_time"], row["id"]),
        unparsed=bool(row["unparsed"]),
        comment_count=row["comment_count"],
        new_comments=row["new_comments"],
        duplicates=row["duplicates"],
        word_count=row["word_count"] or 0,
        quotations=row["quotations"],
        tags=tuple(sorted((row["tags"] or "").split("\n"))) if row["tags"] else (),
    )
