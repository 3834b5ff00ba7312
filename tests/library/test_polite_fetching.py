"""A simulated week of a feed reader, scored as the public projects that score feed readers do.

The server is a real one on loopback; only the clock is set by hand. Each rule is a check of its own.
"""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from newsreader.fetch.client import Client
from newsreader.fetch.freshness import freshness, seconds_until
from newsreader.fetch.robots import allows, crawl_delay
from newsreader.library.refresh.refresher import Refresher
from newsreader.library.refresh.schedule import (
    MAX_INTERVAL,
    UNCONDITIONAL,
    accept_redirect,
    due,
    next_poll_after_failure,
    next_poll_after_success,
)
from newsreader.library.workers.job_runner import InProcessRunner
from newsreader.library.workers.jobs import ParsePage
from newsreader.model.article_filter import ArticleFilter
from newsreader.model.errors import BusyError, NotAnArticle
from newsreader.model.feed import Feed, PollHints, WaitReason
from newsreader.model.hosts import host_of
from newsreader.parse.feeds import read_feed
from newsreader.store.store import Store
from tests.press import Served, item, rss
from tests.server import PressServer, served

MONDAY = datetime(2026, 11, 16, 0, 7, tzinfo=UTC)
EVERY = timedelta(minutes=30)


@dataclass
class Week:
    """What the server was asked in a week, with the time of each request."""

    press: PressServer
    store: Store
    now: datetime = MONDAY
    asked: list[tuple[datetime, str, dict[str, str]]] = field(default_factory=list)

    async def live(self, until: datetime, step: timedelta = timedelta(minutes=10), by_hand: bool = False) -> None:
        """Go through the time: the app wakes every ten minutes, and a new process every day."""
        while self.now < until:
            async with (
                Client(longest=5, named=served) as client,
                Refresher(self.store, client.get, lambda _event: None, lambda: self.now, lambda: 0.5) as refresher,
            ):
                await refresher.refresh(EVERY, asked=by_hand)
            self.asked += [(self.now, path, headers) for path, headers in self.press.asked]
            self.press.asked.clear()
            self.now += step

    def of(self, path: str) -> list[tuple[datetime, dict[str, str]]]:
        """The requests for a path."""
        return [(when, {k.lower(): v for k, v in headers.items()}) for when, p, headers in self.asked if p == path]


def _feed(**headers: str) -> Served:
    return Served(rss("T", "").encode(), headers={"Content-Type": "application/rss+xml", **headers})


@pytest.fixture
async def week(press: PressServer, store: Store) -> AsyncIterator[Week]:
    """A week with one feed for each rule."""
    press.routes = {
        "/etag.rss": _feed(ETag='"v1"'),
        "/modified.rss": _feed(**{"Last-Modified": "Mon, 16 Nov 2026 00:00:00 GMT"}),
        "/fresh.rss": _feed(ETag='"f"', **{"Cache-Control": "public, max-age=7200"}),
        "/bare.rss": _feed(),
        "/busy.rss": Served(b"", 429, {"Retry-After": "86400"}),
        "/gone.rss": Served(b"", 410),
        "/missing.rss": Served(b"", 404),
        "/broken.rss": Served(b"", 500),
        "/moved.rss": Served(b"", 301, {"Location": "/etag.rss?moved"}),
        "/etag.rss?moved": _feed(ETag='"m"'),
        "/elsewhere.rss": Served(b"", 302, {"Location": "/etag.rss?found"}),
        "/etag.rss?found": _feed(ETag='"n"'),
        "/cookie.rss": _feed(ETag='"c"', **{"Set-Cookie": "id=1"}),
    }
    for path in press.routes:
        if "?" not in path and "busy" not in path:
            store.feeds.add(press.base + path)
    week = Week(press, store)
    await week.live(MONDAY + timedelta(days=1), timedelta(minutes=15))
    await week.live(MONDAY + timedelta(days=7), timedelta(hours=1))
    yield week


