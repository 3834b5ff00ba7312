"""`newsreader tags`: list all tags."""

import argparse

from newsreader.cli.context import Context
from newsreader.cli.output import EXIT_OK, print_object, say_nothing_found
from newsreader.i18n import _
from newsreader.model.text import clean_line


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    form = parser.add_mutually_exclusive_group()
    form.add_argument("-j", "--json", action="store_true", help=_("one JSON object per line"))
    form.add_argument("--names", action="store_true", help=_("the names alone"))


def run(options: argparse.Namespace, context: Context) -> int:
    """List them, each with how many articles have it."""
    with context.library() as library:
        tags = library.tags.all()
    for tag, count in tags.items():
        if options.json:
            print_object({"tag": tag, "articles": count})
        elif options.names:
            print(clean_line(tag))
        else:
            print(f"{count:5}  {clean_line(tag)}")
    if not tags:
        say_nothing_found(_("There is no tag yet: “newsreader tag ARTICLE TAG” gives one."))
    return EXIT_OK
