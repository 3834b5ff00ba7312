"""Entries of feeds: when a missing text is tried again, what each feed says of an article, the same text twice."""

from datetime import UTC, datetime, timedelta

from newsreader.library.refresh.ingest import store_entries
from newsreader.library.workers.feed_tasks import prepare_feed
from newsreader.model.article_filter import ArticleFilter
from newsreader.model.text import Text
from newsreader.store.entries import EntryFields
from newsreader.store.store import Store
from tests.press import item, rss
from tests.store.test_store import an_article

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
