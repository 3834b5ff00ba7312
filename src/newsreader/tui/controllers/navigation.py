"""Move between panes, articles and headings."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from newsreader.i18n import _
from newsreader.tui.history import Origin
from newsreader.tui.layout import Pane

if TYPE_CHECKING:
    from newsreader.model.feed import Headline
    from newsreader.tui.controllers.comments import CommentsController
    from newsreader.tui.controllers.links import LinksController
    from newsreader.tui.controllers.reading import ReadingController
    from newsreader.tui.controllers.views import ArticleView, HeadlinesView, LayoutView
    from newsreader.tui.controllers.visits import VisitController
    from newsreader.tui.services.base import Services
    from newsreader.tui.session import Session


class NavigationController:
    """Moves the focus and the cursor; other controllers open what it arrives at."""

    def __init__(
        self,
        services: Services,
        session: Session,
        layout: LayoutView,
        rows: HeadlinesView,
        article_view: ArticleView,
        reading: ReadingController,
        comments: CommentsController,
        links: LinksController,
        visits: VisitController,
    ) -> None:
        self._services, self._session, self._layout = services, session, layout
        self._rows, self._article_view = rows, article_view
        self._reading, self._comments, self._links, self._visits = reading, comments, links, visits

    # ------------------------------------------------------------ panes

    def next_pane(self, by: int) -> None:
        """Go to the next pane of those there are."""
        self._layout.cycle(by, skip_article=self._article_view.opened is None)

    async def back(self) -> None:
        """Leave the pane, towards the feeds."""
        match self._layout.focused_pane:
            case Pane.FEEDS:
                return
            case Pane.HEADLINES:
                self._layout.focus_pane(Pane.FEEDS)
            case Pane.ARTICLE if self._layout.zen:
                self._layout.toggle_zen()
            case Pane.ARTICLE:
                opened, history = self._article_view.opened, self._session.history
                led = opened is not None and history.origin_of(opened.number) is not Origin.LIST
                if not (led and await self._visits.step(-1)):
                    self._visits.leave_article()
            case _:
                self._layout.focus_pane(Pane.ARTICLE, close_side=True)

    async def toggle_side(self, name: str) -> None:
        """Open the quotations, the comments or the links beside the article, or close them."""
        pane, focused = Pane(name), self._layout.focused_pane
        await self._reading.open_current()
        if self._article_view.opened is None or focused is Pane.FEEDS:
            return
        focused = self._layout.focused_pane
        if self._layout.side is pane and focused in (pane, Pane.ARTICLE) and pane in self._layout.shown():
            self._layout.focus_pane(Pane.ARTICLE, close_side=True)
            return
        if pane is Pane.LINKS:
            self._links.fill()
        self._layout.focus_pane(pane)
        if pane is Pane.COMMENTS:
            self._comments.enter()

    # ------------------------------------------------------------ articles

    async def read_next_unread(self) -> None:
        """Open the next unread article of the list."""
        opened, library, wanted = self._article_view.opened, self._services.library, self._session.filter
        headline = opened.headline if opened else None
        article = await self._services.load(lambda: library.next_unread(wanted, headline))
        if article is None:
            self._services.notify(_("No unread articles left in this list."))
            return
        self._put_cursor(article)
        await self._reading.open(article.id)

    def _put_cursor(self, headline: Headline) -> None:
        """Bring the list's cursor to a headline, which is added where it has not been loaded."""
        self._rows.reveal(headline.id)
        if self._rows.loaded.index_of(headline.id) is None:
            self._rows.update([*self._rows.loaded.headlines, headline])
        index = self._rows.loaded.index_of(headline.id)
        if index is not None:
            self._rows.go(index, quiet=True)

    async def next_unread(self, by: int) -> None:
        """Go to the next or previous unread headline; from an article, the next one is opened."""
        if self._layout.focused_pane is Pane.ARTICLE and by > 0:
            await self.read_next_unread()
        else:
            await self._walk(by, lambda headline: not headline.read)

    async def next_article(self, by: int) -> None:
        """Go to the next or previous article of the list."""
        await self._walk(by, lambda _headline: True)

    async def _walk(self, by: int, is_wanted: Callable[[Headline], bool]) -> None:
        rows, reads = self._rows.loaded.headlines, self._layout.focused_pane is Pane.ARTICLE
        index = self._rows.cursor + by
        while 0 <= index < len(rows) and not is_wanted(rows[index]):
            index += by
        if not 0 <= index < len(rows):
            self._services.notify(_("No more."))
            return
        self._rows.go(index, quiet=reads)
        if reads:
            await self._reading.open(rows[index].id)

    async def next_section(self, by: int) -> None:
        """Go to the next or previous heading of the article, that under the cursor of the list included."""
        await self._reading.open_current()
        if self._article_view.opened is None or self._layout.focused_pane is Pane.FEEDS:
            self._services.notify(_("Open an article: this key jumps between headings."))
        else:
            self._article_view.action_section(by)
