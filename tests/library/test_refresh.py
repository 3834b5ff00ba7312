"""A refresh: what is new is kept once, what failed is said, what is there already is left alone."""

import asyncio
from datetime import datetime, timedelta
from email.utils import format_datetime
from typing import TypeVar

import pytest

from newsreader.fetch.client import Client
from newsreader.library.messages.events import (
    ArticleStored,
    Event,
    FeedRead,
    RefreshFinished,
    RefreshProgress,
    from_line,
    to_line,
)
from newsreader.library.refresh.ingest import reprocess
from newsreader.library.refresh.refresher import Refresher
from newsreader.library.refresh.schedule import due
from newsreader.library.subscriptions.first_run import create_default_library
from newsreader.library.workers.job_runner import InProcessRunner, JobRunner
from newsreader.library.workers.jobs import Job
from newsreader.model.article_filter import ArticleFilter
from newsreader.model.comment import CommentState
from newsreader.model.errors import FetchError, ParseError
from newsreader.model.feed import Feed
from newsreader.quotes.version import VERSION
from newsreader.render.revisions import changes
from newsreader.store.store import Store
from tests.press import BODY, PRINTED, QUAI, Served, feed, item, layout_2022, page, rss, small_press
from tests.server import PressServer, served

R = TypeVar("R")
NOW = PRINTED + timedelta(days=3)


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


async def refresh(store: Store, events: list[Event] | None = None, clock: Clock | None = None) -> RefreshFinished:
    async with Client(longest=5, named=lambda: [feed.url for feed in store.feeds.all()]) as client:
        tell = (events if events is not None else []).append
        async with Refresher(store, client.get, tell, clock or Clock()) as refresher:
            return await refresher.refresh(timedelta(), asked=True)


def subscribe(store: Store, press: PressServer, *names: str) -> None:
    for name in names:
        store.feeds.add(f"{press.base}/{name}.rss")


async def test_what_feeds_list_is_readable_and_each_article_is_one(store: Store, press: PressServer) -> None:
    subscribe(store, press, "titres", "culture")
    finished = await refresh(store)
    assert (finished.progress.feeds, finished.progress.new, finished.progress.failed) == (2, 2, 0)
    headlines = store.headlines.headlines(ArticleFilter(), 10)
    assert len(headlines) == 2 and all(headline.complete for headline in headlines)
    number = store.articles.find(f"{press.base}/culture/quai_7000001.html")
    assert number
    article = store.articles.load(number)
    assert article and article.kicker == "Reportage" and len(article.blocks) == 8
    assert [q.speaker for q in store.quotations.of(number)].count("Yann Tregor") == 2
    assert len(store.headlines.feeds_of([number])[number]) == 2
    assert press.paths().count("/culture/quai_7000001.html") == 1


async def test_nothing_changed_costs_a_conditional_request_and_no_page(store: Store, press: PressServer) -> None:
    clock = Clock()
    subscribe(store, press, "titres", "culture")
    await refresh(store, clock=clock)
    press.asked.clear()
    clock.now += timedelta(hours=1)
    finished = await refresh(store, clock=clock)
    assert finished.progress.new == 0
    assert sorted(press.paths()) == ["/culture.rss", "/titres.rss"]
    assert all(headers["If-None-Match"] == '"v1"' for _path, headers in press.asked)


async def test_an_updated_article_is_updated_and_stays_read(store: Store, press: PressServer) -> None:
    clock = Clock()
    subscribe(store, press, "titres")
    await refresh(store, clock=clock)
    path = "/culture/quai_7000001.html"
    number = store.articles.find(press.base + path) or 0
    store.undo.set_flag([number], "read", True, "lu", NOW)
    press.routes["/titres.rss"] = feed(rss("T", item("Le quai a rouvert", press.base + path, section="x")), '"v2"')
    press.routes[path] = page(layout_2022("Le quai a rouvert", BODY + "<p>Une fête a suivi.</p>"))
    clock.now += timedelta(hours=1)
    finished = await refresh(store, clock=clock)
    article = store.articles.load(number)
    assert finished.progress.new == 0 and article and article.title == "Le quai a rouvert"
    assert article.blocks[-1].text.value == "Une fête a suivi."
    assert store.headlines.count(ArticleFilter()) == 2 and store.headlines.count(ArticleFilter(unread=True)) == 1


