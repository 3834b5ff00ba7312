"""Programs in a pseudo-terminal, and how long they take to answer."""

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import termios
import time
from pathlib import Path

_ESCAPE = re.compile(
    rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|P[^\x1b]*\x1b\\|[()][0-9A-Za-z]|[=>78cDEHMNOZ])"
)


class Program:
    """A program in a terminal of 120 × 40 cells. Times are in milliseconds."""

    def __init__(self, command: list[str], first: str = "", home: Path | None = None) -> None:
        """Start it, with keys that are pressed before it is there."""
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        places = {"HOME": str(home), "XDG_CACHE_HOME": str(home)} if home else {}
        # pip compiles what it installs: a program that may not keep its byte code would compile itself at every start.
        outer = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment = {**outer, "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANGUAGE": "en", **places}
        os.write(self._master, first.encode())
        self.printed = b""
        self.began = time.perf_counter()
        self.process = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, env=environment, start_new_session=True
        )
        os.close(slave)

    def _read(self, patience: float) -> bool:
        if not select.select([self._master], [], [], patience)[0]:
            return False
        try:
            came = os.read(self._master, 262_144)
        except OSError:
            return False
        self.printed += came
        if b"\x1b[c" in came:  # who are you? Every terminal answers that.
            os.write(self._master, b"\x1b[?62c")
        return True

    def until(self, pattern: str, since: int = 0, longest: float = 60) -> float:
        """Milliseconds from the start until this stands in what was printed from byte `since` on."""
        wanted, end = re.compile(pattern.encode()), time.perf_counter() + longest
        while time.perf_counter() < end:
            if wanted.search(_ESCAPE.sub(b"", self.printed[since:])):
                return 1000 * (time.perf_counter() - self.began)
            self._read(0.5)
        raise TimeoutError(f"{pattern} never came; last: {_ESCAPE.sub(b'', self.printed)[-400:]!r}")

    def settle(self, quiet: float = 0.25) -> None:
        """Until nothing has come for so many seconds."""
        while self._read(quiet):
            pass

    def press(self, keys: str, quiet: float = 0.08) -> float:
        """Milliseconds from keys to the last byte of what they brought."""
        began = last = time.perf_counter()
        os.write(self._master, keys.encode())
        while self._read(quiet if last > began else 5):
            last = time.perf_counter()
        return 1000 * (last - began)

    def press_until(self, keys: str, pattern: str) -> float:
        """Milliseconds from keys until this is printed."""
        since, began = len(self.printed), time.perf_counter()
        os.write(self._master, keys.encode())
        self.until(pattern, since)
        return 1000 * (time.perf_counter() - began)

    def memory(self) -> float:
        """The most MiB that the program itself has held."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.findall(r"VmHWM:\s+(\d+)", status)[0]) / 1024

    def close(self, keys: str = "") -> None:
        """End it, by keys where there are some."""
        if keys:
            os.write(self._master, keys.encode())
            self.settle(0.3)
        self.process.kill()
        self.process.wait()
        os.close(self._master)
