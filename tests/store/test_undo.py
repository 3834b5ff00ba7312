"""What undo takes back, and what it leaves alone: whatever was changed since by another window, a sync or the reader."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from newsreader.model.article_filter import ArticleFilter
from newsreader.model.note import Note
from newsreader.store.store import Store
from newsreader.store.undo import _KEPT, Reverted
from tests.store.test_store import NOW, fill

LATER = NOW + timedelta(hours=1)


def flags(store: Store, name: str) -> list[int]:
    return [row["id"] for row in store.database.rows(f"SELECT id FROM article WHERE {name} IS NOT NULL ORDER BY id")]


def steps(store: Store) -> list[tuple[str, int]]:
    return [(row["label"], row["undone"]) for row in store.database.rows("SELECT * FROM undo_step ORDER BY id")]


def tags(store: Store) -> dict[str, int]:
    return store.tags.tags()


def tag(store: Store, articles: Sequence[int], *given: str, without: Sequence[str] = ()) -> None:
    with store.undo.record("étiquettes", NOW) as step:
        store.tags.tag(step, articles, given, without)


def test_a_flag_that_was_given_again_since_stays(store: Store) -> None:
    one, two = fill(store, 2)
    assert store.undo.set_flag([one, two], "read", True, "lu", NOW) == 2
    store.database.write("UPDATE article SET read = NULL WHERE id = ?", (two,))
    store.database.write("UPDATE article SET read = ? WHERE id = ?", (int(LATER.timestamp()), two))
    assert store.undo.undo() == Reverted("lu", [one, two], [])
    assert flags(store, "read") == [two]
    assert store.undo.redo() == Reverted("lu", [one], [])
    assert flags(store, "read") == [one, two]


def test_what_was_so_before_is_no_step_and_comes_back_as_it_was(store: Store) -> None:
    one, two = fill(store, 2)
    store.undo.set_flag([one], "saved", True, "gardé", NOW)
    assert store.undo.set_flag([one], "saved", True, "encore", LATER) == 0
    assert store.undo.set_flag([one, two], "saved", True, "les deux", LATER) == 1
    assert steps(store) == [("gardé", 0), ("les deux", 0)]
    store.undo.undo()
    assert flags(store, "saved") == [one]
    assert store.database.row("SELECT saved FROM article WHERE id = ?", (one,))["saved"] == int(NOW.timestamp())  # type: ignore[index]


def test_hundreds_of_articles_are_one_step(store: Store) -> None:
    numbers = fill(store, 1203)
    assert store.undo.set_flag(numbers, "read", True, "tout lu", NOW) == 1203
    assert len(store.undo.undo().articles) == 1203 and flags(store, "read") == []
    assert len(store.undo.redo().articles) == 1203 and flags(store, "read") == numbers


def test_steps_are_taken_back_from_the_last_on_and_done_again_until_another_one_is_taken(store: Store) -> None:
    one, two = fill(store, 2)
    store.undo.set_flag([one], "read", True, "un", NOW)
    store.undo.set_flag([two], "read", True, "deux", NOW)
    assert [store.undo.undo().label for _step in range(3)] == ["deux", "un", ""]
    assert steps(store) == [("deux", 1), ("un", 1)]
    assert store.undo.redo().label == "un"
    store.undo.set_flag([two], "saved", True, "trois", NOW)
    assert steps(store) == [("un", 0), ("trois", 0)] and store.undo.redo() == Reverted()


def test_a_step_that_fails_leaves_nothing_behind(store: Store) -> None:
    (one,) = fill(store, 1)
    with pytest.raises(KeyError), store.undo.record("raté", NOW) as step:
        step.set_flag([one], "read", True)
        raise KeyError
    assert flags(store, "read") == [] and steps(store) == []


def test_only_the_last_steps_are_kept(store: Store) -> None:
    (one,) = fill(store, 1)
    for number in range(_KEPT + 3):
        store.undo.set_flag([one], "read", number % 2 == 0, str(number), NOW)
    assert steps(store) == [(str(number), 0) for number in range(3, _KEPT + 3)]


def test_tags_come_back_but_not_on_articles_that_are_gone(store: Store) -> None:
    one, two = fill(store, 2)
    tag(store, [one, two], "mer")
    tag(store, [one, two], without=["mer"])
    store.database.write("DELETE FROM article WHERE id = ?", (two,))
    assert store.undo.undo() == Reverted("étiquettes", [one, two], []) and tags(store) == {"mer": 1}
    assert store.undo.undo().articles == [one, two] and tags(store) == {}


def test_a_tag_that_was_given_again_since_is_not_given_twice(store: Store) -> None:
    (one,) = fill(store, 1)
    tag(store, [one], "mer")
    tag(store, [one], without=["mer"])
    store.database.write("INSERT INTO article_tag (article, tag) VALUES (?, 'mer')", (one,))
    store.undo.undo()
    assert tags(store) == {"mer": 1}


def test_a_note_outlives_its_article_also_when_it_comes_back(store: Store) -> None:
    (one,) = fill(store, 1)
    with store.undo.record("note", NOW) as step:
        number = store.notes.put(step, Note(0, one, "Juste"), NOW)
    with store.undo.record("retrait", NOW) as step:
        store.notes.remove(step, number)
    store.database.write("DELETE FROM article WHERE id = ?", (one,))
    assert store.undo.undo().label == "retrait"
    assert [(note.text, note.article) for note in store.notes.all()] == [("Juste", 0)]


def test_a_search_that_was_changed_since_stays_as_it_is(store: Store) -> None:
    with store.undo.record("garder", NOW) as step:
        store.tags.save_search(step, "Mer", "titre:mer")
    with store.undo.record("changer", NOW) as step:
        store.tags.save_search(step, "Mer", "titre:large")
    store.database.write("UPDATE saved_search SET query = 'titre:quai' WHERE name = 'Mer'")
    assert store.undo.undo() == Reverted("changer", [], ["Mer"])
    assert store.tags.searches() == {"Mer": "titre:quai"}
    store.database.write("UPDATE saved_search SET query = 'titre:mer' WHERE name = 'Mer'")
    store.undo.undo()
    assert store.tags.searches() == {}


def test_of_a_feed_only_what_was_changed_goes_back(store: Store) -> None:
    feed, _new = store.feeds.add("https://x.example/f", "Essai")
    with store.undo.record("renommer", NOW) as step:
        store.feeds.edit(step, feed, "Mon essai")
    store.database.write("UPDATE feed SET folder = 'Large' WHERE id = ?", (feed,))
    assert store.undo.undo().names == ["Essai"]
    (kept,) = store.feeds.all()
    assert (kept.title, kept.folder) == ("Essai", "Large")


def test_a_feed_that_is_subscribed_to_again_is_there_once(store: Store) -> None:
    feed, _new = store.feeds.add("https://x.example/f", "Essai")
    with store.undo.record("retirer", NOW) as step:
        store.feeds.unsubscribe(step, feed)
    assert store.feeds.all() == []
    again, _new = store.feeds.add("https://x.example/f", "De retour")
    store.undo.undo()
    assert [(each.id, each.title) for each in store.feeds.all()] == [(again, "De retour")]


def test_a_table_that_no_step_writes_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="sqlite_master"), store.undo.record("?", NOW) as step:
        step.delete("sqlite_master", {"name": "feed"})


def test_articles_of_a_feed_alone_go_with_its_subscription_and_come_back_with_it(store: Store) -> None:
    with store.undo.record("s’abonner", NOW) as step:
        feed, _new = store.feeds.add("https://y.example/f.rss", "Le large")
        step.added("feed", {"id": feed})
    numbers = fill(store, 2, feed)
    store.undo.undo()
    assert store.feeds.all() == [] and store.headlines.ids(ArticleFilter()) == []
    assert store.headlines.count(ArticleFilter(unread=True)) == 0
    store.undo.redo()
    (back,) = store.feeds.all()
    assert (back.total, back.unread) == (2, 2) and sorted(store.headlines.ids(ArticleFilter())) == numbers
    assert store.headlines.count(ArticleFilter(unread=True)) == 2
