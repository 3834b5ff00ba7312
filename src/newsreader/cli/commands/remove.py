"""`newsreader remove`: unsubscribe."""

import argparse

from newsreader.cli.context import Context
from newsreader.cli.output import EXIT_OK
from newsreader.i18n import _
from newsreader.model.errors import NewsreaderError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    parser.add_argument("feed", metavar="FEED", help=_("its address, title or number"))


def run(options: argparse.Namespace, context: Context) -> int:
    """Unsubscribe from one feed."""
    with context.store() as store:
        feed = store.feeds.find(options.feed)
        if feed is None:
            raise NewsreaderError(_("No feed “{words}”. “newsreader feeds” lists them.").format(words=options.feed))
        store.feeds.remove(feed.id)
    print(_("Unsubscribed from “{title}”; saved articles are kept.").format(title=feed.title))
    return EXIT_OK
