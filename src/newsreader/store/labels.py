"""What the reader sorts by: tags on articles, and searches that are kept."""

from collections.abc import Iterable

from newsreader.store.database import Database


class Labels:
    """Tags are in lower case; a saved search has a name and its text."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def of(self, article: int) -> list[str]:
        """The tags of an article."""
        return [
            row["tag"] for row in self._db.rows("SELECT tag FROM tagging WHERE article = ? ORDER BY tag", (article,))
        ]

    def tag(self, article: int, tags: Iterable[str]) -> None:
        """These are the tags of an article from now on."""
        with self._db.transaction():
            self._db.write("DELETE FROM tagging WHERE article = ?", (article,))
            self._db.write_many(
                "INSERT OR IGNORE INTO tagging VALUES (?, ?)", ((article, tag.lower()) for tag in tags if tag)
            )

    def tags(self) -> dict[str, int]:
        """Every tag, and how many articles have it."""
        rows = self._db.rows("SELECT tag, COUNT(*) AS count FROM tagging GROUP BY tag ORDER BY tag")
        return {row["tag"]: row["count"] for row in rows}

    def searches(self) -> dict[str, str]:
        """The saved searches, by name."""
        return {row["name"]: row["query"] for row in self._db.rows("SELECT * FROM saved_search ORDER BY name")}

    def keep_search(self, name: str, query: str) -> None:
        """Save a search under a name."""
        self._db.write(
            "INSERT INTO saved_search VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET query = excluded.query",
            (name, query),
        )

    def drop_search(self, name: str) -> bool:
        """Forget a saved search; whether there was one."""
        return self._db.write("DELETE FROM saved_search WHERE name = ?", (name,)).rowcount > 0
