"""`newsreader refresh`: poll feeds, for people at a terminal and for cron."""

import argparse
import sys
from collections.abc import Sequence

from newsreader.cli.context import Context, wait_for
from newsreader.cli.refresh_report import RefreshReport
from newsreader.i18n import _
from newsreader.library.fetcher.plan import plan_refresh
from newsreader.library.messages.events import RefreshFinished, RefreshProgress

#: Seconds that a refresh waits in all for what is due soon, and for servers that want time between two requests:
#: where a person waits, and where nobody does. A server that allows one request a minute is then asked twice a run.
_PATIENCE, _LONG_PATIENCE = 10.0, 75.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    parser.add_argument(
        "feeds", nargs="*", metavar=_("FEED"), help=_("only these: address, title, folder or number (default: all)")
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
    patience = _PATIENCE if by_hand else _LONG_PATIENCE
    plan = plan_refresh(context.settings, named, by_hand, patience)
    report = RefreshReport(quiet, by_hand, plan.feeds, drawn)
    if plan.nothing_to_do:
        return report.close(RefreshFinished(RefreshProgress()))
    from newsreader.cli.refresh_run import fetch  # a network and parsers: cron often needs neither

    return wait_for(fetch(context.settings, report, plan.request, patience))
