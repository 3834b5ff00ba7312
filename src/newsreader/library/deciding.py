"""What a refresh should do, decided without doing it: pure, and given the time and the chance.

The manners are those that the public tests of feed readers ask for (Rachel Kroll's feed reader score
project, Open RSS): conditional requests, what servers say about freshness and waiting, and patience.
"""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from newsreader.model.feed import Entry, Feed, Pace, Wait

#: Even when asked by hand, a feed that answered is not asked again within this time.
FLOOR = timedelta(minutes=5)
#: However long a feed says that it stays fresh, it is asked after this time.
FRESHEST = timedelta(hours=5)
#: A feed without validators costs its server the whole body each time.
UNCONDITIONAL = timedelta(hours=1)
#: The first wait after each kind of failure, doubled each time up to the second.
_BACK_OFF = {
    Wait.ASKED: (timedelta(hours=1), timedelta(days=1)),
    Wait.MISSING: (timedelta(hours=6), timedelta(days=7)),
    Wait.FAILED: (timedelta(minutes=10), timedelta(days=1)),
}
_LONGEST_RETRY = timedelta(days=7)


def fetchable(feed: Feed) -> bool:
    """Whether a feed is on the network at all (the welcome edition is not)."""
    return feed.url.startswith(("http://", "https://")) and ".invalid/" not in feed.url


def host_of(url: str) -> str:
    """The server of an address, as manners count: host and port."""
    return urlsplit(url).netloc.rpartition("@")[2].lower()


def due(
    feeds: Sequence[Feed], now: datetime, every: timedelta, asked: bool, waiting: Mapping[str, datetime] | None = None
) -> list[Feed]:
    """The feeds to ask now. `asked`: a person wants it, so only the floor and the servers' wishes hold.

    `waiting` are the hosts that want to be left alone, and until when. A feed that could not be
    reached may be asked again at once by hand.
    """
    return [feed for feed in feeds if fetchable(feed) and _is_due(feed, now, every, asked, waiting or {})]


def _is_due(feed: Feed, now: datetime, every: timedelta, asked: bool, waiting: Mapping[str, datetime]) -> bool:
    until = waiting.get(host_of(feed.url))
    if until and now < until <= now + _LONGEST_RETRY:
        return False
    if feed.tried is None or feed.tried > now + timedelta(minutes=5):
        return True  # a clock that was set back must not stop the news
    if asked:
        return feed.why is not Wait.ASKED and (bool(feed.error) or now - feed.tried >= FLOOR)
    if feed.why is Wait.GONE:
        return False
    return now >= max(feed.tried + (timedelta() if feed.error else every), feed.not_before or feed.tried)


def rest(now: datetime, fresh: timedelta | None, pace: Pace, conditional: bool) -> tuple[datetime, Wait]:
    """Until when a feed that answered is left alone, and why.

    `fresh` is what the server says (RFC 9111), `pace` what the feed says, `conditional` whether it
    gave a validator.
    """
    wait = min(max(fresh or timedelta(), pace.every, timedelta() if conditional else UNCONDITIONAL), FRESHEST)
    at, why = now + wait, Wait.FRESH if wait else Wait.NONE
    for _hour in range(7 * 24):
        if at.hour not in pace.skip_hours and f"{at:%A}" not in pace.skip_days:
            break
        at, why = at.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1), Wait.SKIPPED
    return at, why


def back_off(
    now: datetime, status: int, failures: int, retry_after: float | None, chance: float
) -> tuple[datetime | None, Wait]:
    """Until when a feed that failed is left alone, and why; None for ever.

    `failures` counts this one too; `chance` (0 to 1) keeps many readers from coming back at once.
    """
    if status == 410:
        return None, Wait.GONE
    why = Wait.ASKED if status in (429, 503) else Wait.MISSING if status == 404 else Wait.FAILED
    if retry_after is not None and why is Wait.ASKED:
        return now + min(timedelta(seconds=max(0.0, retry_after)), _LONGEST_RETRY), why
    first, longest = _BACK_OFF[why]
    wait = min(first * 2 ** min(failures - 1, 20), longest)
    return now + wait * (1 + 0.2 * chance), why


def settled_move(feed: Feed, moved: str) -> tuple[str, str]:
    """The address to keep for a feed, and the one to remember, when an answer names a new one for good.

    To another host or path it moves only when that is named twice: misconfigured servers and captive
    portals say 301 for an hour.
    """
    if not moved or moved == feed.url:
        return feed.url, ""
    old, new = urlsplit(feed.url), urlsplit(moved)
    same_house = (old.hostname or "").removeprefix("www.") == (new.hostname or "").removeprefix("www.")
    if moved == feed.moving or (same_house and old.path == new.path):
        return moved, ""
    return feed.url, moved


def digest(body: bytes) -> str:
    """What tells a feed's bytes from those that were read before."""
    return hashlib.blake2b(body, digest_size=16).hexdigest()


def signature(entry: Entry) -> str:
    """What tells a changed entry from the same one seen again, in whatever feed."""
    parts = (entry.title, str(entry.updated or entry.published or ""), str(len(entry.content)))
    return hashlib.blake2b("\x00".join(parts).encode("utf-8", "replace"), digest_size=8).hexdigest()
