"""`newsreader backup`: a copy of the whole library."""

import argparse
from pathlib import Path

from newsreader.cli.context import Context
from newsreader.cli.output import EXIT_OK
from newsreader.i18n import _


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    parser.add_argument("file", type=Path, metavar="FILE")


def run(options: argparse.Namespace, context: Context) -> int:
    """Write it, while everything runs."""
    with context.library() as library:
        library.backup(options.file)
    print(_("The library was copied to {path}.").format(path=options.file))
    return EXIT_OK
