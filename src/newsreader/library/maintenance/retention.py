"""Apply the reader's retention limits; without any, the library keeps everything."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from newsreader.i18n import _, plural
from newsreader.model.values import dataclass

if TYPE_CHECKING:
    from newsreader.config import Config
    from newsreader.store.store import Store

#: How many articles go in one transaction.
_TOGETHER = 100
#: From which share on what is gone takes much room in the index.
_GHOSTS = 0.05
#: How long a limit has been announced before anything goes.
NOTICE = timedelta(days=1)


@dataclass(frozen=True)
class RetentionLimits:
    """Limits of a library: the age of articles in days, their number, the size in megabytes; 0 for none."""

    days: int = 0
    articles: int = 0
    megabytes: int = 0

    def __bool__(self) -> bool:
        return bool(self.days or self.articles or self.megabytes)


def limits_of(settings: Config) -> RetentionLimits:
    """The limits, as the reader has set them."""
    return RetentionLimits(settings.keep_days, settings.keep_articles, settings.keep_megabytes)


def count_expired(store: Store, limits: RetentionLimits, now: datetime) -> int:
    """Count the articles that are beyond the limits; of those for whose size there is no room, an estimate."""
    forgetting, count, most = store.retention, store.retention.count(), 0
    if limits.days:
        most = forgetting.older(_days_ago(limits, now))
    if limits.articles:
        most = max(most, count - limits.articles)
    if limits.megabytes and (size := forgetting.size()) > limits.megabytes * 1_000_000:
        most = max(most, round(count * (1 - limits.megabytes * 1_000_000 / size)))
    return min(most, forgetting.older(_FOREVER))


#: After everything.
_FOREVER = 1 << 62


def _days_ago(limits: RetentionLimits, now: datetime) -> int:
    return int((now - timedelta(days=limits.days)).timestamp())


def first_warning(store: Store, limits: RetentionLimits, now: datetime) -> str:
    """Return the warning before these limits remove anything for the first time; "" once it was said a day ago."""
    if not limits:
        return ""
    warned = store.state.get("retention_limits")
    named, _space, when = warned.partition(" ")
    name = f"{limits.days}/{limits.articles}/{limits.megabytes}"
    if named == name and now - datetime.fromisoformat(when) >= NOTICE:
        return ""
    count = count_expired(store, limits, now)
    if not count:
        return ""
    if named != name:
        store.state.put("retention_limits", f"{name} {now.isoformat()}")
    return plural(
        "From tomorrow on, {n} article beyond your limits (keep_days, keep_articles, keep_megabytes) is deleted. "
        "What is saved, tagged, noted or corrected stays.",
        "From tomorrow on, {n} articles beyond your limits (keep_days, keep_articles, keep_megabytes) are deleted. "
        "What is saved, tagged, noted or corrected stays.",
        count,
    ).format(n=count)


def delete_expired(store: Store, limits: RetentionLimits, now: datetime) -> int:
    """Delete what is beyond the limits, the oldest first, a little at a time; returns how many went.

    What an index of words holds of articles that are gone is dropped first where it takes much room: it must
    not cost other articles theirs.
    """
    for index in (store.index, store.quotation_index):
        ghosts = index.stale_share()
        if ghosts > 0.5 or (ghosts > _GHOSTS and _too_large(store, limits)):
            index.clear()
            limits = replace(limits, megabytes=0)
    left = count_expired(store, limits, now)
    gone = 0
    while gone < left and (some := store.retention.oldest(_FOREVER, min(_TOGETHER, left - gone))):
        store.retention.delete(some)
        gone += len(some)
    return gone


def _too_large(store: Store, limits: RetentionLimits) -> bool:
    return bool(limits.megabytes) and store.retention.size() > limits.megabytes * 1_000_000


def describe_deleted(gone: int) -> str:
    """A sentence on how many went."""
    return (
        plural("{n} article deleted.", "{n} articles deleted.", gone).format(n=gone)
        if gone
        else _("No article exceeds your limits.")
    )
