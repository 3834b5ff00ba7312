"""`newsreader tag`: the tags of an article."""

import argparse

from newsreader.cli.context import Context
from newsreader.cli.output import EXIT_OK
from newsreader.i18n import _
from newsreader.model.errors import NewsreaderError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    parser.add_argument("article", metavar="ARTICLE")
    parser.add_argument("tags", nargs="*", metavar="TAG")


def run(options: argparse.Namespace, context: Context) -> int:
    """Give an article these tags, or show those that it has."""
    with context.library() as library:
        article = library.find(options.article)
        if article is None:
            raise NewsreaderError(
                _("No article “{source}”. “newsreader list” shows the numbers.").format(source=options.article)
            )
        if options.tags:
            library.tag([article], options.tags)
        print(" ".join(library.tags_of(article)))
    return EXIT_OK
