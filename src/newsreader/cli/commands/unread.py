"""`newsreader unread`: marks articles as unread."""

import argparse

from newsreader.cli.arguments import add_articles, articles_named
from newsreader.cli.context import Context
from newsreader.cli.output import EXIT_OK
from newsreader.i18n import plural


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    add_articles(parser)


def run(options: argparse.Namespace, context: Context) -> int:
    """Mark them."""
    with context.library() as library:
        changed = library.mark_read(articles_named(library, options.articles), on=False)
    print(plural("{n} article marked as unread.", "{n} articles marked as unread.", changed).format(n=changed))
    return EXIT_OK
