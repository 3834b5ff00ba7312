"""The links of the open article: list them, open the articles they lead to, save addresses for later."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from newsreader.i18n import _, labelled, plural
from newsreader.library.messages.requests import FetchPage
from newsreader.model.article import links_of, pictures_of
from newsreader.model.feed import is_bundled
from newsreader.model.text import clean_line
from newsreader.tui.history import ArticleVisit, Origin
from newsreader.tui.key_names import with_keys
from newsreader.tui.layout import Pane

if TYPE_CHECKING:
    from newsreader.library.messages.events import PageFetched
    from newsreader.tui.controllers.external import ExternalController
    from newsreader.tui.controllers.lists import ListController
    from newsreader.tui.controllers.views import ArticleView, CommentsView, LayoutView, LinksView
    from newsreader.tui.services.base import Services
    from newsreader.tui.session import Session


class LinksController:
    """Opens the article of a link here: from the library, or after fetching and storing it."""

    def __init__(
        self,
        services: Services,
        session: Session,
        layout: LayoutView,
        article_view: ArticleView,
        comments: CommentsView,
        rows: LinksView,
        lists: ListController,
        external: ExternalController,
        open_article: Callable[[int, Origin], Coroutine[Any, Any, None]],
    ) -> None:
        """`open_article` opens one to be read, which something led to."""
        self._services, self._session, self._layout = services, session, layout
        self._article_view, self._comments, self._rows = article_view, comments, rows
        self._lists, self._external, self._open_article = lists, external, open_article
        #: The address that was asked for last, and the article from which.
        self._awaited = ("", 0)
        #: Addresses that are being fetched to be saved.
        self._saving: set[str] = set()

    def fill(self) -> None:
        """Fill the list with the links of the open article; coming from the comments, with theirs."""
        opened = self._article_view.opened
        if opened and self._layout.focused_pane is Pane.COMMENTS:
            found = {url: words for text in self._comments.texts for words, url in text.links()}
            self._rows.show([(words, url) for url, words in found.items()], [])
        else:
            images = pictures_of(opened.article) if opened else []
            numbered = enumerate(links_of(opened.article) if opened else [], 1)
            links = [(f"{n}. {words}", url) for n, (words, url) in numbered]
            copies = opened.copies if opened else ()
            same = [("= " + labelled(clean_line(copy.outlet), clean_line(copy.title)), copy.url) for copy in copies]
            self._rows.show([*same, *links], images)
        count = self._rows.count
        self._layout.set_title(Pane.LINKS, plural("{n} link", "{n} links", count).format(n=count))

    def open(self, url: str, is_image: bool) -> None:
        """Open what a row of the list leads to."""
        if is_image:
            self._external.open_image(url)
        else:
            self.follow(url)

    def follow(self, url: str) -> None:
        """Open what an address of the open article leads to."""
        opened, services = self._article_view.opened, self._services
        if opened is None:
            return
        source = opened.number

        def go(article: int | None) -> None:
            if article is not None:
                self._arrive(article, source)
            elif is_bundled(url):
                self._external.open_url(url)
            elif services.fetcher.send(FetchPage(url)):
                self._awaited = (url, source)
                services.notify(_("Downloading {url}…").format(url=url), 20)
            else:
                self._external.open_url(url)

        services.run(lambda: services.library.find_page(url), go)

    def _arrive(self, article: int, source: int) -> None:
        history = self._session.history
        if article == source:
            origin = history.origin_of(source)
        else:
            origin = Origin.LINK
            history.visit(ArticleVisit(source, history.origin_of(source)))
        self._layout.side = None
        self._services.start(self._open_article(article, origin))

    def page_fetched(self, event: PageFetched) -> None:
        """Open what was asked for and is here now, or say that it cannot be had as an article."""
        url, source = self._awaited
        notify, waits = self._services.notify, _("Offline: {url} will be downloaded later.")
        if event.url in self._saving:
            self._saving.discard(event.url)
            if event.waits or event.error:
                notify(waits.format(url=event.url) if event.waits else event.error, 15)
            else:
                self._saved()
            return
        if event.url != url:
            return
        self._awaited = ("", 0)
        opened = self._article_view.opened
        if event.waits:
            notify(waits.format(url=url), 15)
        elif event.error:
            notify(with_keys(_("{error} ({key:browser} opens the link in the browser)")).format(error=event.error), 15)
        elif opened and opened.number == source and self._layout.focused_pane in (Pane.ARTICLE, Pane.LINKS):
            self._services.forget(_("Downloading {url}…").format(url=url))
            self._arrive(event.article, source)
        else:
            notify(_("The linked page was downloaded and is in the list."))

    # ------------------------------------------------------------ saving an address

    def save_address(self) -> None:
        """Save the article of an address that is typed or pasted."""
        services = self._services

        def chosen(text: str | None) -> None:
            if text and (url := services.library.parse_address(text)):
                self.save(url)
            elif text:
                services.notify(_("Not a web address: {url}.").format(url=clean_line(text)))

        services.dialogs.ask(_("address to save"), chosen)

    def save(self, url: str) -> None:
        """Save the article of an address for later: at once where it is here, else when it has been fetched."""
        services = self._services

        def go(article: int | None) -> None:
            if article is not None:
                services.run(lambda: services.library.mark_saved([article], True), lambda _changed: self._saved())
            elif services.fetcher.send(FetchPage(url, save=True)):
                self._saving.add(url)
                services.notify(_("Downloading {url}…").format(url=url), 20)
            else:
                services.notify(_("The fetcher is not running: restart newsreader to refresh."))

        services.run(lambda: services.library.find_page(url), go)

    def _saved(self) -> None:
        """It is among the saved now."""
        self._services.notify(with_keys(_("Saved. {key:undo} undoes.")))
        self._lists.refresh_rows()
        self._lists.refresh_counts()
