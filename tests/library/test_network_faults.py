"""What the network does to feeds: each fault is bounded, said for its feed, and the others go on."""

import gzip
import json
import os
import re
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest

from newsreader.config import Config
from newsreader.fetch.client import Client
from newsreader.fetch.credentials import Credential, Credentials
from newsreader.library.core import Library
from newsreader.library.fetcher.session import RefreshSession
from newsreader.library.messages.events import Event, PageFetched
from newsreader.library.messages.requests import FetchPage, FindDiscussions, Refresh, from_dict, to_line
from newsreader.library.refresh.ingest import reprocess, run_backlog_step
from newsreader.library.refresh.prefetch import PrefetchBudget
from newsreader.library.refresh.refresher import Refresher
from newsreader.library.workers.job_runner import InProcessRunner
from newsreader.library.workers.jobs import ParseFeed, ParsePage
from newsreader.library.workers.pool import WorkerPool
from newsreader.model.article_filter import ArticleFilter
from newsreader.model.errors import NetworkUnreachable, NotAnArticle, ParseError
from newsreader.store.store import Store
from tests.press import Served, feed, item, page, rss, small_press
from tests.server import PressServer, press_server, served
from tests.store.test_store import fill

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
RSS = {"Content-Type": "application/rss+xml"}


@cache
def faults() -> dict[str, tuple[Served, str]]:
    """Each fault: what is served, and what is said of it."""
    bomb = gzip.compress(b"<rss>" + b"\x00" * 60_000_000)
    return {
        "hanging": (Served(b"<rss>" * 1000, headers=RSS, drip=0.5), "took more than"),
        "reset": (Served(b"<rss>", headers=RSS, cut=True), "closed the connection"),
        "endless": (Served(b"x" * 65536, headers={**RSS, "Connection": "close"}, endless=True), "sent more than 20 MB"),
        "bomb": (Served(bomb, headers={**RSS, "Content-Encoding": "gzip"}), "sent more than 20 MB"),
        "huge": (Served(b"<rss>" + b" " * 50_000_000, headers=RSS), "sent more than 20 MB"),
        "loop": (Served(b"", 302, {"Location": "/loop"}), "redirects endlessly"),
        "page": (Served(b"<!doctype html><html><body>Bonjour</body></html>"), "is a web page"),
        "empty": (Served(b"", headers=RSS), "returned nothing"),
        "noise": (Served(bytes(range(256)) * 50, headers=RSS), "not a feed"),
        "elsewhere": (Served(b"", 302, {"Location": "file:///etc/passwd"}), "could not be read|[Nn]ot a web address"),
    }


async def refreshed(store: Store, longest: float = 2.0, events: list[Event] | None = None, **more: object) -> None:
    named = lambda: [*served(), *(feed.url for feed in store.feeds.all())]  # noqa: E731
    async with Client(longest=longest, named=named) as client, WorkerPool() as parser:
        told = (events if events is not None else []).append
        async with Refresher(store, client.get, told, parser=parser, **more) as refresher:  # type: ignore[arg-type]
            await refresher.refresh(timedelta(), asked=True)


async def test_each_fault_is_bounded_and_said_and_the_others_go_on(store: Store, press: PressServer) -> None:
    for name, (answer, _words) in faults().items():
        press.routes[f"/{name}"] = answer
        store.feeds.add(f"{press.base}/{name}")
    store.feeds.add("http://127.0.0.1:9/dead")
    store.feeds.add("http://nowhere.invalid./unknown")
    store.feeds.add(press.base.replace("http:", "https:") + "/tls")
    store.feeds.add(f"{press.base}/titres.rss")
    began = time.monotonic()
    await refreshed(store)
    assert time.monotonic() - began < 30
    said = {one.url.rsplit("/", 1)[-1]: one.error for one in store.feeds.all()}
    assert said.pop("titres.rss") == "" and store.headlines.count(ArticleFilter()) == 2
    expected = {name: words for name, (_served, words) in faults().items()} | {
        "dead": "cannot be reached",
        "unknown": "cannot be found",
        "tls": "certificate|cannot be reached|could not be read",
    }
    assert [name for name, words in expected.items() if not re.search(words, said[name])] == [], said


