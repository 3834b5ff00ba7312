"""What the fetcher reports and is asked: how it stands on the status line, what is said, what is looked at anew."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from newsreader.library.messages import events
from newsreader.library.messages.events import RefreshFinished, RefreshProgress, SyncFinished, SyncProgress
from newsreader.library.messages.requests import Refresh, Stop, Sync
from newsreader.model.article_filter import ArticleFilter
from newsreader.tui.controllers.refresh import FIRST_TRY, LAST_TRY
from tests.tui.reader import fill
from tests.tui.without_screen import ReaderWithoutScreen


@pytest.fixture
def reader(library_file: Path) -> Iterator[ReaderWithoutScreen]:
    fill(library_file, 3)
    reader = ReaderWithoutScreen(library_file)
    yield reader
    reader.library.close()


def finished(stopped: bool = False, offline: bool = False, **progress: int) -> RefreshFinished:
    return RefreshFinished(RefreshProgress(**progress), offline=offline, stopped=stopped)


@pytest.mark.parametrize(("minutes", "asked"), [(30, True), (0, False)])
def test_it_refreshes_by_itself_where_the_settings_say_so(library_file: Path, minutes: int, asked: bool) -> None:
    reader = ReaderWithoutScreen(library_file, refresh_minutes=minutes)
    reader.do.refresh.request()
    assert reader.helper.asked == [Refresh(False, 30, ())] * asked
    reader.do.refresh.refresh()
    assert reader.helper.asked[asked:] == [Refresh(True, minutes, ())] and reader.progress == ["Refreshing…"]
    reader.library.close()


def test_one_refresh_at_a_time_and_what_is_not_under_way_cannot_be_stopped(reader: ReaderWithoutScreen) -> None:
    reader.do.refresh.stop()
    assert reader.hears() == ["No refresh in progress."]
    for event, over in ((RefreshProgress(), finished()), (SyncProgress("Nuage"), SyncFinished())):
        reader.do.events.receive(event)
        reader.do.refresh.stop()
        reader.do.events.receive(over)
        reader.do.refresh.stop()
        assert reader.hears()[-1] == "No refresh in progress."
    assert reader.helper.asked == [Stop(), Stop()]
    reader.do.events.receive(RefreshProgress())
    reader.do.refresh.refresh()
    assert reader.hears() == ["Already refreshing; x stops."] and len(reader.helper.asked) == 2
    reader.do.events.receive(finished())
    reader.do.refresh.refresh()
    assert reader.helper.asked[2:] == [Refresh(True, 30, ())]


def test_a_feed_or_a_folder_is_refreshed_alone(reader: ReaderWithoutScreen) -> None:
    for name in ("Un", "Deux"):
        reader.library._store.feeds.add(f"https://y.example/{name}", name, "Mer")
    reader.do.lists.refresh_counts()
    for at, feeds in (("Essai", (1,)), ("Mer", (2, 3)), ("Deux", (3,))):
        reader.feeds.at(at)
        reader.do.refresh.refresh_feed()
        assert reader.helper.asked[-1] == Refresh(True, 30, feeds)
        reader.do.events.receive(finished())
    reader.feeds.at("All articles")
    reader.do.refresh.refresh_feed()
    reader.feeds.entries = []
    reader.do.refresh.refresh_feed()
    assert len(reader.helper.asked) == 3
    assert reader.hears()[-2:] == ["Choose a feed or a folder for that; R refreshes all."] * 2


def test_progress_is_shown_once_it_is_known_of_how_many(reader: ReaderWithoutScreen) -> None:
    reader.do.events.receive(RefreshProgress())
    reader.do.events.receive(RefreshProgress(feeds=1, feeds_total=3, articles=4, articles_total=9))
    reader.do.events.receive(SyncProgress("Nuage", 2, 5))
    reader.do.events.receive(finished(feeds_total=3))
    assert reader.progress == ["1/3 feeds · 4/9 articles · x stops", "Nuage: 2/5 · x stops", ""]


@pytest.mark.parametrize(
    ("asked", "event", "said"),
    [
        (False, finished(new=1, feeds_total=2), ["1 new article."]),
        (False, finished(new=3, feeds_total=2), ["3 new articles."]),
        (False, finished(feeds_total=2), []),
        (True, finished(feeds_total=2), ["Nothing new."]),
        (
            True,
            finished(),
            ["No feed is due yet: each was asked less than five minutes ago, or waits for its server."],
        ),
        (True, finished(stopped=True, new=2), ["Stopped. Articles already received are kept."]),
        (False, finished(failed=1, feeds_total=2), ["1 feed could not be read (!)."]),
        (True, finished(failed=2, new=1), ["1 new article.", "2 feeds could not be read (!)."]),
        (True, finished(offline=True, failed=2, new=1), []),
    ],
)
def test_a_refresh_says_what_came_of_it(
    reader: ReaderWithoutScreen, asked: bool, event: RefreshFinished, said: list[str]
) -> None:
    reader.do.refresh.request(asked=asked)
    reader.do.events.receive(event)
    assert reader.hears() == said and reader.feeds.offline is event.offline


def test_without_a_network_it_tries_again_later_and_later(reader: ReaderWithoutScreen) -> None:
    waits = []
    for _time in range(7):
        reader.do.events.receive(finished(offline=True))
        waits.append(reader.timers[-1].delay)
    assert waits == [60, 120, 240, 480, 960, 960, 960] == [*waits[:4], *[LAST_TRY] * 3] and waits[0] == FIRST_TRY
    assert reader.progress[1] == "Offline · next attempt in 1 minute, R tries now"
    assert reader.progress[3] == "Offline · next attempt in 2 minutes, R tries now"
    reader.do.events.receive(finished())
    reader.do.events.receive(finished(offline=True))
    assert reader.timers[-1].delay == FIRST_TRY
    reader.timers[:-1] = []
    reader.rest()
    assert reader.helper.asked == [Refresh(False, 30, ())]


def test_being_offline_is_said_once_and_what_waits_each_time(reader: ReaderWithoutScreen) -> None:
    for event in (events.Offline(), events.Offline(), events.Offline(1), events.Offline(2), events.Offline()):
        reader.do.events.receive(event)
    assert reader.progress == [
        "Offline · your library is still available",
        "Offline · 1 pending",
        "Offline · 2 pending",
    ]
    reader.do.events.receive(events.Online())
    assert reader.progress[-1] == "" and reader.hears() == ["Back online."]
    reader.do.events.receive(events.Offline())
    assert reader.progress[-1] == "Offline · your library is still available"


@pytest.mark.parametrize(
    ("event", "said"),
    [
        (events.DiscussionsFound(1, 0), "No discussion found."),
        (events.DiscussionsFound(1, 1), "1 discussion on other sites."),
        (events.DiscussionsFound(1, 3), "3 discussions on other sites."),
        (events.Sent(1, "wallabag"), "Sent to wallabag."),
        (events.Alerted("Mer", 1, "Une \x1b[1mvague"), "⚑ Mer: Une [1mvague"),
        (events.UserMessage("Voilà."), "Voilà."),
    ],
)
def test_an_event_is_said(reader: ReaderWithoutScreen, event: Any, said: str) -> None:
    reader.do.events.receive(event)
    assert reader.hears() == [said]


@pytest.mark.parametrize(
    ("event", "looks"),
    [
        (events.FeedRead(1, "Essai"), True),
        (events.LibraryCreated(), True),
        (events.ArticleStored(1), True),
        (events.PageFetched("https://x.example/9"), True),
        (events.Alerted("Mer", 1, "Titre"), True),
        (events.ArticlesDeleted(2), True),
        (events.FeedAdded(1, "Essai"), True),
        (finished(), True),
        (SyncFinished(received=1), True),
        (SyncFinished(), False),
        (events.Sent(1, "wallabag"), False),
        (RefreshProgress(), False),
    ],
)
def test_what_may_have_changed_the_library_has_the_lists_read_anew_once(
    reader: ReaderWithoutScreen, monkeypatch: pytest.MonkeyPatch, event: Any, looks: bool
) -> None:
    reader.do.events.catch_up()
    looked: list[str] = []
    monkeypatch.setattr(reader.library, "version", lambda: reader.do.events._shown_version)
    monkeypatch.setattr(reader.do.lists, "refresh_rows", lambda: looked.append("rows"))
    monkeypatch.setattr(reader.do.lists, "refresh_counts", lambda: looked.append("counts"))
    reader.do.events.catch_up()
    assert looked == []
    reader.do.events.receive(event)
    looked.clear()
    reader.do.events.catch_up()
    assert looked == ["rows", "counts"] * looks
    reader.do.events.catch_up()
    assert looked == ["rows", "counts"] * looks


def test_what_another_process_has_changed_is_seen(reader: ReaderWithoutScreen) -> None:
    reader.do.events.catch_up()
    other = ReaderWithoutScreen(reader.library.path)
    other.library.mark_read([1])
    other.library.close()
    reader.do.events.catch_up()
    assert [row.read for row in reader.rows.loaded.headlines] == [True, False, False]


@pytest.mark.parametrize(
    ("asked", "event", "said"),
    [
        (True, SyncFinished(("Nuage : 2.", "Dossier : 1.")), ["Nuage : 2. · Dossier : 1."]),
        (False, SyncFinished(("Nuage : 2.",)), ["Nuage : 2."]),
        (False, SyncFinished(), []),
        (
            True,
            SyncFinished(),
            [
                "Sync is not set up: add a server with “newsreader accounts”, or choose a folder in the settings (comma)."
            ],
        ),
    ],
)
def test_a_sync_says_what_came_of_it(
    reader: ReaderWithoutScreen, asked: bool, event: SyncFinished, said: list[str]
) -> None:
    if asked:
        reader.do.refresh.sync()
        assert reader.helper.asked == [Sync()] and reader.hears() == ["Syncing…"]
    reader.do.events.receive(event)
    heard = reader.hears()
    assert len(heard) == len(said) and all(
        text.split("(")[0] == words.split("(")[0] for text, words in zip(heard, said, strict=True)
    )
    reader.do.events.receive(SyncFinished())
    assert reader.hears() == [], "nobody has asked for this one"


def test_a_refresh_can_be_stopped_before_it_says_how_far_it_is(reader: ReaderWithoutScreen) -> None:
    reader.do.refresh.refresh()
    reader.do.refresh.refresh()
    assert reader.hears() == ["Already refreshing; x stops."]
    reader.do.refresh.stop()
    reader.do.events.receive(finished(stopped=True))
    reader.do.refresh.stop()
    assert reader.hears() == ["Stopped. Articles already received are kept.", "No refresh in progress."]
    assert [type(request) for request in reader.helper.asked] == [Refresh, Stop]


def test_a_sync_can_be_stopped_before_it_says_how_far_it_is(reader: ReaderWithoutScreen) -> None:
    reader.do.refresh.sync()
    reader.do.refresh.stop()
    assert reader.helper.asked == [Sync(), Stop()] and reader.hears() == ["Syncing…"]
    reader.do.events.receive(SyncFinished(("Stopped.",)))
    reader.do.refresh.stop()
    assert reader.hears() == ["Stopped.", "No refresh in progress."]


def test_what_the_fetcher_was_not_told_is_not_under_way(
    reader: ReaderWithoutScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader.helper, "send", lambda _request: False)
    reader.do.refresh.sync()
    reader.do.refresh.refresh()
    assert len(reader.hears()) == 2 and reader.progress[-1] == ""
    reader.do.refresh.stop()
    reader.do.events.receive(SyncFinished())
    reader.do.events.receive(finished())
    assert reader.hears() == ["No refresh in progress."], "nobody was heard who could be answered"
    reader.do.events.receive(RefreshProgress())
    for said in ("The fetcher is not running: restart newsreader to refresh.", "No refresh in progress."):
        reader.do.refresh.stop()
        assert reader.hears() == [said]


def test_a_fault_that_lasts_is_said_once_unless_one_asks(reader: ReaderWithoutScreen) -> None:
    fault, other = SyncFinished(("Nuage : refusé.",), failed=True), SyncFinished(("Nuage : fermé.",), failed=True)
    heard = []
    for event in (fault, fault, other, fault, SyncFinished(("Nuage : 1.",)), SyncFinished(("Nuage : 1.",)), fault):
        reader.do.events.receive(event)
        heard.append(len(reader.hears()))
    assert heard == [1, 0, 1, 1, 1, 1, 1]
    reader.do.refresh.sync()
    reader.hears()
    reader.do.events.receive(fault)
    assert reader.hears() == ["Nuage : refusé."]


def test_a_sync_that_ends_takes_its_progress_away_and_not_that_of_a_refresh(reader: ReaderWithoutScreen) -> None:
    reader.do.events.receive(SyncFinished())
    assert reader.progress == []
    reader.do.events.receive(SyncProgress("Nuage", 1, 2))
    reader.do.events.receive(SyncFinished())
    assert reader.progress[-1] == ""
    reader.do.events.receive(RefreshProgress(feeds_total=3))
    reader.do.events.receive(SyncProgress("Nuage", 1, 2))
    reader.do.events.receive(SyncFinished())
    assert reader.progress[-1] != ""


@pytest.mark.parametrize(("notify", "rings"), [("", False), ("terminal", True)])
def test_an_alert_rings_where_the_settings_say_so(library_file: Path, notify: str, rings: bool) -> None:
    reader = ReaderWithoutScreen(library_file, notify=notify)
    reader.do.events.receive(events.Alerted("Mer", 1, "Titre"))
    assert reader.rung == ["⚑ Mer: Titre"] * rings
    reader.library.close()


def test_feeds_are_shown_with_how_they_are_doing(reader: ReaderWithoutScreen) -> None:
    reader.library._store.feeds.record_success(1, datetime.now(UTC))
    reader.do.refresh.show_feed_status()
    ((title, health),) = reader.dialogs.shown[0]
    assert title == "Essai" and health
    assert reader.library.count(ArticleFilter()) == 3
