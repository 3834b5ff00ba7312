"""The fetcher without its process: what it begins when it is asked, what it tells, and what it does later."""

import asyncio
import os
import pty
import sys
import termios
import tty
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from newsreader.config import Config
from newsreader.library.fetcher import process
from newsreader.library.fetcher.client import FetcherClient
from newsreader.library.fetcher.process import Fetcher
from newsreader.library.fetcher.terminal_restore import restore_terminal, terminal_state
from newsreader.library.messages.events import (
    FeedsFound,
    Offline,
    Online,
    PageFetched,
    RefreshFinished,
    RefreshProgress,
    SyncFinished,
    SyncProgress,
    UserMessage,
)
from newsreader.library.messages.requests import (
    FetchArticle,
    FetchPage,
    FindDiscussions,
    FindFeeds,
    Refresh,
    ReleaseTerminal,
    SendArticle,
    Stop,
    Subscribe,
    Sync,
    WatchTerminal,
    from_line,
)
from newsreader.library.sync.coordinator import describe_result
from newsreader.library.sync.scheduler import SyncScheduler
from newsreader.model.errors import BusyError, LibraryError, NetworkUnreachable, NewsreaderError
from newsreader.model.sync import SyncResult
from newsreader.store.store import Store

DONE = RefreshFinished(RefreshProgress(feeds=2, feeds_total=2))


class Session:
    """Does what it is told to, or raises it; remembers."""

    def __init__(self, store: Store) -> None:
        self.store, self.client = store, None
        self.did: list[object] = []
        self.trouble: Exception | None = None
        self.found = FeedsFound("x")

    async def handle(self, request: object) -> None:
        self.did.append(request)
        if self.trouble:
            raise self.trouble

    async def find_feeds(self, words: str) -> FeedsFound:
        await self.handle(words)
        return self.found

    async def add_feeds(self, request: Subscribe) -> None:
        await self.handle(request)

    async def run_pending(self) -> None:
        await self.handle("pending")

    async def catch_up(self) -> None:
        await self.handle("catch up")


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    events: list[object] = []
    monkeypatch.setattr(process, "tell", events.append)
    return events


@pytest.fixture
def session(store: Store) -> Session:
    return Session(store)


@pytest.fixture
def fetcher(session: Session, told: list[object]) -> Fetcher:
    return Fetcher(cast(Any, session), Config())


async def settle(times: int = 8) -> None:
    for _time in range(times):
        await asyncio.sleep(0)


async def test_after_a_refresh_what_could_wait_is_done_unless_nothing_came_unasked(
    fetcher: Fetcher, session: Session, told: list[object]
) -> None:
    for asked, idle, more in ((False, False, True), (False, True, False), (True, True, True)):
        session.did.clear()
        fetcher.hear(RefreshFinished(RefreshProgress()) if idle else DONE)
        fetcher.dispatch(Refresh(asked))
        await settle()
        assert session.did == [Refresh(asked), "catch up"][: 1 + more]
    assert SyncFinished() not in told, "there is nothing to sync with, and nobody asked"
    await fetcher.close()


async def test_one_refresh_at_a_time_and_a_stop_ends_it(fetcher: Fetcher, session: Session) -> None:
    gate = asyncio.Event()

    async def handle(request: object) -> None:
        session.did.append(request)
        await gate.wait()

    session.handle = handle  # type: ignore[method-assign]
    fetcher.dispatch(Stop())
    for request in (Refresh(), Refresh(True), Stop()):
        fetcher.dispatch(request)
        await settle()
    assert session.did == [Refresh()]
    fetcher.dispatch(Refresh(True))
    await settle()
    assert session.did == [Refresh(), Refresh(True)]
    await fetcher.close()


async def test_a_refresh_that_is_stopped_says_so_also_where_it_had_not_begun(
    fetcher: Fetcher, session: Session, told: list[object]
) -> None:
    for request in (Refresh(True), Stop()):
        fetcher.dispatch(request)
    await settle()
    assert told == [RefreshFinished(RefreshProgress(), stopped=True)] and session.did == []
    await fetcher.close()


