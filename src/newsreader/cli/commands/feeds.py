"""`newsreader feeds`: list the subscriptions and the state of each."""

import argparse
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from newsreader.cli.arguments import non_empty
from newsreader.cli.context import Context
from newsreader.cli.output import EXIT_OK, EXIT_PARTIAL, print_object, say_nothing_found
from newsreader.i18n import _, labelled, language
from newsreader.model.feed import Feed
from newsreader.model.text import clean_line, fold
from newsreader.render.feed_status import health


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    parser.add_argument(
        "words",
        nargs="*",
        type=non_empty,
        metavar=_("WORD"),
        help=_("only those with all of these words in their title, folder or address"),
    )
    parser.add_argument(
        "--health", action="store_true", help=_("last attempt, last success, next check and any error of each feed")
    )
    parser.add_argument("--folders", action="store_true", help=_("the names of the folders alone"))
    parser.add_argument("-j", "--json", action="store_true", help=_("one JSON object per line"))


def run(options: argparse.Namespace, context: Context) -> int:
    """List them."""
    now, every = datetime.now(UTC), timedelta(minutes=context.settings.refresh_minutes or 30)
    with context.library() as library:
        feeds = library.subscriptions.held_back() if options.health else library.subscriptions.all()
        feeds = [feed for feed in feeds if _has(feed, options.words)]
        if options.folders:
            print(
                "".join(f"{folder}\n" for folder in sorted({clean_line(feed.folder) for feed in feeds} - {""})), end=""
            )
            return EXIT_OK
        for feed in feeds:
            if options.json:
                print_object(_feed_object(feed))
            elif options.health:
                print(f"{feed.id:4}  {labelled(clean_line(feed.title), health(feed, now, every, language()))}")
            else:
                print(_feed_line(feed))
    if not feeds and options.words:
        words = clean_line(" ".join(options.words))
        say_nothing_found(_("No feed “{words}”. “newsreader feed” renames, moves or mutes one.").format(words=words))
        return EXIT_PARTIAL
    if not feeds:
        say_nothing_found(_("There is no feed yet: “newsreader add ADDRESS” subscribes to one."))
    return EXIT_OK


def _has(feed: Feed, words: Sequence[str]) -> bool:
    """Whether a feed is one of those that are asked for, whatever the case and the accents."""
    own = fold(f"{feed.title} {feed.folder} {feed.url}")
    return all(fold(word) in own for word in words)


def _feed_object(feed: Feed) -> dict[str, Any]:
    return {
        "id": feed.id,
        "url": feed.url,
        "title": feed.title,
        "folder": feed.folder,
        "muted": feed.muted,
        "unread": feed.unread,
        "total": feed.total,
        "last_success": feed.last_success.isoformat() if feed.last_success else None,
        "error": feed.error or None,
        "last_attempt": feed.last_attempt.isoformat() if feed.last_attempt else None,
        "last_change": feed.last_change.isoformat() if feed.last_change else None,
        "status": feed.status or None,
        "not_before": feed.not_before.isoformat() if feed.not_before else None,
        "wait_reason": str(feed.wait_reason) or None,
    }


def _feed_line(feed: Feed) -> str:
    muted = "  " + _("(muted)") if feed.muted else ""
    trouble = f"  ! {feed.error}" if feed.error else ""
    return f"{feed.id:4}  {feed.unread:5}/{feed.total:<5}  {clean_line(feed.title)}{muted}  {feed.url}{trouble}"
