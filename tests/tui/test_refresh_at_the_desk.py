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
from tests.tui.desk import Desk
from tests.tui.reader import fill


@pytest.fixture
def desk(library_file: Path) -> Iterator[Desk]:
    fill(library_file, 3)
    desk = Desk(library_file)
    yield desk
    desk.library.close()


def finished(stopped: bool = False, offline: bool = False, **progress: int) -> RefreshFinished:
    return RefreshFinished(RefreshProgress(**progress), offline=offline, stopped=stopped)


@pytest.mark.parametrize(("minutes", "asked"), [(30, True), (0, False)])
def test_it_refreshes_by_itself_where_the_settings_say_so(library_file: Path, minutes: int, asked: bool) -> None:
    desk = Desk(library_file, refresh_minutes=minutes)
    desk.do.refresh.request()
    assert desk.helper.asked == [Refresh(False, 30, ())] * asked
    desk.do.refresh.refresh()
    assert desk.helper.asked[asked:] == [Refresh(True, minutes, ())] and desk.progress == ["Refreshing…"]
    desk.library.close()


def test_one_refresh_at_a_time_and_what_is_not_under_way_cannot_be_stopped(desk: Desk) -> None:
    desk.do.refresh.stop()
    assert desk.hears() == ["No refresh in progress."]
    for event, over in ((RefreshProgress(), finished()), (SyncProgress("Nuage"), SyncFinished())):
        desk.do.refresh.receive(event)
        desk.do.refresh.stop()
        desk.do.refresh.receive(over)
        desk.do.refresh.stop()
        assert desk.hears()[-1] == "No refresh in progress."
    assert desk.helper.asked == [Stop(), Stop()]
    desk.do.refresh.receive(RefreshProgress())
    desk.do.refresh.refresh()
    assert desk.hears() == ["Already refreshing; x stops."] and len(desk.helper.asked) == 2
    desk.do.refresh.receive(finished())
    desk.do.refresh.refresh()
    assert desk.helper.asked[2:] == [Refresh(True, 30, ())]


def test_a_feed_or_a_folder_is_refreshed_alone(desk: Desk) -> None:
    for name in ("Un", "Deux"):
        desk.library._store.feeds.add(f"https://y.example/{name}", name, "Mer")
    desk.do.lists.refresh_counts()
    for at, feeds in (("Essai", (1,)), ("Mer", (2, 3)), ("Deux", (3,))):
        desk.feeds.at(at)
        desk.do.refresh.refresh_feed()
        assert desk.helper.asked[-1] == Refresh(True, 30, feeds)
        desk.do.refresh.receive(finished())
    desk.feeds.at("All articles")
    desk.do.refresh.refresh_feed()
    desk.feeds.entries = []
    desk.do.refresh.refresh_feed()
    assert len(desk.helper.asked) == 3
    assert desk.hears()[-2:] == ["Choose a feed or a folder for that; R refreshes all."] * 2


def test_progress_is_shown_once_it_is_known_of_how_many(desk: Desk) -> None:
    desk.do.refresh.receive(RefreshProgress())
    desk.do.refresh.receive(RefreshProgress(feeds=1, feeds_total=3, articles=4, articles_total=9))
    desk.do.refresh.receive(SyncProgress("Nuage", 2, 5))
    desk.do.refresh.receive(finished(feeds_total=3))
    assert desk.progress == ["1/3 feeds · 4/9 articles · x stops", "Nuage: 2/5 · x stops", ""]


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
def test_a_refresh_says_what_came_of_it(desk: Desk, asked: bool, event: RefreshFinished, said: list[str]) -> None:
    desk.do.refresh.request(asked=asked)
    desk.do.refresh.receive(event)
    assert desk.hears() == said and desk.feeds.offline is event.offline


def test_without_a_network_it_tries_again_later_and_later(desk: Desk) -> None:
    waits = []
    for _time in range(7):
        desk.do.refresh.receive(finished(offline=True))
        waits.append(desk.timers[-1].delay)
    assert waits == [60, 120, 240, 480, 960, 960, 960] == [*waits[:4], *[LAST_TRY] * 3] and waits[0] == FIRST_TRY
    assert desk.progress[1] == "Offline · next attempt in 1 minute, R tries now"
    assert desk.progress[3] == "Offline · next attempt in 2 minutes, R tries now"
    desk.do.refresh.receive(finished())
    desk.do.refresh.receive(finished(offline=True))
    assert desk.timers[-1].delay == FIRST_TRY
    desk.timers[:-1] = []
    desk.rest()
    assert desk.helper.asked == [Refresh(False, 30, ())]


def test_being_offline_is_said_once_and_what_waits_each_time(desk: Desk) -> None:
    for event in (events.Offline(), events.Offline(), events.Offline(1), events.Offline(2), events.Offline()):
        desk.do.refresh.receive(event)
    assert desk.progress == ["Offline · your library is still available", "Offline · 1 pending", "Offline · 2 pending"]
    desk.do.refresh.receive(events.Online())
    assert desk.progress[-1] == "" and desk.hears() == ["Back online."]
    desk.do.refresh.receive(events.Offline())
    assert desk.progress[-1] == "Offline · your library is still available"


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
def test_an_event_is_said(desk: Desk, event: Any, said: str) -> None:
    desk.do.refresh.receive(event)
    assert desk.hears() == [said]


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
    desk: Desk, monkeypatch: pytest.MonkeyPatch, event: Any, looks: bool
) -> None:
    desk.do.refresh.catch_up()
    looked: list[str] = []
    monkeypatch.setattr(desk.library, "version", lambda: desk.do.refresh._seen_version)
    monkeypatch.setattr(desk.do.lists, "refresh_rows", lambda: looked.append("rows"))
    monkeypatch.setattr(desk.do.lists, "refresh_counts", lambda: looked.append("counts"))
    desk.do.refresh.catch_up()
    assert looked == []
    desk.do.refresh.receive(event)
    looked.clear()
    desk.do.refresh.catch_up()
    assert looked == ["rows", "counts"] * looks
    desk.do.refresh.catch_up()
    assert looked == ["rows", "counts"] * looks


