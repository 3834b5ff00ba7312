"""The reader's own words on articles and passages."""

from collections.abc import Callable
from datetime import datetime

from newsreader.i18n import _
from newsreader.library.speaker_groups import normalize_name
from newsreader.model.note import Note
from newsreader.store.store import Store


class Notes:
    """The notes and highlights of a library; `Library.notes`."""

    def __init__(self, store: Store, now: Callable[[], datetime]) -> None:
        self._store, self._now = store, now

    def all(self, words: str = "") -> list[Note]:
        """Every note, newest first; only those that hold these words, in whatever they are about too."""
        wanted = normalize_name(words).split()
        return [note for note in self._store.notes.all() if all(word in _said(note) for word in wanted)]

    def save(self, note: Note) -> int:
        """Keep a new note (`id` 0) or another text of one; returns its number."""
        with self._store.undo.record(_("write the note"), self._now()) as step:
            return self._store.notes.put(step, note, self._now())

    def remove(self, note: int) -> None:
        """Take a note away."""
        with self._store.undo.record(_("remove the note"), self._now()) as step:
            self._store.notes.remove(step, note)


def _said(note: Note) -> str:
    return normalize_name(" ".join((note.text, note.quote, note.speaker, note.title)))
