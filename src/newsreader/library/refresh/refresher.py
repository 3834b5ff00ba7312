"""A refresh: poll the feeds that are due, store their entries, fetch the wanted pages. Imported by the fetcher and the
command line, never by the app."""

import asyncio
import logging
import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Self

from newsreader.fetch.client import PER_HOST, Get, Response
from newsreader.i18n import _
from newsreader.library.messages.events import Alerted, ArticleStored, Event, FeedRead, RefreshFinished, RefreshProgress
from newsreader.library.refresh.batch_writer import BatchWriter
from newsreader.library.refresh.feed_poller import FeedPoller
from newsreader.library.refresh.feed_recorder import name_of, until_words
from newsreader.library.refresh.ingest import WantedPage
from newsreader.library.refresh.polite_client import PoliteClient, ServerPaused
from newsreader.library.refresh.prefetch import DEFAULT_BUDGET, PrefetchBudget, Prefetcher
from newsreader.library.refresh.schedule import RETRIES, due, due_at
from newsreader.library.workers.job_runner import InProcessRunner, JobRunner
from newsreader.model.article import pictures_of
from newsreader.model.errors import BusyError, LibraryError, NetworkUnreachable
from newsreader.model.feed import Entry, Feed, is_bundled
from newsreader.store.file_lock import refreshing, turn
from newsreader.store.store import Store

logger = logging.getLogger(__package__)
#: How many feeds are on their way at a time, from the request to the library: their bytes are in memory.
_MAX_CONCURRENT = 96
#: Seconds between two looks whether another process has finished its refresh.
_LOCK_RETRY = 0.3


def utc_now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


def _library_error(group: BaseExceptionGroup[BaseException]) -> LibraryError | None:
    for error in group.exceptions:
        nested = _library_error(error) if isinstance(error, BaseExceptionGroup) else error
        if isinstance(nested, LibraryError):
            return nested
    return None


