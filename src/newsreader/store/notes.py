"""The reader's notes: they outlive the articles that they are about."""

import sqlite3
from datetime import UTC, datetime

from newsreader.model.note import Note
from newsreader.store.database import Database


class Notes:
    """One row a note."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def of(self, article: int) -> list[Note]:
        """The notes on an article, oldest first."""
        return [_note(row) for row in self._db.rows("SELECT * FROM note WHERE article = ? ORDER BY id", (article,))]

    def all(self) -> list[Note]:
        """Every note, newest first."""
        return [_note(row) for row in self._db.rows("SELECT * FROM note ORDER BY created DESC, id DESC")]

    def keep(self, note: Note, now: datetime) -> int:
        """A new note (`id` 0), or another text of one; returns its number."""
        when = int(now.timestamp())
        if note.id:
            self._db.write("UPDATE note SET words = ?, updated = ? WHERE id = ?", (note.words, when, note.id))
            return note.id
        place = (note.passage, note.block, note.start, note.stop, note.speaker)
        cursor = self._db.write(
            "INSERT INTO note (article, words, passage, block, start, stop, speaker, url, title, outlet, "
            "created, updated) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (note.article, note.words, *place, note.url, note.title, note.outlet, when, when),
        )
        return int(cursor.lastrowid or 0)

    def remove(self, note: int) -> None:
        """Take a note away."""
        self._db.write("DELETE FROM note WHERE id = ?", (note,))


def _note(row: sqlite3.Row) -> Note:
    return Note(
        id=row["id"],
        article=row["article"] or 0,
        words=row["words"],
        passage=row["passage"],
        block=row["block"],
        start=row["start"],
        stop=row["stop"],
        speaker=row["speaker"],
        url=row["url"],
        title=row["title"],
        outlet=row["outlet"],
        created=datetime.fromtimestamp(row["created"], UTC),
        updated=datetime.fromtimestamp(row["updated"], UTC),
    )
