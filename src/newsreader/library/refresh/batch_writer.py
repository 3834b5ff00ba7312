"""Group the writes of many tasks into few transactions."""

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

from newsreader.library.rule_matching import apply_rules
from newsreader.model.errors import LibraryError
from newsreader.store.store import Store

if TYPE_CHECKING:
    from newsreader.model.rule import Alert

T = TypeVar("T")
#: Most writes in one transaction: another process may be waiting to write.
_TOGETHER = 48
#: Seconds that the first of them waits for others: as long as the last transaction took, twice, within these. So a page
#: that somebody waits for is written at once, and hundreds of feeds in a few large steps; a step costs by itself.
_GATHER, _GATHER_LONG = 0.02, 0.3


class BatchWriter:
    """Runs writes on the store in shared transactions; each is committed when `submit` returns. Use as
    `async with BatchWriter(store, now) as writer`. Rules are applied to new articles in the same transaction.

    A commit waits for the disk: with one for each feed, five hundred feeds would wait five hundred times.
    """

    def __init__(self, store: Store, now: Callable[[], datetime]) -> None:
        self._store, self._now = store, now
        #: What rules with an alert have found, until the refresh reports it.
        self.alerts: list[Alert] = []
        self._acts: list[tuple[Callable[[], Any], asyncio.Future[Any]]] = []
        self._some, self._full = asyncio.Event(), asyncio.Event()

    async def __aenter__(self) -> Self:
        self._task = asyncio.create_task(self._write())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    async def submit(self, act: Callable[[], T]) -> T:
        """Run a write and wait for its commit. Raises what it raises, and LibraryError for all writes of a
        transaction that failed."""
        done: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._acts.append((act, done))
        self._some.set()
        if len(self._acts) >= _TOGETHER:
            self._full.set()
        return await done

    async def _write(self) -> None:
        took = 0.0
        while True:
            await self._some.wait()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._full.wait(), min(max(_GATHER, 2 * took), _GATHER_LONG))
            acts, self._acts = self._acts[:_TOGETHER], self._acts[_TOGETHER:]
            if not self._acts:
                self._some.clear()
            if len(self._acts) < _TOGETHER:
                self._full.clear()
            began = time.monotonic()
            # A transaction that has begun is finished, whatever is cancelled.
            working = asyncio.get_running_loop().run_in_executor(
                self._store.writing_thread, self._transaction, [act for act, _done in acts]
            )
            try:
                values = await asyncio.shield(working)
            except asyncio.CancelledError:
                await working
                raise
            except Exception as error:  # noqa: BLE001 - it is raised where the acts were asked for
                values = [error] * len(acts)
            took = time.monotonic() - began
            for (_act, done), value in zip(acts, values, strict=True):
                if done.done():
                    continue  # whoever asked has gone
                if isinstance(value, Exception):
                    done.set_exception(value)
                else:
                    done.set_result(value)

    def _transaction(self, acts: list[Callable[[], Any]]) -> list[Any]:
        try:
            with self._store.database.transaction():
                values = [act() for act in acts]
                self.alerts += apply_rules(self._store, self._now())
                return values
        except LibraryError:
            raise
        except Exception as error:  # noqa: BLE001 - it is raised where the act was asked for
            if len(acts) == 1:
                return [error]
        # One of them is at fault, and the others are not to suffer for it.
        return [value for act in acts for value in self._transaction([act])]
