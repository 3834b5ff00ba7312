"""Decide what a refresh does: pure, given the time and a random number.

The manners are those that the public tests of feed readers ask for (Rachel Kroll's feed reader score
project, Open RSS): conditional requests, what servers say about freshness and waiting, and patience.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from newsreader.model.feed import Feed, PollHints, WaitReason, is_bundled
from newsreader.model.hosts import host_of

#: Even when asked by hand, a feed that answered is not asked again within this time.
MIN_INTERVAL = timedelta(minutes=5)
#: What a server says of freshness is believed up to a week: more is the default of a server for static files, and
#: counts for no more than what a feed may say of itself (`ttl`, which many write in seconds).
MAX_INTERVAL, BELIEVED = timedelta(days=1), timedelta(days=7)
#: The share of the time between two requests after which a feed counts as due.
_PERIOD = 0.9
#: A feed without validators costs its server the whole body each time.
UNCONDITIONAL = timedelta(hours=1)
#: The first wait after each kind of failure, doubled each time up to the second.
_BACK_OFF = {
    WaitReason.ASKED: (timedelta(hours=1), timedelta(days=1)),
    WaitReason.MISSING: (timedelta(hours=6), timedelta(days=7)),
    WaitReason.FAILED: (timedelta(minutes=10), timedelta(days=1)),
}
#: How many articles whose text is missing are tried again in one refresh.
RETRIES = 200
_LONGEST_RETRY = timedelta(days=7)
#: A server that answers and then says "too many" (429) has a pace: it is kept for a day where it is not longer than
#: this, and guessed where it is not said.
LONGEST_PACE, UNSAID_PACE, PACE_KEPT = timedelta(minutes=10), timedelta(minutes=1), timedelta(days=1)


def fetchable(feed: Feed) -> bool:
    """Return whether a feed is on the network at all (the welcome edition is not)."""
    return feed.url.startswith(("http://", "https://")) and not is_bundled(feed.url)


def due(
    feeds: Sequence[Feed], now: datetime, every: timedelta, asked: bool, waiting: Mapping[str, datetime] | None = None
) -> list[Feed]:
    """The feeds to ask now, those first that have waited longest (on a server that allows one request a minute, each
    has its turn). `asked`: a person wants it, so only the floor and the servers' wishes hold.

    `waiting` are the hosts that want to be left alone, and until when. A feed that could not be
    reached may be asked again at once by hand.
    """
    now_due = [feed for feed in feeds if (when := due_at(feed, now, every, asked, waiting or {})) and when <= now]
    return sorted(now_due, key=_last_turn)


def held_back(feeds: Sequence[Feed], waiting: Mapping[str, datetime]) -> list[Feed]:
    """The feeds as they are asked next, with what their servers told others of them (`waiting`)."""

    def held(feed: Feed) -> Feed:
        until = waiting.get(host_of(feed.url))
        if until is None or feed.wait_reason is WaitReason.GONE or (feed.not_before and feed.not_before >= until):
            return feed
        # Its last status was no word on waiting.
        return replace(
            feed,
            not_before=until,
            wait_reason=WaitReason.ASKED,
            status=feed.status if feed.wait_reason is WaitReason.ASKED else 0,
        )

    return [held(feed) for feed in feeds]


def _last_turn(feed: Feed) -> float:
    """Return when a feed had its turn last: who was told to wait has not had it."""
    when = feed.last_success if feed.wait_reason is WaitReason.ASKED else feed.last_attempt
    return when.timestamp() if when else 0.0


def due_at(
    feed: Feed, now: datetime, every: timedelta, asked: bool, waiting: Mapping[str, datetime]
) -> datetime | None:
    """Return when a feed is to be asked next; None for never."""
    if not fetchable(feed):
        return None
    until = waiting.get(host_of(feed.url), now)
    free = until if until <= now + _LONGEST_RETRY else now
    if feed.last_attempt is None or feed.last_attempt > now + timedelta(minutes=5):
        return free  # a clock that was set back must not stop the news
    # What its server asked for holds for everybody, and is over when its time is over.
    wait = feed.not_before or feed.last_attempt
    if asked:
        at = (
            wait
            if feed.wait_reason is WaitReason.ASKED
            else feed.last_attempt
            if feed.error
            else feed.last_attempt + MIN_INTERVAL
        )
        return max(free, at)
    if feed.wait_reason is WaitReason.GONE:
        return None
    # Who comes by a little early, as a timer may, does not come back a whole period late.
    at = max(free, wait, feed.last_attempt + (timedelta() if feed.error else every * _PERIOD))
    return _not_skipped(at, feed.poll_hints)


def next_poll_after_success(
    now: datetime, fresh: timedelta | None, poll_hints: PollHints, conditional: bool
) -> tuple[datetime, WaitReason]:
    """Decide until when a feed that answered is left alone, and why.

    `fresh` is what the server says (RFC 9111), `poll_hints` what the feed says, `conditional` whether it
    gave a validator.
    """
    fresh = fresh or timedelta()
    interval = max(fresh if fresh <= BELIEVED else MAX_INTERVAL, min(poll_hints.every, MAX_INTERVAL))
    own = timedelta() if conditional else UNCONDITIONAL
    wait = max(interval, own)
    at, why = (
        now + wait,
        WaitReason.NONE if not wait else WaitReason.FRESH if interval >= own else WaitReason.UNCONDITIONAL,
    )
    moment = _not_skipped(at, poll_hints)
    return moment, why if moment == at else WaitReason.SKIPPED


def _not_skipped(at: datetime, poll_hints: PollHints) -> datetime:
    """The first moment from `at` on that a feed does not ask to skip; a feed that skips every hour does not mean it."""
    moment = at
    for _hour in range(7 * 24):
        if moment.hour not in poll_hints.skip_hours and f"{moment:%A}" not in poll_hints.skip_days:
            return moment
        moment = moment.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return at


def next_poll_after_failure(
    now: datetime, status: int, failures: int, retry_after: float | None, chance: float
) -> tuple[datetime | None, WaitReason]:
    """Decide until when a feed that failed is left alone, and why; None for ever.

    `failures` counts this one too; `chance` (0 to 1) keeps many readers from coming back at once.
    """
    if status == 410:
        return None, WaitReason.GONE
    why = WaitReason.ASKED if status in (429, 503) else WaitReason.MISSING if status == 404 else WaitReason.FAILED
    if retry_after is not None and why is WaitReason.ASKED:
        return now + min(timedelta(seconds=max(0.0, retry_after)), _LONGEST_RETRY), why
    first, longest = _BACK_OFF[why]
    wait = min(first * 2 ** min(failures - 1, 20), longest)
    return now + wait * (1 + 0.2 * chance), why


def accept_redirect(feed: Feed, moved: str) -> tuple[str, str]:
    """The address to keep for a feed, and the one to remember, when an answer names a new one for good.

    To another host or path it moves only when that is named twice: misconfigured servers and captive
    portals say 301 for an hour.
    """
    if not moved or moved == feed.url:
        return feed.url, ""
    old, new = urlsplit(feed.url), urlsplit(moved)
    same_house = (old.hostname or "").removeprefix("www.") == (new.hostname or "").removeprefix("www.")
    if moved == feed.redirect_candidate or (same_house and old.path == new.path):
        return moved, ""
    return feed.url, moved


def content_hash(body: bytes) -> str:
    """Return what tells a feed's bytes from those that were read before."""
    return hashlib.blake2b(body, digest_size=16).hexdigest()
