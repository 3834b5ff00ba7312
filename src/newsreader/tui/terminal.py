"""Ask the terminal whether its background is light."""

import os
import re
import select
import sys
import time

#: The colour of the background (OSC 11), as xterm and those after it say it; and the answer to "who are you?"
#: (DA1), which every terminal gives, and which ends the wait.
_COLOUR = re.compile(
    rb"\x1b\]11;rgba?:([0-9a-fA-F]{2})\w*/([0-9a-fA-F]{2})\w*/([0-9a-fA-F]{2})[^\x07\x1b]*(\x07|\x1b\\)"
)
_WHO = re.compile(rb"\x1b\[\?[0-9;]*c")
#: Seconds that an answer may take.
_PATIENCE = 0.25


class Background:
    """Sends the question when it is created, and reads the answer when it is needed: imports go on meanwhile."""

    #: Keys that were pressed in between: the driver hands them on.
    pressed = b""

    def __init__(self) -> None:
        self._said = os.environ.get("COLORFGBG", "").rsplit(";", 1)[-1]
        self._asked = 0.0
        if self._said or os.name != "posix" or not (sys.stdin.isatty() and sys.stdout.isatty()):
            return
        import termios
        import tty

        self._before = termios.tcgetattr(0)
        tty.setcbreak(0, termios.TCSANOW)
        os.write(1, b"\x1b]11;?\x1b\\\x1b[c")
        self._asked = time.monotonic()

    def light(self) -> bool:
        """Return whether the background is light; False where the terminal does not say."""
        if not self._asked:
            return self._said in ("7", "15")
        import termios

        answer, end = b"", self._asked + _PATIENCE
        try:
            while not _WHO.search(answer) and select.select([0], [], [], max(0.0, end - time.monotonic()))[0]:
                answer += os.read(0, 1024)
        finally:
            termios.tcsetattr(0, termios.TCSANOW, self._before)
        is_light, Background.pressed = read_answer(answer)
        return is_light


def read_answer(answer: bytes) -> tuple[bool, bytes]:
    """Return whether the background that a terminal names is a light one (by its luma, ITU-R BT.601), and what is no
    answer but was typed meanwhile."""
    match = _COLOUR.search(answer)
    red, green, blue = (int(colour, 16) for colour in match.groups()[:3]) if match else (0, 0, 0)
    return 0.299 * red + 0.587 * green + 0.114 * blue > 128, _WHO.sub(b"", _COLOUR.sub(b"", answer))
