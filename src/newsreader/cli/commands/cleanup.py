"""`newsreader cleanup`: delete articles beyond the retention limits."""

import argparse
from datetime import UTC, datetime

from newsreader.cli.context import Context
from newsreader.cli.output import EXIT_OK
from newsreader.i18n import _, plural


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    parser.add_argument("--yes", action="store_true", help=_("delete them now"))
    parser.add_argument("--now", dest="yes", action="store_true", help=argparse.SUPPRESS)


def run(options: argparse.Namespace, context: Context) -> int:
    """Print how many there are, or delete them."""
    from newsreader.library.maintenance.retention import describe_deleted, limits_of

    limits, now = limits_of(context.settings), datetime.now(UTC)
    if not limits:
        print(_("Nothing is ever deleted. To set limits: keep_days, keep_articles or keep_megabytes in the settings."))
        return EXIT_OK
    with context.library() as library:
        if options.yes:
            print(describe_deleted(library.upkeep.delete_expired(limits, now)))
        else:
            words = plural(
                "{n} article is beyond your limits; “newsreader cleanup --yes” lets it go.",
                "{n} articles are beyond your limits; “newsreader cleanup --yes” lets them go.",
                count := library.upkeep.count_expired(limits, now),
            )
            print(words.format(n=count))
    return EXIT_OK
