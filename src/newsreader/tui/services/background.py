"""Run slow work in a background thread, so that no key waits for it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, TypeVar

from textual.screen import Screen

from newsreader.model.errors import NewsreaderError

if TYPE_CHECKING:
    from newsreader.tui.services.base import Notify

T = TypeVar("T")
#: Seconds that the message of an error stays.
ERROR = 30.0
#: The group of Textual workers that carry the work: tests wait for it.
GROUP = "background"


def is_open(screen: Screen[Any]) -> bool:
    """Return whether a screen is still there for what comes late. One that closes leaves the stack first, and loses
    its widgets before it counts as detached."""
    return screen.is_attached and screen in screen.app.screen_stack


class BackgroundRunner:
    """Runs the work of one screen, one task at a time, in the order of the keys."""

    def __init__(self, screen: Screen[Any], notify: Notify) -> None:
        """`notify` shows a message for some seconds: expected errors end there."""
        self._screen, self._notify = screen, notify
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="library")

    def run(self, work: Callable[[], T], then: Callable[[T], object] | None = None) -> None:
        """Run `work` in the background, then `then` with its result, if the screen is still open."""

        async def carry() -> None:
            try:
                result = await self.finish(work)
            except NewsreaderError as error:
                if is_open(self._screen):
                    self._notify(error.sentence, ERROR)
                return
            if then and is_open(self._screen):
                then(result)

        self._screen.run_worker(carry(), group=GROUP, exit_on_error=True)

    async def finish(self, work: Callable[[], T]) -> T:
        """The result of the work; raises what it raises."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    def close(self, wait: bool = True) -> None:
        """Accept no more work; wait for what was begun, or not."""
        self._thread.shutdown(wait=wait)