@pytest.mark.parametrize(
    ("trouble", "events"),
    [
        (BusyError("Un autre."), []),
        (
            NewsreaderError("Trop plein."),
            [RefreshFinished(RefreshProgress(), stopped=True), UserMessage("Trop plein.")],
        ),
    ],
)
async def test_a_refresh_that_cannot_be_says_so(
    fetcher: Fetcher, session: Session, told: list[object], trouble: Exception, events: list[object]
) -> None:
    session.trouble = trouble
    fetcher.dispatch(Refresh(True))
    await settle()
    assert told == events and session.did == [Refresh(True)]
    await fetcher.close()


OFFLINE, REFUSED = NetworkUnreachable("Hors ligne."), NewsreaderError("Refusé.")


@pytest.mark.parametrize(
    ("request_", "trouble", "events"),
    [
        (FetchArticle(1), REFUSED, [UserMessage("Refusé.")]),
        (FetchArticle(1), OFFLINE, [Offline(0)]),
        (FetchPage("u"), REFUSED, [PageFetched("u", error="Refusé.")]),
        (FetchPage("u"), OFFLINE, [PageFetched("u", error="Hors ligne.", waits=True), Offline(0)]),
        (
            SendArticle(1, "wallabag"),
            OFFLINE,
            [Offline(0), UserMessage("Offline: the article is sent when the network is back.")],
        ),
        (
            FindDiscussions(1),
            OFFLINE,
            [Offline(0), UserMessage("Offline: discussions of it are searched for when the network is back.")],
        ),
        (FindFeeds("x"), REFUSED, [UserMessage("Refusé.")]),
        (FindFeeds("x"), None, [FeedsFound("x")]),
        (Subscribe(("u",), ("t",)), REFUSED, [UserMessage("Refusé.")]),
        (Sync(), None, [SyncFinished()]),
    ],
)
async def test_what_became_of_a_request_is_told(
    fetcher: Fetcher,
    session: Session,
    told: list[object],
    request_: Any,
    trouble: Exception | None,
    events: list[object],
) -> None:
    session.trouble = trouble
    fetcher.dispatch(request_)
    await settle()
    assert told == events
    await fetcher.close()


async def test_that_the_network_went_or_came_is_told_once_and_what_waited_is_done(
    fetcher: Fetcher, session: Session, told: list[object], store: Store
) -> None:
    fetcher.hear(DONE)
    await settle()
    assert told == [DONE]
    store.pending.add({"do": "x"}, datetime.now(UTC))
    gone = RefreshFinished(RefreshProgress(feeds=2, failed=2), offline=True)
    for event, more in ((gone, [Offline(1)]), (gone, [Offline(1)]), (DONE, [Online()]), (DONE, [])):
        told.clear()
        fetcher.hear(event)
        await settle()
        assert told == [event, *more]
    assert "pending" in session.did
    told.clear()
    fetcher.hear(RefreshFinished(RefreshProgress(), offline=True))
    assert len(told) == 1, "without a feed that was asked nobody knows"
    await fetcher.close()


