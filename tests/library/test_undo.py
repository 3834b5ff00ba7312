"""Whatever a reader does can be taken back and done again, and both say what it was."""

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest

from newsreader.library.core import Library
from newsreader.model.article_filter import ArticleFilter
from newsreader.store.store import Store
from tests.tui.reader import fill

NOW = datetime(2026, 11, 25, tzinfo=UTC)


def state(library: Library) -> object:
    """All that a reader can change here."""
    lists = [ArticleFilter(), ArticleFilter(unread=True), ArticleFilter(saved=True)]
    feeds = [(feed.title, feed.folder, feed.total, feed.unread) for feed in library.subscriptions.all()]
    return [library.ids(each) for each in lists], feeds, library.searches.all(), library.tags.all()


def test_every_step_is_taken_back_and_done_again(library_file: Path) -> None:
    fill(library_file, 4)
    library = Library(library_file)
    library.searches.save("Mer", "titre:1")
    [feed] = library.subscriptions.all()
    steps: dict[str, Callable[[], object]] = {
        "“Titre 1”": lambda: library.mark_saved([2]),
        "“Titre 0” and 3 other articles": lambda: library.mark_all_read(ArticleFilter()),
        "“Titre 2”": lambda: library.tags.change([3], ["mer"]),
        "renaming the feed": lambda: library.subscriptions.rename(feed, "Mon essai"),
        "moving the feed (“Mon essai”)": lambda: library.subscriptions.rename(feed, folder="Large"),
        "renaming the folder": lambda: library.subscriptions.rename_folder("Large", "Mer"),
        "renaming the search": lambda: library.searches.rename("Mer", "Océan"),
        "removing the search (“Océan”)": lambda: library.searches.remove("Océan"),
        "unsubscribing (“Mon essai”)": lambda: library.subscriptions.remove(feed),
    }
    states = [state(library)]
    for act in steps.values():
        act()
        states.append(state(library))
    assert all(one != other for one, other in pairwise(states))
    for turn in range(2):
        for said, before in zip(reversed(steps), reversed(states[:-1]), strict=True):
            sentence = library.undo_history.undo()
            assert said in sentence and sentence.startswith("Undone") and state(library) == before, (turn, said)
        for said, after in zip(steps, states[1:], strict=True):
            sentence = library.undo_history.redo()
            assert said in sentence and sentence.startswith("Done again") and state(library) == after, (turn, said)
    assert library.undo_history.redo() == "Nothing to redo."
    library.undo_history.undo()
    library.mark_saved([3])
    assert library.undo_history.redo() == "Nothing to redo.", "something else was done since"
    library.close()


def test_a_feed_comes_back_with_what_is_unread_in_it(library_file: Path) -> None:
    fill(library_file, 3)
    library = Library(library_file)
    library.mark_read([1])
    [feed] = library.subscriptions.all()
    before = state(library)
    library.subscriptions.remove(feed)
    gone = state(library)
    for _turn in range(2):
        library.undo_history.undo()
        assert state(library) == before
        library.undo_history.redo()
        assert state(library) == gone
    library.close()


def test_a_feed_that_was_added_is_given_back_with_its_articles_whatever_a_refresh_has_said_of_it(
    library_file: Path,
) -> None:
    fill(library_file, 3)
    store = Store(library_file)
    with store.undo.record("subscribing", NOW) as step:
        other, _new = store.feeds.add("https://y.example/f.rss")
        step.added("feed", {"id": other})
    store.feeds.describe(other, "Le large", "https://y.example", "fr")
    store.feeds.record_success(other, NOW, "etag")
    store.entries.put(other, [(1, "")])
    store.close()
    library = Library(library_file)
    before = state(library)
    assert library.undo_history.undo() == "Undone: subscribing (“Le large”)." and len(library.subscriptions.all()) == 1
    assert len(library.ids(ArticleFilter())) == 3, "another feed names it"
    assert "Le large" in library.undo_history.redo() and state(library) == before
    library.close()


@pytest.mark.parametrize(
    ("count", "about"),
    [(1, "(“{title}”)"), (2, "(“{title}” and 1 other article)"), (3, "(“{title}” and 2 other articles)")],
)
def test_undo_names_the_first_article_and_counts_the_others(library_file: Path, count: int, about: str) -> None:
    fill(library_file, 4)
    library = Library(library_file)
    numbers = library.ids(ArticleFilter())[:count]
    library.mark_saved(numbers)
    title = library.headlines_of(numbers)[numbers[0]].title
    assert library.undo_history.undo() == f"Undone: save for later {about.format(title=title)}."
    library.close()


def test_people_that_were_merged_and_split_are_undone_by_the_name_of_what_was_done(library_file: Path) -> None:
    Store(library_file).close()
    library = Library(library_file)
    library.people.merge(["Ève Morin"], "Eva Morin")
    library.people.split(["Ève Morin"])
    assert library.people.aliases() == {"Ève Morin": "Ève Morin"}
    assert library.undo_history.undo() == "Undone: split people."
    assert library.people.aliases() == {"Ève Morin": "Eva Morin"}
    assert library.undo_history.undo() == "Undone: merge people."
    library.close()


@pytest.mark.parametrize(
    ("count", "about"),
    [(1, "“Fil 0”"), (3, "“Fil 0”, “Fil 1”, “Fil 2”"), (4, "“Fil 0”, “Fil 1”, “Fil 2” and 1 more")],
)
def test_undo_names_three_feeds_and_counts_the_others(library_file: Path, count: int, about: str) -> None:
    library = Library(library_file)
    store = library._store
    with store.undo.record("abonner", NOW) as step:
        for n in range(count):
            step.added("feed", {"id": store.feeds.add(f"https://{n}.example/f", f"Fil {n}")[0]})
    assert library.undo_history.undo() == f"Undone: abonner ({about})." and not store.feeds.all()
    assert library.undo_history.redo() == f"Done again: abonner ({about})."
    assert library.undo_history.redo() == "Nothing to redo."
    library.close()
