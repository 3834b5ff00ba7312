"""The images of articles, stored for reading without a network."""

from newsreader.store.database import Database


class Images:
    """Reads and writes images by their addresses; they are deleted with their article."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def has(self, url: str) -> bool:
        """Return whether a picture is here."""
        return self._db.row("SELECT 1 FROM image WHERE url = ?", (url,)) is not None

    def put(self, article: int, url: str, kind: str, content: bytes) -> None:
        """Keep a picture; `kind` is its media type."""
        self._db.write("INSERT OR REPLACE INTO image VALUES (?, ?, ?, ?)", (url, article, kind, content))

    def get(self, url: str) -> tuple[str, bytes] | None:
        """A picture's media type and its bytes."""
        row = self._db.row("SELECT kind, content FROM image WHERE url = ?", (url,))
        return (row["kind"], row["content"]) if row else None
