"""Syncing with a server that is here in memory: who wins, what is given up, what is offered again, what is said."""

from collections.abc import AsyncIterator, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from newsreader.library.messages.events import SyncProgress
from newsreader.library.subscriptions.first_run import default_feed_urls
from newsreader.library.sync.server_sync import BATCH, ServerSync
from newsreader.model.article_filter import ArticleFilter
from newsreader.model.errors import FetchError, NetworkUnreachable, ParseError, RedirectError
from newsreader.model.feed import Entry
from newsreader.model.sync import Account, ArticleFlags, RemoteFeed, RemoteItem, SyncResult
from newsreader.store.store import Store
from tests.store.test_store import an_article

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
SAVED, UNREAD = ArticleFilter(saved=True), ArticleFilter(unread=True)


@dataclass
class Server:
    """Feeds, articles and flags; what it is asked in `trouble` is refused so. `deaf`: it says yes, and does nothing."""

    there: dict[str, RemoteFeed] = field(default_factory=dict)
    articles: dict[str, RemoteItem] = field(default_factory=dict)
    trouble: dict[str, Exception] = field(default_factory=dict)
    supports_tags: bool = True
    supports_subscriptions: bool = True
    flags_at_once: int = 2
    whole: bool = True
    deaf: bool = False
    unwanted: set[str] = field(default_factory=set)
    asked: list[Any] = field(default_factory=list)

    def _ask(self, what: str, *more: Any) -> None:
        self.asked.append((what, *more))
        if what in self.trouble:
            raise self.trouble[what]

    async def log_in(self) -> None:
        self._ask("log in")

    async def feeds(self) -> list[RemoteFeed]:
        return list(self.there.values())

    async def subscribe(self, url: str) -> str:
        self._ask("subscribe", url)
        if url in self.unwanted:
            return ""
        self.there[url] = RemoteFeed(url, url, f"Le leur : {url}")
        return url

    async def describe(self, feed: RemoteFeed, before: str) -> None:
        self._ask("describe", feed.title, feed.folder, before)
        if not self.deaf:
            known = self.there[feed.remote]
            self.there[feed.remote] = replace(known, title=feed.title or known.title, folder=feed.folder)

    async def unsubscribe(self, remote: str) -> None:
        self._ask("unsubscribe", remote)
        del self.there[remote]

    async def list_flags(self) -> dict[str, set[str]]:
        self._ask("flags")
        listed: dict[str, set[str]] = {"unread": set(), "saved": set()}
        for remote, item in self.articles.items():
            for flag in item.flags.names() - {"read"}:
                listed.setdefault(flag, set()).add(remote)
            if not item.flags.read:
                listed["unread"].add(remote)
        return listed

    async def new_items(self, known: Collection[str]) -> AsyncIterator[tuple[list[RemoteItem], int]]:
        fresh = [item for remote, item in self.articles.items() if remote not in known]
        if fresh:
            yield fresh, 0

    async def items(self, remotes: Sequence[str]) -> list[RemoteItem]:
        self._ask("items", len(remotes))
        return [self.articles[remote] for remote in remotes if remote in self.articles]

    async def set_flag(self, remotes: Sequence[str], flag: str, on: bool) -> None:
        self._ask("set", tuple(remotes), flag, on)
        for remote in remotes:
            item = self.articles[remote]
            names = item.flags.names() | {flag} if on else item.flags.names() - {flag}
            self.articles[remote] = replace(item, flags=ArticleFlags.of(names))

    def arrives_whole(self, _flag: str) -> bool:
        return self.whole


URL = "https://x.example/f.rss"


