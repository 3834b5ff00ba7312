"""Writes of many tasks in few transactions: each is done, and all of one that failed are told."""

import asyncio
from functools import partial

import pytest

from newsreader.library.refresh.batch_writer import BatchWriter
from newsreader.store.store import Store
from tests.store.test_store import NOW


async def test_however_many_writes_come_at_once_each_is_done(store: Store) -> None:
    async with asyncio.timeout(60), BatchWriter(store, lambda: NOW) as writer:
        await asyncio.gather(*(writer.submit(partial(store.state.put, f"n{n}", str(n))) for n in range(150)))
    assert store.state.under("n") == {str(n): str(n) for n in range(150)}


async def test_a_write_that_fails_is_told_to_who_asked_for_it(store: Store) -> None:
    def fail() -> None:
        raise ValueError("not this one")

    async with asyncio.timeout(60), BatchWriter(store, lambda: NOW) as writer:
        with pytest.raises(ValueError, match="not this one"):
            await writer.submit(fail)
        await writer.submit(lambda: store.state.put("after", "yes"))
    assert store.state.get("after") == "yes"