async def test_a_moved_domain_makes_nothing_new(store: Store, press: PressServer) -> None:
    clock = Clock()
    old = "https://www.francetvinfo.fr/politique/vote_5755703.html"
    press.routes["/f.rss"] = feed(rss("T", item("Le vote", old)))
    subscribe(store, press, "f")
    await refresh(store, clock=clock)
    new = old.replace("francetvinfo", "franceinfo").replace("/vote", "/le-vote-du-jour")
    press.routes["/f.rss"] = feed(rss("T", item("Le vote", new)), '"v2"')
    clock.now += timedelta(hours=1)
    finished = await refresh(store, clock=clock)
    assert (finished.progress.new, store.headlines.count(ArticleFilter())) == (0, 1)


@pytest.mark.parametrize(("given", "shown"), [("", "Le Fil"), ("Mon fil", "Mon fil")])
async def test_a_feed_read_for_the_first_time_names_its_articles_outlet(
    store: Store, press: PressServer, given: str, shown: str
) -> None:
    press.routes["/f.rss"] = feed(rss("Le Fil", item("Le vote", press.base + "/nowhere.html")))
    store.feeds.add(f"{press.base}/f.rss", given)
    await refresh(store)
    assert [headline.outlet for headline in store.headlines.headlines(ArticleFilter(), 10)] == [shown]


async def test_comments_of_a_feed_are_kept_with_the_article(store: Store, press: PressServer) -> None:
    subscribe(store, press, "blog")
    await refresh(store)
    article = store.articles.load(store.headlines.ids(ArticleFilter())[0])
    assert article and article.thread.state is CommentState.OPEN
    assert [comment.author for comment in article.thread.comments] == ["Ida", "Noé"]


async def test_comments_that_the_site_takes_away_stay_here(store: Store, press: PressServer) -> None:
    subscribe(store, press, "blog")
    await refresh(store)
    number = store.headlines.ids(ArticleFilter())[0]
    body = press.routes["/blog/vent/feed/"].body.decode()
    press.routes["/blog/vent/feed/"] = feed(body[: body.index("<item>")] + "</channel></rss>")
    async with Client(named=served) as client, Refresher(store, client.get, lambda _event: None) as refresher:
        await refresher.refresh_comments(number)
    article = store.articles.load(number)
    assert article and [comment.author for comment in article.thread.comments] == ["Ida", "Noé"]


async def test_each_trouble_is_said_for_its_feed_and_the_others_go_on(store: Store, press: PressServer) -> None:
    press.routes |= {
        "/page.rss": page("<html><body>Bonjour</body></html>"),
        "/gone.rss": Served(b"", 410),
        "/empty.rss": Served(b""),
        "/drip.rss": Served(b"<rss>" * 100, drip=0.2),
    }
    subscribe(store, press, "page", "gone", "empty", "nowhere", "titres")
    store.feeds.add("http://127.0.0.1:9/dead.rss")
    events: list[Event] = []
    finished = await refresh(store, events)
    assert (finished.progress.failed, finished.progress.new, finished.offline) == (5, 2, False)
    sentences = {feed.url.rsplit("/", 1)[-1]: feed.error for feed in store.feeds.all()}
    assert sentences["titres.rss"] == ""
    for name, words in {
        "page.rss": "web page",
        "gone.rss": "gone for good",
        "empty.rss": "empty",
        "nowhere.rss": "404",
        "dead.rss": "reached",
    }.items():
        assert words in sentences[name], name
    told = [event.error for event in events if isinstance(event, FeedRead) and event.error]
    assert sorted(told) == sorted(filter(None, sentences.values()))


async def test_a_page_that_fails_leaves_the_summary_and_says_why(store: Store, press: PressServer) -> None:
    press.routes["/culture/quai_7000001.html"] = Served(b"", 404)
    press.routes["/culture/phare_6999999.html"] = page("<html><body><script>x</script></body></html>")
    subscribe(store, press, "titres")
    events: list[Event] = []
    await refresh(store, events)
    for headline in store.headlines.headlines(ArticleFilter(), 10):
        article = store.articles.load(headline.id)
        assert not headline.complete and article and article.standfirst.value.startswith("Une promenade.")
        assert store.articles.error(headline.id)
    assert len([event for event in events if isinstance(event, ArticleStored) and event.error]) == 2


