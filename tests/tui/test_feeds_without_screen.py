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
from tests.tui.reader import fill
from tests.tui.without_screen import ReaderWithoutScreen, done


@pytest.fixture
def reader(library_file: Path) -> Iterator[ReaderWithoutScreen]:
    """A feed without a folder, two in one, a search and a tag; the keys are in the feeds."""
    fill(library_file, 2)
    with closing(Store(library_file)) as store:
        for name in ("Large", "Phare"):
            feed, _new = store.feeds.add(f"https://y.example/{name}.rss", name, "Mer")
            store.entries.put(feed, [(1, "")])
    reader = ReaderWithoutScreen(library_file)
    reader.library.tags.change([2], ["quai"])
    reader.library.searches.save("Pas", "titre:titre")
    reader.do.lists.refresh_counts()
    reader.layout.focused_pane = Pane.FEEDS
    yield reader
    reader.library.close()


def titles(reader: ReaderWithoutScreen) -> list[str]:
    return [entry.title for entry in reader.feeds.entries]


def test_what_is_there_is_listed_with_what_is_unread_in_it(reader: ReaderWithoutScreen) -> None:
    assert [(entry.title, entry.unread, entry.indent) for entry in reader.feeds.entries] == [
        ("All articles", 2, 0),
        ("Saved for later", 0, 0),
        ("Pas", 2, 0),
        ("quai", 1, 0),
        ("Essai", 2, 0),
        ("Mer", 1, 0),
        ("Large", 1, 1),
        ("Phare", 1, 1),
    ]
    assert reader.layout.titles[Pane.FEEDS] == "2 unread" and reader.layout.titles[Pane.HEADLINES] == "All articles"


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
def test_several_are_looked_for_at_once(reader: ReaderWithoutScreen, typed: str | None, asked: list[str]) -> None:
    reader.dialogs.answers = [typed]
    reader.do.subscribing.subscribe()
    assert reader.helper.asked == [FindFeeds(words) for words in asked]
    assert reader.hears() == [f"Looking for feeds: {words}…" for words in asked]


def test_where_the_fetcher_is_gone_that_is_said(reader: ReaderWithoutScreen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader.helper, "send", lambda _request: False)
    reader.dialogs.answers = ["Le Fanal"]
    reader.do.subscribing.subscribe()
    reader.do.refresh.refresh()
    reader.do.refresh.sync()
    assert ["fetcher is not running" in said for said in reader.hears()] == [True] * 3


@pytest.mark.parametrize(
    ("at", "folder"), [("All articles", ""), ("Pas", ""), ("Essai", ""), ("Mer", "Mer"), ("Large", "Mer")]
)
def test_what_was_found_is_subscribed_to_in_the_folder_one_is_in(
    reader: ReaderWithoutScreen, at: str, folder: str
) -> None:
    reader.feeds.at(at)
    reader.said = ["Looking for feeds: fanal…", "Autre chose."]
    reader.do.subscribing.found(FeedsFound("fanal", ("https://f.example/1",), ("Le Fanal",)))
    assert reader.helper.asked == [Subscribe(("https://f.example/1",), ("Le Fanal",), folder)]
    assert reader.hears() == ["Autre chose.", "Subscribing…"]
    reader.layout.focused_pane = Pane.HEADLINES
    reader.do.subscribing.found(FeedsFound("fanal", ("https://f.example/1",), ("Le Fanal",)))
    assert reader.helper.asked[1:] == [Subscribe(("https://f.example/1",), ("Le Fanal",), "")]


def test_of_several_that_were_found_those_chosen_are_subscribed_to(reader: ReaderWithoutScreen) -> None:
    found = FeedsFound("fanal", ("https://f.example/1", "https://f.example/2"), ("Le Fanal", ""))
    reader.dialogs.answers = [None, ["Le Fanal"], ["Le Fanal", "https://f.example/2"]]
    for _time in range(3):
        reader.do.subscribing.found(found)
    assert reader.dialogs.offered == [[("Le Fanal", ""), ("https://f.example/2", "")]] * 3
    assert reader.helper.asked == [
        Subscribe(("https://f.example/1",), ("Le Fanal",), ""),
        Subscribe(found.urls, found.titles, ""),
    ]
    reader.do.subscribing.found(FeedsFound("fanal", error="Rien de tel."))
    assert reader.hears()[-1] == "Rien de tel." and len(reader.helper.asked) == 2


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
def test_a_subscription_says_what_came_of_it(reader: ReaderWithoutScreen, event: dict[str, Any], said: str) -> None:
    reader.said = ["Subscribing…"]
    reader.do.subscribing.added(FeedAdded(9, "Le Fanal", **event))
    assert reader.hears() == [said]


def test_several_subscriptions_are_said_together_until_the_next_choice(reader: ReaderWithoutScreen) -> None:
    for name in ("Un", "Deux"):
        reader.do.subscribing.added(FeedAdded(9, name))
    assert reader.hears()[-1] == "Subscribed to 2 feeds: “Un”, “Deux”."
    reader.do.subscribing.found(FeedsFound("x", ("https://f.example/1",), ("Trois",)))
    reader.do.subscribing.added(FeedAdded(9, "Trois"))
    assert reader.hears()[-1].startswith("Subscribed to “Trois”: ")


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
def test_a_row_is_removed_and_comes_back(reader: ReaderWithoutScreen, at: str, said: str) -> None:
    before = titles(reader)
    reader.feeds.at(at)
    reader.do.feeds.remove()
    assert reader.hears() == [said] and (at in titles(reader)) is said.startswith("Choose")
    if at not in titles(reader):
        reader.do.actions.undo()
        assert titles(reader) == before


