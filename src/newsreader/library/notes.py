"""The reader's notes and highlights."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsreader.i18n import _
from newsreader.library.service import Service
from newsreader.library.speaker_groups import normalize_name

if TYPE_CHECKING:
    from newsreader.model.note import Note


class Notes(Service):
    """The notes and highlights of a library; `Library.notes`."""

    def all(self, words: str = "") -> list[Note]:
        """Return all notes, newest first, or those with these words in them or in the passage."""
        wanted = normalize_name(words).split()
        return [note for note in self._store.notes.all() if all(word in _said(note) for word in wanted)]

    def save(self, note: Note) -> int:
        """Keep a new note (`id` 0) or another text of one; returns its number."""
        with self._undoable(_("write the note")) as step:
            return self._store.notes.put(step, note, self._now())

    def remove(self, note: int) -> None:
        """Delete a note."""
        with self._undoable(_("remove the note")) as step:
            self._store.notes.remove(step, note)


def _said(note: Note) -> str:
    return normalize_name(" ".join((note.text, note.quote, note.speaker, note.title)))
