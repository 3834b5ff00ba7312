"""`newsreader searches`: list, save and remove saved searches."""

import argparse

from newsreader.cli.arguments import non_empty
from newsreader.cli.context import Context
from newsreader.cli.output import EXIT_OK, say_nothing_found
from newsreader.i18n import _, labelled
from newsreader.model.text import clean_line


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    parser.add_argument(
        "--add", nargs=2, type=non_empty, metavar=(_("NAME"), _("SEARCH")), help=_("save a search under a name")
    )
    parser.add_argument("--keep", dest="add", nargs=2, type=non_empty, help=argparse.SUPPRESS)
    parser.add_argument("--remove", type=non_empty, metavar=_("NAME"), help=_("delete a saved search"))


def run(options: argparse.Namespace, context: Context) -> int:
    """List them, after one was added or removed."""
    with context.library() as library:
        if options.add:
            library.searches.save(*options.add)
        if options.remove:
            library.searches.save(options.remove, "")
        for name, text, unread in library.searches.counts():
            print(f"{unread:5}  {labelled(clean_line(name), clean_line(text))}")
        if not library.searches.all():
            say_nothing_found(_("No search is saved yet: “newsreader searches --add NAME SEARCH” saves one."))
    return EXIT_OK
