"""Workers: how many there are and when, also as copies of a process that has threads or none."""

import asyncio
import subprocess
import sys
from pathlib import Path

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


_COPIED = """
import asyncio, fcntl, sys
from newsreader.library.workers.jobs import ParsePage
from newsreader.library.workers.pool import WorkerPool
from newsreader.library.workers.worker import can_fork
from newsreader.model.errors import NotAnArticle, ParseError

async def failure(pool, page):
    try:
        await pool.run(ParsePage(page, "https://x.example/", ""))
    except (NotAnArticle, ParseError) as error:
        return type(error).__name__

async def main():
    assert can_fork()
    lock = open(sys.argv[1], "w")
    fcntl.flock(lock, fcntl.LOCK_EX)
    async with WorkerPool(count=1) as pool:
        assert len(pool.processes) == 1, "it is there before the first job"
        print(await failure(pool, b"<p>Rien"), len(pool.processes))
        lock.close()  # as when this process is killed
        fcntl.flock(open(sys.argv[1], "w"), fcntl.LOCK_EX | fcntl.LOCK_NB)
    async with WorkerPool(longest=0.3, count=1) as pool:
        print(await failure(pool, b"<p>mot " * 1_000_000), len(pool.processes))
        pool.longest = 60
        print(await failure(pool, b"<p>Rien"), len(pool.processes))

asyncio.run(main())
print("done")
"""


def test_a_copy_of_this_process_works_holds_no_lock_of_it_is_killed_and_replaced(tmp_path: Path) -> None:
    command = [sys.executable, "-c", _COPIED, str(tmp_path / "lock")]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    said = ["NotAnArticle 1", "ParseError 0", "NotAnArticle 1", "done"]
    assert (ran.stdout.splitlines(), ran.stderr) == (said, "")
