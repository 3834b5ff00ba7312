"""`newsreader remove`: unsubscribe from a feed."""

import argparse
import sys

from newsreader.cli.arguments import non_empty, one_feed
from newsreader.cli.context import Context
from newsreader.cli.output import EXIT_FAILED, EXIT_OK, to_stderr
from newsreader.i18n import _, plural
from newsreader.model.text import clean_line


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    parser.add_argument("feed", type=non_empty, metavar=_("FEED"), help=_("its address, title or number"))
    parser.add_argument("-y", "--yes", action="store_true", help=_("without asking"))


def run(options: argparse.Namespace, context: Context) -> int:
    """Unsubscribe from a feed; at a terminal, ask first and say how many articles are deleted with it."""
    with context.library() as library:
        feed = one_feed(library.subscriptions.all(), options.feed)
        going = library.subscriptions.count_own(feed)
        words = plural("{n} article is removed with it", "{n} articles are removed with it", going).format(n=going)
        title = clean_line(feed.title)
        if going and not options.yes and sys.stdin.isatty() and sys.stdout.isatty():
            question = _("Unsubscribe from “{title}”? {words}; what is saved, tagged or noted stays. [y/N] ")
            if input(question.format(title=title, words=words)).strip().lower()[:1] not in {"y", "o"}:
                to_stderr(_("Nothing was changed."))
                return EXIT_FAILED
        library.subscriptions.remove(feed)
    print(
        _(
            "Unsubscribed from “{title}”; {words}, what is saved, tagged or noted stays. "
            "“newsreader undo” brings it back."
        ).format(title=title, words=words)
    )
    return EXIT_OK
