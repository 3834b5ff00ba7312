"""Textual's driver for terminals, which goes on where a painted first screen stands already."""

import os

from textual.driver import Driver

from newsreader.tui.first_frame import take_over
from newsreader.tui.terminal import Background


def driver() -> type[Driver] | None:
    """The driver to use; None for Textual's own choice."""
    if os.name != "posix":
        return None
    from textual._xterm_parser import XTermParser
    from textual.drivers.linux_driver import LinuxDriver

    class InPlace(LinuxDriver):
        """It does not enter the other screen, which would clear it, and gives the terminal back as it was
        before the painting."""

        _painted = False

        def write(self, data: str) -> None:
            if not (self._painted and data == "\x1b[?1049h"):
                super().write(data)

        def start_application_mode(self) -> None:
            before = take_over()
            self._painted = before is not None
            super().start_application_mode()  # type: ignore[no-untyped-call]
            self._painted = False
            if before is not None:
                self.attrs_before = before
            for event in XTermParser().feed(Background.pressed.decode(errors="ignore")):
                self.process_message(event)

    return InPlace
