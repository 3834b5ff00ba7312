"""The lists, tags and people that the palette can go to by name."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from newsreader.i18n import _
from newsreader.model.article_filter import ArticleFilter
from newsreader.tui.layout import Pane

if TYPE_CHECKING:
    from newsreader.model.quotation import Speaker
    from newsreader.tui.controllers.lists import ListController
    from newsreader.tui.controllers.search import SearchController
    from newsreader.tui.controllers.views import LayoutView
    from newsreader.tui.entries import ListEntry
    from newsreader.tui.services.base import Services

#: A name, what kind of thing has it, and the way there.
Destination = tuple[str, str, Callable[[], object]]


class Destinations:
    """Finds destinations by name, and goes to one."""

    def __init__(self, services: Services, layout: LayoutView, lists: ListController, search: SearchController) -> None:
        self._services, self._layout, self._lists, self._search = services, layout, lists, search

    def find(self, entries: list[ListEntry], then: Callable[[list[Destination]], object]) -> None:
        """The lists, saved searches and tags at once; then people, as soon as they are read."""
        then(
            [
                (entry.title, _kind(entry), partial(self._open, entry))
                for entry in entries
                if entry.filter or entry.search
            ]
        )

        def show(people: list[Speaker]) -> None:
            then([(person.name, _("person quoted"), partial(self._look, f'said:"{person.name}"')) for person in people])

        self._services.run(self._services.library.people.all, show)

    async def _open(self, entry: ListEntry) -> None:
        if entry.search:
            self._search.open(entry)
        else:
            await self._lists.choose(entry)

    def _look(self, text: str) -> None:
        self._layout.focus_pane(Pane.HEADLINES)
        self._search.show(text, ArticleFilter())


def _kind(entry: ListEntry) -> str:
    if entry.tag:
        return _("tag")
    if entry.search:
        return _("saved search")
    if entry.filter and entry.filter.feed:
        return _("feed")
    return _("folder") if entry.filter and entry.filter.folder else _("list")
