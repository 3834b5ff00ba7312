"""The terminal of a reader that was killed: who cannot give it back any more has somebody do it."""

import os
from contextlib import suppress
from typing import Any

#: Mouse, focus and pasted text are no longer told; kitty's keys as ever; a cursor; the screen from before.
_ESCAPES = (
    b"\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[?1004l\x1b[?2004l\x1b[<u\x1b[?25h\x1b[0m\x1b[?1049l"
)


def terminal_state(name: str, before: list[Any]) -> dict[str, Any]:
    """A terminal as a request tells of it: its name, and how it took keys `before` (`termios.tcgetattr`)."""
    *flags, signs = before
    return {"name": name, "flags": flags, "signs": [list(sign) if isinstance(sign, bytes) else sign for sign in signs]}


def restore_terminal(request: dict[str, Any]) -> None:
    """Make a terminal as it was, unless somebody else has begun to use it."""
    import termios  # no other system has terminals like these

    with suppress(OSError, KeyError, TypeError, ValueError, termios.error):
        terminal = os.open(str(request["name"]), os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)
        try:
            os.write(terminal, _ESCAPES)
            # A shell that edits its line takes ctrl+c as a signal; a reader in full screen does not.
            if not termios.tcgetattr(terminal)[3] & termios.ISIG:
                signs = [bytes(sign) if isinstance(sign, list) else sign for sign in request["signs"]]
                termios.tcsetattr(terminal, termios.TCSANOW, [*request["flags"], signs])
        finally:
            os.close(terminal)
