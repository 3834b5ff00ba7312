"""Store the outcome of polling a feed: its entries or its error, and when it is polled next and why."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from newsreader.fetch.client import Response
from newsreader.library.refresh.ingest import StoredEntries, store_entries
from newsreader.library.refresh.schedule import accept_redirect, next_poll_after_failure, next_poll_after_success
from newsreader.library.workers.results import PreparedFeed
from newsreader.model.errors import FetchError, NewsreaderError
from newsreader.model.feed import Feed, PollHints
from newsreader.model.hosts import host_of
from newsreader.store.store import Store

logger = logging.getLogger(__package__)


def name_of(feed: Feed) -> str:
    """A feed as the log names it: its number and its server."""
    return f"feed {feed.id} ({host_of(feed.url)})"


def until_words(when: datetime | None) -> str:
    """Return until when, as the log says it; for ever where there is no such time."""
    return f" until {when.isoformat(timespec='seconds')}" if when else " for ever"


class FeedRecorder:
    """Stores the outcome of each poll and logs each decision. Its methods run inside transactions of `BatchWriter`."""

    def __init__(self, store: Store, now: Callable[[], datetime], chance: Callable[[], float]) -> None:
        self._store, self._now, self._chance = store, now, chance

    def record_entries(self, feed: Feed, answer: Response, prepared: PreparedFeed, fingerprint: str) -> StoredEntries:
        """Store a parsed feed."""
        stored = store_entries(self._store, feed.id, prepared.entries, self._now())
        self._store.feeds.describe(feed.id, prepared.title, prepared.site, prepared.language, prepared.warning)
        self.record_success(feed, answer, fingerprint, prepared.poll_hints)
        counts = (len(prepared.entries), stored.new, len(stored.wanted))
        logger.info("%s: read: %d entries, %d new, %d pages wanted", name_of(feed), *counts)
        return stored

    def record_success(
        self, feed: Feed, answer: Response, fingerprint: str, poll_hints: PollHints | None = None
    ) -> None:
        """Store that a feed answered: its validators, a permanent redirect, when it is polled next."""
        fresh = timedelta(seconds=min(answer.fresh, 1e8)) if answer.fresh is not None else None
        if fresh is None and not answer.modified:
            fresh = feed.fresh_for  # a 304 that does not say otherwise leaves it as it was (RFC 9111, 4.3.4)
        # The validators of a 304 are newer than ours; those that it leaves out stay (RFC 9111, 4.3.4).
        old = ("", "") if answer.modified else (feed.etag, feed.last_modified)
        kept = (answer.etag or old[0], answer.last_modified or old[1])
        until, why = next_poll_after_success(self._now(), fresh, poll_hints or feed.poll_hints, any(kept))
        self._store.feeds.record_success(
            feed.id,
            self._now(),
            *kept,
            status=answer.status,
            digest=fingerprint,
            not_before=until,
            wait_reason=why,
            poll_hints=poll_hints,
            fresh_for=fresh,
        )
        if (feed.url, feed.redirect_candidate) != (address := accept_redirect(feed, answer.moved)):
            logger.info(
                "%s: %s", name_of(feed), "moved for good" if address[0] != feed.url else "says that it has moved"
            )
            self._store.feeds.move(feed.id, *address)

    def record_failure(self, feed: Feed, error: NewsreaderError) -> None:
        """Store why a feed could not be read, and when it is polled again."""
        status = error.status if isinstance(error, FetchError) else 0
        after = error.retry_after if isinstance(error, FetchError) else None
        until, why = next_poll_after_failure(self._now(), status, feed.failures + 1, after, self._chance())
        failed = f"{type(error).__name__}, status {status}, failure {feed.failures + 1}"
        logger.info("%s: %s; backed off%s (%s)", name_of(feed), failed, until_words(until), why)
        self._store.feeds.record_failure(
            feed.id, self._now(), error.sentence, status=status, not_before=until, wait_reason=why
        )
