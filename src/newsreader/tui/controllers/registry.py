"""Create each controller when it is first needed, and give it the others it needs; the table of keys calls them by
their names here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from newsreader.model.values import dataclass

if TYPE_CHECKING:
    from newsreader.render.image_cells import Image
    from newsreader.tui.controllers.article_actions import ArticleActions
    from newsreader.tui.controllers.comments import CommentsController
    from newsreader.tui.controllers.correction import CorrectionController
    from newsreader.tui.controllers.destinations import Destinations
    from newsreader.tui.controllers.external import ExternalController
    from newsreader.tui.controllers.feeds import FeedsController
    from newsreader.tui.controllers.fetcher_events import EventController
    from newsreader.tui.controllers.links import LinksController
    from newsreader.tui.controllers.lists import ListController
    from newsreader.tui.controllers.navigation import NavigationController
    from newsreader.tui.controllers.notes import NotesController
    from newsreader.tui.controllers.opml import OpmlController
    from newsreader.tui.controllers.page import PageController
    from newsreader.tui.controllers.quotations import QuotationController
    from newsreader.tui.controllers.reading import ReadingController
    from newsreader.tui.controllers.refresh import RefreshController
    from newsreader.tui.controllers.rules import RulesController
    from newsreader.tui.controllers.search import SearchController
    from newsreader.tui.controllers.session import SessionController
    from newsreader.tui.controllers.sharing import SharingController
    from newsreader.tui.controllers.subscribing import SubscribingController
    from newsreader.tui.controllers.targets import Targets
    from newsreader.tui.controllers.views import (
        ArticleView,
        CommentsView,
        FeedsView,
        HeadlinesView,
        LayoutView,
        LinksView,
        QuotesView,
    )
    from newsreader.tui.controllers.visits import VisitController
    from newsreader.tui.services.audio import AudioController
    from newsreader.tui.services.base import Services
    from newsreader.tui.services.images import ImageLoader
    from newsreader.tui.session import Session


@dataclass(frozen=True)
class Views:
    """The panes of the main screen, as controllers see them; those at the side are made when they are first needed."""

    layout: LayoutView
    feeds: FeedsView
    headlines: HeadlinesView
    article: ArticleView
    quotes: Callable[[], QuotesView]
    comments: Callable[[], CommentsView]
    links: Callable[[], LinksView]


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
    """All controllers, by the names that the table of keys uses. Each is imported when it is first needed: the first
    screen needs two."""

    def __init__(
        self,
        services: Services,
        session: Session,
        views: Views,
        screen: ScreenServices,
        make_audio: Callable[[], AudioController],
    ) -> None:
        self._services, self._state, self._views, self._screen = services, session, views, screen
        self._make_audio, self.layout = make_audio, views.layout

    @cached_property
    def targets(self) -> Targets:
        """The articles that a key means."""
        from newsreader.tui.controllers.targets import Targets

        return Targets(self.layout, self._views.headlines, self._views.article)

    @cached_property
    def lists(self) -> ListController:
        """Shows lists."""
        from newsreader.tui.controllers.lists import ListController

        return ListController(
            self._services,
            self._state,
            self.layout,
            self._views.headlines,
            self._views.feeds,
            lambda: self.reading.preview(),
            self._screen.show_position,
        )

    @cached_property
    def reading(self) -> ReadingController:
        """Opens articles."""
        from newsreader.tui.controllers.reading import ReadingController

        return ReadingController(
            self._services,
            self._state,
            self.layout,
            self._views.headlines,
            self._views.article,
            self._views.quotes(),
            self,
            self._article_opened,
        )

    @cached_property
    def actions(self) -> ArticleActions:
        """Marks, saves and tags articles."""
        from newsreader.tui.controllers.article_actions import ArticleActions

        return ArticleActions(
            self._services, self._state, self._views.headlines, self.targets, self.lists, self.reading.article_changed
        )

    @cached_property
    def page(self) -> PageController:
        """Changes how the open article is displayed."""
        from newsreader.tui.controllers.page import PageController

        return PageController(self._services, self._views.article, self._views.comments())

    @cached_property
    def comments(self) -> CommentsController:
        """Shows comments, and has them fetched."""
        from newsreader.tui.controllers.comments import CommentsController

        return CommentsController(self._services, self.layout, self._views.article, self._views.comments(), self.lists)

    @cached_property
    def external(self) -> ExternalController:
        """Opens other programs."""
        from newsreader.tui.controllers.external import ExternalController

        return ExternalController(
            self._services, self.targets, self._views.article, self._screen.copy, self._screen.in_terminal
        )

    @cached_property
    def links(self) -> LinksController:
        """Follows links."""
        from newsreader.tui.controllers.links import LinksController

        return LinksController(
            self._services,
            self._state,
            self.layout,
            self._views.article,
            self._views.comments(),
            self._views.links(),
            self.lists,
            self.external,
            self.reading.open,
        )

    @cached_property
    def images(self) -> ImageLoader:
        """Loads images."""
        from newsreader.tui.services.images import ImageLoader

        return ImageLoader(self._services, self._views.article, self._screen.show_images)

    @cached_property
    def navigation(self) -> NavigationController:
        """Moves between panes, articles and headings."""
        from newsreader.tui.controllers.navigation import NavigationController

        return NavigationController(
            self._services,
            self._state,
            self.layout,
            self._views.headlines,
            self._views.article,
            self.reading,
            self.comments,
            self.links,
            self.visits,
        )

    @cached_property
    def quotations(self) -> QuotationController:
        """Moves between quotations."""
        from newsreader.tui.controllers.quotations import QuotationController

        return QuotationController(self._services, self.layout, self._views.article, self._views.quotes(), self.reading)

    @cached_property
    def visits(self) -> VisitController:
        """Goes back and forth through what was visited, people and quotations of the library included."""
        from newsreader.tui.controllers.visits import VisitController

        return VisitController(
            self._services,
            self._state,
            self.layout,
            self._views.article,
            self.reading,
            self.quotations,
            lambda text: self.rules.make(text),
        )

    @cached_property
    def correction(self) -> CorrectionController:
        """Corrects who says a quotation."""
        from newsreader.tui.controllers.correction import CorrectionController

        return CorrectionController(
            self._services, self.layout, self._views.article, self._views.quotes(), self.reading.article_changed
        )

    @cached_property
    def notes(self) -> NotesController:
        """Writes notes."""
        from newsreader.tui.controllers.notes import NotesController

        return NotesController(
            self._services, self.layout, self._views.article, self.reading.article_changed, self.reading.open_current
        )

    @cached_property
    def search(self) -> SearchController:
        """Searches."""
        from newsreader.tui.controllers.search import SearchController

        return SearchController(
            self._services, self._state, self.layout, self.lists, lambda text: self.visits.search_quotations(text)
        )

    @cached_property
    def rules(self) -> RulesController:
        """Makes and shows rules."""
        from newsreader.tui.controllers.rules import RulesController

        return RulesController(self._services, self._state, self.search, self.lists, self._screen.notify_terminal)

    @cached_property
    def sharing(self) -> SharingController:
        """Sends articles to services."""
        from newsreader.tui.controllers.sharing import SharingController

        return SharingController(self._services, self._views.headlines, self.actions.targets)

    @cached_property
    def session(self) -> SessionController:
        """Saves and restores the session."""
        from newsreader.tui.controllers.session import SessionController

        return SessionController(
            self._services,
            self._state,
            self.layout,
            self._views.headlines,
            self.lists,
            lambda visit: self.reading.return_to(visit),
        )

    @cached_property
    def opml(self) -> OpmlController:
        """Imports and exports subscriptions."""
        from newsreader.tui.controllers.opml import OpmlController

        return OpmlController(self._services, self.lists)

    @cached_property
    def subscribing(self) -> SubscribingController:
        """Subscribes to feeds."""
        from newsreader.tui.controllers.subscribing import SubscribingController

        return SubscribingController(self._services, self.layout, self._views.feeds, self.lists, self.opml)

    @cached_property
    def feeds(self) -> FeedsController:
        """Manages feeds, folders, searches and tags."""
        from newsreader.tui.controllers.feeds import FeedsController

        return FeedsController(
            self._services,
            self._state,
            self.layout,
            self._views.feeds,
            self.lists,
            self.external,
            self.subscribing,
            self.opml,
            self.refresh.refresh_feed,
        )

    @cached_property
    def destinations(self) -> Destinations:
        """Finds lists, articles and people by name."""
        from newsreader.tui.controllers.destinations import Destinations

        return Destinations(self._services, self.layout, self.lists, self.search)

    @cached_property
    def refresh(self) -> RefreshController:
        """Asks for refreshes and syncs."""
        from newsreader.tui.controllers.refresh import RefreshController

        return RefreshController(self._services, self._views.feeds, self._screen.show_progress)

    @cached_property
    def events(self) -> EventController:
        """Shows what the fetcher reports."""
        from newsreader.tui.controllers.fetcher_events import EventController, Listeners

        listeners = Listeners(
            lambda: self.reading.library_changed(),
            lambda article: self.reading.article_stored(article),
            lambda article: self.images.stored(article),
            lambda event: self.links.page_fetched(event),
            lambda event: self.sharing.sent(event),
            lambda event: self.rules.alerted(event),
            lambda event: self.subscribing.found(event),
            lambda event: self.subscribing.added(event),
        )
        return EventController(
            self._services, self.lists, listeners, self._views.feeds, self.refresh, self._screen.show_progress
        )

    @cached_property
    def audio(self) -> AudioController:
        """Plays recordings, and reads aloud."""
        return self._make_audio()

    def _article_opened(self) -> None:
        self._screen.opened()
        self.forget_quotation()

    def forget_quotation(self) -> None:
        """Take what was said about the last quotation off the status line."""
        if self.is_made("quotations"):
            self.quotations.forget_speaker()
        if self.is_made("correction"):
            self.correction.forget_evidence()

    def is_made(self, name: str) -> bool:
        """Return whether a controller was needed so far."""
        return name in vars(self)

    def command(self, name: str) -> Callable[..., object]:
        """Return what a key names: the method of a controller, as in "lists.filter"."""
        controller, _dot, method = name.partition(".")
        found: Callable[..., object] = getattr(getattr(self, controller), method)
        return found