async def test_without_a_network_no_feed_is_to_blame(store: Store, press: PressServer) -> None:
    subscribe(store, press, "titres", "culture")
    press.close()
    finished = await refresh(store)
    assert finished.offline and not any(feed.error for feed in store.feeds.all())
    assert due(store.feeds.all(), NOW, timedelta(hours=1), asked=False)


async def test_what_a_stopped_refresh_had_kept_stays_and_the_rest_comes_next_time(
    store: Store, press: PressServer
) -> None:
    clock = Clock()
    subscribe(store, press, "titres", "culture")
    press.routes["/culture/phare_6999999.html"].drip = 0.2
    async with Client(named=served) as client, Refresher(store, client.get, lambda _event: None, clock) as refresher:
        task = asyncio.create_task(refresher.refresh(timedelta(), asked=True))
        await asyncio.sleep(1)
        task.cancel()
        assert (await task).stopped
    assert [h.complete for h in store.headlines.headlines(ArticleFilter(), 5)].count(True) == 1
    press.routes = small_press(press.base)
    clock.now += timedelta(hours=1)
    await refresh(store, clock=clock)
    assert all(headline.complete for headline in store.headlines.headlines(ArticleFilter(), 5))


async def test_a_feed_that_moved_for_good_is_asked_there_once_that_is_sure(store: Store, press: PressServer) -> None:
    clock = Clock()
    press.routes["/old.rss"] = Served(status=301, headers={"Location": "/titres.rss"})
    subscribe(store, press, "old")
    await refresh(store, clock=clock)
    assert store.feeds.all()[0].url == f"{press.base}/old.rss"
    clock.now += timedelta(hours=1)
    await refresh(store, clock=clock)
    assert store.feeds.all()[0].url == f"{press.base}/titres.rss"


@pytest.mark.parametrize(
    ("minutes_ago", "error", "asked", "expected"),
    [
        (None, "", False, True),
        (10, "", False, False),
        (31, "", False, True),
        (10, "", True, True),
        (0, "", True, False),
        (0, "404", True, True),
        (-600, "", False, True),
    ],
)
def test_when_a_feed_is_due(minutes_ago: int | None, error: str, asked: bool, expected: bool) -> None:
    tried = None if minutes_ago is None else NOW - timedelta(minutes=minutes_ago)
    feeds = [Feed(1, "https://x.example/f", "x", last_attempt=tried, error=error)]
    assert bool(due(feeds, NOW, timedelta(minutes=30), asked)) is expected


def test_a_new_library_is_founded_once(store: Store) -> None:
    assert create_default_library(store, NOW) and not create_default_library(store, NOW)
    titles = [feed.title for feed in store.feeds.all()]
    assert titles[0] == "Welcome" and "Bienvenue" not in titles and {"À la une", "Politique", "Sport"} <= set(titles)
    assert not any(feed.url.startswith("https://welcome") for feed in due(store.feeds.all(), NOW, timedelta(), True))
    first = store.headlines.headlines(ArticleFilter(), 1)[0]
    assert first.complete and store.quotations.of(first.id)
    threads = [store.articles.load(number) for number in store.headlines.ids(ArticleFilter())]
    assert any(article and article.thread.comments for article in threads)
    for feed_ in store.feeds.all():
        store.feeds.remove(feed_.id)
    assert not create_default_library(store, NOW)


def test_events_cross_to_the_other_process_and_noise_does_not() -> None:
    for event in (
        FeedRead(1, "Été", 2),
        ArticleStored(3, "erreur"),
        RefreshFinished(RefreshProgress(1, 2, 3, 4, 5, 6)),
    ):
        assert from_line(to_line(event)) == event
    for noise in ("", "{}", "[1]", '{"event": "Unknown"}', '{"event": "RefreshProgress", "x": 1}', "\x1b[2J"):
        assert from_line(noise) is None


