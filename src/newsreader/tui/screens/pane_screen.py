"""A screen of panes, drawn once for each key and only where something is another."""

import asyncio

from textual.events import Idle
from textual.reactive import Reactive
from textual.screen import Screen, ScreenResultType
from textual.widget import Widget

from newsreader.tui.narrow_compositor import NarrowCompositor

#: Turns of the event loop that it takes a change to be said: from a key to its pane, the layout of panes, the screen,
#: the status line, and to the screen again.
_TURNS = 4


class PaneScreen(Screen[ScreenResultType]):
    """What the screens of panes have in common."""

    AUTO_FOCUS = ""

    #: What has the focus looks so by itself: another one is no reason to draw the whole screen, as it is for Textual.
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    def __init__(self) -> None:
        super().__init__()
        self._compositor: NarrowCompositor = NarrowCompositor()

    def on_screen_suspend(self) -> None:
        """Another screen is drawn over this one."""
        self._compositor.forget_written()

    async def _on_idle(self, event: Idle) -> None:
        """Draw, once everybody has had a turn to say what else is another now: it would come a frame later."""
        event.prevent_default()
        for _turn in range(_TURNS):
            await asyncio.sleep(0)
            if self.message_queue_size:
                return  # somebody has: this comes again, after that
        await super()._on_idle(event)
