"""`newsreader backup`: copy the whole library into a file."""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from newsreader.cli.context import Context
from newsreader.cli.output import EXIT_OK
from newsreader.i18n import _
from newsreader.model.errors import NewsreaderError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    parser.add_argument("file", metavar=_("FILE"), help=_("a file that is not there yet, or - for standard output"))


def run(options: argparse.Namespace, context: Context) -> int:
    """Write it, while everything runs."""
    if options.file == "-":
        return _to_standard_output(context)
    with context.library() as library:
        library.upkeep.backup(Path(options.file))
    print(_("The library was copied to {path}.").format(path=options.file))
    return EXIT_OK


def _to_standard_output(context: Context) -> int:
    if sys.stdout.isatty():
        raise NewsreaderError(_("A library is not for a terminal: name a file."))
    with tempfile.TemporaryDirectory() as folder, context.library() as library:
        copy = Path(folder) / "library.db"
        library.upkeep.backup(copy)
        with copy.open("rb") as file:
            shutil.copyfileobj(file, sys.stdout.buffer)
        sys.stdout.buffer.flush()
    return EXIT_OK
