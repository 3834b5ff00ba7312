"""`newsreader list`: list articles, newest first."""

import argparse
from collections.abc import Sequence

from newsreader.cli.arguments import add_headline_form, non_negative, one_feed, since_query
from newsreader.cli.context import Context
from newsreader.cli.output import EXIT_OK, print_headlines, say_nothing_found
from newsreader.i18n import _
from newsreader.model.article_filter import ArticleFilter
from newsreader.model.errors import NewsreaderError
from newsreader.model.feed import Feed
from newsreader.model.text import clean_line


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    parser.add_argument("-u", "--unread", action="store_true", help=_("only unread articles"))
    parser.add_argument("-s", "--saved", action="store_true", help=_("only articles saved for later"))
    parser.add_argument(
        "--feed", metavar=_("FEED"), help=_("only those of one feed: number, address, or some of its title")
    )
    parser.add_argument("--folder", metavar=_("FOLDER"), help=_("only those of one folder"))
    parser.add_argument("--since", default="", metavar=_("WHEN"), help=_("only since 2026-11-01, or for 3d"))
    parser.add_argument("-n", "--limit", type=non_negative, metavar="N", help=_("at most this many"))
    add_headline_form(parser)


def run(options: argparse.Namespace, context: Context) -> int:
    """List them."""
    with context.library() as library:
        feeds = library.subscriptions.all()
        feed = one_feed(feeds, options.feed).id if options.feed is not None else 0
        if options.folder is not None and options.folder not in {each.folder for each in feeds if each.folder}:
            raise NewsreaderError(_no_folder(options.folder, feeds))
        query = library.searches.parse(since_query(options.since)) if options.since else None
        wanted = ArticleFilter(
            feed=feed, folder=options.folder or "", unread=options.unread, saved=options.saved, query=query
        )
        shown, before = 0, None
        while options.limit != shown and (page := library.headlines(wanted, before)):
            if options.limit is not None:
                page = page[: options.limit - shown]
            print_headlines(library, page, options.json, options.format)
            shown, before = shown + len(page), page[-1]
    if not shown:
        say_nothing_found(_("No articles."))
    return EXIT_OK


def _no_folder(name: str, feeds: Sequence[Feed]) -> str:
    known = ", ".join(clean_line(folder) for folder in dict.fromkeys(feed.folder for feed in feeds) if folder)
    if not known:
        return _("There is no folder “{name}”: none has been made yet.").format(name=clean_line(name))
    return _("There is no folder “{name}”. There are: {known}.").format(name=clean_line(name), known=known)
