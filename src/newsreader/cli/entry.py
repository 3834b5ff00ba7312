"""The entry point of `newsreader`: paints the first screen before anything else is imported."""

import gc
import os
import sys

from newsreader import __version__
from newsreader.tui import first_frame


def main() -> int:
    """Run `newsreader`; returns the exit code."""
    _open_closed_streams()
    # What is imported and read stays until the end: to look for garbage in it again and again, and once more on the
    # way out, is a tenth of what a command takes.
    gc.set_threshold(50_000, 20, 20)
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
        gc.freeze()


def _open_closed_streams() -> None:
    """Whoever starts us may have closed any of them (`<&-`): then nothing comes in, or what goes out is not kept."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode))  # noqa: SIM115, PTH123 - for as long as we run


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
