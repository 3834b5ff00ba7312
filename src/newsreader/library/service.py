"""What the services of a library have in common."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime

from newsreader.store.store import Store
from newsreader.store.undo import UndoStep


class Service:
    """Acts on a library by way of its store, at the time that `now` tells."""

    def __init__(self, store: Store, now: Callable[[], datetime]) -> None:
        self._store, self._now = store, now

    def _undoable(self, label: str) -> AbstractContextManager[UndoStep]:
        """A step that undo takes back as one; `label` names it, a sentence of the catalogue."""
        return self._store.undo.record(label, self._now())
