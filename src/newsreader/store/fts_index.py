"""Finding articles by their words: a full-text index beside the articles (SQLite's FTS5)."""

from collections.abc import Iterable, Sequence

from newsreader.store.database import Database

#: How many articles of the same minute the index has room for, before they go to the next one.
ROOM = 16


class FullTextIndex:
    """Each article's words, under a number of its own: an article that changes gets a new one, and
    what stands under the old one is found no more."""

    def __init__(self, database: Database) -> None:
        self._db = database
        #: Of minutes that are full: the next one with room.
        self._roomy: dict[int, int] = {}

    def index(self, articles: Iterable[tuple[int, tuple[str, str, str]]]) -> None:
        """Make articles of the library findable by their words: title, text, byline."""
        words = dict(articles)
        minutes: list[tuple[int, int]] = []
        ids = list(words)
        for start in range(0, len(ids), 500):
            part = ids[start : start + 500]
            marks = ",".join("?" * len(part))
            rows = self._db.rows(f"SELECT id, MAX(sorted / 60, 0) AS minute FROM article WHERE id IN ({marks})", part)
            minutes += [(row["minute"], row["id"]) for row in rows]
        taken: dict[int, int] = {}
        numbers = [(self._free(minute, taken), article) for minute, article in sorted(minutes)]
        self._db.write_many(
            "INSERT INTO search (rowid, title, text, byline) VALUES (?, ?, ?, ?)",
            # In the index's own order: it would write itself out at each step back.
            ((number, *words[article]) for number, article in sorted(numbers)),
        )
        self._db.write_many("UPDATE article SET doc = ? WHERE id = ?", numbers)

    def _free(self, minute: int, taken: dict[int, int]) -> int:
        """The first number from a minute on that nothing has been under; `taken` is what this transaction has given."""
        at = self._roomy.get(minute, minute)
        while True:
            if at not in taken:
                row = self._db.row("SELECT MAX(id) FROM search_docsize WHERE id < ?", ((at + 1) * ROOM,))
                taken[at] = max(at * ROOM, (row[0] or 0) + 1 if row else 0)
            if taken[at] < (at + 1) * ROOM:
                break
            at += 1
        if at > minute:
            self._roomy[minute] = at
        taken[at] += 1
        return taken[at] - 1

    def missing(self, limit: int) -> list[int]:
        """Articles that are not in the index yet, newest first."""
        rows = self._db.rows("SELECT id FROM article WHERE doc IS NULL ORDER BY sorted DESC LIMIT ?", (limit,))
        return [row["id"] for row in rows]

    def old(self, limit: int) -> list[int]:
        """Articles that an earlier version put into the index by other rules and that have not been looked at since,
        newest first; what is not told to be `seen` comes again."""
        rows = self._db.rows(
            "SELECT id FROM article WHERE id < (SELECT CAST(value AS INTEGER) FROM setting WHERE name = 'index_below') "
            "ORDER BY id DESC LIMIT ?",
            (limit,),
        )
        return [row["id"] for row in rows]

    def seen(self, old: Sequence[int], anew: Iterable[int]) -> None:
        """These have been looked at, and some of them go into the index anew."""
        self._db.write("UPDATE setting SET value = ? WHERE name = 'index_below'", (str(min(old)),))
        self._db.write_many("UPDATE article SET doc = NULL WHERE id = ?", ((article,) for article in anew))

    def merge_step(self) -> bool:
        """Put a part of the index in order; whether there is more to do."""
        with self._db.transaction():
            before = self._db.changes()
            self._db.write("INSERT INTO search (search, rank) VALUES ('merge', 200)")
            return self._db.changes() - before > 1

    def stale_share(self) -> float:
        """Which share of the index belongs to articles that are gone, or have other words now."""
        held, here = self._db.row("SELECT COUNT(*) FROM search_docsize"), self._db.row("SELECT COUNT(doc) FROM article")
        return 1 - here[0] / held[0] if held and here and held[0] else 0.0

    def clear(self) -> None:
        """Empty the index: it is filled again when nobody waits (`missing`)."""
        with self._db.transaction():
            self._db.write("INSERT INTO search (search) VALUES ('delete-all')")
            self._db.write("UPDATE article SET doc = NULL")
        self._roomy.clear()
