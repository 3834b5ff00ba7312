"""Read an article: show it at its reading position, and mark it as read."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

from newsreader.i18n import _, plural
from newsreader.library.messages.requests import FetchArticle
from newsreader.model.errors import NewsreaderError
from newsreader.model.query import words_of
from newsreader.model.text import clean_line
from newsreader.render.page import TOP
from newsreader.render.reading_time import reading_minutes
from newsreader.tui.controllers.comments import MAX_AGE_WHEN_ARTICLE_OPENED, CommentsController
from newsreader.tui.history import ArticleVisit, Origin
from newsreader.tui.key_names import with_keys
from newsreader.tui.layout import LISTS, Pane

if TYPE_CHECKING:
    from newsreader.library.open_article import OpenArticle
    from newsreader.tui.controllers.article_actions import ArticleActions
    from newsreader.tui.controllers.links import LinksController
    from newsreader.tui.controllers.page import PageController
    from newsreader.tui.controllers.views import ArticleView, HeadlinesView, LayoutView, QuotesView
    from newsreader.tui.services.base import Services
    from newsreader.tui.services.images import ImageLoader
    from newsreader.tui.session import Session


class Others(Protocol):
    """The controllers that an article is shown with."""

    @property
    def actions(self) -> ArticleActions:
        """Marks it as read."""

    @property
    def comments(self) -> CommentsController:
        """Shows its comments."""

    @property
    def links(self) -> LinksController:
        """Lists its links."""

    @property
    def page(self) -> PageController:
        """Changes how it is displayed."""

    @property
    def images(self) -> ImageLoader:
        """Draws its images."""


class ReadingController:
    """Opens articles in the article pane, with their quotations, comments and images."""

    def __init__(
        self,
        services: Services,
        session: Session,
        layout: LayoutView,
        rows: HeadlinesView,
        article_view: ArticleView,
        quotes: QuotesView,
        others: Others,
        on_opened: Callable[[], None],
    ) -> None:
        """`on_opened` is told of every article that is opened to be read."""
        self._others = others
        self._services, self._session, self._layout = services, session, layout
        self._rows, self._article_view, self._quotes, self._on_opened = rows, article_view, quotes, on_opened
        #: The article that is to be shown, while it is read from the library; then the one that is.
        self._wanted = 0

    # ------------------------------------------------------------ opening

    def preview(self) -> None:
        """Show the article under the cursor, where there is room beside the list; it stays unread."""
        if Pane.ARTICLE not in self._layout.shown() or self._layout.focused_pane not in LISTS:
            return
        current, opened = self._rows.current, self._article_view.opened
        if current is None:
            self._article_view.open(None)
            self._layout.set_title(Pane.ARTICLE, "")
        elif opened is None or opened.number != current.id:
            self._services.start(self.show(current.id, beside=True))

    async def show(self, article: int, beside: bool = False) -> bool:
        """Put an article into its pane, at the place where it was left; whether it is there. Until it has been read
        from the library, what is in the pane stays. `beside` the list: only as long as its cursor is there."""
        self._wanted, library = article, self._services.library
        opened = await self._services.load(lambda: library.open(article) if self._wanted == article else None)
        shown = self._article_view.opened
        if self._wanted != article or (beside and not self._is_beside(article)):
            return False
        if shown and shown.number == article:
            return True  # it came beside the list meanwhile
        if opened is None:
            self._services.notify(_("This article is no longer in the library."))
            return False
        self._put(opened)
        return True

    def _is_beside(self, article: int) -> bool:
        """Whether the cursor of the list, which has the focus, is on an article."""
        current = self._rows.current
        return self._layout.focused_pane in LISTS and current is not None and current.id == article

    def _put(self, opened: OpenArticle) -> None:
        article = opened.number
        self.keep_position()
        self._session.open_article = article
        self._article_view.open(opened, opened.position)
        minutes = reading_minutes(opened.article)
        length = plural("{n} min", "{n} min", minutes).format(n=minutes)
        title = " · ".join(part for part in (clean_line(opened.article.outlet), length) if part)
        self._layout.set_title(Pane.ARTICLE, title)
        self._list_quotes()
        count = self._quotes.count
        self._layout.set_title(Pane.QUOTES, plural("{n} quotation", "{n} quotations", count).format(n=count))
        self._others.links.fill()
        self._others.comments.show()
        self._others.images.draw()
        self._others.page.mark_updates()
        if opened.headline.unparsed:
            self._services.fetcher.send(FetchArticle(article))  # its text is here, and has to be read

    def _list_quotes(self) -> None:
        """The quotations of the open article, the cursor on the one that the page is at."""
        opened = self._article_view.opened
        self._quotes.show(opened.spoken if opened else [], self._article_view.looks, self._article_view.language)
        self._quotes.point_at(self._article_view.current_quotation)

    async def open_current(self) -> None:
        """Open the article under the cursor of the list, while that has the focus."""
        if self._layout.focused_pane is Pane.HEADLINES and self._rows.current:
            await self.open(self._rows.current.id)

    async def open(self, article: int, origin: Origin = Origin.LIST) -> None:
        """Open an article to read it; `origin` is what led to it."""
        opened, services = self._article_view.opened, self._services
        if not (opened and opened.number == article) and not await self.show(article):
            return
        self._session.history.visit(ArticleVisit(article, origin))
        self._layout.focus_pane(Pane.ARTICLE)
        self._on_opened()
        if query := self._session.filter.query:
            count = self._article_view.find(words_of(query), by_search=True)
            services.notify(
                with_keys(_("{n} matches: {key:next-unread} next, {key:previous-unread} previous.")).format(n=count)
            ) if count > 1 else None
        if self._article_view.is_live:
            services.run(lambda: services.library.record_visit(article))
        if services.settings.mark_read == "opened":
            self._others.actions.mark_opened(article)
        else:
            services.after_redraw(self.read_to_its_end)
        opened = self._article_view.opened
        if opened and not opened.headline.complete:
            services.fetcher.send(FetchArticle(article))  # what could not be collected may be had now
        else:
            self._others.comments.request(MAX_AGE_WHEN_ARTICLE_OPENED)

    def fetch_again(self) -> None:
        """Have the page of the open article fetched now, before its time; not where its text is here."""
        opened, services = self._article_view.opened, self._services
        if opened is None:
            return
        if opened.headline.complete:
            services.notify(_("The full text is already here."))
        elif not opened.article.url:
            services.notify(_("This article has no address."))
        elif services.fetcher.send(FetchArticle(opened.number)):
            services.notify(_("Downloading the page…"), 20)

    async def open_quotation(self, article: int, quotation: int) -> bool:
        """Open an article at one of its quotations, which was chosen among the people; whether it is there."""
        visit = ArticleVisit(article, Origin.PEOPLE, quotation)
        if not await self.return_to(visit):
            return False
        self._session.history.visit(visit)
        self._others.actions.mark_opened(article)
        return True

    async def return_to(self, visit: ArticleVisit) -> bool:
        """Show an article again that was opened before; whether it is there."""
        opened = self._article_view.opened
        if not (opened and opened.number == visit.article) and not await self.show(visit.article):
            return False
        self._layout.side = None
        self._layout.focus_pane(Pane.ARTICLE)
        return True

    def read_to_its_end(self) -> None:
        """Mark the article as read, its end having been seen, where the settings say so."""
        opened, finished = self._article_view.opened, self._services.settings.mark_read == "finished"
        if opened and finished and self._layout.focused_pane is Pane.ARTICLE and self._article_view.at_end:
            self._others.actions.mark_opened(opened.number)

    # ------------------------------------------------------------ the position in it

    def keep_position(self) -> None:
        """Remember where one is in the open article."""
        if moved := self._moved():
            self._services.run(lambda: self._services.library.set_reading_position(*moved))

    def _moved(self) -> tuple[int, tuple[int, int] | None] | None:
        """The open article and the place in it, where that has not been kept; None for its top."""
        opened, place = self._article_view.opened, self._article_view.place()
        if opened is None or place == (opened.position or TOP):
            return None
        kept = None if place == TOP else place
        self._article_view.opened = replace(opened, position=kept)
        return opened.number, kept

    def leave(self) -> None:
        """The app ends: keep where one was, and when."""
        with suppress(NewsreaderError):  # there is no screen any more to say it on
            if moved := self._moved():
                self._services.library.set_reading_position(*moved)
            self._services.library.set_state("last_visit", str(int(datetime.now(UTC).timestamp())))

    # ------------------------------------------------------------ up to date

    def article_stored(self, article: int) -> None:
        """The text or the comments of an article came in: the place in it is kept, and so is the quotation."""
        opened = self._article_view.opened
        if opened and opened.number == article:
            self._services.forget(_("Downloading the page…"))
        if (opened and opened.number == article) or self._wanted == article:
            self._services.start(self._renew(article))

    def library_changed(self) -> None:
        """The fetcher reads the texts that wait for it also unasked: the open one may have been among them."""
        opened = self._article_view.opened
        if opened and opened.headline.unparsed:
            self.article_stored(opened.number)

    def article_changed(self, article: int = 0) -> None:
        """Show the open article anew: its notes, tags or corrections may be others now (0: those of any article)."""
        opened = self._article_view.opened
        if opened and article in (0, opened.number):
            self._services.start(self._renew(opened.number, with_notes=True))

    async def _renew(self, article: int, with_notes: bool = False) -> None:
        """Show the open article as it is in the library now, where its text is another, or its notes may be."""
        library = self._services.library
        fresh, opened = await self._services.load(lambda: library.open(article)), self._article_view.opened
        if (
            fresh
            and opened
            and opened.number == article
            and (with_notes or (fresh.article, fresh.error) != (opened.article, opened.error))
        ):
            self._show_again(opened, fresh)

    def _show_again(self, before: OpenArticle, fresh: OpenArticle) -> None:
        # What was new when the user came stays marked until they come again.
        thread = replace(fresh.article.thread, visited=before.article.thread.visited)
        fresh = replace(fresh, article=replace(fresh.article, thread=thread))
        self._article_view.open(fresh, self._article_view.place())
        self._list_quotes()
        self._others.comments.show(keep=True)
