"""`newsreader add`: subscribe to a feed, and store what it has now."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from newsreader.cli.arguments import non_empty, non_negative
from newsreader.cli.commands.import_ import import_file
from newsreader.cli.context import Context, wait_for
from newsreader.cli.output import EXIT_OK
from newsreader.fetch.credentials import Credential
from newsreader.i18n import _, plural
from newsreader.library.fetcher.session import open_session
from newsreader.library.subscriptions.discovery import FeedCandidate, Subscribed, find_feeds
from newsreader.library.url_credentials import set_aside, without_credentials
from newsreader.library.urls import maybe_web_address
from newsreader.model.errors import NewsreaderError
from newsreader.model.hosts import host_of
from newsreader.model.text import clean_line


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    parser.add_argument("url", type=non_empty, metavar=_("URL|NAME|FILE"))
    parser.add_argument(
        "--pick", type=non_negative, default=0, metavar="N", help=_("which feed, when there are several")
    )
    parser.add_argument("--title", default="", metavar=_("TITLE"), help=_("a name of your choice"))
    parser.add_argument("--folder", default="", metavar=_("FOLDER"), help=_("the folder to file it under"))


def run(options: argparse.Namespace, context: Context) -> int:
    """Subscribe to what an address or a name means, or to everything in a file."""
    if options.url == "-" or Path(options.url).is_file() or options.url.startswith(("/", "./", "../", "~")):
        return import_file(context, options.url)  # which says where there is no such file
    done = wait_for(_subscribe(options, context))
    title, folder = done.title, options.folder
    if not done.new and (options.title or options.folder):
        with context.library() as library:
            [feed] = [feed for feed in library.subscriptions.all() if feed.id == done.feed]
            changed = library.subscriptions.rename(feed, options.title, options.folder or None)
        title, folder = changed.title, changed.folder
    sentence = (
        _("Subscribed to “{title}” ({url}).") if done.new else _("You are already subscribed to “{title}” ({url}).")
    )
    print(sentence.format(title=clean_line(title), url=done.url))
    if folder and not done.new:
        print(_("“{title}” is in the folder “{folder}”.").format(title=clean_line(title), folder=clean_line(folder)))
    if done.waits:
        print(_("It cannot be reached now; the next refresh asks it."))
    elif done.error:
        print(done.error)
    if done.articles:
        print(plural("{n} new article", "{n} new articles", done.articles).format(n=done.articles) + ".")
    address, user, password = without_credentials(options.url)
    if (user or password) and host_of(done.url) == host_of(maybe_web_address(address)[0]):
        _bare, notice = set_aside(options.url, context.settings.passes, named=done.url)
        print(notice)
    return EXIT_OK


async def _subscribe(options: argparse.Namespace, context: Context) -> Subscribed:
    address, user, password = without_credentials(options.url)
    given = maybe_web_address(address)
    own = {host_of(url): Credential(user, password) for url in given} if user or password else {}
    async with open_session(context.settings, given=given, own=own) as session:
        found = await find_feeds(address, session.client.get)
        pick = options.pick or _choice(found)
        if not 1 <= pick <= len(found):
            sentence = plural("{n} feed found.", "{n} feeds found.", len(found))
            raise NewsreaderError(sentence.format(n=len(found)))
        return await session.subscribe(found[pick - 1], options.title, options.folder)


def _choice(found: Sequence[FeedCandidate]) -> int:
    """Return which of several, asked of a person; the first where nobody can be asked."""
    if len(found) == 1:
        return 1
    for number, candidate in enumerate(found, 1):
        print(f"{number:3}  {clean_line(f'{candidate.title} ({candidate.url})')}", file=sys.stderr)
    if not sys.stdin.isatty():
        print(_("Several feeds found; using the first. --pick chooses another."), file=sys.stderr)
        return 1
    try:
        answer = input(_("Which one? [1] ")).strip()
    except EOFError:
        answer = ""
    return int(answer) if answer.isdigit() else 0 if answer else 1
