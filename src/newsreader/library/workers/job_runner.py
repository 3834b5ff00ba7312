"""The interface that runs jobs, in this process or in workers (`pool.py`)."""

import asyncio
from abc import ABC, abstractmethod
from importlib import import_module
from types import TracebackType
from typing import Any, Self, TypeVar

from newsreader.library.workers.jobs import Job

R = TypeVar("R")


class JobRunner(ABC):
    """Runs jobs (`jobs.py`) without importing the parsers.

    Use as `async with`.
    """

    @abstractmethod
    async def run(self, job: Job[R]) -> R:
        """The result of a job. Raises what the job says, and ParseError for what is too much to read."""

    async def warm_up(self) -> None:  # noqa: B027 - there may be nothing to do
        """Start what the first job needs."""

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(  # noqa: B027
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End what was begun."""


class InProcessRunner(JobRunner):
    """Runs jobs in a thread of this process: for a single page, and for tests."""

    async def run(self, job: Job[R]) -> R:
        """The result of a job."""
        tasks: Any = import_module("newsreader.library.workers.tasks")
        value: R = await asyncio.to_thread(tasks.run_job, job)
        return value
