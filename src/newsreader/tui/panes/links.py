"""The pane with the links of the open article: related articles, links in the text, images."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from textual.actions import SkipAction
from textual.message import Message

from newsreader.i18n import _
from newsreader.model.text import clean_line
from newsreader.render.page import cut
from newsreader.tui.keymap import bindings
from newsreader.tui.layout import Pane
from newsreader.tui.messages import CopyRequested, Notice, OpenExternally
from newsreader.tui.widgets.row_list import ItemList

if TYPE_CHECKING:
    from newsreader.tui.key_names import Hints
    from newsreader.tui.widgets.row_painter import Row


class LinksPane(ItemList[tuple[str, str]], can_focus=True):
    """Lists links, by their words and address: the words, then the outlet or host they lead to."""

    BINDINGS = bindings(Pane.LINKS)

    class LinkChosen(Message):
        """Open an image, or what a link leads to."""

        def __init__(self, url: str, is_image: bool) -> None:
            super().__init__()
            self.url, self.is_image = url, is_image

    class SaveRequested(Message):
        """Save what a link leads to for later."""

        def __init__(self, url: str) -> None:
            super().__init__()
            self.url = url

    def __init__(self) -> None:
        super().__init__(Pane.LINKS)
        self._images = 0

    @property
    def hints(self) -> Hints:
        """The few keys that help most here."""
        return (
            ("open", _("open here")),
            ("browser", _("in the browser")),
            ("save", _("save")),
            ("copy-link", _("copy")),
            ("links", _("close")),
            ("help", _("keys")),
        )

    def action_open(self) -> None:
        """Open what the link under the cursor leads to."""
        if self.current:
            self.post_message(self.LinkChosen(self._url(), self.at_picture))
        else:
            self.post_message(Notice(_("No link here.")))

    def action_browser(self) -> None:
        """Open the link in the browser."""
        self.post_message(OpenExternally(self._url()))

    def action_copy_link(self) -> None:
        """Copy the address of the link."""
        url = self._url()
        self.post_message(CopyRequested(url, _("Address copied: {url}").format(url=url)))

    def action_save(self) -> None:
        """Save what the link leads to."""
        if self.at_picture:
            raise SkipAction
        self.post_message(self.SaveRequested(self._url()))

    def _url(self) -> str:
        """The address under the cursor; without one, the key means the article."""
        if not self.current:
            raise SkipAction
        _words, url = self.current
        return url

    @property
    def at_picture(self) -> bool:
        """Whether the cursor is on a picture."""
        return self.cursor >= len(self.items) - self._images

    def show(self, links: list[tuple[str, str]], images: list[tuple[str, str]]) -> None:
        """Show these links, and these images: words and address of each."""
        self.items, self.cursor = [*links, *images], 0
        self._images = len(images)
        self.rows_changed()

    def heights(self, width: int) -> list[int]:
        """Return the height of each link: its words, its host, an empty line."""
        return [3] * self.count

    def row(self, index: int, width: int) -> Row:
        """Draw a link on two lines."""
        words, url = self.items[index]
        parts = urlsplit(url)
        house = clean_line((parts.hostname or "").removeprefix("www.") + parts.path)
        words = clean_line(words)
        if index >= len(self.items) - self._images:
            words = _("Image: {words}").format(words=words) if words else _("Image")
        return [[(cut(words, width - 1), ("unread",))], [("  ", ()), (cut(house, width - 3), ("meta",))]]
