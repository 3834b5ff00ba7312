"""What leaves the program: addresses to a browser, words to the clipboard."""

from textual.actions import SkipAction
from textual.app import SuspendNotSupported

from newsreader.i18n import _, language
from newsreader.render.citation import cite
from newsreader.render.markdown import markdown_article
from newsreader.tui.panes import Pane
from newsreader.tui.screens.asking import AskScreen
from newsreader.tui.screens.desk import Desk
from newsreader.tui.services import external


class Outside(Desk):
    """Opening and copying. Commands run without a shell, and only web addresses are opened."""

    def action_browser(self, where: str) -> None:
        """Open the page, or the page at its comments."""
        if self.at is Pane.LINKS and self.link_list.current:
            self.open_address(self.link_list.current)
            return
        found = self.library.open(self.selected())
        if found:
            comments = found.article.thread.url if where == "comments" else ""
            self.open_address(comments or found.article.url)

    def open_address(self, url: str) -> None:
        """Hand an address to the browser; where there is none, to the clipboard."""
        if ".invalid/" in url:
            self.say(_("This article came with newsreader: it has no page on the web."))
        elif not url.startswith(("http://", "https://")):
            self.say(_("This article has no address."))
        elif self.settings.browser or external.has_browser():
            self.beside(lambda: external.browse(self.settings.browser, url), self.say)
        else:
            self.copy(url, _("There is no browser here: the address was copied."))

    def open_picture(self, url: str) -> None:
        """Show a picture by another program: from the library where it is kept, else from the web."""
        found = self.library.picture(url)
        if found is None:
            self.open_address(url)
        elif self.settings.browser or external.has_browser():
            self.beside(lambda: external.browse(self.settings.browser, found.as_uri()), self.say)
        else:
            self.copy(str(found), _("There is no browser here: the place of the file was copied."))

    def action_copy_link(self) -> None:
        """Copy what the mouse has selected, or else the article's address."""
        if self.selections:
            self.action_copy_text()
            return
        if self.at is Pane.LINKS and (url := self.link_list.current):
            self.copy(url, _("Address copied: {url}").format(url=url))
            return
        for headline in self.library.headlines_of([self.selected()]).values():
            self.copy(headline.url, _("Address copied: {url}").format(url=headline.url))

    def action_copy_text(self) -> None:
        """Copy what the mouse has selected."""
        words = self.get_selected_text()
        if not words:
            raise SkipAction
        self.copy(words, _("Copied: {words}").format(words=words))
        self.clear_selection()

    def on_text_selected(self) -> None:
        """Say how what was selected is copied."""
        if self.get_selected_text():
            self.say(_("y or Ctrl+c copies what is selected."))

    def action_copy_quote(self) -> None:
        """Copy the current quotation, or the first one in sight, with who said it and where."""
        reading = self.article_view.reading
        quotation = self.article_view.current() or self.article_view.step(1)
        if reading is None or quotation is None:
            self.say(_("There is no quotation here."))
            return
        cited = cite(quotation, reading.article, language())
        self.copy(cited, _("Copied: {words}").format(words=cited))

    def action_pipe(self) -> None:
        """Give the article, as Markdown, to a command that has the terminal to itself meanwhile."""
        found = self.library.open(self.selected())
        if found is None:
            return
        words = markdown_article(found.article, language())

        def run(command: str | None) -> None:
            if not command:
                return
            self.beside(lambda: self.library.remember("pipe", command))
            try:
                with self.app.suspend():
                    print(external.pipe(command, words) or _("Enter leads back to newsreader."))
                    input()
            except SuspendNotSupported:
                self.say(_("This terminal cannot be handed to a command."))
            except (EOFError, KeyboardInterrupt):
                return

        self.app.push_screen(
            AskScreen(_("a command to give the article to, as Markdown"), self.library.setting("pipe")), run
        )

    def copy(self, words: str, sentence: str) -> None:
        """Copy by way of the terminal, and by the user's command where one is set."""
        self.app.copy_to_clipboard(words)
        command = self.settings.copy
        if command:
            self.beside(lambda: external.copy(command, words, sentence), self.say)
        else:
            self.say(sentence)
