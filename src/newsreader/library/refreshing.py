"""The refreshing door: from feeds and pages to the library. Imported by the fetcher and the command line."""

import asyncio
import random
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from newsreader.fetch.client import ACCEPT_FEED, FEED_LIMIT, Answer, Get
from newsreader.fetch.robots import allows, robots_url
from newsreader.i18n import _
from newsreader.library.deciding import back_off, digest, due, host_of, rest, settled_move, signature
from newsreader.library.events import ArticleKept, Event, FeedRead, Finished, PageRead, Progress
from newsreader.library.keeping import keep_article, keep_page
from newsreader.model.article import Article
from newsreader.model.comment import CommentState, Thread
from newsreader.model.errors import FetchError, NewsreaderError, NotAnArticle, Unreachable
from newsreader.model.feed import Entry, Feed, Pace, ParsedFeed
from newsreader.parse.addresses import article_id
from newsreader.parse.comments import read_comment_feed, with_comments
from newsreader.parse.feeds import read_feed
from newsreader.parse.page import from_entry, parse_page
from newsreader.store.store import Store

#: How many articles whose text is missing are tried again in one refresh.
RETRIES = 200


def utc_now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


def _as_told(trouble: Exception, url: str) -> NewsreaderError:
    """The trouble as a sentence; a fault of ours is named as one, for the report."""
    if isinstance(trouble, NewsreaderError):
        return trouble
    fault = f"{type(trouble).__name__}: {trouble}"
    return NewsreaderError(
        _("newsreader could not digest {url} ({fault}). Please report it.").format(url=url, fault=fault)
    )


