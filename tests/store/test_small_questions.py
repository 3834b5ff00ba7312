"""Questions to the library with one answer: when a text is tried again, what feeds say of an article, who syncs."""

from datetime import UTC, datetime, timedelta

import pytest

from newsreader.library.refresh.ingest import store_entries
from newsreader.library.workers.feed_tasks import prepare_feed
from newsreader.model.article_filter import ArticleFilter
from newsreader.model.sync import ArticleFlags, RemoteFeed
from newsreader.model.text import Text
from newsreader.store.entries import EntryFields
from newsreader.store.store import Store
from tests.press import item, rss
from tests.store.test_store import an_article, fill

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
WEEK = timedelta(days=7)


def test_a_text_is_tried_again_within_a_week_of_its_coming_and_only_where_it_failed(store: Store) -> None:
    number = store.articles.put_entry(0, an_article(1, complete=False), "s", NOW)
    assert store.articles.next_try(number) is None and store.articles.next_try(99) is None
    store.articles.record_failure(number, "Trop lent.", NOW)
    tried = store.articles.next_try(number)
    assert tried and NOW < tried < NOW + timedelta(hours=2) and store.articles.error(number) == "Trop lent."
    store.articles.record_failure(number, "Trop lent.", NOW + WEEK - timedelta(hours=1))
    assert store.articles.next_try(number) is None, "by then it is too old"
    assert [row[0] for row in store.articles.without_text(NOW + timedelta(hours=1), 5)] == []
    other = store.articles.put_entry(0, an_article(2, complete=False), "s", NOW)
    for later, found in ((timedelta(), [other]), (WEEK - timedelta(seconds=1), [other]), (WEEK, [])):
        assert [row[0] for row in store.articles.without_text(NOW + later, 5)] == found


def test_what_each_feed_says_of_an_article_is_kept_that_of_its_owner_first(store: Store) -> None:
    one, two = (store.feeds.add(f"https://x.example/{n}", f"Fil {n}")[0] for n in (1, 2))
    number = store.articles.put_entry(two, an_article(1, outlet="Essai"), "s", NOW)
    when = int(NOW.timestamp())
    store.entries.put(one, [(number, "a", EntryFields("Un", None, "Un mot.", ("Anne", "Yann")))])
    store.entries.put(two, [(number, "b", EntryFields("Deux", when, "", ()))])
    first, second = store.entries.fields(number)
    assert (first.title, first.published, first.authors, first.outlet) == ("Deux", NOW, (), "Essai")
    assert (second.title, second.published, second.summary) == ("Un", None, Text("Un mot."))
    assert second.authors == ("Anne", "Yann")


def test_the_same_text_that_comes_into_a_feed_that_has_it_stands_alone_again(store: Store) -> None:
    one, two = (store.feeds.add(f"https://{name}.example/f", name)[0] for name in ("un", "deux"))
    for feed, name in ((one, "un"), (two, "deux")):
        document = rss(name, item("Le phare", f"https://{name}.example/phare"))
        prepared = prepare_feed(document.encode(), f"https://{name}.example/f", "", name, "fr")
        store_entries(store, feed, prepared.entries, NOW)
    first, second = sorted(store.headlines.ids(ArticleFilter(feed=one)) + store.headlines.ids(ArticleFilter(feed=two)))
    store.database.write("UPDATE article SET duplicate_of = ? WHERE id = ?", (second, first))
    both = rss("un", item("Le phare", "https://un.example/phare") + item("Le phare", "https://deux.example/phare"))
    prepared = prepare_feed(both.encode(), "https://un.example/f", "", "un", "fr")
    store_entries(store, one, prepared.entries, NOW + timedelta(hours=1))
    assert store.duplicates.of(first) == []


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
