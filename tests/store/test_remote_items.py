"""The baselines of syncs: what a server had of each account, what has changed since, and what was sent."""

from datetime import UTC, datetime

import pytest

from newsreader.model.sync import ArticleFlags, RemoteFeed
from newsreader.store.store import Store
from tests.store.test_store import fill

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.mark.parametrize(("patience", "left"), [(100, ["a"]), (99, ["a"]), (200, ["a", "b"])])
def test_an_item_that_a_server_does_not_show_for_long_is_forgotten(
    store: Store, patience: int, left: list[str]
) -> None:
    account = store.accounts.add("Nuage", "greader", "https://nuage.example", "ida")
    for remote, article in zip("ab", fill(store, 2), strict=True):
        store.remote_items.link(account, remote, article)
    store.remote_items.note_missing(account, ["b"], 1000, patience)
    assert store.remote_items.known(account) == {"a", "b"}
    store.remote_items.note_missing(account, ["b"], 1101, patience)
    assert sorted(store.remote_items.known(account)) == left


def test_accounts_know_their_feeds_flags_and_changes(store: Store) -> None:
    account = store.accounts.add("Nuage", "greader", "https://nuage.example", "ida")
    feed, _new = store.feeds.add("https://x.example/f", "Le fil")
    remote = RemoteFeed("r", "https://x.example/f", "Le fil", "Mer")
    store.accounts.set_feed_baseline(account, remote, feed)
    assert store.accounts.feeds(account) == {"r": (feed, remote)}
    store.accounts.drop_feed(account, "r")
    assert store.accounts.feeds(account) == {}
    one, two = fill(store, 2, feed)
    store.remote_items.link(account, "a", one)
    store.remote_items.link(account, "b", two)
    store.remote_items.link(account, "c", 0)
    assert store.remote_items.linked(account) == {one, two} and store.remote_items.unlinked(account) == ["c"]
    flags = ArticleFlags(saved=True, tags=frozenset({"mer"}))
    store.remote_items.set_baseline(account, "a", flags)
    assert store.remote_items.baselines(account)["a"] == flags
    assert [item.remote for item in store.remote_items.changed(account)] == [
        "a"
    ] and store.remote_items.count_changed() == 1
    store.undo.set_flag([two], "read", True, "lu", NOW)
    changed = {item.remote: item for item in store.remote_items.changed(account)}
    assert set(changed) == {"a", "b"} and changed["b"].local == ArticleFlags(read=True)
    batch = store.remote_items.note_sent(account, ["a", "b"], "saved", True)
    assert store.remote_items.unanswered(account) == {batch: ("saved", True, ["a", "b"])}
    store.remote_items.acknowledge(account, batch, ["b"])
    assert not store.remote_items.unanswered(account) and store.remote_items.baselines(account)["b"].saved
    store.accounts.record_failure(account, "Non.")
    (kept,) = store.accounts.all()
    assert (kept.error, kept.synced) == ("Non.", None)
    store.accounts.record_sync(account, NOW)
    (kept,) = store.accounts.all()
    assert (kept.error, kept.synced) == ("", NOW)
    store.accounts.move(account, "https://neuf.example")
    assert store.accounts.all()[0].url == "https://neuf.example"
    store.accounts.remove(account)
    assert not store.accounts.all() and not store.remote_items.known(account)
