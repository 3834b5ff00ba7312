"""Pictures of the open article: in the text, and as large as the screen."""

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from newsreader.config import Config
from newsreader.i18n import _
from newsreader.library.helper import Helper
from newsreader.library.reading import Library
from newsreader.model.article import pictures_of
from newsreader.render.picture import Picture, opened
from newsreader.tui.screens.outside import Outside

if TYPE_CHECKING:
    from newsreader.render.picture import Image


class Picturing(Outside):
    """They are decoded beside the keys; the text is there before them."""

    #: The article whose pictures were asked for, to be shown large.
    _wanted = 0

    def __init__(self, library: Library, settings: Config, helper: Helper) -> None:
        super().__init__(library, settings, helper)
        #: Articles whose pictures were asked for by opening them.
        self._asked: set[int] = set()

    def draw_pictures(self) -> None:
        """Draw the pictures of the open article that are here; fetch the others where the reader wants that."""
        view, reading = self.article_view, self.article_view.reading
        view.setting = replace(view.setting, pictures={})
        if reading is None or not self._draws():
            return
        number, urls = reading.number, [url for _words, url in pictures_of(reading.article)]

        def decode() -> dict[str, Picture]:
            read = {url: Picture.read(self.library.picture_bytes(url)) for url in urls}
            return {url: picture for url, picture in read.items() if picture}

        def show(found: dict[str, Picture]) -> None:
            if view.reading is None or view.reading.number != number:
                return
            if found:
                view.setting = replace(view.setting, pictures=found)
                view.show(view.place())
            if len(found) < len(urls) and self.settings.images == "on" and number not in self._asked:
                self._asked.add(number)
                self.helper.ask("pictures", article=number)

        if urls:
            self.beside(decode, show)

    def _draws(self) -> bool:
        if self.settings.ascii or self.settings.images == "off":
            return False
        return self.settings.images == "on" or not os.environ.get("SSH_CONNECTION")

    def pictures_came(self, article: int) -> None:
        """The pictures of an article are here."""
        reading = self.article_view.reading
        if reading and reading.number == article:
            self.draw_pictures()
            if self._wanted == article:
                self.action_picture()
        self._wanted = 0

    def action_picture(self) -> None:
        """Fill the screen with the pictures of the open article, fetched where they are not here yet."""
        reading = self.article_view.reading
        pictures = pictures_of(reading.article) if reading else []
        if reading is None or not pictures:
            self.say(_("There is no picture here."))
            return
        number, asked = reading.number, self._wanted == reading.number

        def show(found: "list[tuple[str, Image]]") -> None:
            from newsreader.tui.screens.picture import PictureScreen  # nothing that the first screen does not need

            if found:
                self.app.push_screen(PictureScreen(found))
            elif asked:
                self.say(_("The pictures cannot be had; L lists them, o opens the page."))
            elif self.helper.ask("pictures", article=number):
                self._wanted = number
                self.say(_("Fetching the pictures …"), 20)

        def decode() -> "list[tuple[str, Image]]":
            read = [(words, opened(self.library.picture_bytes(url))) for words, url in pictures]
            return [(words, picture) for words, picture in read if picture]

        self.beside(decode, show)
