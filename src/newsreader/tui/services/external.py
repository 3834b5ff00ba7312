"""Run external programs: browser, clipboard, a command that is given an article, desktop notifications.

Commands run without a shell. What went wrong comes back as a message.
"""

import os
import shlex
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from newsreader.i18n import _, system_reason
from newsreader.model.errors import NewsreaderError
from newsreader.tui.key_names import with_keys


def has_browser() -> bool:
    """Return whether a browser can be started. One that runs in the terminal would draw over the reader."""
    return sys.platform == "darwin" or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"))


#: Browsers that draw in the terminal.
_IN_TERMINAL = frozenset(
    ("w3m", "lynx", "links", "links2", "elinks", "browsh", "carbonyl", "cha", "retawq", "www-browser")
)
#: Opens an address in the system's browser, in a process of its own: what the browser says must not stand on ours.
_OPEN = "import sys, webbrowser; sys.exit(not webbrowser.open(sys.argv[1]))"
#: Seconds after which a browser that is still there counts as open.
_OPENED = 5


def terminal_browser(command: str) -> list[str]:
    """The browser that the command starts, or the system's own for "", where it needs the terminal to itself; []
    for the others."""
    named = command or os.environ.get("BROWSER", "").split(os.pathsep)[0]
    with suppress(ValueError):
        words = shlex.split(named)
        if words and Path(words[0]).name in _IN_TERMINAL:
            return words
    return []


def _reason(error: Exception) -> str:
    """Why a command could not be run, in the words of the system or in ours."""
    if isinstance(error, OSError) and error.strerror:
        why = system_reason(error)
        return f"{error.filename}: {why}" if error.filename else why
    if isinstance(error, subprocess.TimeoutExpired):
        return _("it takes too long")
    return _("its quotation marks do not match")


def browse_in_terminal(browser: list[str], url: str) -> str:
    """Let such a browser show an address until it is left; what went wrong, or ""."""
    named = "%s" in browser
    try:
        subprocess.run([url if word == "%s" else word for word in browser] if named else [*browser, url])
    except OSError as error:
        return _("The browser could not be started: {error}.").format(error=_reason(error))
    return ""


class NoBrowserError(NewsreaderError):
    """No browser took an address; the sentence is empty where nobody says why."""


def browse(command: str, url: str) -> str:
    """Open an address in the browser that the command starts, "" for the system's own; a message that says so."""
    try:
        open_in_browser(command, url)
    except NoBrowserError as error:
        return error.sentence or with_keys(_("No browser could be started; {key:copy-link} copies the address."))
    return _("Opened in the browser.")


def open_in_browser(command: str, url: str) -> None:
    """Open an address as `browse` does. Raises NoBrowserError."""
    opened = True
    try:
        if command:
            _start([*shlex.split(command), url])
        else:
            with suppress(subprocess.TimeoutExpired):
                opened = _start([sys.executable, "-c", _OPEN, url]).wait(_OPENED) == 0
    except (OSError, ValueError) as error:
        sentence = _("The browser could not be started: {error}.").format(error=_reason(error))
        raise NoBrowserError(sentence) from error
    if not opened:
        raise NoBrowserError("")


def pipe(command: str, text: str) -> str:
    """Run a command in the terminal with this text as its input; what went wrong, or ""."""
    try:
        subprocess.run(shlex.split(command), input=text.encode())
    except (OSError, ValueError) as error:
        return _("The command failed: {error}.").format(error=_reason(error))
    return ""


def copy(command: str, text: str, message: str) -> str:
    """Copy a text by a command; the message, or what went wrong."""
    try:
        done = subprocess.run(
            shlex.split(command), input=text.encode(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=5
        )
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        return _("The copy command failed: {error}.").format(error=_reason(error))
    return message if done.returncode == 0 else _("The copy command failed: {error}.").format(error=done.returncode)


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
