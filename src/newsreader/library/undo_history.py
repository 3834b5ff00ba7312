"""Undo and redo, with a sentence that says what was undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from newsreader.i18n import _, plural

if TYPE_CHECKING:
    from newsreader.model.feed import Headline
    from newsreader.store.store import Store
    from newsreader.store.undo import Reverted

#: So many feeds or searches are named, the others are counted.
_NAMED = 3


class UndoHistory:
    """Undoes and redoes the steps of a library; `Library.undo_history`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def undo(self) -> str:
        """Undo the last step; returns a sentence that says what was undone, by title, or that there was nothing."""
        return self._said(self._revert(self._store.undo.undo), _("Nothing to undo."), _("Undone: {what}."))

    def redo(self) -> str:
        """Redo the step that was undone last; returns a sentence that says what it was, or that there was nothing."""
        return self._said(self._revert(self._store.undo.redo), _("Nothing to redo."), _("Done again: {what}."))

    def _revert(self, act: Callable[[], Reverted]) -> Reverted:
        with self._store.database.transaction():
            reverted = act()
            self._store.corrections.apply_pending()
            return reverted

    def _said(self, reverted: Reverted, nothing: str, sentence: str) -> str:
        """Return what was reverted: its label, and the names of feeds and searches or the titles of articles."""
        if not reverted.label:
            return nothing
        count = len(reverted.articles)
        if reverted.names:
            about = ", ".join(_("“{title}”").format(title=name) for name in reverted.names[:_NAMED])
            if rest := len(reverted.names[_NAMED:]):
                about = plural("{names} and {n} more", "{names} and {n} more", rest).format(names=about, n=rest)
        elif count and (first := self._first(reverted.articles)):
            more = plural("“{title}” and {n} other article", "“{title}” and {n} other articles", count - 1)
            about = (
                more.format(title=first.title, n=count - 1) if count > 1 else _("“{title}”").format(title=first.title)
            )
        else:
            about = plural("{n} article", "{n} articles", count).format(n=count) if count else ""
        return sentence.format(
            what=_("{what} ({about})").format(what=reverted.label, about=about) if about else reverted.label
        )

    def _first(self, articles: Sequence[int]) -> Headline | None:
        return next(iter(self._store.headlines.headlines_of(list(articles[:1]))), None)
