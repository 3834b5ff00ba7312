"""A Textual driver that takes over a first screen that is already painted."""

import os
import sys
from codecs import getincrementaldecoder
from collections.abc import Callable, Container
from functools import partial
from threading import Event as ThreadEvent
from threading import Thread
from typing import Any

from textual.driver import Driver
from textual.events import Key
from textual.message import Message

from newsreader.tui.first_frame import take_over
from newsreader.tui.terminal import Background

#: Seconds that the reader may be busy with one thing when Ctrl+C is pressed, before it is ended where it stands.
PATIENCE = 2.0


def driver(held: Container[str] = ()) -> type[Driver] | None:
    """The driver to use; None for Textual's own choice. `held` are the keys with Alt that mean something."""
    if os.name != "posix":
        return None
    from textual.drivers import linux_driver

    from newsreader.tui.key_parser import key_parser

    parser = key_parser(held)

    class InPlace(linux_driver.LinuxDriver):
        """A driver that does not enter the alternate screen, which would clear it, and restores the terminal as it was
        before the first screen was painted."""

        _painted = False

        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(*arguments, **options)
            self._file = sys.__stdout__  # Textual's own is the standard error, which may go into a file

        def write(self, data: str) -> None:
            if not (self._painted and data == "\x1b[?1049h"):
                super().write(data)

        def run_input_thread(self) -> None:
            # A byte that is no UTF-8, as of a Latin-1 terminal or a noisy line, is no key: it must not end the reader.
            decoder = partial(getincrementaldecoder("utf-8"), "ignore")
            vars(linux_driver)["getincrementaldecoder"] = lambda _encoding: decoder
            vars(linux_driver)["XTermParser"] = parser
            super().run_input_thread()

        def process_message(self, message: Message) -> None:
            if isinstance(message, Key) and message.key == "ctrl+c":
                heard = ThreadEvent()
                self._loop.call_soon_threadsafe(self._tell_if_idle, heard.set)
                Thread(target=self._end_if_busy, args=(heard,), daemon=True).start()
            super().process_message(message)

        def _tell_if_idle(self, tell: Callable[[], object]) -> None:
            """Tell that nothing is before the next key, once that is so: what was pressed before may wait for a library
            that does not answer."""
            if self._app._exit or not self._app.call_later(tell):  # it closes
                tell()

        def _end_if_busy(self, heard: ThreadEvent) -> None:
            """Ctrl+C ends the reader, also while it is busy with something that never ends."""
            if not heard.wait(PATIENCE) and self.attrs_before is not None:
                from newsreader.library.fetcher.terminal_restore import restore_terminal, terminal_state

                restore_terminal(terminal_state(os.ttyname(self.fileno), self.attrs_before))
                os._exit(130)  # nothing that has to be left tidy: the library is whole whenever the reader ends

        def start_application_mode(self) -> None:
            before = take_over()
            self._painted = before is not None
            super().start_application_mode()  # type: ignore[no-untyped-call]
            self._painted = False
            if before is not None:
                self.attrs_before = before
            for event in parser().feed(Background.pressed.decode(errors="ignore")):
                self.process_message(event)

    return InPlace