def test_the_list_of_a_feed_that_goes_is_left_and_another_one_stays(reader: ReaderWithoutScreen) -> None:
    reader.session.order = SortOrder.OLDEST
    reader.feeds.at("Large")
    entry = reader.feeds.current
    assert entry and entry.filter
    reader.do.lists.open(entry.filter)
    reader.feeds.at("Phare")
    reader.do.feeds.remove()
    assert reader.session.filter == entry.filter
    reader.feeds.at("Large")
    reader.do.feeds.remove()
    assert reader.session.filter == ArticleFilter()


@pytest.mark.parametrize(
    ("at", "name"),
    [("Essai", "Mon essai"), ("Mer", "Océan"), ("Pas", "Traces"), ("quai", None), ("All articles", None)],
)
def test_feeds_folders_and_searches_have_the_name_one_gives_them(
    reader: ReaderWithoutScreen, at: str, name: str | None
) -> None:
    reader.feeds.at(at)
    reader.dialogs.answers = [at, "", name]
    for _time in range(3):
        reader.do.feeds.rename()
    if name:
        assert reader.dialogs.asked == [("a new name", at)] * 3
        assert (
            name in titles(reader)
            and at not in titles(reader)
            and reader.hears() == [f"It is called “{name}” now. U undoes."]
        )
    else:
        assert (
            reader.hears() == ["Choose a feed, a folder or a saved search for that."] * 3 and not reader.dialogs.asked
        )


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
    reader: ReaderWithoutScreen, at: str, offered: list[str], answers: list[Any], folder: str, said: str
) -> None:
    reader.feeds.at(at)
    reader.dialogs.answers = answers
    reader.do.feeds.move()
    assert [words for words, _key in reader.dialogs.offered[0]] == offered
    assert {feed.title: feed.folder for feed in reader.library.subscriptions.all()}[at] == folder
    assert reader.hears() == [said] * bool(said)


def test_what_is_for_a_feed_is_refused_elsewhere(reader: ReaderWithoutScreen) -> None:
    for at in ("All articles", "Pas", "Mer"):
        reader.feeds.at(at)
        for act in (
            reader.do.feeds.move,
            reader.do.feeds.mute,
            reader.do.feeds.open_site,
            reader.do.feeds.copy_address,
        ):
            act()
            assert reader.hears() == ["Choose a feed for that."]
    reader.feeds.at("Large")
    reader.do.feeds.copy_address()
    assert reader.copied == ["https://y.example/Large.rss"]


def test_a_muted_feed_is_in_no_list_but_its_own(reader: ReaderWithoutScreen) -> None:
    reader.feeds.at("Essai")
    reader.do.feeds.mute()
    assert reader.hears() == ["“Essai” is muted: in no list but its own. U undoes."]
    assert reader.rows.titles == ["Titre 0"] and reader.layout.titles[Pane.FEEDS] == "1 unread"
    reader.feeds.at("Essai")
    reader.do.feeds.mute()
    assert reader.hears() == ["“Essai” is no longer muted. U undoes."] and reader.rows.count == 2


def test_folders_are_folded_one_by_one_and_all_at_once(reader: ReaderWithoutScreen) -> None:
    every = titles(reader)
    for at, there in (("Large", False), ("Mer", True), ("Mer", False)):
        reader.feeds.at(at)
        reader.do.feeds.fold()
        assert ("Phare" in titles(reader)) is there and reader.feeds.current and reader.feeds.current.title == "Mer"
    reader.do.feeds.fold_all()
    assert titles(reader) == every
    reader.do.feeds.fold_all()
    assert titles(reader) == every[:-2]
    for at in ("Essai", "Pas", "All articles"):
        reader.feeds.at(at)
        reader.do.feeds.fold()
        assert reader.hears() == ["No folder here."]


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
def test_the_menu_offers_what_can_be_done_with_the_row(reader: ReaderWithoutScreen, at: str, offered: str) -> None:
    reader.feeds.at(at)
    reader.layout.focused_pane = Pane.HEADLINES
    reader.dialogs.answers = [None]
    reader.do.feeds.menu()
    assert reader.layout.focused_pane is Pane.FEEDS and reader.dialogs.asked == [(at, "")]
    assert "|".join(words for words, _key in reader.dialogs.offered[0]) == f"{offered}|{ALWAYS}".lstrip("|")


def test_the_menu_does_what_is_chosen(reader: ReaderWithoutScreen) -> None:
    reader.feeds.at("Large")
    reader.dialogs.answers = [["mute"], ["unmute"], ["refresh"]]
    for _time in range(3):
        reader.do.feeds.menu()
        reader.feeds.at("Large")
    assert reader.helper.asked[-1] == Refresh(True, 30, (2,)) and "no longer muted" in reader.hears()[1]


def test_from_another_pane_it_is_the_list_that_is_shown(reader: ReaderWithoutScreen) -> None:
    reader.feeds.at("Large")
    entry = reader.feeds.current
    assert entry
    done(reader.do.lists.choose(entry))
    assert reader.layout.focused_pane is Pane.HEADLINES and reader.rows.titles == ["Titre 0"]
    reader.feeds.at("Essai")
    reader.do.feeds.mute()
    assert [feed.title for feed in reader.library.subscriptions.all() if feed.muted] == ["Large"]
    reader.do.feeds.fold()
    assert reader.session.folded == {"Mer"}
