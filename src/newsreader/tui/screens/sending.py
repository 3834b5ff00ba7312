"""Giving articles to other places: services that keep them, and books for an e-reader."""

from datetime import UTC, datetime
from pathlib import Path

from newsreader.i18n import _, plural
from newsreader.library.events import Sent
from newsreader.tui.screens.asking import AskScreen
from newsreader.tui.screens.marking import Marking

#: Beside the services of the settings.
BOOK = "epub"


class Sending(Marking):
    """One key: it asks where to, where there is a choice."""

    def action_send(self) -> None:
        """Give the article, or those chosen, to a service or into a book."""
        articles = [headline.id for headline in self.meant()]
        if not articles:
            return
        places = [*self.settings.send, BOOK]
        if len(places) == 1:
            self._bind(articles)
            return
        named = " · ".join(f"{n} {place}" for n, place in enumerate(places, 1))

        def chosen(words: str | None) -> None:
            place = next((p for n, p in enumerate(places, 1) if words and (words == str(n) or p.startswith(words))), "")
            if place == BOOK:
                self._bind(articles)
            elif place:
                self._give(place, articles)
            elif words:
                self.say(_("There is no such place: {places}.").format(places=named))

        question = _("give to which? {places}").format(places=named)
        self.app.push_screen(AskScreen(question, complete=lambda words: _begun(words, places)), chosen)

    def _give(self, service: str, articles: list[int]) -> None:
        asked = [self.helper.ask("send", service=service, article=number) for number in articles]
        self.headline_list.let_go()
        words = plural("{n} article on its way to {service}.", "{n} articles on their way to {service}.", len(asked))
        self.say(
            words.format(n=len(asked), service=service)
            if all(asked)
            else _("The fetcher is not running: restart newsreader to refresh.")
        )

    def given(self, event: Sent) -> None:
        """A service has it."""
        self.say(_("Given to {service}.").format(service=event.service))

    def _bind(self, articles: list[int]) -> None:
        self.headline_list.let_go()
        self.say(_("Binding the book…"))
        folder = Path(self.settings.epub_folder or ".").expanduser()

        def bind_them() -> str:
            from newsreader.library.binding import bind, book_name  # nothing that the first screen needs

            now = datetime.now(UTC)
            path = (folder / book_name(self.library, articles, now)).absolute()
            title = "" if len(articles) == 1 else _("Articles")
            count = bind(self.library, title, [("", articles)], path, now)
            words = plural("{n} article is in {path}.", "{n} articles are in {path}.", count)
            return words.format(n=count, path=path)

        self.beside(bind_them, lambda words: self.say(words, 15))


def _begun(words: str, places: list[str]) -> str:
    return next((place for place in places if words and place.startswith(words)), "")
