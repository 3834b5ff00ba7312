"""Reading positions: where the reader stopped in an article's text and sound, and when."""

from newsreader.store.database import Database


class Positions:
    """Reads and writes positions, as a block and an offset; an article that was left at its top has none."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def of(self, article: int) -> tuple[int, int] | None:
        """Return the reading position: block and place in it."""
        row = self._db.row("SELECT block, start FROM reading_position WHERE article = ?", (article,))
        return (row["block"], row["start"]) if row else None

    def put(self, article: int, place: tuple[int, int] | None) -> None:
        """The reader stopped here; None for the top."""
        if place is None:
            self._db.write("DELETE FROM reading_position WHERE article = ?", (article,))
        else:
            self._db.write(
                "INSERT INTO reading_position SELECT id, ?, ? FROM article WHERE id = ? "
                "ON CONFLICT (article) DO UPDATE SET block = excluded.block, start = excluded.start",
                (*place, article),
            )

    def visited(self, article: int) -> int | None:
        """Return when the reader was last in a live page, in seconds since 1970."""
        row = self._db.row("SELECT visited FROM article WHERE id = ?", (article,))
        return row["visited"] if row else None

    def read(self, article: int) -> int | None:
        """Return when it was marked as read, in seconds since 1970."""
        row = self._db.row("SELECT read FROM article WHERE id = ?", (article,))
        return row["read"] if row else None

    def visit(self, article: int, now: int) -> None:
        """The reader is in a live page."""
        self._db.write("UPDATE article SET visited = ? WHERE id = ?", (now, article))

    def playback(self, article: int) -> int:
        """Return how far its sound was heard, in seconds."""
        row = self._db.row("SELECT playback_seconds FROM article WHERE id = ?", (article,))
        return int(row["playback_seconds"] or 0) if row else 0

    def set_playback(self, article: int, seconds: int) -> None:
        """Store how far the recording was played; at its end, none."""
        self._db.write("UPDATE article SET playback_seconds = ? WHERE id = ?", (seconds or None, article))
