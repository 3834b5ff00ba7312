"""The screen with an image, as sharp as the terminal can draw it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import App, ComposeResult, SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.containers import Center, Middle
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from newsreader.model.text import clean_line

if TYPE_CHECKING:
    from newsreader.render.image_cells import Image


class PictureScreen(ModalScreen[None]):
    """Shows the images of an article, one at a time."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,h,left,I,enter", "dismiss", show=False),
        Binding("j,down,space,n,l,right,J", "step(1)", show=False),
        Binding("k,up,b,N,K", "step(-1)", show=False),
    ]

    def __init__(self, pictures: Sequence[tuple[str, "Image"]], at: int = 0) -> None:
        """`pictures`: what is said below each, and the picture."""
        super().__init__()
        self._pictures, self._at = pictures, at

    def compose(self) -> ComposeResult:
        """The picture, and its words."""
        words, picture = self._pictures[self._at]
        number = f"{self._at + 1}/{len(self._pictures)}  " if len(self._pictures) > 1 else ""
        with Middle(id="picture"), Center():
            yield drawn(self.app, picture)
        yield Static(Content(number + clean_line(words)), id="picture-words")

    async def action_step(self, by: int) -> None:
        """The next picture, or the one before."""
        at = self._at + by
        if 0 <= at < len(self._pictures):
            self._at = at
            await self.recompose()


def drawn(app: App[object], picture: "Image") -> Widget:
    """The widget that draws a picture best here: by the graphics of kitty, by Sixel, or by half cells."""
    try:
        # The package asks the terminal what it can when it is imported: not while the app listens to it.
        with app.suspend():
            import textual_image.widget
    except SuspendNotSupported:
        import textual_image.widget
    from textual_image._terminal import get_cell_size
    from textual_image.renderable import Image as Chosen
    from textual_image.renderable import SixelImage, UnicodeImage

    kind = textual_image.widget.HalfcellImage if Chosen is UnicodeImage else textual_image.widget.Image
    widget: Widget = kind(picture)
    widget.styles.width = widget.styles.height = "auto"
    if Chosen is SixelImage:
        # xterm draws nothing that is wider or higher than 1000 pixels.
        cell = get_cell_size()
        widget.styles.max_width, widget.styles.max_height = 1000 // cell.width, 1000 // cell.height
    return widget
