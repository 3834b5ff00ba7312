"""`newsreader save`: save articles for later, from the library or by address."""

import argparse

from newsreader.cli.arguments import articles_named, non_empty
from newsreader.cli.context import Context, wait_for
from newsreader.cli.output import EXIT_OFFLINE, EXIT_OK
from newsreader.i18n import _, plural
from newsreader.model.errors import NetworkUnreachable


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    parser.add_argument(
        "articles",
        nargs="+",
        type=non_empty,
        metavar=_("ARTICLE|URL"),
        help=_("number, key or address; a page that is not here is fetched, now or when there is a network"),
    )


def run(options: argparse.Namespace, context: Context) -> int:
    """Save what is here, fetch what is not."""
    from newsreader.library.extraction import is_address

    with context.library() as library:
        # An article of which only the summary is here is saved as it is, and its text is fetched too.
        pages = [name for name in options.articles if is_address(name) and library.find_page(name) is None]
        known = articles_named(library, [name for name in options.articles if name not in pages])
        changed = library.mark_saved(known)
    if known:
        print(_saved(changed, len(known)))
    return max((wait_for(save(url, context)) for url in pages), default=EXIT_OK)


def _saved(changed: int, named: int) -> str:
    if not changed:
        return plural("This article was saved already.", "These articles were saved already.", named)
    return plural("{n} article saved for later.", "{n} articles saved for later.", changed).format(n=changed)


async def save(address: str, context: Context) -> int:
    """Keep the article of an address for later, now or when there is a network; returns the exit code."""
    from newsreader.library.fetcher.session import open_session
    from newsreader.library.messages.requests import FetchPage
    from newsreader.library.urls import parse_web_address

    url = parse_web_address(address)
    try:
        async with open_session(context.settings, given=(url,), processes=False) as session:
            await session.handle(FetchPage(url, save=True))
    except NetworkUnreachable:
        print(_("Offline: {url} will be downloaded later.").format(url=url))
        return EXIT_OFFLINE
    print(_("Saved for later: {url}").format(url=url))
    return EXIT_OK
