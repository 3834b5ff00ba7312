"""`newsreader save`: keep the article of an address for later."""

import argparse

from newsreader.cli.context import Context, wait_for
from newsreader.cli.output import EXIT_OFFLINE, EXIT_OK
from newsreader.i18n import _
from newsreader.model.errors import NetworkUnreachable


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    parser.add_argument("url", metavar="URL")


def run(options: argparse.Namespace, context: Context) -> int:
    """Fetch and save it."""
    return wait_for(save(options.url, context))


async def save(address: str, context: Context) -> int:
    """Keep the article of an address for later, now or when there is a network; returns the exit code."""
    from newsreader.library.fetcher.requests import handle_request
    from newsreader.library.refresh.polite_client import parse_web_address
    from newsreader.library.refresh.refresher import Refresher
    from newsreader.library.sharing.services import article_sender
    from newsreader.library.workers.parser import InProcessParser

    url, parser = parse_web_address(address), InProcessParser()
    try:
        with context.store() as store:
            async with (
                context.client(url, store=store) as client,
                Refresher(store, client.get, lambda _event: None) as refresher,
            ):
                give = article_sender(store, client, context.settings)
                await handle_request({"do": "read", "url": url, "save": True}, store, refresher, parser, give)
    except NetworkUnreachable:
        print(_("Offline: {url} will be downloaded later.").format(url=url))
        return EXIT_OFFLINE
    print(_("Saved for later: {url}").format(url=url))
    return EXIT_OK