async def test_a_better_engine_reads_the_library_anew_and_an_update_keeps_what_was_said(
    store: Store, press: PressServer
) -> None:
    clock = Clock()
    subscribe(store, press, "titres")
    await refresh(store, clock=clock)
    path = "/culture/quai_7000001.html"
    number = store.articles.find(press.base + path) or 0
    before = store.quotations.of(number)
    store.quotations.put(number, (), engine_version=0)
    assert store.quotations.of(number) == ()
    assert await reprocess(store, InProcessRunner()) == 1 and await reprocess(store, InProcessRunner()) == 0
    assert store.quotations.of(number) == before
    press.routes["/titres.rss"] = feed(rss("T", item("Le quai a rouvert", press.base + path, section="x")), '"v2"')
    more = '<p>"Nous fêterons cela dimanche", promet Maëlle Kervadec.</p>'
    press.routes[path] = page(layout_2022("Le quai a rouvert", BODY + more))
    clock.now += timedelta(hours=1)
    await refresh(store, clock=clock)
    said = [quoted.quotation.text for quoted in store.quotations.quotations_by(["Maëlle Kervadec"])]
    assert "Nous fêterons cela dimanche" in said and "Le port respire de nouveau" in said


class FailingParser(JobRunner):
    """A worker that ends on every job."""

    async def run(self, job: Job[R]) -> R:
        raise ParseError("no memory left")


async def test_quotations_are_kept_where_a_worker_fails_and_the_log_says_of_which_article(
    store: Store, press: PressServer, caplog: pytest.LogCaptureFixture
) -> None:
    subscribe(store, press, "titres")
    await refresh(store)
    number = store.articles.find(f"{press.base}/culture/quai_7000001.html") or 0
    before = store.quotations.of(number)
    store.quotations.put(number, before, engine_version=VERSION - 1)
    assert before and await reprocess(store, FailingParser(), number) == 1
    assert store.quotations.of(number) == before and f"article {number}: could not be read anew" in caplog.text
    assert await reprocess(store, FailingParser(), number) == 0, "no step of the backlog comes again for ever"
    store.quotations.put(number, before, engine_version=0)  # as where the outlet has changed the text
    await reprocess(store, FailingParser(), number)
    assert store.quotations.of(number) == (), "none that belong to an earlier text"


async def test_a_page_that_no_feed_names_is_read_and_kept(store: Store, press: PressServer) -> None:
    async with (
        Client(longest=5, named=served) as client,
        Refresher(store, client.get, lambda _event: None, Clock()) as refresher,
    ):
        url = f"{press.base}/culture/phare_6999999.html"
        kept = await refresher.read_page(url)
        article = store.articles.load(kept)
        assert article and article.title == "Le phare voisin cherche un gardien"
        assert await refresher.read_page(url) == kept
        with pytest.raises(FetchError, match="404"):
            await refresher.read_page(f"{press.base}/rien")
    assert store.headlines.count(ArticleFilter()) == 1


async def test_what_an_outlet_changes_is_kept_and_told_apart(store: Store, press: PressServer) -> None:
    clock = Clock()
    subscribe(store, press, "titres")
    await refresh(store, clock=clock)
    path = "/culture/quai_7000001.html"
    number = store.articles.find(press.base + path) or 0
    assert store.revisions.changed(number) == (None, False)
    clock.now += timedelta(minutes=30)
    store.undo.set_flag([number], "read", True, "lu", clock.now)
    for n, (title, body) in enumerate(((QUAI, BODY), ("Le quai a rouvert", BODY.replace("rebâti", "refait")))):
        items = item(f"{title}{n}", press.base + path, date=format_datetime(PRINTED), section="x")
        press.routes["/titres.rss"] = feed(rss("T", items), f'"v{n}"')
        changed = layout_2022(title, body, published=PRINTED.isoformat(), updated=clock.now.isoformat())
        press.routes[path] = page(changed)
        clock.now += timedelta(hours=1)
        await refresh(store, clock=clock)
    versions = store.revisions.of(number)
    article = store.articles.load(number)
    assert len(versions) == 2 and article and store.revisions.changed(number) == (clock.now, True)
    found = changes(versions[1][1], article)
    assert [("", "Le quai"), ("-", " des brumes rouvre"), ("+", " a rouvert")] in found
    assert any(("-", " rebâti") in pieces and ("+", " refait") in pieces for pieces in found)
    assert changes(article, article) == []
