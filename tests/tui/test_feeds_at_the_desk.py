"""Feeds, folders, saved searches and tags from their keys to the library: what is done, what is said, what is refused."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from newsreader.library.messages.events import FeedAdded, FeedsFound
from newsreader.library.messages.requests import FindFeeds, Refresh, Subscribe
from newsreader.model.article_filter import ArticleFilter, SortOrder
from newsreader.store.store import Store
from newsreader.tui.layout import Pane
from tests.tui.desk import Desk
from tests.tui.reader import fill


@pytest.fixture
def desk(library_file: Path) -> Iterator[Desk]:
    """A feed without a folder, two in one, a search and a tag; the keys are in the feeds."""
    fill(library_file, 2)
    with closing(Store(library_file)) as store:
        for name in ("Large", "Phare"):
            feed, _new = store.feeds.add(f"https://y.example/{name}.rss", name, "Mer")
            store.entries.put(feed, [(1, "")])
    desk = Desk(library_file)
    desk.library.tags.change([2], ["quai"])
    desk.library.searches.save("Pas", "titre:titre")
    desk.do.lists.refresh_counts()
    desk.layout.focused_pane = Pane.FEEDS
    yield desk
    desk.library.close()


def titles(desk: Desk) -> list[str]:
    return [entry.title for entry in desk.feeds.entries]


def test_what_is_there_is_listed_with_what_is_unread_in_it(desk: Desk) -> None:
    assert [(entry.title, entry.unread, entry.indent) for entry in desk.feeds.entries] == [
        ("All articles", 2, 0),
        ("Saved for later", 0, 0),
        ("Pas", 2, 0),
        ("quai", 1, 0),
        ("Essai", 2, 0),
        ("Mer", 1, 0),
        ("Large", 1, 1),
        ("Phare", 1, 1),
    ]
    assert desk.layout.titles[Pane.FEEDS] == "2 unread" and desk.layout.titles[Pane.HEADLINES] == "All articles"


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("presse.example", ["presse.example"]),
        ("Le Fanal", ["Le Fanal"]),
        ("Le Fanal, La Houle,,", ["Le Fanal", "La Houle"]),
        ("presse.example y.example/f", ["presse.example", "y.example/f"]),
        ("presse.example Fanal", ["presse.example Fanal"]),
        ("https://localhost/f\nLa Houle", ["https://localhost/f", "La Houle"]),
        ("", []),
        (None, []),
    ],
)
def test_several_are_looked_for_at_once(desk: Desk, typed: str | None, asked: list[str]) -> None:
    desk.dialogs.answers = [typed]
    desk.do.subscribing.subscribe()
    assert desk.helper.asked == [FindFeeds(words) for words in asked]
    assert desk.hears() == [f"Looking for feeds: {words}…" for words in asked]


def test_where_the_fetcher_is_gone_that_is_said(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk.helper, "send", lambda _request: False)
    desk.dialogs.answers = ["Le Fanal"]
    desk.do.subscribing.subscribe()
    desk.do.refresh.refresh()
    desk.do.refresh.sync()
    assert ["fetcher is not running" in said for said in desk.hears()] == [True] * 3


@pytest.mark.parametrize(
    ("at", "folder"), [("All articles", ""), ("Pas", ""), ("Essai", ""), ("Mer", "Mer"), ("Large", "Mer")]
)
def test_what_was_found_is_subscribed_to_in_the_folder_one_is_in(desk: Desk, at: str, folder: str) -> None:
    desk.feeds.at(at)
    desk.said = ["Looking for feeds: fanal…", "Autre chose."]
    desk.do.subscribing.found(FeedsFound("fanal", ("https://f.example/1",), ("Le Fanal",)))
    assert desk.helper.asked == [Subscribe(("https://f.example/1",), ("Le Fanal",), folder)]
    assert desk.hears() == ["Autre chose.", "Subscribing…"]
    desk.layout.focused_pane = Pane.HEADLINES
    desk.do.subscribing.found(FeedsFound("fanal", ("https://f.example/1",), ("Le Fanal",)))
    assert desk.helper.asked[1:] == [Subscribe(("https://f.example/1",), ("Le Fanal",), "")]


def test_of_several_that_were_found_those_chosen_are_subscribed_to(desk: Desk) -> None:
    found = FeedsFound("fanal", ("https://f.example/1", "https://f.example/2"), ("Le Fanal", ""))
    desk.dialogs.answers = [None, ["Le Fanal"], ["Le Fanal", "https://f.example/2"]]
    for _time in range(3):
        desk.do.subscribing.found(found)
    assert desk.dialogs.offered == [[("Le Fanal", ""), ("https://f.example/2", "")]] * 3
    assert desk.helper.asked == [
        Subscribe(("https://f.example/1",), ("Le Fanal",), ""),
        Subscribe(found.urls, found.titles, ""),
    ]
    desk.do.subscribing.found(FeedsFound("fanal", error="Rien de tel."))
    assert desk.hears()[-1] == "Rien de tel." and len(desk.helper.asked) == 2


@pytest.mark.parametrize(
    ("event", "said"),
    [
        ({"articles": 1}, "Subscribed to “Le Fanal”: 1 new article. U undoes."),
        ({"articles": 4}, "Subscribed to “Le Fanal”: 4 new articles. U undoes."),
        ({}, "Subscribed to “Le Fanal”: no article in it yet. U undoes."),
        ({"error": "Ne répond pas."}, "Subscribed to “Le Fanal”: Ne répond pas. U undoes."),
        ({"waits": True, "error": "x"}, "Subscribed to “Le Fanal”: its articles will come with the network. U undoes."),
        ({"new": False}, "You are already subscribed to “Le Fanal”."),
    ],
)
def test_a_subscription_says_what_came_of_it(desk: Desk, event: dict[str, Any], said: str) -> None:
    desk.said = ["Subscribing…"]
    desk.do.subscribing.added(FeedAdded(9, "Le Fanal", **event))
    assert desk.hears() == [said]


def test_several_subscriptions_are_said_together_until_the_next_choice(desk: Desk) -> None:
    for name in ("Un", "Deux"):
        desk.do.subscribing.added(FeedAdded(9, name))
    assert desk.hears()[-1] == "Subscribed to 2 feeds: “Un”, “Deux”."
    desk.do.subscribing.found(FeedsFound("x", ("https://f.example/1",), ("Trois",)))
    desk.do.subscribing.added(FeedAdded(9, "Trois"))
    assert desk.hears()[-1].startswith("Subscribed to “Trois”: ")


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("quai", "Tag “quai” removed. U undoes."),
        ("Pas", "Saved search “Pas” removed. U undoes."),
        ("Large", "Unsubscribed from “Large”. U undoes."),
        ("Mer", "Choose a feed, a saved search or a tag for that."),
        ("All articles", "Choose a feed, a saved search or a tag for that."),
    ],
)
def test_a_row_is_removed_and_comes_back(desk: Desk, at: str, said: str) -> None:
    before = titles(desk)
    desk.feeds.at(at)
    desk.do.feeds.remove()
    assert desk.hears() == [said] and (at in titles(desk)) is said.startswith("Choose")
    if at not in titles(desk):
        desk.do.actions.undo()
        assert titles(desk) == before


def test_the_list_of_a_feed_that_goes_is_left_and_another_one_stays(desk: Desk) -> None:
    desk.session.order = SortOrder.OLDEST
    desk.feeds.at("Large")
    entry = desk.feeds.current
    assert entry and entry.filter
    desk.do.lists.open(entry.filter)
    desk.feeds.at("Phare")
    desk.do.feeds.remove()
    assert desk.session.filter == entry.filter
    desk.feeds.at("Large")
    desk.do.feeds.remove()
    assert desk.session.filter == ArticleFilter()


@pytest.mark.parametrize(
    ("at", "name"),
    [("Essai", "Mon essai"), ("Mer", "Océan"), ("Pas", "Traces"), ("quai", None), ("All articles", None)],
)
def test_feeds_folders_and_searches_have_the_name_one_gives_them(desk: Desk, at: str, name: str | None) -> None:
    desk.feeds.at(at)
    desk.dialogs.answers = [at, "", name]
    for _time in range(3):
        desk.do.feeds.rename()
    if name:
        assert desk.dialogs.asked == [("a new name", at)] * 3
        assert (
            name in titles(desk)
            and at not in titles(desk)
            and desk.hears() == [f"It is called “{name}” now. U undoes."]
        )
    else:
        assert desk.hears() == ["Choose a feed, a folder or a saved search for that."] * 3 and not desk.dialogs.asked


@pytest.mark.parametrize(
    ("at", "offered", "answers", "folder", "said"),
    [
        ("Essai", ["Mer", "a new folder…"], [["Mer"]], "Mer", "“Essai” is in the folder “Mer” now. U undoes."),
        (
            "Essai",
            ["Mer", "a new folder…"],
            [["a new folder…"], "Sud"],
            "Sud",
            "“Essai” is in the folder “Sud” now. U undoes.",
        ),
        ("Essai", ["Mer", "a new folder…"], [["a new folder…"], ""], "", ""),
        ("Essai", ["Mer", "a new folder…"], [None], "", ""),
        ("Large", ["a new folder…", "no folder"], [["no folder"]], "", "“Large” is in no folder now. U undoes."),
        ("Large", ["a new folder…", "no folder"], [["a new folder…"], "Mer"], "Mer", ""),
    ],
)
def test_a_feed_moves_to_a_folder(
    desk: Desk, at: str, offered: list[str], answers: list[Any], folder: str, said: str
) -> None:
    desk.feeds.at(at)
    desk.dialogs.answers = answers
    desk.do.feeds.move()
    assert [words for words, _key in desk.dialogs.offered[0]] == offered
    assert {feed.title: feed.folder for feed in desk.library.subscriptions.all()}[at] == folder
    assert desk.hears() == [said] * bool(said)


def test_what_is_for_a_feed_is_refused_elsewhere(desk: Desk) -> None:
    for at in ("All articles", "Pas", "Mer"):
        desk.feeds.at(at)
        for act in (desk.do.feeds.move, desk.do.feeds.mute, desk.do.feeds.open_site, desk.do.feeds.copy_address):
            act()
            assert desk.hears() == ["Choose a feed for that."]
    desk.feeds.at("Large")
    desk.do.feeds.copy_address()
    assert desk.copied == ["https://y.example/Large.rss"]


def test_a_muted_feed_is_in_no_list_but_its_own(desk: Desk) -> None:
    desk.feeds.at("Essai")
    desk.do.feeds.mute()
    assert desk.hears() == ["“Essai” is muted: in no list but its own. U undoes."]
    assert desk.rows.titles == ["Titre 0"] and desk.layout.titles[Pane.FEEDS] == "1 unread"
    desk.feeds.at("Essai")
    desk.do.feeds.mute()
    assert desk.hears() == ["“Essai” is no longer muted. U undoes."] and desk.rows.count == 2


def test_folders_are_folded_one_by_one_and_all_at_once(desk: Desk) -> None:
    every = titles(desk)
    for at, there in (("Large", False), ("Mer", True), ("Mer", False)):
        desk.feeds.at(at)
        desk.do.feeds.fold()
        assert ("Phare" in titles(desk)) is there and desk.feeds.current and desk.feeds.current.title == "Mer"
    desk.do.feeds.fold_all()
    assert titles(desk) == every
    desk.do.feeds.fold_all()
    assert titles(desk) == every[:-2]
    for at in ("Essai", "Pas", "All articles"):
        desk.feeds.at(at)
        desk.do.feeds.fold()
        assert desk.hears() == ["No folder here."]


FEED = "refresh|open its site|copy its address|rename…|move to a folder…|mute|unsubscribe"
ALWAYS = "subscribe…|import subscriptions…|export the subscriptions…"


@pytest.mark.parametrize(
    ("at", "offered"),
    [
        ("All articles", ""),
        ("Pas", "rename…|remove"),
        ("quai", "remove"),
        ("Essai", FEED),
        ("Mer", "refresh|rename…|fold or unfold the folder"),
        ("Large", FEED.replace("|unsubscribe", "|fold or unfold the folder|unsubscribe")),
    ],
)
def test_the_menu_offers_what_can_be_done_with_the_row(desk: Desk, at: str, offered: str) -> None:
    desk.feeds.at(at)
    desk.layout.focused_pane = Pane.HEADLINES
    desk.dialogs.answers = [None]
    desk.do.feeds.menu()
    assert desk.layout.focused_pane is Pane.FEEDS and desk.dialogs.asked == [(at, "")]
    assert "|".join(words for words, _key in desk.dialogs.offered[0]) == f"{offered}|{ALWAYS}".lstrip("|")


def test_the_menu_does_what_is_chosen(desk: Desk) -> None:
    desk.feeds.at("Large")
    desk.dialogs.answers = [["mute"], ["unmute"], ["refresh"]]
    for _time in range(3):
        desk.do.feeds.menu()
        desk.feeds.at("Large")
    assert desk.helper.asked[-1] == Refresh(True, 30, (2,)) and "no longer muted" in desk.hears()[1]


def test_from_another_pane_it_is_the_list_that_is_shown(desk: Desk) -> None:
    desk.feeds.at("Large")
    entry = desk.feeds.current
    assert entry
    desk.do.lists.choose(entry)
    assert desk.layout.focused_pane is Pane.HEADLINES and desk.rows.titles == ["Titre 0"]
    desk.feeds.at("Essai")
    desk.do.feeds.mute()
    assert [feed.title for feed in desk.library.subscriptions.all() if feed.muted] == ["Large"]
    desk.do.feeds.fold()
    assert desk.session.folded == {"Mer"}
