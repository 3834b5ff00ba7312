"""Where the reader stopped in each article."""

from newsreader.store.database import Database


class Places:
    """A block and a place in it; nothing for an article that was left at its top."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def of(self, article: int) -> tuple[int, int] | None:
        """Where the reader stopped."""
        row = self._db.row("SELECT block, start FROM place WHERE article = ?", (article,))
        return (row["block"], row["start"]) if row else None

    def keep(self, article: int, place: tuple[int, int] | None) -> None:
        """The reader stopped here; None for the top."""
        if place is None:
            self._db.write("DELETE FROM place WHERE article = ?", (article,))
        else:
            self._db.write(
                "INSERT INTO place SELECT id, ?, ? FROM article WHERE id = ? "
                "ON CONFLICT (article) DO UPDATE SET block = excluded.block, start = excluded.start",
                (*place, article),
            )
