"""Restore the terminal of a reader that was killed, which cannot do it itself."""

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from newsreader.library.messages.requests import WatchTerminal

#: Mouse, focus and pasted text are no longer told; kitty's keys as ever; a cursor; the screen from before.
_ESCAPES = (
    b"\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[?1004l\x1b[?2004l\x1b[<u\x1b[?25h\x1b[0m\x1b[?1049l"
)


def terminal_state(device: str, before: Sequence[Any]) -> WatchTerminal:
    """A terminal and how it took keys `before` (`termios.tcgetattr`: six numbers, then the control characters)."""
    *flags, characters = before
    return WatchTerminal(
        device,
        tuple(flags),
        tuple(character[0] if isinstance(character, bytes) else int(character) for character in characters),
        Path(device).stat().st_ctime_ns,
    )


def restore_terminal(state: WatchTerminal) -> None:
    """Make a terminal as it was, unless it is closed and its name another's, or somebody else has begun to use it."""
    import termios  # no other system has terminals like these

    with suppress(OSError, TypeError, ValueError, termios.error):
        terminal = os.open(state.device, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)
        try:
            if os.fstat(terminal).st_ctime_ns != state.there:
                return
            os.write(terminal, _ESCAPES)
            # A shell that edits its line takes ctrl+c as a signal; a reader in full screen does not.
            if not termios.tcgetattr(terminal)[3] & termios.ISIG:
                before: list[Any] = [*state.flags, list(state.characters)]
                termios.tcsetattr(terminal, termios.TCSANOW, before)
        finally:
            os.close(terminal)