class Refresher:
    """Fetches what is due, keeps what is new, and tells how far it is.

    What is told as kept is committed. Trouble with one feed or page is that one's own.
    """

    def __init__(
        self,
        store: Store,
        get: Get,
        tell: Callable[[Event], None],
        now: Callable[[], datetime] = utc_now,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._store, self._fetch, self._tell, self._now, self._chance = store, get, tell, now, chance
        #: Servers that want to be left alone, and until when.
        self._waiting = store.hosts.waiting(now())
        self._robots: dict[str, asyncio.Future[str]] = {}
        self._progress = Progress()
        self._parsing = asyncio.Semaphore(2)
        self._begun: set[int] = set()
        self._reached = False
        self._unreached: dict[int, str] = {}

    def _count(self, **more: int) -> None:
        values = {name: getattr(self._progress, name) + value for name, value in more.items()}
        self._progress = replace(self._progress, **values)
        self._tell(self._progress)

    async def refresh(self, every: timedelta, asked: bool = False, only: Sequence[int] = ()) -> Finished:
        """Ask the feeds that are due and fetch the articles that are new or changed.

        Cancelling stops it; what was kept stays kept.
        """
        feeds = [feed for feed in self._store.feeds.all() if not only or feed.id in only]
        wanted = due(feeds, self._now(), every, asked or bool(only), self._waiting)
        self._count(feeds_total=len(wanted))
        stopped = False
        try:
            async with asyncio.TaskGroup() as group:
                for feed in wanted:
                    group.create_task(self._feed(feed, group))
                if wanted:
                    self._again(group)
        except asyncio.CancelledError:
            stopped = True
        offline = bool(wanted) and not self._reached and not stopped
        # With no network at all, no feed is to blame.
        if not offline or len(wanted) == 1:
            for number, sentence in self._unreached.items():
                failures = next((feed.failures for feed in wanted if feed.id == number), 0)
                until, why = back_off(self._now(), 0, failures + 1, None, self._chance())
                self._store.feeds.failed(number, self._now(), sentence, not_before=until, why=why)
        finished = Finished(self._progress, offline, stopped)
        self._tell(finished)
        return finished

    async def _get(self, url: str, **more: Any) -> Answer:
        """Ask a server, unless it wants to be left alone; remember it when it says so."""
        host = host_of(url)
        until = self._waiting.get(host)
        if until and self._now() < until:
            raise FetchError(_("{host} asked us to wait; it is left alone until then.").format(host=host), 429)
        try:
            return await self._fetch(url, **more)
        except FetchError as error:
            if error.status in (429, 503):
                until, _why = back_off(self._now(), error.status, 1, error.retry_after, self._chance())
                if until:
                    self._waiting[host] = until
                    self._store.hosts.wait(host, until)
            raise

    async def _feed(self, feed: Feed, group: asyncio.TaskGroup) -> None:
        try:
            answer = await self._get(
                feed.url, accept=ACCEPT_FEED, limit=FEED_LIMIT, etag=feed.etag, last_modified=feed.last_modified
            )
            self._reached = True
            new = 0
            fingerprint = digest(answer.body) if answer.modified else feed.digest
            if answer.modified and fingerprint != feed.digest:
                parsed = await asyncio.to_thread(read_feed, answer.body, answer.url, answer.content_type)
                new, wanted = await asyncio.to_thread(self._keep_feed, feed, answer, parsed, fingerprint)
                for number, entry in wanted:
                    self._begin(number, entry, feed, group)
            else:
                self._answered(feed, answer, fingerprint, None)
            self._store.feeds.move(feed.id, *settled_move(feed, answer.moved))
        except Exception as trouble:  # noqa: BLE001 - one feed's trouble, whatever it is, is that feed's own
            self._failed(feed, _as_told(trouble, feed.url))
            return
        self._tell(FeedRead(feed.id, feed.title, new))
        self._count(feeds=1, new=new)

    def _answered(self, feed: Feed, answer: Answer, fingerprint: str, pace: Pace | None) -> None:
        fresh = timedelta(seconds=min(answer.fresh, 1e8)) if answer.fresh is not None else None
        if fresh is None and not answer.modified:
            fresh = feed.fresh  # a 304 that does not say otherwise leaves it as it was (RFC 9111, 4.3.4)
        kept = (feed.etag, feed.last_modified) if not answer.modified else (answer.etag, answer.last_modified)
        until, why = rest(self._now(), fresh, pace or feed.pace, any(kept))
        self._store.feeds.answered(
            feed.id,
            self._now(),
            answer.etag,
            answer.last_modified,
            status=answer.status,
            digest=fingerprint,
            not_before=until,
            why=why,
            pace=pace,
            fresh=fresh,
        )

    def _failed(self, feed: Feed, error: NewsreaderError) -> None:
        if isinstance(error, Unreachable):
            self._unreached[feed.id] = error.sentence
        else:
            self._reached = True
            status = error.status if isinstance(error, FetchError) else 0
            after = error.retry_after if isinstance(error, FetchError) else None
            until, why = back_off(self._now(), status, feed.failures + 1, after, self._chance())
            self._store.feeds.failed(feed.id, self._now(), error.sentence, status=status, not_before=until, why=why)
        self._tell(FeedRead(feed.id, feed.title, error=error.sentence))
        self._count(feeds=1, failed=1)

    def _keep_feed(
        self, feed: Feed, answer: Answer, parsed: ParsedFeed, fingerprint: str
    ) -> tuple[int, list[tuple[int, Entry]]]:
        """Keep a feed's entries in one transaction; returns how many are new, and whose text to fetch.

        Entries whose feed carries the whole text are kept with it, and need no page.
        """
        store, now = self._store, self._now()
        new = 0
        wanted: list[tuple[int, Entry]] = []
        whole: list[tuple[int, Article]] = []
        with store.database.transaction():
            known = store.articles.known([article_id(entry.url) for entry in parsed.entries])
            for entry in parsed.entries:
                sign = signature(entry)
                before = known.get(article_id(entry.url))
                if before and before.signature == sign:
                    store.articles.name(feed.id, before.id)
                    continue
                article = from_entry(entry, feed.title, parsed.language or feed.language)
                number = store.articles.keep_entry(feed.id, article, sign, now)
                new += before is None
                if article.complete:
                    whole.append((number, article))
                elif number not in (n for n, _entry in wanted):
                    wanted.append((number, entry))
            store.feeds.describe(feed.id, parsed.title, parsed.site, parsed.language)
            self._answered(feed, answer, fingerprint, parsed.pace)
        for number, article in whole:
            thread = Thread(url=article.url)
            keep_article(store, number, replace(article, thread=thread), now)
        wanted.sort(key=lambda pair: -(pair[1].published or now).timestamp())
        comments = [(n, e) for (n, a) in whole for e in parsed.entries if e.url == a.url and e.comment_feed]
        return new, wanted + comments

    def _begin(self, number: int, entry: Entry, feed: Feed, group: asyncio.TaskGroup) -> None:
        if number not in self._begun:
            self._begun.add(number)
            self._count(articles_total=1)
            group.create_task(self._article(number, entry))

    def _again(self, group: asyncio.TaskGroup) -> None:
        """Articles whose text an earlier refresh did not get, or was stopped before it got."""
        for number, url in self._store.articles.wanting(self._now(), RETRIES):
            if number not in self._begun and ".invalid/" not in url:
                self._begun.add(number)
                self._count(articles_total=1)
                group.create_task(self._article(number, Entry(url=url, title="")))

    async def _article(self, number: int, entry: Entry) -> None:
        error = ""
        try:
            if not await self._may_collect(entry.url):
                sentence = _("{host} asks programs not to collect its pages: this one is fetched when you open it.")
                raise NewsreaderError(sentence.format(host=host_of(entry.url)))
            await self.fetch_article(number, entry)
        except Exception as trouble:  # noqa: BLE001 - and one page's, that page's
            error = _as_told(trouble, entry.url).sentence
            # With the network down, "not yet tried" is the truth: the next refresh tries again.
            if not isinstance(trouble, Unreachable):
                self._store.articles.failed(number, error, self._now())
        self._tell(ArticleKept(number, error))
        self._count(articles=1)

    async def _may_collect(self, url: str) -> bool:
        """Whether the server lets programs collect this page ahead of a reader (RFC 9309)."""
        host = host_of(url)
        if host not in self._robots:
            self._robots[host] = asyncio.ensure_future(self._read_robots(host, url))
        return allows(await asyncio.shield(self._robots[host]), url)

    async def _read_robots(self, host: str, url: str) -> str:
        now = self._now()
        kept = self._store.hosts.robots(host, now - timedelta(days=1))
        if kept is not None:
            return kept
        robots = ""
        try:
            answer = await self._get(robots_url(url), accept="text/plain", limit=500_000)
            robots = answer.body.decode("utf-8", "replace")
        except FetchError as error:
            # RFC 9309: a server that is out of order (5xx) allows nothing, one without the file everything.
            if error.status >= 500:
                return "User-agent: *\nDisallow: /"
            if not error.status:
                return ""
        self._store.hosts.keep_robots(host, robots, now)
        return robots

    async def fetch_article(self, number: int, entry: Entry) -> None:
        """Fetch, parse and keep one article, with its comments where a feed of them is named."""
        kept = self._store.articles.load(number)
        article: Article | None = kept if kept and kept.complete and entry.content else None
        if article is None:
            answer = await self._get(entry.url)
            async with self._parsing:
                article = await asyncio.to_thread(parse_page, answer.body, answer.url, answer.charset)
        article = replace(article, thread=await self._thread(article.thread, entry))
        async with self._parsing:
            await asyncio.to_thread(keep_article, self._store, number, article, self._now())

    async def read_page(self, url: str) -> PageRead:
        """Fetch the page of an address, and keep it as an article that no feed names."""
        try:
            answer = await self._get(url)
            async with self._parsing:
                article = await asyncio.to_thread(parse_page, answer.body, answer.url, answer.charset)
                number = await asyncio.to_thread(keep_page, self._store, article, self._now())
        except NewsreaderError as error:
            return PageRead(url, error=error.sentence)
        return PageRead(url, number)

    async def _thread(self, thread: Thread, entry: Entry) -> Thread:
        if not entry.comment_feed or thread.comments:
            return thread
        thread = replace(
            thread, feed=entry.comment_feed, count=entry.comment_count, url=entry.comments_url or entry.url
        )
        if entry.comment_count == 0:
            return replace(thread, state=CommentState.NONE)
        with suppress(NewsreaderError):
            return await self._from_feed(thread)
        return thread

    async def _from_feed(self, thread: Thread) -> Thread:
        answer = await self._get(thread.feed, accept=ACCEPT_FEED, limit=FEED_LIMIT)
        comments = await asyncio.to_thread(read_comment_feed, answer.body, answer.url, answer.content_type)
        return with_comments(thread, comments)

    async def refresh_comments(self, number: int) -> None:
        """Read the comments of an article anew: from their feed, else from the page.

        Comments that the site no longer shows stay in the library.
        """
        article = self._store.articles.load(number)
        if article is None:
            raise NotAnArticle(_("This article is not in the library any more."))
        old = article.thread
        if old.feed:
            thread = await self._from_feed(old)
        else:
            answer = await self._get(article.url)
            async with self._parsing:
                thread = (await asyncio.to_thread(parse_page, answer.body, answer.url, answer.charset)).thread
        here = {comment.id for comment in thread.comments}
        kept = tuple(comment for comment in old.comments if comment.id not in here)
        self._store.articles.keep_thread(number, replace(thread, comments=thread.comments + kept), self._now())
