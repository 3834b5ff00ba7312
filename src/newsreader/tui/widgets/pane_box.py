"""A pane with its title, and the divider at its left, which the mouse can drag."""

from textual.containers import Vertical
from textual.events import MouseDown, MouseMove, MouseUp
from textual.widget import Widget

from newsreader.tui.messages import Dragged


class PaneBox(Vertical):
    """Its first column is the divider, where there is a pane at its left."""

    ALLOW_SELECT = False

    def __init__(self, pane: str, *parts: Widget) -> None:
        super().__init__(*parts, id=f"{pane}-pane", classes="pane")
        self._pane = pane

    def on_mouse_down(self, event: MouseDown) -> None:
        """Take hold of the divider."""
        if event.screen_x == self.region.x and not self.has_class("-first"):
            self.capture_mouse()

    def on_mouse_move(self, event: MouseMove) -> None:
        """Drag it."""
        if self.app.mouse_captured is self:
            self.post_message(Dragged(self._pane, int(event.screen_x), done=False))

    def on_mouse_up(self, event: MouseUp) -> None:
        """Let it go."""
        if self.app.mouse_captured is self:
            self.release_mouse()
            self.post_message(Dragged(self._pane, int(event.screen_x), done=True))
