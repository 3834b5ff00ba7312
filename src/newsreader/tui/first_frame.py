"""Save the screen when the reader is left, and paint it at the next start before anything heavy is imported.

Python needs a few hundredths of a second, Textual tenths. So `keep` writes the screen to a file on
leaving, `paint` shows it first of all on the next start, and the app's driver takes over in place. This
module imports nothing but what Python has loaded already: that is all its worth.
"""

import os
import sys

#: What decides how the screen looks, beside the settings file and the size.
_SAID = (
    "NEWSREADER_LIBRARY",
    "NEWSREADER_CONFIG",
    *("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"),
    *("TERM", "COLORTERM", "NO_COLOR", "TEXTUAL_COLOR_SYSTEM"),
    *("XDG_DATA_HOME", "XDG_CONFIG_HOME", "HOME"),
)
#: The terminal as it was before a screen was painted; None where none was, or the app has taken over.
_before: "list[object] | None" = None
#: How and where the program was called; None where nothing is ever painted.
_called: "list[str] | None" = None


def paint(called: "list[str]", version: str) -> None:
    """Show the screen as it was left by a program called like this, at this size; else nothing.

    From then on keys are kept for the app, and none is echoed.
    """
    global _before, _called
    if os.name != "posix" or not _opens_the_reader(called) or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return
    _called = [version, *called, os.getcwd(), *(f"{name}={os.environ.get(name, '')}" for name in _SAID)]
    try:
        with open(_file(*os.get_terminal_size(1)), encoding="utf-8") as file:
            key, settings, screen = file.readline(), file.readline(), file.read()
        path, _tab, changed = settings.rstrip("\n").partition("\t")
        if key != _key(*os.get_terminal_size(1)) or changed != _changed(path):
            return
        import termios

        before = termios.tcgetattr(0)
        quiet = termios.tcgetattr(0)
        quiet[3] &= ~(termios.ECHO | termios.ICANON)
        termios.tcsetattr(0, termios.TCSANOW, quiet)
        _before = before
        os.write(1, f"\x1b[?1049h\x1b[?25l{screen}".encode())
    except (OSError, ValueError):
        return


def take_over() -> "list[object] | None":
    """The app is here: the painted screen is its own now. How the terminal was before it, None where
    nothing was painted."""
    global _before
    before, _before = _before, None
    return before


def take_back() -> None:
    """Give the terminal back as it was, where no app has taken over."""
    if before := take_over():
        import termios

        os.write(1, b"\x1b[?1049l\x1b[?25h")
        termios.tcsetattr(0, termios.TCSANOW, before)  # type: ignore[arg-type]


def keep(screen: str, columns: int, rows: int, settings: str) -> None:
    """Keep a screen, as the escapes that draw it, for the next start with the same settings file."""
    if _called is None:
        return
    file = _file(columns, rows)
    try:
        os.makedirs(os.path.dirname(file), mode=0o700, exist_ok=True)
        with open(f"{file}.new", "w", encoding="utf-8", opener=lambda name, flags: os.open(name, flags, 0o600)) as new:
            new.write(f"{_key(columns, rows)}{settings}\t{_changed(settings)}\n{screen}")
        os.replace(f"{file}.new", file)
    except OSError:
        return  # the next start is a little slower, and that is all


def _opens_the_reader(called: "list[str]") -> bool:
    """Whether there is no command, and nothing but places."""
    values = called[1::2]
    return len(called) == 2 * len(values) and set(called[::2]) <= {"--library", "--config"}


def _key(columns: int, rows: int) -> str:
    return repr([*(_called or ()), columns, rows]) + "\n"


def _file(columns: int, rows: int) -> str:
    import binascii

    # Written out here, because importing platformdirs takes as long as all the rest.
    home = os.path.expanduser("~")
    cache = (
        f"{home}/Library/Caches" if sys.platform == "darwin" else os.environ.get("XDG_CACHE_HOME") or f"{home}/.cache"
    )
    return f"{cache}/newsreader/screens/{binascii.crc32(_key(columns, rows).encode()):08x}"


def _changed(path: str) -> str:
    """When a file was changed last; "" where there is none."""
    try:
        return str(os.stat(path).st_mtime_ns)
    except OSError:
        return ""
