"""`newsreader help`: explain the program or a command."""

import argparse

from newsreader.cli.context import Context
from newsreader.cli.output import EXIT_OK
from newsreader.i18n import _


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    parser.add_argument("name", nargs="?", default="", metavar=_("COMMAND"))


def run(options: argparse.Namespace, context: Context) -> int:
    """Print it, as `--help` does."""
    from newsreader.cli.parser import command_line

    command_line().parse_args([options.name, "--help"] if options.name else ["--help"])
    return EXIT_OK  # not reached: printing help ends the program
