"""Syncing with a server: both ways, after days offline, whatever breaks off in between."""

import asyncio
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from newsreader.config import Config
from newsreader.fetch.client import Client
from newsreader.library.core import Library
from newsreader.library.messages.events import SyncFinished, SyncProgress
from newsreader.library.subscriptions.first_run import default_feed_urls
from newsreader.library.sync.apis import CLIENTS, detect_api
from newsreader.library.sync.coordinator import SyncCoordinator
from newsreader.library.sync.scheduler import SyncScheduler
from newsreader.library.sync.server_sync import ServerSync
from newsreader.model.article import Article
from newsreader.model.article_filter import ArticleFilter
from newsreader.model.errors import FetchError, NetworkUnreachable
from newsreader.model.sync import SyncResult
from newsreader.store.store import Store
from tests.feedserver import PASSWORD, USER, FeedServer, feed_server

if TYPE_CHECKING:
    from newsreader.store.undo import Flag

A, B = "http://presse.example/a.rss", "http://presse.example/b.rss"


def page(feed: str, number: int) -> str:
    return f"{feed.removesuffix('.rss')}/{number}.html"


class Machine:
    """A library of the user's, and what its user does with it."""

    def __init__(self, path: Path, server: FeedServer, kind: str = "greader") -> None:
        self.store, self.library, self._server = Store(path), Library(path), server
        place = {"greader": "/api/greader.php", "fever": "/api/fever.php"}[kind]
        self.account = self.store.accounts.add("maison", kind, server.base + place, USER)

    def sync(self, allow_removals: bool = False) -> SyncResult:
        (account,) = (one for one in self.store.accounts.all() if one.id == self.account)

        async def run() -> SyncResult:
            async with Client(named=lambda: (account.url,)) as client:
                server = CLIENTS[account.kind](client, account, PASSWORD)
                return await ServerSync(
                    self.store, server, account, lambda: datetime.now(UTC), self.progress.append, allow_removals
                ).run()

        self.progress: list[SyncProgress] = []
        return asyncio.run(run())

    def number(self, url: str) -> int:
        return self.store.articles.find(url) or 0

    def mark(self, url: str, what: str, on: bool) -> None:
        if what.startswith("tag:"):
            self.library.tags.change([self.number(url), self.number(url)], [("" if on else "-") + what[4:]])
        elif on != (what in self.marks(url)):
            name: Flag = "read" if what == "read" else "saved"
            self.store.undo.set_flag([self.number(url)], name, on, what, datetime.now(UTC))

    def marks(self, url: str) -> set[str]:
        headline = self.library.headlines_of([self.number(url)])[self.number(url)]
        marks = {name for name in ("read", "saved") if getattr(headline, name)}
        return marks | {f"tag:{tag}" for tag in self.library.tags.of(headline.id)}

    def close(self) -> None:
        self.library.close()
        self.store.close()


@pytest.fixture
def server() -> Iterator[FeedServer]:
    with feed_server() as found:
        found.world = {feed: [(page(feed, n), f"Titre {n}") for n in range(3)] for feed in (A, B)}
        yield found


@pytest.fixture
def here(server: FeedServer, library_file: Path) -> Iterator[Machine]:
    with closing(Machine(library_file, server)) as machine:
        yield machine


def test_the_first_time_both_sides_come_to_have_what_either_had(server: FeedServer, here: Machine) -> None:
    server.subscribe(A, "Le titre du serveur", "Presse")
    server.item(page(A, 1)).marks = {"read", "tag:À lire"}
    here.store.feeds.add(B, "Le mien", "Mer")
    done = here.sync()
    assert not done.error and not done.notes
    assert done.received == 3, "the feed, and what was read and tagged there"
    assert [(feed.url, feed.title, feed.folder) for feed in here.store.feeds.all()] == [
        (B, "Le mien", "Mer"),
        (A, "Le titre du serveur", "Presse"),
    ]
    assert [(feed.url, feed.title, feed.folder) for feed in server.feeds.values()] == [
        (A, "Le titre du serveur", "Presse"),
        (B, "Le mien", "Mer"),
    ]
    # Its articles are here as well, also those of the feed that it has just subscribed to.
    assert here.marks(page(A, 1)) == {"read", "tag:à lire"} and here.marks(page(A, 0)) == set()
    assert here.library.count(ArticleFilter()) == 6
    again = here.sync()
    assert (again.sent, again.received, again.new) == (0, 0, 0)


