"""The feeds of a library: how they are found, called, moved; what an answer of theirs leaves behind."""

from datetime import UTC, datetime, timedelta

import pytest

from newsreader.model.feed import PollHints, WaitReason
from newsreader.store.positions import Positions
from newsreader.store.remote_items import apply_remote_flags
from newsreader.store.store import Store
from tests.store.test_store import fill

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_who_subscribes_twice_has_one_feed(store: Store) -> None:
    first, is_new = store.feeds.add("https://x.example/f", "Le fil")
    assert is_new and store.feeds.add("https://x.example/f", "Autrement") == (first, False)
    second, is_new = store.feeds.add("https://y.example/f", folder="Mer", muted=True)
    assert is_new and second != first
    one, two = store.feeds.all()
    assert (one.title, one.folder, one.muted) == ("Le fil", "", False) and (two.folder, two.muted) == ("Mer", True)
    for words, number in (("https://x.example/f", first), ("LE FIL", first), (str(second), second)):
        found = store.feeds.find(words)
        assert found and found.id == number
    assert store.feeds.find("autrement") is None


def test_a_title_of_ones_own_stays_whatever_the_feed_says_of_itself(store: Store) -> None:
    own, other = (store.feeds.add(f"https://{n}.example/f", title)[0] for n, title in ((1, "À moi"), (2, "")))
    for feed in (own, other):
        store.feeds.describe(feed, "Le leur", "https://x.example", "fr", "Abîmé.")
        store.feeds.describe(feed, "", "", "")
    assert [feed.title for feed in store.feeds.all()] == ["À moi", "Le leur"]
    assert [(feed.language, feed.site, feed.warning) for feed in store.feeds.all()] == [("fr", "", "")] * 2
    assert [store.feeds.own_title(feed) for feed in (own, other)] == ["À moi", ""]
    store.feeds.rename(other, "", "Mer")
    assert store.feeds.own_title(other) == "" and store.feeds.all()[1].folder == "Mer"
    store.feeds.rename(other, "Le leur", "")
    assert store.feeds.own_title(other) == "", "it is what the feed calls itself"
    store.feeds.rename(other, "Le mien", "Port")
    assert store.feeds.own_title(other) == "Le mien"
    with store.undo.record("changer", NOW) as step:
        store.feeds.edit(step, own, title="Neuf")
        store.feeds.edit(step, other, folder="", muted=True)
    assert [(feed.title, feed.folder, feed.muted) for feed in store.feeds.all()] == [
        ("Neuf", "", False),
        ("Le mien", "", True),
    ]
    store.undo.undo()
    assert [(feed.title, feed.folder, feed.muted) for feed in store.feeds.all()] == [
        ("À moi", "", False),
        ("Le mien", "Port", False),
    ]


