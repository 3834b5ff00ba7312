"""`newsreader refresh`: for people at a terminal, and for cron."""

import asyncio
import sys
from contextlib import AbstractContextManager, nullcontext, suppress
from datetime import timedelta
from typing import Any

from newsreader.cli.commands import OFFLINE, OK, PARTLY, network
from newsreader.config import Config
from newsreader.i18n import _, plural
from newsreader.library.collecting import budget_of
from newsreader.library.events import Alerted, ArticleKept, Event, FeedRead, Finished, PageRead, Progress, Trouble
from newsreader.library.forgetting import announce, forget, limits_of, told
from newsreader.library.keeping import read_anew
from newsreader.library.refreshing import Refresher, utc_now
from newsreader.library.sending import giver
from newsreader.library.wishing import Give, grant
from newsreader.library.workers import Workers
from newsreader.model.errors import Unreachable
from newsreader.model.rule import Alert
from newsreader.model.text import clean_line
from newsreader.store.store import Store

#: Texts that feeds gave, and that are read before the command ends: those of an ordinary refresh.
#: What is beyond is read when it is opened, when the app has time, and by `newsreader quotes`.
_READ_NOW = 100
#: Steps of putting the index of words in order, a few hundredths of a second each.
_TIDIED = 3


async def refresh(settings: Config, quiet: bool) -> int:
    """Refresh every feed; returns the exit code."""
    store = Store(settings.library)
    try:
        if store.is_new():
            from newsreader.library.founding import found  # once in the life of a library

            found(store, utc_now())
        report = _Report(quiet)
        async with network(settings, store=store) as client, Workers() as parser:
            with report.showing:
                async with Refresher(
                    store, client.get, report.hear, parser=parser, budget=budget_of(settings)
                ) as refresher:
                    finished = await refresher.refresh(timedelta(), asked=True)
                    if not finished.offline:
                        await _granted(store, refresher, parser, giver(store, client, settings))
            read = 0 if finished.progress.new else _READ_NOW
            while read < _READ_NOW and (some := await read_anew(store, parser, alert=report.alert)):
                read += some
            limits = limits_of(settings)
            if sentence := announce(store, limits, utc_now()):
                _to_stderr(sentence)
            elif limits and (gone := forget(store, limits, utc_now())) and not quiet:
                print(told(gone))
            for _step in range(_TIDIED if finished.progress.new else 0):
                if not await asyncio.to_thread(store.search.tidy):
                    break
    finally:
        store.close()
    return report.close(finished)


async def _granted(store: Store, refresher: Refresher, parser: Workers, give: Give) -> None:
    """Do what was asked while there was no network."""
    with suppress(Unreachable):
        for event in await grant(store, refresher, parser, give):
            if isinstance(event, PageRead) and event.error:
                _to_stderr(f"! {event.url}: {event.error}")
            elif isinstance(event, Trouble):
                _to_stderr(f"! {event.sentence}")


class _Report:
    """A bar on a terminal; elsewhere a line for each feed that brought something or failed."""

    def __init__(self, quiet: bool) -> None:
        self.quiet = quiet
        self.bar: Any = None
        self.showing: AbstractContextManager[Any] = nullcontext()
        self.articles_failed = 0
        self.errors: list[str] = []
        if sys.stderr.isatty() and not quiet:
            from rich.console import Console
            from rich.progress import BarColumn, Progress, TextColumn

            self.bar = Progress(
                TextColumn("{task.description}"), BarColumn(), console=Console(stderr=True), transient=True
            )
            self.task = self.bar.add_task(_("Refreshing"), total=None)
            self.showing = self.bar

    def hear(self, event: Event) -> None:
        match event:
            case Progress() if self.bar:
                words = _("{feeds}/{feeds_total} feeds, {articles}/{articles_total} articles").format(**vars(event))
                total = event.feeds_total + event.articles_total
                self.bar.update(self.task, description=words, total=total, completed=event.feeds + event.articles)
            case FeedRead(error=error, title=title) if error:
                self.errors.append(f"! {title}: {error}")
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
            _to_stderr(_("The network cannot be reached. What is in the library can be read."))
            return OFFLINE
        for error in self.errors:
            _to_stderr(error)
        if not self.quiet and not done.feeds_total:
            print(_("No feed is due yet: each is left in peace for five minutes."))
        elif not self.quiet:
            print(
                plural("{n} feed", "{n} feeds", done.feeds).format(n=done.feeds)
                + ", "
                + plural("{n} new article", "{n} new articles", done.new).format(n=done.new)
                + (f", {done.failed} " + _("could not be read") if done.failed else "")
                + (f", {self.articles_failed} " + _("without their text") if self.articles_failed else "")
            )
        return PARTLY if done.failed or self.articles_failed else OK


def _to_stderr(words: str) -> None:
    print(words, file=sys.stderr, flush=True)
