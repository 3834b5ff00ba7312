"""What a sync with a server and with other devices costs, beside asking the server for the same and doing nothing.

python benchmarks/sync.py [--feeds 500] [--articles 100]
"""

import argparse
import asyncio
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
from tests.feedserver import PASSWORD, USER, FeedServer, Subscription

from newsreader.fetch.client import Client
from newsreader.library.core import Library
from newsreader.library.sync.folder_sync import FolderSync
from newsreader.library.sync.google_reader import GoogleReaderClient
from newsreader.library.sync.server_sync import ServerSync
from newsreader.model.article_filter import ArticleFilter
from newsreader.model.sync import Account
from newsreader.store.store import Store


def now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


def serve(feeds: int, articles: int) -> None:
    """A server with so many feeds of so many articles, a third of them read; until its input ends."""
    server = FeedServer()
    server.page = 10_000
    for feed in range(feeds):
        url = f"http://presse.example/{feed}.rss"
        server.world[url] = [(f"http://presse.example/{feed}/{n}.html", f"Titre {n}") for n in range(articles)]
        server.feeds[f"feed/{feed}"] = Subscription(f"feed/{feed}", url, f"Flux {feed}", "Presse")
    server.crawl()
    for number, item in enumerate(server.items.values()):
        item.marks = {"read"} if number % 3 == 0 else set()
    print(server.base, flush=True)
    sys.stdin.read()


def timed(act: Callable[[], object]) -> float:
    """How long it takes, in seconds."""
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


async def asked(account: Account) -> int:
    """Ask the server for all that it has, read the JSON, keep nothing: what a sync cannot do without."""
    async with Client(named=lambda: (account.url,)) as client:
        server = GoogleReaderClient(client, account, PASSWORD)
        await server.log_in()
        count = 0
        async for numbers in server._pages("user/-/state/com.google/reading-list"):
            for start in range(0, len(numbers), 100):
                form = [("i", number) for number in numbers[start : start + 100]]
                count += len(json.loads(await server._post("stream/items/contents", form))["items"])
        return count


def sync(store: Store, account: Account) -> None:
    """One round."""

    async def run() -> None:
        async with Client(named=lambda: (account.url,)) as client:
            server = GoogleReaderClient(client, account, PASSWORD)
            done = await ServerSync(store, server, account, now, lambda _event: None, allow_removals=False).run()
            assert not done.error, done.error

    asyncio.run(run())


def main() -> None:
    """Measure, and print a table."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--feeds", type=int, default=500)
    options.add_argument("--articles", type=int, default=100)
    options.add_argument("--serve", action="store_true")
    given = options.parse_args()
    if given.serve:
        serve(given.feeds, given.articles)
        return
    command = [sys.executable, __file__, "--serve", "--feeds", str(given.feeds), "--articles", str(given.articles)]
    with (
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server,
        tempfile.TemporaryDirectory() as folder,
    ):
        assert server.stdout and server.stdin
        base = server.stdout.readline().strip()
        place = Path(folder)
        with closing(Store(place / "one.db")) as store, closing(Library(place / "one.db")) as library:
            store.accounts.add("a", "greader", f"{base}/api/greader.php", USER)
            (account,) = store.accounts.all()
            alone = timed(lambda: asyncio.run(asked(account)))
            first = timed(lambda: sync(store, account))
            again = timed(lambda: sync(store, account))
            library.mark_all_read(ArticleFilter(feed=1))
            few = timed(lambda: sync(store, account))
            count = library.count(ArticleFilter())
            said = timed(FolderSync(store, place / "shared", now).sync)
            lines = sum(log.read_bytes().count(b"\n") for log in (place / "shared").iterdir())
            with closing(Store(place / "two.db")) as other:
                other.accounts.add("a", "greader", f"{base}/api/greader.php", USER)
                sync(other, other.accounts.all()[0])
                heard = timed(FolderSync(other, place / "shared", now).sync)
                rest = timed(FolderSync(other, place / "shared", now).sync)
        server.stdin.close()
    print(f"{given.feeds} feeds, {count} articles")
    print(f"the server asked for everything, nothing kept   {alone:6.1f} s")
    print(f"the first time                                  {first:6.1f} s  {first / alone:.2f} ×")
    print(f"again, nothing new                              {again:6.1f} s")
    print(f"again, {given.articles} marks to send                       {few:6.1f} s")
    print(f"a folder joined, {lines:6} facts said             {said:6.1f} s")
    print(f"the same heard by another machine               {heard:6.1f} s")
    print(f"again, nothing new                              {rest:6.2f} s")


if __name__ == "__main__":
    main()