@dataclass
class Pair:
    """A library and a server."""

    store: Store
    server: Server
    account: Account
    now: datetime = NOW
    told: list[SyncProgress] = field(default_factory=list)

    async def sync(self, allow_removals: bool = False) -> SyncResult:
        self.server.asked.clear()
        return await ServerSync(
            self.store, self.server, self.account, lambda: self.now, self.told.append, allow_removals
        ).run()

    def feeds(self) -> list[tuple[str, str, str]]:
        return [(feed.url, feed.title, feed.folder) for feed in self.store.feeds.all()]

    def put(self, number: int, flags: ArticleFlags = ArticleFlags(), feed: str = "f") -> None:  # noqa: B008 - a value
        """An article of the server."""
        entry = Entry(
            f"https://x.example/{number}",
            f"Titre {number}",
            guid=f"g{number}",
            published=NOW - timedelta(minutes=number),
        )
        self.server.articles[f"i{number}"] = RemoteItem(f"i{number}", feed, entry, flags)

    def flags(self, number: int) -> ArticleFlags:
        return self.server.articles[f"i{number}"].flags

    def asked(self, what: str) -> list[Any]:
        return [one for one in self.server.asked if one[0] == what]


@pytest.fixture
def pair(store: Store) -> Pair:
    number = store.accounts.add("Nuage", "greader", "https://nuage.example", "ida")
    return Pair(store, Server(), Account(number, "Nuage", "greader", "https://nuage.example", "ida"))


# ------------------------------------------------------------ subscriptions


async def test_feeds_of_either_side_are_on_both(pair: Pair) -> None:
    pair.store.feeds.add("https://y.example/g.rss", "Le mien", "Mer")
    pair.store.feeds.add("https://y.example/h.rss")
    pair.server.there["f"] = RemoteFeed("f", URL, "Le leur", "Sud")
    done = await pair.sync()
    assert (done.sent, done.received, done.error) == (2, 1, "")
    assert (URL, "Le leur", "Sud") in pair.feeds()
    assert pair.server.there["https://y.example/g.rss"].title == "Le mien"
    assert pair.server.there["https://y.example/g.rss"].folder == "Mer"
    assert pair.asked("describe") == [("describe", "Le mien", "Mer", "")], "one without a title of its own is not told"
    assert (await pair.sync()).received == 1 and (
        "https://y.example/h.rss",
        "Le leur : https://y.example/h.rss",
        "",
    ) in pair.feeds()
    assert await pair.sync() == SyncResult("Nuage")
    assert not pair.asked("subscribe") and not pair.asked("describe")


async def test_a_section_that_nobody_asked_for_is_offered_once_something_of_it_was_read(pair: Pair) -> None:
    url = sorted(default_feed_urls())[0]
    feed, _new = pair.store.feeds.add(url, "À la une")
    article = pair.store.articles.put_entry(feed, an_article(1), "s", NOW)
    await pair.sync()
    assert not pair.asked("subscribe")
    pair.store.undo.set_flag([article], "read", True, "lu", NOW)
    await pair.sync()
    assert pair.asked("subscribe") == [("subscribe", url)]


async def test_a_server_that_takes_no_subscriptions_is_told_of_none(pair: Pair) -> None:
    pair.server.supports_subscriptions = False
    pair.server.there["f"] = RemoteFeed("f", URL, "Le leur")
    pair.store.feeds.add("https://y.example/g.rss", "Le mien")
    await pair.sync()
    feed = pair.store.feeds.at(URL)
    assert feed and not pair.asked("subscribe")
    pair.store.feeds.rename(feed.id, "Autre", "Mer")
    await pair.sync()
    pair.store.feeds.remove(feed.id)
    await pair.sync()
    assert not pair.asked("describe") and not pair.asked("unsubscribe") and pair.server.there


