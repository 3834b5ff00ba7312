"""`newsreader refresh`: for people at a terminal, and for cron."""

import asyncio
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime, timedelta
from typing import Any

from newsreader.cli.commands import OFFLINE, OK, PARTLY
from newsreader.config import Config
from newsreader.i18n import _, plural
from newsreader.library.deciding import RETRIES, due, fetchable
from newsreader.library.events import Alerted, ArticleKept, Event, FeedRead, Finished, Progress
from newsreader.library.forgetting import limits_of
from newsreader.library.naming import feeds_named
from newsreader.model.errors import Busy
from newsreader.model.feed import Feed
from newsreader.model.rule import Alert
from newsreader.model.text import clean_line
from newsreader.quotes.version import VERSION
from newsreader.store.store import Store

#: Where a person waits, and where nobody does: a server that allows one request a minute is then asked twice a run.
_PATIENCE, _LONG_PATIENCE = 10.0, 75.0


def refresh(settings: Config, quiet: bool = False, now: bool = False, named: Sequence[str] = ()) -> int:
    """Refresh the feeds, or those that are `named`; returns the exit code.

    By hand, that is in a terminal or with `now`, what is older than five minutes is asked; else what is due, as when
    the reader is open. Raises NewsreaderError.
    """
    by_hand = now or (sys.stdout.isatty() and not quiet)
    store = Store(settings.library)
    try:
        if store.is_new():
            from newsreader.library.founding import found  # once in the life of a library

            found(store, datetime.now(UTC))
        feeds = store.feeds.all()
        only = [feed for words in named for feed in feeds_named(feeds, words)]
        report = Report(quiet, by_hand, [feed for feed in only or feeds if fetchable(feed)])
        if _is_idle(store, only or feeds, settings, by_hand):
            return report.close(Finished(Progress()))
        from newsreader.cli.fetching import fetch  # a network and parsers: cron often needs neither

        return asyncio.run(fetch(store, settings, report, by_hand, tuple(feed.id for feed in only)))
    finally:
        store.close()


def every(settings: Config) -> timedelta:
    """How old a feed may grow that says nothing of it: also where the reader asks only by hand, who sets up a
    schedule wants it."""
    return timedelta(minutes=settings.refresh_minutes or 30)


def _is_idle(store: Store, feeds: Sequence[Feed], settings: Config, by_hand: bool) -> bool:
    """Whether nothing is to be fetched: then there is no need for a network and for parsers."""
    now = datetime.now(UTC)
    if due(feeds, now + timedelta(seconds=patience(by_hand)), every(settings), by_hand, store.hosts.waiting(now)):
        return False
    if store.wishes.all() or limits_of(settings) or store.quotations.outdated(VERSION, 1):
        return False
    oldest = now - timedelta(days=settings.prefetch_days)
    return not any(when > oldest for _number, _url, _title, when in store.articles.wanting(now, RETRIES))


def patience(by_hand: bool) -> float:
    """Seconds that a refresh waits in all for what is due soon, and for servers that want time between two requests."""
    return _PATIENCE if by_hand else _LONG_PATIENCE


#: Feeds that are named where the same happened to several.
_NAMED = 3


class Report:
    """A bar on a terminal; elsewhere a line for each feed that brought something or failed."""

    def __init__(self, quiet: bool, by_hand: bool, feeds: Sequence[Feed]) -> None:
        self.quiet, self._by_hand, self._feeds = quiet, by_hand, feeds
        self.bar: Any = None
        self.showing: AbstractContextManager[Any] = nullcontext()
        self.articles_failed = 0
        self.errors: dict[str, list[str]] = {}
        if sys.stderr.isatty() and not quiet:
            from rich.console import Console
            from rich.progress import BarColumn, Progress, TextColumn

            self.bar = Progress(
                TextColumn("{task.description}"), BarColumn(), console=Console(stderr=True), transient=True
            )
            self.task = self.bar.add_task(_("Refreshing"), total=None)
            self.showing = self.bar

    def hear(self, event: Event) -> None:
        """Take in what is reported."""
        match event:
            case Progress() if self.bar:
                words = _("{feeds}/{feeds_total} feeds, {articles}/{articles_total} articles").format(**vars(event))
                total = event.feeds_total + event.articles_total
                self.bar.update(self.task, description=words, total=total, completed=event.feeds + event.articles)
            case FeedRead(error=error, title=title) if error:
                self.errors.setdefault(error, []).append(clean_line(title))
            case FeedRead(title=title, new=new) if new and not self.bar and not self.quiet:
                print(f"{title}: " + plural("{n} new article", "{n} new articles", new).format(n=new), flush=True)
            case Alerted(rule, article, title):
                self.alert(Alert(rule, article, title))
            case ArticleKept(error=error) if error:
                self.articles_failed += 1

    def alert(self, found: Alert) -> None:
        """What a rule found, on standard output, quiet or not: it was asked for."""
        print(_("⚑ {rule}: {title}").format(rule=found.rule, title=clean_line(found.title)), flush=True)

    def close(self, finished: Finished) -> int:
        """The last line, and the exit code."""
        done = finished.progress
        if finished.offline:
            to_stderr(_("The network cannot be reached. What is in the library can be read."))
            return OFFLINE
        for error, titles in self.errors.items():
            more = len(titles) - _NAMED
            others = " " + plural("and {n} other", "and {n} others", more).format(n=more) if more > 0 else ""
            to_stderr(f"! {', '.join(titles[:_NAMED])}{others}: {error}")
        if not self.quiet:
            print(self._summary(done))
        return PARTLY if done.failed or self.articles_failed else OK

    def _summary(self, done: Progress) -> str:
        if not self._feeds:
            return _("There is no feed yet: “newsreader add ADDRESS” subscribes to one.")
        if not done.feeds_total and self._by_hand:
            return _("No feed is due yet: each was asked less than five minutes ago, or waits for its server.")
        if not done.feeds_total:
            return _(
                "No feed is due yet: “newsreader feeds --health” says when each is, “newsreader refresh --now” "
                "asks them all the same."
            )
        return (
            plural("{n} feed", "{n} feeds", done.feeds - done.left).format(n=done.feeds - done.left)
            + ", "
            + plural("{n} new article", "{n} new articles", done.new).format(n=done.new)
            + (f", {done.failed} " + _("could not be read") if done.failed else "")
            + (f", {self.articles_failed} " + _("without their text") if self.articles_failed else "")
            + (f", {done.left} " + _("waiting for their servers") if done.left else "")
        )

    def busy(self, busy: Busy) -> int:
        """What to say where another process does it."""
        if not self.quiet:
            print(busy.sentence)
        return OK


def to_stderr(words: str) -> None:
    """Say it apart from what is printed."""
    print(words, file=sys.stderr, flush=True)
