"""A base of the screens of panes, which draws only what has changed."""

from textual.reactive import Reactive
from textual.screen import Screen, ScreenResultType
from textual.widget import Widget

from newsreader.tui.narrow_compositor import NarrowCompositor


class PaneScreen(Screen[ScreenResultType]):
    """A screen of panes, drawn by a `NarrowCompositor`."""

    AUTO_FOCUS = ""  # letters are keys

    #: The widget that has the focus. It looks so by itself: another one is no reason to draw the whole screen, as it is
    #: for Textual.
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    def __init__(self) -> None:
        super().__init__()
        self._compositor: NarrowCompositor = NarrowCompositor()
