"""Save the session while the reader is open and when it is left, and restore it at the next start."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from newsreader.model.errors import NewsreaderError
from newsreader.tui.history import ArticleVisit
from newsreader.tui.layout import LISTS, SIDES, Pane
from newsreader.tui.session import SavedSession, Session

if TYPE_CHECKING:
    from newsreader.model.article_filter import ArticleFilter
    from newsreader.tui.controllers.lists import ListController
    from newsreader.tui.controllers.views import HeadlinesView, LayoutView
    from newsreader.tui.services.base import Services

#: The name under which the library's state keeps it.
KEPT = "session"


class SessionController:
    """Saves and restores the list, the cursor, the open article and the panes."""

    def __init__(
        self,
        services: Services,
        session: Session,
        layout: LayoutView,
        rows: HeadlinesView,
        lists: ListController,
        return_to: Callable[[ArticleVisit], Awaitable[bool]],
    ) -> None:
        self._services, self._session, self._layout, self._rows = services, session, layout, rows
        self._lists, self._return_to = lists, return_to
        self._kept = SavedSession()
        #: Whether the reader was left as it should be before this start: else the next one is as careful as this one,
        #: unless an article has been shown meanwhile and did no harm.
        self._was_left = True

    # ------------------------------------------------------------ keeping

    def snapshot(self) -> SavedSession:
        """Return where one is now."""
        session, layout = self._session, self._layout
        self._lists.remember_cursor()
        pane = layout.focused_pane
        reads = pane not in LISTS and session.open_article
        return SavedSession(
            filter=replace(session.filter, query=None),
            search_text=session.search_text,
            order=session.order,
            cursor=session.cursor or SavedSession().cursor,
            article=session.open_article if reads else 0,
            pane=pane if reads or pane in LISTS else Pane.HEADLINES,
            side=layout.side if reads else None,
            zen=layout.zen,
            folded=session.folded,
            left=self._was_left or bool(session.open_article),
        )

    def keep(self) -> None:
        """Keep the list that is shown, for the case that the reader is not left but ends."""
        now = self.snapshot().while_open()
        if replace(now, cursor=self._kept.cursor) != self._kept:
            self._kept = now
            self._services.run(lambda: self._services.library.set_state(KEPT, now.to_json()))

    def leave(self) -> None:
        """The app ends as it should: keep everything."""
        with suppress(NewsreaderError):  # there is no screen any more to say it on
            self._services.library.set_state(KEPT, self.snapshot().to_json())

    # ------------------------------------------------------------ standing again

    async def restore(self, saved: SavedSession | None = None, preview: bool = True) -> None:
        """Restore the session that was saved last, or go to another place; without `preview`, what is under the cursor
        of the list is not shown."""
        library, session, layout = self._services.library, self._session, self._layout
        first, saved = saved is None, saved or SavedSession.from_json(library.state(KEPT))
        if first:
            self._was_left = saved.left
        # Before it is shown: should it break the reader, the next start does not show it.
        self._kept = saved.while_open()
        library.set_state(KEPT, self._kept.to_json())
        session.order, session.folded = saved.order, saved.folded
        wanted, text = self._list(saved)
        session.show(wanted, text)
        session.cursor = saved.cursor
        layout.focus_pane(Pane.HEADLINES, close_side=True)
        self._lists.open(wanted, text=text, preview=preview and saved.left and not saved.article)
        if saved.article:
            await self._read(saved)
        elif saved.pane is Pane.FEEDS:
            layout.focus_pane(Pane.FEEDS)

    async def _read(self, saved: SavedSession) -> None:
        visit = ArticleVisit(saved.article)
        if await self._return_to(visit):
            self._session.history.visit(visit)
            self._layout.zen = saved.zen
            if saved.side:
                self._layout.focus_pane(saved.side)
            self._layout.focus_pane(saved.pane if saved.pane in SIDES else Pane.ARTICLE)

    def _list(self, saved: SavedSession) -> tuple[ArticleFilter, str]:
        """The list with its search, as far as there still is one."""
        library, wanted = self._services.library, saved.filter
        if wanted.since:
            wanted = replace(wanted, since=self._session.last_visit)
        if wanted.feed or wanted.folder:
            feeds = library.subscriptions.all()
            if not any(feed.id == wanted.feed or (wanted.folder and feed.folder == wanted.folder) for feed in feeds):
                wanted = replace(wanted, feed=0, folder="")
        if saved.search_text:
            with suppress(NewsreaderError):
                return replace(wanted, query=library.searches.parse(saved.search_text)), saved.search_text
        return wanted, ""
