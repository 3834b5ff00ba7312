"""Prefetch the pages of articles: the newest first, feeds that are read most before the rest, within a budget."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from newsreader.config import Config
from newsreader.fetch.client import ACCEPT_IMAGE, IMAGE_LIMIT
from newsreader.i18n import _
from newsreader.library.refresh.batch_writer import BatchWriter
from newsreader.library.refresh.comments import CommentFetcher, merge_threads
from newsreader.library.refresh.host_queue import PageQueue, PageRequest
from newsreader.library.refresh.ingest import store_page, store_parsed
from newsreader.library.refresh.polite_client import PoliteClient, ServerPaused, as_user_error
from newsreader.library.workers.job_runner import JobRunner
from newsreader.library.workers.jobs import ParsePage
from newsreader.model.article import IMAGE_KINDS
from newsreader.model.errors import NetworkUnreachable, NewsreaderError
from newsreader.model.feed import Entry
from newsreader.model.hosts import host_of
from newsreader.model.values import dataclass
from newsreader.store.store import Store

logger = logging.getLogger(__package__)
#: How many pages are on their way at a time, whatever their servers.
_AT_ONCE = 16
#: Hours by which the articles of the feed that is read most go before others as new.
_FAVOUR = 12
#: How many pictures of one article are kept.
_PICTURES = 12


@dataclass(frozen=True)
class PrefetchBudget:
    """Limits of one refresh: articles published in the last `days`, at most so many `articles` and `megabytes`, with
    their `images` or without. Pages beyond these are fetched when they are opened."""

    days: int = 7
    articles: int = 500
    megabytes: int = 200
    images: bool = False


#: The budget where the settings set none.
DEFAULT_BUDGET = PrefetchBudget()


def budget_of(settings: Config) -> PrefetchBudget:
    """The budget of the settings."""
    return PrefetchBudget(
        settings.prefetch_days, settings.prefetch_articles, settings.prefetch_megabytes, settings.prefetch_images
    )


class Prefetcher:
    """Fetches, parses and stores the pages of articles, from a queue."""

    def __init__(
        self,
        store: Store,
        client: PoliteClient,
        parser: JobRunner,
        writer: BatchWriter,
        now: Callable[[], datetime],
        budget: PrefetchBudget = DEFAULT_BUDGET,
        patience: float = 0.0,
    ) -> None:
        """`patience`: seconds, as in `PageQueue`."""
        self._store, self._client, self._parser, self._writer = store, client, parser, writer
        self._now, self._budget = now, budget
        self.comments = CommentFetcher(store, client, parser, writer, now)
        self._queue = PageQueue(client, now, patience)
        self._begun: set[int] = set()
        self._bytes = 0
        self._read_share: dict[int, float] | None = None

    def enqueue(self, number: int, entry: Entry, feed: int, comments_only: bool) -> bool:
        """Enqueue the page of an article (or with `comments_only` its comments); returns False where it was enqueued
        before or is beyond the budget."""
        now, budget = self._now(), self._budget
        when = min(entry.published or now, now)
        if number in self._begun:
            return False
        if len(self._begun) >= budget.articles or now - when > timedelta(days=budget.days):
            logger.debug("article %d: not fetched ahead: beyond the budget, from %s", number, when.date())
            return False
        if self._read_share is None:
            self._read_share = self._store.feeds.read_share(now - timedelta(days=30))
        self._begun.add(number)
        favour = 3600 * _FAVOUR * self._read_share.get(feed, 0.0)
        self._queue.put(PageRequest(-when.timestamp() - favour, number, entry, comments_only))
        return True

    async def notify(self) -> None:
        """Wake `run` after `enqueue`."""
        await self._queue.wake()

    async def close_queue(self) -> None:
        """Declare that nothing is enqueued any more: `run` ends when the queue is empty."""
        self._queue.close()
        await self._queue.wake()

    async def run(self, done: Callable[[int, str | None], None]) -> None:
        """Fetch what is enqueued until the queue is closed and empty. `done` is called with the number of each article
        and its error: "" for none, None where it was not tried."""
        async with asyncio.TaskGroup() as group:
            for _place in range(_AT_ONCE):
                group.create_task(self._work(done))

    async def _work(self, done: Callable[[int, str | None], None]) -> None:
        while taken := await self._queue.take():
            wanted, in_time = taken
            try:
                done(wanted.number, await self._fetch_within_budget(wanted) if in_time else None)
            finally:
                await self._queue.done(wanted)

    @property
    def _over_budget(self) -> bool:
        """Whether the megabytes of the budget are spent."""
        return self._bytes > self._budget.megabytes * 1_000_000

    async def _fetch_within_budget(self, wanted: PageRequest) -> str | None:
        """Fetch one article; returns its error: "" for none, None where it was not tried (budget spent, server
        paused)."""
        url = wanted.entry.url
        if self._over_budget:
            logger.debug("article %d: not fetched ahead: the megabytes of this refresh are spent", wanted.number)
            return None  # the next refresh goes on with it
        try:
            if not await self._client.robots_allow(url):
                logger.info("article %d: not fetched ahead: %s disallows it (robots.txt)", wanted.number, host_of(url))
                sentence = _("{host} asks programs not to collect its pages: this one is downloaded when you open it.")
                raise NewsreaderError(sentence.format(host=host_of(url)))
            self._client.reserve_turn(url, page=True)
            if wanted.comments_only:
                await self.comments.refresh(wanted.number)
            else:
                await self.fetch(wanted.number, wanted.entry)
        except ServerPaused:
            logger.debug("article %d: not fetched ahead: %s is paused", wanted.number, host_of(url))
            return None  # its server wants to be left alone: the next refresh goes on with it
        except Exception as trouble:  # noqa: BLE001 - one page's trouble, whatever it is, is that page's own
            error = as_user_error(trouble, url).sentence
            failed = f"{type(trouble).__name__}, status {getattr(trouble, 'status', 0)}"
            logger.info("article %d: %s: %s", wanted.number, host_of(url), failed)
            # With the network down, "not yet tried" is the truth: the next refresh tries again.
            if not isinstance(trouble, NetworkUnreachable) and not wanted.comments_only:
                await self._writer.submit(
                    lambda: self._store.articles.record_failure(wanted.number, error, self._now())
                )
            return error
        return ""

    async def fetch(self, number: int, entry: Entry) -> None:
        """Fetch, parse and store one article, with its comments where a feed of them is named.

        Raises FetchError, NotAnArticle.
        """
        answer = await self._client.get(entry.url)
        self._bytes += len(answer.body)
        entries = (entry, *self._store.entries.fields(number))
        prepared = await self._parser.run(ParsePage(answer.body, answer.url, answer.charset, entries))
        thread = await self.comments.fetch_if_missing(prepared.row.thread)
        # The page shows its comments as they are now; those that it showed before stay.
        thread = merge_threads(self._store.articles.thread(number), thread, self._now())
        prepared = replace(prepared, row=prepared.row._replace(thread=thread))
        await self._writer.submit(lambda: store_parsed(self._store, number, prepared, self._now()))
        logger.debug("article %d: fetched from %s, %d bytes", number, host_of(entry.url), len(answer.body))
        if self._budget.images:
            await self.fetch_images(number, prepared.pictures)

    async def fetch_images(self, number: int, urls: tuple[str, ...]) -> None:
        """Fetch and store the images of an article; those that fail are left out."""
        for url in urls[:_PICTURES]:
            if self._over_budget or self._store.images.has(url):
                continue
            with suppress(NewsreaderError):
                answer = await self._client.get(url, accept=ACCEPT_IMAGE, limit=IMAGE_LIMIT)
                self._bytes += len(answer.body)
                if (kind := answer.content_type.partition(";")[0].strip().lower()) in IMAGE_KINDS:
                    await self._writer.submit(partial(self._store.images.put, number, url, kind, answer.body))

    async def read_page(self, url: str) -> int:
        """Fetch the page at an address and store it as an article without a feed; returns its number.

        Raises FetchError, NotAnArticle.
        """
        answer = await self._client.get(url)
        prepared = await self._parser.run(ParsePage(answer.body, answer.url, answer.charset))
        return await self._writer.submit(lambda: store_page(self._store, prepared, self._now()))
