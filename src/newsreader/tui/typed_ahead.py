"""Hold back keys that are typed faster than dialogs handle them, so that they do what they would have done typed
slowly.

A terminal hands over in one packet what a paste, `tmux send-keys` or a slow line brought together. Panes do their keys
at once. A dialog does not: it opens, and its line and its list do what they are told, each in turn, by way of queues;
a second Enter that came meanwhile would end a dialog twice, and letters would go to what is behind it.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

from textual.app import App
from textual.events import InputEvent, Key, MouseMove, MouseUp, Paste
from textual.message import Message
from textual.screen import Screen

#: Turns of the event loop until panes and status line have heard of what was done.
_TURNS = 12
#: Seconds after which no answer is waited for any more: what was asked is gone.
_PATIENCE = 0.5


class KeyHandled(Message):
    """Bubbles up to the app behind everything that a key has caused: the next key may be handled."""


class TypedAhead:
    """Lets keys, pasted text and clicks through one at a time."""

    def __init__(self, app: App[Any], act: Callable[[InputEvent | Paste], Awaitable[None]]) -> None:
        """`act` does what an event is for."""
        self._app, self._act = app, act
        self._waiting: deque[InputEvent | Paste] = deque()
        #: Whether a key was pressed so far.
        self.has_begun = False
        #: Whether the first screen waits for what was typed before it, and need not wait any more.
        self._is_awaited = self._is_answered = False
        #: The screen that has opened, as far as is known, and is on top.
        self._open_screen: Screen[Any] | None = None
        #: The number of the last question, and whether it is not answered yet.
        self._question = 0
        self._is_asking = False

    async def take(self, event: InputEvent | Paste, is_done_at_once: bool) -> None:
        """Handle an event now, or when it is its turn. `is_done_at_once`: nothing is left to do when `act` returns."""
        if self._is_asking or self._waiting or not self._is_open:
            if not isinstance(event, MouseMove):
                self._waiting.append(event)
            self._ask()
            return
        await self._act(event)
        if isinstance(event, Key | Paste | MouseUp) and not is_done_at_once:
            self._ask()

    def comes_before(self, screen: Screen[Any], draw: Callable[[], None]) -> bool:
        """Return whether there is something to do before the first screen, which has been laid out, is drawn; then it
        is done, and `draw` is called: the first frame shows the answer."""
        if self.has_begun and not (self._is_answered or self._is_awaited):
            self._is_awaited = True
            self._app.call_next(self._begin, screen, draw)
        elif not self.has_begun:
            self._is_answered = True
        return not self._is_answered

    async def _begin(self, screen: Screen[Any], draw: Callable[[], None]) -> None:
        try:
            self._open_screen = screen
            await self.go_on()
            for _turn in range(_TURNS):
                await asyncio.sleep(0)
        finally:
            self._is_answered = True
            draw()

    async def go_on(self) -> None:
        """Go on when what was asked has answered: whatever opened meanwhile is asked too, then it is the next one's
        turn."""
        self._is_asking = False
        if not self._app.screen_stack:
            return
        if not self._is_open:
            self._open_screen = self._app.screen
            self._ask()
        elif self._waiting:
            await self._act(self._waiting.popleft())
            self._ask()

    @property
    def _is_open(self) -> bool:
        """Whether the screen, and what has the focus there, is up."""
        focused = self._app.focused
        return self._app.screen is self._open_screen and (focused is None or focused.is_mounted)

    def _ask(self) -> None:
        if self._is_asking or not self._app.screen_stack:
            return
        self._is_asking, self._question = True, self._question + 1
        question, focused = self._question, self._app.focused
        widget = focused if focused and focused.is_mounted else self._app.screen
        # Once more into its own queue: what it was told may be there, and what comes of that is put behind it.
        widget.call_later(lambda: widget.post_message(KeyHandled()))
        self._app.set_timer(_PATIENCE, lambda: self._give_up(question))

    async def _give_up(self, question: int) -> None:
        if not (self._is_asking and question == self._question and self._app.screen_stack):
            return
        if self._app.screen.is_mounted:
            await self.go_on()
        else:  # it opens slowly
            self._is_asking = False
            self._ask()
