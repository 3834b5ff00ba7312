"""A simulated week of manners: `python benchmarks/manners.py` prints the table of docs/reliability.md.

A server on loopback plays a feed for each rule; the clock is set by hand. The app is one process that looks every 30
minutes; cron is a process every 30 minutes, as `newsreader refresh --quiet` is one: library and client are opened
anew. What is counted is what the server was asked.
"""

import asyncio
import tempfile
from collections.abc import Callable
from contextlib import AsyncExitStack, suppress
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler
from itertools import pairwise
from pathlib import Path

from tests.press import item, rss
from tests.server import PressServer

from newsreader.fetch.client import Client
from newsreader.library.refresh.refresher import Refresher
from newsreader.model.errors import BusyError
from newsreader.store.store import Store

BEGIN, EVERY, DAYS = datetime(2026, 11, 16, 0, 7, tzinfo=UTC), timedelta(minutes=30), 7
_HOURS = "".join(f"<hour>{hour}</hour>" for hour in range(8))
#: Validators as servers write them; each goes back byte for byte.
VALIDATORS = {
    "strong": {"ETag": '"v1"'},
    "weak": {"ETag": 'W/"v1-gzip"'},
    "unquoted": {"ETag": "v1"},
    "dated": {"Last-Modified": "Mon, 16 Nov 2026 00:00:00 GMT"},
    "nodate": {"Last-Modified": "hier"},
    "both": {"ETag": '"b"', "Last-Modified": "Mon, 16 Nov 2026 00:00:00 +0100"},
}
SOON = {"ETag": '"s"'}
#: Feeds that always answer the same: status, headers, and what stands in the head of the document.
STILL: dict[str, tuple[int, dict[str, str], str]] = {
    **{name: (200, headers, "") for name, headers in VALIDATORS.items()},
    "max-age-2h": (200, {**SOON, "Cache-Control": "max-age=7200"}, ""),
    "max-age-12h": (200, {**SOON, "Cache-Control": "public, max-age=43200"}, ""),
    "ttl-180": (200, SOON, "<ttl>180</ttl>"),
    "skip-hours": (200, SOON, f"<skipHours>{_HOURS}</skipHours>"),
    "bare": (200, {}, ""),
    "gone": (410, {}, ""),
    "missing": (404, {}, ""),
    "denied": (403, {}, ""),
    "broken": (500, {}, ""),
    "loop": (302, {"Location": "/loop"}, ""),
    "moved": (301, {"Location": "/new"}, ""),
    "new": (200, SOON, ""),
    "found": (302, {"Location": "/there"}, ""),
    "there": (200, SOON, ""),
}
FEEDS = [name for name in STILL if name not in ("new", "there")] + ["rotating", "expires-3h", "busy", "tired"]


class World(PressServer):
    """The server of a week: `asked_at` holds when each path was asked, with what validators, and what it answered."""

    now = BEGIN

    def __init__(self) -> None:
        super().__init__()
        self.asked_at: dict[str, list[tuple[datetime, str, str, int]]] = {}

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        name = handler.path.strip("/")
        sent = [handler.headers.get(header, "") for header in ("If-None-Match", "If-Modified-Since")]
        status, headers, head = self._said(name, sent[0])
        own = [headers.get(header, "") for header in ("ETag", "Last-Modified")]
        if status == 200 and any(own) and own == sent:
            status = 304
        self.asked_at.setdefault(name, []).append((self.now, sent[0], sent[1], status))
        body = rss(name, item("Le quai", "https://x.invalid/1"), head).encode() if status == 200 else b""
        handler.send_response(status)
        for header, value in {
            "Content-Type": "application/rss+xml",
            "Content-Length": str(len(body)),
            **headers,
        }.items():
            handler.send_header(header, value)
        handler.end_headers()
        handler.wfile.write(body)

    def _said(self, name: str, sent: str) -> tuple[int, dict[str, str], str]:
        turn = len(self.asked_at.get(name, ()))
        match name:
            case "rotating":  # a newer validator on each 304 (RFC 9111, 4.3.4)
                return (304 if sent == f'"r{turn - 1}"' else 200), {"ETag": f'"r{turn}"'}, ""
            case "expires-3h":
                return (
                    200,
                    {**SOON, "Expires": format_datetime(datetime.now(UTC) + timedelta(hours=3), usegmt=True)},
                    "",
                )
            case "busy" if turn < 2:
                return 429, {"Retry-After": "21600"}, ""
            case "tired" if turn < 2:
                until = datetime.now(UTC) + timedelta(hours=6, seconds=5)
                return 503, {"Retry-After": format_datetime(until, usegmt=True)}, ""
            case "busy" | "tired":
                return 200, SOON, ""
        return STILL.get(name, (404, {}, ""))


async def live(world: World, path: Path, process_each_time: bool) -> None:
    """A week of refreshes."""
    turns = int(timedelta(days=DAYS) / EVERY)
    for _process in range(turns if process_each_time else 1):
        async with _Process(world, path) as refresher:
            for _turn in range(1 if process_each_time else turns):
                await refresher.refresh(EVERY)
                world.now += EVERY
    assert world.now == BEGIN + timedelta(days=DAYS)


