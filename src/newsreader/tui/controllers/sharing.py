"""Send articles to services, and bind them into books for an e-reader."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.i18n import _, plural
from newsreader.library.messages.requests import SendArticle
from newsreader.tui.typed_path import typed_path

if TYPE_CHECKING:
    from newsreader.library.messages.events import Sent
    from newsreader.model.feed import Headline
    from newsreader.tui.controllers.views import HeadlinesView
    from newsreader.tui.services.base import Services

#: Beside the services of the settings.
EPUB = "epub"


class SharingController:
    """Asks where to send an article, where there is a choice, and sends it."""

    def __init__(self, services: Services, rows: HeadlinesView, targets: Callable[[], list[Headline]]) -> None:
        self._services, self._rows, self._targets = services, rows, targets

    def share(self) -> None:
        """Give the article, or those chosen, to a service or into a book."""
        articles = [headline.id for headline in self._targets()]
        if not articles:
            return
        places = [*self._services.settings.send, EPUB]
        if len(places) == 1:
            self._write_epub(articles)
            return
        named = " · ".join(f"{n} {place}" for n, place in enumerate(places, 1))

        def chosen(text: str | None) -> None:
            place = next((p for n, p in enumerate(places, 1) if text and (text == str(n) or p.startswith(text))), "")
            if place == EPUB:
                self._write_epub(articles)
            elif place:
                self._send(place, articles)
            elif text:
                self._services.notify(_("Unknown destination. Available: {places}.").format(places=named))

        question = _("send to: {places}").format(places=named)
        self._services.dialogs.ask(question, chosen, complete=lambda text: _completed(text, places))

    def _send(self, service: str, articles: list[int]) -> None:
        asked = [self._services.fetcher.send(SendArticle(number, service)) for number in articles]
        self._rows.choose_none()
        words = plural("Sending {n} article to {service}…", "Sending {n} articles to {service}…", len(asked))
        self._services.notify(
            words.format(n=len(asked), service=service)
            if all(asked)
            else _("The fetcher is not running: restart newsreader to refresh.")
        )

    def sent(self, event: Sent) -> None:
        """A service has an article."""
        self._services.notify(_("Sent to {service}.").format(service=event.service))

    def _write_epub(self, articles: list[int]) -> None:
        """Ask where the book is to be: a file is never written unasked."""
        from newsreader.library.sharing.epub import default_file_name  # nothing that the first screen needs

        folder = typed_path(self._services.settings.epub_folder or ".")
        path = (folder / default_file_name(self._services.library, articles, datetime.now(UTC))).absolute()

        def chosen(text: str | None) -> None:
            if text:
                self._bind(articles, typed_path(text).absolute())

        self._services.dialogs.ask(_("the EPUB file to write; Esc writes none"), chosen, str(path))

    def _bind(self, articles: list[int], path: Path) -> None:
        self._rows.choose_none()
        self._services.notify(_("Creating the EPUB…"))
        library = self._services.library

        def write() -> str:
            from newsreader.library.sharing.epub import write_epub

            now = datetime.now(UTC)
            title = "" if len(articles) == 1 else _("Articles")
            count = write_epub(library, title, [("", articles)], path, now)
            words = plural("{n} article is in {path}.", "{n} articles are in {path}.", count)
            return words.format(n=count, path=path)

        self._services.run(write, lambda text: self._services.notify(text, 15))


def _completed(text: str, services: list[str]) -> str:
    return next((service for service in services if text and service.startswith(text)), "")
