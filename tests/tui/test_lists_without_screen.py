"""Lists of headlines from their keys to the library and back: which one, in what order, where the cursor is."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from newsreader.library.core import Library
from newsreader.model.article_filter import PAGE, ArticleFilter, SortOrder
from newsreader.store.store import Store
from newsreader.tui.controllers.lists import FURTHEST, PASSAGES
from newsreader.tui.layout import Pane
from tests.store.test_store import an_article
from tests.tui.reader import NOW, fill
from tests.tui.without_screen import ReaderWithoutScreen, done


def small(path: Path, count: int) -> None:
    """Articles that say little."""
    with closing(Store(path)) as store:
        feed, _new = store.feeds.add("https://x.example/f.rss", "Essai")
        with store.database.transaction():
            for n in range(count):
                article = an_article(n, published=NOW - timedelta(minutes=n))
                store.articles.put_entry(feed, article, "s", NOW)


@pytest.fixture
def reader(library_file: Path) -> Iterator[ReaderWithoutScreen]:
    small(library_file, 12)
    reader = ReaderWithoutScreen(library_file)
    yield reader
    reader.library.close()


@pytest.fixture
def long(library_file: Path) -> Iterator[ReaderWithoutScreen]:
    """Three pages of a list."""
    small(library_file, PAGE * 2 + 30)
    reader = ReaderWithoutScreen(library_file)
    reader.session.group_stories = False
    reader.do.lists.open(ArticleFilter())
    yield reader
    reader.library.close()


def test_each_list_has_its_cursor_and_its_top_follows_the_news(reader: ReaderWithoutScreen) -> None:
    unread = ArticleFilter(unread=True)
    reader.rows.put(7, 3)
    reader.do.lists.open(unread)
    assert reader.rows.cursor == 0
    reader.do.lists.open(ArticleFilter())
    assert (reader.rows.cursor, reader.rows.line) == (7, 3)
    reader.rows.put(0, 0)
    reader.do.lists.open(unread, near=5)
    reader.do.lists.open(ArticleFilter(), near=5)
    assert reader.rows.cursor == 0, "the list has been shown before: its own place counts"
    reader.do.lists.open(replace(unread, order=SortOrder.OLDEST), near=5)
    assert reader.rows.current and reader.rows.current.id == 5


def test_a_cursor_whose_article_is_gone_stays_on_its_row(reader: ReaderWithoutScreen) -> None:
    reader.rows.put(7, 3)
    reader.do.lists.remember_cursor()
    reader.library._store.database.write("DELETE FROM article WHERE id = 8")
    reader.do.lists.open(ArticleFilter(unread=True))
    reader.do.lists.open(ArticleFilter())
    assert reader.rows.count == 11 and (reader.rows.cursor, reader.rows.line) == (7, 3)
    reader.rows.put(7, 3)
    reader.do.lists.open(ArticleFilter(), at_top=True)
    assert reader.rows.cursor == 0


def test_a_list_says_how_many_articles_it_has_and_a_ranking_does_not(reader: ReaderWithoutScreen) -> None:
    assert reader.rows.total == 12
    reader.do.search.show("titre:titre", ArticleFilter())
    assert reader.rows.total == 12
    reader.do.search.show("titre:titre", ArticleFilter(order=SortOrder.BEST))
    assert reader.rows.total == 0 and reader.rows.count == 12


def test_pages_come_one_after_the_other_until_there_is_no_more(long: ReaderWithoutScreen) -> None:
    assert (long.rows.count, long.rows.loaded.more, long.rows.total) == (PAGE, True, PAGE * 2 + 30)
    long.do.lists.load_more()
    assert (long.rows.count, long.rows.loaded.more) == (PAGE * 2, True)
    long.do.lists.load_more()
    assert (long.rows.count, long.rows.loaded.more) == (PAGE * 2 + 30, False)
    assert long.rows.titles == [f"Titre {n}" for n in range(PAGE * 2 + 30)]


def anew(reader: ReaderWithoutScreen) -> None:
    """As if no list had been shown yet."""
    reader.do.lists.open(ArticleFilter(saved=True))
    reader.session.cursors.clear()


def test_a_cursor_far_down_is_looked_for_page_by_page(long: ReaderWithoutScreen) -> None:
    for number, loaded in ((PAGE + 10, PAGE * 2), (PAGE * 2 + 10, PAGE * 2 + 30)):
        anew(long)
        long.do.lists.open(ArticleFilter(), near=number)
        assert long.rows.current and long.rows.current.id == number and long.rows.count == loaded
        assert long.page.opened and long.page.opened.number == number
    anew(long)
    long.do.lists.open(ArticleFilter(), near=9999)
    assert long.rows.cursor == 0 and FURTHEST > long.rows.count == PAGE * 2 + 30
    anew(long)
    before = long.page.opened
    long.do.lists.open(ArticleFilter(), near=PAGE + 20, preview=False)
    assert long.rows.cursor == PAGE + 19 and long.page.opened is before


def test_what_comes_late_is_not_put_into_another_list(
    long: ReaderWithoutScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    run, waiting = long.services.run, []
    monkeypatch.setattr(long.services, "run", lambda work, then=None: waiting.append((work, then)))
    lists = long.do.lists
    for act in (
        lists.load_more,
        lists.reload,
        lists.refresh_rows,
        lambda: lists.open(ArticleFilter(unread=True), near=PAGE + 5),
    ):
        act()
    monkeypatch.setattr(long.services, "run", run)
    lists.open(ArticleFilter(saved=True))
    for work, then in waiting:
        result = work()
        if then:
            then(result)
    assert long.rows.titles == [] and long.session.filter == ArticleFilter(saved=True) and long.rows.total == 0
    # Nor is the cursor taken from where it was put meanwhile.
    waiting.clear()
    monkeypatch.setattr(long.services, "run", lambda work, then=None: waiting.append((work, then)))
    long.session.cursors.clear()
    lists.open(ArticleFilter(), near=PAGE + 5)
    long.rows.go(3)
    for work, then in waiting:
        then(work())
    assert long.rows.cursor == 3 and long.rows.count == PAGE


def test_orders_follow_one_another_and_a_search_has_one_more(reader: ReaderWithoutScreen) -> None:
    orders = []
    for _time in range(4):
        reader.do.lists.next_order()
        orders.append(reader.session.filter.order)
    assert orders == [SortOrder.OLDEST, SortOrder.OUTLET, SortOrder.DISCUSSED, SortOrder.NEWEST]
    assert reader.hears() == ["Oldest first.", "By outlet.", "Most commented first.", "Newest first."]
    reader.do.search.show("titre:titre", ArticleFilter(order=SortOrder.DISCUSSED))
    found = []
    for _time in range(2):
        reader.do.lists.next_order()
        found.append(reader.session.filter.order)
    assert found == [SortOrder.BEST, SortOrder.NEWEST]


def test_of_letters_that_come_faster_than_answers_only_the_last_is_looked_up(
    reader: ReaderWithoutScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting: list[tuple[Any, Any]] = []
    monkeypatch.setattr(reader.services, "run", lambda work, then=None: waiting.append((work, then)))
    base = ArticleFilter(order=SortOrder.BEST)
    for typed in ("nu", "num", "numéro"):
        reader.do.search.show(typed, base, typing=True)
    answers = [work() for work, _then in waiting]
    assert answers[:2] == [None, None] and answers[2]
    for (_work, then), answer in zip(waiting, answers, strict=True):
        then(answer)
    assert reader.session.search_text == "numéro"


def test_an_article_marked_while_its_row_is_read_stays_marked(
    reader: ReaderWithoutScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting: list[tuple[Any, Any]] = []
    monkeypatch.setattr(reader.services, "run", lambda work, then=None: waiting.append((work, then)))
    reader.do.lists.refresh_rows()
    [(work, then)] = waiting
    unread = work()
    reader.do.actions.mark_opened(2)
    then(unread)
    assert [row.id for row in reader.rows.loaded.headlines if row.read] == [2]


@pytest.mark.parametrize("pane", [Pane.FEEDS, Pane.HEADLINES, Pane.ARTICLE])
def test_a_list_is_narrowed_with_the_article_under_the_cursor_kept(reader: ReaderWithoutScreen, pane: Pane) -> None:
    reader.library.mark_read([1, 2])
    reader.rows.go(6)
    reader.layout.focused_pane = pane
    done(reader.do.lists.filter("unread"))
    assert reader.session.filter == ArticleFilter(unread=True) and reader.rows.count == 10
    assert reader.rows.current and reader.rows.current.id == 7
    assert reader.layout.focused_pane is (Pane.FEEDS if pane is Pane.FEEDS else Pane.HEADLINES)
    reader.rows.go(0)
    done(reader.do.lists.filter("saved"))
    assert reader.session.filter == ArticleFilter(saved=True) and reader.rows.count == 0
    assert "Nothing saved yet" in reader.rows.empty_text


def test_density_and_stories_are_remembered(reader: ReaderWithoutScreen) -> None:
    for kept, said in (("compact", "A headline a line."), ("comfortable", "Headlines in full.")):
        reader.do.lists.toggle_density()
        assert reader.library.state("density") == kept and reader.hears() == [said]
    for kept, said in (("off", "Stories not grouped."), ("on", "Stories grouped.")):
        done(reader.do.lists.toggle_stories())
        assert reader.library.state("group_stories") == kept and reader.hears() == [said]


def test_what_was_said_of_a_search_is_over_with_it(reader: ReaderWithoutScreen) -> None:
    reader.do.search.show("titre:titre", ArticleFilter())
    assert reader.said[0].startswith("12 results")
    reader.do.lists.open(ArticleFilter())
    assert reader.said == []


def test_counts_are_read_anew_and_the_feeds_stand_on_the_list_that_is_shown_at_first_or_when_wanted(
    reader: ReaderWithoutScreen,
) -> None:
    assert reader.feeds.current and reader.feeds.current.title == "All articles"
    reader.do.lists.open(ArticleFilter(saved=True))
    reader.do.lists.refresh_counts()
    assert reader.feeds.current.title == "All articles"
    reader.do.lists.refresh_counts(at_shown=True)
    assert reader.feeds.current.title == "Saved for later"
    reader.library.mark_read([1, 2, 3])
    reader.session.last_visit = int(NOW.timestamp()) - 10
    reader.do.lists.refresh_counts()
    assert [(entry.title, entry.unread) for entry in reader.feeds.entries[:3]] == [
        ("All articles", 9),
        ("New since last time", 9),
        ("Saved for later", 0),
    ]
    assert reader.layout.titles[Pane.FEEDS] == "9 unread"


def test_rows_are_taken_in_where_they_belong(reader: ReaderWithoutScreen) -> None:
    small(reader.library.path, 14)
    reader.library.mark_read([3])
    reader.rows.total = 0
    reader.do.lists.refresh_rows()
    assert reader.rows.count == 14 and reader.rows.total == 14
    assert [row.id for row in reader.rows.loaded.headlines if row.read] == [3]
    done(reader.do.lists.filter("unread"))
    assert reader.rows.total == 13
    reader.library.mark_read([4])
    reader.do.lists.refresh_rows()
    assert reader.rows.total == 13 and reader.rows.count == 13, "what has been read stays, and the count with it"
    reader.do.lists.reload()
    assert reader.rows.count == 12


def test_an_empty_list_that_fills_shows_its_first_article(library_file: Path) -> None:
    Library(library_file).close()
    reader = ReaderWithoutScreen(library_file)
    assert reader.page.opened is None and "prepared" in reader.rows.empty_text
    small(library_file, 1)
    reader.do.lists.refresh_rows()
    assert reader.page.opened is not None
    small(library_file, 2)
    reader.page.open(None)
    reader.do.lists.refresh_rows()
    assert reader.page.opened is None and reader.rows.count == 2
    reader.library.close()


def test_what_articles_say_is_shown_first_where_one_looks(library_file: Path) -> None:
    fill(library_file, PASSAGES + 5)
    reader = ReaderWithoutScreen(library_file)
    reader.do.search.show("numéro", ArticleFilter())
    assert len(reader.rows.passages) == PASSAGES
    reader.rest()
    assert len(reader.rows.passages) == PASSAGES + 5
    reader.do.search.show("numéro", ArticleFilter(unread=True))
    reader.do.lists.open(ArticleFilter())
    reader.rest()
    assert reader.rows.passages == {}
    reader.library.close()


def test_a_story_is_unfolded_and_said_and_so_are_the_same_texts_elsewhere(reader: ReaderWithoutScreen) -> None:
    reader.do.lists.toggle_story()
    assert reader.hears() == ["No other article on this story."]
    reader.library._store.database.write("UPDATE article SET duplicate_of = 1 WHERE id IN (2, 3)")
    reader.do.lists.reload()
    reader.do.lists.toggle_story()
    assert reader.hears() == ["Same text from other outlets."] and reader.rows.titles[:3] == [
        "Titre 0",
        "Titre 1",
        "Titre 2",
    ]
    reader.do.lists.toggle_story()
    assert reader.rows.titles[:2] == ["Titre 0", "Titre 3"]
    # In the list of a feed each stands by itself anyway.
    reader.do.lists.open(ArticleFilter(feed=1))
    reader.rows.go(0)
    reader.hears()
    reader.do.lists.toggle_story()
    assert reader.hears() == ["No other article on this story."] and reader.rows.count == 12


def test_only_news_are_grouped(library_file: Path) -> None:
    with closing(Store(library_file)) as store:
        feed, _new = store.feeds.add("https://x.example/f.rss", "Essai")
        for n, outlet in enumerate(("Le Fanal", "La Houle", "Le Quai")):
            title = "Le pont suspendu de Port-Lison rouvre après trois ans de travaux"
            article = an_article(n, title=title, outlet=outlet, published=NOW - timedelta(minutes=n))
            store.articles.put_entry(feed, article, "s", NOW)
    reader = ReaderWithoutScreen(library_file)
    counts = []
    for wanted in (
        ArticleFilter(),
        ArticleFilter(unread=True),
        ArticleFilter(feed=1),
        ArticleFilter(saved=True),
        ArticleFilter(order=SortOrder.OLDEST),
    ):
        reader.do.lists.open(wanted)
        counts.append(reader.rows.count)
    assert counts == [1, 1, 3, 0, 3]
    reader.do.lists.open(ArticleFilter())
    reader.do.lists.toggle_story()
    assert reader.rows.count == 3 and reader.hears()[-1].startswith("3 articles on this story (")
    done(reader.do.lists.toggle_stories())
    assert reader.rows.count == 3
    reader.do.search.show("titre:pont", ArticleFilter())
    assert reader.rows.count == 3
    reader.library.close()
