"""Start syncs while the reader is open: soon after a change in the library, and every so many minutes."""

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine
from typing import Any

from newsreader.i18n import _
from newsreader.library.crash_report import write_crash_report
from newsreader.library.messages.events import Event, SyncFinished
from newsreader.library.sync.coordinator import SyncCoordinator, describe_result
from newsreader.model.errors import BusyError, LibraryError
from newsreader.store.store import Store

logger = logging.getLogger(__package__)
#: Seconds after which what was done here is told to the others.
DEBOUNCE = 15.0


class SyncScheduler:
    """Starts syncs, one at a time. `begin` starts a task, `tell` sends an event to the app."""

    def __init__(
        self,
        coordinator: SyncCoordinator,
        store: Store,
        tell: Callable[[Event], None],
        begin: Callable[[Coroutine[Any, Any, None]], "asyncio.Task[None]"],
    ) -> None:
        self._coordinator, self._store, self._tell, self._begin = coordinator, store, tell, begin
        self._running: asyncio.Task[None] | None = None
        self._asked = False

    def start(self, asked: bool) -> None:
        """Begin a sync, unless one is going on, or there is nothing to sync with; who `asked` is told more."""
        self._asked = self._asked or asked
        if not self._coordinator.is_configured():
            if self._asked:
                self._tell(SyncFinished())
            self._asked = False
        elif self._running is None or self._running.done():
            self._running = self._begin(self._sync())
            self._running.add_done_callback(self._say_if_stopped)

    def stop(self) -> None:
        """Break a sync off; what was synced stays so."""
        if self._running:
            self._running.cancel()

    def _say_if_stopped(self, ended: "asyncio.Task[None]") -> None:
        """Say that a sync was broken off: it cannot itself where it had not begun yet."""
        if ended.cancelled():
            self._asked = False
            self._tell(SyncFinished((_("Stopped. Articles already received are kept."),)))

    async def run_forever(self, minutes: int) -> None:
        """Begin syncs when they are due: soon after something was done here, else every so many minutes (0: never)."""
        seen, last = -1, time.monotonic()
        while minutes:
            await asyncio.sleep(DEBOUNCE)
            version = self._store.database.version()
            due = version != seen and await asyncio.to_thread(self._coordinator.is_due)
            seen = version
            if due or time.monotonic() > last + 60 * minutes:
                last = time.monotonic()
                self.start(asked=False)

    async def _sync(self) -> None:
        try:
            done = await self._coordinator.sync()
        except BusyError as error:
            self._tell(SyncFinished((error.sentence,) if self._asked else ()))
        except LibraryError as error:
            self._tell(SyncFinished((error.sentence,), failed=True))
        except Exception as error:  # noqa: BLE001 - a fault of our own is written down, and said
            logger.info("sync crashed: %s; a report is written", type(error).__name__)
            self._tell(SyncFinished((write_crash_report(error),), failed=True))
        else:
            sentences = [describe_result(result) for result in done if result.error or self._asked]
            notes = [note for result in done for note in result.notes]
            received = sum(result.received + result.new for result in done)
            self._tell(SyncFinished((*sentences, *notes), received, failed=any(result.error for result in done)))
        finally:
            self._asked = False
