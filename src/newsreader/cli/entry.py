"""Where `newsreader` begins: with the screen as it was left, before anything else is imported."""

import os
import sys

from newsreader import __version__
from newsreader.tui import first_frame


def main() -> int:
    """Run `newsreader`; returns the exit code."""
    if "count" in sys.argv[1:4] and os.name == "posix":
        from newsreader.library.quick_count import try_quick_count  # a status bar asks often

        if (number := try_quick_count(sys.argv[1:])) is not None:
            return _print(number)
    first_frame.paint(sys.argv[1:], __version__)
    try:
        from newsreader.cli.main import main

        return main()
    finally:
        first_frame.take_back()


def _print(number: int) -> int:
    try:
        print(number, flush=True)
    except OSError as error:  # a full disk, a closed pipe; nothing may be flushed into that again
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        if isinstance(error, BrokenPipeError):
            return 0
        from newsreader import i18n
        from newsreader.cli.main import say_unwritable

        i18n.speak()
        return say_unwritable(error)
    return 0
