"""The app's end of the fetcher: starts the process, sends requests, receives events. Imports neither HTTP nor a
parser, and messages only once there are some."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.i18n import environment

if TYPE_CHECKING:
    from newsreader.library.messages.events import Event
    from newsreader.library.messages.requests import Request


class FetcherClient:
    """A fetcher process. It ends with the app, however the app ends: its standard input is closed then."""

    def __init__(self, library: Path, command: tuple[str, ...] = (sys.executable, "-m", "newsreader")) -> None:
        self._command = (*command, "fetcher", "--library", str(library))
        self._process: asyncio.subprocess.Process | None = None
        #: What is asked before the process is there; None once it is, or cannot be started.
        self._asked_early: list[Request] | None = []

    async def events(self, started: Callable[[], None] = lambda: None) -> AsyncIterator[Event]:
        """Start the fetcher, say that it has `started`, and yield what it reports until it ends."""
        from newsreader.library.messages.events import from_line

        try:
            self._process = await asyncio.create_subprocess_exec(
                *self._command,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
                env=environment(),
                # Not in the terminal's foreground group: ctrl+c there is a key of the app.
                start_new_session=True,
            )
        finally:
            early, self._asked_early = self._asked_early or [], None
        for request in early:
            self.send(request)
        started()
        if self._process.stdout:
            async for line in self._process.stdout:
                if event := from_line(line):
                    yield event

    def send(self, request: Request) -> bool:
        """Send a request, as soon as the fetcher is there; False when there is nobody to send it to."""
        if self._asked_early is not None:
            self._asked_early.append(request)
            return True
        process = self._process
        if process is None or process.returncode is not None or process.stdin is None or process.stdin.is_closing():
            return False
        from newsreader.library.messages.requests import to_line

        process.stdin.write((to_line(request) + "\n").encode())
        return True

    async def close(self) -> None:
        """Let the fetcher go: it finishes the sentence it is writing, no more."""
        process = self._process
        if process is None or process.returncode is not None:
            return
        from newsreader.library.messages.requests import ReleaseTerminal

        self.send(ReleaseTerminal())
        if process.stdin:
            process.stdin.close()
        try:
            await asyncio.wait_for(process.wait(), 2)
        except TimeoutError:
            process.kill()
            await process.wait()