async def test_a_feed_of_a_hundred_thousand_entries_is_read_as_far_as_it_is_news(
    store: Store, press: PressServer
) -> None:
    entries = "".join(f"<item><title>T{n}</title><link>https://x.example/{n}</link></item>" for n in range(100_000))
    press.routes["/archive"] = feed(rss("Archive", entries))
    store.feeds.add(f"{press.base}/archive")
    await refreshed(store, 15, budget=PrefetchBudget(articles=0))
    (archive,) = store.feeds.all()
    assert (archive.total, archive.error) == (5000, "") and "100000" in archive.warning


async def test_what_is_too_much_to_read_costs_itself_only() -> None:
    async with WorkerPool(longest=0.8, count=1) as parser:
        await parser.warm_up()
        with pytest.raises(ParseError, match="too slow"):
            await parser.run(ParsePage(b"<p>mot " * 1_000_000, "https://x.example/", ""))
    async with WorkerPool(count=1) as parser:
        with pytest.raises(NotAnArticle):
            await parser.run(ParsePage(b"<p>Rien", "https://x.example/", ""))
        read = await parser.run(
            ParseFeed(rss("Titre", item("A", "https://x.example/a")).encode(), "https://x.example/", "", "", "")
        )
    assert read.title == "Titre"


def test_killing_the_fetcher_loses_nothing_that_it_told_as_done(library_file: Path, press: PressServer) -> None:
    urls = [f"{press.base}/culture/quai_{7000001 + n}.html" for n in range(60)]
    text = press.routes["/culture/quai_7000001.html"].body.decode()
    for n, url in enumerate(urls):
        number = url[-12:-5]
        press.routes[url.removeprefix(press.base)] = page(
            text.replace("7000001", number).replace("rouvre", f"rouvre {n}")
        )
    press.routes["/titres.rss"] = feed(rss("T", "".join(item(f"Titre {n}", url) for n, url in enumerate(urls))))
    store = Store(library_file)
    store.feeds.add(f"{press.base}/titres.rss")
    store.state.put("created", "2026")
    store.close()
    told: set[int] = set()
    for wait in (3, 15, 30):
        command = [sys.executable, "-m", "newsreader", "fetcher", "--library", str(library_file)]
        fetcher = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert fetcher.stdin and fetcher.stdout
        fetcher.stdin.write(to_line(Refresh(asked=True, minutes=0)).encode() + b"\n")
        fetcher.stdin.flush()
        while wait and (line := fetcher.stdout.readline()):
            event = json.loads(line)
            if event["event"] == "ArticleStored" and not event["error"]:
                told.add(event["article"])
                wait -= 1
            elif event["event"] == "RefreshFinished":
                break
        fetcher.send_signal(signal.SIGKILL)
        fetcher.wait()
        with closing(sqlite3.connect(library_file)) as raw:
            raw.execute("UPDATE feed SET last_attempt = 0, not_before = NULL")
            raw.commit()
            assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            kept = {row[0] for row in raw.execute("SELECT id FROM article WHERE complete AND quotes_version")}
        assert told <= kept and len(told) >= 3


async def test_what_was_asked_without_a_network_is_done_when_it_is_back(store: Store) -> None:
    with press_server() as gone:
        address = gone.base
    url = f"{address}/culture/quai_7000001.html"
    request = FetchPage(url, save=True)
    heard: list[Event] = []
    async with Client(named=served) as client:
        session = RefreshSession(store, client, InProcessRunner(), Config())
        for _twice in range(2):
            with pytest.raises(NetworkUnreachable):
                await session.handle(request)
        with pytest.raises(NetworkUnreachable):
            await session.run_pending()
    assert [from_dict(one) for one in store.pending.all().values()] == [request]
    with press_server() as back:
        back.routes = small_press(back.base)
        # The server that is still gone keeps nobody else waiting; this one was asked by an earlier version, and what
        # a later one asks for is left to it.
        store.pending.add({"do": "read", "url": f"{back.base}/culture/quai_7000001.html", "save": True}, NOW)
        store.pending.add({"request": "Telegraph", "url": url}, NOW)
        async with Client(named=served) as client:
            await RefreshSession(store, client, InProcessRunner(), Config(), heard.append).run_pending()
    (event,) = heard
    assert isinstance(event, PageFetched) and event.article
    assert [from_dict(one) for one in store.pending.all().values()] == [request, None]
    (headline,) = store.headlines.headlines(ArticleFilter(saved=True), 5)
    assert headline.complete


