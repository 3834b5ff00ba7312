"""`newsreader count`: print a count for a status bar."""

import argparse

from newsreader.cli.arguments import non_empty
from newsreader.cli.context import Context
from newsreader.cli.output import EXIT_OK
from newsreader.i18n import _
from newsreader.model.article_filter import ArticleFilter


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    parser.add_argument("words", nargs="*", type=non_empty, metavar=_("WORD"), help=_("what a search finds"))
    parser.add_argument("-u", "--unread", action="store_true", help=_("only unread articles"))


def run(options: argparse.Namespace, context: Context) -> int:
    """Print it."""
    with context.library() as library:
        query = library.searches.parse(" ".join(options.words)) if options.words else None
        print(library.count(ArticleFilter(unread=options.unread, query=query)))
    return EXIT_OK