async def test_a_week_of_manners(week: Week) -> None:
    """Every rule at once, each with its own message: a week is simulated once."""
    checks = {
        "validators go back verbatim": all(h.get("if-none-match") == '"v1"' for _w, h in week.of("/etag.rss")[1:]),
        "Last-Modified goes back verbatim": all(
            h.get("if-modified-since") == "Mon, 16 Nov 2026 00:00:00 GMT" for _w, h in week.of("/modified.rss")[1:]
        ),
        "no validator is invented": not any(
            {"if-none-match", "if-modified-since"} & set(h) for _w, h in week.of("/bare.rss")
        ),
        "never two requests within the interval": _gap(week, "/etag.rss") >= EVERY,
        "max-age is a lower bound": _gap(week, "/fresh.rss") >= timedelta(hours=2),
        "an unconditional feed is asked hourly at most": _gap(week, "/bare.rss") >= timedelta(hours=1),
        "410 ends the polling": len(week.of("/gone.rss")) == 1,
        "404 backs off": len(week.of("/missing.rss")) <= 8,
        "500 backs off": len(week.of("/broken.rss")) <= 20 and len(week.of("/broken.rss")) >= 5,
        "301 moves the address": len(week.of("/moved.rss")) == 2 and len(week.of("/etag.rss?moved")) > 20,
        "302 does not": len(week.of("/elsewhere.rss")) > 20,
        "no cookies": not any("cookie" in h for _w, h in week.of("/cookie.rss")),
        "no referrer": not any("referer" in h or "referrer" in h for _w, _p, h in _lower(week)),
        "no cache busting": not any("pragma" in h or "cache-control" in h for _w, _p, h in _lower(week)),
        "it names itself": all(h["user-agent"].startswith("newsreader/") for _w, _p, h in _lower(week)),
        "it asks for feeds": all("rss" in h["accept"] and "atom" in h["accept"] for _w, _p, h in _lower(week)),
        "it takes compressed answers": all("gzip" in h["accept-encoding"] for _w, _p, h in _lower(week)),
        "no query strings of its own": {p for _w, p, _h in week.asked} <= set(week.press.routes),
    }
    assert [rule for rule, kept in checks.items() if not kept] == []
    told = {feed.url.rpartition("/")[2]: feed for feed in week.store.feeds.all()}
    assert told["gone.rss"].wait_reason is WaitReason.GONE and "410" in told["gone.rss"].error
    assert told["etag.rss"].last_change == MONDAY and told["etag.rss"].status == 304


def _gap(week: Week, path: str) -> timedelta:
    times = [when for when, _headers in week.of(path)]
    assert len(times) > 3
    return min(b - a for a, b in pairwise(times))


def _lower(week: Week) -> list[tuple[datetime, str, dict[str, str]]]:
    return [(when, path, {k.lower(): v for k, v in h.items()}) for when, path, h in week.asked]


async def test_a_server_that_asks_to_wait_is_left_alone_by_every_process(press: PressServer, store: Store) -> None:
    press.routes = {
        "/busy.rss": Served(b"", 429, {"Retry-After": "7200"}),
        "/other.rss": _feed(ETag='"o"'),
        "/third.rss": _feed(ETag='"t"'),
    }
    store.feeds.add(f"{press.base}/busy.rss")
    week = Week(press, store)
    await week.live(MONDAY + timedelta(minutes=5))
    store.feeds.add(f"{press.base}/other.rss")
    # By itself, and by hand: the host is left alone, for every one of its feeds.
    await week.live(MONDAY + timedelta(hours=1))
    await week.live(MONDAY + timedelta(hours=2), by_hand=True)
    assert [path for when, path, _h in week.asked if when < MONDAY + timedelta(hours=2)] == ["/busy.rss"]
    press.routes["/busy.rss"] = _feed(ETag='"b"')
    await week.live(MONDAY + timedelta(hours=3))
    assert {path for _w, path, _h in week.asked} >= {"/busy.rss", "/other.rss"}
    assert not any(feed.error for feed in store.feeds.all())