def test_what_another_process_has_changed_is_seen(desk: Desk) -> None:
    desk.do.refresh.catch_up()
    other = Desk(desk.library.path)
    other.library.mark_read([1])
    other.library.close()
    desk.do.refresh.catch_up()
    assert [row.read for row in desk.rows.loaded.headlines] == [True, False, False]


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
def test_a_sync_says_what_came_of_it(desk: Desk, asked: bool, event: SyncFinished, said: list[str]) -> None:
    if asked:
        desk.do.refresh.sync()
        assert desk.helper.asked == [Sync()] and desk.hears() == ["Syncing…"]
    desk.do.refresh.receive(event)
    heard = desk.hears()
    assert len(heard) == len(said) and all(
        text.split("(")[0] == words.split("(")[0] for text, words in zip(heard, said, strict=True)
    )
    desk.do.refresh.receive(SyncFinished())
    assert desk.hears() == [], "nobody has asked for this one"


def test_a_refresh_can_be_stopped_before_it_says_how_far_it_is(desk: Desk) -> None:
    desk.do.refresh.refresh()
    desk.do.refresh.refresh()
    assert desk.hears() == ["Already refreshing; x stops."]
    desk.do.refresh.stop()
    desk.do.refresh.receive(finished(stopped=True))
    desk.do.refresh.stop()
    assert desk.hears() == ["Stopped. Articles already received are kept.", "No refresh in progress."]
    assert [type(request) for request in desk.helper.asked] == [Refresh, Stop]


def test_a_sync_can_be_stopped_before_it_says_how_far_it_is(desk: Desk) -> None:
    desk.do.refresh.sync()
    desk.do.refresh.stop()
    assert desk.helper.asked == [Sync(), Stop()] and desk.hears() == ["Syncing…"]
    desk.do.refresh.receive(SyncFinished(("Stopped.",)))
    desk.do.refresh.stop()
    assert desk.hears() == ["Stopped.", "No refresh in progress."]


def test_what_the_fetcher_was_not_told_is_not_under_way(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk.helper, "send", lambda _request: False)
    desk.do.refresh.sync()
    desk.do.refresh.refresh()
    assert len(desk.hears()) == 2 and desk.progress[-1] == ""
    desk.do.refresh.stop()
    desk.do.refresh.receive(SyncFinished())
    desk.do.refresh.receive(finished())
    assert desk.hears() == ["No refresh in progress."], "nobody was heard who could be answered"
    desk.do.refresh.receive(RefreshProgress())
    for said in ("The fetcher is not running: restart newsreader to refresh.", "No refresh in progress."):
        desk.do.refresh.stop()
        assert desk.hears() == [said]


def test_a_fault_that_lasts_is_said_once_unless_one_asks(desk: Desk) -> None:
    fault, other = SyncFinished(("Nuage : refusé.",), failed=True), SyncFinished(("Nuage : fermé.",), failed=True)
    heard = []
    for event in (fault, fault, other, fault, SyncFinished(("Nuage : 1.",)), SyncFinished(("Nuage : 1.",)), fault):
        desk.do.refresh.receive(event)
        heard.append(len(desk.hears()))
    assert heard == [1, 0, 1, 1, 1, 1, 1]
    desk.do.refresh.sync()
    desk.hears()
    desk.do.refresh.receive(fault)
    assert desk.hears() == ["Nuage : refusé."]


def test_a_sync_that_ends_takes_its_progress_away_and_not_that_of_a_refresh(desk: Desk) -> None:
    desk.do.refresh.receive(SyncFinished())
    assert desk.progress == []
    desk.do.refresh.receive(SyncProgress("Nuage", 1, 2))
    desk.do.refresh.receive(SyncFinished())
    assert desk.progress[-1] == ""
    desk.do.refresh.receive(RefreshProgress(feeds_total=3))
    desk.do.refresh.receive(SyncProgress("Nuage", 1, 2))
    desk.do.refresh.receive(SyncFinished())
    assert desk.progress[-1] != ""


@pytest.mark.parametrize(("notify", "rings"), [("", False), ("terminal", True)])
def test_an_alert_rings_where_the_settings_say_so(library_file: Path, notify: str, rings: bool) -> None:
    desk = Desk(library_file, notify=notify)
    desk.do.refresh.receive(events.Alerted("Mer", 1, "Titre"))
    assert desk.rung == ["⚑ Mer: Titre"] * rings
    desk.library.close()


def test_feeds_are_shown_with_how_they_are_doing(desk: Desk) -> None:
    desk.library._store.feeds.record_success(1, datetime.now(UTC))
    desk.do.refresh.show_feed_status()
    ((title, health),) = desk.dialogs.shown[0]
    assert title == "Essai" and health
    assert desk.library.count(ArticleFilter()) == 3