@pytest.mark.parametrize(
    ("here", "there", "result"),
    [
        (("Le fil", ""), ("Le fil", ""), ("Le fil", "")),
        (("Mon fil", ""), ("Le fil", ""), ("Mon fil", "")),
        (("Le fil", "Mer"), ("Le fil", ""), ("Le fil", "Mer")),
        (("Le fil", ""), ("Leur fil", ""), ("Leur fil", "")),
        (("Le fil", ""), ("Le fil", "Sud"), ("Le fil", "Sud")),
        (("Mon fil", "Mer"), ("Leur fil", "Sud"), ("Mon fil", "Mer")),
        (("Mon fil", ""), ("Le fil", "Sud"), ("Mon fil", "Sud")),
    ],
)
async def test_of_titles_and_folders_the_change_wins_and_ours_where_both_changed(
    pair: Pair, here: tuple[str, str], there: tuple[str, str], result: tuple[str, str]
) -> None:
    pair.server.there["f"] = RemoteFeed("f", URL, "Le fil")
    await pair.sync()
    (feed,) = pair.store.feeds.all()
    if here != ("Le fil", ""):
        pair.store.feeds.rename(feed.id, here[0] if here[0] != "Le fil" else "", here[1])
    pair.server.there["f"] = RemoteFeed("f", URL, *there)
    done = await pair.sync()
    assert pair.feeds() == [(URL, *result)]
    assert (pair.server.there["f"].title, pair.server.there["f"].folder) == result
    assert (done.sent, done.received) == (int(result != there), int(result != here))
    assert await pair.sync() == SyncResult("Nuage") and not pair.asked("describe")


async def test_a_feed_that_moved_there_moves_here(pair: Pair) -> None:
    pair.server.there["f"] = RemoteFeed("f", URL, "Le fil")
    await pair.sync()
    pair.server.there["f"] = RemoteFeed("f", "https://x.example/neuf.rss", "Le fil")
    assert (await pair.sync()).received == 1
    assert [url for url, _title, _folder in pair.feeds()] == ["https://x.example/neuf.rss"]
    (feed,) = pair.store.feeds.all()
    pair.store.feeds.move(feed.id, "https://z.example/f.rss")
    pair.server.there["f"] = RemoteFeed("f", "https://x.example/encore.rss", "Le fil")
    await pair.sync()
    assert [url for url, _title, _folder in pair.feeds()] == ["https://z.example/f.rss"], "here it was moved elsewhere"


async def test_what_one_side_gives_up_the_other_gives_up_and_what_is_taken_back_stays(pair: Pair) -> None:
    for name in "abcde":
        pair.server.there[name] = RemoteFeed(name, f"https://x.example/{name}.rss", name)
    await pair.sync()
    del pair.server.there["a"]
    assert (await pair.sync()).received == 1 and len(pair.feeds()) == 4
    feed = pair.store.feeds.at("https://x.example/b.rss")
    assert feed
    pair.store.feeds.remove(feed.id)
    assert (await pair.sync()).sent == 1 and sorted(pair.server.there) == ["c", "d", "e"]
    feed = pair.store.feeds.at("https://x.example/c.rss")
    assert feed
    pair.store.feeds.remove(feed.id)
    pair.store.feeds.add("https://x.example/c.rss", "De retour")
    await pair.sync()
    assert sorted(pair.server.there) == ["c", "d", "e"] and not pair.asked("unsubscribe")
    assert not pair.asked("subscribe")
    # The server calls a feed by another name.
    pair.server.there["neuf"] = replace(pair.server.there.pop("d"), remote="neuf")
    assert await pair.sync() == SyncResult("Nuage") and len(pair.feeds()) == 3


@pytest.mark.parametrize(
    ("count", "lost", "stay"),
    [(1, 1, True), (2, 1, False), (3, 3, True), (8, 3, False), (8, 4, True), (20, 5, False), (20, 6, True)],
)
async def test_more_feeds_than_a_person_gives_up_are_rather_a_fault_of_the_server(
    pair: Pair, count: int, lost: int, stay: bool
) -> None:
    for n in range(count):
        pair.server.there[str(n)] = RemoteFeed(str(n), f"https://x.example/{n}.rss", str(n))
    await pair.sync()
    for n in range(lost):
        del pair.server.there[str(n)]
    done = await pair.sync()
    assert len(pair.feeds()) == (count if stay else count - lost)
    assert [note.split(";")[0] for note in done.notes] == (
        [f"Nuage has lost {lost} feed{'s' * (lost > 1)}"] if stay else []
    )
    await pair.sync(allow_removals=True)
    assert len(pair.feeds()) == count - lost


