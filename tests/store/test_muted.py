"""Muted feeds: refreshed, and in no list but their own."""

from newsreader.model.article_filter import ArticleFilter
from newsreader.store.integrity import recount
from newsreader.store.store import Store
from tests.store.test_duplicates import keep
from tests.store.test_store import NOW, an_article, fill


def mute(store: Store, feed: int, on: bool = True) -> None:
    with store.undo.record("sourdine", NOW) as step:
        store.feeds.edit(step, feed, muted=on)


def titles(store: Store, **wanted: object) -> list[str]:
    return [h.title for h in store.headlines.headlines(ArticleFilter(**wanted), 50)]  # type: ignore[arg-type]


def counts(store: Store) -> tuple[int, int, int]:
    """Unread articles of the whole library, of a folder, and all articles."""
    count = store.headlines.count
    return count(ArticleFilter(unread=True)), count(ArticleFilter(unread=True, folder="Mer")), count(ArticleFilter())


def test_a_muted_feed_stands_in_its_own_list_alone_and_counts_nowhere_else(store: Store) -> None:
    loud, quiet = (store.feeds.add(f"https://{name}.example/f", name, "Mer")[0] for name in ("Cap", "Rade"))
    fill(store, 3, quiet)
    shared = an_article(1)  # the other feed names it too
    store.articles.put_entry(loud, shared, "s", NOW)
    mute(store, quiet)
    assert titles(store) == titles(store, folder="Mer") == titles(store, since=1) == ["Titre 1"]
    assert titles(store, feed=quiet) == ["Titre 0", "Titre 1", "Titre 2"]
    assert counts(store) == (1, 1, 1)
    # What comes in later, and what is saved.
    late = store.articles.put_entry(quiet, an_article(7), "s", NOW)
    store.undo.set_flag([late], "saved", True, "garder", NOW)
    assert counts(store) == (1, 1, 1) and titles(store, saved=True) == ["Titre 7"]
    store.undo.undo()
    # Nothing was wrong with what the triggers keep.
    assert not recount(store.database)
    # A feed that names them besides, or no longer.
    store.articles.put_entry(loud, an_article(2), "s", NOW)
    assert titles(store) == ["Titre 1", "Titre 2"]
    with store.undo.record("désabonner", NOW) as step:
        store.feeds.unsubscribe(step, loud)
    assert titles(store) == [] and counts(store) == (0, 0, 0)
    store.undo.undo()
    assert titles(store) == ["Titre 1", "Titre 2"]
    mute(store, quiet, on=False)
    assert counts(store) == (4, 4, 4) and not recount(store.database)
    assert store.undo.undo().names == ["Rade"] and counts(store) == (2, 2, 2)


def test_the_copy_of_another_outlet_stands_for_one_that_is_muted(store: Store) -> None:
    loud, quiet = (store.feeds.add(f"https://{name}.example/f", name)[0] for name in ("Cap", "Rade"))
    older = keep(store, 1, "La digue de Port-Lison", feed=loud, hours=3)
    newer = keep(store, 2, "Port-Lison et sa digue", feed=quiet, hours=1)
    assert titles(store) == ["Port-Lison et sa digue"]
    mute(store, quiet)
    assert titles(store) == ["La digue de Port-Lison"] and store.duplicates.of(newer) == [older]
    newest = keep(store, 3, "Digue : Port-Lison ferme", feed=store.feeds.add("https://x.example/g")[0])
    assert titles(store) == ["Digue : Port-Lison ferme"]
    with store.undo.record("désabonner", NOW) as step:
        step.set_flag([newest], "hidden", True)
    assert sorted(store.duplicates.of(newest)) == [older, newer]
    store.undo.undo()
    store.undo.undo()
    assert titles(store) == ["Digue : Port-Lison ferme"] and not recount(store.database)


def test_two_feeds_that_become_one_count_their_articles_together(store: Store) -> None:
    old, new = (store.feeds.add(f"https://x.example/{name}")[0] for name in ("a", "b"))
    fill(store, 3, old)
    store.articles.put_entry(new, an_article(1), "s", NOW)
    mute(store, old)
    store.feeds.move(old, "https://x.example/b")
    (feed,) = store.feeds.all()
    assert (feed.total, feed.unread, feed.muted) == (3, 3, False) and counts(store)[0] == 3
    assert not recount(store.database)
