"""`newsreader sync`: sync with servers and other devices."""

import argparse
import sys
from collections.abc import Callable

from newsreader.cli.context import Context, wait_for
from newsreader.cli.output import EXIT_FAILED, EXIT_OFFLINE, EXIT_OK, EXIT_PARTIAL
from newsreader.i18n import _
from newsreader.library.messages.events import SyncProgress
from newsreader.library.sync.coordinator import describe_result, not_configured_error, open_sync
from newsreader.model.errors import BusyError
from newsreader.model.text import clean_line


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    parser.add_argument("account", nargs="?", default="", metavar=_("ACCOUNT"), help=_("only with this one"))
    parser.add_argument("--allow-removals", action="store_true", help=_("accept mass removals from the server"))
    parser.add_argument("--removals", dest="allow_removals", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("-q", "--quiet", action="store_true", help=_("print nothing unless something fails"))


def run(options: argparse.Namespace, context: Context) -> int:
    """Sync with servers and folder; returns the exit code."""
    return wait_for(_sync(options, context))


async def _sync(options: argparse.Namespace, context: Context) -> int:
    async with open_sync(context.settings, _progress(options.quiet)) as coordinator:
        if not coordinator.is_configured():
            raise not_configured_error()
        try:
            done = await coordinator.sync(options.account, options.allow_removals)
        except BusyError as busy:
            print(busy.sentence, file=sys.stderr)
            return EXIT_PARTIAL
    for result in done:
        if result.error:
            print(clean_line(describe_result(result)), file=sys.stderr)
        elif not options.quiet:
            print(clean_line(describe_result(result)))
        for note in result.notes:
            print(clean_line(note), file=sys.stderr)
    failed = [result for result in done if result.error]
    if failed and all(result.unreachable for result in failed) and len(failed) == len(done):
        return EXIT_OFFLINE
    return EXIT_OK if not failed else EXIT_FAILED if len(failed) == len(done) else EXIT_PARTIAL


def _progress(quiet: bool) -> Callable[[SyncProgress], None]:
    """A line that is written over, on a terminal."""
    if quiet or not sys.stderr.isatty():
        return lambda _event: None

    def show(event: SyncProgress) -> None:
        end = "\n" if event.done >= event.total else "\r"
        print(f"\r{clean_line(event.name)} {event.done}/{event.total} ", end=end, file=sys.stderr, flush=True)

    return show
