"""Lists of headlines from their keys to the library and back: which one, in what order, where the cursor is."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from newsreader.library.core import Library
from newsreader.model.article_filter import PAGE, ArticleFilter, SortOrder
from newsreader.store.store import Store
from newsreader.tui.controllers.lists import FURTHEST, PASSAGES
from newsreader.tui.layout import Pane
from tests.store.test_store import an_article
from tests.tui.desk import Desk
from tests.tui.reader import NOW, fill


def small(path: Path, count: int) -> None:
    """Articles that say little."""
    with closing(Store(path)) as store:
        feed, _new = store.feeds.add("https://x.example/f.rss", "Essai")
        with store.database.transaction():
            for n in range(count):
                article = an_article(n, published=NOW - timedelta(minutes=n))
                store.articles.put_entry(feed, article, "s", NOW)


@pytest.fixture
def desk(library_file: Path) -> Iterator[Desk]:
    small(library_file, 12)
    desk = Desk(library_file)
    yield desk
    desk.library.close()


@pytest.fixture
def long(library_file: Path) -> Iterator[Desk]:
    """Three pages of a list."""
    small(library_file, PAGE * 2 + 30)
    desk = Desk(library_file)
    desk.session.group_stories = False
    desk.do.lists.open(ArticleFilter())
    yield desk
    desk.library.close()


def test_each_list_has_its_cursor_and_its_top_follows_the_news(desk: Desk) -> None:
    unread = ArticleFilter(unread=True)
    desk.rows.put(7, 3)
    desk.do.lists.open(unread)
    assert desk.rows.cursor == 0
    desk.do.lists.open(ArticleFilter())
    assert (desk.rows.cursor, desk.rows.line) == (7, 3)
    desk.rows.put(0, 0)
    desk.do.lists.open(unread, near=5)
    desk.do.lists.open(ArticleFilter(), near=5)
    assert desk.rows.cursor == 0, "the list has been shown before: its own place counts"
    desk.do.lists.open(replace(unread, order=SortOrder.OLDEST), near=5)
    assert desk.rows.current and desk.rows.current.id == 5


def test_a_cursor_whose_article_is_gone_stays_on_its_row(desk: Desk) -> None:
    desk.rows.put(7, 3)
    desk.do.lists.remember_cursor()
    desk.library._store.database.write("DELETE FROM article WHERE id = 8")
    desk.do.lists.open(ArticleFilter(unread=True))
    desk.do.lists.open(ArticleFilter())
    assert desk.rows.count == 11 and (desk.rows.cursor, desk.rows.line) == (7, 3)
    desk.rows.put(7, 3)
    desk.do.lists.open(ArticleFilter(), at_top=True)
    assert desk.rows.cursor == 0


def test_a_list_says_how_many_articles_it_has_and_a_ranking_does_not(desk: Desk) -> None:
    assert desk.rows.total == 12
    desk.do.search.show("titre:titre", ArticleFilter())
    assert desk.rows.total == 12
    desk.do.search.show("titre:titre", ArticleFilter(order=SortOrder.BEST))
    assert desk.rows.total == 0 and desk.rows.count == 12


def test_pages_come_one_after_the_other_until_there_is_no_more(long: Desk) -> None:
    assert (long.rows.count, long.rows.loaded.more, long.rows.total) == (PAGE, True, PAGE * 2 + 30)
    long.do.lists.load_more()
    assert (long.rows.count, long.rows.loaded.more) == (PAGE * 2, True)
    long.do.lists.load_more()
    assert (long.rows.count, long.rows.loaded.more) == (PAGE * 2 + 30, False)
    assert long.rows.titles == [f"Titre {n}" for n in range(PAGE * 2 + 30)]


def anew(desk: Desk) -> None:
    """As if no list had been shown yet."""
    desk.do.lists.open(ArticleFilter(saved=True))
    desk.session.cursors.clear()


def test_a_cursor_far_down_is_looked_for_page_by_page(long: Desk) -> None:
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


def test_what_comes_late_is_not_put_into_another_list(long: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
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


def test_orders_follow_one_another_and_a_search_has_one_more(desk: Desk) -> None:
    orders = []
    for _time in range(4):
        desk.do.lists.next_order()
        orders.append(desk.session.filter.order)
    assert orders == [SortOrder.OLDEST, SortOrder.OUTLET, SortOrder.DISCUSSED, SortOrder.NEWEST]
    assert desk.hears() == ["Oldest first.", "By outlet.", "Most commented first.", "Newest first."]
    desk.do.search.show("titre:titre", ArticleFilter(order=SortOrder.DISCUSSED))
    found = []
    for _time in range(2):
        desk.do.lists.next_order()
        found.append(desk.session.filter.order)
    assert found == [SortOrder.BEST, SortOrder.NEWEST]


@pytest.mark.parametrize("pane", [Pane.FEEDS, Pane.HEADLINES, Pane.ARTICLE])
def test_a_list_is_narrowed_with_the_article_under_the_cursor_kept(desk: Desk, pane: Pane) -> None:
    desk.library.mark_read([1, 2])
    desk.rows.go(6)
    desk.layout.focused_pane = pane
    desk.do.lists.filter("unread")
    assert desk.session.filter == ArticleFilter(unread=True) and desk.rows.count == 10
    assert desk.rows.current and desk.rows.current.id == 7
    assert desk.layout.focused_pane is (Pane.FEEDS if pane is Pane.FEEDS else Pane.HEADLINES)
    desk.rows.go(0)
    desk.do.lists.filter("saved")
    assert desk.session.filter == ArticleFilter(saved=True) and desk.rows.count == 0
    assert "Nothing saved yet" in desk.rows.empty_text


def test_density_and_stories_are_remembered(desk: Desk) -> None:
    for kept, said in (("compact", "A headline a line."), ("comfortable", "Headlines in full.")):
        desk.do.lists.toggle_density()
        assert desk.library.state("density") == kept and desk.hears() == [said]
    for kept, said in (("off", "Stories not grouped."), ("on", "Stories grouped.")):
        desk.do.lists.toggle_stories()
        assert desk.library.state("group_stories") == kept and desk.hears() == [said]


def test_what_was_said_of_a_search_is_over_with_it(desk: Desk) -> None:
    desk.do.search.show("titre:titre", ArticleFilter())
    assert desk.said[0].startswith("12 results")
    desk.do.lists.open(ArticleFilter())
    assert desk.said == []


def test_counts_are_read_anew_and_the_feeds_stand_on_the_list_that_is_shown_at_first_or_when_wanted(
    desk: Desk,
) -> None:
    assert desk.feeds.current and desk.feeds.current.title == "All articles"
    desk.do.lists.open(ArticleFilter(saved=True))
    desk.do.lists.refresh_counts()
    assert desk.feeds.current.title == "All articles"
    desk.do.lists.refresh_counts(at_shown=True)
    assert desk.feeds.current.title == "Saved for later"
    desk.library.mark_read([1, 2, 3])
    desk.session.last_visit = int(NOW.timestamp()) - 10
    desk.do.lists.refresh_counts()
    assert [(entry.title, entry.unread) for entry in desk.feeds.entries[:3]] == [
        ("All articles", 9),
        ("New since last time", 9),
        ("Saved for later", 0),
    ]
    assert desk.layout.titles[Pane.FEEDS] == "9 unread"


def test_rows_are_taken_in_where_they_belong(desk: Desk) -> None:
    small(desk.library.path, 14)
    desk.library.mark_read([3])
    desk.rows.total = 0
    desk.do.lists.refresh_rows()
    assert desk.rows.count == 14 and desk.rows.total == 14
    assert [row.id for row in desk.rows.loaded.headlines if row.read] == [3]
    desk.do.lists.filter("unread")
    assert desk.rows.total == 13
    desk.library.mark_read([4])
    desk.do.lists.refresh_rows()
    assert desk.rows.total == 13 and desk.rows.count == 13, "what has been read stays, and the count with it"
    desk.do.lists.reload()
    assert desk.rows.count == 12


def test_an_empty_list_that_fills_shows_its_first_article(library_file: Path) -> None:
    Library(library_file).close()
    desk = Desk(library_file)
    assert desk.page.opened is None and "prepared" in desk.rows.empty_text
    small(library_file, 1)
    desk.do.lists.refresh_rows()
    assert desk.page.opened is not None
    small(library_file, 2)
    desk.page.open(None)
    desk.do.lists.refresh_rows()
    assert desk.page.opened is None and desk.rows.count == 2
    desk.library.close()


def test_what_articles_say_is_shown_first_where_one_looks(library_file: Path) -> None:
    fill(library_file, PASSAGES + 5)
    desk = Desk(library_file)
    desk.do.search.show("numéro", ArticleFilter())
    assert len(desk.rows.passages) == PASSAGES
    desk.rest()
    assert len(desk.rows.passages) == PASSAGES + 5
    desk.do.search.show("numéro", ArticleFilter(unread=True))
    desk.do.lists.open(ArticleFilter())
    desk.rest()
    assert desk.rows.passages == {}
    desk.library.close()


def test_a_story_is_unfolded_and_said_and_so_are_the_same_texts_elsewhere(desk: Desk) -> None:
    desk.do.lists.toggle_story()
    assert desk.hears() == ["No other article on this story."]
    desk.library._store.database.write("UPDATE article SET duplicate_of = 1 WHERE id IN (2, 3)")
    desk.do.lists.reload()
    desk.do.lists.toggle_story()
    assert desk.hears() == ["Same text from other outlets."] and desk.rows.titles[:3] == [
        "Titre 0",
        "Titre 1",
        "Titre 2",
    ]
    desk.do.lists.toggle_story()
    assert desk.rows.titles[:2] == ["Titre 0", "Titre 3"]
    # In the list of a feed each stands by itself anyway.
    desk.do.lists.open(ArticleFilter(feed=1))
    desk.rows.go(0)
    desk.hears()
    desk.do.lists.toggle_story()
    assert desk.hears() == ["No other article on this story."] and desk.rows.count == 12


def test_only_news_are_grouped(library_file: Path) -> None:
    with closing(Store(library_file)) as store:
        feed, _new = store.feeds.add("https://x.example/f.rss", "Essai")
        for n, outlet in enumerate(("Le Fanal", "La Houle", "Le Quai")):
            title = "Le pont suspendu de Port-Lison rouvre après trois ans de travaux"
            article = an_article(n, title=title, outlet=outlet, published=NOW - timedelta(minutes=n))
            store.articles.put_entry(feed, article, "s", NOW)
    desk = Desk(library_file)
    counts = []
    for wanted in (
        ArticleFilter(),
        ArticleFilter(unread=True),
        ArticleFilter(feed=1),
        ArticleFilter(saved=True),
        ArticleFilter(order=SortOrder.OLDEST),
    ):
        desk.do.lists.open(wanted)
        counts.append(desk.rows.count)
    assert counts == [1, 1, 3, 0, 3]
    desk.do.lists.open(ArticleFilter())
    desk.do.lists.toggle_story()
    assert desk.rows.count == 3 and desk.hears()[-1].startswith("3 articles on this story (")
    desk.do.lists.toggle_stories()
    assert desk.rows.count == 3
    desk.do.search.show("titre:pont", ArticleFilter())
    assert desk.rows.count == 3
    desk.library.close()
