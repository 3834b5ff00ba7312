"""`newsreader read`: the reader line by line."""

import argparse

from newsreader.cli.context import Context


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""


def run(options: argparse.Namespace, context: Context) -> int:
    """Read until the reader leaves."""
    from newsreader.cli.line_reader import LineReader

    with context.library() as library:
        return LineReader(library, context).run()
