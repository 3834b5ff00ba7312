"""Finding articles by their words: a full-text index beside the articles (SQLite's FTS5)."""

from collections.abc import Iterable

from newsreader.store.database import Database


class Search:
    """Each article's words, under a number of its own: an article that changes gets a new one, and
    what stands under the old one is found no more."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def index(self, articles: Iterable[tuple[int, tuple[str, str, str]]]) -> None:
        """Make articles findable by their words: title, text, byline."""
        articles = list(articles)
        row = self._db.row("SELECT MAX(id) FROM search_docsize")
        first = (row[0] or 0) + 1 if row else 1
        self._db.write_many(
            "INSERT INTO search (rowid, title, text, byline) VALUES (?, ?, ?, ?)",
            ((first + place, *words) for place, (_article, words) in enumerate(articles)),
        )
        self._db.write_many(
            "UPDATE article SET doc = ? WHERE id = ?",
            ((first + place, article) for place, (article, _words) in enumerate(articles)),
        )

    def missing(self, limit: int) -> list[int]:
        """Articles that are not in the index yet, newest first."""
        rows = self._db.rows("SELECT id FROM article WHERE doc IS NULL ORDER BY sorted DESC LIMIT ?", (limit,))
        return [row["id"] for row in rows]

    def tidy(self) -> bool:
        """Put a part of the index in order; whether there is more to do."""
        with self._db.transaction():
            before = self._db.changes()
            self._db.write("INSERT INTO search (search, rank) VALUES ('merge', 200)")
            return self._db.changes() - before > 1
