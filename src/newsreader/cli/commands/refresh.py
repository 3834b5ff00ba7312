"""`newsreader refresh`: for people at a terminal, and for cron."""

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from newsreader.cli.context import Context, wait_for
from newsreader.cli.refresh_report import RefreshReport
from newsreader.config import Config
from newsreader.i18n import _
from newsreader.library.feed_matching import feeds_named
from newsreader.library.fetcher.events import RefreshFinished, RefreshProgress
from newsreader.library.maintenance.retention import limits_of
from newsreader.library.refresh.schedule import RETRIES, due, fetchable
from newsreader.model.feed import Feed
from newsreader.quotes.version import VERSION
from newsreader.store.store import Store

#: Seconds that a refresh waits in all for what is due soon, and for servers that want time between two requests:
#: where a person waits, and where nobody does. A server that allows one request a minute is then asked twice a run.
_PATIENCE, _LONG_PATIENCE = 10.0, 75.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    parser.add_argument(
        "feeds", nargs="*", metavar="FEED", help=_("only these: address, title, folder or number (default: all)")
    )
    parser.add_argument("-q", "--quiet", action="store_true", help=_("print nothing unless something fails"))
    parser.add_argument(
        "--now",
        action="store_true",
        help=_("ask what is older than five minutes, as in a terminal; without a terminal or with -q, what is due"),
    )


def run(options: argparse.Namespace, context: Context) -> int:
    """Refresh the feeds, or some of them."""
    return refresh(context, options.quiet, options.now, options.feeds)


def refresh(
    context: Context, quiet: bool = False, now: bool = False, named: Sequence[str] = (), drawn: bool = True
) -> int:
    """Refresh the feeds, or those that are `named`; returns the exit code. A bar is
    `drawn` where there is a terminal.

    By hand, that is in a terminal or with `now`, what is older than five minutes is asked; else what is due, as when
    the reader is open. Raises NewsreaderError.
    """
    by_hand = now or (sys.stdout.isatty() and not quiet)
    settings = context.settings
    with context.store() as store:
        if store.is_new():
            from newsreader.library.subscriptions.first_run import (
                create_default_library,  # once in the life of a library
            )

            create_default_library(store, datetime.now(UTC))
        feeds = store.feeds.all()
        only = [feed for words in named for feed in feeds_named(feeds, words)]
        report = RefreshReport(quiet, by_hand, [feed for feed in only or feeds if fetchable(feed)], drawn)
        wait = _PATIENCE if by_hand else _LONG_PATIENCE
        if _is_idle(store, only or feeds, settings, by_hand, wait):
            return report.close(RefreshFinished(RefreshProgress()))
        from newsreader.cli.refresh_run import fetch  # a network and parsers: cron often needs neither

        how = (by_hand, wait, _every(settings), tuple(feed.id for feed in only))
        return wait_for(fetch(store, context, report, *how))


def _every(settings: Config) -> timedelta:
    """How old a feed may grow that says nothing of it: also where the reader asks only by hand, who sets up a
    schedule wants it."""
    return timedelta(minutes=settings.refresh_minutes or 30)


def _is_idle(store: Store, feeds: Sequence[Feed], settings: Config, by_hand: bool, wait: float) -> bool:
    """Whether nothing is to be fetched: then there is no need for a network and for parsers."""
    now = datetime.now(UTC)
    if due(feeds, now + timedelta(seconds=wait), _every(settings), by_hand, store.hosts.waiting(now)):
        return False
    if store.pending.all() or limits_of(settings) or store.quotations.outdated(VERSION, 1):
        return False
    oldest = now - timedelta(days=settings.prefetch_days)
    return not any(when > oldest for _number, _url, _title, when in store.articles.wanting(now, RETRIES))
