"""When a feed is asked next: every wish, floor and bound of the schedule, without a network."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from newsreader.library.refresh.schedule import (
    due,
    due_at,
    fetchable,
    held_back,
    next_poll_after_failure,
    next_poll_after_success,
)
from newsreader.model.feed import Feed, PollHints, WaitReason

NOW = datetime(2026, 11, 16, 12, 0, tzinfo=UTC)  # a Monday
EVERY, HOUR, MINUTE = timedelta(minutes=30), timedelta(hours=1), timedelta(minutes=1)
WEEK = timedelta(days=7)
FEED = Feed(1, "https://x.example/f", "f", last_attempt=NOW - HOUR, last_success=NOW - HOUR)


def at(feed: Feed, asked: bool = False, until: datetime | None = None) -> datetime | None:
    return due_at(feed, NOW, EVERY, asked, {"x.example": until} if until else {})


@pytest.mark.parametrize(
    ("url", "is_on_a_network"),
    [
        ("https://x.example/f", True),
        ("http://x.example/f", True),
        ("https://welcome.invalid/f", False),
        ("file:///f", False),
    ],
)
def test_only_what_is_on_a_network_is_asked(url: str, is_on_a_network: bool) -> None:
    feed = replace(FEED, url=url)
    assert fetchable(feed) is is_on_a_network and bool(at(feed)) is is_on_a_network


def test_a_feed_is_due_a_little_before_its_period_is_over() -> None:
    feed = replace(FEED, last_attempt=NOW)
    assert at(feed) == NOW + 0.9 * EVERY
    assert due([feed], NOW + 0.9 * EVERY, EVERY, asked=False) == [feed]
    assert due([feed], NOW + 0.9 * EVERY - timedelta(seconds=1), EVERY, asked=False) == []
    assert at(replace(FEED, last_attempt=None)) == NOW


def test_a_clock_that_was_set_back_does_not_stop_the_news() -> None:
    assert at(replace(FEED, last_attempt=NOW + timedelta(days=9))) == NOW
    soon = NOW + timedelta(minutes=5)
    assert at(replace(FEED, last_attempt=soon)) == soon + 0.9 * EVERY


def test_a_server_that_waits_holds_all_of_its_feeds_but_not_for_longer_than_a_week() -> None:
    assert at(FEED, until=NOW + HOUR) == NOW + HOUR
    assert at(FEED, until=NOW + timedelta(days=7)) == NOW + timedelta(days=7)
    assert at(FEED, until=NOW + timedelta(days=7, seconds=1)) == NOW
    assert at(replace(FEED, last_attempt=None), until=NOW + HOUR) == NOW + HOUR
    assert at(FEED, True, until=NOW + HOUR) == NOW + HOUR


def test_by_hand_a_failure_is_tried_at_once_and_a_success_after_the_floor() -> None:
    feed = replace(FEED, last_attempt=NOW, not_before=NOW + 3 * HOUR)
    assert at(feed, True) == NOW + timedelta(minutes=5)
    assert at(replace(feed, error="?", wait_reason=WaitReason.FAILED), True) == NOW
    assert at(replace(feed, error="?", wait_reason=WaitReason.ASKED), True) == NOW + 3 * HOUR
    assert at(replace(feed, error="?", wait_reason=WaitReason.FAILED)) == NOW + 3 * HOUR
    assert at(replace(feed, not_before=None, error="?", wait_reason=WaitReason.FAILED)) == NOW
    gone = replace(feed, error="?", wait_reason=WaitReason.GONE, not_before=None)
    assert at(gone) is None and at(gone, True) == NOW


def test_who_waited_longest_comes_first_and_a_wait_was_no_turn() -> None:
    first = replace(FEED, id=1, last_attempt=NOW - 3 * HOUR)
    second = replace(FEED, id=2, last_attempt=NOW - 5 * HOUR)
    told = replace(FEED, id=3, wait_reason=WaitReason.ASKED, last_success=NOW - 9 * HOUR)
    never = replace(FEED, id=4, last_attempt=None)
    assert [feed.id for feed in due([first, second, told, never], NOW, EVERY, asked=False)] == [4, 3, 2, 1]


def test_what_one_feed_was_told_is_shown_for_all_of_its_server() -> None:
    until = NOW + HOUR
    fresh = replace(FEED, not_before=NOW + MINUTE, wait_reason=WaitReason.FRESH, status=200)
    asked = replace(FEED, not_before=NOW + MINUTE, wait_reason=WaitReason.ASKED, status=503)
    later = replace(FEED, not_before=until)
    gone = replace(FEED, wait_reason=WaitReason.GONE, status=410)
    other = replace(FEED, url="https://y.example/f")
    held = held_back([FEED, fresh, asked, later, gone, other], {"x.example": until})
    assert [(feed.not_before, feed.wait_reason, feed.status) for feed in held[:3]] == [
        (until, WaitReason.ASKED, 0),
        (until, WaitReason.ASKED, 0),
        (until, WaitReason.ASKED, 503),
    ]
    assert held[3:] == [later, gone, other]


@pytest.mark.parametrize(
    ("fresh", "every", "conditional", "wait", "why"),
    [
        (None, timedelta(), True, timedelta(), WaitReason.NONE),
        (timedelta(minutes=10), timedelta(), True, timedelta(minutes=10), WaitReason.FRESH),
        (timedelta(minutes=10), timedelta(minutes=20), True, timedelta(minutes=20), WaitReason.FRESH),
        (timedelta(minutes=10), timedelta(), False, HOUR, WaitReason.UNCONDITIONAL),
        (HOUR, timedelta(), False, HOUR, WaitReason.FRESH),
        (WEEK, timedelta(), True, WEEK, WaitReason.FRESH),
        (WEEK + timedelta(seconds=1), timedelta(), True, timedelta(days=1), WaitReason.FRESH),
        (None, timedelta(days=30), True, timedelta(days=1), WaitReason.FRESH),
    ],
)
def test_a_feed_that_answered_rests_as_long_as_is_said_and_believed(
    fresh: timedelta | None, every: timedelta, conditional: bool, wait: timedelta, why: WaitReason
) -> None:
    assert next_poll_after_success(NOW, fresh, PollHints(every), conditional) == (NOW + wait, why)


def test_hours_and_days_to_skip_are_passed_to_their_end() -> None:
    hints = PollHints(timedelta(), frozenset({12, 13}))
    assert next_poll_after_success(NOW, timedelta(minutes=30), hints, True) == (
        NOW.replace(hour=14),
        WaitReason.SKIPPED,
    )
    early = NOW.replace(hour=12)
    assert next_poll_after_success(early, timedelta(minutes=1), PollHints(timedelta(), frozenset({12})), True) == (
        NOW.replace(hour=13),
        WaitReason.SKIPPED,
    )
    monday = PollHints(timedelta(), frozenset(), frozenset({"Monday"}))
    assert next_poll_after_success(NOW, None, monday, True) == (
        datetime(2026, 11, 17, tzinfo=UTC),
        WaitReason.SKIPPED,
    )
    week = frozenset(f"{NOW + timedelta(days=n):%A}" for n in range(6))
    assert next_poll_after_success(NOW, None, PollHints(timedelta(), frozenset(), week), True)[0] == datetime(
        2026, 11, 22, tzinfo=UTC
    )


@pytest.mark.parametrize(
    ("status", "failures", "retry_after", "wait", "why"),
    [
        (429, 1, None, HOUR, WaitReason.ASKED),
        (503, 2, None, 2 * HOUR, WaitReason.ASKED),
        (503, 9, None, timedelta(days=1), WaitReason.ASKED),
        (503, 1, -5.0, timedelta(), WaitReason.ASKED),
        (503, 1, 90.0, timedelta(seconds=90), WaitReason.ASKED),
        (503, 1, 700_000.0, WEEK, WaitReason.ASKED),
        (500, 1, 90.0, timedelta(minutes=10), WaitReason.FAILED),
        (500, 2, None, timedelta(minutes=20), WaitReason.FAILED),
        (404, 1, None, 6 * HOUR, WaitReason.MISSING),
        (404, 99, None, timedelta(days=7), WaitReason.MISSING),
    ],
)
def test_a_feed_that_failed_waits_longer_each_time(
    status: int, failures: int, retry_after: float | None, wait: timedelta, why: WaitReason
) -> None:
    assert next_poll_after_failure(NOW, status, failures, retry_after, 0.0) == (NOW + wait, why)


def test_many_readers_do_not_come_back_at_once() -> None:
    assert next_poll_after_failure(NOW, 500, 1, None, 0.5)[0] == NOW + timedelta(minutes=11)
    assert next_poll_after_failure(NOW, 410, 1, 5.0, 0.5) == (None, WaitReason.GONE)