async def test_what_is_sent_to_one_server_goes_to_no_other(press: PressServer) -> None:
    with press_server() as other:
        other.routes["/end"] = page("ici")
        press.routes |= {
            "/in": Served(b"", 302, {"Location": f"{press.base}/there"}),
            "/there": Served(b"", 302, {"Location": f"{other.base}/end"}),
        }
        passes = {
            press.base.removeprefix("http://"): Credential("ida", "motdepasse", headers={"X-Key": "k"}),
            f"{press.base}/in": Credential(cookie="abonne=1"),
        }
        async with Client(access=Credentials(passes), named=served) as client:
            assert (await client.get(f"{press.base}/in")).body == b"ici"
            await client.get(f"{press.base}/titres.rss")
        here = [{k.lower(): v for k, v in headers.items()} for _path, headers in press.asked]
        away = {k.lower() for k in other.asked[0][1]}
    assert [one.get("cookie") for one in here] == ["abonne=1", "abonne=1", None]
    assert here[2]["authorization"] == "Basic aWRhOm1vdGRlcGFzc2U=" and here[2]["x-key"] == "k"
    assert not away & {"cookie", "authorization", "x-key"}
    assert "motdepasse" not in repr(passes)


async def test_what_is_read_most_is_collected_first_and_no_more_than_the_budget(
    store: Store, press: PressServer
) -> None:
    text = press.routes["/culture/quai_7000001.html"].body.decode()
    for n in range(1, 7):
        # Each with words of its own: six copies of one text would be one row.
        mine = re.sub(r"(?<= )([a-zéèàê]{4,})(?= )", rf"\g<1>{n}", text.replace("7000001", f"700000{n}"))
        press.routes[f"/culture/quai_700000{n}.html"] = page(mine)

    def items(*numbers: int) -> str:
        url = f"{press.base}/culture/quai_700000"
        return "".join(
            item(f"Port-Lison {n}", f"{url}{n}.html", date=f"Fri, 20 Nov 2026 0{n}:00:00 +0000") for n in numbers
        )

    press.routes["/a.rss"], press.routes["/b.rss"] = feed(rss("A", items(1))), feed(rss("B", items(2)))
    loved, other = store.feeds.add(f"{press.base}/b.rss")[0], store.feeds.add(f"{press.base}/a.rss")[0]
    now = NOW
    async with Client(named=served) as client:

        async def refresh(articles: int) -> list[str]:
            press.asked.clear()
            budget = PrefetchBudget(articles=articles)
            async with Refresher(store, client.get, lambda _event: None, lambda: now, budget=budget) as refresher:
                await refresher.refresh(timedelta(), asked=True)
            return [path[-6:-5] for path in press.paths() if path.endswith(".html")]

        await refresh(9)
        store.undo.set_flag(store.headlines.ids(ArticleFilter(feed=loved)), "read", True, "lu", now)
        press.routes["/a.rss"] = feed(rss("A", items(1, 4, 6)), '"2"')
        press.routes["/b.rss"] = feed(rss("B", items(2, 3, 5)), '"2"')
        now += timedelta(hours=1)
        first = await refresh(3)
        assert len(first) == 3 and store.headlines.count(ArticleFilter()) == 6
        now += timedelta(hours=1)
        assert sorted(first + await refresh(9)) == ["3", "4", "5", "6"]
    assert other and all(h.complete for h in store.headlines.headlines(ArticleFilter(), 9))


