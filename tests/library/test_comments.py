"""Comments from their sources, over a real server: paging, refusals, what a site takes away, what is new."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

import pytest

from newsreader.fetch.client import Client
from newsreader.library.refresh.comments import merge_threads
from newsreader.library.refresh.refresher import Refresher
from newsreader.library.workers.entry_ids import identify
from newsreader.library.workers.feed_tasks import prepare_entry
from newsreader.model.article_filter import ArticleFilter
from newsreader.model.comment import MOST_COMMENTS, Comment, CommentSource, CommentState, Thread
from newsreader.model.errors import FetchError, ParseError
from newsreader.model.feed import Entry
from newsreader.parse.comments import discussions, hackernews
from newsreader.store.store import Store
from tests.press import Served, feed, item, page, rss
from tests.server import PressServer, served

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
JSON = {"Content-Type": "application/json"}


def answers(*numbers: int, parent: int = 0) -> Served:
    """What WordPress' API says of these comments."""
    items: list[dict[str, Any]] = [
        {"id": n, "parent": parent, "author_name": f"L{n}", "content": {"rendered": f"<p>Mot {n}</p>"}} for n in numbers
    ]
    return Served(json.dumps(items).encode(), headers=JSON)


class Blog:
    """An article whose page names WordPress' API."""

    def __init__(self, store: Store, press: PressServer) -> None:
        self.store, self.press, self.now = store, press, NOW
        self.api = "/wp-json/wp/v2/comments?post=7&per_page=100&page={}&order=asc"
        words = (
            "<p>Le vent souffle depuis trois jours, et les bateaux restent au port, sans que personne s'en plaigne.</p>"
        )
        press.routes["/vent.html"] = page(
            f'<html><head><title>Vent</title><link rel="https://api.w.org/" href="{press.base}/wp-json/">'
            f'<link rel="shortlink" href="{press.base}/?p=7"></head><body><article><h1>Vent</h1>{words * 3}</article></body></html>'
        )
        press.routes["/f.rss"] = feed(rss("F", item("Vent", f"{press.base}/vent.html")))
        store.feeds.add(f"{press.base}/f.rss")

    async def refresh(self) -> int:
        async with (
            Client(named=served) as client,
            Refresher(self.store, client.get, lambda _e: None, lambda: self.now) as refresher,
        ):
            await refresher.refresh(timedelta(), asked=True)
        return self.store.headlines.ids(ArticleFilter())[0]

    async def read(self, number: int, later: timedelta = timedelta(hours=1)) -> Thread:
        """Open the comments, some time later."""
        self.now += later
        async with (
            Client(named=served) as client,
            Refresher(self.store, client.get, lambda _e: None, lambda: self.now) as refresher,
        ):
            await refresher.refresh_comments(number)
        article = self.store.articles.load(number)
        assert article
        return article.thread


@pytest.fixture
def blog(store: Store, press: PressServer) -> Blog:
    return Blog(store, press)


async def test_every_page_of_an_api_is_read_once_and_only_when_somebody_opens_it(blog: Blog) -> None:
    blog.press.routes |= {
        blog.api.format(1): answers(*range(1, 101)),
        blog.api.format(2): answers(*range(101, 131), parent=5),
    }
    number = await blog.refresh()
    assert not any("wp-json" in path for path in blog.press.paths())
    thread = await blog.read(number)
    assert (len(thread.comments), thread.count, thread.state) == (130, 130, CommentState.OPEN)
    assert sum(depth for depth, _comment in thread.walk()) == 30
    assert [path for path in blog.press.paths() if "wp-json" in path] == [blog.api.format(1), blog.api.format(2)]
    (headline,) = blog.store.headlines.headlines(ArticleFilter(), 5)
    assert (headline.comment_count, headline.new_comments) == (130, 0)


async def test_what_came_since_the_last_visit_is_new_until_it_is_seen(blog: Blog) -> None:
    blog.press.routes[blog.api.format(1)] = answers(1, 2)
    number = await blog.refresh()
    thread = await blog.read(number)
    assert not any(map(thread.is_new, thread.comments))
    blog.store.articles.mark_comments_seen(number, blog.now)
    blog.press.routes[blog.api.format(1)] = answers(1, 2, 3)
    thread = await blog.read(number)
    assert [c.id for c in thread.comments if thread.is_new(c)] == ["3"]
    assert blog.store.headlines.headlines(ArticleFilter(), 5)[0].new_comments == 1
    blog.store.articles.mark_comments_seen(number, blog.now + timedelta(seconds=1))
    thread = await blog.read(number)
    assert (
        not any(map(thread.is_new, thread.comments))
        and blog.store.headlines.headlines(ArticleFilter(), 5)[0].new_comments == 0
    )


