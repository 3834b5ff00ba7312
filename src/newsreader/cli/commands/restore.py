"""`newsreader restore`: replace the library by a backup."""

import argparse
from datetime import datetime

from newsreader.cli.context import Context
from newsreader.cli.output import EXIT_OK
from newsreader.i18n import _


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    parser.add_argument("file", metavar=_("FILE"), help=_("what “backup” wrote, or - for standard input"))


def run(options: argparse.Namespace, context: Context) -> int:
    """Put it there; what the library was is kept beside it."""
    from newsreader.library.open_or_recover import restore_backup

    old = restore_backup(context.settings.library, options.file, datetime.now())
    print(_("The library is what {path} was.").format(path=options.file))
    if old:
        print(_("What it was before is in {path}.").format(path=old))
    return EXIT_OK
