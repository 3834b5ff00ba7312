"""`newsreader unread`: mark articles as unread."""

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
        articles = articles_named(library, options.articles)
        changed = library.mark_read(articles, on=False)
    if changed:
        words = plural("{n} article marked as unread.", "{n} articles marked as unread.", changed)
    else:
        words = plural("This article was unread already.", "These articles were unread already.", len(articles))
    print(words.format(n=changed))
    return EXIT_OK
