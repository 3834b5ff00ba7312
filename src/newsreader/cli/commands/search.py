"""`newsreader search`: list the articles that a search finds."""

import argparse

from newsreader.cli.arguments import add_headline_form, non_empty, non_negative, with_since
from newsreader.cli.context import Context
from newsreader.cli.output import EXIT_OK, EXIT_PARTIAL, print_headlines, say_nothing_found
from newsreader.i18n import _
from newsreader.model.article_filter import SortOrder


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    parser.add_argument(
        "words",
        nargs="+",
        type=non_empty,
        metavar=_("WORD"),
        help=_('words, "a phrase", title: by: said: source: tag: is: since: -not OR ( )'),
    )
    parser.add_argument("--since", default="", metavar=_("WHEN"), help=_("only since 2026-11-01, or for 3d"))
    parser.add_argument("-n", "--limit", type=non_negative, default=50, metavar="N", help=_("at most this many"))
    parser.add_argument("--best", action="store_true", help=_("best matches first instead of newest"))
    add_headline_form(parser)


def run(options: argparse.Namespace, context: Context) -> int:
    """List them."""
    with context.library() as library:
        library.upkeep.index_waiting()
        order = SortOrder.BEST if options.best else SortOrder.NEWEST
        found = library.searches.find(with_since(options.words, options.since), options.limit, order)
        print_headlines(library, found, options.json, options.format)
    if not found:
        say_nothing_found(_("Nothing was found."))
    return EXIT_OK if found else EXIT_PARTIAL