async def test_a_text_that_a_feed_carries_is_found_at_once_and_read_when_it_is_wanted(
    library_file: Path, store: Store, press: PressServer
) -> None:
    text = "".join(f"<p>Paragraphe {n} du cœur de l’été, où rien ne manque à l’appel du large.</p>" for n in range(20))
    said = f"<p>« Nous reviendrons », promet Maëlle Kervadec, maire de Port-Lison.</p>{text}"
    more = f"<content:encoded><![CDATA[{said}]]></content:encoded>"
    press.routes["/whole.rss"] = feed(rss("W", item("Entier", f"{press.base}/entier.html", more=more)))
    store.feeds.add(f"{press.base}/whole.rss")
    await refreshed(store)
    (headline,) = store.headlines.headlines(ArticleFilter(), 5)
    assert headline.complete and headline.unparsed and "/entier.html" not in press.paths()
    library = Library(library_file)

    def find(words: str) -> list[int]:
        return [found.id for found in library.searches.find(words)]

    for words in ("coeur ete", "COEUR", '"rien ne manque"', "kervadec entier", "l'appel"):
        assert find(words) == [headline.id], words
    assert find("absent") == find('"manque rien"') == []
    assert await reprocess(store, InProcessRunner(), headline.id) == 1
    article = store.articles.load(headline.id)
    assert article and len(article.blocks) == 21 and not store.headlines.headlines(ArticleFilter(), 5)[0].unparsed
    assert [q.speaker for q in store.quotations.of(headline.id)] == ["Maëlle Kervadec"]
    assert find("coeur") == [headline.id]
    while await run_backlog_step(store, InProcessRunner()):
        pass
    assert find("coeur") == [headline.id]
    library.close()


def test_the_fetcher_says_that_the_network_is_gone_and_keeps_what_was_asked(library_file: Path) -> None:
    with press_server() as gone:
        url = f"{gone.base}/culture/quai_7000001.html"
    store = Store(library_file)
    store.state.put("created", "2026")
    store.feeds.add(f"{gone.base}/f.rss")  # a server that its reader has named
    command = [sys.executable, "-m", "newsreader", "fetcher", "--library", str(library_file)]
    fetcher = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert fetcher.stdin and fetcher.stdout
    fetcher.stdin.write(to_line(FetchPage(url)).encode() + b"\n")
    fetcher.stdin.flush()
    page_read, offline = (json.loads(fetcher.stdout.readline()) for _line in range(2))
    fetcher.stdin.close()
    fetcher.wait(10)
    assert page_read["event"] == "PageFetched" and page_read["waits"] and "reached" in page_read["error"]
    assert (offline["event"], offline["waiting"]) == ("Offline", 1)
    assert [request["url"] for request in store.pending.all().values()] == [url]
    store.close()


def test_who_waits_for_an_answer_is_told_that_the_network_is_missing_for_it(library_file: Path) -> None:
    store = Store(library_file)
    (number,) = fill(store, 1)
    store.state.put("created", "2026")
    command = [sys.executable, "-m", "newsreader", "fetcher", "--library", str(library_file)]
    nowhere = {**os.environ, "https_proxy": "http://127.0.0.1:9", "http_proxy": "http://127.0.0.1:9"}
    fetcher = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=nowhere)
    assert fetcher.stdin and fetcher.stdout
    fetcher.stdin.write(to_line(FindDiscussions(number)).encode() + b"\n")
    fetcher.stdin.flush()
    told = [json.loads(fetcher.stdout.readline()) for _line in range(2)]
    fetcher.stdin.close()
    fetcher.wait(10)
    assert [one["event"] for one in told] == ["Offline", "UserMessage"] and "when the network is back" in told[1][
        "sentence"
    ]
    store.close()


async def test_pictures_are_kept_where_they_are_wanted_and_go_with_their_article(
    library_file: Path, store: Store, press: PressServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    dot = b"\x89PNG\r\n\x1a\n"
    press.routes["/image/quai.jpg"] = Served(dot, headers={"Content-Type": "image/png"})
    feed_number, _new = store.feeds.add(f"{press.base}/culture.rss")
    await refreshed(store)
    assert "/image/quai.jpg" not in press.paths()
    store.feeds.remove(feed_number)
    store.feeds.add(f"{press.base}/culture.rss")
    await refreshed(store, budget=PrefetchBudget(images=True))
    url = f"{press.base}/image/quai.jpg"
    library = Library(library_file)
    path = library.images.file(url)
    assert path and path.read_bytes() == dot and stat.S_IMODE(path.stat().st_mode) == 0o600
    store.feeds.remove(store.feeds.all()[0].id)
    assert library.images.file(url) is None
    library.close()


async def nobody(_service: str, _article: int) -> None:
    raise AssertionError("nothing was to be sent")
