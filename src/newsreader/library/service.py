"""The base class of the library's services."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsreader.store.store import Store
    from newsreader.store.undo import UndoStep


class Service:
    """A service of a library: has its store, and a clock, `now`."""

    def __init__(self, store: Store, now: Callable[[], datetime]) -> None:
        self._store, self._now = store, now

    def _undoable(self, label: str) -> AbstractContextManager[UndoStep]:
        """A step that undo takes back as one; `label` names it, a sentence of the catalogue."""
        return self._store.undo.record(label, self._now())
