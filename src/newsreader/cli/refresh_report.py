"""Progress and result of `newsreader refresh`."""

import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from newsreader.cli.output import EXIT_OFFLINE, EXIT_OK, EXIT_PARTIAL, to_stderr
from newsreader.i18n import _, labelled, plural
from newsreader.library.maintenance.retention import describe_deleted
from newsreader.library.messages.events import (
    Alerted,
    ArticlesDeleted,
    ArticleStored,
    Event,
    FeedRead,
    PageFetched,
    RefreshFinished,
    RefreshProgress,
    UserMessage,
)
from newsreader.model.errors import BusyError
from newsreader.model.feed import Feed
from newsreader.model.text import clean_line

#: Feeds that are named where the same happened to several.
_NAMED = 3


class RefreshReport:
    """Prints a progress bar on a terminal; elsewhere a line for each feed with new articles or an error."""

    def __init__(self, quiet: bool, by_hand: bool, feeds: Sequence[Feed], drawn: bool = True) -> None:
        self.quiet, self._by_hand, self._feeds = quiet, by_hand, feeds
        self.bar: Any = None
        self.showing: AbstractContextManager[Any] = nullcontext()
        self.articles_failed = 0
        self.errors: dict[str, list[str]] = {}
        if drawn and sys.stderr.isatty() and not quiet:
            from rich.console import Console
            from rich.progress import BarColumn, Progress, TextColumn

            self.bar = Progress(
                TextColumn("{task.description}"), BarColumn(), console=Console(stderr=True), transient=True
            )
            self.task = self.bar.add_task(_("Refreshing"), total=None)
            self.showing = self.bar

    def hear(self, event: Event) -> None:
        """Print what an event reports."""
        match event:
            case RefreshProgress() if self.bar:
                words = _("{feeds}/{feeds_total} feeds, {articles}/{articles_total} articles").format(**vars(event))
                total = event.feeds_total + event.articles_total
                self.bar.update(self.task, description=words, total=total, completed=event.feeds + event.articles)
            case FeedRead(error=error, title=title) if error:
                self.errors.setdefault(error, []).append(clean_line(title))
            case FeedRead(title=title, new=new) if new and not self.bar and not self.quiet:
                found = plural("{n} new article", "{n} new articles", new).format(n=new)
                print(labelled(title, found), flush=True)
            case Alerted(rule, _article, title):
                # On standard output, quiet or not: it was asked for.
                print(_("⚑ {rule}: {title}").format(rule=rule, title=clean_line(title)), flush=True)
            case ArticleStored(error=error) if error:
                self.articles_failed += 1
            case PageFetched(url=url, error=error) if error:
                to_stderr("! " + labelled(url, error))
            case UserMessage(sentence):
                to_stderr(f"! {sentence}")
            case ArticlesDeleted(count) if not self.quiet:
                print(describe_deleted(count))

    def close(self, finished: RefreshFinished) -> int:
        """The last line, and the exit code."""
        done = finished.progress
        if finished.offline:
            to_stderr(_("Offline. Your library is still available."))
            return EXIT_OFFLINE
        for error, titles in self.errors.items():
            more = len(titles) - _NAMED
            others = " " + plural("and {n} other", "and {n} others", more).format(n=more) if more > 0 else ""
            to_stderr("! " + labelled(", ".join(titles[:_NAMED]) + others, error))
        if not self.quiet:
            print(self._summary(done))
        return EXIT_PARTIAL if done.failed or self.articles_failed else EXIT_OK

    def _summary(self, done: RefreshProgress) -> str:
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
            + (f", {self.articles_failed} " + _("not downloaded yet") if self.articles_failed else "")
            + (f", {done.left} " + _("waiting for their servers") if done.left else "")
        )

    def busy(self, busy: BusyError) -> int:
        """Say that another process does it already."""
        if not self.quiet:
            print(busy.sentence)
        return EXIT_OK