def test_a_feed_has_changed_where_its_bytes_are_others(store: Store) -> None:
    feed, _new = store.feeds.add("https://x.example/f")
    seen = []
    for hours, status, digest in (
        (0, 200, "a"),
        (1, 200, "a"),
        (2, 304, ""),
        (3, 200, "b"),
        (4, 200, ""),
        (5, 200, ""),
    ):
        store.feeds.record_success(feed, NOW + hours * HOUR, status=status, digest=digest)
        (row,) = store.database.rows("SELECT digest, last_change FROM feed")
        seen.append((row["digest"], (row["last_change"] - int(NOW.timestamp())) // 3600))
    assert seen == [("a", 0), ("a", 0), ("a", 0), ("b", 3), ("", 4), ("", 5)]


def test_what_a_feed_answered_is_kept_and_a_failure_counts_until_it_answers(store: Store) -> None:
    feed, _new = store.feeds.add("https://x.example/f")
    hints = PollHints(2 * HOUR, frozenset({3, 4}), frozenset({"Sunday"}))
    store.feeds.record_success(
        feed, NOW, "e", "m", not_before=NOW + HOUR, wait_reason=WaitReason.FRESH, poll_hints=hints, fresh_for=HOUR
    )
    (kept,) = store.feeds.all()
    assert (kept.not_before, kept.wait_reason, kept.poll_hints) == (NOW + HOUR, WaitReason.FRESH, hints)
    for failures in (1, 2):
        store.feeds.record_failure(feed, NOW + HOUR, "Trop lent.", status=503)
        (kept,) = store.feeds.all()
        assert (kept.error, kept.failures, kept.not_before, kept.wait_reason) == (
            *("Trop lent.", failures, None),
            WaitReason.FAILED,
        )
        assert (kept.last_attempt, kept.last_success) == (NOW + HOUR, NOW)
    store.feeds.record_success(feed, NOW + 2 * HOUR)
    (kept,) = store.feeds.all()
    assert (kept.error, kept.failures, kept.poll_hints) == ("", 0, hints)


def test_a_feed_that_moves_to_one_that_is_there_becomes_that_one(store: Store) -> None:
    old, new = (store.feeds.add(f"https://{name}.example/f", name)[0] for name in ("un", "deux"))
    fill(store, 2, old)
    store.feeds.move(old, "https://un.example/f", "https://trois.example/f")
    first = store.feeds.all()[0]
    assert (first.url, first.redirect_candidate) == ("https://un.example/f", "https://trois.example/f")
    store.feeds.move(old, "https://deux.example/f")
    (left,) = store.feeds.all()
    assert (left.id, left.title, left.total, left.unread) == (new, "deux", 2, 2)
    store.feeds.move(new, "https://trois.example/f")
    assert [feed.url for feed in store.feeds.all()] == ["https://trois.example/f"]


def test_how_much_of_each_feed_is_read_is_a_share_of_the_one_that_is_read_most(store: Store) -> None:
    one, two = (store.feeds.add(f"https://{n}.example/f")[0] for n in (1, 2))
    assert store.feeds.read_share(NOW) == {}
    first = fill(store, 4, one)
    store.entries.put(two, [(number, "") for number in first[:1]])
    store.undo.set_flag(first[:1], "read", True, "lu", NOW - HOUR)
    store.undo.set_flag(first[1:], "read", True, "lu", NOW)
    assert store.feeds.read_share(NOW) == {one: 1.0}
    assert store.feeds.read_share(NOW - HOUR) == {one: 1.0, two: 0.25}


def test_what_goes_with_a_feed_is_what_it_alone_names_and_nobody_keeps(store: Store) -> None:
    one, two = (store.feeds.add(f"https://{n}.example/f")[0] for n in (1, 2))
    alone, shared, saved, tagged = fill(store, 4, one)
    store.entries.put(two, [(shared, "")])
    store.undo.set_flag([saved], "saved", True, "gardé", NOW)
    apply_remote_flags(store.database, tagged, {"tag:mer": True}, 5)
    assert store.feeds.articles_of_it_alone(one) == [alone]
    store.feeds.remove(one)
    left = {row["id"] for row in store.database.rows("SELECT id FROM article")}
    assert left == {shared, saved, tagged} and [feed.id for feed in store.feeds.all()] == [two]


# ------------------------------------------------------------ what a server says, and where one was


@pytest.mark.parametrize("on", [True, False])
def test_what_a_server_says_of_an_article_is_so_and_what_was_so_keeps_its_time(store: Store, on: bool) -> None:
    one, two = fill(store, 2)
    names = ("read", "saved", "tag:mer")
    apply_remote_flags(store.database, one, dict.fromkeys(names, not on), 5)
    for article in (one, two):
        apply_remote_flags(store.database, article, dict.fromkeys(names, on), 6)
        apply_remote_flags(store.database, article, dict.fromkeys(names, on), 7)
        (row,) = store.database.rows("SELECT read, saved FROM article WHERE id = ?", (article,))
        assert (row["read"], row["saved"]) == ((6, 6) if on else (None, None))
        assert store.tags.of(article) == (["mer"] if on else [])


def test_where_one_was_in_an_article_and_its_recording_is_kept_until_it_is_over(store: Store) -> None:
    (number,) = fill(store, 1)
    places = Positions(store.database)
    assert places.of(number) is None and places.playback(number) == places.playback(99) == 0
    assert places.visited(number) is None is places.read(number) is places.visited(99)
    for place in ((3, 4), (0, 0)):
        places.put(number, place)
        assert places.of(number) == place
    places.put(99, (1, 1))
    assert places.of(99) is None
    places.put(number, None)
    places.visit(number, 7)
    places.set_playback(number, 30)
    assert places.of(number) is None and places.visited(number) == 7 and places.playback(number) == 30
    places.set_playback(number, 0)
    assert places.playback(number) == 0
