"""The installed program in a pseudo-terminal, and what a person would see there."""

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyte

COMMAND = Path(sys.executable).with_name("newsreader")
#: Seconds that something may take before it counts as not happening: nobody waits so long for what does happen, and
#: other tests run beside these.
PATIENCE = 60.0


class Terminal:
    """A screen of `columns` by `rows` cells, with a program in it."""

    def __init__(
        self, arguments: list[str], columns: int, rows: int, environment: dict[str, str], errors: int | None = None
    ) -> None:
        """`errors` is where the program's standard error goes, in place of the screen."""
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        # Who runs tests side by side says how wide their own output is.
        surroundings = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
        self.process = subprocess.Popen(
            [str(COMMAND), *arguments],
            stdin=slave,
            stdout=slave,
            stderr=slave if errors is None else errors,
            env={**surroundings, "TERM": "xterm-256color", "COLORTERM": "truecolor", **environment},
            start_new_session=True,
        )
        os.close(slave)
        self.written = b""

    def settings(self) -> list[object]:
        """How the terminal takes keys now."""
        return termios.tcgetattr(self._master)

    def sees(self) -> str:
        """The screen now."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def wait_for(self, words: str, seconds: float = PATIENCE) -> str:
        """Until the words are on the screen; fails with what was there instead."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if words in self.sees():
                return self.sees()
            self._read(0.05)
        raise AssertionError(f"“{words}” did not appear in {seconds} s; the screen was:\n{self.sees()}")

    def wait_while(self, so: Callable[[], bool], seconds: float = PATIENCE) -> None:
        """As long as something is so; fails if it stays."""
        end = time.monotonic() + seconds
        while so():
            assert time.monotonic() < end, f"it stayed so for {seconds} s; the screen was:\n{self.sees()}"
            self._read(0.05)

    def look(self, seconds: float) -> None:
        """Take in what it draws meanwhile."""
        self._read(seconds)

    def _read(self, patience: float) -> None:
        while select.select([self._master], [], [], patience)[0]:
            try:
                data = os.read(self._master, 65536)
            except OSError:
                return
            if not data:
                return
            self.written += data
            self._stream.feed(data)
            patience = 0.01

    def press(self, keys: str) -> None:
        """Type."""
        os.write(self._master, keys.encode())

    def ended(self, seconds: float = PATIENCE) -> int:
        """Wait for the program's end; its exit code."""
        end = time.monotonic() + seconds
        while self.process.poll() is None and time.monotonic() < end:
            self._read(0.05)
        return self.process.wait(1)

    def hang_up(self) -> None:
        """Take the terminal away from the program."""
        os.close(self._master)
        self._master = os.open(os.devnull, os.O_RDWR)

    def close(self) -> None:
        """Take it all away."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        os.close(self._master)


@contextmanager
def terminal(
    *arguments: str, columns: int = 120, rows: int = 36, errors: int | None = None, **environment: str
) -> Iterator[Terminal]:
    """The program in a terminal for the time of a test."""
    opened = Terminal(list(arguments), columns, rows, environment, errors)
    try:
        yield opened
    finally:
        opened.close()