async def test_a_feed_that_moves_to_another_subscribed_one_becomes_that_one(press: PressServer, store: Store) -> None:
    news = rss("T", item("Un", "https://x.example/1.html") + item("Deux", "https://x.example/2.html"))
    press.routes = {path: Served(news.encode(), headers={"ETag": '"1"'}) for path in ("/old.rss", "/new.rss")}
    old, new = (
        store.feeds.add(press.base + path, folder=folder)[0]
        for path, folder in (("/old.rss", "Presse"), ("/new.rss", ""))
    )
    week = Week(press, store)
    await week.live(MONDAY + timedelta(minutes=5))
    store.undo.set_flag(store.headlines.ids(ArticleFilter(feed=old)), "read", True, "lu", week.now)
    press.routes["/old.rss"] = Served(b"", 301, {"Location": "/new.rss"})
    await week.live(MONDAY + timedelta(hours=3))
    (feed,) = store.feeds.all()
    assert (feed.id, feed.folder, feed.total, feed.unread) == (new, "Presse", 2, 0)


async def test_validators_come_from_a_200_only_and_the_same_bytes_are_not_read_twice(
    press: PressServer, store: Store
) -> None:
    press.routes["/f.rss"] = _feed(ETag='"1"')
    store.feeds.add(f"{press.base}/f.rss")
    week = Week(press, store)
    await week.live(MONDAY + timedelta(hours=2))
    press.routes["/f.rss"] = replace(press.routes["/f.rss"], headers={"ETag": '"2"'})
    await week.live(MONDAY + timedelta(hours=3))
    (feed,) = store.feeds.all()
    assert feed.etag == '"2"' and feed.last_change == MONDAY


async def test_robots_txt_holds_for_pages_that_are_collected_and_not_for_one_that_is_opened(
    press: PressServer, store: Store
) -> None:
    press.routes["/robots.txt"] = Served(b"User-agent: *\nDisallow: /blog/\n")
    store.feeds.add(f"{press.base}/blog.rss")
    store.feeds.add(f"{press.base}/culture.rss")
    week = Week(press, store)
    await week.live(MONDAY + timedelta(minutes=1))
    paths = [path for _w, path, _h in week.asked]
    assert paths.count("/robots.txt") == 1
    assert "/culture/quai_7000001.html" in paths and not any(path.startswith("/blog/") for path in paths)
    left = next(h for h in store.headlines.headlines(ArticleFilter(), 9) if not h.complete)
    assert "collect" in store.articles.error(left.id)
    async with (
        Client(named=served) as client,
        Refresher(store, client.get, lambda _event: None, lambda: week.now) as refresher,
    ):
        assert store.articles.load(await refresher.read_page(left.url))


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Cache-Control": "max-age=600"}, 600),
        ({"Cache-Control": "public, max-age=600", "Age": "100"}, 500),
        ({"Cache-Control": "no-cache, max-age=600"}, None),
        ({"Date": "Mon, 16 Nov 2026 00:00:00 GMT", "Expires": "Mon, 16 Nov 2026 01:00:00 GMT"}, 3600),
        ({"Expires": "0"}, 0),
        ({"Expires": "never"}, None),
        ({}, None),
    ],
)
def test_freshness_as_http_says_it(headers: dict[str, str], seconds: float | None) -> None:
    assert freshness(headers) == seconds


def test_retry_after_in_seconds_and_as_a_date() -> None:
    assert seconds_until("120", MONDAY) == 120
    assert seconds_until("Mon, 16 Nov 2026 00:09:00 GMT", MONDAY) == 120
    assert seconds_until("soon", MONDAY) is None and seconds_until("", MONDAY) is None