@pytest.mark.parametrize(
    ("trouble", "offers", "notes"),
    [
        (FetchError("Non.", 404), [1, 0, 0], [1, 0, 0]),
        (FetchError("Panne.", 500), [1, 1, 1, 0], [0, 0, 1, 0]),
        (None, [1, 0, 0], [1, 0, 0]),
    ],
)
async def test_a_feed_that_a_server_does_not_take_is_offered_again_after_a_week(
    pair: Pair, trouble: Exception | None, offers: list[int], notes: list[int]
) -> None:
    pair.store.feeds.add(URL, "Le fil")
    if trouble:
        pair.server.trouble["subscribe"] = trouble
    else:
        pair.server.unwanted.add(URL)
    for offered, noted in zip(offers, notes, strict=True):
        done = await pair.sync()
        assert (len(pair.asked("subscribe")), len(done.notes), done.error) == (offered, noted, "")
    pair.now += timedelta(days=6)
    await pair.sync()
    assert not pair.asked("subscribe")
    pair.now += timedelta(days=2)
    pair.server.trouble.clear()
    pair.server.unwanted.clear()
    assert (await pair.sync()).sent == 1


@pytest.mark.parametrize("status", [0, 401, 403, 429])
async def test_what_is_no_answer_to_a_feed_breaks_the_round_off(pair: Pair, status: int) -> None:
    pair.store.feeds.add(URL, "Le fil")
    pair.server.trouble["subscribe"] = FetchError("Plus tard.", status)
    assert (await pair.sync()).error
    await pair.sync()
    assert pair.asked("subscribe")


async def test_a_folder_that_a_server_does_not_take_is_told_once_and_stays_here(pair: Pair) -> None:
    pair.server.there["f"] = RemoteFeed("f", URL, "Le fil", "Sud")
    await pair.sync()
    (feed,) = pair.store.feeds.all()
    pair.server.deaf = True
    for folder, said in (("Mer", "does not put “Le fil” into the folder “Mer”"), ("", "does not take “Le fil” out of")):
        pair.store.feeds.rename(feed.id, "", folder)
        done = await pair.sync()
        assert said in " ".join(done.notes) and pair.feeds() == [(URL, "Le fil", folder)]
        done = await pair.sync()
        assert not done.notes and not pair.asked("describe") and pair.feeds() == [(URL, "Le fil", folder)]


# ------------------------------------------------------------ articles


async def linked(pair: Pair, count: int) -> list[int]:
    """A feed with articles that both have; their numbers here."""
    pair.server.there["f"] = RemoteFeed("f", URL, "Le fil")
    for n in range(count):
        pair.put(n)
    assert (await pair.sync()).new == count
    return [number for n in range(count) if (number := pair.store.articles.find(f"https://x.example/{n}"))]


async def test_flags_of_either_side_come_to_the_other(pair: Pair) -> None:
    one, two, three = await linked(pair, 3)
    pair.store.undo.set_flag([one], "read", True, "lu", NOW)
    with pair.store.undo.record("étiquette", NOW) as step:
        pair.store.tags.tag(step, [one], ["mer"])
    pair.put(1, ArticleFlags(saved=True, tags=frozenset({"quai"})))
    done = await pair.sync()
    assert (done.sent, done.received, done.new) == (2, 2, 0)
    assert pair.flags(0) == ArticleFlags(read=True, tags=frozenset({"mer"}))
    assert pair.store.headlines.ids(SAVED) == [two] and pair.store.tags.of(two) == ["quai"]
    # The tag goes after what is more.
    assert [one[2:] for one in pair.asked("set")] == [("read", True), ("tag:mer", True)]
    pair.store.undo.set_flag([one], "read", False, "non lu", NOW)
    pair.put(1)
    await pair.sync()
    assert not pair.flags(0).read and pair.store.headlines.ids(SAVED) == [] and not pair.store.tags.of(two)
    assert three and await pair.sync() == SyncResult("Nuage") and not pair.asked("set")