@pytest.mark.parametrize("what", ["read", "saved", "tag:mer", "tag:été à l'eau"])
@pytest.mark.parametrize("first", ["here", "there"])
def test_a_mark_goes_over_and_comes_off_again(server: FeedServer, here: Machine, what: str, first: str) -> None:
    server.subscribe(A)
    here.sync()
    url = page(A, 2)
    here.mark(url, what, True) if first == "here" else server.item(url).marks.add(what)
    here.sync()
    assert here.marks(url) == server.item(url).marks == {what}
    server.item(url).marks.discard(what) if first == "here" else here.mark(url, what, False)
    here.sync()
    assert here.marks(url) == server.item(url).marks == set()
    assert (here.sync().sent, here.sync().received) == (0, 0)


def test_what_another_process_has_found_out_before_is_no_news(here: Machine) -> None:
    here.sync()
    here.store.remote_items.acknowledge(1, 99, ["1"])
    assert not here.sync().error


def test_titles_folders_and_feeds_follow_either_side(server: FeedServer, here: Machine) -> None:
    name = server.subscribe(A)
    here.sync()
    (feed,) = here.store.feeds.all()
    here.store.feeds.rename(feed.id, "Mon titre", "Ici")
    here.sync()
    assert (server.feeds[name].title, server.feeds[name].folder) == ("Mon titre", "Ici")
    server.feeds[name].title, server.feeds[name].folder = "Leur titre", "Sans catégorie"
    assert here.sync().received == 1
    (feed,) = here.store.feeds.all()
    assert (feed.title, feed.folder) == ("Leur titre", "")
    here.store.feeds.add(B)
    here.sync()
    assert {feed.url for feed in server.feeds.values()} == {A, B}
    server.unsubscribe(name)
    here.sync()
    assert [feed.url for feed in here.store.feeds.all()] == [B]
    here.store.feeds.remove(here.store.feeds.all()[0].id)
    here.sync()
    assert not server.feeds and not here.store.feeds.all()


def test_where_both_sides_have_renamed_a_feed_the_name_of_here_wins(server: FeedServer, here: Machine) -> None:
    name = server.subscribe(A, "Le fil", "Presse")
    here.sync()
    (feed,) = here.store.feeds.all()
    here.store.feeds.rename(feed.id, "Mon titre", "Ici")
    server.feeds[name].title, server.feeds[name].folder = "Leur titre", "Là-bas"
    here.sync()
    (feed,) = here.store.feeds.all()
    there = server.feeds[name]
    assert (feed.title, feed.folder) == (there.title, there.folder) == ("Mon titre", "Ici")


def test_sections_that_nobody_chose_are_not_offered_before_they_are_read(server: FeedServer, here: Machine) -> None:
    section = sorted(default_feed_urls())[0]
    server.world[section] = [(page(section, 0), "Titre")]
    number, _new = here.store.feeds.add(section, "Une section", "franceinfo")
    here.sync()
    assert not server.feeds
    article = Article(url=page(section, 0), id="x:1", title="Titre")
    here.store.articles.put_entry(number, article, "", datetime.now(UTC))
    here.library.mark_read([here.number(page(section, 0))], True)
    here.sync()
    assert [feed.url for feed in server.feeds.values()] == [section]


def test_what_a_server_loses_is_not_lost_here(server: FeedServer, here: Machine) -> None:
    feeds = [f"http://presse.example/{n}.rss" for n in range(8)]
    server.world = {feed: [(page(feed, 0), "Titre")] for feed in feeds}
    for feed in feeds:
        server.subscribe(feed)
    server.item(page(feeds[0], 0)).marks = {"saved", "read"}
    here.sync()
    # It forgets an article; it takes up its feeds under other names; then it loses them all.
    server.items = {n: item for n, item in server.items.items() if item.url != page(feeds[0], 0)}
    here.sync()
    assert here.marks(page(feeds[0], 0)) == {"saved", "read"}
    server.feeds = {f"feed/{n + 50}": feed for n, feed in enumerate(server.feeds.values())}
    for name, subscription in server.feeds.items():
        for item in server.items.values():
            item.feed = name if item.feed == subscription.name else item.feed
        subscription.name = name
    assert not here.sync().received and len(here.store.feeds.all()) == 8
    server.feeds, server.items = {}, {}
    done = here.sync()
    assert len(here.store.feeds.all()) == 8 and "lost 8 feeds" in done.notes[0]
    here.sync(allow_removals=True)
    assert not here.store.feeds.all() and here.number(page(feeds[0], 0))


