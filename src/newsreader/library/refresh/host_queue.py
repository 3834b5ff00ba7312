"""The queue of pages to prefetch: newest first, each when its host may be asked."""

import asyncio
import heapq
import math
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from newsreader.fetch.client import PER_HOST
from newsreader.library.refresh.polite_client import PoliteClient
from newsreader.model.feed import Entry
from newsreader.model.hosts import host_of


@dataclass(frozen=True, order=True)
class PageRequest:
    """An article whose page, or only whose comments, are to be fetched; the smallest `rank` comes first."""

    rank: float
    number: int
    entry: Entry = field(compare=False)
    comments_only: bool = field(compare=False, default=False)


class PageQueue:
    """Page requests by host. Call `done` for each that was taken."""

    def __init__(self, client: PoliteClient, now: Callable[[], datetime], patience: float) -> None:
        """`patience`: seconds that may pass in all waiting for hosts that want time between two requests."""
        self._client, self._now = client, now
        self._until = time.monotonic() + patience
        self._hosts: dict[str, list[PageRequest]] = {}
        self._busy: dict[str, int] = {}
        self._change = asyncio.Condition()
        self._more = True

    def put(self, wanted: PageRequest) -> None:
        """Add a request; call `wake` afterwards."""
        heapq.heappush(self._hosts.setdefault(host_of(wanted.entry.url), []), wanted)

    def close(self) -> None:
        """Declare that nothing is added any more: `take` returns None once the queue is empty."""
        self._more = False

    async def wake(self) -> None:
        """Wake the tasks that wait in `take`."""
        async with self._change:
            self._change.notify_all()

    async def take(self) -> tuple[PageRequest, bool] | None:
        """Wait for the first request whose host has a free slot, with True; or one for which there is no time in this
        refresh, with False. None when the queue is closed and empty."""
        async with self._change:
            while True:
                waits = {host: self._seconds_until_free(host, each[0]) for host, each in self._hosts.items()}
                ready = [host for host, wait in waits.items() if wait <= 0 and self._has_free_slot(host)]
                if ready:
                    wanted = self._pop(min(ready, key=lambda host: self._hosts[host][0]))
                    self._client.reserve_turn(wanted.entry.url, page=True)
                    return wanted, True
                for host, wait in waits.items():
                    if time.monotonic() + wait > self._until and wait > 0:
                        return self._pop(host), False
                if not self._hosts and not self._more:
                    return None
                soonest = min((wait for wait in waits.values() if wait > 0), default=math.inf)
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._change.wait(), None if soonest == math.inf else soonest)

    async def done(self, wanted: PageRequest) -> None:
        """Free the slot of a request that was taken."""
        self._busy[host_of(wanted.entry.url)] -= 1
        await self.wake()

    def _pop(self, host: str) -> PageRequest:
        wanted = heapq.heappop(self._hosts[host])
        if not self._hosts[host]:
            del self._hosts[host]
        self._busy[host] = self._busy.get(host, 0) + 1
        return wanted

    def _seconds_until_free(self, host: str, first: PageRequest) -> float:
        return (self._client.free_at(first.entry.url) - self._now()).total_seconds()

    def _has_free_slot(self, host: str) -> bool:
        """Return whether a host has a free slot: it has a single one until its robots.txt is known."""
        busy = self._busy.get(host, 0)
        return busy < PER_HOST and (not busy or self._client.knows_robots(host))