def test_a_feed_says_how_often_and_when_it_wants_to_be_asked() -> None:
    more = "<ttl>90</ttl><skipHours><hour>1</hour><hour>2</hour></skipHours><skipDays><day>Sunday</day></skipDays>"
    document = rss("T", item("Un", "https://x.example/1")).replace("<item>", f"{more}<item>", 1)
    pace = read_feed(document.encode(), "https://x.example/f").poll_hints
    assert pace == PollHints(timedelta(minutes=90), frozenset({1, 2}), frozenset({"Sunday"}))
    assert next_poll_after_success(MONDAY, None, pace, True) == (
        datetime(2026, 11, 16, 3, 0, tzinfo=UTC),
        WaitReason.SKIPPED,
    )
    saturday = datetime(2026, 11, 21, 23, 0, tzinfo=UTC)
    assert next_poll_after_success(saturday, None, pace, True)[0] == datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
    assert next_poll_after_success(MONDAY, timedelta(hours=12), PollHints(), True) == (
        MONDAY + timedelta(hours=12),
        WaitReason.FRESH,
    )
    assert next_poll_after_success(MONDAY, timedelta(days=400), PollHints(), True) == (
        MONDAY + MAX_INTERVAL,
        WaitReason.FRESH,
    )
    assert next_poll_after_success(MONDAY, None, PollHints(timedelta(days=60)), True) == (
        MONDAY + MAX_INTERVAL,
        WaitReason.FRESH,
    )
    assert next_poll_after_success(MONDAY, None, PollHints(), True) == (MONDAY, WaitReason.NONE)
    assert next_poll_after_success(MONDAY, None, PollHints(), False) == (
        MONDAY + UNCONDITIONAL,
        WaitReason.UNCONDITIONAL,
    )


def test_hours_to_skip_are_skipped_by_who_comes_in_them() -> None:
    """A feed that answered at 23:45 is not asked at 0:15, though nothing said then that it waits."""
    night = PollHints(timedelta(), frozenset({0, 1}))
    late = datetime(2026, 11, 16, 23, 45, tzinfo=UTC)
    feed = Feed(1, "https://x.example/f", "T", last_attempt=late, not_before=late, poll_hints=night)
    in_it = late + timedelta(minutes=30)
    assert due([feed], in_it, EVERY, asked=False) == []
    assert due([feed], in_it, EVERY, asked=True) == [feed]
    assert due([feed], datetime(2026, 11, 17, 2, 0, tzinfo=UTC), EVERY, asked=False) == [feed]
    # Who skips every hour does not mean it.
    always = replace(feed, poll_hints=PollHints(timedelta(), frozenset(range(24))))
    assert due([always], in_it, EVERY, asked=False) == [always]


def test_waits_grow_and_end() -> None:
    waits = [next_poll_after_failure(MONDAY, 500, n, None, 0.0)[0] for n in range(1, 30)]
    assert waits[0] == MONDAY + timedelta(minutes=10) and waits == sorted(w for w in waits if w)
    assert waits[-1] == MONDAY + timedelta(days=1)
    assert next_poll_after_failure(MONDAY, 503, 1, 90, 0.7) == (MONDAY + timedelta(seconds=90), WaitReason.ASKED)
    assert next_poll_after_failure(MONDAY, 429, 1, 10**9, 0.0)[0] == MONDAY + timedelta(days=7)
    assert next_poll_after_failure(MONDAY, 410, 1, None, 0.0) == (None, WaitReason.GONE)


@pytest.mark.parametrize(
    ("moving", "moved", "url", "remembered"),
    [
        ("", "", "http://a.example/f", ""),
        ("", "https://a.example/f", "https://a.example/f", ""),
        ("", "http://www.a.example/f", "http://www.a.example/f", ""),
        ("", "http://b.example/g", "http://a.example/f", "http://b.example/g"),
        ("http://b.example/g", "http://b.example/g", "http://b.example/g", ""),
        ("http://b.example/g", "http://c.example/h", "http://a.example/f", "http://c.example/h"),
    ],
)
def test_a_feed_moves_when_that_is_sure(moving: str, moved: str, url: str, remembered: str) -> None:
    assert accept_redirect(Feed(1, "http://a.example/f", "f", redirect_candidate=moving), moved) == (url, remembered)


