"""`newsreader feed`: another title or folder for a feed."""

import argparse

from newsreader.cli.arguments import non_empty, one_feed
from newsreader.cli.context import Context
from newsreader.cli.output import EXIT_OK
from newsreader.i18n import _
from newsreader.model.errors import NewsreaderError
from newsreader.model.text import clean_line


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    parser.add_argument("feed", type=non_empty, metavar="FEED", help=_("its address, title or number"))
    parser.add_argument("--title", type=non_empty, help=_("a name of your choice"))
    parser.add_argument("--folder", help=_("the folder to put it in; an empty one takes it out"))


def run(options: argparse.Namespace, context: Context) -> int:
    """Rename it, move it."""
    if options.title is None and options.folder is None:
        raise NewsreaderError(_("Say what is to change: --title TITLE, --folder FOLDER."))
    with context.library() as library:
        feed = one_feed(library.subscriptions.all(), options.feed)
        feed = library.subscriptions.rename(feed, options.title or "", options.folder)
    folder = clean_line(feed.folder)
    if folder:
        print(_("“{title}” is in the folder “{folder}”.").format(title=clean_line(feed.title), folder=folder))
    else:
        print(_("“{title}” is in no folder.").format(title=clean_line(feed.title)))
    return EXIT_OK
