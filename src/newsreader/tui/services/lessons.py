"""The first keys, which stand above the panes until the reader has opened some articles."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsreader.library.core import Library
    from newsreader.tui.services.base import Run

#: Articles after which the user knows them.
LESSONS = 3


class Lessons:
    """Counts the opened articles, and hides the first keys (`hide`) after some of them."""

    def __init__(self, library: Library, run: Run, hide: Callable[[], object]) -> None:
        self._library, self._run, self._hide = library, run, hide

    def left(self) -> int:
        """Count those that are left; 0 where somebody used the library before there were lessons."""
        if not self._library.state("created") and not self._library.is_new():
            return 0
        return max(0, LESSONS - int(self._library.state("lessons") or 0))

    def learn(self) -> None:
        """An article was opened."""
        if left := self.left():
            self._run(lambda: self._library.set_state("lessons", str(LESSONS - left + 1)))
            if left == 1:
                self._hide()
