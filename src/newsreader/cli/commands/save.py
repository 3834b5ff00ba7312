"""`newsreader save`: keep the article of an address for later."""

import argparse

from newsreader.cli.context import Context, wait_for
from newsreader.cli.output import EXIT_OFFLINE, EXIT_OK
from newsreader.i18n import _
from newsreader.model.errors import Unreachable


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    parser.add_argument("url", metavar="URL")


def run(options: argparse.Namespace, context: Context) -> int:
    """Fetch and save it."""
    return wait_for(save(options.url, context))


async def save(address: str, context: Context) -> int:
    """Keep the article of an address for later, now or when there is a network; returns the exit code."""
    from newsreader.library.asking import known_address
    from newsreader.library.parsing import Inline
    from newsreader.library.refreshing import Refresher
    from newsreader.library.sending import giver
    from newsreader.library.wishing import do

    url, parser = known_address(address), Inline()
    try:
        with context.store() as store:
            async with (
                context.client(url, store=store) as client,
                Refresher(store, client.get, lambda _event: None) as refresher,
            ):
                give = giver(store, client, context.settings)
                await do({"do": "read", "url": url, "save": True}, store, refresher, parser, give)
    except Unreachable:
        print(_("There is no network: {url} will be fetched when it is back.").format(url=url))
        return EXIT_OFFLINE
    print(_("Saved for later: {url}").format(url=url))
    return EXIT_OK
