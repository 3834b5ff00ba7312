"""`newsreader send`: send articles to a service."""

import argparse
import sys

from newsreader.cli.context import Context, wait_for
from newsreader.cli.output import EXIT_FAILED, EXIT_OFFLINE, EXIT_OK, EXIT_PARTIAL
from newsreader.i18n import _, plural
from newsreader.library.fetcher.session import open_session
from newsreader.library.messages.requests import SendArticle
from newsreader.library.sharing.services import Service
from newsreader.model.errors import NetworkUnreachable, NewsreaderError
from newsreader.model.text import clean_line


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    parser.add_argument("service", metavar=_("SERVICE"), help=_("its name in the settings, [send.NAME]"))
    parser.add_argument("articles", nargs="+", metavar=_("ARTICLE"))


def run(options: argparse.Namespace, context: Context) -> int:
    """Give articles to a service; without a network they are given when there is one."""
    return wait_for(_send(options, context))


async def _send(options: argparse.Namespace, context: Context) -> int:
    service = Service(options.service, context.settings)
    done = waits = 0
    with context.library() as library:
        async with open_session(context.settings, given=service.addresses(), processes=False) as session:
            for words in options.articles:
                number = library.find(words)
                if number is None:
                    print(_("No article “{words}”.").format(words=clean_line(words)), file=sys.stderr)
                    continue
                try:
                    await session.handle(SendArticle(number, service.name))
                except NetworkUnreachable:
                    waits += 1
                except NewsreaderError as error:
                    print(error.sentence, file=sys.stderr)
                else:
                    done += 1
                    title = clean_line(library.headlines_of([number])[number].title)
                    print(_("Sent to {service}: {title}").format(service=service.name, title=title))
    if waits:
        words = plural("Offline: {n} article will be sent later.", "Offline: {n} articles will be sent later.", waits)
        print(words.format(n=waits))
        return EXIT_OFFLINE
    return EXIT_OK if done == len(options.articles) else EXIT_PARTIAL if done else EXIT_FAILED
