"""`newsreader fetcher`: run the fetcher. The app starts it; people have no use for it."""

import argparse

from newsreader.cli.context import Context


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""


def run(options: argparse.Namespace, context: Context) -> int:
    """Handle requests until the reader ends."""
    from newsreader.library.fetcher.process import main

    return main(context.settings)
