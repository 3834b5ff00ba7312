"""`newsreader sync`: agree with servers and other machines."""

import argparse
import sys
from collections.abc import Callable

from newsreader.cli.context import Context, wait_for
from newsreader.cli.output import EXIT_FAILED, EXIT_OFFLINE, EXIT_OK, EXIT_PARTIAL
from newsreader.i18n import _
from newsreader.library.events import Syncing
from newsreader.library.meeting import Meeting, in_words, none_to_agree_with
from newsreader.library.refreshing import utc_now
from newsreader.model.errors import Busy
from newsreader.model.text import clean_line


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    parser.add_argument("account", nargs="?", default="", metavar="ACCOUNT", help=_("only with this one"))
    parser.add_argument(
        "--allow-removals", action="store_true", help=_("let feeds go that a server has lost, however many")
    )
    parser.add_argument("--removals", dest="allow_removals", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("-q", "--quiet", action="store_true", help=_("say nothing unless something fails"))


def run(options: argparse.Namespace, context: Context) -> int:
    """Agree with servers and folder; returns the exit code."""
    return wait_for(_sync(options, context))


async def _sync(options: argparse.Namespace, context: Context) -> int:
    with context.store() as store:
        async with context.client(store=store) as client:
            meeting = Meeting(store, client, context.settings, utc_now, _progress(options.quiet))
            if not meeting.is_wanted():
                raise none_to_agree_with()
            try:
                done = await meeting.agree(options.account, options.allow_removals)
            except Busy as busy:
                print(busy.sentence, file=sys.stderr)
                return EXIT_OK
    for one in done:
        if one.error:
            print(clean_line(in_words(one)), file=sys.stderr)
        elif not options.quiet:
            print(clean_line(in_words(one)))
        for note in one.notes:
            print(clean_line(note), file=sys.stderr)
    failed = [one for one in done if one.error]
    if failed and all(one.unreachable for one in failed) and len(failed) == len(done):
        return EXIT_OFFLINE
    return EXIT_OK if not failed else EXIT_FAILED if len(failed) == len(done) else EXIT_PARTIAL


def _progress(quiet: bool) -> Callable[[Syncing], None]:
    """A line that is written over, on a terminal."""
    if quiet or not sys.stderr.isatty():
        return lambda _event: None

    def show(event: Syncing) -> None:
        end = "\n" if event.done >= event.total else "\r"
        print(f"\r{clean_line(event.name)} {event.done}/{event.total} ", end=end, file=sys.stderr, flush=True)

    return show