def test_a_token_and_a_login_that_expire_are_asked_for_anew(server: FeedServer, here: Machine) -> None:
    server.subscribe(A)
    here.sync()
    here.mark(page(A, 0), "read", True)
    here.mark(page(A, 0), "saved", True)

    def expire(path: str) -> str:
        if path.endswith("edit-tag"):
            server.token = f"T{len(server.asked)}" if server.asked.count(path) == 1 else server.token
        if path.endswith("tag/list?output=json") and server.asked.count("/api/greader.php/reader/api/0/tag/list") == 2:
            server.auths.clear()
        return ""

    server.fault = expire
    assert not here.sync().error
    assert server.item(page(A, 0)).marks == {"read", "saved"}


def test_a_wrong_password_and_no_server_are_said(server: FeedServer, here: Machine) -> None:
    async def find(url: str, password: str) -> Any:
        async with Client(named=lambda: (url,)) as client:
            return await detect_api(client, url, USER, password)

    assert asyncio.run(find(server.base, PASSWORD)).url == f"{server.base}/api/greader.php"
    with pytest.raises(FetchError, match="API"):
        asyncio.run(find(server.base, "wrong"))
    server.close()
    with pytest.raises(NetworkUnreachable):
        asyncio.run(find(server.base, PASSWORD))
    done = here.sync()
    assert done.unreachable and here.store.accounts.all()[0].error == done.error


def test_a_server_without_tags_is_told_the_rest(server: FeedServer, here: Machine) -> None:
    server.refuses_tags = 400
    server.subscribe(A)
    here.sync()
    here.mark(page(A, 0), "tag:mer", True)
    here.mark(page(A, 0), "read", True)
    assert "mer" in here.sync().notes[0]
    assert server.item(page(A, 0)).marks == {"read"} and here.marks(page(A, 0)) == {"read", "tag:mer"}
    assert not here.sync().notes


def test_one_article_in_two_feeds_is_read_in_both(server: FeedServer, here: Machine) -> None:
    server.world[B] = [(page(A, 0), "Le même")]
    server.subscribe(A), server.subscribe(B)
    here.sync()
    here.mark(page(A, 0), "read", True)
    here.sync()
    assert [item.marks for item in server.items.values() if item.url == page(A, 0)] == [{"read"}, {"read"}]


def test_two_servers_agree_by_way_of_the_library(server: FeedServer, here: Machine) -> None:
    with feed_server() as other:
        other.world = server.world
        server.subscribe(A), other.subscribe(A), other.subscribe(B)
        first = here.account
        second = here.store.accounts.add("bureau", "greader", f"{other.base}/api/greader.php", USER)
        other.item(page(A, 1)).marks = {"saved", "tag:mer"}
        for account in (first, second, first):
            here.account = account
            assert not here.sync().error
        assert server.item(page(A, 1)).marks == {"saved", "tag:mer"}
        assert {feed.url for feed in server.feeds.values()} == {A, B}
        here.store.accounts.remove(second)
        here.account = first
        assert (here.sync().sent, here.library.count(ArticleFilter())) == (0, 6)


def test_a_long_first_time_tells_how_far_it_is_and_goes_on_where_it_stopped(server: FeedServer, here: Machine) -> None:
    server.world[A] = [(page(A, n), f"Titre {n}") for n in range(450)]
    server.page = 200
    server.subscribe(A)
    server.fault = lambda path: "lose" if len([p for p in server.asked if p.endswith("contents")]) > 3 else ""
    assert here.sync().error
    half = here.library.count(ArticleFilter())
    assert 200 <= half < 450 and here.progress
    server.fault = lambda _path: ""
    server.asked.clear()
    assert not here.sync().error and here.library.count(ArticleFilter()) == 450
    assert len([path for path in server.asked if path.endswith("contents")]) <= 3


