"""What of a session is kept while the reader is open and when it is left, and what of it stands again."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from newsreader.model.article_filter import ArticleFilter, SortOrder
from newsreader.store.store import Store
from newsreader.tui.controllers.session import KEPT
from newsreader.tui.layout import Pane
from newsreader.tui.services.lessons import Lessons
from newsreader.tui.session import Cursor, SavedSession
from tests.tui.reader import fill
from tests.tui.without_screen import ReaderWithoutScreen, done

UNREAD = ArticleFilter(unread=True)


@pytest.fixture
def reader(library_file: Path) -> Iterator[ReaderWithoutScreen]:
    fill(library_file, 3)
    reader = ReaderWithoutScreen(library_file)
    yield reader
    reader.library.close()


def kept(reader: ReaderWithoutScreen) -> SavedSession:
    return SavedSession.from_json(reader.library.state(KEPT))


@pytest.mark.parametrize(
    ("opened", "pane", "side", "zen", "saved"),
    [
        (0, Pane.HEADLINES, None, False, (0, Pane.HEADLINES, None, False)),
        (2, Pane.HEADLINES, Pane.COMMENTS, False, (0, Pane.HEADLINES, None, False)),
        (2, Pane.FEEDS, None, False, (0, Pane.FEEDS, None, False)),
        (2, Pane.ARTICLE, None, True, (2, Pane.ARTICLE, None, True)),
        (2, Pane.ARTICLE, Pane.QUOTES, False, (2, Pane.ARTICLE, Pane.QUOTES, False)),
        (2, Pane.COMMENTS, Pane.COMMENTS, False, (2, Pane.COMMENTS, Pane.COMMENTS, False)),
        (0, Pane.ARTICLE, Pane.QUOTES, False, (0, Pane.HEADLINES, None, False)),
    ],
)
def test_what_is_left_is_the_article_that_is_read_with_what_is_beside_it_or_the_list(
    reader: ReaderWithoutScreen, opened: int, pane: Pane, side: Pane | None, zen: bool, saved: tuple[Any, ...]
) -> None:
    reader.session.open_article = opened
    reader.layout.focused_pane, reader.layout.side, reader.layout.zen = pane, side, zen
    reader.do.session.leave()
    found = kept(reader)
    assert (found.article, found.pane, found.side, found.zen) == saved and found.left


def test_the_list_is_kept_where_it_is_another_one_and_the_article_only_when_one_leaves(
    reader: ReaderWithoutScreen,
) -> None:
    keep = reader.do.session.keep
    done(reader.do.session.restore())
    done(reader.do.reading.open_current())
    reader.layout.focused_pane = Pane.ARTICLE
    done(reader.do.lists.filter("unread"))
    reader.layout.focused_pane, reader.layout.zen = Pane.ARTICLE, True
    keep()
    found = kept(reader)
    assert found.filter.unread and (found.article, found.pane, found.zen, found.left) == (
        0,
        Pane.HEADLINES,
        False,
        False,
    )
    reader.library.set_state(KEPT, "")
    reader.rows.go(2)
    keep()
    assert reader.library.state(KEPT) == "", "the cursor alone is not worth a write"
    reader.session.folded = frozenset({"Mer"})
    keep()
    assert kept(reader).folded == {"Mer"}


@pytest.mark.parametrize(
    ("was_left", "opens", "left"), [(True, False, True), (False, False, False), (False, True, True), (True, True, True)]
)
def test_after_a_crash_one_is_careful_until_an_article_did_no_harm(
    reader: ReaderWithoutScreen, was_left: bool, opens: bool, left: bool
) -> None:
    reader.page.opened, reader.session.open_article = None, 0
    reader.library.set_state(KEPT, SavedSession(left=was_left).to_json())
    done(reader.do.session.restore())
    assert (reader.page.opened is not None) is was_left, "what broke it may be what stood beside the list"
    reader.session.open_article = 1 if opens else 0
    reader.do.session.leave()
    assert kept(reader).left is left


@pytest.mark.parametrize(
    ("saved", "opened", "pane", "side"),
    [
        (SavedSession(), 1, Pane.HEADLINES, None),
        (SavedSession(pane=Pane.FEEDS), 1, Pane.FEEDS, None),
        (SavedSession(article=2, pane=Pane.ARTICLE), 2, Pane.ARTICLE, None),
        (SavedSession(article=2, pane=Pane.ARTICLE, side=Pane.QUOTES), 2, Pane.ARTICLE, Pane.QUOTES),
        (SavedSession(article=2, pane=Pane.COMMENTS, side=Pane.COMMENTS), 2, Pane.COMMENTS, Pane.COMMENTS),
        (SavedSession(article=99, pane=Pane.ARTICLE), 0, Pane.HEADLINES, None),
    ],
)
def test_what_was_left_stands_again(
    reader: ReaderWithoutScreen, saved: SavedSession, opened: int, pane: Pane, side: Pane | None
) -> None:
    reader.page.opened = None
    reader.library.set_state(KEPT, replace(saved, zen=bool(saved.article)).to_json())
    done(reader.do.session.restore())
    assert (reader.page.opened.number if reader.page.opened else 0) == opened
    assert (reader.layout.focused_pane, reader.layout.side) == (pane, side)
    assert reader.layout.zen is (opened == 2)
    assert not kept(reader).left and kept(reader).article == 0, "should it break the reader, it is not shown again"
    if opened == 2:
        assert reader.session.history.current and done(reader.do.visits.step_history(-1)) is None


@pytest.mark.parametrize(
    ("saved", "wanted", "text", "rows"),
    [
        (SavedSession(UNREAD), UNREAD, "", 3),
        (SavedSession(ArticleFilter(feed=1)), ArticleFilter(feed=1), "", 3),
        (SavedSession(ArticleFilter(feed=7)), ArticleFilter(), "", 3),
        (SavedSession(ArticleFilter(feed=7, unread=True)), UNREAD, "", 3),
        (SavedSession(ArticleFilter(folder="Mer")), ArticleFilter(folder="Mer"), "", 0),
        (SavedSession(ArticleFilter(folder="Port")), ArticleFilter(), "", 3),
        (SavedSession(ArticleFilter(since=5)), ArticleFilter(since=1000), "", 3),
        (SavedSession(ArticleFilter(since=0)), ArticleFilter(), "", 3),
        (SavedSession(search_text="titre:2"), ArticleFilter(), "titre:2", 1),
        (SavedSession(search_text="depuis:hiersoir"), ArticleFilter(), "", 3),
    ],
)
def test_of_a_list_what_there_still_is_stands_again(
    reader: ReaderWithoutScreen, saved: SavedSession, wanted: ArticleFilter, text: str, rows: int
) -> None:
    with closing(Store(reader.library.path)) as store:
        store.feeds.add("https://y.example/f.rss", "Autre", "Mer")
    reader.session.last_visit = 1000
    reader.library.set_state(KEPT, saved.to_json())
    done(reader.do.session.restore())
    assert replace(reader.session.filter, query=None) == wanted and reader.session.search_text == text
    assert (reader.session.filter.query is not None) is bool(text) and reader.rows.count == rows


def test_order_cursor_and_folders_stand_again(library_file: Path) -> None:
    fill(library_file, 3)
    reader = ReaderWithoutScreen(library_file, begun=False)
    saved = SavedSession(
        ArticleFilter(order=SortOrder.OLDEST), order=SortOrder.OLDEST, cursor=Cursor(2, 1, 4), folded=frozenset({"Mer"})
    )
    reader.library.set_state(KEPT, saved.to_json())
    done(reader.do.session.restore())
    assert reader.session.order is reader.session.filter.order is SortOrder.OLDEST and reader.session.folded == {"Mer"}
    assert reader.rows.current and reader.rows.current.id == 2 and (reader.rows.cursor, reader.rows.line) == (1, 4)
    assert kept(reader) == saved.while_open()
    reader.library.close()


@pytest.mark.parametrize(
    "broken", ["", "{", "[]", "5", '{"filter": {"neuf": 1}}', '{"pane": "cuisine"}', '{"order": 3}', '{"cursor": 3}']
)
def test_what_cannot_be_understood_is_a_new_session(broken: str) -> None:
    assert SavedSession.from_json(broken) == SavedSession()


def test_a_session_is_read_as_it_was_written() -> None:
    one = SavedSession(
        ArticleFilter(feed=3, unread=True, order=SortOrder.OUTLET),
        "titre:mer",
        SortOrder.OUTLET,
        Cursor(9, 8, 7),
        5,
        Pane.LINKS,
        Pane.LINKS,
        zen=True,
        folded=frozenset({"a", "b"}),
        left=False,
    )
    assert SavedSession.from_json(one.to_json()) == one


# ------------------------------------------------------------ walking the list


@pytest.mark.parametrize(
    ("read", "cursor", "by", "there"),
    [
        ([1], 1, -1, None),
        ([], 1, -1, 0),
        ([2], 0, 1, 2),
        ([3], 1, 1, None),
        ([], 1, 1, 2),
        ([1, 2], 2, -1, None),
    ],
)
def test_the_next_unread_is_looked_for_up_to_the_first_and_the_last_row(
    reader: ReaderWithoutScreen, read: list[int], cursor: int, by: int, there: int | None
) -> None:
    reader.library.mark_read(read)
    reader.do.lists.reload()
    reader.rows.go(cursor)
    reader.hears()
    done(reader.do.navigation.next_unread(by))
    assert reader.rows.cursor == (cursor if there is None else there)
    assert (reader.hears() == ["No more."]) is (there is None)


@pytest.mark.parametrize(
    ("kept_lessons", "left", "hides"), [("", 3, False), ("1", 2, False), ("2", 1, True), ("5", 0, False)]
)
def test_the_first_keys_go_once_three_articles_were_opened(
    reader: ReaderWithoutScreen, kept_lessons: str, left: int, hides: bool
) -> None:
    hidden: list[bool] = []
    lessons = Lessons(reader.library, reader.services.run, lambda: hidden.append(True))
    reader.library.set_state("created", "2026")
    reader.library.set_state("lessons", kept_lessons)
    assert lessons.left() == left
    lessons.learn()
    assert bool(hidden) is hides and lessons.left() == max(0, left - 1)
    reader.library.set_state("created", "")
    assert lessons.left() == 0, "whoever used the library before knows them"
