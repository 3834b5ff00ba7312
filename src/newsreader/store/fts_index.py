"""The full-text index of articles (SQLite's FTS5)."""

import json
from collections.abc import Iterable, Sequence

from newsreader.store.database import Database
from newsreader.store.fts_table import FtsTable

#: How many articles of the same minute the index has room for, before they go to the next one.
ROOM = 16


#: The words of an article: its title, its text, its byline.
Words = tuple[str, str, str]


class FullTextIndex(FtsTable):
    """Indexes and searches the words of articles, each under a number of its own."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, "article_fts", ("title", "text", "byline"))
        #: Of minutes that are full: the next one with room.
        self._roomy: dict[int, int] = {}
        #: For each minute the next number, in this transaction.
        self._taken: dict[int, int] = {}

    def index(self, articles: Iterable[tuple[int, Words]]) -> None:
        """Make articles of the library findable by their words."""
        words = dict(articles)
        rows = self._db.rows(
            "SELECT id, sort_time FROM article WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(words)),)
        )
        docs = self.add([(row["sort_time"], words[row["id"]]) for row in rows])
        self._db.write_many(
            "UPDATE article SET fts_rowid = ? WHERE id = ?",
            ((doc, row["id"]) for doc, row in zip(docs, rows, strict=True)),
        )

    def add(self, texts: Sequence[tuple[int, Words]]) -> list[int]:
        """Put the words of articles into the index, each with its time in seconds; their numbers there, in the order
        in which they were given. They are written at the end of the transaction."""
        with self._db.transaction():
            docs = self._unused([max(time // 60, 0) for time, _words in texts])
            self._waiting += zip(docs, (words for _time, words in texts), strict=True)
        return docs

    def write_out(self) -> None:
        """Write the words that wait."""
        self._taken = {}
        super().write_out()

    def forget(self) -> None:
        """Let go of the words that wait."""
        self._taken = {}
        super().forget()

    def _unused(self, minutes: Sequence[int]) -> list[int]:
        """For each minute the first number from there on that nothing has been under."""
        wanted = {self._roomy.get(minute, minute) for minute in minutes} - self._taken.keys()
        rows = self._db.rows(
            "SELECT value, (SELECT MAX(id) FROM article_fts_docsize WHERE id < (value + 1) * ?) AS last FROM "
            "json_each(?)",
            (ROOM, json.dumps(sorted(wanted))),
        )
        self._taken |= {row["value"]: _next(row["value"], row["last"]) for row in rows}
        return [self._free(minute, self._taken) for minute in minutes]

    def _free(self, minute: int, taken: dict[int, int]) -> int:
        at = self._roomy.get(minute, minute)
        while True:
            if at not in taken:
                row = self._db.row("SELECT MAX(id) FROM article_fts_docsize WHERE id < ?", ((at + 1) * ROOM,))
                taken[at] = _next(at, row[0] if row else None)
            if taken[at] < (at + 1) * ROOM:
                break
            at += 1
        if at > minute:
            self._roomy[minute] = at
        taken[at] += 1
        return taken[at] - 1

    def missing(self, limit: int) -> list[int]:
        """Return articles that are not indexed yet, newest first."""
        rows = self._db.rows("SELECT id FROM article WHERE fts_rowid IS NULL ORDER BY sort_time DESC LIMIT ?", (limit,))
        return [row["id"] for row in rows]

    def old(self, limit: int) -> list[int]:
        """Return articles that an earlier version indexed by other rules, newest first, until they are marked as
        `seen`."""
        rows = self._db.rows(
            "SELECT id FROM article WHERE id < (SELECT CAST(value AS INTEGER) FROM app_state WHERE name = "
            "'index_below') "
            "ORDER BY id DESC LIMIT ?",
            (limit,),
        )
        return [row["id"] for row in rows]

    def seen(self, old: Sequence[int], anew: Iterable[int]) -> None:
        """Mark these articles as examined, and have some of them indexed anew."""
        self._db.write("UPDATE app_state SET value = ? WHERE name = 'index_below'", (str(min(old)),))
        self._db.write_many("UPDATE article SET fts_rowid = NULL WHERE id = ?", ((article,) for article in anew))

    def stale_share(self) -> float:
        """Return which share of the index belongs to articles that are gone, or have other words now."""
        held, indexed = self.count(), self._db.row("SELECT COUNT(fts_rowid) FROM article")
        return 1 - indexed[0] / held if held and indexed else 0.0

    def clear(self) -> None:
        """Empty the index: it is filled again when nobody waits (`missing`)."""
        with self._db.transaction():
            self.delete_all()
            self._db.write("UPDATE article SET fts_rowid = NULL")
        self._roomy.clear()


def _next(minute: int, last: int | None) -> int:
    """The number after the last one before the end of a minute, or the first of that minute."""
    return max(minute * ROOM, (last or 0) + 1)