class Refresher:
    """Polls feeds, fetches pages and stores both; reports progress as events. Use as `async with Refresher(…)`.

    An event is sent once what it reports is committed. An error of one feed or page is stored for that one; an error
    of the library itself ends the refresh, as LibraryError.
    """

    def __init__(
        self,
        store: Store,
        get: Get,
        tell: Callable[[Event], None],
        now: Callable[[], datetime] = utc_now,
        chance: Callable[[], float] = random.random,
        parser: JobRunner | None = None,
        budget: PrefetchBudget = DEFAULT_BUDGET,
        patience: float = 0.0,
        per_host: int = PER_HOST,
    ) -> None:
        """`patience`: seconds that a refresh may wait in all for feeds that are due soon and for servers that want
        time between two requests; what is left then is left to the next refresh."""
        self._store, self._tell, self._now = store, tell, now
        self._parser = parser or InProcessRunner()
        self._writer = BatchWriter(store, now)
        self._client = PoliteClient(store, get, now, chance, per_host)
        self._poller = FeedPoller(store, self._client, self._parser, self._writer, now, chance)
        self._prefetcher = Prefetcher(store, self._client, self._parser, self._writer, now, budget, patience)
        self._patience = patience
        self._progress = RefreshProgress()
        self._reached = False
        self._unreached: dict[int, NetworkUnreachable] = {}

    async def __aenter__(self) -> Self:
        await self._writer.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._writer.__aexit__(kind, error, trace)

    def _tell_alerts(self) -> None:
        alerts, self._writer.alerts = self._writer.alerts, []
        for alert in alerts:
            self._tell(Alerted(alert.rule, alert.article, alert.title))

    def _report(self, **more: int) -> None:
        values = {name: getattr(self._progress, name) + value for name, value in more.items()}
        self._progress = replace(self._progress, **values)
        self._tell(self._progress)
        self._tell_alerts()

    async def refresh(self, every: timedelta, asked: bool = False, only: Sequence[int] = ()) -> RefreshFinished:
        """Poll the feeds that are due (or of them `only` these) and fetch the pages of new or changed articles.
        `every` is the least time between two polls of a feed; `asked` by a person, feeds are polled sooner.

        One process at a time refreshes a library: where another does, this waits if it was `asked` for, else raises
        BusyError. Cancelling stops it; what was stored stays. Raises LibraryError.
        """
        while True:
            with turn(refreshing(self._store.database.path)) as has_turn:
                if has_turn:
                    return await self._refresh(every, asked, only)
            if not asked:
                raise BusyError(_("Another newsreader is refreshing just now."))
            try:
                await asyncio.sleep(_LOCK_RETRY)
            except asyncio.CancelledError:
                return self._finished(stopped=True)

    def _finished(self, offline: bool = False, stopped: bool = False) -> RefreshFinished:
        finished = RefreshFinished(self._progress, offline, stopped)
        self._tell(finished)
        return finished

    async def _refresh(self, every: timedelta, asked: bool, only: Sequence[int]) -> RefreshFinished:
        feeds = [feed for feed in self._store.feeds.all() if not only or feed.id in only]
        horizon = self._now() + timedelta(seconds=self._patience)
        wanted = due(feeds, horizon, every, asked, self._client.paused_until)
        turns = {feed.id: due_at(feed, self._now(), every, asked, {}) for feed in wanted}
        self._report(feeds_total=len(wanted))
        logger.info("refresh: %d of %d feeds are due", len(wanted), len(feeds))
        self._log_not_due(feeds, wanted, every, asked)
        stopped = False
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._prefetcher.run(self._article_done))
                group.create_task(self._poll_all(wanted, turns))
        except asyncio.CancelledError:
            stopped = True
        except BaseExceptionGroup as group_of:
            raise _library_error(group_of) or group_of from None
        offline = bool(self._unreached) and not self._reached and not stopped
        # With no network at all, no feed is to blame.
        if not offline or len(wanted) == 1:
            for feed in wanted:
                if error := self._unreached.get(feed.id):
                    self._poller.record_failure(feed, error)
        return self._finished(offline, stopped)

    def _log_not_due(self, feeds: Sequence[Feed], wanted: Sequence[Feed], every: timedelta, asked: bool) -> None:
        if not logger.isEnabledFor(logging.DEBUG):
            return
        due_now = {feed.id for feed in wanted}
        for feed in feeds:
            if feed.id not in due_now:
                at = due_at(feed, self._now(), every, asked, self._client.paused_until)
                logger.debug("%s: not due%s (%s)", name_of(feed), until_words(at), feed.wait_reason or "asked lately")

    # ------------------------------------------------------------ feeds

    async def _poll_all(self, wanted: Sequence[Feed], turns: Mapping[int, datetime | None]) -> None:
        """Poll feeds, none before its turn, and close the queue of pages."""
        # What an earlier refresh did not get, or was stopped before it got.
        left = self._store.articles.without_text(self._now(), RETRIES)
        await self._enqueue(
            [
                WantedPage(number, Entry(url=url, title=title, published=when))
                for number, url, title, when in left
                if url and not is_bundled(url)
            ]
        )
        under_way, last = asyncio.Semaphore(_MAX_CONCURRENT), time.monotonic() + self._patience
        async with asyncio.TaskGroup() as group:
            for feed in wanted:
                group.create_task(self._poll_in_turn(feed, turns[feed.id] or self._now(), last, under_way))
        await self._prefetcher.close_queue()

    async def _poll_in_turn(self, feed: Feed, turn: datetime, last: float, under_way: asyncio.Semaphore) -> None:
        """Poll a feed once its turn has come and its server may be asked; leave it to the next refresh where that is
        not before `last`, a time of the monotonic clock."""
        while True:
            while (wait := (max(turn, self._client.free_at(feed.url)) - self._now()).total_seconds()) > 0:
                if time.monotonic() + wait > last:
                    logger.info("%s: left to the next refresh: its server is asked in %.0f s", name_of(feed), wait)
                    self._report(feeds=1, left=1)
                    return
                await asyncio.sleep(wait)
            self._client.reserve_turn(feed.url)
            try:
                async with under_way:
                    await self._poll(feed)
                return
            except ServerPaused:  # another feed of its server was told to wait meanwhile
                logger.info("%s: paused, its server asked for time", name_of(feed))

    async def _poll(self, feed: Feed) -> None:
        """Poll a feed, report what came of it, and enqueue its pages. Raises ServerPaused, LibraryError."""
        polled = await self._poller.poll(feed)
        await self._enqueue(polled.wanted, feed.id)
        if polled.error is None:
            self._reached = True
            self._tell(FeedRead(feed.id, feed.title, polled.new))
            self._report(feeds=1, new=polled.new)
            return
        if isinstance(polled.error, NetworkUnreachable):
            self._unreached[feed.id] = polled.error
        else:
            self._reached = True
        self._tell(FeedRead(feed.id, feed.title, error=polled.error.sentence))
        self._report(feeds=1, failed=1, new=polled.new)

    async def store_and_prefetch(self, feed: Feed, answer: Response) -> int:
        """Store an answer that is here already, and fetch the pages of its articles; returns how many are new.
        Raises LibraryError, ParseError."""

        async def store() -> int:
            try:
                stored = await self._poller.store_answer(feed, answer)
                await self._enqueue(stored.wanted, feed.id)
                return stored.new
            finally:
                await self._prefetcher.close_queue()

        new, _prefetched = await asyncio.gather(store(), self._prefetcher.run(self._article_done))
        return new

    # ------------------------------------------------------------ articles

    async def _enqueue(self, pages: Sequence[WantedPage], feed: int = 0) -> None:
        for page in pages:
            if self._prefetcher.enqueue(page.article, page.entry, feed, page.comments_only):
                self._report(articles_total=1)
        if pages:
            await self._prefetcher.notify()

    def _article_done(self, number: int, error: str | None) -> None:
        if error is not None:
            self._tell(ArticleStored(number, error))
        self._report(articles=1)

    async def fetch_article(self, number: int, entry: Entry) -> None:
        """Fetch one article now. Raises FetchError, NotAnArticle."""
        await self._prefetcher.fetch(number, entry)

    async def read_page(self, url: str, save: bool = False) -> int:
        """Fetch the page at an address and store it as an article without a feed, saved for later with `save`; returns
        its number. Raises FetchError, NotAnArticle."""
        number = await self._prefetcher.read_page(url)
        if save:
            self._store.undo.set_flag([number], "saved", True, _("save for later"), self._now())
        return number

    async def fetch_images(self, number: int) -> None:
        """Fetch and store the images of an article."""
        if article := self._store.articles.load(number):
            await self._prefetcher.fetch_images(number, tuple(url for _words, url in pictures_of(article)))

    async def fetch_discussions(self, number: int) -> int:
        """Fetch discussions of an article on other sites; returns how many there are. Raises NotAnArticle."""
        return await self._prefetcher.comments.fetch_discussions(number)

    async def refresh_comments(self, number: int) -> None:
        """Fetch the comments of an article again. Raises FetchError, ParseError, NotAnArticle."""
        await self._prefetcher.comments.refresh(number)
