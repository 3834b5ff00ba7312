"""The refreshing door: from feeds and pages to the library. Imported by the fetcher and the command line."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from newsreader.fetch.client import ACCEPT_FEED, FEED_LIMIT, Answer, Get
from newsreader.i18n import _
from newsreader.library.deciding import due, signature
from newsreader.library.events import ArticleKept, Event, FeedRead, Finished, PageRead, Progress
from newsreader.library.keeping import keep_article, keep_page
from newsreader.model.article import Article
from newsreader.model.comment import CommentState, Thread
from newsreader.model.errors import NewsreaderError, NotAnArticle, Unreachable
from newsreader.model.feed import Entry, Feed, ParsedFeed
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
        self, store: Store, get: Get, tell: Callable[[Event], None], now: Callable[[], datetime] = utc_now
    ) -> None:
        self._store, self._get, self._tell, self._now = store, get, tell, now
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
        wanted = due(feeds, self._now(), every, asked or bool(only))
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
                self._store.feeds.failed(number, self._now(), sentence)
        finished = Finished(self._progress, offline, stopped)
        self._tell(finished)
        return finished

    async def _feed(self, feed: Feed, group: asyncio.TaskGroup) -> None:
        try:
            answer = await self._get(
                feed.url, accept=ACCEPT_FEED, limit=FEED_LIMIT, etag=feed.etag, last_modified=feed.last_modified
            )
            self._reached = True
            new = 0
            if answer.modified:
                parsed = await asyncio.to_thread(read_feed, answer.body, answer.url, answer.content_type)
                new, wanted = await asyncio.to_thread(self._keep_feed, feed, answer, parsed)
                for number, entry in wanted:
                    self._begin(number, entry, feed, group)
            else:
                self._store.feeds.answered(feed.id, self._now(), feed.etag, feed.last_modified)
            if answer.moved:
                self._store.feeds.move(feed.id, answer.moved)
        except Exception as trouble:  # noqa: BLE001 - one feed's trouble, whatever it is, is that feed's own
            error = _as_told(trouble, feed.url)
            if isinstance(error, Unreachable):
                self._unreached[feed.id] = error.sentence
            else:
                self._reached = True
                self._store.feeds.failed(feed.id, self._now(), error.sentence)
            self._tell(FeedRead(feed.id, feed.title, error=error.sentence))
            self._count(feeds=1, failed=1)
            return
        self._tell(FeedRead(feed.id, feed.title, new))
        self._count(feeds=1, new=new)

    def _keep_feed(self, feed: Feed, answer: Answer, parsed: ParsedFeed) -> tuple[int, list[tuple[int, Entry]]]:
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
            store.feeds.answered(feed.id, now, answer.etag, answer.last_modified)
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
            await self.fetch_article(number, entry)
        except Exception as trouble:  # noqa: BLE001 - and one page's, that page's
            error = _as_told(trouble, entry.url).sentence
            # With the network down, "not yet tried" is the truth: the next refresh tries again.
            if not isinstance(trouble, Unreachable):
                self._store.articles.failed(number, error, self._now())
        self._tell(ArticleKept(number, error))
        self._count(articles=1)

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
