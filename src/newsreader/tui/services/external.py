"""Run external programs: browser, clipboard, a command that is given an article, desktop notifications.

Commands run without a shell. Whatever cannot be run raises NewsreaderError, with a sentence that says why.
"""

import os
import shlex
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from newsreader.i18n import _, system_reason
from newsreader.model.errors import NewsreaderError

#: Browsers that draw in the terminal.
_IN_TERMINAL = frozenset(
    ("w3m", "lynx", "links", "links2", "elinks", "browsh", "carbonyl", "cha", "retawq", "www-browser")
)
#: Opens an address in the system's browser, in a process of its own: what the browser says must not stand on ours.
_OPEN = "import sys, webbrowser; sys.exit(not webbrowser.open(sys.argv[1]))"
#: Seconds after which a browser that is still there counts as open.
_OPENED = 5


def has_browser() -> bool:
    """Return whether a browser can be started. One that runs in the terminal would draw over the reader."""
    return sys.platform == "darwin" or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"))


def terminal_browser(command: str) -> list[str]:
    """The browser that the command starts, or the system's own for "", where it needs the terminal to itself; []
    for the others."""
    named = command or os.environ.get("BROWSER", "").split(os.pathsep)[0]
    with suppress(ValueError):
        words = shlex.split(named)
        if words and Path(words[0]).name in _IN_TERMINAL:
            return words
    return []


class _NoCommand(ValueError):
    """A text is no command; says why."""


def _split(command: str) -> list[str]:
    """The words of a command. Raises _NoCommand."""
    try:
        words = shlex.split(command)
    except ValueError as error:
        raise _NoCommand(_("its quotation marks do not match")) from error
    if not words:
        raise _NoCommand(_("it is empty"))
    return words


@contextmanager
def _explained(sentence: str) -> Iterator[None]:
    """Raise NewsreaderError for a command that could not be run: `sentence`, with why in place of {error}."""
    try:
        yield
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        raise NewsreaderError(sentence.format(error=_reason(error))) from error


def _reason(error: Exception) -> str:
    """Why a command could not be run, in the words of the system or in ours."""
    match error:
        case OSError(strerror=str()):
            why = system_reason(error)
            return f"{error.filename}: {why}" if error.filename else why
        case subprocess.TimeoutExpired():
            return _("it takes too long")
        case subprocess.CalledProcessError(returncode=code):
            return str(code)
        case _NoCommand():
            return str(error)
    return _("it holds characters that no command can be given")  # NUL, half a surrogate pair


def browse_in_terminal(browser: list[str], url: str) -> None:
    """Let such a browser show an address until it is left. Raises NewsreaderError."""
    named = "%s" in browser
    with _explained(_("The browser could not be started: {error}.")):
        subprocess.run([url if word == "%s" else word for word in browser] if named else [*browser, url])


def browse(command: str, url: str) -> bool:
    """Open an address in the browser that the command starts, "" for the system's own; returns whether one took it.
    Raises NewsreaderError."""
    with _explained(_("The browser could not be started: {error}.")):
        if command:
            _start([*_split(command), url])
        else:
            with suppress(subprocess.TimeoutExpired):
                return _start([sys.executable, "-c", _OPEN, url]).wait(_OPENED) == 0
    return True


def pipe(command: str, text: str) -> None:
    """Run a command in the terminal with this text as its input. Raises NewsreaderError, also where it fails."""
    with _explained(_("The command failed: {error}.")):
        subprocess.run(_split(command), input=text.encode(), check=True)


def pipe_and_wait(command: str, text: str) -> None:
    """The same, then say what went wrong, and wait for Enter: what the command wrote is to be read."""
    try:
        pipe(command, text)
    except NewsreaderError as error:
        print(error.sentence)
    print(_("Press Enter to return to newsreader."))
    input()


def copy(command: str, text: str) -> None:
    """Copy a text by a command. Raises NewsreaderError, also where it fails."""
    nowhere = subprocess.DEVNULL
    with _explained(_("The copy command failed: {error}.")):
        subprocess.run(_split(command), input=text.encode(), stdout=nowhere, stderr=nowhere, timeout=5, check=True)


def notify_desktop(text: str) -> None:
    """Show a notification on the desktop, where there is a program for it."""
    command = (
        ["osascript", "-e", "on run argv", "-e", "display notification (item 1 of argv)", "-e", "end run", text]
        if sys.platform == "darwin"
        else ["notify-send", "--app-name=newsreader", "--", text]
    )
    with suppress(OSError):  # it is on the status line too
        _start(command)


def _start(command: list[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