def test_fever_agrees_on_what_is_read_and_saved(server: FeedServer, library_file: Path) -> None:
    server.subscribe(A, "Le port", "Presse")
    server.item(page(A, 0)).marks = {"read"}
    with closing(Machine(library_file, server, "fever")) as machine:
        machine.store.feeds.add(B)
        assert not machine.sync().error
        assert {(feed.url, feed.folder) for feed in machine.store.feeds.all()} == {(A, "Presse"), (B, "")}
        assert machine.marks(page(A, 0)) == {"read"}
        machine.mark(page(A, 0), "read", False)
        machine.mark(page(A, 1), "saved", True)
        machine.mark(page(A, 1), "tag:mer", True)
        server.item(page(A, 2)).marks.add("read")
        machine.sync()
        assert [server.item(page(A, n)).marks for n in range(3)] == [set(), {"saved"}, {"read"}]
        assert machine.marks(page(A, 2)) == {"read"} and machine.marks(page(A, 1)) == {"saved", "tag:mer"}
        assert (machine.sync().sent, machine.sync().received) == (0, 0)


def fail_on(server: FeedServer, path: str, answer: str, after: int = 0, times: int = 1000) -> None:
    """Have some requests to a path answered like this."""
    seen = iter(range(100_000))

    def fault(asked: str) -> str:
        return answer if path in asked and after <= next(seen) < after + times else ""

    server.fault = fault


@pytest.mark.parametrize("fault", ["500 no", "lose", "drop", "429 slow"])
def test_over_fever_a_batch_that_breaks_loses_no_mark(server: FeedServer, library_file: Path, fault: str) -> None:
    server.world[A] = [(page(A, n), f"Titre {n}") for n in range(10)]
    server.subscribe(A)
    with closing(Machine(library_file, server, "fever")) as machine:
        machine.sync()
        for n in range(10):
            machine.mark(page(A, n), "saved", True)
        server.item(page(A, 0)).marks.add("read")
        count = iter(range(1000))
        server.fault = lambda path: fault if path.endswith("?api") and next(count) == 4 else ""
        assert machine.sync().error
        server.fault = lambda _path: ""
        assert not machine.sync().error
        assert all("saved" in server.item(page(A, n)).marks for n in range(10))
        assert all("saved" in machine.marks(page(A, n)) for n in range(10)) and machine.marks(page(A, 0)) >= {"read"}


def test_one_fault_switches_no_tag_off_and_the_rest_is_sent(server: FeedServer, here: Machine) -> None:
    server.subscribe(A)
    here.sync()
    here.mark(page(A, 0), "tag:mer", True)
    here.mark(page(A, 0), "tag:port", True)
    here.mark(page(A, 1), "read", True)
    for fault, at in (("503 later", 1), ("500 oh", 0), ("429 slow", 0)):
        fail_on(server, "edit-tag", fault, at, 1)
        done = here.sync()
        assert done.error and not done.notes
    server.fault = lambda _path: ""
    assert not here.sync().error
    assert server.item(page(A, 0)).marks == {"tag:mer", "tag:port"} and server.item(page(A, 1)).marks == {"read"}


def test_a_server_that_answers_500_to_every_tag_takes_none(server: FeedServer, here: Machine) -> None:
    server.refuses_tags = 500
    server.subscribe(A)
    here.sync()
    here.mark(page(A, 0), "tag:mer", True)
    here.mark(page(A, 0), "read", True)
    assert [bool(here.sync().error) for _round in range(3)] == [True, True, False]
    done = here.sync()
    assert (
        not done.error and server.item(page(A, 0)).marks == {"read"} and here.marks(page(A, 0)) == {"read", "tag:mer"}
    )
    assert here.library.accounts.rejected(here.library.accounts.all()[0]) == ["tag:mer"]


@pytest.mark.parametrize("answer", ['{"subscriptions":[]}', "{}", '{"subscriptions":{}}', "<html>", ""])
def test_an_empty_list_of_feeds_takes_none_away(server: FeedServer, here: Machine, answer: str) -> None:
    for feed in (A, B):
        server.subscribe(feed)
    here.sync()
    fail_on(server, "subscription/list", f"200 {answer}")
    done = here.sync()
    assert (done.error or done.notes) and len(here.store.feeds.all()) == 2
    assert here.library.count(ArticleFilter()) == 6


