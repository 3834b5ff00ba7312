"""What a refresh on the command line has to do, told before anything heavy is imported."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newsreader.config import Config
from newsreader.library.fetcher.plan import ensure_first_feeds, plan_refresh
from newsreader.library.messages.requests import FetchPage, Refresh, to_dict
from newsreader.model.errors import NewsreaderError
from newsreader.store.store import Store
from tests.store.test_store import an_article

URLS = [f"https://{n}.example/f" for n in range(3)]


@pytest.fixture
def settings(library_file: Path) -> Iterator[Config]:
    """Three feeds that were asked just now."""
    with closing(Store(library_file)) as store:
        for url in URLS:
            feed, _new = store.feeds.add(url, f"Fil {url[8]}", "Mer")
            store.feeds.record_success(feed, datetime.now(UTC))
        store.state.put("created", "2026")
    yield Config(library=library_file)


def plan(settings: Config, *named: str, asked: bool = False, patience: float = 0) -> tuple[list[int], Refresh, bool]:
    found = plan_refresh(settings, named, asked, patience)
    return [feed.id for feed in found.feeds], found.request, found.nothing_to_do


def test_where_all_feeds_were_asked_just_now_there_is_nothing_to_do(settings: Config) -> None:
    assert plan(settings) == ([1, 2, 3], Refresh(False, 30), True)
    assert plan(settings, "2", asked=True) == ([2], Refresh(True, 30, (2,)), True)
    assert plan(settings, "mer", "Fil 1")[1].feeds == (1, 2, 3, 2)
    assert plan(replace(settings, refresh_minutes=5))[1] == Refresh(False, 5)
    assert plan(replace(settings, refresh_minutes=0))[1] == Refresh(False, 30), "who sets up a schedule wants it"
    with pytest.raises(NewsreaderError, match="zèbre"):
        plan(settings, "zèbre")


@pytest.mark.parametrize(
    ("minutes", "asked", "patience", "nothing"),
    [(0, False, 0, True), (31, False, 0, False), (20, False, 0, True), (20, False, 900, False), (20, True, 0, False)],
)
def test_a_feed_that_is_due_now_or_before_patience_ends_is_something_to_do(
    settings: Config, minutes: int, asked: bool, patience: float, nothing: bool
) -> None:
    with closing(Store(settings.library)) as store:
        store.feeds.record_success(2, datetime.now(UTC) - timedelta(minutes=minutes))
    assert plan(settings, asked=asked, patience=patience)[2] is nothing


def test_a_host_that_wants_to_be_left_alone_is_left_alone(settings: Config) -> None:
    with closing(Store(settings.library)) as store:
        store.feeds.record_success(2, datetime.now(UTC) - timedelta(hours=1))
        store.hosts.wait("1.example", datetime.now(UTC) + timedelta(hours=1))
    assert plan(settings)[2]


def test_what_waits_for_a_network_limits_and_missing_texts_are_something_to_do(settings: Config) -> None:
    assert not plan(replace(settings, keep_days=9))[2]
    with closing(Store(settings.library)) as store:
        number = store.articles.put_entry(1, an_article(1, complete=False, published=None), "s", datetime.now(UTC))
    assert not plan(settings)[2]
    assert plan(replace(settings, prefetch_days=0))[2], "nothing is collected ahead"
    with closing(Store(settings.library)) as store:
        store.retention.delete([number])
        assert plan(settings)[2]
        store.pending.add(to_dict(FetchPage("https://x.example/1")), datetime.now(UTC))
    assert not plan(settings)[2]


def test_a_library_without_feeds_is_given_its_first_once(library_file: Path) -> None:
    with closing(Store(library_file)) as store:
        assert ensure_first_feeds(store) and not ensure_first_feeds(store)
        count = len(store.feeds.all())
    found = plan_refresh(Config(library=library_file), (), False, 0)
    assert len(found.feeds) == count - 1, "the welcome edition is on no network"
    assert not found.nothing_to_do
