"""Limits on what is kept: said before, never what the reader holds on to, and gone for good."""

from datetime import timedelta

import pytest

from newsreader.library.maintenance.retention import (
    RetentionLimits,
    count_expired,
    delete_expired,
    describe_deleted,
    first_warning,
)
from newsreader.library.refresh.ingest import index_backlog_step
from newsreader.model.article_filter import ArticleFilter
from newsreader.model.note import Note
from newsreader.store.store import Store
from tests.library.test_refresh import Clock, refresh, subscribe
from tests.server import PressServer
from tests.store.test_store import NOW, an_article, fill


def filled(store: Store) -> None:
    """Ten articles, a day apart; the oldest three are saved, tagged and noted."""
    for number in range(10):
        store.articles.put_entry(0, an_article(number, published=NOW - timedelta(days=number)), "s", NOW)
    with store.undo.record("tout", NOW) as step:
        step.set_flag([10], "saved", True)
        store.tags.tag(step, [9], ["mer"])
        store.notes.put(step, Note(0, 8, "À relire"), NOW)


def left(store: Store) -> list[int]:
    return sorted(store.headlines.ids(ArticleFilter()))


def test_days_and_count_and_size_limit_what_is_kept_but_never_what_one_holds_on_to(store: Store) -> None:
    filled(store)
    assert (
        not RetentionLimits()
        and count_expired(store, RetentionLimits(), NOW) == 0
        and delete_expired(store, RetentionLimits(), NOW) == 0
    )
    assert count_expired(store, RetentionLimits(days=5), NOW) == 1  # six to nine days: but for the three
    assert delete_expired(store, RetentionLimits(days=5), NOW) == 1 and left(store) == [1, 2, 3, 4, 5, 6, 8, 9, 10]
    assert delete_expired(store, RetentionLimits(articles=5), NOW) == 4 and left(store) == [1, 2, 8, 9, 10]
    assert delete_expired(store, RetentionLimits(articles=1), NOW) == 2 and left(store) == [8, 9, 10]
    assert delete_expired(store, RetentionLimits(megabytes=1), NOW) == 0


def test_an_index_of_which_more_than_half_is_gone_is_made_anew(store: Store) -> None:
    filled(store)
    store.retention.delete([1, 2, 3, 4])
    assert delete_expired(store, RetentionLimits(), NOW) == 0 and store.index.missing(99) == []
    store.retention.delete([5, 6])
    assert store.index.stale_share() > 0.5
    assert delete_expired(store, RetentionLimits(), NOW) == 0 and sorted(store.index.missing(99)) == [7, 8, 9, 10]


def test_a_library_over_its_size_lets_the_oldest_go(store: Store) -> None:
    for number in range(300):
        words = "".join(chr(97 + (number * k) % 26) for k in range(7919))
        store.articles.put_entry(0, an_article(number, title=words), "s", NOW)
    before = store.retention.size()
    assert before > 2_000_000
    limits = RetentionLimits(megabytes=2)
    first = delete_expired(store, limits, NOW)
    assert 0 < first < 300
    # The index is made anew before more has to go.
    assert delete_expired(store, limits, NOW) == 0 and len(store.index.missing(999)) == 300 - first
    while store.index.missing(1):
        index_backlog_step(store)
    assert store.retention.size() < before and 1 in left(store) and 300 not in left(store)


def test_it_is_said_a_day_before_anything_goes_and_again_for_other_limits(store: Store) -> None:
    filled(store)
    assert first_warning(store, RetentionLimits(), NOW) == ""
    assert "1 article" in first_warning(store, RetentionLimits(days=5), NOW)
    assert first_warning(store, RetentionLimits(days=5), NOW + timedelta(hours=20))
    assert first_warning(store, RetentionLimits(days=5), NOW + timedelta(hours=25)) == ""
    assert first_warning(store, RetentionLimits(days=4), NOW + timedelta(hours=26))


async def test_its_feed_does_not_bring_back_what_went(store: Store, press: PressServer) -> None:
    subscribe(store, press, "blog")
    await refresh(store)
    gone = left(store)
    store.retention.delete(gone)
    store.database.write("UPDATE feed SET etag = '', last_modified = '', digest = ''")
    clock = Clock()
    clock.now += timedelta(hours=9)
    finished = await refresh(store, clock=clock)
    assert gone and finished.progress.new == 0 and left(store) == []


@pytest.mark.parametrize(
    ("limits", "expired"),
    [
        (RetentionLimits(), 0),
        (RetentionLimits(articles=6), 4),
        (RetentionLimits(articles=10), 0),
        (RetentionLimits(articles=20), 0),
        (RetentionLimits(days=1), 0),
        (RetentionLimits(articles=1), 7),
    ],
)
def test_so_many_articles_are_beyond_the_limits(store: Store, limits: RetentionLimits, expired: int) -> None:
    numbers = fill(store, 10)
    store.undo.set_flag(numbers[7:], "saved", True, "gardés", NOW)
    assert bool(limits) is (limits != RetentionLimits()) and count_expired(store, limits, NOW) == expired
    assert delete_expired(store, limits, NOW) == expired and store.retention.count() == 10 - expired


def test_what_goes_is_said_a_day_before_and_again_where_the_limits_are_others(store: Store) -> None:
    fill(store, 3)
    said = [
        first_warning(store, RetentionLimits(articles=articles), NOW + timedelta(hours=hours))
        for articles, hours in ((0, 0), (5, 0), (2, 0), (2, 23), (2, 24), (1, 24), (1, 47), (1, 48))
    ]
    assert [words.partition(" article")[0].removeprefix("From tomorrow on, ") for words in said] == [
        *("", "", "1", "1", ""),
        *("2", "2", ""),
    ]
    assert describe_deleted(0) == "No article exceeds your limits."
    assert [describe_deleted(count) for count in (1, 2)] == ["1 article deleted.", "2 articles deleted."]
