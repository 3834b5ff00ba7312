"""`newsreader refresh`: for people at a terminal, and for cron."""

import sys
from contextlib import AbstractContextManager, nullcontext
from datetime import timedelta
from pathlib import Path
from typing import Any

from newsreader.cli.commands import OFFLINE, OK, PARTLY, network
from newsreader.i18n import _, plural
from newsreader.library.events import ArticleKept, Event, FeedRead, Finished, Progress
from newsreader.library.founding import found
from newsreader.library.keeping import read_anew
from newsreader.library.refreshing import Refresher, utc_now
from newsreader.store.store import Store


async def refresh(library: Path, quiet: bool) -> int:
    """Refresh every feed; returns the exit code."""
    store = Store(library)
    try:
        found(store, utc_now())
        report = _Report(quiet)
        with report.showing:
            async with network() as client:
                finished = await Refresher(store, client.get, report.hear).refresh(timedelta(), asked=True)
        while read_anew(store):
            pass
    finally:
        store.close()
    return report.close(finished)


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
            case ArticleKept(error=error) if error:
                self.articles_failed += 1

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
