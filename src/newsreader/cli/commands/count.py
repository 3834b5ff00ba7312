"""`newsreader count`: a number, for a status bar."""

import argparse

from newsreader.cli.arguments import something
from newsreader.cli.context import Context
from newsreader.cli.output import EXIT_OK
from newsreader.i18n import _


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    parser.add_argument("words", nargs="*", type=something, metavar="WORD", help=_("what a search finds"))
    parser.add_argument("-u", "--unread", action="store_true", help=_("only unread articles"))


def run(options: argparse.Namespace, context: Context) -> int:
    """Print it."""
    if not options.words:
        from newsreader.library.quick_count import count  # a status bar asks often

        print(count(context.settings.library, options.unread))
        return EXIT_OK
    from newsreader.model.article_filter import ArticleFilter

    with context.library() as library:
        print(library.count(ArticleFilter(unread=options.unread, query=library.query(" ".join(options.words)))))
    return EXIT_OK
