"""Textual's driver for terminals, which goes on where a painted first screen stands already."""

import os
from codecs import getincrementaldecoder
from functools import partial

from textual.driver import Driver

from newsreader.tui.first_frame import take_over
from newsreader.tui.terminal import Background


def driver() -> type[Driver] | None:
    """The driver to use; None for Textual's own choice."""
    if os.name != "posix":
        return None
    from textual._xterm_parser import XTermParser
    from textual.drivers import linux_driver

    class InPlace(linux_driver.LinuxDriver):
        """It does not enter the other screen, which would clear it, and gives the terminal back as it was
        before the painting."""

        _painted = False

        def write(self, data: str) -> None:
            if not (self._painted and data == "\x1b[?1049h"):
                super().write(data)

        def run_input_thread(self) -> None:
            # A byte that is no UTF-8, as of a Latin-1 terminal or a noisy line, is no key: it must not end the reader.
            decoder = partial(getincrementaldecoder("utf-8"), "ignore")
            vars(linux_driver)["getincrementaldecoder"] = lambda _encoding: decoder
            super().run_input_thread()

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
