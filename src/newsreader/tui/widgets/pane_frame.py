"""The frame of a pane: its title, and a divider at its left that the mouse can drag."""

from textual.containers import Vertical
from textual.content import Content
from textual.events import MouseDown, MouseMove, MouseUp
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from newsreader.model.text import clean_line


class PaneFrame(Vertical):
    """A pane below its title. Its first column is the divider, where there is a pane at its left."""

    ALLOW_SELECT = False

    class Resized(Message):
        """The divider is being dragged to a column of the screen, or was let go there (`done`)."""

        def __init__(self, pane: str, column: int, done: bool) -> None:
            super().__init__()
            self.pane, self.column, self.done = pane, column, done

    def __init__(self, pane: str, content: Widget) -> None:
        self._title = Static("", id=f"{pane}-title", classes="title", markup=False)
        super().__init__(self._title, content, id=f"{pane}-pane", classes="pane")
        self._pane, self._content = pane, content

    def on_mount(self) -> None:
        """Show by the title where the focus is, at once."""
        self.watch(self.screen, "focused", self._show_focus)

    def _show_focus(self, focused: Widget | None) -> None:
        self._title.set_class(focused is self._content, "-focused")

    def set_title(self, text: str) -> None:
        """Write the pane's title."""
        self._title.update(Content(clean_line(text)), layout=False)

    def on_mouse_down(self, event: MouseDown) -> None:
        """Begin to drag the divider."""
        if event.screen_x == self.region.x and not self.has_class("-first"):
            self.capture_mouse()

    def on_mouse_move(self, event: MouseMove) -> None:
        """Drag the divider."""
        if self.app.mouse_captured is self:
            self.post_message(self.Resized(self._pane, int(event.screen_x), done=False))

    def on_mouse_up(self, event: MouseUp) -> None:
        """Let it go."""
        if self.app.mouse_captured is self:
            self.release_mouse()
            self.post_message(self.Resized(self._pane, int(event.screen_x), done=True))