def test_by_hand_only_the_floor_and_the_servers_wishes_hold() -> None:
    feed = Feed(
        1,
        "https://x.example/f",
        "f",
        last_attempt=MONDAY,
        not_before=MONDAY + timedelta(hours=4),
        wait_reason=WaitReason.FRESH,
    )
    at = MONDAY + timedelta(minutes=5)
    assert due([feed], at, EVERY, True) and not due([feed], at - timedelta(seconds=1), EVERY, True)
    assert not due([feed], at + timedelta(hours=2), EVERY, False)
    told = replace(feed, wait_reason=WaitReason.ASKED, error="429")
    assert not due([told], at, EVERY, True) and due([told], MONDAY + timedelta(hours=4), EVERY, True)
    assert not due([feed], at, EVERY, True, {"x.example": at + timedelta(hours=1)})
    gone = replace(feed, wait_reason=WaitReason.GONE, error="410")
    assert due([gone], at, EVERY, True) and not due([gone], at + timedelta(days=90), EVERY, False)


async def test_what_was_busy_once_is_asked_again_by_whoever_comes(press: PressServer, store: Store) -> None:
    press.routes["/f.rss"] = Served(b"", 503, {"Retry-After": "2"})
    store.feeds.add(f"{press.base}/f.rss")
    week = Week(press, store)
    await week.live(MONDAY + timedelta(minutes=1), by_hand=True)
    press.routes["/f.rss"] = _feed(ETag='"b"')
    await week.live(MONDAY + timedelta(minutes=11), by_hand=True)
    assert len(week.of("/f.rss")) == 2 and not store.feeds.all()[0].error


async def test_a_server_that_does_not_say_for_how_long_is_left_alone_as_after_a_first_fault(
    press: PressServer, store: Store
) -> None:
    press.routes["/f.rss"] = Served(b"", 503)
    store.feeds.add(f"{press.base}/f.rss")
    week = Week(press, store)
    await week.live(MONDAY + timedelta(minutes=1))
    told, _why = next_poll_after_failure(MONDAY, 503, 1, None, 0.5)
    assert store.hosts.waiting(MONDAY) == {host_of(press.base): told}


async def test_feeds_of_a_server_that_allows_one_request_at_a_time_take_turns(press: PressServer, store: Store) -> None:
    """A refresh an hour: each is read before one has its second turn, and the server says "too many" hardly more
    than once."""
    for n in range(8):
        store.feeds.add(f"{press.base}/{n}.rss")
        press.routes[f"/{n}.rss"] = _feed(ETag=f'"{n}"')
    given: set[datetime] = set()
    refused: list[datetime] = []
    answer = press.answer
    time_of = Week(press, store)

    def limited(handler: Any) -> None:
        if time_of.now in given:
            refused.append(time_of.now)
            handler.send_response(429)
            handler.send_header("Retry-After", "60")
            handler.send_header("Content-Length", "0")
            handler.end_headers()
        else:
            given.add(time_of.now)
            answer(handler)

    press.answer = limited  # type: ignore[method-assign]
    await time_of.live(MONDAY + timedelta(hours=9), timedelta(hours=1))
    assert [feed.title for feed in store.feeds.all() if not feed.last_success] == []
    assert len(refused) <= 3


async def test_a_304_with_newer_validators_is_believed_and_one_that_nobody_asked_for_is_not(
    press: PressServer, store: Store
) -> None:
    press.routes = {"/f.rss": _feed(ETag='"1"'), "/odd.rss": Served(b"", 304, {"ETag": '"x"'})}
    for path in press.routes:
        store.feeds.add(press.base + path)
    week = Week(press, store)
    await week.live(MONDAY + timedelta(minutes=5))
    press.routes["/f.rss"] = Served(b"", 304, {"ETag": '"2"'})
    await week.live(MONDAY + timedelta(hours=2), timedelta(minutes=35))
    assert [h.get("if-none-match") for _w, h in week.of("/f.rss")] == [None, '"1"', '"2"', '"2"']
    assert not any("if-none-match" in h for _w, h in week.of("/odd.rss"))
    odd = next(feed for feed in store.feeds.all() if "odd" in feed.url)
    assert odd.error and not odd.last_success


