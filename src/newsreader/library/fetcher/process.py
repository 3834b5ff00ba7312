"""The fetcher: a process of its own that does for the app whatever needs the network or a parser.

It reads requests (`messages.requests`) as lines of JSON on its standard input, and writes events (`messages.events`)
on its standard output. It ends when its input does, and with it everything it was doing.
"""

import asyncio
import logging
import os
import sys
import threading
import time
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any, assert_never

from newsreader.config import Config
from newsreader.i18n import N_, _
from newsreader.library.crash_report import write_crash_report
from newsreader.library.fetcher.plan import ensure_first_feeds
from newsreader.library.fetcher.session import RefreshSession, open_session
from newsreader.library.fetcher.terminal_restore import restore_terminal
from newsreader.library.log import configure_log
from newsreader.library.messages.events import (
    Event,
    LibraryCreated,
    Offline,
    Online,
    PageFetched,
    RefreshFinished,
    RefreshProgress,
    SyncProgress,
    UserMessage,
    to_line,
)
from newsreader.library.messages.requests import (
    FetchArticle,
    FetchImages,
    FetchPage,
    FindDiscussions,
    FindFeeds,
    NetworkRequest,
    Refresh,
    RefreshComments,
    ReleaseTerminal,
    Request,
    SendArticle,
    Stop,
    Subscribe,
    Sync,
    WatchTerminal,
    from_line,
)
from newsreader.library.refresh.refresher import utc_now
from newsreader.library.sync.coordinator import SyncCoordinator
from newsreader.library.sync.scheduler import SyncScheduler
from newsreader.model.errors import BusyError, LibraryError, NetworkUnreachable, NewsreaderError

logger = logging.getLogger(__package__)
#: Seconds until what waits for the network is tried again; doubled each time, up to the last.
FIRST_TRY, LAST_TRY = 30.0, 480.0
#: What is said to whoever waits for an answer, where the network is missing for it.
_WAITING = {
    FindDiscussions: N_("Offline: discussions of it are searched for when the network is back."),
    SendArticle: N_("Offline: the article is sent when the network is back."),
}
#: Seconds between two reports of how far a refresh is.
PROGRESS_INTERVAL = 0.2
#: Seconds that a refresh waits in all for servers that want time between two requests; the next one comes soon.
PATIENCE = 60.0


def tell(event: Event) -> None:
    """Send an event to the app; where that is gone, end."""
    try:
        sys.stdout.write(to_line(event) + "\n")
        sys.stdout.flush()
    except (BrokenPipeError, ValueError):
        raise SystemExit(0) from None


def _say_if_stopped(refresh: "asyncio.Task[None]") -> None:
    """Say that a refresh was stopped: it cannot itself where it had not begun yet."""
    if refresh.cancelled():
        tell(RefreshFinished(RefreshProgress(), stopped=True))


