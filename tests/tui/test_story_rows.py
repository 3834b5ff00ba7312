"""The rows of a list: stories that fold, pages that follow, and news that moves nothing."""

from dataclasses import replace

from newsreader.library.stories import Story
from newsreader.model.article_filter import SortOrder
from newsreader.model.feed import Headline
from newsreader.tui.story_rows import StoryRows
from tests.tui.test_panes import headline


def alone(*numbers: int) -> list[Story]:
    return [Story(headline(n), ()) for n in numbers]


def story(lead: int, *others: int) -> Story:
    return Story(headline(lead), tuple(headline(n) for n in others))


def shown(stories: list[Story], more: bool = False, order: SortOrder = SortOrder.NEWEST) -> StoryRows:
    rows = StoryRows(order=order)
    rows.append(stories, more)
    return rows


def numbers(rows: StoryRows) -> list[int]:
    return [row.id for row in rows.headlines]


def dated(number: int, day: int, title: str = "Autre") -> Headline:
    return replace(headline(number), key=(day, number), title=title)


def test_a_page_that_comes_twice_doubles_nothing_and_the_last_one_loaded_may_be_folded_away() -> None:
    rows = shown([*alone(9), story(8, 2), *alone(7)], more=True)
    assert numbers(rows) == [9, 8, 7] and rows.more and rows.last == headline(2)
    rows.append(alone(7, 1), more=False)
    assert numbers(rows) == [9, 8, 7, 1] and not rows.more and rows.last == headline(1)


def test_a_story_unfolds_below_its_first_headline_and_folds_from_any_of_them() -> None:
    rows = shown([*alone(9), story(8, 5, 4), *alone(7)])
    assert rows.toggle(9) is None and numbers(rows) == [9, 8, 7]
    assert rows.toggle(8) == story(8, 5, 4) and numbers(rows) == [9, 8, 5, 4, 7] and rows.unfolded == {5, 4}
    assert rows.toggle(4) == story(8, 5, 4) and numbers(rows) == [9, 8, 7] and not rows.unfolded


def test_articles_are_counted_that_are_folded_away_and_once_where_they_are_shown() -> None:
    rows = shown([*alone(9), story(8, 5, 4), *alone(7)])
    assert (rows.count(), rows.count(1), rows.count(2)) == (5, 1, 4)
    rows.toggle(8)
    assert (rows.count(), rows.count(2), rows.count(3)) == (5, 2, 3)


def test_an_article_is_found_in_its_own_row_or_in_its_story() -> None:
    rows = shown([*alone(9), story(8, 5, 4), *alone(7)])
    assert (rows.index_of(7), rows.index_of(4), rows.index_of(3)) == (2, None, None)
    assert (rows.row_of(7), rows.row_of(4), rows.row_of(3)) == (2, 1, None)
    assert rows.reveal(4) and numbers(rows) == [9, 8, 5, 4, 7]
    assert not rows.reveal(4) and not rows.reveal(9) and rows.row_of(4) == 3 and numbers(rows) == [9, 8, 5, 4, 7]


def test_the_same_text_of_other_outlets_stands_with_what_is_there() -> None:
    rows = shown([story(8, 5), *alone(7)])
    rows.add_copies(headline(8), [headline(5), headline(3)])
    rows.add_copies(headline(7), [headline(2)])
    assert [other.id for other in rows.stories[8].others] == [3, 5]
    assert rows.toggle(7) and numbers(rows) == [8, 7, 2]


def test_what_is_on_the_screen_is_told_with_what_is_folded_under_it() -> None:
    rows = shown([*alone(9), story(8, 5, 4), *alone(7, 6)])
    assert list(rows.around(-3, 2)) == [9, 8, 5, 4]
    assert list(rows.around(2, 9)) == [7, 6]


def test_news_come_in_at_their_place_and_say_where() -> None:
    rows = shown(alone(9, 7, 3))
    assert rows.update([headline(8), headline(10), headline(7)]) == [1, 0]
    assert numbers(rows) == [10, 9, 8, 7, 3]
    assert rows.update([headline(1)]) == [5] and numbers(rows)[-1] == 1


def test_what_comes_after_all_that_is_loaded_is_left_to_its_page() -> None:
    rows = shown(alone(9, 7), more=True)
    assert rows.update([headline(1), headline(8)]) == [1] and numbers(rows) == [9, 8, 7]


def test_a_row_says_what_is_new_of_it_and_keeps_its_place_whatever_its_date() -> None:
    rows = shown([*alone(9), story(8, 5), *alone(7)])
    assert rows.update([dated(7, 99, "Corrigé"), dated(5, 99, "Corrigé aussi")]) == []
    assert numbers(rows) == [9, 8, 7] and rows.headlines[2].title == "Corrigé"
    assert rows.stories[8].others[0].title == "Corrigé aussi"
    rows.toggle(8)
    assert rows.update([dated(5, 99, "Encore")]) == []
    assert numbers(rows) == [9, 8, 5, 7] and rows.headlines[2].title == "Encore"


def test_the_oldest_first_is_another_place_for_what_comes_in() -> None:
    rows = shown(alone(3, 7), order=SortOrder.OLDEST)
    assert rows.last == headline(7)
    assert rows.update([headline(5), headline(9)]) == [2, 1] and numbers(rows) == [3, 5, 7, 9]


def test_one_headline_is_replaced_and_no_other() -> None:
    rows = shown(alone(9, 7))
    rows.replace(replace(headline(7), read=True))
    assert [row.read for row in rows.headlines] == [False, True]