async def test_what_waits_is_tried_again_later_and_later(
    fetcher: Fetcher, session: Session, told: list[object], store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []

    async def sleep(seconds: float) -> None:
        waits.append(seconds)
        session.trouble = OFFLINE if len(waits) < 7 else None

    monkeypatch.setattr(process, "asyncio", SimpleNamespace(**{**vars(asyncio), "sleep": sleep}))
    await fetcher.run_pending(0.0)
    assert waits == [0.0] and session.did == [], "there is nothing that waits"
    waits.clear()
    store.pending.add({"do": "x"}, datetime.now(UTC))
    fetcher._offline = True
    await fetcher.run_pending(0.0)
    assert waits == [0.0, 30.0, 60.0, 120.0, 240.0, 480.0, 480.0]
    assert told == [Online()] and len(session.did) == 7
    await fetcher.run_pending(0.0)
    assert told == [Online()]


async def test_progress_is_told_a_few_times_a_second_and_everything_else_at_once(
    fetcher: Fetcher, told: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [100.0]
    monkeypatch.setattr(process, "time", SimpleNamespace(monotonic=lambda: clock[0]))
    for seconds, event, heard in (
        (0.0, RefreshProgress(1), True),
        (0.1, RefreshProgress(2), False),
        (0.15, SyncProgress("Nuage"), False),
        (0.16, UserMessage("Oui."), True),
        (0.25, SyncProgress("Nuage"), True),
        (0.3, RefreshProgress(3), False),
    ):
        clock[0] = 100.0 + seconds
        told.clear()
        fetcher.hear(event)
        assert bool(told) is heard, seconds


def test_the_terminal_is_watched_until_it_is_let_go_of(fetcher: Fetcher) -> None:
    watched = WatchTerminal("/dev/tty", (), (), 0)
    fetcher.dispatch(watched)
    assert fetcher.terminal == watched
    fetcher.dispatch(ReleaseTerminal())
    assert fetcher.terminal is None


def test_a_terminal_is_restored_and_another_that_has_its_name_by_now_is_left_alone() -> None:
    with a_terminal() as (master, slave, usual):
        watched = terminal_state(os.ttyname(slave), usual)
        restore_terminal(watched)
        assert termios.tcgetattr(slave) == usual and os.read(master, 999).endswith(b"\x1b[?1049l")
    since = watched.there
    while since == watched.there:  # the clock of a file system is a coarse one
        with a_terminal() as (_master, slave, usual):
            since = os.fstat(slave).st_ctime_ns
            restore_terminal(replace(watched, device=os.ttyname(slave)))
            assert since == watched.there or termios.tcgetattr(slave) != usual


@contextmanager
def a_terminal() -> Iterator[tuple[int, int, list[Any]]]:
    """A terminal that hands on each key: both its ends, and how it took keys before."""
    master, slave = pty.openpty()
    usual = termios.tcgetattr(slave)
    tty.setraw(slave)
    yield master, slave, usual
    os.close(slave)
    os.close(master)


async def test_when_catching_up_fails_the_rest_goes_on(fetcher: Fetcher, session: Session) -> None:
    session.trouble = LibraryError("Trop plein.")
    await fetcher.catch_up()
    assert session.did == ["catch up"]


async def test_what_is_asked_before_the_fetcher_is_there_is_asked_once_it_is(tmp_path: Path) -> None:
    writes_down = "import sys; open(sys.argv[-1], 'w').write(sys.stdin.readline() + sys.stdin.readline())"
    client = FetcherClient(tmp_path / "asked", (sys.executable, "-c", writes_down))
    sent = [client.send(Sync())]
    assert [event async for event in client.events(lambda: sent.append(client.send(Refresh())))] == []
    assert sent == [True, True]
    assert [from_line(line) for line in (tmp_path / "asked").read_text().splitlines()] == [Sync(), Refresh()]
    await client.close()
    assert not client.send(Sync())


# ------------------------------------------------------------ when it syncs


class Coordinator:
    """Syncs as it is told to."""

    def __init__(self) -> None:
        self.configured, self.due = True, False
        self.result: Any = []
        self.rounds = 0

    def is_configured(self) -> bool:
        return self.configured

    def is_due(self) -> bool:
        return self.due

    async def sync(self) -> list[SyncResult]:
        self.rounds += 1
        if isinstance(self.result, BaseException):
            raise self.result
        return list(self.result)


@pytest.fixture
def syncing(store: Store) -> tuple[Coordinator, SyncScheduler, list[Any]]:
    coordinator, told = Coordinator(), list[Any]()
    begin: Callable[..., Any] = asyncio.create_task
    return coordinator, SyncScheduler(cast(Any, coordinator), store, told.append, begin), told


GOOD = SyncResult("Nuage", sent=1, received=2, new=3)
BAD = SyncResult("Nuage", error="Refusé.")
NOTED = SyncResult("Nuage", notes=("Un flux est parti.",))


@pytest.mark.parametrize(
    ("asked", "result", "event"),
    [
        (True, [GOOD], SyncFinished(("Nuage: 1 sent, 2 received, 3 new articles.",), 5)),
        (False, [GOOD], SyncFinished((), 5)),
        (False, [GOOD, BAD], SyncFinished(("Nuage: Refusé.",), 5, failed=True)),
        (False, [NOTED], SyncFinished(("Un flux est parti.",))),
        (True, [NOTED], SyncFinished(("Nuage: 0 sent, 0 received.", "Un flux est parti."))),
        (True, BusyError("Un autre."), SyncFinished(("Un autre.",))),
        (False, BusyError("Un autre."), SyncFinished()),
        (False, LibraryError("Trop plein."), SyncFinished(("Trop plein.",), failed=True)),
    ],
)
async def test_a_round_says_what_somebody_asked_for_or_what_went_wrong(
    syncing: tuple[Coordinator, SyncScheduler, list[Any]], asked: bool, result: Any, event: SyncFinished
) -> None:
    coordinator, scheduler, told = syncing
    coordinator.result = result
    scheduler.start(asked)
    await settle()
    assert told == [event]
    scheduler.start(False)
    await settle()
    assert len(told) == 2 and coordinator.rounds == 2
    assert not told[1].sentences or told[1].failed or told[1].sentences == NOTED.notes, "nobody asked this time"


async def test_a_round_that_is_stopped_says_so_also_where_it_had_not_begun(
    syncing: tuple[Coordinator, SyncScheduler, list[Any]],
) -> None:
    coordinator, scheduler, told = syncing
    scheduler.start(asked=True)
    scheduler.stop()
    await settle()
    assert coordinator.rounds == 0 and len(told) == 1 and told[0].sentences[0].startswith("Stopped.")
    scheduler.start(asked=False)
    await settle()
    assert told[1].sentences == (), "who had asked was answered"


async def test_one_round_at_a_time_and_none_where_there_is_nothing_to_sync_with(
    syncing: tuple[Coordinator, SyncScheduler, list[Any]],
) -> None:
    coordinator, scheduler, told = syncing
    scheduler.stop()
    scheduler.start(False)
    scheduler.start(True)
    await settle()
    assert coordinator.rounds == 1 and len(told) == 1
    coordinator.configured = False
    for asked, said in ((False, 1), (True, 2), (False, 2)):
        scheduler.start(asked)
        await settle()
        assert (coordinator.rounds, len(told)) == (1, said)


async def test_a_round_is_due_after_a_change_and_from_time_to_time(
    syncing: tuple[Coordinator, SyncScheduler, list[Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    from newsreader.library.sync import scheduler as module

    coordinator, scheduler, _told = syncing
    clock, rounds = [1000.0], list[tuple[float, int]]()

    async def sleep(_seconds: float) -> None:
        await settle()
        rounds.append((clock[0], coordinator.rounds))
        if len(rounds) > 12:
            raise asyncio.CancelledError
        clock[0] += 15.0
        coordinator.due = clock[0] == 1030.0

    async def to_thread(act: Callable[[], Any]) -> Any:
        return act()

    monkeypatch.setattr(module, "asyncio", SimpleNamespace(**{**vars(asyncio), "sleep": sleep, "to_thread": to_thread}))
    monkeypatch.setattr(module, "time", SimpleNamespace(monotonic=lambda: clock[0]))
    monkeypatch.setattr(scheduler._store.database, "version", lambda: int(clock[0]))
    await scheduler.run_forever(0)
    assert not rounds
    with pytest.raises(asyncio.CancelledError):
        await scheduler.run_forever(2)
    # One for the change at 30 seconds; the next when two minutes have passed since.
    begun = [when for (when, before), (_later, after) in pairwise(rounds) if after > before]
    assert begun == [1015.0, 1150.0]


def test_a_sync_is_described_in_a_sentence() -> None:
    assert describe_result(GOOD) == "Nuage: 1 sent, 2 received, 3 new articles."
    assert describe_result(SyncResult("Nuage", new=1)) == "Nuage: 0 sent, 0 received, 1 new article."
    assert describe_result(BAD) == "Nuage: Refusé."
