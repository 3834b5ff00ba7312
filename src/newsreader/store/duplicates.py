"""Duplicates: articles with the same text, such as agency copy in several outlets. The newest stands for the others; an
article of a muted feed only for those of muted feeds."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Protocol
from urllib.parse import urlsplit

from newsreader.model.article import text_of
from newsreader.model.near_duplicates import SAME, is_same_text
from newsreader.model.serialize import article_from_dict
from newsreader.store.codec import unpack

#: For how many days an article is compared with what comes in.
_DAYS = 4


class Connection(Protocol):
    """The methods of a database that duplicates need: a Database, or one that is being migrated."""

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        """Return all rows of a query."""

    def write(self, sql: str, values: Sequence[Any] = ()) -> object:
        """Run one statement."""

    def write_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run one statement for many rows."""


class Duplicates:
    """Groups duplicates: never two articles of one feed or one outlet. Grouping marks nothing as read."""

    def __init__(self, database: Connection) -> None:
        self._db = database

    def link(self, article: int, numbers: Sequence[int], now: datetime) -> None:
        """Find the articles of the last days that say the same, and put all under the newest."""
        recent = int(now.timestamp()) - _DAYS * 86_400
        self._db.write("DELETE FROM sketch WHERE article = ?", (article,))
        self._leave(article)
        if not numbers or not self._db.rows("SELECT 1 FROM article WHERE id = ? AND first_seen > ?", (article, recent)):
            return
        placeholders = ",".join("?" * len(numbers))
        rows = self._db.rows(
            f"SELECT article, COALESCE(duplicate_of, article) AS first FROM sketch JOIN article ON id = article "
            f"WHERE number IN ({placeholders}) "
            "GROUP BY article HAVING COUNT(*) >= ? ORDER BY COUNT(*) DESC, article DESC",
            [*numbers, SAME],
        )
        self._db.write_many("INSERT INTO sketch VALUES (?, ?)", ((number, article) for number in numbers))
        for row in rows:
            group = self._group(row["first"])
            if self._may_join(article, group) and self._say_the_same(article, row["article"]):
                self._gather([article, *group])
                return

    def of(self, article: int) -> list[int]:
        """The articles with the same text as this one, first come first."""
        rows = self._db.rows("SELECT COALESCE(duplicate_of, id) AS first FROM article WHERE id = ?", (article,))
        return [other for row in rows for other in self._group(row["first"]) if other != article]

    def separate(self, articles: Sequence[int]) -> None:
        """Ungroup articles that other feeds list now: two in a group may have come to be of one feed."""
        rows = self._db.rows(
            "SELECT id FROM article AS a WHERE id IN (SELECT value FROM json_each(?)) "
            "AND (duplicate_of IS NOT NULL OR EXISTS (SELECT 1 FROM article AS b WHERE b.duplicate_of = a.id))",
            (json.dumps(articles),),
        )
        for row in rows:
            if not self._may_join(row["id"], self.of(row["id"])):
                self._leave(row["id"])

    def prune(self, now: datetime) -> None:
        """Forget the numbers of articles that are not compared any more."""
        recent = int(now.timestamp()) - _DAYS * 86_400
        self._db.write("DELETE FROM sketch WHERE article IN (SELECT id FROM article WHERE first_seen <= ?)", (recent,))

    def repair(self) -> None:
        """Ungroup what older versions grouped wrongly; articles that were read only as duplicates are unread again."""
        explicit = self._marked_by_hand()
        for row in self._db.rows("SELECT DISTINCT duplicate_of FROM article WHERE duplicate_of IS NOT NULL"):
            first, *others = sorted(
                self._group(row["duplicate_of"]), key=lambda article: article != row["duplicate_of"]
            )
            groups = [[first]]
            self._db.write("UPDATE article SET duplicate_of = NULL WHERE duplicate_of = ?", (first,))
            for other in others:
                fitting = (g for g in groups if self._may_join(other, g) and self._say_the_same(other, g[0]))
                group = next(fitting, None)
                if group is None:
                    groups.append(group := [])
                group.append(other)
                if group is not groups[0] and other not in explicit:
                    self._db.write(_UNREAD, (other, first))
            for group in groups:
                self._gather(group)

    def _marked_by_hand(self) -> set[int]:
        """The articles that somebody marked as read themselves: what followed from that comes after it in an undo "
        "step."""
        articles: set[int] = set()
        for row in self._db.rows("SELECT changes FROM undo_step"):
            for what, value, changed in json.loads(row["changes"])["flags"][:1]:
                if what == "read" and value is not None:
                    articles.update(article for ids in changed.values() for article in ids)
        return articles

    def _group(self, first: int) -> list[int]:
        return [
            row["id"] for row in self._db.rows("SELECT id FROM article WHERE id = ?1 OR duplicate_of = ?1", (first,))
        ]

    def _leave(self, article: int) -> None:
        if others := self.of(article):
            self._db.write("UPDATE article SET duplicate_of = NULL WHERE id = ?", (article,))
            self._gather(others)

    def _gather(self, group: Sequence[int]) -> None:
        rows = self._db.rows(
            "SELECT id FROM article WHERE id IN (SELECT value FROM json_each(?)) "
            "ORDER BY muted, sort_time DESC, id DESC",
            (json.dumps(list(group)),),
        )
        newest = rows[0]["id"]
        self._db.write_many(
            "UPDATE article SET duplicate_of = ?1 WHERE id = ?2 AND duplicate_of IS NOT ?1",
            ((newest if row["id"] != newest else None, row["id"]) for row in rows),
        )

    def _may_join(self, article: int, group: Sequence[int]) -> bool:
        """Return whether an article is of other feeds and of other outlets than all of a group."""
        others = json.dumps(list(group))
        feeds = self._db.rows(
            "SELECT 1 FROM feed_article AS a JOIN feed_article AS b ON b.feed = a.feed WHERE a.article = ? "
            "AND b.article IN (SELECT value FROM json_each(?)) AND b.article <> a.article LIMIT 1",
            (article, others),
        )
        if feeds:
            return False
        sql = "SELECT id, outlet, url FROM article WHERE id = ? OR id IN (SELECT value FROM json_each(?))"
        rows = {row["id"]: _house(row["outlet"], row["url"]) for row in self._db.rows(sql, (article, others))}
        own = rows.pop(article)
        return not any(own & house for house in rows.values())

    def _say_the_same(self, article: int, other: int) -> bool:
        first, second = self._told(article), self._told(other)
        return first is not None and second is not None and is_same_text(first, second)

    def _told(self, article: int) -> tuple[str, str] | None:
        rows = self._db.rows(
            "SELECT title, content FROM article JOIN article_body ON article = id WHERE id = ?", (article,)
        )
        try:
            return (rows[0]["title"], text_of(article_from_dict(unpack(rows[0]["content"])))) if rows else None
        except Exception:  # noqa: BLE001 - bytes of any kind, in a library that was damaged
            return None


#: Read at the moment at which the other one was, or before it was here.
_UNREAD = (
    "UPDATE article SET read = NULL WHERE id = ?1 "
    "AND (read < first_seen OR read = (SELECT first.read FROM article AS first WHERE first.id = ?2))"
)


def _house(outlet: str, url: str) -> set[str]:
    """Return what tells whose article it is: the outlet's name, and its part of the web."""
    server = urlsplit(url).netloc.rpartition("@")[2].lower()
    labels = server.partition(":")[0].split(".")
    # A name, such as www.presse.example or presse.co.uk; numbers say nothing.
    named = len(labels) > 1 and not labels[-1].isdigit() and "[" not in server
    server = ".".join(labels[-3 if len(labels) > 2 and len(labels[-2]) <= 3 else -2 :]) if named else ""
    return {part for part in (outlet.casefold().strip(), server) if part}
