"""A pool of worker processes that parse, limited in time and memory, so that a hostile page harms nothing else."""

import asyncio
import logging
import os
from contextlib import suppress
from types import TracebackType
from typing import Self, TypeVar

from newsreader.i18n import _
from newsreader.library.workers.job_runner import JobRunner
from newsreader.library.workers.jobs import Job, ParseFeed
from newsreader.library.workers.worker import Worker, can_fork
from newsreader.model.errors import ParseError

R = TypeVar("R")
logger = logging.getLogger(__package__)
#: Seconds that one feed or page may take to read.
TIMEOUT = 60.0
#: Seconds that a job waits before another process is started for it. Starting one costs as much as reading dozens of
#: feeds; and one reads feeds as fast as they are stored, so they wait as long as others are read.
_PATIENCE = 2.0


class WorkerPool(JobRunner):
    """At most four worker processes, and no more than there are cores. The first is there at once where this process
    can be forked, else when it is needed; more are started when jobs wait."""

    def __init__(self, longest: float = TIMEOUT, count: int = 0, patience: float = _PATIENCE) -> None:
        self.longest, self._patience = longest, patience
        # The one that worked last is asked first; None stands for one that is not running.
        self._idle: asyncio.LifoQueue[Worker | None] = asyncio.LifoQueue()
        self._spare = (count or min(4, os.cpu_count() or 1)) - 1
        self._done = 0
        #: The processes that are running.
        self.processes: set[Worker] = set()

    async def __aenter__(self) -> Self:
        first: Worker | None = None
        if can_fork():
            with suppress(OSError):  # no room for another one now, perhaps later
                first = self._keep(await Worker.fork())
        self._idle.put_nowait(first)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in tuple(self.processes):
            await self._end(worker)

    async def warm_up(self) -> None:
        """Start a worker before the first job."""
        self._idle.put_nowait(await self._idle.get() or await self._start())

    async def run(self, job: Job[R]) -> R:
        """Run a job in a worker. Raises what the job raises, and ParseError beyond the limits of time and memory."""
        worker = await self._free(isinstance(job, ParseFeed))
        try:
            worker = worker or await self._start()
            async with asyncio.timeout(self.longest):
                good, value = await worker.run(job)
        except (TimeoutError, EOFError, OSError, MemoryError) as error:
            await self._end(worker)
            worker = None
            logger.info("%s: given up: %s", type(job).__name__, type(error).__name__)
            raise ParseError(_("Skipped: too slow or too large to parse.")) from error
        except BaseException:
            await self._end(worker)
            worker = None  # cancelled: its result must not be taken for that of the next job
            raise
        finally:
            self._done += 1
            self._idle.put_nowait(worker)
        if not good:
            raise value
        result: R = value
        return result

    async def _free(self, is_feed: bool) -> Worker | None:
        """A worker without a job, None where one is to be started."""
        while self._spare:
            done = self._done
            with suppress(TimeoutError):
                async with asyncio.timeout(self._patience):
                    return await self._idle.get()
            if not is_feed or self._done == done:
                break
        if not self._spare:
            return await self._idle.get()
        self._spare -= 1
        return None

    async def _start(self) -> Worker:
        return self._keep(await Worker.start())

    def _keep(self, worker: Worker) -> Worker:
        self.processes.add(worker)
        return worker

    async def _end(self, worker: Worker | None) -> None:
        if worker:
            self.processes.discard(worker)
            await worker.end()
