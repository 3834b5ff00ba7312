"""`newsreader open`: open the page of an article in the browser."""

import argparse

from newsreader.cli.arguments import add_articles, articles_named
from newsreader.cli.context import Context
from newsreader.cli.output import EXIT_OK
from newsreader.i18n import _
from newsreader.model.errors import NewsreaderError
from newsreader.tui.services.external import browse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    add_articles(parser)


def run(options: argparse.Namespace, context: Context) -> int:
    """Open each; it is read then, as in the reader."""
    with context.library() as library:
        numbers = articles_named(library, options.articles)
        headlines = library.headlines_of(numbers)
        for number in numbers:
            _open(context.settings.browser_command, headlines[number].url)
            if context.settings.mark_read == "opened":
                library.mark_read([number])
    return EXIT_OK


def _open(browser: str, url: str) -> None:
    if not browse(browser, url):
        raise NewsreaderError(_("No browser could be started. The address is {url}").format(url=url))
    print(_("Opened in the browser."))
