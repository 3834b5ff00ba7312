"""Pages that are wanted: newest first, and each when its server may be asked."""

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
from newsreader.library.urls import host_of
from newsreader.model.feed import Entry


@dataclass(frozen=True, order=True)
class Wanted:
    """An article whose page, or only whose comments, are to be fetched; the smallest comes first."""

    rank: float
    number: int
    entry: Entry = field(compare=False)
    comments: bool = field(compare=False, default=False)


class PageQueue:
    """What is wanted of each server. Who takes one says when it is done with."""

    def __init__(self, client: PoliteClient, now: Callable[[], datetime], patience: float) -> None:
        """`patience`: how many seconds may pass in all because servers want time between two of their pages."""
        self._client, self._now = client, now
        self._until = time.monotonic() + patience
        self._hosts: dict[str, list[Wanted]] = {}
        self._busy: dict[str, int] = {}
        self._change = asyncio.Condition()
        self._more = True

    def put(self, wanted: Wanted) -> None:
        """Put one on the list; `woken` lets who waits look at it."""
        heapq.heappush(self._hosts.setdefault(host_of(wanted.entry.url), []), wanted)

    def no_more(self) -> None:
        """Nothing is put on the list after this: `take` ends when it is empty."""
        self._more = False

    async def woken(self) -> None:
        """Let who waits look at the list again."""
        async with self._change:
            self._change.notify_all()

    async def take(self) -> tuple[Wanted, bool] | None:
        """The first whose server is not busy with us and may be asked, and True; or one for which there is no time
        in this refresh, and False. None when there are no more."""
        async with self._change:
            while True:
                waits = {host: self._wait(host, each[0]) for host, each in self._hosts.items()}
                ready = [host for host, wait in waits.items() if wait <= 0 and self._may_begin(host)]
                if ready:
                    wanted = self._pop(min(ready, key=lambda host: self._hosts[host][0]))
                    self._client.take_turn(wanted.entry.url, page=True)
                    return wanted, True
                for host, wait in waits.items():
                    if time.monotonic() + wait > self._until and wait > 0:
                        return self._pop(host), False
                if not self._hosts and not self._more:
                    return None
                soonest = min((wait for wait in waits.values() if wait > 0), default=math.inf)
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._change.wait(), None if soonest == math.inf else soonest)

    async def done(self, wanted: Wanted) -> None:
        """One that was taken is done with."""
        self._busy[host_of(wanted.entry.url)] -= 1
        await self.woken()

    def _pop(self, host: str) -> Wanted:
        wanted = heapq.heappop(self._hosts[host])
        if not self._hosts[host]:
            del self._hosts[host]
        self._busy[host] = self._busy.get(host, 0) + 1
        return wanted

    def _wait(self, host: str, first: Wanted) -> float:
        return (self._client.free_at(first.entry.url) - self._now()).total_seconds()

    def _may_begin(self, host: str) -> bool:
        """Whether a server may have another request of ours: one, until it is known what it allows."""
        busy = self._busy.get(host, 0)
        return busy < PER_HOST and (not busy or self._client.knows(host))
