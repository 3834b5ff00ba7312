"""Tags on articles, and saved searches."""

from collections.abc import Iterable, Sequence

from newsreader.store.database import Database
from newsreader.store.undo import UndoStep


class Tags:
    """Reads and writes tags, which are in lower case, and saved searches, a name and a text each."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def of(self, article: int) -> list[str]:
        """The tags of an article."""
        return [
            row["tag"]
            for row in self._db.rows("SELECT tag FROM article_tag WHERE article = ? ORDER BY tag", (article,))
        ]

    def tag(self, step: UndoStep, articles: Sequence[int], tags: Iterable[str], without: Iterable[str] = ()) -> None:
        """Give articles tags, and take others away."""
        for article in articles:
            for tag in without:
                step.delete("article_tag", {"article": article, "tag": tag.lower()})
            for tag in tags:
                step.upsert("article_tag", {"article": article, "tag": tag.lower()}, {})

    def tags(self) -> dict[str, int]:
        """Return all tags with the number of their articles."""
        rows = self._db.rows("SELECT tag, COUNT(*) AS count FROM article_tag GROUP BY tag ORDER BY tag")
        return {row["tag"]: row["count"] for row in rows}

    def articles(self, tag: str) -> list[int]:
        """The articles that have a tag."""
        return [row["article"] for row in self._db.rows("SELECT article FROM article_tag WHERE tag = ?", (tag,))]

    def searches(self) -> dict[str, str]:
        """The saved searches, by name."""
        return {row["name"]: row["query"] for row in self._db.rows("SELECT * FROM saved_search ORDER BY name")}

    def save_search(self, step: UndoStep, name: str, query: str) -> None:
        """Save a search under a name."""
        step.upsert("saved_search", {"name": name}, {"query": query})

    def delete_search(self, step: UndoStep, name: str) -> bool:
        """Forget a saved search; whether there was one."""
        return step.delete("saved_search", {"name": name})
