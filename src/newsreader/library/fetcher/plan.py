"""Plan a refresh on the command line without importing network code or parsers: cron often finds nothing due."""

from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta

from newsreader.config import Config
from newsreader.library.feed_matching import feeds_named
from newsreader.library.maintenance.retention import limits_of
from newsreader.library.messages.requests import Refresh
from newsreader.library.refresh.schedule import RETRIES, due, fetchable
from newsreader.model.feed import Feed
from newsreader.model.values import dataclass
from newsreader.store.store import Store

#: How old a feed may grow, in minutes, that says nothing of it: also where the reader asks only by hand, who sets up
#: a schedule wants it.
_INTERVAL = 30


@dataclass(frozen=True)
class RefreshPlan:
    """The feeds to refresh and the request for it, or `nothing_to_do`."""

    feeds: tuple[Feed, ...]
    request: Refresh
    nothing_to_do: bool


def plan_refresh(settings: Config, named: Sequence[str], asked: bool, patience: float) -> RefreshPlan:
    """The plan for all feeds or those that are `named` (number, address, title, folder); `asked`: by a person.
    `patience`, in seconds, is for what is due soon. A new library gets its first feeds.

    Raises LibraryError; NewsreaderError for a name that no feed has, or several.
    """
    with closing(Store(settings.library)) as store:
        ensure_first_feeds(store)
        feeds = store.feeds.all()
        only = [feed for words in named for feed in feeds_named(feeds, words)]
        minutes = settings.refresh_minutes or _INTERVAL
        request = Refresh(asked, minutes, tuple(feed.id for feed in only))
        return RefreshPlan(
            tuple(feed for feed in only or feeds if fetchable(feed)),
            request,
            _nothing_to_do(store, only or feeds, settings, request, patience),
        )


def ensure_first_feeds(store: Store) -> bool:
    """Give a new library its first feeds and its welcome edition; whether it was new."""
    if not store.is_new():
        return False
    from newsreader.library.subscriptions.first_run import create_default_library  # once in the life of a library

    return create_default_library(store, datetime.now(UTC))


def _nothing_to_do(store: Store, feeds: Sequence[Feed], settings: Config, request: Refresh, patience: float) -> bool:
    now = datetime.now(UTC)
    every, waiting = timedelta(minutes=request.minutes), store.hosts.waiting(now)
    if due(feeds, now + timedelta(seconds=patience), every, request.asked, waiting):
        return False
    if store.pending.all() or limits_of(settings):
        return False
    oldest = now - timedelta(days=settings.prefetch_days)
    return not any(when > oldest for _number, _url, _title, when in store.articles.without_text(now, RETRIES))
