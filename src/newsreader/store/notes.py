"""The reader's notes, which outlive their articles."""

import sqlite3
from datetime import UTC, datetime

from newsreader.model.note import Note
from newsreader.store.database import Database
from newsreader.store.undo import UndoStep


class Notes:
    """Reads and writes notes, a row each."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def of(self, article: int) -> list[Note]:
        """The notes on an article, oldest first."""
        return [_note(row) for row in self._db.rows("SELECT * FROM note WHERE article = ? ORDER BY id", (article,))]

    def all(self) -> list[Note]:
        """Return all notes, newest first."""
        return [_note(row) for row in self._db.rows("SELECT * FROM note ORDER BY created DESC, id DESC")]

    def put(self, step: UndoStep, note: Note, now: datetime) -> int:
        """A new note (`id` 0), or another text of one; returns its number."""
        when = int(now.timestamp())
        if note.id:
            step.upsert("note", {"id": note.id}, {"text": note.text, "updated": when})
            return note.id
        row = self._db.row("SELECT COALESCE(MAX(id), 0) + 1 FROM note")
        number = int(row[0]) if row else 1
        values = {name: getattr(note, name) for name in ("article", "text", "quote", "block", "start", "stop")}
        values |= {name: getattr(note, name) for name in ("speaker", "url", "title", "outlet")}
        step.upsert("note", {"id": number}, {**values, "created": when, "updated": when})
        return number

    def remove(self, step: UndoStep, note: int) -> None:
        """Delete a note."""
        step.delete("note", {"id": note})


def _note(row: sqlite3.Row) -> Note:
    return Note(
        id=row["id"],
        article=row["article"] or 0,
        text=row["text"],
        quote=row["quote"],
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