async def test_the_time_that_robots_txt_wants_between_two_pages_is_kept(press: PressServer, store: Store) -> None:
    press.routes["/robots.txt"] = Served(b"User-agent: *\nCrawl-delay: 0.4\n")
    store.feeds.add(f"{press.base}/titres.rss")
    times: list[float] = []
    answer = press.answer

    def noted(handler: Any) -> None:
        if handler.path.endswith(".html"):
            times.append(time.monotonic())
        answer(handler)

    press.answer = noted  # type: ignore[method-assign]
    with suppress(NotAnArticle):  # the first page of a process is slow: what parses it is loaded
        await InProcessRunner().run(ParsePage(b"<p>Rien.</p>", f"{press.base}/rien", ""))
    for patience, expected in ((0.0, 1), (9.0, 2)):
        async with (
            Client(named=served) as client,
            Refresher(store, client.get, lambda _event: None, lambda: datetime.now(UTC), patience=patience) as one,
        ):
            await one.refresh(EVERY)
        assert len(times) == expected
        store.feeds.add(f"{press.base}/culture.rss")
    print(times)
    assert not any(store.articles.error(h.id) for h in store.headlines.headlines(ArticleFilter(), 9))


async def test_of_a_feed_that_breaks_off_the_whole_items_are_kept_and_it_is_asked_again(
    press: PressServer, store: Store
) -> None:
    links = [f"https://vent.example/{n}" for n in range(3)]
    document = rss("Le vent", "".join(item(f"Jour {n}", link) for n, link in enumerate(links))).encode()
    cut = document[: document.rindex(b"<link>")]
    press.routes["/f.rss"] = Served(cut, headers={"ETag": '"1"'}, cut=True)
    store.feeds.add(f"{press.base}/f.rss")
    week = Week(press, store)
    await week.live(MONDAY + timedelta(minutes=1))
    (feed,) = store.feeds.all()
    assert (feed.total, feed.etag) == (2, "") and "closed the connection" in feed.error
    press.routes["/f.rss"] = Served(document, headers={"ETag": '"1"'})
    await week.live(MONDAY + timedelta(hours=1))
    (feed,) = store.feeds.all()
    assert (feed.total, feed.etag, feed.error) == (3, '"1"', "")


async def test_refreshes_at_one_moment_ask_each_feed_once(press: PressServer, store: Store) -> None:
    store.feeds.add(f"{press.base}/titres.rss")

    async def one(asked: bool) -> None:
        async with Client(named=served) as client, Refresher(store, client.get, lambda _event: None) as refresher:
            await refresher.refresh(EVERY, asked)

    done = await asyncio.gather(*(one(asked) for asked in (True, True, False, False, True)), return_exceptions=True)
    assert press.paths().count("/titres.rss") == 1
    assert [type(each) for each in done].count(BusyError) == 2


def test_robots_as_written() -> None:
    rules = "User-agent: *\nDisallow: /prive/\n\nUser-agent: newsreader\nDisallow: /nous/\n"
    assert allows(rules, "https://x.example/prive/a") and not allows(rules, "https://x.example/nous/a")
    assert crawl_delay("User-agent: *\nCrawl-delay: 2.5\n") == timedelta(seconds=3)
    assert crawl_delay("User-agent: gulp\nCrawl-delay: 9\n") == crawl_delay("Crawl-delay: x") == timedelta()
    assert allows("", "https://x.example/a") and not allows("User-agent: *\nDisallow: /", "https://x.example/a")


async def test_the_pool_is_bounded_whatever_is_asked(press: PressServer) -> None:
    press.routes["/slow"] = Served(b"x" * 3, drip=0.02)
    async with Client(named=served) as client:
        await asyncio.gather(*(client.get(f"{press.base}/slow") for _n in range(12)))
    assert press.most_at_once <= 2
