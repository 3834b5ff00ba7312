"""`newsreader feed`: rename, move or mute a feed."""

import argparse

from newsreader.cli.arguments import non_empty, one_feed
from newsreader.cli.context import Context
from newsreader.cli.output import EXIT_OK
from newsreader.i18n import _
from newsreader.model.errors import NewsreaderError
from newsreader.model.text import clean_line


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    parser.add_argument("feed", type=non_empty, metavar=_("FEED"), help=_("its address, title or number"))
    parser.add_argument("--title", type=non_empty, metavar=_("TITLE"), help=_("a name of your choice"))
    parser.add_argument("--folder", metavar=_("FOLDER"), help=_("the folder to put it in; an empty one takes it out"))
    sound = parser.add_mutually_exclusive_group()
    sound.add_argument(
        "--mute",
        action="store_true",
        default=None,
        help=_("keep it out of the lists and counts that span several feeds; it is refreshed all the same"),
    )
    sound.add_argument("--unmute", action="store_false", dest="mute", help=_("let it stand there again"))


def run(options: argparse.Namespace, context: Context) -> int:
    """Rename it, move it, mute it."""
    renamed = options.title is not None or options.folder is not None
    if not renamed and options.mute is None:
        raise NewsreaderError(_("Say what is to change: --title TITLE, --folder FOLDER, --mute, --unmute."))
    with context.library() as library:
        feed = one_feed(library.subscriptions.all(), options.feed)
        if renamed:
            feed = library.subscriptions.rename(feed, options.title or "", options.folder)
        if options.mute is not None:
            feed = library.subscriptions.mute(feed, options.mute)
    if options.mute is not None:
        words = _("“{title}” is muted.") if options.mute else _("“{title}” is no longer muted.")
        print(words.format(title=clean_line(feed.title)))
    if not renamed:
        return EXIT_OK
    folder = clean_line(feed.folder)
    if folder:
        print(_("“{title}” is in the folder “{folder}”.").format(title=clean_line(feed.title), folder=folder))
    else:
        print(_("“{title}” is in no folder.").format(title=clean_line(feed.title)))
    return EXIT_OK
