"""Fetch the comments of articles from whatever source they have; those that a site removes are kept."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from newsreader.fetch.client import ACCEPT_FEED, FEED_LIMIT
from newsreader.i18n import _
from newsreader.library.refresh.batch_writer import BatchWriter
from newsreader.library.refresh.polite_client import PoliteClient
from newsreader.library.workers.job_runner import JobRunner
from newsreader.library.workers.jobs import ParseCommentFeed, ParseCommentPart, ParseDiscussions, ParseThread
from newsreader.model.comment import MOST_COMMENTS, Comment, CommentSource, CommentState, Thread, with_author_roles
from newsreader.model.errors import FetchError, NetworkUnreachable, NewsreaderError, NotAnArticle, ParseError
from newsreader.model.text import Role, Span, Text
from newsreader.store.store import Store

#: Answers that are asked of one source.
MOST_ANSWERS = 60
#: What the names of comments from other places begin with: the article's own site does not take them away.
ELSEWHERE = "elsewhere:"
_ACCEPT_JSON = "application/json, */*;q=0.1"


class CommentFetcher:
    """Fetches the comments of an article: with its page, and anew when it is opened."""

    def __init__(
        self, store: Store, client: PoliteClient, parser: JobRunner, writer: BatchWriter, now: Callable[[], datetime]
    ) -> None:
        self._store, self._client, self._parser, self._writer, self._now = store, client, parser, writer, now

    async def fetch_if_missing(self, thread: Thread) -> Thread:
        """The thread of an article that has just been fetched. Its source is only asked where there are said
        to be comments that the page did not show: the others are read when somebody opens them."""
        shown = len(thread.comments)
        announced = thread.count or (1 if thread.source is CommentSource.FEED and thread.count is None else 0)
        if not thread.source or announced <= shown or thread.state is CommentState.NONE:
            return thread
        with suppress(NewsreaderError):
            return await self.read(thread)
        return thread

    async def refresh(self, number: int) -> None:
        """Read the comments of an article anew. Raises FetchError, ParseError, NotAnArticle.

        Comments that the site no longer shows stay in the library, and are marked.
        """
        article = self._store.articles.load(number)
        if article is None:
            raise NotAnArticle(_("This article is no longer in the library."))
        old = article.thread
        if old.source:
            fresh = await self.read(old)
        else:
            answer = await self._client.get(article.url)
            fresh = await self._parser.run(ParseThread(answer.body, answer.url, answer.charset))
            if fresh.source and (fresh.count is None or fresh.count > len(fresh.comments)):
                fresh = await self.read(fresh)
        thread = merge_threads(old, with_author_roles(fresh, article.authors), self._now())
        await self._writer.submit(lambda: self._store.articles.put_thread(number, thread, self._now()))

    async def read(self, thread: Thread) -> Thread:
        """The thread as its source gives it now.

        Raises FetchError where nothing could be read, and ParseError for an answer that is none. A source that refuses
        leaves what the page said.
        """
        if thread.source is CommentSource.FEED:
            answer = await self._client.get(thread.feed, accept=ACCEPT_FEED, limit=FEED_LIMIT)
            return await self._parser.run(ParseCommentFeed(answer.body, answer.url, answer.content_type, thread))
        comments: dict[str, Comment] = {}
        todo, asked, count, state = [thread.feed], set[str](), thread.count, CommentState.OPEN
        while todo and len(asked) < MOST_ANSWERS and len(comments) < MOST_COMMENTS:
            address = todo.pop(0)
            if address in asked:
                continue
            asked.add(address)
            try:
                answer = await self._client.get(address, accept=_ACCEPT_JSON, limit=FEED_LIMIT)
            except NetworkUnreachable:
                raise
            except FetchError as error:
                if comments:
                    break  # what has been read is more than nothing
                if error.status not in (401, 403, 404, 410):
                    raise  # what is there is not known: it is not none
                return replace(thread, state=CommentState.SIGN_IN if error.status in (401, 403) else thread.state)
            part = await self._parser.run(ParseCommentPart(thread.source, answer.body, address))
            before = len(comments)
            for comment in part.comments:
                comments.setdefault(comment.id, comment)
            count = part.count if part.count is not None else count
            state = part.state if len(asked) == 1 else state
            # A source that gives the same page for ever has no more.
            todo += part.more if len(comments) > before else ()
        if thread.source is CommentSource.CORAL:
            return replace(thread, count=count)
        if not comments and state is CommentState.OPEN:
            state = CommentState.NONE
        kept = tuple(comments.values())[:MOST_COMMENTS]
        return replace(thread, state=state, comments=kept, count=max(count or 0, len(kept)))

    async def fetch_discussions(self, number: int) -> int:
        """Read what others say of an article, at the places that are known; returns how many discussions
        there are. They stand among its comments, each under a heading of its own.

        Raises NotAnArticle when it is gone, and FetchError or ParseError where none of the places could be asked:
        then nobody knows whether there are any.
        """
        from newsreader.parse.comments.discussions import PLACES, lookup

        article = self._store.articles.load(number)
        if article is None:
            raise NotAnArticle(_("This article is no longer in the library."))
        if not article.url:
            return 0
        came: list[Comment] = []
        discussions, troubles = 0, list[ParseError | FetchError]()
        for site in PLACES:
            try:  # one place's trouble is not the others'
                answer = await self._client.get(lookup(site, article.url), accept=_ACCEPT_JSON)
                for discussion in (await self._parser.run(ParseDiscussions(site, answer.body, article.url)))[:3]:
                    source = CommentSource(discussion.source.kind)
                    thread = await self.read(Thread(source=source, feed=discussion.source.address))
                    came += _nest_under_discussion(discussion.place, discussion.title, discussion.url, thread.comments)
                    discussions += 1
            except (ParseError, FetchError) as error:
                troubles.append(error)
        if len(troubles) == len(PLACES):
            raise troubles[-1]
        thread = article.thread
        ids = {comment.id for comment in came}
        kept = tuple(comment for comment in thread.comments if comment.id not in ids)
        state = (
            CommentState.OPEN if came and thread.state in (CommentState.NONE, CommentState.UNKNOWN) else thread.state
        )
        thread = merge_threads(thread, replace(thread, comments=kept + tuple(came), state=state), self._now())
        if came:
            await self._writer.submit(lambda: self._store.articles.put_thread(number, thread, self._now()))
        return discussions


def _nest_under_discussion(site: str, title: str, url: str, comments: tuple[Comment, ...]) -> list[Comment]:
    """Comments from elsewhere under one that says where they are from."""
    root = f"{ELSEWHERE}{url}"
    body = (Text(title), Text(url, (Span(0, len(url), Role.LINK, url),)))
    moved = (
        replace(comment, id=f"{root}#{comment.id}", parent=f"{root}#{comment.parent}" if comment.parent else root)
        for comment in comments
    )
    return [Comment(root, site, body), *moved]


def merge_threads(old: Thread, fresh: Thread, now: datetime) -> Thread:
    """A thread as it is now, with when each comment first came, and with those that are shown no more."""
    arrived = {comment.id: comment.arrived for comment in old.comments}
    came = tuple(
        replace(comment, arrived=arrived.get(comment.id) or comment.arrived or now) for comment in fresh.comments
    )
    ids = {comment.id for comment in came}
    is_cut = len(came) >= MOST_COMMENTS  # then others may be there still
    left = tuple(
        comment if is_cut or comment.id.startswith(ELSEWHERE) else replace(comment, gone=True)
        for comment in old.comments
        if comment.id not in ids
    )
    return replace(fresh, comments=(came + left)[:MOST_COMMENTS])
