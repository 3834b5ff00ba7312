"""`newsreader unsave`: take articles out of “Saved for later”."""

import argparse

from newsreader.cli.arguments import add_articles, articles_named
from newsreader.cli.context import Context
from newsreader.cli.output import EXIT_OK
from newsreader.i18n import plural


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    add_articles(parser)


def run(options: argparse.Namespace, context: Context) -> int:
    """Take articles out of “Saved for later”; they stay in the library."""
    with context.library() as library:
        articles = articles_named(library, options.articles)
        changed = library.mark_saved(articles, on=False)
    if changed:
        words = plural("{n} article is no longer saved.", "{n} articles are no longer saved.", changed)
    else:
        words = plural("This article was not saved.", "None of these articles was saved.", len(articles))
    print(words.format(n=changed))
    return EXIT_OK