class Fetcher:
    """Handles requests concurrently: one refresh, and any number of small requests beside it. A `RefreshSession` does
    the work; this class sends events to the app, and repeats pending requests when the network is back."""

    def __init__(self, session: RefreshSession, settings: Config) -> None:
        self._session, self._pending = session, session.store.pending
        self._tasks: set[asyncio.Task[None]] = set()
        self._refresh: asyncio.Task[None] | None = None
        coordinator = SyncCoordinator(session.store, session.client, settings, utc_now, self.hear)
        self.sync_scheduler = SyncScheduler(coordinator, session.store, tell, self.begin)
        self._offline = self._idle = False
        self._told = 0.0
        #: The reader's, to be restored where the reader cannot any more.
        self.terminal: WatchTerminal | None = None

    def begin(self, work: Coroutine[Any, Any, None]) -> "asyncio.Task[None]":
        """Start a task beside the others."""
        begun = asyncio.create_task(work)
        self._tasks.add(begun)
        begun.add_done_callback(self._tasks.discard)
        return begun

    def dispatch(self, request: Request) -> None:
        """Begin what is asked."""
        logger.info("asked: %s", type(request).__name__)
        match request:
            case WatchTerminal():
                self.terminal = request
            case ReleaseTerminal():
                self.terminal = None
            case Stop():
                if self._refresh:
                    self._refresh.cancel()
                self.sync_scheduler.stop()
            case Sync():
                self.sync_scheduler.start(asked=True)
            case Refresh():
                if self._refresh is None or self._refresh.done():
                    self._refresh = self.begin(self._run_refresh(request))
                    self._refresh.add_done_callback(_say_if_stopped)
            case FetchArticle() | RefreshComments() | FindDiscussions() | FetchImages() | FetchPage() | SendArticle():
                self.begin(self._run(request))
            case FindFeeds() | Subscribe():
                self.begin(self._run_subscribing(request))
            case _:
                assert_never(request)

    async def close(self) -> None:
        """Stop everything; what is committed stays."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def hear(self, event: Event) -> None:
        """Pass on what the session reports, progress a few times a second."""
        if isinstance(event, RefreshProgress | SyncProgress):
            now = time.monotonic()
            if now < self._told + PROGRESS_INTERVAL:
                return  # nobody reads faster, and each line costs the reader a redrawing
            self._told = now
        tell(event)
        if isinstance(event, RefreshFinished):
            self._idle = event.progress == RefreshProgress()
            if event.progress.feeds:
                self._set_online(not event.offline)

    async def _run_refresh(self, request: Refresh) -> None:
        try:
            await self._session.handle(request)
        except BusyError:
            return  # another process does it; what it finds is seen in the library
        except NewsreaderError as error:
            tell(RefreshFinished(RefreshProgress(), stopped=True))
            tell(UserMessage(error.sentence))
            return
        if not self._offline and (request.asked or not self._idle):
            self.begin(self.catch_up())
            self.sync_scheduler.start(asked=False)  # what is new has been said

    async def _run(self, request: NetworkRequest) -> None:
        try:
            await self._session.handle(request)
        except NewsreaderError as error:
            unreachable = isinstance(error, NetworkUnreachable)
            if isinstance(request, FetchPage):
                tell(PageFetched(request.url, error=error.sentence, waits=unreachable))
            elif not unreachable:
                tell(UserMessage(error.sentence))
            if unreachable:
                self._set_online(False)
                if words := _WAITING.get(type(request)):
                    tell(UserMessage(_(words)))

    async def _run_subscribing(self, request: FindFeeds | Subscribe) -> None:
        try:
            if isinstance(request, FindFeeds):
                tell(await self._session.find_feeds(request.words))
            else:
                await self._session.add_feeds(request)
        except NewsreaderError as error:
            tell(UserMessage(error.sentence))

    def _set_online(self, online: bool) -> None:
        """Notice that the network went or came, and say so once."""
        if online is self._offline:
            logger.info("the network is %s", "back" if online else "gone")
        if online and self._offline:
            tell(Online())
        if not online:
            tell(Offline(len(self._pending.all())))
        changed, self._offline = self._offline is online, not online
        if changed or online:
            self.begin(self.run_pending(0.0 if online else FIRST_TRY))

    async def run_pending(self, wait: float) -> None:
        """Handle the pending requests, once the network is there."""
        while True:
            await asyncio.sleep(wait)
            if not self._pending.all():
                return
            with suppress(NetworkUnreachable):
                await self._session.run_pending()
                if self._offline:
                    self._offline = False
                    tell(Online())
                return
            wait = min(max(FIRST_TRY, 2 * wait), LAST_TRY)

    async def catch_up(self) -> None:
        """Do background work that could wait until now."""
        with suppress(LibraryError):
            await self._session.catch_up()


async def serve(settings: Config) -> None:
    """Handle requests until the input ends."""
    requests: asyncio.Queue[Request | None] = asyncio.Queue()
    fetcher: Fetcher | None = None

    def hear(event: Event) -> None:
        fetcher.hear(event) if fetcher else tell(event)

    async with open_session(settings, hear, PATIENCE) as session:
        _listen(requests)  # in a thread, which the session must not find
        if ensure_first_feeds(session.store):
            tell(LibraryCreated())
        fetcher = Fetcher(session, settings)
        fetcher.begin(session.parser.warm_up())
        fetcher.begin(fetcher.catch_up())
        fetcher.begin(fetcher.run_pending(FIRST_TRY))
        fetcher.begin(fetcher.sync_scheduler.run_forever(settings.sync_minutes))
        while (request := await requests.get()) is not None:
            fetcher.dispatch(request)
        if fetcher.terminal:
            restore_terminal(fetcher.terminal)
        await fetcher.close()


def _listen(requests: asyncio.Queue[Request | None]) -> None:
    """Read standard input in a thread: a pipe, a terminal and a file are all the same to it."""
    loop = asyncio.get_running_loop()

    def read() -> None:
        for line in sys.stdin:
            if request := from_line(line):
                loop.call_soon_threadsafe(requests.put_nowait, request)
        loop.call_soon_threadsafe(requests.put_nowait, None)

    threading.Thread(target=read, name="requests", daemon=True).start()


def main(settings: Config) -> int:
    """Run the fetcher; the exit code."""
    configure_log("fetcher")
    if hasattr(os, "nice"):
        os.nice(19)  # keys come first
    try:
        asyncio.run(serve(settings))
    except NewsreaderError as error:
        tell(UserMessage(error.sentence))
        return 1
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # noqa: BLE001 - whatever it is, it is written down
        logger.info("crashed: %s; a report is written", type(error).__name__)
        tell(UserMessage(write_crash_report(error)))
        return 1
    return 0
