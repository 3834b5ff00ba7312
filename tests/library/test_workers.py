"""Workers: how many there are, and when."""

import asyncio

from newsreader.library.workers.jobs import ParseFeed
from newsreader.library.workers.pool import WorkerPool
from tests.press import item, rss

_JOB = ParseFeed(rss("Titre", item("A", "https://x.example/a")).encode(), "https://x.example/", "", "", "")


async def test_a_second_process_is_started_for_jobs_that_wait_and_not_before() -> None:
    async with WorkerPool(count=2, patience=60) as parser:
        await asyncio.gather(*(parser.run(_JOB) for _time in range(8)))
        assert len(parser.processes) == 1
    async with WorkerPool(count=2, patience=0) as parser:
        found = await asyncio.gather(*(parser.run(_JOB) for _time in range(8)))
        assert len(parser.processes) == 2
        assert {one.title for one in found} == {"Titre"}
    assert not parser.processes
