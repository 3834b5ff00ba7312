"""The key of the images."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from newsreader.config import Config
from newsreader.library.helper import Helper
from newsreader.library.reading import Library
from newsreader.tui.screens.outside import Outside
from newsreader.tui.services.images import ImageLoader

if TYPE_CHECKING:
    from newsreader.render.picture import Image


class Picturing(Outside):
    """The images of the open article."""

    def __init__(self, library: Library, settings: Config, helper: Helper) -> None:
        super().__init__(library, settings, helper)
        self.images = ImageLoader(self.services, self.article_view, self._enlarge)

    def action_picture(self) -> None:
        """Fill the screen with the images of the open article."""
        self.images.enlarge()

    def _enlarge(self, images: "Sequence[tuple[str, Image]]") -> None:
        from newsreader.tui.screens.picture import PictureScreen  # nothing that the first screen does not need

        self.app.push_screen(PictureScreen(images))

    def images_stored(self, article: int) -> None:
        """The images of an article have been fetched."""
        self.images.stored(article)
