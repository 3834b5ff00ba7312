"""Following links inside the reader: the list of them, the articles they lead to, and the way back."""

from newsreader.config import Config
from newsreader.i18n import _, plural
from newsreader.library.events import PageRead
from newsreader.library.helper import Helper
from newsreader.library.reading import Library
from newsreader.model.article import links_of, pictures_of
from newsreader.model.text import clean_line
from newsreader.tui.panes import Pane
from newsreader.tui.screens.asking import AskScreen
from newsreader.tui.screens.outside import Outside


class Linking(Outside):
    """An article that a link names is opened here: from the library, or fetched now and kept."""

    #: The address that was asked for last, and the article from which.
    _awaited: tuple[str, int] = ("", 0)

    def __init__(self, library: Library, settings: Config, helper: Helper) -> None:
        super().__init__(library, settings, helper)
        #: Addresses that are being fetched to be kept.
        self._saving: set[str] = set()

    def list_links(self) -> None:
        """Fill the list with the links of the open article."""
        reading = self.article_view.reading
        if reading and self.at is Pane.COMMENTS:
            found = {url: words for text in self.comment_pane.texts() for words, url in text.links()}
            self.link_list.show([(words, url) for url, words in found.items()], [])
        else:
            pictures = pictures_of(reading.article) if reading else []
            links = [(f"{n}. {words}", url) for n, (words, url) in enumerate(self.article_links(), 1)]
            copies = reading.copies if reading else ()
            same = [(f"= {clean_line(copy.outlet)}: {clean_line(copy.title)}", copy.url) for copy in copies]
            self.link_list.show([*same, *links], pictures)
        count = self.link_list.count
        self.titled(Pane.LINKS, plural("{n} link", "{n} links", count).format(n=count))

    def follow_link(self) -> None:
        """Open what the link under the cursor leads to."""
        url = self.link_list.current
        reading = self.article_view.reading
        if not url or reading is None:
            self.say(_("There is no link here."))
            return
        if self.link_list.at_picture:
            self.open_picture(url)
            return
        self.follow(url)

    def article_links(self) -> list[tuple[str, str]]:
        """Words and address of each link of the open article, in the order of their numbers."""
        reading = self.article_view.reading
        return links_of(reading.article) if reading else []

    def follow(self, url: str) -> None:
        """Open what an address of the open article leads to."""
        reading = self.article_view.reading
        if reading is None:
            return
        source = reading.number

        def go(found: int | None) -> None:
            if found is not None:
                self._arrive(found, source)
            elif ".invalid/" in url:
                self.open_address(url)
            elif self.helper.ask("read", url=url):
                self._awaited = (url, source)
                self.say(_("Fetching {url} …").format(url=url), 20)
            else:
                self.open_address(url)

        self.beside(lambda: self.library.find_page(url), go)

    def page_read(self, event: PageRead) -> None:
        """What was asked for is here, or cannot be had as an article."""
        url, source = self._awaited
        if event.url in self._saving:
            self._saving.discard(event.url)
            if not event.waits and not event.error:
                self.address_saved()
            else:
                waits = _("There is no network: {url} will be fetched when it is back.").format(url=event.url)
                self.say(waits if event.waits else event.error, 15)
            return
        if event.url != url:
            return
        self._awaited = ("", 0)
        self.status.forget(_("Fetching {url} …").format(url=url))
        reading = self.article_view.reading
        if event.waits:
            self.say(_("There is no network: {url} will be fetched when it is back.").format(url=url), 15)
        elif event.error:
            self.say(_("{error} (o opens the link in the browser)").format(error=event.error), 15)
        elif reading and reading.number == source and self.at in (Pane.ARTICLE, Pane.LINKS):
            self._arrive(event.article, source)
        else:
            self.say(_("The link has been read and is in the list."))

    # ------------------------------------------------------------ keeping an address

    def action_save_address(self) -> None:
        """Keep the article of an address that is typed or pasted."""

        def chosen(words: str | None) -> None:
            if words and (url := self.library.address(words)):
                self.save_address(url)
            elif words:
                self.say(_("This is not a web address: {url}.").format(url=clean_line(words)))

        self.app.push_screen(AskScreen(_("an address to keep for later")), chosen)

    def save_address(self, url: str) -> None:
        """Keep the article of an address for later: at once where it is here, else when it has been fetched."""

        def go(found: int | None) -> None:
            if found is not None:
                self.beside(lambda: self.library.mark_saved([found], True), lambda _changed: self.address_saved())
            elif self.helper.ask("read", url=url, save=True):
                self._saving.add(url)
                self.say(_("Fetching {url} …").format(url=url), 20)
            else:
                self.say(_("The fetcher is not running: restart newsreader to refresh."))

        self.beside(lambda: self.library.find_page(url), go)

    def address_saved(self) -> None:
        """It is among the saved now."""
        raise NotImplementedError

    def _arrive(self, article: int, source: int) -> None:
        if article != source:
            self.trail.append(source)
            self.ahead.clear()
        self.side = None
        self.read(article)

    def read(self, article: int) -> None:
        """Open an article to read it."""
        raise NotImplementedError