async def test_many_are_sent_so_many_at_a_time_and_said(pair: Pair) -> None:
    numbers = await linked(pair, 5)
    pair.store.undo.set_flag(numbers, "read", True, "lus", NOW)
    pair.told.clear()
    assert (await pair.sync()).sent == 5
    assert [len(one[1]) for one in pair.asked("set")] == [2, 2, 1]
    assert [(one.done, one.total) for one in pair.told] == [(0, 5), (2, 5), (4, 5)]


async def test_what_changed_there_is_asked_for_so_many_at_a_time(pair: Pair) -> None:
    await linked(pair, BATCH + 5)
    for n in range(BATCH + 5):
        pair.put(n, ArticleFlags(read=True))
    pair.told.clear()
    assert (await pair.sync()).received == BATCH + 5
    assert pair.asked("items") == [("items", BATCH), ("items", 5)]
    assert [(one.done, one.total) for one in pair.told] == [(0, BATCH + 5), (BATCH, BATCH + 5)]
    assert pair.store.headlines.count(UNREAD) == 0


async def test_an_article_that_a_server_has_forgotten_keeps_its_flags(pair: Pair) -> None:
    one, _two = await linked(pair, 2)
    pair.put(0, ArticleFlags(saved=True))
    await pair.sync()
    gone = pair.server.articles.pop("i0")
    await pair.sync()
    assert pair.store.headlines.ids(SAVED) == [one] and "i0" in pair.store.remote_items.known(pair.account.id)
    pair.now += timedelta(days=1, seconds=1)
    await pair.sync()
    assert pair.store.headlines.ids(SAVED) == [one] and "i0" not in pair.store.remote_items.known(pair.account.id)
    pair.server.articles["i0"] = replace(gone, flags=ArticleFlags())
    assert (await pair.sync()).new == 0


async def test_two_articles_of_one_feed_at_one_address_are_two(pair: Pair) -> None:
    pair.server.there["f"] = RemoteFeed("f", URL, "Le fil")
    for n, title in enumerate(("Matin", "Soir")):
        entry = Entry("https://x.example/direct", title, guid=f"g{n}", published=NOW)
        pair.server.articles[f"i{n}"] = RemoteItem(f"i{n}", "f", entry, ArticleFlags(read=n == 0))
    assert (await pair.sync()).new == 2
    assert pair.store.headlines.count(UNREAD) == 1


async def test_what_was_deleted_here_and_what_is_of_no_feed_here_does_not_come(pair: Pair) -> None:
    pair.put(1, feed="ailleurs")
    assert (await pair.sync()).new == 0 and pair.store.remote_items.unlinked(pair.account.id) == ["i1"]
    # With its feed, it comes.
    pair.server.there["ailleurs"] = RemoteFeed("ailleurs", URL, "Le fil")
    assert (await pair.sync()).new == 1 and pair.store.remote_items.unlinked(pair.account.id) == []


@pytest.mark.parametrize(("whole", "left"), [(True, set()), (False, {"i1"})])
async def test_of_a_message_without_an_answer_what_has_arrived_is_not_sent_again(
    pair: Pair, whole: bool, left: set[str]
) -> None:
    numbers = await linked(pair, 2)
    pair.server.whole = whole
    pair.store.undo.set_flag(numbers, "read", True, "lus", NOW)
    pair.server.trouble["set"] = FetchError("Trop lent.", 500)
    assert (await pair.sync()).error == "Trop lent."
    pair.server.trouble.clear()
    pair.put(0, ArticleFlags(read=True))  # this one has arrived
    await pair.sync()
    assert {remote for one in pair.asked("set") for remote in one[1]} == left


