"""`newsreader tag`: add and remove tags of an article."""

import argparse

from newsreader.cli.arguments import articles_named, non_empty
from newsreader.cli.context import Context
from newsreader.cli.output import EXIT_OK, say_nothing_found
from newsreader.i18n import _


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    parser.add_argument("article", type=non_empty, metavar=_("ARTICLE"), help=_("number, key or address"))
    parser.add_argument(
        "tags",
        nargs="*",
        type=non_empty,
        metavar=_("TAG"),
        help=_("what it has from now on; -TAG takes one away, and leaves the others"),
    )
    parser.add_argument("--none", action="store_true", help=_("take all tags away"))


def run(options: argparse.Namespace, context: Context) -> int:
    """Give an article these tags, or show those that it has."""
    tags = options.tags
    with context.library() as library:
        [article] = articles_named(library, [options.article])
        if tags and all(tag.startswith("-") for tag in tags):  # what is taken away alone leaves the others
            tags += library.tags.of(article)
            tags = [tag for tag in tags if f"-{tag}" not in tags]
        if tags or options.none:
            library.tags.change([article], tags)
        if has := library.tags.of(article):
            print(" ".join(has))
        else:
            say_nothing_found(_("No tags."))
    return EXIT_OK