def test_articles_are_met_again_when_their_feed_is_back(server: FeedServer, here: Machine) -> None:
    server.subscribe(A)
    here.sync()
    feeds, server.feeds = server.feeds, {}
    assert not here.sync(allow_removals=True).error and not here.store.feeds.all()
    server.feeds = feeds
    here.sync()
    here.mark(page(A, 0), "read", True)
    server.item(page(A, 1)).marks.add("saved")
    here.sync()
    assert server.item(page(A, 0)).marks == {"read"} and here.marks(page(A, 1)) == {"saved"}
    assert here.library.count(ArticleFilter()) == 3


@pytest.mark.parametrize("answer", ["{}", '{"items":[]}', "<html>"])
@pytest.mark.parametrize("kind", ["greader", "fever"])
def test_articles_that_an_answer_does_not_show_are_not_forgotten(
    server: FeedServer, library_file: Path, kind: str, answer: str
) -> None:
    server.subscribe(A)
    server.item(page(A, 0)).marks = {"read", "saved"}
    with closing(Machine(library_file, server, kind)) as machine:
        machine.sync()
        server.item(page(A, 0)).marks = set()
        if kind == "fever" and answer != "<html>":
            answer = answer.replace("{", '{"auth":1,').replace(",}", "}")
        fail_on(server, "contents" if kind == "greader" else "with_ids", f"200 {answer}")
        machine.sync()
        server.fault = lambda _path: ""
        assert not machine.sync().error
        assert machine.marks(page(A, 0)) == server.item(page(A, 0)).marks == set()


