"""What a refresh should do, decided without doing it: pure, and given the time."""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta

from newsreader.model.feed import Entry, Feed

#: Even when asked by hand, a feed is not asked again within this time.
FLOOR = timedelta(seconds=60)
#: A feed that failed is left alone for this long, unless a person asks.
AFTER_FAILURE = timedelta(minutes=10)


def fetchable(feed: Feed) -> bool:
    """Whether a feed is on the network at all (the welcome edition is not)."""
    return feed.url.startswith(("http://", "https://")) and ".invalid/" not in feed.url


def due(feeds: Sequence[Feed], now: datetime, every: timedelta, asked: bool) -> list[Feed]:
    """The feeds to ask now. `asked`: a person wants it, so only the floor holds.

    A feed that could not be reached may be asked again at once by hand.
    """
    wanted = []
    for feed in feeds:
        if not fetchable(feed):
            continue
        last = feed.tried
        by_hand, by_itself = (timedelta(), AFTER_FAILURE) if feed.error else (FLOOR, every)
        wait = by_hand if asked else by_itself
        # A clock that was set back must not stop the news.
        if last is None or now - last >= wait or last > now + timedelta(minutes=5):
            wanted.append(feed)
    return wanted


def signature(entry: Entry) -> str:
    """What tells a changed entry from the same one seen again, in whatever feed."""
    parts = (entry.title, str(entry.updated or entry.published or ""), str(len(entry.content)))
    return hashlib.blake2b("\x00".join(parts).encode("utf-8", "replace"), digest_size=8).hexdigest()
