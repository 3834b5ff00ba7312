"""The articles that a key acts on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from newsreader.tui.layout import LISTS, Pane

if TYPE_CHECKING:
    from newsreader.model.feed import Headline
    from newsreader.tui.controllers.views import ArticleView, HeadlinesView, LayoutView


class Targets:
    """Finds the articles that a key acts on: the open one, or the chosen ones of the list."""

    def __init__(self, layout: LayoutView, rows: HeadlinesView, article_view: ArticleView) -> None:
        self._layout, self._rows, self._article_view = layout, rows, article_view

    def article(self) -> int:
        """The open one when it is read, else the one under the cursor of a list that is on the screen; 0 for none."""
        opened = self._article_view.opened
        if self._layout.focused_pane not in LISTS and opened:
            return opened.number
        if self._layout.focused_pane is Pane.FEEDS and Pane.HEADLINES not in self._layout.shown():
            return 0
        current = self._rows.current
        return current.id if current else 0

    def chosen(self) -> Sequence[Headline]:
        """The headlines that were chosen in the list, while that has the focus."""
        chosen = self._rows.chosen if self._layout.focused_pane is Pane.HEADLINES else set()
        return [row for row in self._rows.loaded.headlines if row.id in chosen]

    def row(self, article: int) -> Headline | None:
        """The headline of an article, where it is in the list."""
        index = self._rows.loaded.index_of(article)
        return None if index is None else self._rows.loaded.headlines[index]
