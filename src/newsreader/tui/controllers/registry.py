"""Create all controllers, and give each the others it needs; the table of keys calls them by their names here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsreader.tui.controllers.article_actions import ArticleActions
from newsreader.tui.controllers.comments import CommentsController
from newsreader.tui.controllers.correction import CorrectionController
from newsreader.tui.controllers.destinations import Destinations
from newsreader.tui.controllers.external import ExternalController
from newsreader.tui.controllers.feeds import FeedsController
from newsreader.tui.controllers.links import LinksController
from newsreader.tui.controllers.lists import ListController
from newsreader.tui.controllers.navigation import NavigationController
from newsreader.tui.controllers.notes import NotesController
from newsreader.tui.controllers.opml import OpmlController
from newsreader.tui.controllers.page import PageController
from newsreader.tui.controllers.reading import ReadingController
from newsreader.tui.controllers.refresh import Listeners, RefreshController
from newsreader.tui.controllers.rules import RulesController
from newsreader.tui.controllers.search import SearchController
from newsreader.tui.controllers.session import SessionController
from newsreader.tui.controllers.sharing import SharingController
from newsreader.tui.controllers.subscribing import SubscribingController
from newsreader.tui.controllers.targets import Targets
from newsreader.tui.services.images import ImageLoader

if TYPE_CHECKING:
    from newsreader.render.image_cells import Image
    from newsreader.tui.controllers.views import (
        ArticleView,
        CommentsView,
        FeedsView,
        HeadlinesView,
        LayoutView,
        LinksView,
        QuotesView,
    )
    from newsreader.tui.services.audio import AudioController
    from newsreader.tui.services.base import Services
    from newsreader.tui.session import Session


@dataclass(frozen=True)
class Views:
    """The panes of the main screen, as controllers see them."""

    layout: LayoutView
    feeds: FeedsView
    headlines: HeadlinesView
    article: ArticleView
    quotes: QuotesView
    comments: CommentsView
    links: LinksView


@dataclass(frozen=True)
class ScreenServices:
    """Services of the main screen for controllers: the clipboard and notifications of the terminal, lending the
    terminal to another program (False where that is not possible), full-screen images, the status line; `opened` is
    called with every article that is opened."""

    copy: Callable[[str], None]
    notify_terminal: Callable[[str], None]
    in_terminal: Callable[[Callable[[], None]], bool]
    show_images: Callable[[Sequence[tuple[str, Image]]], None]
    show_progress: Callable[[str], None]
    show_position: Callable[[], None]
    opened: Callable[[], None]


class Controllers:
    """All controllers, by the names that the table of keys uses."""

    def __init__(
        self, services: Services, session: Session, views: Views, screen: ScreenServices, audio: AudioController
    ) -> None:
        self._screen = screen
        layout, rows, article_view = views.layout, views.headlines, views.article
        targets = Targets(layout, rows, article_view)
        self.audio, self.layout = audio, layout
        self.reading = ReadingController(
            services, session, layout, rows, article_view, views.quotes, self._article_opened
        )
        self.lists = ListController(
            services, session, layout, rows, views.feeds, self.reading.preview, screen.show_position
        )
        self.actions = ArticleActions(services, session, rows, targets, self.lists, self.reading.article_changed)
        self.page = PageController(services, article_view, views.comments)
        self.comments = CommentsController(services, layout, article_view, views.comments, self.lists)
        self.external = ExternalController(services, targets, article_view, screen.copy, screen.in_terminal)
        self.links = LinksController(
            services,
            session,
            layout,
            article_view,
            views.comments,
            views.links,
            self.lists,
            self.external,
            self.reading.open,
        )
        self.images = ImageLoader(services, article_view, screen.show_images)
        self.reading.use(self.actions, self.comments, self.links, self.page, self.images.draw)
        self.navigation = NavigationController(
            services,
            session,
            layout,
            rows,
            article_view,
            views.quotes,
            self.reading,
            self.actions,
            self.comments,
            self.links,
            lambda text: self.rules.make(text),
        )
        self.correction = CorrectionController(
            services, layout, article_view, views.quotes, self.reading.article_changed
        )
        self.notes = NotesController(
            services, layout, article_view, self.reading.article_changed, self.navigation.open_current
        )
        self.search = SearchController(services, session, layout, self.lists, self.navigation.search_quotations)
        self.rules = RulesController(services, session, self.search, self.lists, screen.notify_terminal)
        self.sharing = SharingController(services, rows, self.actions.targets)
        self.session = SessionController(services, session, layout, rows, self.lists, self.reading)
        self.opml = OpmlController(services, self.lists)
        self.subscribing = SubscribingController(services, layout, views.feeds, self.lists, self.opml)
        self.feeds = FeedsController(
            services,
            session,
            layout,
            views.feeds,
            self.lists,
            self.external,
            self.subscribing,
            self.opml,
            lambda: self.refresh.refresh_feed(),
        )
        listeners = Listeners(
            self.reading.library_changed,
            self.reading.article_stored,
            self.images.stored,
            self.links.page_fetched,
            self.sharing.sent,
            self.rules.alerted,
            self.subscribing.found,
            self.subscribing.added,
        )
        self.refresh = RefreshController(services, self.lists, listeners, views.feeds, screen.show_progress)
        self.targets = targets
        self.destinations = Destinations(services, layout, self.lists, self.search)

    def _article_opened(self) -> None:
        self._screen.opened()
        self.forget_quotation()

    def forget_quotation(self) -> None:
        """Take what was said about the last quotation off the status line."""
        self.navigation.forget_speaker()
        self.correction.forget_evidence()

    def command(self, name: str) -> Callable[..., object]:
        """Return what a key names: the method of a controller, as in "lists.filter"."""
        controller, _dot, method = name.partition(".")
        found: Callable[..., object] = getattr(getattr(self, controller), method)
        return found
