"""`newsreader doctor`: report what is wrong, and what to do about it."""

import argparse
from pathlib import Path

from newsreader.cli.context import Context
from newsreader.i18n import _


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    parser.add_argument(
        "--repair",
        action="store_true",
        help=_("check every page of the library and repair what is corrupted; close the reader first"),
    )
    # Without a file, as this was called before. It takes the place of the option that every command has.
    parser.add_argument(
        "--library",
        type=Path,
        nargs="?",
        const=Path(),
        default=argparse.SUPPRESS,
        metavar=_("FILE"),
        help=_("the library file to use"),
    )
    parser.add_argument("--offline", action="store_true", help=_("without using the network"))


def run(options: argparse.Namespace, context: Context) -> int:
    """Look at everything, or mend a library."""
    from newsreader.cli.doctor import examine, repair

    if options.repair:
        return repair(context)
    if context.library_file == Path():
        return repair(Context(context.config_file))
    return examine(context, options.offline)