@pytest.mark.parametrize(
    ("trouble", "again"),
    [(FetchError("Non.", 400), True), (NetworkUnreachable("Hors ligne."), True)],
)
async def test_what_was_refused_is_sent_again(pair: Pair, trouble: Exception, again: bool) -> None:
    numbers = await linked(pair, 1)
    pair.store.undo.set_flag(numbers, "read", True, "lu", NOW)
    pair.server.trouble["set"] = trouble
    done = await pair.sync()
    assert done.error and done.unreachable is isinstance(trouble, NetworkUnreachable)
    assert not pair.store.remote_items.unanswered(pair.account.id)
    pair.server.trouble.clear()
    assert bool((await pair.sync()).sent) is again and pair.flags(0).read


def tag(pair: Pair, articles: Sequence[int], *names: str) -> None:
    with pair.store.undo.record("étiquettes", NOW) as step:
        pair.store.tags.tag(step, articles, names)


@pytest.mark.parametrize(
    ("status", "errors", "notes"),
    [
        (400, [0, 0], [1, 0]),
        (403, [0, 0], [1, 0]),
        (500, [1, 1, 0, 0], [0, 0, 1, 0]),
        (429, [1, 1, 0, 0], [0, 0, 1, 0]),
    ],
)
async def test_a_tag_that_a_server_does_not_take_is_kept_here_and_the_rest_is_sent(
    pair: Pair, status: int, errors: list[int], notes: list[int]
) -> None:
    numbers = await linked(pair, 2)
    tag(pair, numbers[:1], "mer")
    pair.server.trouble["set"] = FetchError("Non.", status)
    for error, note in zip(errors, notes, strict=True):
        done = await pair.sync()
        assert (bool(done.error), len(done.notes)) == (bool(error), note)
    assert not pair.asked("set"), "not offered any more"
    pair.server.trouble.clear()
    pair.store.undo.set_flag(numbers, "saved", True, "gardés", NOW)
    await pair.sync()
    assert [one[2] for one in pair.asked("set")] == ["saved"] and pair.flags(1).saved


async def test_a_server_without_tags_is_told_none_and_takes_none_away(pair: Pair) -> None:
    pair.server.supports_tags = False
    one, _two = await linked(pair, 2)
    tag(pair, [one], "mer")
    await pair.sync()
    assert not pair.asked("set")
    pair.put(0, ArticleFlags(read=True))
    await pair.sync()
    assert pair.store.tags.of(one) == ["mer"] and pair.store.headlines.count(UNREAD) == 1


@pytest.mark.parametrize(
    ("what", "trouble", "said"),
    [
        ("log in", FetchError("Non.", 401), "rejects the password"),
        ("log in", FetchError("Non.", 403), "rejects the password"),
        ("log in", FetchError("Panne.", 500), "Panne."),
        ("log in", ParseError("Ce n'est pas lui."), "Ce n'est pas lui."),
        ("flags", FetchError("Non.", 403), "accepts the password, but refused a request (403)"),
        ("flags", FetchError("Non.", 401), "accepts the password, but refused a request (401)"),
        ("flags", FetchError("Panne.", 502), "Panne."),
    ],
)
async def test_why_a_round_broke_off_is_said_and_kept_until_one_ends_well(
    pair: Pair, what: str, trouble: Exception, said: str
) -> None:
    pair.server.trouble[what] = trouble
    done = await pair.sync()
    assert said in done.error and said in pair.store.accounts.all()[0].error
    pair.server.trouble.clear()
    assert (await pair.sync()).error == "" == pair.store.accounts.all()[0].error
    assert pair.store.accounts.all()[0].synced == NOW


async def test_a_server_that_has_moved_names_its_new_address(pair: Pair) -> None:
    moved = RedirectError("Ailleurs.", 302, "https://neuf.example/accounts/ClientLogin?x=1")
    pair.server.trouble["log in"] = moved
    assert "--move Nuage https://neuf.example”" in (await pair.sync()).error
