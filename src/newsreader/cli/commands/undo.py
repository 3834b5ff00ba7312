"""`newsreader undo`: undo the last step."""

import argparse

from newsreader.cli.context import Context
from newsreader.cli.output import EXIT_OK


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""


def run(options: argparse.Namespace, context: Context) -> int:
    """Undo the last step, and print what it was."""
    with context.library() as library:
        print(library.undo_history.undo())
    return EXIT_OK