def test_what_a_server_has_purged_is_not_asked_for_again_and_again(
    server: FeedServer, here: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Of three that were read, one was kept as saved here and one deleted; the server purges them all.
    server.subscribe(A)
    for n in range(3):
        server.item(page(A, n)).marks = {"read"}
    here.sync()
    here.store.retention.delete([here.number(page(A, 1))])
    here.sync()
    server.items, server.world[A] = {}, []
    here.mark(page(A, 2), "saved", True)
    monkeypatch.setattr("newsreader.library.sync.server_sync._PATIENCE", 0)
    here.sync()
    # With a feed that is new there, what is none here is looked at once more.
    server.subscribe(B)
    here.sync()
    server.subscribe("http://presse.example/c.rss")
    server.asked.clear()
    assert not here.sync().error
    assert not [path for path in server.asked if path.endswith("contents")]
    assert here.marks(page(A, 0)) == {"read"} and here.marks(page(A, 2)) == {"read", "saved"}


def test_a_new_episode_is_not_read_because_an_older_one_has_its_link(server: FeedServer, here: Machine) -> None:
    for show, link in ((A, "http://radio.example/emission"), (B, "")):
        server.world[show] = [(link, f"Épisode {n} de {show}") for n in range(3)]
        server.subscribe(show)
    here.sync()
    assert here.library.count(ArticleFilter()) == 6
    for headline in here.store.headlines.headlines(ArticleFilter(), 10):
        here.library.mark_read([headline.id], True)
    here.sync()
    for show, link in ((A, "http://radio.example/emission"), (B, "")):
        server.world[show].append((link, f"Épisode 4 de {show}"))
    server.crawl()
    assert here.sync().sent == 0
    here.sync()
    unread = [item.title for item in server.items.values() if "read" not in item.marks]
    assert unread == [f"Épisode 4 de {A}", f"Épisode 4 de {B}"]
    assert here.library.count(ArticleFilter(unread=True)) == 2


@pytest.mark.parametrize("kind", ["greader", "fever"])
def test_the_full_width_signs_of_a_server_do_not_come_in(server: FeedServer, library_file: Path, kind: str) -> None:
    server.wide = True
    server.world[A] = [(page(A, 0), "Episode 4 > La <première> ligne & la suite")]
    server.subscribe(A, "Qui a dit ? R&D, l'été / <vrai>", "Économie & R&D")
    server.world[B] = []
    with closing(Machine(library_file, server, kind)) as machine:
        machine.store.feeds.add(B, "Où ; quand ?")
        machine.sync()
        for _round in range(2):
            assert (machine.sync().sent, machine.sync().received) == (0, 0)
        titles = {feed.title for feed in machine.store.feeds.all()}
        assert titles == {"Où ; quand ?", "Qui a dit ? R&D, l'été / <vrai>"}
        assert machine.library.headlines_of([machine.number(page(A, 0))])[machine.number(page(A, 0))].title == (
            "Episode 4 > La <première> ligne & la suite"
        )


def test_a_title_that_is_the_feed_s_own_is_not_the_user_s(server: FeedServer, here: Machine) -> None:
    server.subscribe(A, "Le Port")
    server.subscribe(B, "Mon nom pour B")
    here.sync()
    for feed, own in zip(here.store.feeds.all(), ("Le Port", "Le B"), strict=True):
        here.store.feeds.describe(feed.id, own, "", "fr")
    assert [here.store.feeds.own_title(feed.id) for feed in here.store.feeds.all()] == ["", "Mon nom pour B"]
    assert (here.sync().sent, here.sync().received) == (0, 0)


def test_an_address_that_changed_on_the_server_is_followed(server: FeedServer, here: Machine) -> None:
    name = server.subscribe(A)
    here.sync()
    server.feeds[name].url = moved = "http://presse.example/ailleurs.rss"
    assert here.sync().received == 1
    assert [feed.url for feed in here.store.feeds.all()] == [moved] and len(server.feeds) == 1
    # A feed that has moved by itself is not moved back.
    here.store.feeds.move(here.store.feeds.all()[0].id, "http://presse.example/plus-loin.rss")
    here.sync()
    assert [feed.url for feed in here.store.feeds.all()] == ["http://presse.example/plus-loin.rss"]
    assert len(server.feeds) == 1


def test_a_folder_named_like_a_label_there_stays_here_and_is_said(server: FeedServer, here: Machine) -> None:
    server.subscribe(A)
    server.item(page(A, 0)).marks = {"tag:Mer"}
    here.sync()
    (feed,) = here.store.feeds.all()
    here.store.feeds.rename(feed.id, "", "Mer")
    assert "Mer" in here.sync().notes[0]
    done = here.sync()
    assert (done.sent, done.received, done.notes) == (0, 0, ()) and here.store.feeds.all()[0].folder == "Mer"
    here.store.feeds.rename(feed.id, "", "Océan")
    here.sync()
    assert next(iter(server.feeds.values())).folder == here.store.feeds.all()[0].folder == "Océan"


def test_a_dead_feed_that_a_server_fails_at_is_said_in_the_end(server: FeedServer, here: Machine) -> None:
    here.store.feeds.add(A, "Le port")
    fail_on(server, "quickadd", "500 no")
    rounds = [here.sync() for _round in range(4)]
    assert [len(one.notes) for one in rounds] == [0, 0, 1, 0] and "Le port" in rounds[2].notes[0]
    assert len([path for path in server.asked if path.endswith("quickadd")]) == 3


def test_a_password_that_was_changed_there_is_said_as_such(server: FeedServer, here: Machine) -> None:
    here.sync()
    fail_on(server, "ClientLogin", "401 Unauthorized!")
    assert "accounts --password maison" in here.sync().error


def test_an_api_is_found_behind_redirects_and_a_wrong_password_is_tried_once(server: FeedServer) -> None:
    async def find(password: str) -> Any:
        async with Client(named=lambda: (server.base,)) as client:
            return await detect_api(client, server.base, USER, password)

    server.fault = lambda path: "" if path.startswith("/api/") else "302 /i/"
    assert asyncio.run(find(PASSWORD)).url == f"{server.base}/api/greader.php"
    server.asked.clear()
    with pytest.raises(FetchError, match="password"):
        asyncio.run(find("wrong"))
    tried = [path for path in server.asked if path.startswith("/api/")]
    assert sorted(tried) == ["/api/fever.php", "/api/greader.php/accounts/ClientLogin"]


URLS = [page(A, n) for n in range(3)]
WHAT = ("read", "saved", "tag:mer")


LOGIN_PAGE = "200 <!DOCTYPE html><title>Connexion</title>"


@pytest.mark.parametrize("answer", [LOGIN_PAGE, "200 {}", "200 "])
def test_a_mark_is_sent_again_where_another_answered_for_the_server(
    server: FeedServer, here: Machine, answer: str
) -> None:
    server.subscribe(A)
    here.sync()
    here.mark(page(A, 1), "saved", True)
    server.fault = lambda path: answer if "edit-tag" in path else ""
    assert "maison" not in here.sync().error and here.sync().error
    server.fault = lambda _path: ""
    assert here.sync().sent == 1 and server.item(page(A, 1)).marks == {"saved"} == here.marks(page(A, 1))


@pytest.mark.parametrize("answer", [LOGIN_PAGE, "200 {}"])
def test_a_feed_removed_here_stays_removed_where_another_answered_for_the_server(
    server: FeedServer, here: Machine, answer: str
) -> None:
    server.subscribe(A)
    here.sync()
    here.store.feeds.remove(here.store.feeds.all()[0].id)
    server.fault = lambda path: answer if "subscription/edit" in path else ""
    assert here.sync().error
    server.fault = lambda _path: ""
    assert here.sync().sent == 1 and not server.feeds and not here.store.feeds.all()


def test_a_feed_is_offered_again_where_another_answered_for_the_server(server: FeedServer, here: Machine) -> None:
    here.store.feeds.add(A, "", "")
    server.fault = lambda path: "200 {}" if "quickadd" in path else ""
    assert here.sync().error and not here.sync().notes
    server.fault = lambda _path: ""
    assert here.sync().sent == 1 and len(server.feeds) == 1


def test_a_feed_keeps_the_title_that_the_server_knows_where_nobody_gave_it_another(
    server: FeedServer, here: Machine
) -> None:
    here.store.feeds.add(A, "", "Presse")
    here.sync()
    (there,) = server.feeds.values()
    assert (there.title, there.folder) == (f"Titre de {A}", "Presse")
    assert (here.sync().sent, [feed.folder for feed in here.store.feeds.all()]) == (0, ["Presse"])


def test_labels_that_differ_in_capitals_are_one_tag(server: FeedServer, here: Machine) -> None:
    server.subscribe(A)
    for number, marks in enumerate(({"tag:Mer"}, {"tag:mer"}, {"tag:Mer", "tag:mer"})):
        server.item(page(A, number)).marks = marks
    here.sync()
    for number in range(3):
        assert here.marks(page(A, number)) == {"tag:mer"}
        here.mark(page(A, number), "tag:mer", False)
    requests = iter(f"edit-tag {n}" for n in range(9))
    server.fault = lambda path: "drop" if "edit-tag" in path and next(requests) == "edit-tag 1" else ""
    assert here.sync().error
    here.sync()
    assert [server.item(page(A, n)).marks or here.marks(page(A, n)) for n in range(3)] == [set()] * 3
    assert (here.sync().sent, here.sync().received) == (0, 0)


def test_a_server_that_lets_us_in_and_refuses_does_not_blame_the_password(server: FeedServer, here: Machine) -> None:
    server.subscribe(A)
    here.sync()
    here.mark(page(A, 1), "read", True)
    server.fault = lambda path: "401 Unauthorized!" if "edit-tag" in path else ""
    assert "accepts the password" in here.sync().error
    server.fault = lambda _path: ""
    assert here.sync().sent == 1


class TwoClientsAndAServer(RuleBasedStateMachine):
    """Two libraries, a server and its own page on the web, and a line that fails: in the end all agree, and on
    what somebody did last who knew of the rest."""

    kind = "greader"
    what: tuple[str, ...] = ("read", "saved", "tag:mer")

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.server = FeedServer()
        self.server.world = {A: [(url, "Titre") for url in URLS]}
        self.server.subscribe(A)
        self.machines = [Machine(self.folder / f"{n}.db", self.server, self.kind) for n in range(2)]
        for machine in self.machines:
            machine.sync()
        self.acts: list[tuple[tuple[str, str], bool, frozenset[int]]] = []
        # Which acts each certainly knows of: the two, and the server.
        self.know: list[set[int]] = [set(), set(), set()]

    def _act(self, who: int, url: str, what: str, on: bool) -> None:
        self.know[who].add(len(self.acts))
        self.acts.append(((url, what), on, frozenset(self.know[who])))

    @rule(who=st.integers(0, 1), url=st.sampled_from(URLS), what=st.sampled_from(WHAT), on=st.booleans())
    def mark_here(self, who: int, url: str, what: str, on: bool) -> None:
        if what not in self.what:
            return
        if on != (what in self.machines[who].marks(url)):
            self.machines[who].mark(url, what, on)
            self._act(who, url, what, on)

    @rule(url=st.sampled_from(URLS), what=st.sampled_from(WHAT), on=st.booleans())
    def mark_there(self, url: str, what: str, on: bool) -> None:
        if what not in self.what:
            return
        marks = self.server.item(url).marks
        if on != (what in marks):
            (marks.add if on else marks.discard)(what)
            self._act(2, url, what, on)

    @rule(
        who=st.integers(0, 1),
        at=st.integers(0, 20),
        fault=st.sampled_from(["", "", "lose", "drop", "500 no", "429 slow", "200 {}", LOGIN_PAGE, "token"]),
        once=st.booleans(),
    )
    def sync(self, who: int, at: int, fault: str, once: bool) -> None:
        """A round in which one request, or each from there on, meets a fault."""
        count = iter(range(10_000))

        def fail(_path: str) -> str:
            number = next(count)
            if number < at or (once and number > at) or not fault:
                return ""
            if fault == "token":
                self.server.token = "other" if self.server.token == "T1" else self.server.token
                return ""
            return fault

        self.server.fault = fail
        done = self.machines[who].sync()
        self.server.fault, self.server.token = lambda _path: "", "T1"
        if not done.error:
            self.know[who] |= self.know[2]
            self.know[2] |= self.know[who]

    @precondition(lambda self: self.acts)
    @rule()
    def rest(self) -> None:
        for _round in range(2):
            for machine in self.machines:
                assert not machine.sync().error
        for url in URLS:
            marks = [machine.marks(url) for machine in self.machines]
            assert marks[0] == marks[1] == self.server.item(url).marks
            for what in self.what:
                mine = [n for n, (about, _on, _knew) in enumerate(self.acts) if about == (url, what)]
                last = {n for n in mine if not any(n in self.acts[m][2] for m in mine if m > n)}
                if last:
                    assert (what in marks[0]) in {self.acts[n][1] for n in last}, (url, what, self.acts)
                else:
                    assert what not in marks[0]
        everything = set(range(len(self.acts)))
        self.know = [set(everything) for _one in self.know]

    @invariant()
    def nothing_is_doubled(self) -> None:
        for machine in self.machines:
            assert machine.library.count(ArticleFilter()) == len(URLS) and len(machine.store.feeds.all()) == 1
        assert len(self.server.feeds) == 1

    def teardown(self) -> None:
        if hasattr(self, "machines"):
            self.rest()
            for machine in self.machines:
                machine.close()
            self.server.close()
            shutil.rmtree(self.folder)


TestTwoClientsAndAServer = TwoClientsAndAServer.TestCase
TestTwoClientsAndAServer.settings = settings(
    max_examples=12, stateful_step_count=14, deadline=None, suppress_health_check=list(HealthCheck)
)


class TwoClientsAndFever(TwoClientsAndAServer):
    """The same over Fever, where each article is a message of its own."""

    kind = "fever"
    what = ("read", "saved")


TestTwoClientsAndFever = TwoClientsAndFever.TestCase
TestTwoClientsAndFever.settings = TestTwoClientsAndAServer.settings


def test_two_items_of_a_server_on_one_page_are_two_articles_each_with_its_own_marks(
    server: FeedServer, here: Machine
) -> None:
    # A page of a service's state: one address, other titles at other times.
    state = "http://presse.example/etat"
    server.world[A] = [(state, "Panne du réseau")]
    server.subscribe(A)
    server.item(state).marks = {"read"}
    here.sync()
    server.world[A] = [(state, "Panne du réseau"), (f"{state}#2", "Courrier en retard")]
    server.crawl()
    here.sync()
    read = {headline.title: headline.read for headline in here.store.headlines.headlines(ArticleFilter(), 5)}
    assert read == {"Panne du réseau": True, "Courrier en retard": False}
    assert (here.sync().sent, here.sync().received) == (0, 0)


def test_a_round_that_fails_by_a_fault_of_ours_says_so(here: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    async def run() -> list[SyncFinished]:
        async with Client() as client:
            coordinator = SyncCoordinator(here.store, client, Config(), lambda: datetime.now(UTC))
            monkeypatch.setattr(coordinator, "sync", broken)
            told: list[Any] = []
            scheduler = SyncScheduler(coordinator, here.store, told.append, asyncio.create_task)
            scheduler.start(asked=False)
            await asyncio.sleep(0.01)
            return told

    async def broken(*_anything: object) -> None:
        raise UnicodeEncodeError("utf-8", "\udce9", 0, 1, "surrogates not allowed")

    (said,) = asyncio.run(run())
    assert said.failed and "crashed" in said.sentences[0]
