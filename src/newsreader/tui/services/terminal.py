"""Lend the terminal to another program."""

from collections.abc import Callable
from typing import Any

from textual.app import App, SuspendNotSupported


def lend_terminal(app: App[Any], act: Callable[[], None]) -> bool:
    """Take the app off the terminal while `act` uses it; returns False where that is not possible, and then nothing
    was done. Ctrl+c or Ctrl+d there ends what `act` runs, and not the reader."""
    try:
        with app.suspend():
            act()
    except SuspendNotSupported:
        return False
    except (EOFError, KeyboardInterrupt):
        return True
    return True
