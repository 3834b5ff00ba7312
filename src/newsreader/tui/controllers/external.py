"""Open addresses in a browser, copy texts, pipe an article to a command."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from newsreader.i18n import _, language
from newsreader.model.errors import NewsreaderError
from newsreader.model.feed import Headline, is_bundled
from newsreader.render.citation import cite
from newsreader.render.markdown import markdown_article
from newsreader.tui.key_names import with_keys
from newsreader.tui.services import external

if TYPE_CHECKING:
    from newsreader.library.open_article import OpenArticle
    from newsreader.tui.controllers.targets import Targets
    from newsreader.tui.controllers.views import ArticleView
    from newsreader.tui.services.base import Services


class ExternalController:
    """Opens and copies. Only web addresses and images of the library are opened."""

    def __init__(
        self,
        services: Services,
        targets: Targets,
        article_view: ArticleView,
        copy_by_terminal: Callable[[str], None],
        in_terminal: Callable[[Callable[[], None]], bool],
    ) -> None:
        """`in_terminal` is `lend_terminal` of this app."""
        self._services, self._targets, self._article_view = services, targets, article_view
        self._copy_by_terminal, self._in_terminal = copy_by_terminal, in_terminal

    def open_page(self) -> None:
        """Open the page of the article."""
        if headline := self._headline():
            self.open_url(headline.url)

    async def open_comments(self) -> None:
        """Open the page of the article at its comments."""
        if article := await self._load():
            self.open_url(article.article.thread.url or article.article.url)

    def _headline(self) -> Headline | None:
        """The headline of the article that a key means; says so, where there is none."""
        headline = self._services.library.headlines_of([article := self._targets.article()]).get(article)
        if headline is None:
            self._services.notify(with_keys(_("No article here; {key:open} opens the list.")))
        return headline

    async def _load(self) -> OpenArticle | None:
        """The article that a key means, with its text and comments; says so, where there is none."""
        library, headline = self._services.library, self._headline()
        return await self._services.load(lambda: library.open(headline.id)) if headline else None

    def open_url(self, url: str) -> None:
        """Open an address in the browser; without one, copy it."""
        if is_bundled(url):
            self._services.notify(_("This article came with newsreader: it has no web page."))
        elif not url.startswith(("http://", "https://")):
            self._services.notify(_("This article has no address."))
        else:
            self._browse(url, url, _("No browser available: the address was copied."))

    def open_image(self, url: str) -> None:
        """Show an image by another program: from the library where it is kept, else from the web."""
        file = self._services.library.images.file(url)
        if file is None:
            self.open_url(url)
        else:
            text = _("No browser available: the file's path was copied.")
            self._browse(file.as_uri(), str(file), text)

    def _browse(self, url: str, name: str, copied: str) -> None:
        command = self._services.settings.browser_command
        if browser := external.terminal_browser(command):
            self._lend_terminal(lambda: external.browse_in_terminal(browser, url))
        elif command or external.has_browser():
            self._services.run(lambda: external.browse(command, url), self._say_whether_opened)
        else:
            self.copy(name, copied)

    def _say_whether_opened(self, opened: bool) -> None:
        if opened:
            self._services.notify(_("Opened in the browser."))
        else:
            self._services.notify(with_keys(_("No browser could be started; {key:copy-link} copies the address.")))

    def _lend_terminal(self, act: Callable[[], None]) -> None:
        """Let `act` have the terminal; say what went wrong."""
        try:
            if not self._in_terminal(act):
                self._services.notify(_("This terminal cannot be shared with a command."))
        except NewsreaderError as error:
            self._services.notify(error.sentence)

    def copy_link(self) -> None:
        """Copy the address of the article."""
        headline = self._headline()
        if headline and headline.url:
            self.copy(headline.url, _("Address copied: {url}").format(url=headline.url))
        elif headline:
            self._services.notify(_("This article has no address."))

    def copy_quote(self) -> None:
        """Copy the current quotation, or the first one in sight, with who said it and where."""
        opened = self._article_view.opened
        quotation = self._article_view.current or self._article_view.step(1)
        if opened is None or quotation is None:
            self._services.notify(_("No quotation here."))
            return
        cited = cite(quotation, opened.article, language())
        self.copy(cited, _("Copied: {words}").format(words=cited))

    def copy(self, text: str, message: str) -> None:
        """Copy by way of the terminal, and by the user's command where one is set."""
        self._copy_by_terminal(text)
        command = self._services.settings.copy_command
        if command:
            self._services.run(lambda: external.copy(command, text), lambda _done: self._services.notify(message))
        else:
            self._services.notify(message)

    async def pipe(self) -> None:
        """Give the article, as Markdown, to a command that has the terminal to itself meanwhile."""
        services, article = self._services, await self._load()
        if article is None:
            return
        text = markdown_article(article.article, language())

        def run(command: str | None) -> None:
            if command and command.strip():
                services.run(lambda: services.library.set_state("pipe_command", command))
                self._lend_terminal(lambda: external.pipe_and_wait(command, text))

        services.dialogs.ask(
            _("a command to pipe the article to, as Markdown"), run, services.library.state("pipe_command")
        )
