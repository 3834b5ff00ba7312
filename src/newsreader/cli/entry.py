"""Where `newsreader` begins: with the screen as it was left, before anything else is imported."""

import sys

from newsreader import __version__
from newsreader.tui import first_frame


def main() -> int:
    """Run `newsreader`; returns the exit code."""
    first_frame.paint(sys.argv[1:], __version__)
    try:
        from newsreader.cli.main import main

        return main()
    finally:
        first_frame.take_back()
