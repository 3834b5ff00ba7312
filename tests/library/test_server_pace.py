"""Servers that want to be left alone: for how long, and how often they are asked from then on."""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, cast

import pytest

from newsreader.library.refresh.polite_client import PoliteClient, ServerPaused
from newsreader.library.sync.rejections import Rejections
from newsreader.model.errors import FetchError
from newsreader.store.store import Store

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
URL, OTHER = "https://x.example/1", "https://y.example/1"


@dataclass
class Web:
    """Answers in turn, an error where one is given; remembers what was asked, and how many at a time."""

    answers: list[FetchError | bytes] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    now: datetime = NOW
    at_work: int = 0
    most: int = 0

    async def get(self, url: str, **_more: Any) -> Any:
        self.asked.append(url)
        self.at_work += 1
        self.most = max(self.most, self.at_work)
        await asyncio.sleep(0)
        self.at_work -= 1
        answer = self.answers.pop(0) if self.answers else b""
        if isinstance(answer, FetchError):
            raise answer
        return cast(Any, type("Answer", (), {"body": answer}))


def refused(status: int, retry_after: float | None = None) -> FetchError:
    error = FetchError("Non.", status)
    error.retry_after = retry_after
    return error


def client(store: Store, web: Web, chance: float = 0.0, per_host: int = 2) -> PoliteClient:
    return PoliteClient(store, web.get, lambda: web.now, lambda: chance, per_host)


async def ask(one: PoliteClient, *urls: str) -> list[type[Exception] | None]:
    found: list[type[Exception] | None] = []
    for url in urls:
        try:
            await one.get(url)
            found.append(None)
        except FetchError as error:
            found.append(type(error))
    return found


@pytest.mark.parametrize(
    ("answers", "chance", "wait", "gap"),
    [
        ([b"", refused(429)], 0.0, timedelta(minutes=1), timedelta(minutes=1)),
        ([b"", refused(429)], 0.5, timedelta(seconds=66), timedelta(seconds=66)),
        ([refused(429)], 0.0, timedelta(hours=1), timedelta()),  # it has never answered: that is no pace
        ([b"", refused(429, 600)], 0.0, timedelta(minutes=10), timedelta(minutes=10)),
        ([b"", refused(429, 601)], 0.0, timedelta(seconds=601), timedelta()),
        ([b"", refused(503, 60)], 0.0, timedelta(minutes=1), timedelta()),
        ([b"", refused(503)], 0.0, timedelta(hours=1), timedelta()),
    ],
)
async def test_a_server_is_left_alone_for_as_long_as_it_says_or_is_guessed(
    store: Store, answers: list[FetchError | bytes], chance: float, wait: timedelta, gap: timedelta
) -> None:
    web = Web(list(answers))
    one = client(store, web, chance)
    await ask(one, *[URL] * len(answers))
    until = NOW + wait
    assert one.paused_until == {"x.example": until} and one.free_at(URL) == until and one.free_at(OTHER) == NOW
    assert await ask(one, URL, OTHER) == [ServerPaused, None] and web.asked[-1] == OTHER
    # Other processes hear of it, too.
    assert client(store, web).paused_until == {"x.example": until}
    web.now = until
    assert await ask(one, URL) == [None]
    one.reserve_turn(URL)
    one.reserve_turn(OTHER)
    assert one.free_at(URL) == until + gap and one.free_at(OTHER) == until
    later = client(store, web)
    later.reserve_turn(URL)
    assert later.free_at(URL) == until + gap, "the pace is kept for a day"
    web.now = until + timedelta(days=2)
    assert client(store, web).free_at(URL) == web.now


async def test_errors_that_ask_for_nothing_pause_nothing(store: Store) -> None:
    web = Web([refused(500), refused(404), refused(0)])
    one = client(store, web)
    assert await ask(one, URL, URL, URL, URL) == [FetchError] * 3 + [None] and not one.paused_until


async def test_so_many_requests_go_to_one_server_at_a_time(store: Store) -> None:
    web = Web()
    one = client(store, web, per_host=2)
    await asyncio.gather(*(one.get(URL) for _time in range(6)))
    assert web.most == 2 and len(web.asked) == 6


@pytest.mark.parametrize(
    ("answer", "allowed", "kept"),
    [
        (b"User-agent: *\nDisallow: /1", False, True),
        (b"User-agent: *\nDisallow: /2", True, True),
        (refused(404), True, True),
        (refused(0), True, False),
    ],
)
async def test_what_robots_txt_says_is_asked_once_a_day(
    store: Store, answer: FetchError | bytes, allowed: bool, kept: bool
) -> None:
    web = Web([answer])
    one = client(store, web)
    assert not one.knows_robots("x.example")
    for _time in range(2):
        assert await one.robots_allow(URL) is allowed
    assert web.asked == ["https://x.example/robots.txt"] and one.knows_robots("x.example")
    web.answers = [b""]
    assert await client(store, web).robots_allow(URL) is (allowed if kept else True)
    assert len(web.asked) == (1 if kept else 2)
    web.now += timedelta(days=1, seconds=1)
    assert await client(store, web).robots_allow(URL) and len(web.asked) == (2 if kept else 3)


@pytest.mark.parametrize("status", [500, 503, 429])
async def test_a_server_out_of_order_allows_nothing(store: Store, status: int) -> None:
    with pytest.raises(ServerPaused):
        await client(store, Web([refused(status)])).robots_allow(URL)


async def test_a_page_keeps_the_delay_that_robots_txt_wants_and_a_feed_does_not(store: Store) -> None:
    one = client(store, Web([b"User-agent: *\nCrawl-delay: 7"]))
    await one.robots_allow(URL)
    one.reserve_turn(URL)
    assert one.free_at(URL) == NOW
    one.reserve_turn(URL, page=True)
    assert one.free_at(URL) == NOW + timedelta(seconds=7)


# ------------------------------------------------------------ what a server of accounts does not take


def test_what_fails_in_three_rounds_is_offered_again_after_a_week(store: Store) -> None:
    clock = [NOW]
    for fails in (False, False, True):
        one = Rejections(store.state, 1, lambda: clock[0])
        assert [one.failed_again("f") for _time in range(3)] == [fails] * 3, "a round counts once"
    one.add("f")
    assert one.has("f") and one.all() == ["f"] and not Rejections(store.state, 2, lambda: clock[0]).has("f")
    clock[0] += timedelta(days=7, seconds=-1)
    assert one.has("f")
    clock[0] += timedelta(seconds=1)
    assert not one.has("f") and one.all() == []
    one.accepted("f")
    assert not Rejections(store.state, 1, lambda: clock[0]).failed_again("f")
