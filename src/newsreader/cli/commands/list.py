"""`newsreader list`: the articles, newest first."""

import argparse

from newsreader.cli.context import Context
from newsreader.cli.output import EXIT_OK, print_headlines
from newsreader.i18n import _
from newsreader.model.article_filter import ArticleFilter
from newsreader.model.errors import NewsreaderError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    parser.add_argument("--unread", action="store_true", help=_("only unread articles"))
    parser.add_argument("--saved", action="store_true", help=_("only articles saved for later"))
    parser.add_argument("--feed", default="", help=_("only articles of this feed"))
    parser.add_argument("--limit", type=int, default=0, metavar="N", help=_("at most this many"))
    parser.add_argument("--json", action="store_true", help=_("one JSON object per line"))


def run(options: argparse.Namespace, context: Context) -> int:
    """List them."""
    with context.library() as library:
        feed = 0
        if options.feed:
            named = [f for f in library.feeds() if options.feed.lower() in (f.url, f.title.lower(), str(f.id))]
            if not named:
                raise NewsreaderError(_("No feed “{words}”. “newsreader feeds” lists them.").format(words=options.feed))
            feed = named[0].id
        scope = ArticleFilter(feed=feed, unread=options.unread, saved=options.saved)
        shown, before = 0, None
        while page := library.headlines(scope, before):
            if options.limit:
                page = page[: options.limit - shown]
            print_headlines(library, page, options.json)
            shown, before = shown + len(page), page[-1] if page else None
            if before is None or (options.limit and shown >= options.limit):
                break
    return EXIT_OK
