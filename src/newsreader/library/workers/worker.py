"""A worker process, seen from the process that gives it jobs.

Jobs and results are pickles, each after its length in 8 bytes; both ends are our own.
"""

import asyncio
import os
import pickle
import signal
import sys
import threading
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any, TypeVar

from newsreader.i18n import environment
from newsreader.library.workers.jobs import Job

R = TypeVar("R")


class Worker:
    """A process with its pipes. `end` kills it, which loses nothing."""

    def __init__(
        self, into: asyncio.StreamWriter, out: asyncio.StreamReader, end: Callable[[], Awaitable[None]]
    ) -> None:
        self._into, self._out, self.end = into, out, end

    @classmethod
    async def start(cls) -> "Worker":
        """Start one by itself. Raises OSError."""
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "newsreader.library.workers.process",
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env=environment(),
        )

        async def end() -> None:
            if process.returncode is None:
                with suppress(ProcessLookupError):
                    process.kill()
                await process.wait()

        assert process.stdin and process.stdout
        return cls(process.stdin, process.stdout, end)

    @classmethod
    async def fork(cls) -> "Worker":
        """Start one as a copy of this process, which has what it needs loaded: a third of what starting takes. Only
        where `can_fork`. Raises OSError."""
        (requests, our_requests), (our_answers, answers) = os.pipe(), os.pipe()
        number = os.fork()
        if not number:
            from newsreader.library.workers.process import run_forked

            os.close(our_requests)
            os.close(our_answers)
            run_forked(requests, answers)
        os.close(requests)
        os.close(answers)

        async def end() -> None:
            into.close()
            with suppress(ProcessLookupError, ChildProcessError):
                os.kill(number, signal.SIGKILL)
                await asyncio.to_thread(os.waitpid, number, 0)

        into, out = await _streams(our_requests, our_answers)
        return cls(into, out, end)

    async def run(self, job: Job[R]) -> tuple[bool, Any]:
        """Run a job: True and its result, or False and its exception. Raises EOFError, OSError."""
        request = pickle.dumps(job, pickle.HIGHEST_PROTOCOL)
        self._into.write(len(request).to_bytes(8, "little") + request)
        await self._into.drain()
        size = int.from_bytes(await self._out.readexactly(8), "little")
        answer: tuple[bool, Any] = pickle.loads(await self._out.readexactly(size))
        return answer


async def _streams(into: int, out: int) -> tuple[asyncio.StreamWriter, asyncio.StreamReader]:
    """The ends of two pipes as asyncio has them."""
    loop, reader = asyncio.get_running_loop(), asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(out, "rb", buffering=0))
    transport, protocol = await loop.connect_write_pipe(
        lambda: asyncio.StreamReaderProtocol(asyncio.StreamReader()), os.fdopen(into, "wb", buffering=0)
    )
    return asyncio.StreamWriter(transport, protocol, None, loop), reader


def can_fork() -> bool:
    """Return whether a copy of this process is sound: another thread might hold a lock that nobody opens there, and
    the libraries of other systems than Linux do not bear it."""
    return sys.platform == "linux" and threading.active_count() == 1
