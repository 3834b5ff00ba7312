"""A refresh: poll the feeds that are due, store their entries, fetch the wanted pages. Imported by the fetcher and the
command line, never by the app."""

import asyncio
import logging
import random
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Self

from newsreader.fetch.client import ACCEPT_FEED, FEED_LIMIT, PER_HOST, Get, IncompleteResponse, Response
from newsreader.fetch.unpacking import whole_items
from newsreader.i18n import _
from newsreader.library.messages.events import Alerted, ArticleStored, Event, FeedRead, RefreshFinished, RefreshProgress
from newsreader.library.refresh.batch_writer import BatchWriter
from newsreader.library.refresh.feed_recorder import FeedRecorder, name_of, until_words
from newsreader.library.refresh.ingest import store_entries
from newsreader.library.refresh.polite_client import PoliteClient, ServerPaused, as_user_error
from newsreader.library.refresh.prefetch import DEFAULT_BUDGET, PrefetchBudget, Prefetcher
from newsreader.library.refresh.schedule import (
    RETRIES,
    content_hash,
    due,
    due_at,
)
from newsreader.library.workers.job_runner import InProcessRunner, JobRunner
from newsreader.library.workers.jobs import ParseFeed
from newsreader.model.article import pictures_of
from newsreader.model.errors import BusyError, LibraryError, NetworkUnreachable, NewsreaderError, ParseError
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
        found = _library_error(error) if isinstance(error, BaseExceptionGroup) else error
        if isinstance(found, LibraryError):
            return found
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
        self._recorder = FeedRecorder(store, now, chance)
        self._client = PoliteClient(store, get, now, chance, per_host)
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
        self._begun = time.monotonic()
        self._when = {feed.id: due_at(feed, self._now(), every, asked, {}) for feed in wanted}
        self._report(feeds_total=len(wanted))
        logger.info("refresh: %d of %d feeds are due", len(wanted), len(feeds))
        self._log_not_due(feeds, wanted, every, asked)
        stopped = False
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._prefetcher.run(self._article_done))
                group.create_task(self._refresh_feeds(wanted))
        except asyncio.CancelledError:
            stopped = True
        except BaseExceptionGroup as group_of:
            raise _library_error(group_of) or group_of from None
        offline = bool(self._unreached) and not self._reached and not stopped
        # With no network at all, no feed is to blame.
        if not offline or len(wanted) == 1:
            for feed in wanted:
                if error := self._unreached.get(feed.id):
                    self._recorder.record_failure(feed, error)
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

    async def _refresh_feeds(self, wanted: Sequence[Feed]) -> None:
        under_way = asyncio.Semaphore(_MAX_CONCURRENT)

        async def one(feed: Feed) -> None:
            while True:
                while (wait := self._seconds_until_due(feed)) > 0:
                    if time.monotonic() + wait > self._begun + self._patience:
                        logger.info("%s: left to the next refresh: its server is asked in %.0f s", name_of(feed), wait)
                        self._report(feeds=1, left=1)
                        return
                    await asyncio.sleep(wait)
                self._client.reserve_turn(feed.url)
                try:
                    async with under_way:
                        await self._refresh_feed(feed)
                    return
                except ServerPaused:
                    logger.info("%s: paused, its server asked for time", name_of(feed))
                    continue  # another feed of its server was told to wait meanwhile

        # What an earlier refresh did not get, or was stopped before it got.
        for number, url, title, when in self._store.articles.without_text(self._now(), RETRIES):
            if url and not is_bundled(url):
                self._enqueue(number, Entry(url=url, title=title, published=when))
        async with asyncio.TaskGroup() as group:
            for feed in wanted:
                group.create_task(one(feed))
        await self._prefetcher.close_queue()

    def _seconds_until_due(self, feed: Feed) -> float:
        """Seconds until a feed may be polled."""
        at = max(self._when.get(feed.id) or self._now(), self._client.free_at(feed.url))
        return (at - self._now()).total_seconds()

    async def _refresh_feed(self, feed: Feed) -> None:
        """Poll a feed and store its answer. Raises ServerPaused where its server is paused, and LibraryError."""
        try:
            answer = await self._client.get(
                feed.url, accept=ACCEPT_FEED, limit=FEED_LIMIT, etag=feed.etag, last_modified=feed.last_modified
            )
            self._reached = True
            new = await self.store_answer(feed, answer)
        except (LibraryError, ServerPaused):
            raise
        except Exception as trouble:  # noqa: BLE001 - one feed's trouble, whatever it is, is that feed's own
            if isinstance(trouble, IncompleteResponse):
                await self._store_partial(feed, trouble.answer)
            await self._record_failure(feed, as_user_error(trouble, feed.url))
            return
        self._tell(FeedRead(feed.id, feed.title, new))
        self._report(feeds=1, new=new)

    async def store_and_prefetch(self, feed: Feed, answer: Response) -> int:
        """Store an answer that is here already, and fetch the pages of its articles; returns how many are new.
        Raises LibraryError, ParseError."""

        async def keep() -> int:
            try:
                return await self.store_answer(feed, answer)
            finally:
                await self._prefetcher.close_queue()

        kept, _collected = await asyncio.gather(keep(), self._prefetcher.run(self._article_done))
        return kept

    async def store_answer(self, feed: Feed, answer: Response) -> int:
        """Parse and store the answer of a feed, and enqueue the pages that are wanted; returns how many articles are
        new. Raises LibraryError, ParseError."""
        fingerprint = content_hash(answer.body) if answer.modified else feed.digest
        if not answer.modified or fingerprint == feed.digest:
            reason = "not modified (304)" if not answer.modified else "the same bytes as before"
            logger.info("%s: unchanged: %s", name_of(feed), reason)
            await self._writer.submit(lambda: self._recorder.record_success(feed, answer, fingerprint))
            return 0
        body, url, kind = answer.body, answer.url, answer.content_type
        prepared = await self._parser.run(ParseFeed(body, url, kind, _outlet_of(feed), feed.language))
        new, wanted = await self._writer.submit(
            lambda: self._recorder.record_entries(feed, answer, prepared, fingerprint)
        )
        for number, entry, comments in wanted:
            self._enqueue(number, entry, feed.id, comments)
        await self._prefetcher.notify()
        return new

    async def _store_partial(self, feed: Feed, answer: Response) -> None:
        """Store the complete entries of an answer that broke off. Validators stay, so that the next poll gets all."""
        with suppress(ParseError):
            body = whole_items(answer.body)
            job = ParseFeed(body, answer.url, answer.content_type, _outlet_of(feed), feed.language)
            prepared = await self._parser.run(job)
            new, _wanted = await self._writer.submit(
                lambda: store_entries(self._store, feed.id, prepared.entries, self._now())
            )
            self._report(new=new)

    async def _record_failure(self, feed: Feed, error: NewsreaderError) -> None:
        if isinstance(error, NetworkUnreachable):
            logger.info("%s: its server cannot be reached", name_of(feed))
            self._unreached[feed.id] = error
        else:
            self._reached = True
            await self._writer.submit(lambda: self._recorder.record_failure(feed, error))
        self._tell(FeedRead(feed.id, feed.title, error=error.sentence))
        self._report(feeds=1, failed=1)

    # ------------------------------------------------------------ articles

    def _enqueue(self, number: int, entry: Entry, feed: int = 0, comments: bool = False) -> None:
        if self._prefetcher.enqueue(number, entry, feed, comments):
            self._report(articles_total=1)

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


def _outlet_of(feed: Feed) -> str:
    """Return what the articles of a feed name as their outlet: its title, "" until it has one (its address stands for
    it)."""
    return "" if feed.title == feed.url else feed.title
