"""A session of network work, used by the app's fetcher and by commands: refreshes, single requests, pending requests,
and background work afterwards."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, closing
from datetime import timedelta
from typing import TYPE_CHECKING, assert_never

from newsreader.config import Config
from newsreader.fetch.client import Client
from newsreader.fetch.credentials import Credential
from newsreader.i18n import _
from newsreader.library.http import client_for
from newsreader.library.maintenance.retention import delete_expired, first_warning, limits_of
from newsreader.library.maintenance.weekly_check import weekly_check
from newsreader.library.messages.events import (
    Alerted,
    ArticlesDeleted,
    ArticleStored,
    DiscussionsFound,
    Event,
    FeedAdded,
    FeedsFound,
    ImagesStored,
    PageFetched,
    RefreshFinished,
    Sent,
    UserMessage,
)
from newsreader.library.messages.requests import (
    FetchArticle,
    FetchImages,
    FetchPage,
    FindDiscussions,
    NetworkRequest,
    Refresh,
    RefreshComments,
    SendArticle,
    Subscribe,
    from_dict,
    to_dict,
)
from newsreader.library.refresh.ingest import reprocess, run_backlog_step
from newsreader.library.refresh.prefetch import budget_of
from newsreader.library.refresh.refresher import Refresher, utc_now
from newsreader.library.rule_matching import need_quotations
from newsreader.library.url_credentials import without_credentials
from newsreader.library.urls import maybe_web_address
from newsreader.library.workers.job_runner import InProcessRunner, JobRunner
from newsreader.library.workers.pool import WorkerPool
from newsreader.model.errors import NetworkUnreachable, NewsreaderError
from newsreader.model.feed import Entry
from newsreader.model.rule import Alert
from newsreader.store.store import Store

if TYPE_CHECKING:
    from newsreader.library.subscriptions.discovery import FeedCandidate, Subscribed

logger = logging.getLogger(__package__)


class RefreshSession:
    """Handles requests, one or several at a time, and sends events about them. `patience`: seconds that a refresh may
    wait in all for servers that want time between two requests."""

    def __init__(
        self,
        store: Store,
        client: Client,
        parser: JobRunner,
        settings: Config,
        tell: Callable[[Event], None] = lambda _event: None,
        patience: float = 0.0,
    ) -> None:
        self.store, self.client, self.parser = store, client, parser
        self._settings, self._tell, self._patience = settings, tell, patience
        #: The feeds that were looked for last, by address, with what they answered: they are not asked twice.
        self._found: dict[str, FeedCandidate] = {}

    def refresher(self) -> Refresher:
        """Return what fetches feeds and pages by the settings; use as `async with`."""
        return Refresher(
            self.store,
            self.client.get,
            self._tell,
            parser=self.parser,
            budget=budget_of(self._settings),
            patience=self._patience,
            per_host=self._settings.requests_per_host,
        )

    async def refresh(self, request: Refresh) -> RefreshFinished:
        """Refresh the feeds that a request is about. Raises BusyError where another process does, LibraryError."""
        async with self.refresher() as refresher:
            return await refresher.refresh(timedelta(minutes=request.minutes), request.asked, request.feeds)

    async def subscribe(self, candidate: "FeedCandidate", title: str = "", folder: str = "") -> "Subscribed":
        """Subscribe to a feed that was found, and fetch its articles. Raises NewsreaderError."""
        from newsreader.library.subscriptions.discovery import subscribe  # a refresh does without the parsers

        async with self.refresher() as refresher:
            return await subscribe(self.store, candidate, refresher, self.client.get, title, folder)

    async def find_feeds(self, words: str) -> FeedsFound:
        """The feeds that somebody's words mean: an address, a site, an outlet's name. What is wrong is in the event."""
        from newsreader.library.subscriptions.discovery import find_feeds

        address, user, password = without_credentials(words)
        if user or password:
            return FeedsFound(words, error=_("An address with a password: “newsreader add” puts it in a safe place."))
        for url in maybe_web_address(address):
            self.client.allow_private(url)  # typed by hand: it may be of the private network
        try:
            candidates = await find_feeds(address, self.client.get)
        except NewsreaderError as error:
            return FeedsFound(words, error=error.sentence)
        self._found = {candidate.url: candidate for candidate in candidates}
        titles = tuple(candidate.title for candidate in candidates)
        return FeedsFound(words, tuple(candidate.url for candidate in candidates), titles)

    async def add_feeds(self, request: Subscribe) -> None:
        """Subscribe to feeds that were found, and tell of each. Raises NewsreaderError."""
        from newsreader.library.subscriptions.discovery import FeedCandidate

        for url, title in zip(request.urls, request.titles, strict=True):
            done = await self.subscribe(self._found.pop(url, FeedCandidate(url, title)), folder=request.folder)
            self._tell(FeedAdded(done.feed, done.title, done.new, done.articles, done.error, done.waits))

    async def handle(self, request: NetworkRequest) -> None:
        """Handle one request. Raises NewsreaderError; where that is NetworkUnreachable, the request is stored as
        pending."""
        try:
            await self._do(request)
        except NetworkUnreachable:
            logger.info("%s: no network; it waits", type(request).__name__)
            self.store.pending.add(to_dict(request), utc_now())
            raise

    async def run_pending(self) -> None:
        """Handle the pending requests.

        Raises NetworkUnreachable when there still is no network. Requests to a single server that cannot be reached
        stay pending, and so do those of a later version.
        """
        unreached: NetworkUnreachable | None = None
        done = 0
        for number, stored in self.store.pending.all().items():
            if (request := from_dict(stored)) is None:
                continue
            try:
                await self._do(request)
            except NetworkUnreachable as error:
                logger.info("pending %s: its server cannot be reached; it waits on", type(request).__name__)
                unreached = error
                continue
            except NewsreaderError as error:
                if isinstance(request, FetchPage):
                    self._tell(PageFetched(request.url, error=error.sentence))
                elif isinstance(request, SendArticle):
                    self._tell(UserMessage(error.sentence))
            logger.info("pending %s: done, or cannot be", type(request).__name__)
            self.store.pending.remove(number)
            done += 1
        if unreached and not done:
            raise unreached

    async def _do(self, request: NetworkRequest) -> None:
        if isinstance(request, Refresh):
            await self.refresh(request)
            return
        if isinstance(request, SendArticle):
            from newsreader.library.sharing.services import article_sender  # it draws articles

            await article_sender(self.store, self.client, self._settings)(request.service, request.article)
            self._tell(Sent(request.article, request.service))
            return
        async with self.refresher() as refresher:
            for event in await self._fetch(request, refresher):
                self._tell(event)

    async def _fetch(
        self, request: FetchArticle | RefreshComments | FindDiscussions | FetchImages | FetchPage, refresher: Refresher
    ) -> Sequence[Event]:
        """Return what came of a request for one page, when it is committed."""
        match request:
            case FetchArticle(number):
                if not await reprocess(self.store, self.parser, number) and (
                    article := self.store.articles.load(number)
                ):
                    entry = Entry(article.url, article.title, article.standfirst, sound=article.sound)
                    await refresher.fetch_article(number, entry)
                return [ArticleStored(number)]
            case RefreshComments(number):
                await refresher.refresh_comments(number)
                return [ArticleStored(number)]
            case FindDiscussions(number):
                return [ArticleStored(number), DiscussionsFound(number, await refresher.fetch_discussions(number))]
            case FetchImages(number):
                await refresher.fetch_images(number)
                return [ImagesStored(number)]
            case FetchPage(url, save):
                return [PageFetched(url, await refresher.read_page(url, save))]
            case _:
                assert_never(request)

    async def catch_up(self, steps: int | None = None) -> None:
        """Do background work, a little at a time, and report what concerns the reader: check the file once a week,
        apply retention, parse the texts that feeds gave, index (in so many `steps`, None for all there is). Raises
        LibraryError."""
        if sentence := await asyncio.to_thread(weekly_check, self.store, utc_now()):
            self._tell(UserMessage(sentence))
        limits = limits_of(self._settings)
        if sentence := first_warning(self.store, limits, utc_now()):
            self._tell(UserMessage(sentence))
        elif limits and (gone := await asyncio.to_thread(delete_expired, self.store, limits, utc_now())):
            logger.info("deleted %d articles beyond the limits", gone)
            self._tell(ArticlesDeleted(gone))
        while steps is None or steps > 0:
            if not await run_backlog_step(self.store, self.parser, self._alert):
                return
            steps = steps and steps - 1
            await asyncio.sleep(0.02)  # requests have their turn

    def rules_need_quotations(self) -> bool:
        """Return whether a rule asks who is quoted: it finds an article only once its text has been read."""
        return need_quotations(self.store, utc_now())

    def _alert(self, alert: Alert) -> None:
        self._tell(Alerted(alert.rule, alert.article, alert.title))


@asynccontextmanager
async def open_session(
    settings: Config,
    tell: Callable[[Event], None] = lambda _event: None,
    patience: float = 0.0,
    given: Sequence[str] = (),
    own: Mapping[str, Credential] | None = None,
    processes: bool = True,
) -> AsyncIterator[RefreshSession]:
    """A session with its library, its network and its parsers, these in `processes` of their own or, for a single
    page, in this one. It may go to the addresses that somebody has `given` by hand, wherever they lead; `own` is what
    to send to hosts, beside the credentials of the settings. Raises LibraryError, ConfigError."""
    with closing(Store(settings.library)) as store:
        async with (
            client_for(settings, store, own) as client,
            WorkerPool() if processes else InProcessRunner() as parser,
        ):
            for url in given:
                client.allow_private(url)
            yield RefreshSession(store, client, parser, settings, tell, patience)
