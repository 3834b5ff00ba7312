"""Bases of screens that draw only what has changed, or that only once."""

import asyncio

from textual.events import Idle
from textual.reactive import Reactive
from textual.screen import Screen, ScreenResultType
from textual.widget import Widget

from newsreader.tui.narrow_compositor import NarrowCompositor

#: Turns of the event loop in which a change is reported: from a pane to the layout of panes, the screen, the status
#: line, and to the screen again.
TURNS = 4


class PaneScreen(Screen[ScreenResultType]):
    """A screen of panes, drawn by a `NarrowCompositor`."""

    AUTO_FOCUS = ""  # letters are keys

    #: The widget that has the focus. It looks so by itself: another one is no reason to draw the whole screen, as it is
    #: for Textual.
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    def __init__(self) -> None:
        super().__init__()
        self._compositor: NarrowCompositor = NarrowCompositor()

    def _compositor_refresh(self) -> None:
        """Draw, or hand what changed to the screen above, once. Textual 8.2 marks a screen that lies below another as
        changed by each of its changes, so that every one of them was drawn again and again, with all those before
        it."""
        changed = self._compositor._dirty_regions
        if self not in self.app._background_screens:
            super()._compositor_refresh()
            return
        if changed:
            self.app.screen.refresh(*changed)
            changed.clear()
        # Also where what changed is hidden: else it would be looked at with every frame.
        self._dirty_widgets.clear()


class OneFrameScreen(Screen[ScreenResultType]):
    """A screen that draws in one frame what changes at once."""

    async def _on_idle(self, event: Idle) -> None:
        """Draw, once all widgets had a turn to report their changes: one of them would come a frame later."""
        event.prevent_default()
        for _turn in range(TURNS):
            await asyncio.sleep(0)
            if self.message_queue_size:
                return  # one has, and this is called again once that is handled
        await super()._on_idle(event)
