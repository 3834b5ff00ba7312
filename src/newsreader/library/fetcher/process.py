"""The fetcher: a process of its own that does for the app whatever needs the network or a parser.

It reads requests as lines of JSON on its standard input, and writes events on its standard output. `wishing.do`
knows the requests; beside them {"do": "sync"} agrees with servers and other machines, {"do": "stop"} stops that and
a refresh, {"do": "terminal"} names the terminal to give back when the reader is killed, and {"do": "end"} says that
it was not. It ends when its input does, and with it everything it was doing.
"""

import asyncio
import json
import os
import sys
import threading
import time
from contextlib import suppress
from typing import Any

from newsreader.config import Config
from newsreader.fetch.client import Client
from newsreader.library.fetcher.events import (
    Alerted,
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
from newsreader.library.fetcher.requests import handle_request, run_pending_requests
from newsreader.library.fetcher.terminal_restore import restore_terminal
from newsreader.library.maintenance.crash_report import write_crash_report
from newsreader.library.maintenance.recovery import weekly_check
from newsreader.library.maintenance.retention import delete_expired, describe, first_warning, limits_of
from newsreader.library.refresh.ingest import run_backlog_step
from newsreader.library.refresh.polite_client import client_for
from newsreader.library.refresh.prefetch import budget_of
from newsreader.library.refresh.refresher import Refresher, utc_now
from newsreader.library.sharing.services import article_sender
from newsreader.library.sync.coordinator import SyncCoordinator
from newsreader.library.sync.scheduler import SyncScheduler
from newsreader.library.workers.parser import ParserClient
from newsreader.library.workers.pool import WorkerPool
from newsreader.model.errors import BusyError, LibraryError, NetworkUnreachable, NewsreaderError
from newsreader.model.rule import Alert
from newsreader.store.store import Store

#: Seconds until what waits for the network is tried again; doubled each time, up to the last.
FIRST_TRY, LAST_TRY = 30.0, 480.0
#: Seconds between two reports of how far a refresh is.
PROGRESS_INTERVAL = 0.2
#: Seconds that a refresh waits in all for servers that want time between two requests; the next one comes soon.
PATIENCE = 60.0


def tell(event: Event) -> None:
    """Report to whoever started us; nobody there any more means it is over."""
    try:
        sys.stdout.write(to_line(event) + "\n")
        sys.stdout.flush()
    except (BrokenPipeError, ValueError):
        raise SystemExit(0) from None


def _alert(found: Alert) -> None:
    tell(Alerted(found.rule, found.article, found.title))


class Fetcher:
    """What it does at the same time: one refresh, and any number of small requests beside it."""

    def __init__(self, store: Store, client: Client, parser: ParserClient, settings: Config) -> None:
        self._store, self._client, self._parser, self._settings = store, client, parser, settings
        self._tasks: set[asyncio.Task[None]] = set()
        self._refresh: asyncio.Task[None] | None = None
        self._give = article_sender(store, client, settings)
        self.rounds = SyncScheduler(
            SyncCoordinator(store, client, settings, utc_now, self._hear), store, tell, self.begin
        )
        self._offline = self._idle = False
        self._told = 0.0
        #: The reader's, to be given back where the reader cannot any more.
        self.terminal: dict[str, Any] = {}

    def begin(self, task: Any) -> "asyncio.Task[None]":
        """Do something beside the rest."""
        begun: asyncio.Task[None] = asyncio.create_task(task)
        self._tasks.add(begun)
        begun.add_done_callback(self._tasks.discard)
        return begun

    def dispatch(self, request: dict[str, Any]) -> None:
        """Begin what is asked."""
        match request.get("do"):
            case "terminal":
                self.terminal = request
            case "end":
                self.terminal = {}
            case "stop":
                if self._refresh:
                    self._refresh.cancel()
                self.rounds.stop()
            case "sync":
                self.rounds.start(asked=True)
            case "refresh":
                if self._refresh is None or self._refresh.done():
                    self._refresh = self.begin(self._do(request))
            case _:
                self.begin(self._do(request))

    async def close(self) -> None:
        """Stop everything; what is committed stays."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _refresher(self) -> Refresher:
        return Refresher(
            self._store,
            self._client.get,
            self._hear,
            parser=self._parser,
            budget=budget_of(self._settings),
            patience=PATIENCE,
            per_host=self._settings.requests_per_host,
        )

    def _hear(self, event: Event) -> None:
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

    async def _do(self, request: dict[str, Any]) -> None:
        try:
            async with self._refresher() as refresher:
                for event in await handle_request(request, self._store, refresher, self._parser, self._give):
                    tell(event)
        except NetworkUnreachable as error:
            if request.get("do") == "read":
                tell(PageFetched(str(request.get("url", "")), error=error.sentence, waits=True))
            self._set_online(False)
        except BusyError:
            pass  # another process does it; what it finds is seen in the library
        except NewsreaderError as error:
            if request.get("do") == "refresh":
                tell(RefreshFinished(RefreshProgress(), stopped=True))
            if request.get("do") == "read":
                tell(PageFetched(str(request.get("url", "")), error=error.sentence))
            else:
                tell(UserMessage(error.sentence))
        else:
            if request.get("do") == "refresh" and not self._offline and (request.get("asked") or not self._idle):
                self.begin(self.catch_up())
                self.rounds.start(asked=False)  # what is new has been said

    def _set_online(self, there: bool) -> None:
        """Notice that the network went or came, and say so once."""
        if there and self._offline:
            tell(Online())
        if not there:
            tell(Offline(len(self._store.pending.all())))
        changed, self._offline = self._offline is there, not there
        if changed or there:
            self.begin(self.run_pending(0.0 if there else FIRST_TRY))

    async def run_pending(self, wait: float) -> None:
        """Do what waits for the network, once it is there."""
        while True:
            await asyncio.sleep(wait)
            if not self._store.pending.all():
                return
            with suppress(NetworkUnreachable):
                async with self._refresher() as refresher:
                    for event in await run_pending_requests(self._store, refresher, self._parser, self._give):
                        tell(event)
                if self._offline:
                    self._offline = False
                    tell(Online())
                return
            wait = min(max(FIRST_TRY, 2 * wait), LAST_TRY)

    async def catch_up(self) -> None:
        """Do what could wait until now, a little at a time."""
        with suppress(LibraryError):
            if sentence := await asyncio.to_thread(weekly_check, self._store, utc_now()):
                tell(UserMessage(sentence))
            await self._clean_up()
            while await run_backlog_step(self._store, self._parser, _alert):  # noqa: ASYNC110 - the others get their turn
                await asyncio.sleep(0.02)

    async def _clean_up(self) -> None:
        """Let go what is beyond the reader's limits, once that has been announced."""
        limits = limits_of(self._settings)
        if sentence := first_warning(self._store, limits, utc_now()):
            tell(UserMessage(sentence))
        elif limits and (gone := await asyncio.to_thread(delete_expired, self._store, limits, utc_now())):
            tell(UserMessage(describe(gone)))


async def serve(settings: Config) -> None:
    """Do what is asked until the input ends."""
    store = Store(settings.library)
    requests: asyncio.Queue[dict[str, Any] | None] = asyncio.Queue()
    _listen(requests)
    if store.is_new():
        from newsreader.library.subscriptions.first_run import create_default_library  # once in the life of a library

        if create_default_library(store, utc_now()):
            tell(LibraryCreated())
    async with client_for(settings, store) as client, WorkerPool() as parser:
        fetcher = Fetcher(store, client, parser, settings)
        fetcher.begin(parser.begin())
        fetcher.begin(fetcher.catch_up())
        fetcher.begin(fetcher.run_pending(FIRST_TRY))
        fetcher.begin(fetcher.rounds.run_forever(settings.sync_minutes))
        while (request := await requests.get()) is not None:
            fetcher.dispatch(request)
        if fetcher.terminal:
            restore_terminal(fetcher.terminal)
        await fetcher.close()
    store.close()


def _listen(requests: asyncio.Queue[dict[str, Any] | None]) -> None:
    """Read standard input in a thread: a pipe, a terminal and a file are all the same to it."""
    loop = asyncio.get_running_loop()

    def read() -> None:
        for line in sys.stdin:
            try:
                request = json.loads(line)
            except ValueError:
                continue
            if isinstance(request, dict):
                loop.call_soon_threadsafe(requests.put_nowait, request)
        loop.call_soon_threadsafe(requests.put_nowait, None)

    threading.Thread(target=read, name="requests", daemon=True).start()


def main(settings: Config) -> int:
    """Run the fetcher; the exit code."""
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
        tell(UserMessage(write_crash_report(error)))
        return 1
    return 0
