"""`newsreader search`: the articles that a search finds."""

import argparse

from newsreader.cli.context import Context
from newsreader.cli.output import EXIT_OK, EXIT_PARTIAL, print_headlines
from newsreader.i18n import _
from newsreader.model.article_filter import SortOrder


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    parser.add_argument(
        "words",
        nargs="+",
        metavar="WORD",
        help=_('words, "a phrase", title: by: said: source: tag: is: since: -not OR ( )'),
    )
    parser.add_argument("--limit", type=int, default=50, metavar="N", help=_("at most this many"))
    parser.add_argument("--best", action="store_true", help=_("best matches first instead of newest"))
    parser.add_argument("--json", action="store_true", help=_("one JSON object per line"))


def run(options: argparse.Namespace, context: Context) -> int:
    """List them."""
    with context.library() as library:
        library.index_waiting()
        order = SortOrder.BEST if options.best else SortOrder.NEWEST
        found = library.search(" ".join(options.words), options.limit, order)
        print_headlines(library, found, options.json)
    return EXIT_OK if found else EXIT_PARTIAL
