"""How long articles are kept, where the reader sets a limit; by itself the library keeps everything."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from newsreader.config import Config
from newsreader.i18n import _, plural
from newsreader.store.store import Store

#: How many articles go in one transaction.
_TOGETHER = 100
#: From which share on what is gone takes much room in the index.
_GHOSTS = 0.05
#: How long a limit has been announced before anything goes.
NOTICE = timedelta(days=1)


@dataclass(frozen=True)
class Limits:
    """Articles of so many days, so many of them, a library of so many megabytes; 0 for no limit."""

    days: int = 0
    articles: int = 0
    megabytes: int = 0

    def __bool__(self) -> bool:
        return bool(self.days or self.articles or self.megabytes)


def limits_of(settings: Config) -> Limits:
    """The limits, as the reader has set them."""
    return Limits(settings.keep_days, settings.keep_articles, settings.keep_megabytes)


def beyond(store: Store, limits: Limits, now: datetime) -> int:
    """How many articles are beyond the limits; of those for whose size there is no room, an estimate."""
    forgetting, count, most = store.forgetting, store.forgetting.count(), 0
    if limits.days:
        most = forgetting.older(_days_ago(limits, now))
    if limits.articles:
        most = max(most, count - limits.articles)
    if limits.megabytes and (size := forgetting.size()) > limits.megabytes * 1_000_000:
        most = max(most, round(count * (1 - limits.megabytes * 1_000_000 / size)))
    return min(most, forgetting.older(_FOREVER))


#: After everything.
_FOREVER = 1 << 62


def _days_ago(limits: Limits, now: datetime) -> int:
    return int((now - timedelta(days=limits.days)).timestamp())


def announce(store: Store, limits: Limits, now: datetime) -> str:
    """What is to be said before these limits remove anything for the first time; "" once it was said a day ago."""
    if not limits:
        return ""
    said = store.settings.get("limits")
    named, _space, when = said.partition(" ")
    name = f"{limits.days}/{limits.articles}/{limits.megabytes}"
    if named == name and now - datetime.fromisoformat(when) >= NOTICE:
        return ""
    count = beyond(store, limits, now)
    if not count:
        return ""
    if named != name:
        store.settings.put("limits", f"{name} {now.isoformat()}")
    return plural(
        "From tomorrow on, {n} article beyond your limits (keep_days, keep_articles, keep_megabytes) is let go. "
        "What is saved, tagged, noted or corrected stays.",
        "From tomorrow on, {n} articles beyond your limits (keep_days, keep_articles, keep_megabytes) are let go. "
        "What is saved, tagged, noted or corrected stays.",
        count,
    ).format(n=count)


def forget(store: Store, limits: Limits, now: datetime) -> int:
    """Let go what is beyond the limits, the oldest first, a little at a time; returns how many went.

    What the index of words holds of articles that are gone is dropped first where it takes much room: it must
    not cost other articles theirs.
    """
    ghosts = store.search.ghosts()
    if ghosts > 0.5 or (ghosts > _GHOSTS and _too_large(store, limits)):
        store.search.begin_anew()
        limits = replace(limits, megabytes=0)
    left = beyond(store, limits, now)
    gone = 0
    while gone < left and (some := store.forgetting.oldest(_FOREVER, min(_TOGETHER, left - gone))):
        store.forgetting.forget(some)
        gone += len(some)
    return gone


def _too_large(store: Store, limits: Limits) -> bool:
    return bool(limits.megabytes) and store.forgetting.size() > limits.megabytes * 1_000_000


def told(gone: int) -> str:
    """A sentence on how many went."""
    return (
        plural("{n} article was let go.", "{n} articles were let go.", gone).format(n=gone)
        if gone
        else _("No article is beyond your limits.")
    )
