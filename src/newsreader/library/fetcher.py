"""The fetcher: a process of its own that does for the app whatever needs the network or a parser.

It reads requests as lines of JSON on its standard input and writes events on its standard output:
{"do": "refresh", "asked": true, "minutes": 30} · {"do": "stop"} · {"do": "comments", "article": 12} ·
{"do": "article", "article": 12} · {"do": "read", "url": "https://…"}. It ends when its
input does, and with it everything it was doing.
"""

import asyncio
import json
import sys
import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

from newsreader.fetch.client import Client
from newsreader.library.events import ArticleKept, Event, Settled, Trouble, to_line
from newsreader.library.founding import found
from newsreader.library.keeping import read_anew
from newsreader.library.refreshing import Refresher, utc_now
from newsreader.model.errors import NewsreaderError
from newsreader.model.feed import Entry
from newsreader.store.store import Store


def tell(event: Event) -> None:
    """Report to whoever started us; nobody there any more means it is over."""
    try:
        sys.stdout.write(to_line(event) + "\n")
        sys.stdout.flush()
    except (BrokenPipeError, ValueError):
        raise SystemExit(0) from None


async def serve(library: Path) -> None:
    """Do what is asked until the input ends."""
    store = Store(library)
    requests: asyncio.Queue[dict[str, Any] | None] = asyncio.Queue()
    _listen(requests)
    if found(store, utc_now()):
        tell(Settled())
    tasks: set[asyncio.Task[None]] = {asyncio.create_task(_read_anew(store))}
    refresh: asyncio.Task[None] | None = None
    async with Client() as client:
        while (request := await requests.get()) is not None:
            if request.get("do") == "stop":
                if refresh:
                    refresh.cancel()
                continue
            if request.get("do") == "refresh" and refresh and not refresh.done():
                continue
            task = asyncio.create_task(_do(request, store, client))
            tasks.add(task)
            task.add_done_callback(tasks.discard)
            if request.get("do") == "refresh":
                refresh = task
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    store.close()


async def _do(request: dict[str, Any], store: Store, client: Client) -> None:
    refresher = Refresher(store, client.get, tell)
    number = int(request.get("article", 0))
    try:
        match request.get("do"):
            case "refresh":
                every = timedelta(minutes=int(request.get("minutes", 30)))
                await refresher.refresh(every, bool(request.get("asked")))
            case "comments":
                await refresher.refresh_comments(number)
                tell(ArticleKept(number))
            case "read":
                tell(await refresher.read_page(str(request.get("url", ""))))
            case "article":
                if article := store.articles.load(number):
                    await refresher.fetch_article(number, Entry(article.url, article.title))
                    tell(ArticleKept(number))
    except NewsreaderError as error:
        tell(Trouble(error.sentence))


async def _read_anew(store: Store) -> None:
    """When the quote engine has improved, read the library again with it, a little at a time."""
    while await asyncio.to_thread(read_anew, store):
        pass


def _listen(requests: asyncio.Queue[dict[str, Any] | None]) -> None:
    """Read standard input in a thread: a pipe, a terminal and a file are all the same to it."""
    loop = asyncio.get_running_loop()

    def read() -> None:
        for line in sys.stdin:
            try:
                request = json.loads(line)
            except ValueError:
                continue
            if isinstance(request, dict):
                loop.call_soon_threadsafe(requests.put_nowait, request)
        loop.call_soon_threadsafe(requests.put_nowait, None)

    threading.Thread(target=read, name="requests", daemon=True).start()


def main(library: Path) -> int:
    """Run the fetcher; the exit code."""
    try:
        asyncio.run(serve(library))
    except NewsreaderError as error:
        tell(Trouble(error.sentence))
        return 1
    except KeyboardInterrupt:
        return 130
    return 0
