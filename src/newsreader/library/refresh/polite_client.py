"""Requests that respect servers: 429, 503 and Retry-After, the pace that a server asks for, robots.txt."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from newsreader.fetch.client import PER_HOST, Get, Response
from newsreader.fetch.robots import allows, crawl_delay, robots_url
from newsreader.i18n import _
from newsreader.library.crash_report import fault_sentence
from newsreader.library.refresh.schedule import LONGEST_PACE, PACE_KEPT, UNSAID_PACE, next_poll_after_failure
from newsreader.model.errors import FetchError, NewsreaderError
from newsreader.model.hosts import host_of
from newsreader.store.store import Store

logger = logging.getLogger(__package__)


def as_user_error(trouble: Exception, url: str) -> NewsreaderError:
    """Convert any exception to one with a sentence; for a bug, write a crash report."""
    if isinstance(trouble, NewsreaderError):
        return trouble
    return NewsreaderError(fault_sentence(trouble, url))


class ServerPaused(FetchError):
    """A server was not asked, because it has asked for a pause."""


class PoliteClient:
    """The requests of one refresh. `paused_until` has the hosts that asked for a pause, and when it ends."""

    def __init__(
        self,
        store: Store,
        get: Get,
        now: Callable[[], datetime],
        chance: Callable[[], float],
        per_host: int = PER_HOST,
    ) -> None:
        """`per_host`: requests at a time to one server. The others wait here, where they hear what it says."""
        self._store, self._get, self._now, self._chance = store, get, now, chance
        self._per_host = per_host
        self._slots: dict[str, asyncio.Semaphore] = {}
        self.paused_until = store.hosts.waiting(now())
        self._paces = store.hosts.paces(now() - PACE_KEPT)
        self._turns: dict[str, datetime] = {}
        self._answered: set[str] = set()
        self._robots: dict[str, asyncio.Future[str]] = {}
        self._delays: dict[str, timedelta] = {}

    async def get(self, url: str, **more: Any) -> Response:
        """Fetch an address, and store a pause that the server asks for. Raises ServerPaused during one, else
        FetchError."""
        host = host_of(url)
        async with self._slots.setdefault(host, asyncio.Semaphore(self._per_host)):
            until = self.paused_until.get(host)
            if until and self._now() < until:
                raise ServerPaused(
                    _("{host} asked us to wait; it will not be contacted until then.").format(host=host), 429
                )
            try:
                answer = await self._get(url, **more)
            except FetchError as error:
                if error.status in (429, 503):
                    self._pause_host(host, error)
                raise
            self._answered.add(host)
            return answer

    def _pause_host(self, host: str, error: FetchError) -> None:
        if error.status == 429 and error.retry_after is None and host in self._answered:
            # It answers, but not that often, and does not say how often.
            error.retry_after = UNSAID_PACE.total_seconds() * (1 + 0.2 * self._chance())
        until, _why = next_poll_after_failure(self._now(), error.status, 1, error.retry_after, self._chance())
        if until is None:
            return
        self.paused_until[host] = max(until, self.paused_until.get(host, until))
        gap = timedelta(seconds=error.retry_after or 0)
        self._paces[host] = gap if error.status == 429 and gap <= LONGEST_PACE else timedelta()
        logger.info("%s: paused%s (status %d)", host, f" until {self.paused_until[host]:%FT%T}", error.status)
        self._store.hosts.wait(host, self.paused_until[host], self._paces[host])

    def free_at(self, url: str) -> datetime:
        """Return when the next background request may go to the host of an address."""
        host, now = host_of(url), self._now()
        return max(self.paused_until.get(host, now), self._turns.get(host, now))

    def reserve_turn(self, url: str, page: bool = False) -> None:
        """Record that a request goes out now: the next one to this host keeps the pace that it asked for, for a page
        also the Crawl-delay of its robots.txt, once that is known."""
        host, none = host_of(url), timedelta()
        gap = max(self._paces.get(host, none), self._delays.get(host, none) if page else none)
        if gap:
            self._turns[host] = self._now() + gap

    async def robots_allow(self, url: str) -> bool:
        """Return whether robots.txt allows prefetching this page (RFC 9309)."""
        host = host_of(url)
        if host not in self._robots:
            self._robots[host] = asyncio.ensure_future(self._read_robots(host, url))
        robots = await asyncio.shield(self._robots[host])
        if host not in self._delays:
            self._delays[host] = crawl_delay(robots)
        return allows(robots, url)

    def knows_robots(self, host: str) -> bool:
        """Return whether the robots.txt of a host has been read in this refresh."""
        return host in self._delays

    async def _read_robots(self, host: str, url: str) -> str:
        now = self._now()
        kept = self._store.hosts.robots(host, now - timedelta(days=1))
        if kept is not None:
            return kept
        robots = ""
        try:
            answer = await self.get(robots_url(url), accept="text/plain", limit=500_000)
            robots = answer.body.decode("utf-8", "replace")
        except FetchError as error:
            # RFC 9309: a server that is out of order (5xx) allows nothing, one without the file everything.
            if error.status >= 500 or error.status == 429:
                logger.info("%s: robots.txt cannot be had (status %d): no page is fetched ahead", host, error.status)
                raise ServerPaused(error.sentence, error.status) from error
            logger.debug("%s: no robots.txt (status %d): everything is allowed", host, error.status)
            if not error.status:
                return ""
        self._store.hosts.put_robots(host, robots, now)
        return robots