class _Process:
    """A refresh with a library and a client of its own."""

    def __init__(self, world: World, path: Path) -> None:
        self._world, self._path, self._stack = world, path, AsyncExitStack()

    async def __aenter__(self) -> Refresher:
        self.store = Store(self._path)
        self._stack.callback(self.store.close)
        client = await self._stack.enter_async_context(
            Client(longest=5, named=lambda: [feed.url for feed in self.store.feeds.all()])
        )
        return await self._stack.enter_async_context(
            Refresher(self.store, client.get, lambda _event: None, lambda: self._world.now, lambda: 0.5)
        )

    async def __aexit__(self, *_raised: object) -> None:
        await self._stack.aclose()


async def at_once(world: World, path: Path, processes: int = 5) -> int:
    """How often a feed is asked by so many refreshes at one moment."""
    world.now += timedelta(days=1)
    before = len(world.asked_at["strong"])

    async def one() -> None:
        async with _Process(world, path) as refresher:
            with suppress(BusyError):  # another one is at it
                await refresher.refresh(EVERY)

    await asyncio.gather(*(one() for _n in range(processes)))
    return len(world.asked_at["strong"]) - before


def gap(world: World, name: str) -> int:
    """The shortest time between two requests, in minutes."""
    times = [when for when, *_sent in world.asked_at[name]]
    return min((int((b - a).total_seconds()) // 60 for a, b in pairwise(times)), default=0)


def scores(world: World, together: int) -> dict[str, tuple[str, bool]]:
    """What was measured, and whether it is as it should be."""
    asked = {name: len(world.asked_at.get(name, ())) for name in (*FEEDS, "new", "there")}

    def count(name: str, most: int) -> tuple[str, bool]:
        return f"{asked[name]}", 0 < asked[name] <= most

    echoed = {
        name: all(
            tuple(sent) == (v.get("ETag", ""), v.get("Last-Modified", "")) for _w, *sent, _s in world.asked_at[name][1:]
        )
        for name, v in VALIDATORS.items()
    }
    bodies = sum(status == 200 for *_sent, status in world.asked_at["rotating"])
    night = sum(when.hour < 8 for when, *_sent in world.asked_at["skip-hours"][1:])
    waits = {name: gap(world, name) for name in ("max-age-2h", "expires-3h", "ttl-180", "max-age-12h")}
    busy = {
        name: [int((b[0] - a[0]).total_seconds()) // 60 for a, b in pairwise(world.asked_at[name])]
        for name in ("busy", "tired")
    }
    return {
        "ETag, Last-Modified, both; weak, unquoted, no date: back byte for byte": (
            f"{sum(echoed.values())} of {len(echoed)} ({asked['strong']} requests each)",
            all(echoed.values()),
        ),
        "a newer ETag on a 304 is taken: whole bodies": (f"{bodies}", bodies == 1),
        "max-age 2 h, Expires 3 h, ttl 180, max-age 12 h: shortest pause, minutes": (
            ", ".join(map(str, waits.values())),
            list(waits.values()) >= [120, 180, 180, 720] and waits["max-age-12h"] >= 720,
        ),
        "skipHours 0–7: requests in them": (
            f"{night} of {asked['skip-hours']}",
            night == 0 and asked["skip-hours"] > 50,
        ),
        "no validators: requests, and shortest pause, minutes": (
            f"{asked['bare']}, {gap(world, 'bare')}",
            asked["bare"] > 100 and gap(world, "bare") >= 60,
        ),
        "429 and 503 with Retry-After 6 h: first pauses, minutes; then asked again": (
            f"{busy['busy'][:2]}, {busy['tired'][:2]}; {asked['busy']}, {asked['tired']} requests",
            all(min(pauses[:2]) >= 360 and len(pauses) > 100 for pauses in busy.values()),
        ),
        "410: requests": count("gone", 1),
        "404: requests": count("missing", 8),
        "403: requests": count("denied", 20),
        "500: requests": count("broken", 20),
        "redirect loop: requests (nine a try)": count("loop", 20 * 9),
        "301 to another path: requests to the old one": count("moved", 2),
        "302: requests to the old address, and to where it leads": (
            f"{asked['found']}, {asked['there']}",
            asked["found"] == asked["there"] > 100,
        ),
        "five refreshes at one moment: requests for each feed": (f"{together}", together == 1),
    }


async def week(process_each_time: bool) -> dict[str, tuple[str, bool]]:
    """A week, and what it came to."""
    world = World()
    try:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "library.db"
            store = Store(path)
            for name in FEEDS:
                # Who asks to wait asks it for its whole host: those two have one of their own.
                base = world.base.replace("127.0.0.1", "localhost") if name in ("busy", "tired") else world.base
                store.feeds.add(f"{base}/{name}")
            store.close()
            await live(world, path, process_each_time)
            return scores(world, await at_once(world, path))
    finally:
        world.close()


def main() -> None:
    """Print both columns."""
    app, cron = (asyncio.run(week(each)) for each in (False, True))
    print("| rule | app | cron |\n|---|---|---|")
    mark: Callable[[tuple[str, bool]], str] = lambda said: said[0] if said[1] else f"**{said[0]}**"  # noqa: E731
    for rule, said in app.items():
        print(f"| {rule} | {mark(said)} | {mark(cron[rule])} |")
    kept = [sum(good for _said, good in column.values()) for column in (app, cron)]
    print(f"\n{kept[0]} and {kept[1]} of {len(app)} rules kept.")


if __name__ == "__main__":
    main()