async def test_what_a_site_takes_away_or_closes_stays_and_is_marked(blog: Blog) -> None:
    blog.press.routes[blog.api.format(1)] = answers(1, 2)
    number = await blog.refresh()
    await blog.read(number)
    blog.press.routes[blog.api.format(1)] = answers(2)
    thread = await blog.read(number)
    assert {c.id: c.gone for c in thread.comments} == {"2": False, "1": True}
    blog.press.routes[blog.api.format(1)] = Served(b'{"code": "rest_disabled"}', 401, JSON)
    thread = await blog.read(number)
    assert {c.id for c in thread.comments} == {"1", "2"} and thread.state is CommentState.SIGN_IN
    blog.press.routes[blog.api.format(1)] = Served(b"<html>oups</html>")
    with pytest.raises(ParseError):
        await blog.read(number)
    article = blog.store.articles.load(number)
    assert article and len(article.thread.comments) == 2


async def test_a_source_that_gives_the_same_page_for_ever_is_asked_a_few_times_only(blog: Blog) -> None:
    for n in range(1, 70):
        blog.press.routes[blog.api.format(n)] = answers(*range(1, 101))
    number = await blog.refresh()
    thread = await blog.read(number)
    assert len(thread.comments) == 100 and len([p for p in blog.press.paths() if "wp-json" in p]) == 2


async def test_what_others_say_stands_under_its_place_and_stays(blog: Blog, monkeypatch: pytest.MonkeyPatch) -> None:
    base, press = blog.press.base, blog.press
    monkeypatch.setattr(
        discussions, "PLACES", {"Hacker News": base + "/search?q={url}", "Lemmy": base + "/lemmy?q={url}"}
    )
    monkeypatch.setattr(hackernews, "_API", base)
    url = f"{base}/vent.html"
    hits = [
        {"objectID": "5", "title": "Wind", "url": f"{url}?utm_source=hn", "num_comments": 2},
        {"objectID": "6", "title": "Other", "url": f"{base}/autre.html", "num_comments": 9},
    ]
    press.routes |= {
        "/search?q=" + quote(url, safe=""): Served(json.dumps({"hits": hits}).encode(), headers=JSON),
        "/lemmy?q=" + quote(url, safe=""): Served(b"", 500),
        "/items/5": Served(b'{"children": [{"id": 7, "author": "pg", "text": "Nice.", "children": []}]}', headers=JSON),
        blog.api.format(1): answers(1),
    }
    number = await blog.refresh()
    assert not any("search" in path for path in press.paths())
    await blog.read(number)
    async with (
        Client(named=served) as client,
        Refresher(blog.store, client.get, lambda _e: None, lambda: blog.now) as refresher,
    ):
        assert await refresher.fetch_discussions(number) == 1
        answer = press.routes.pop("/search?q=" + quote(url, safe=""))
        with pytest.raises(FetchError):  # nobody could be asked: not “there are none”
            await refresher.fetch_discussions(number)
        press.routes["/search?q=" + quote(url, safe="")] = answer
    for thread in (await blog.read(number), await blog.read(number)):
        assert [(d, c.author, c.gone) for d, c in thread.walk()] == [
            (0, "L1", False),
            (0, "Hacker News", False),
            (1, "pg", False),
        ]


def test_what_a_thread_without_end_shows_no_more_is_not_said_to_be_gone_and_it_does_not_grow_for_ever() -> None:
    def thread(first: int) -> Thread:
        return Thread(comments=tuple(Comment(f"c{n}", "Ida", ()) for n in range(first, first + MOST_COMMENTS)))

    merged = merge_threads(thread(0), thread(10), NOW)
    assert len(merged.comments) == MOST_COMMENTS and not any(comment.gone for comment in merged.comments)
    few = merge_threads(thread(0), replace(thread(0), comments=thread(0).comments[5:]), NOW)
    assert [comment.id for comment in few.comments if comment.gone] == [f"c{n}" for n in range(5)]


def test_a_thread_that_the_feed_names_is_there_whatever_becomes_of_the_page() -> None:
    entry = Entry(
        "https://presse.example/a",
        "Titre",
        comments_url="https://news.ycombinator.com/item?id=41000001",
        comment_count=12,
    )
    (names,) = identify([entry], "https://presse.example/f")
    thread = prepare_entry(entry, "Nouvelles", "fr", names).row.thread
    assert (thread.source, thread.count) == (CommentSource.HACKER_NEWS, 12) and "41000001" in thread.feed
