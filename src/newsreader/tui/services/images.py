"""The images of the open article, in its text and full-screen."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from newsreader.i18n import _
from newsreader.library.messages.requests import FetchImages
from newsreader.model.article import pictures_of
from newsreader.render.image_cells import Picture, opened
from newsreader.tui.key_names import with_keys

if TYPE_CHECKING:
    from newsreader.library.open_article import OpenArticle
    from newsreader.render.image_cells import Image
    from newsreader.tui.services.base import Services


class ImageView(Protocol):
    """The view in which images are drawn."""

    @property
    def opened(self) -> OpenArticle | None:
        """The open article."""

    def typeset(self, *, pictures: Mapping[str, Picture]) -> None:
        """Draw these, by their addresses."""


class ImageLoader:
    """Decodes images in the background, after the text is shown, and has missing ones fetched."""

    def __init__(
        self, services: Services, view: ImageView, viewer: Callable[[Sequence[tuple[str, Image]]], None]
    ) -> None:
        """`viewer` shows images with their captions, large."""
        self._services, self._view, self._viewer = services, view, viewer
        #: Articles whose images were asked for by opening them.
        self._requested: set[int] = set()
        #: The article whose images were asked for to be shown large.
        self._awaited = 0

    def draw(self) -> None:
        """Draw the images of the open article that are here; fetch the others where the settings say so."""
        services, shown = self._services, self._view.opened
        self._view.typeset(pictures={})
        if shown is None or not self._is_wanted():
            return
        number, urls = shown.number, [url for _words, url in pictures_of(shown.article)]

        def decode() -> dict[str, Picture]:
            read = {url: Picture.read(services.library.images.content(url)) for url in urls}
            return {url: picture for url, picture in read.items() if picture}

        def show(pictures: dict[str, Picture]) -> None:
            if self._view.opened is None or self._view.opened.number != number:
                return
            self._view.typeset(pictures=pictures)
            if len(pictures) < len(urls) and services.settings.images == "on" and number not in self._requested:
                self._requested.add(number)
                services.fetcher.send(FetchImages(number))

        if urls:
            services.run(decode, show)

    def _is_wanted(self) -> bool:
        settings = self._services.settings
        if settings.ascii or settings.images == "off":
            return False
        return settings.images == "on" or not os.environ.get("SSH_CONNECTION")

    def stored(self, article: int) -> None:
        """The images of an article have been fetched."""
        shown = self._view.opened
        if self._awaited == article:
            self._services.forget(_("Downloading images…"))
        if shown and shown.number == article:
            self.draw()
            if self._awaited == article:
                self.enlarge()
        self._awaited = 0

    def enlarge(self) -> None:
        """Fill the screen with the images of the open article, fetched where they are not here yet."""
        services, shown = self._services, self._view.opened
        pictures = pictures_of(shown.article) if shown else []
        if shown is None or not pictures:
            services.notify(_("No image here."))
            return
        number, requested = shown.number, self._awaited == shown.number

        def show(images: list[tuple[str, Image]]) -> None:
            if images:
                self._viewer(images)
            elif requested:
                services.notify(
                    with_keys(_("Images unavailable; {key:links} lists them, {key:browser} opens the page."))
                )
            elif services.fetcher.send(FetchImages(number)):
                self._awaited = number
                services.notify(_("Downloading images…"), 20)

        def decode() -> list[tuple[str, Image]]:
            read = [(words, opened(services.library.images.content(url))) for words, url in pictures]
            return [(words, picture) for words, picture in read if picture]

        services.run(decode, show)
