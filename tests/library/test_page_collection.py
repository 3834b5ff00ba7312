"""Pages and comments collected ahead, without a network: what is asked of whom, what is kept, where it ends."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, cast

import pytest

from newsreader.fetch.client import PER_HOST
from newsreader.library.refresh.comments import ELSEWHERE, MOST_ANSWERS, CommentFetcher, merge_threads
from newsreader.library.refresh.host_queue import PageQueue, PageRequest
from newsreader.library.refresh.polite_client import ServerPaused
from newsreader.library.refresh.prefetch import PrefetchBudget, Prefetcher
from newsreader.library.workers.article_tasks import prepare_article
from newsreader.library.workers.jobs import ParseCommentFeed, ParseCommentPart, ParsePage, ParseThread
from newsreader.model.article_filter import ArticleFilter
from newsreader.model.comment import MOST_COMMENTS, Comment, CommentSource, CommentState, Thread
from newsreader.model.errors import FetchError, NetworkUnreachable, NotAnArticle
from newsreader.model.feed import Entry
from newsreader.model.hosts import host_of
from newsreader.model.text import Text
from newsreader.parse.comments.response import Part
from newsreader.store.store import Store
from tests.store.test_store import an_article

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@dataclass
class Answer:
    """What an address gives."""

    body: bytes = b"x"
    url: str = ""
    charset: str = ""
    content_type: str = "image/png"


@dataclass
class World:
    """Servers, parsers and writes, done at once; an answer that is an exception is raised. `parsed` has what comes of
    each kind of job, in turn where there are several."""

    answers: dict[str, Any] = field(default_factory=dict)
    parsed: dict[type, Any] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    jobs: list[Any] = field(default_factory=list)
    forbidden: set[str] = field(default_factory=set)
    known: set[str] = field(default_factory=set)
    free: dict[str, datetime] = field(default_factory=dict)

    async def get(self, url: str, **_how: Any) -> Answer:
        self.asked.append(url)
        answer = self.answers.get(url, Answer())
        if isinstance(answer, Exception):
            raise answer
        found: Answer = replace(answer, url=url)
        return found

    async def run(self, job: Any) -> Any:
        self.jobs.append(job)
        result = self.parsed[type(job)]
        result = result.pop(0) if isinstance(result, list) else result
        if isinstance(result, Exception):
            raise result
        return result

    async def submit(self, act: Callable[[], Any]) -> Any:
        return act()

    async def robots_allow(self, url: str) -> bool:
        return url not in self.forbidden

    def reserve_turn(self, _url: str, page: bool = False) -> None:
        assert page

    def free_at(self, url: str) -> datetime:
        return self.free.get(host_of(url), NOW)

    def knows_robots(self, host: str) -> bool:
        return host in self.known


def comment(number: int, **more: Any) -> Comment:
    return Comment(str(number), f"L{number}", (Text("Oui."),), **more)


def a_part(
    comments: tuple[Comment, ...],
    more: tuple[str, ...] = (),
    count: int | None = None,
    state: CommentState = CommentState.OPEN,
) -> Part:
    """One answer of a source."""
    return Part(comments, count, more, state)


def comments_of(store: Store, world: World) -> CommentFetcher:
    every = cast(Any, world)
    return CommentFetcher(store, every, every, every, lambda: NOW)


OPEN, NONE, UNKNOWN = CommentState.OPEN, CommentState.NONE, CommentState.UNKNOWN
FEED, API, CORAL = CommentSource.FEED, CommentSource.WORDPRESS, CommentSource.CORAL


# ------------------------------------------------------------ comments


@pytest.mark.parametrize(
    ("thread", "asks"),
    [
        (Thread(OPEN, source=FEED, feed="f"), True),
        (Thread(OPEN, source=FEED, feed="f", count=0), False),
        (Thread(OPEN, source=FEED, feed="f", count=2), True),
        (Thread(OPEN, source=FEED, feed="f", count=2, comments=(comment(1), comment(2))), False),
        (Thread(OPEN, source=FEED, feed="f", count=3, comments=(comment(1), comment(2))), True),
        (Thread(OPEN, source=API, feed="f"), False),
        (Thread(OPEN, source=API, feed="f", count=1), True),
        (Thread(NONE, source=FEED, feed="f", count=2), False),
        (Thread(OPEN, count=2), False),
    ],
)
async def test_a_source_is_asked_where_there_are_said_to_be_comments(store: Store, thread: Thread, asks: bool) -> None:
    full = replace(thread, comments=(comment(1), comment(2), comment(3)))
    world = World(parsed={ParseCommentFeed: full, ParseCommentPart: a_part(full.comments, (), None, OPEN)})
    found = await comments_of(store, world).fetch_if_missing(thread)
    assert (len(found.comments) == 3) is asks and bool(world.asked) is asks
    world.answers["f"] = FetchError("Trop lent.", status=500)
    assert await comments_of(store, world).fetch_if_missing(thread) == thread, "its trouble is not the article's"


async def test_a_source_is_asked_page_after_page_and_each_page_once(store: Store) -> None:
    parts = [
        a_part((comment(1), comment(2)), ("b", "c"), 4, OPEN),
        a_part((comment(3),), ("a", "b", "c"), None, CommentState.CLOSED),
        a_part((comment(4), comment(1)), (), None, OPEN),
    ]
    world = World(parsed={ParseCommentPart: parts})
    found = await comments_of(store, world).read(Thread(UNKNOWN, source=API, feed="a"))
    assert world.asked == ["a", "b", "c"] and [one.id for one in found.comments] == ["1", "2", "3", "4"]
    assert (found.count, found.state) == (4, OPEN)


async def test_a_source_without_end_is_asked_so_often_only(store: Store) -> None:
    class Endless(World):
        async def run(self, _job: Any) -> Part:
            return a_part((comment(len(self.asked)),), (str(len(self.asked)),), None, OPEN)

    world = Endless()
    found = await comments_of(store, world).read(Thread(OPEN, source=API, feed="a"))
    assert len(world.asked) == len(found.comments) == MOST_ANSWERS
    same = World(parsed={ParseCommentPart: a_part((comment(1),), ("a", "b", "c"), None, OPEN)})
    await comments_of(store, same).read(Thread(OPEN, source=API, feed="a"))
    assert same.asked == ["a", "b", "c"], "a page that has nothing new leads to no other"
    many = tuple(comment(n) for n in range(MOST_COMMENTS + 5))
    flood = World(parsed={ParseCommentPart: a_part(many, ("b",), None, OPEN)})
    found = await comments_of(store, flood).read(Thread(OPEN, source=API, feed="a"))
    assert len(found.comments) == found.count == MOST_COMMENTS and flood.asked == ["a"]


@pytest.mark.parametrize(
    ("status", "state"),
    [(401, CommentState.SIGN_IN), (403, CommentState.SIGN_IN), (404, UNKNOWN), (410, UNKNOWN)],
)
async def test_a_source_that_refuses_leaves_what_the_page_said(store: Store, status: int, state: CommentState) -> None:
    world = World(answers={"a": FetchError("Non.", status=status)})
    thread = Thread(UNKNOWN, count=7, source=API, feed="a")
    assert await comments_of(store, world).read(thread) == replace(thread, state=state)


async def test_what_has_been_read_is_more_than_nothing_and_nothing_is_none(store: Store) -> None:
    fetcher = comments_of(store, world := World(parsed={ParseCommentPart: [a_part((comment(1),), ("b",), 9, OPEN)]}))
    world.answers["b"] = FetchError("Non.", status=403)
    found = await fetcher.read(Thread(UNKNOWN, source=API, feed="a"))
    assert (len(found.comments), found.count, found.state) == (1, 9, OPEN)
    world.answers["a"] = NetworkUnreachable("Hors ligne.")
    with pytest.raises(NetworkUnreachable):
        await fetcher.read(Thread(UNKNOWN, source=API, feed="a"))
    world.answers["a"] = FetchError("Panne.", status=500)
    with pytest.raises(FetchError):  # nobody knows whether there are any
        await fetcher.read(Thread(UNKNOWN, source=API, feed="a"))
    for state, expected in ((OPEN, NONE), (CommentState.CLOSED, CommentState.CLOSED)):
        empty = World(parsed={ParseCommentPart: a_part((), (), None, state)})
        found = await comments_of(store, empty).read(Thread(UNKNOWN, source=API, feed="a"))
        assert (found.comments, found.count, found.state) == ((), 0, expected)
    counted = World(parsed={ParseCommentPart: a_part((), (), 5, OPEN)})
    thread = Thread(CommentState.SIGN_IN, source=CORAL, feed="a")
    assert await comments_of(store, counted).read(thread) == replace(thread, count=5)


@pytest.mark.parametrize(
    ("fresh", "reads"),
    [
        (Thread(OPEN, comments=(comment(1),)), False),
        (Thread(OPEN, source=API, feed="f", count=1, comments=(comment(1),)), False),
        (Thread(OPEN, source=API, feed="f", count=2, comments=(comment(1),)), True),
        (Thread(OPEN, source=API, feed="f"), True),
    ],
)
async def test_comments_without_a_source_are_read_from_their_page(store: Store, fresh: Thread, reads: bool) -> None:
    number = store.articles.put_entry(0, an_article(1), "s", NOW)
    world = World(parsed={ParseThread: fresh, ParseCommentPart: a_part((comment(1), comment(2)), (), None, OPEN)})
    await comments_of(store, world).refresh(number)
    assert world.asked == ["https://x.example/1", "f"][: 1 + reads]
    thread = store.articles.thread(number)
    assert len(thread.comments) == 1 + reads and all(one.arrived == NOW for one in thread.comments)
    with pytest.raises(NotAnArticle):
        await comments_of(store, world).refresh(99)


def test_when_a_comment_came_is_kept_and_what_is_shown_no_more_is_marked() -> None:
    before = NOW - timedelta(days=1)
    old = Thread(
        OPEN,
        comments=(
            comment(1, arrived=before),
            comment(2, arrived=before),
            comment(3),
            Comment(f"{ELSEWHERE}u", "HN", ()),
        ),
    )
    merged = merge_threads(old, Thread(OPEN, comments=(comment(1), comment(3), comment(4, arrived=before))), NOW)
    assert {one.id: (one.arrived, one.gone) for one in merged.comments} == {
        "1": (before, False),
        "3": (NOW, False),
        "4": (before, False),
        "2": (before, True),
        f"{ELSEWHERE}u": (None, False),
    }


# ------------------------------------------------------------ pages


def prefetcher(store: Store, world: World, patience: float = 0.0, **budget: Any) -> Prefetcher:
    every = cast(Any, world)
    return Prefetcher(store, every, every, every, lambda: NOW, PrefetchBudget(**budget), patience)


def entry(number: int, hours: float = 0.0, host: str = "x.example") -> Entry:
    return Entry(f"https://{host}/{number}", f"Titre {number}", published=NOW - timedelta(hours=hours))


def a_world(count: int = 9, **more: Any) -> World:
    pages = [prepare_article(an_article(n)) for n in range(count)]
    return World(parsed={ParsePage: pages}, **more)


async def collected(pages: Prefetcher) -> dict[int, str | None]:
    """What became of each article in the queue."""
    found: dict[int, str | None] = {}
    await pages.close_queue()
    await asyncio.wait_for(pages.run(lambda number, error: found.update({number: error})), 20)
    return found


def wanted(store: Store, count: int, feed: int = 0) -> list[int]:
    return [store.articles.put_entry(feed, an_article(n, complete=False, blocks=()), "s", NOW) for n in range(count)]


async def test_pages_are_fetched_the_newest_first_and_what_is_read_most_before_that(store: Store) -> None:
    numbers = wanted(store, 4)
    liked, _new = store.feeds.add("https://x.example/f.rss", "Aimé")
    read = store.articles.put_entry(liked, an_article(50), "s", NOW)
    store.undo.set_flag([read], "read", True, "lu", NOW)
    world = a_world()
    pages = prefetcher(store, world)
    for number, hours, feed in zip(numbers, (5, 1, 12.5, 13.5), (0, 0, liked, liked), strict=True):
        assert pages.enqueue(number, entry(number, hours), feed, comments_only=False)
    assert await collected(pages) == dict.fromkeys(numbers, "")
    assert world.asked == [f"https://x.example/{numbers[n]}" for n in (2, 1, 3, 0)]
    assert store.headlines.count(ArticleFilter()) == 5


@pytest.mark.parametrize(
    ("budget", "hours", "taken"),
    [
        ({"days": 7}, [0, 24 * 7, 24 * 7 + 1], [True, True, False]),
        ({"articles": 2}, [0, 1, 2], [True, True, False]),
        ({"articles": 0}, [0], [False]),
        ({}, [-48], [True]),
    ],
)
async def test_what_is_beyond_the_budget_is_fetched_when_it_is_opened(
    store: Store, budget: dict[str, Any], hours: list[float], taken: list[bool]
) -> None:
    pages = prefetcher(store, a_world(), **budget)
    found = [pages.enqueue(n, entry(n, each), 0, comments_only=False) for n, each in enumerate(hours)]
    assert found == taken
    assert not pages.enqueue(0, entry(0), 0, comments_only=False), "it is enqueued, or beyond the budget"


async def test_once_the_megabytes_are_spent_the_next_refresh_goes_on(store: Store) -> None:
    numbers = wanted(store, 3)
    world = a_world(answers={f"https://x.example/{n}": Answer(b"x" * 1_000_000) for n in numbers})
    pages = prefetcher(store, world, megabytes=1)
    for number in numbers:
        pages.enqueue(number, entry(number, number), 0, comments_only=False)
    found = await collected(pages)
    assert [found[number] for number in numbers] == ["", "", None] and len(world.asked) == 2


@pytest.mark.parametrize(
    ("answer", "said", "kept"),
    [
        (ServerPaused("Plus tard."), None, ""),
        (NetworkUnreachable("Hors ligne."), "Hors ligne.", ""),
        (FetchError("Trop lent.", status=500), "Trop lent.", "Trop lent."),
    ],
)
async def test_the_trouble_of_a_page_is_its_own(store: Store, answer: Exception, said: str | None, kept: str) -> None:
    numbers = wanted(store, 2)
    world = a_world(answers={f"https://x.example/{numbers[0]}": answer})
    pages = prefetcher(store, world)
    for number in numbers:
        pages.enqueue(number, entry(number), 0, comments_only=False)
    assert await collected(pages) == {numbers[0]: said, numbers[1]: ""}
    assert store.articles.error(numbers[0]) == kept


async def test_a_page_that_programs_may_not_collect_is_not_and_its_comments_cost_it_nothing(store: Store) -> None:
    numbers = wanted(store, 2)
    world = a_world(forbidden={f"https://x.example/{numbers[0]}"})
    world.parsed[ParseThread] = FetchError("Refusé.", status=500)
    pages = prefetcher(store, world)
    pages.enqueue(numbers[0], entry(numbers[0]), 0, comments_only=False)
    pages.enqueue(numbers[1], entry(numbers[1]), 0, comments_only=True)
    found = await collected(pages)
    assert "asks programs not to collect" in (found[numbers[0]] or "") and found[numbers[1]] == "Refusé."
    assert "asks programs" in store.articles.error(numbers[0]) and store.articles.error(numbers[1]) == ""


@pytest.mark.parametrize(("images", "count"), [(False, 0), (True, 12)])
async def test_so_many_images_of_an_article_are_kept_as_the_budget_allows(
    store: Store, images: bool, count: int
) -> None:
    (number,) = wanted(store, 1)
    urls = tuple(f"https://x.example/{n}.png" for n in range(15))
    world = World(parsed={ParsePage: replace(prepare_article(an_article(0)), pictures=urls)})
    await prefetcher(store, world, images=images).fetch(number, entry(number))
    assert [store.images.has(url) for url in urls] == [True] * count + [False] * (15 - count)


async def test_images_that_fail_are_none_or_are_here_are_left_out(store: Store) -> None:
    (number,) = wanted(store, 1)
    store.images.put(number, "https://x.example/a.png", "image/png", b"x")
    world = World(
        answers={
            "https://x.example/b.png": FetchError("Non.", status=404),
            "https://x.example/c.png": Answer(content_type="text/html"),
            "https://x.example/d.png": Answer(content_type=" IMAGE/PNG ; q=1"),
        }
    )
    pages = prefetcher(store, world)
    await pages.fetch_images(number, tuple(f"https://x.example/{name}.png" for name in "abcd"))
    assert [store.images.has(f"https://x.example/{name}.png") for name in "abcd"] == [True, False, False, True]
    assert world.asked == [f"https://x.example/{name}.png" for name in "bcd"]
    spent = prefetcher(store, world, megabytes=0)
    spent._bytes = 1
    await spent.fetch_images(number, ("https://x.example/e.png",))
    assert not store.images.has("https://x.example/e.png")


async def test_an_address_becomes_an_article_and_the_same_one_the_next_time(store: Store) -> None:
    world = a_world(answers={}, known=set())
    world.parsed[ParsePage] = prepare_article(an_article(3))
    pages = prefetcher(store, world)
    first = await pages.read_page("https://x.example/3")
    assert await pages.read_page("https://x.example/3") == first and store.headlines.count(ArticleFilter()) == 1


# ------------------------------------------------------------ the queue


def request(number: int, host: str = "x.example") -> PageRequest:
    return PageRequest(float(number), number, entry(number, host=host))


async def taken(queue: PageQueue) -> tuple[int, bool] | None:
    async def at_once() -> tuple[PageRequest, bool] | None:
        return await queue.take()

    found: Awaitable[tuple[PageRequest, bool] | None] = asyncio.wait_for(at_once(), 0.05)
    got = await found
    return (got[0].number, got[1]) if got else None


async def test_a_host_has_one_slot_until_its_robots_txt_is_known_and_then_a_few(store: Store) -> None:
    world = World()
    queue = PageQueue(cast(Any, world), lambda: NOW, 60.0)
    for number in range(6):
        queue.put(request(number))
    queue.put(request(9, "y.example"))
    assert [await taken(queue) for _two in range(2)] == [(0, True), (9, True)]
    with pytest.raises(TimeoutError):
        await taken(queue)
    world.known.add("x.example")
    assert [await taken(queue) for _more in range(PER_HOST - 1)] == [(n, True) for n in range(1, PER_HOST)]
    with pytest.raises(TimeoutError):
        await taken(queue)
    await queue.done(request(0))
    assert await taken(queue) == (PER_HOST, True)


async def test_a_host_that_wants_time_is_waited_for_as_long_as_there_is_patience(store: Store) -> None:
    world = World(free={"x.example": NOW + timedelta(seconds=5)})
    for patience, found in ((60.0, None), (0.0, (1, False))):
        queue = PageQueue(cast(Any, world), lambda: NOW, patience)
        queue.put(request(1))
        if found is None:
            with pytest.raises(TimeoutError):
                await taken(queue)
        else:
            assert await taken(queue) == found
    queue.close()
    assert await taken(queue) is None
