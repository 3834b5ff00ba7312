"""`newsreader read`: mark articles as read; without any, read line by line."""

import argparse

from newsreader.cli.arguments import articles_named, non_empty
from newsreader.cli.context import Context
from newsreader.cli.output import EXIT_OK
from newsreader.i18n import _, plural


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    parser.add_argument(
        "articles",
        nargs="*",
        type=non_empty,
        metavar=_("ARTICLE"),
        help=_("number, key or address of what is read; none opens the reader for screen readers, line by line"),
    )


def run(options: argparse.Namespace, context: Context) -> int:
    """Mark them, or read until the reader leaves."""
    with context.library() as library:
        if options.articles:
            articles = articles_named(library, options.articles)
            print(_marked(library.mark_read(articles), len(articles)))
            return EXIT_OK
        from newsreader.cli.line_commands import COMMANDS
        from newsreader.cli.line_reader import LineReader

        library.subscriptions.begin()
        return LineReader(library, context, COMMANDS).run()


def _marked(changed: int, named: int) -> str:
    if not changed:
        return plural("This article was read already.", "These articles were read already.", named)
    return plural("{n} article marked as read.", "{n} articles marked as read.", changed).format(n=changed)
