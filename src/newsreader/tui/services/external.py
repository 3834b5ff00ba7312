"""Other programs: a browser, a clipboard, a command that is given an article, the desktop's notifications.

Commands run without a shell. What went wrong comes back as a message.
"""

import os
import shlex
import subprocess
import sys
import webbrowser
from contextlib import suppress

from newsreader.i18n import _


def has_browser() -> bool:
    """Whether a browser can be started. One that runs in the terminal would draw over the reader."""
    return sys.platform == "darwin" or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"))


def browse(command: str, url: str) -> str:
    """Open an address in the browser that the command starts, "" for the system's own; a message that says so."""
    try:
        if command:
            _start([*shlex.split(command), url])
            opened = True
        else:
            opened = webbrowser.open(url)
    except (OSError, ValueError, webbrowser.Error) as error:
        return _("The browser could not be started: {error}.").format(error=error)
    return _("Opened in the browser.") if opened else _("No browser could be started; y copies the address.")


def pipe(command: str, text: str) -> str:
    """Run a command in the terminal with this text as its input; what went wrong, or ""."""
    try:
        subprocess.run(shlex.split(command), input=text.encode())
    except (OSError, ValueError) as error:
        return _("The command failed: {error}.").format(error=error)
    return ""


def copy(command: str, text: str, message: str) -> str:
    """Copy a text by a command; the message, or what went wrong."""
    try:
        done = subprocess.run(
            shlex.split(command), input=text.encode(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=5
        )
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        return _("The copy command failed: {error}.").format(error=error)
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


def _start(command: list[str]) -> None:
    subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
