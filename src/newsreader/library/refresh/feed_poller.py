"""Poll one feed: ask its server, have the answer parsed, store its entries or why it failed."""

import logging
import random
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime

from newsreader.fetch.client import ACCEPT_FEED, FEED_LIMIT, IncompleteResponse, Response
from newsreader.fetch.unpacking import whole_items
from newsreader.library.refresh.batch_writer import BatchWriter
from newsreader.library.refresh.feed_recorder import FeedRecorder, name_of
from newsreader.library.refresh.ingest import WantedPage, store_entries
from newsreader.library.refresh.polite_client import PoliteClient, ServerPaused, as_user_error
from newsreader.library.refresh.schedule import content_hash
from newsreader.library.workers.job_runner import JobRunner
from newsreader.library.workers.jobs import ParseFeed
from newsreader.model.errors import LibraryError, NetworkUnreachable, NewsreaderError, ParseError
from newsreader.model.feed import Feed
from newsreader.model.values import dataclass
from newsreader.store.store import Store

logger = logging.getLogger(__package__)


@dataclass(frozen=True)
class Poll:
    """The outcome of polling a feed: how many articles are new, which pages are wanted, and the error, if any."""

    new: int = 0
    wanted: Sequence[WantedPage] = ()
    error: NewsreaderError | None = None


class FeedPoller:
    """Polls feeds, several at a time, and stores what came of each, unless the bytes are those of the last time."""

    def __init__(
        self,
        store: Store,
        client: PoliteClient,
        parser: JobRunner,
        writer: BatchWriter,
        now: Callable[[], datetime],
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._store, self._client, self._parser, self._writer, self._now = store, client, parser, writer, now
        self._recorder = FeedRecorder(store, now, chance)

    async def poll(self, feed: Feed) -> Poll:
        """Poll a feed. What is wrong with it is in the outcome and, unless the network cannot be reached, stored.

        Raises ServerPaused where its server is paused, and LibraryError.
        """
        try:
            answer = await self._client.get(
                feed.url, accept=ACCEPT_FEED, limit=FEED_LIMIT, etag=feed.etag, last_modified=feed.last_modified
            )
            return await self.store_answer(feed, answer)
        except (LibraryError, ServerPaused):
            raise
        except Exception as trouble:  # noqa: BLE001 - one feed's trouble, whatever it is, is that feed's own
            new = await self._store_partial(feed, trouble.answer) if isinstance(trouble, IncompleteResponse) else 0
            error = as_user_error(trouble, feed.url)
        if isinstance(error, NetworkUnreachable):
            logger.info("%s: its server cannot be reached", name_of(feed))
        else:
            await self._writer.submit(lambda: self.record_failure(feed, error))
        return Poll(new, error=error)

    async def store_answer(self, feed: Feed, answer: Response) -> Poll:
        """Parse and store the answer of a feed. Raises LibraryError, ParseError."""
        digest = content_hash(answer.body) if answer.modified else feed.digest
        if not answer.modified or digest == feed.digest:
            reason = "not modified (304)" if not answer.modified else "the same bytes as before"
            logger.info("%s: unchanged: %s", name_of(feed), reason)
            await self._writer.submit(lambda: self._recorder.record_success(feed, answer, digest))
            return Poll()
        prepared = await self._parser.run(_job(feed, answer, answer.body))
        return Poll(*await self._writer.submit(lambda: self._recorder.record_entries(feed, answer, prepared, digest)))

    async def _store_partial(self, feed: Feed, answer: Response) -> int:
        """Store the complete entries of an answer that broke off; returns how many articles are new. Validators stay,
        so that the next poll gets all."""
        with suppress(ParseError):
            prepared = await self._parser.run(_job(feed, answer, whole_items(answer.body)))
            stored = await self._writer.submit(
                lambda: store_entries(self._store, feed.id, prepared.entries, self._now())
            )
            return stored.new
        return 0

    def record_failure(self, feed: Feed, error: NewsreaderError) -> None:
        """Store why a feed could not be read, and when it is polled again."""
        self._recorder.record_failure(feed, error)


def _job(feed: Feed, answer: Response, body: bytes) -> ParseFeed:
    """The parsing of an answer. Articles name the feed's title as their outlet; its address, which stands for the title
    until it has one, is none."""
    outlet = "" if feed.title == feed.url else feed.title
    return ParseFeed(body, answer.url, answer.content_type, outlet, feed.language)
