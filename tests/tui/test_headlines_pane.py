"""The list of headlines alone on the screen: what stays where it is, what is said of the place, when more is wanted."""

from dataclasses import replace
from datetime import timedelta

import pytest
from textual.actions import SkipAction

from newsreader.library.stories import Story
from newsreader.model.article_filter import SortOrder
from newsreader.model.feed import Headline
from newsreader.tui.messages import Notice
from newsreader.tui.panes.headlines import HeadlinesPane
from tests.tui.test_panes import NOW, PaneApp
from tests.tui.test_panes import headline as undated


class ListApp(PaneApp):
    """The list, ten lines high and forty cells wide, and when it wanted more."""

    CSS = "#headlines { height: 10; width: 40; overflow-x: hidden; }"

    def __init__(self, pane: HeadlinesPane) -> None:
        super().__init__(pane)
        self.heard: list[str] = []

    def on_headlines_pane_more_wanted(self, _message: HeadlinesPane.MoreWanted) -> None:
        self.heard.append("more")

    def on_headlines_pane_opened(self, message: HeadlinesPane.Opened) -> None:
        self.heard.append(f"open {message.article}")

    def on_headlines_pane_rested(self, _message: HeadlinesPane.Rested) -> None:
        self.heard.append("rested")


def headline(number: int, **more: object) -> Headline:
    """One that is the older the greater its number."""
    when = NOW - timedelta(minutes=number)
    return replace(undated(number), when=when, key=(int(when.timestamp()), number), **more)  # type: ignore[arg-type]


def stories(*numbers: int) -> list[Story]:
    return [Story(headline(n), ()) for n in numbers]


def a_pane() -> HeadlinesPane:
    return HeadlinesPane(lambda: NOW)


def lines(pane: HeadlinesPane) -> list[str]:
    pane.painter.begin(is_focused=True)
    return [pane.render_line(y).text.rstrip() for y in range(10)]


async def test_which_article_of_how_many_is_said_those_folded_away_included() -> None:
    pane = a_pane()
    async with ListApp(pane).run_test():
        assert pane.position_text == "" and pane.current is None
        pane.show([Story(headline(1), (headline(8), headline(9))), *stories(2, 3)], more=False)
        assert pane.position_text == "1/5"
        pane.go(1)
        assert pane.position_text == "4/5"
        pane.go(0)
        pane.fold()
        pane.go(1)
        assert pane.position_text == "2/5" and pane.count == 5
        pane.total = 40
        assert pane.position_text == "2/40"
        pane.show(stories(1, 2), more=True)
        assert pane.position_text == "1/…"
        pane.total = 7
        assert pane.position_text == "1/7"


async def test_news_hold_what_is_on_the_screen_and_stand_on_top_at_the_very_top() -> None:
    pane = a_pane()
    async with ListApp(pane).run_test() as pilot:
        pane.show(stories(*range(10, 50)), more=False)
        await pilot.pause()
        pane.update([headline(5)])
        assert pane.cursor == 0 and pane.current and pane.current.id == 5
        pane.go(20)
        line, before = pane.line, lines(pane)
        pane.update([headline(1), headline(2)])
        assert pane.current and pane.current.id == 29 and pane.line == line and lines(pane) == before
        pane.update([headline(60)])
        assert pane.cursor == 22 and pane.line == line
        pane.update([replace(headline(29), read=True)])
        assert pane.current.id == 29 and pane.current.read
        # The cursor on the first row, but the list scrolled on: what is seen holds still, too.
        pane.show(stories(*range(10, 50)), more=False)
        await pilot.pause()
        pane.scroll_to(y=6, animate=False, immediate=True)
        before = lines(pane)
        pane.update([headline(1)])
        assert lines(pane) == before and pane.current and pane.current.id == 10


async def test_more_is_wanted_before_the_end_of_what_is_loaded() -> None:
    pane = a_pane()
    app = ListApp(pane)
    async with app.run_test() as pilot:
        for more, at, wants in ((True, 39, False), (True, 40, False), (True, 41, True), (False, 99, False)):
            pane.show(stories(*range(100)), more=more)
            await pilot.pause()
            app.heard.clear()
            pane.go(at, quiet=True)
            await pilot.pause()
            assert ("more" in app.heard) is wants, at


async def test_what_is_looked_after_reaches_fifty_rows_beyond_the_screen() -> None:
    pane = a_pane()
    async with ListApp(pane).run_test() as pilot:
        pane.show(stories(*range(300)), more=False)
        await pilot.pause()
        assert pane.window() == list(range(60))
        pane.put(150, 0)
        top = pane.tops.row_at(pane.scroll_offset.y)[0]
        assert pane.window()[0] == top - 50 and pane.window()[-1] == top + 59


async def test_rows_are_chosen_one_by_one_and_all_at_once() -> None:
    pane = a_pane()
    app = ListApp(pane)
    async with app.run_test() as pilot:
        with pytest.raises(SkipAction):
            pane.action_back()
        pane.action_select()
        pane.show(stories(1, 2, 3), more=False)
        chosen = []
        for act in (pane.action_select, pane.action_select, pane.action_select_all, pane.action_select_all):
            act()
            chosen.append((set(pane.chosen), pane.cursor))
        assert chosen == [({1}, 1), ({1, 2}, 2), ({1, 2, 3}, 2), (set(), 2)]
        pane.action_select()
        pane.action_select()
        assert pane.chosen == set() and pane.cursor == 2
        hints = [action for action, _words in pane.hints]
        pane.action_select_all()
        assert [action for action, _words in pane.hints] != hints and "tag" in dict(pane.hints)
        pane.action_back()
        await pilot.pause()
        texts = [message.text.split(" · ")[0] for message in app.said if isinstance(message, Notice)]
        none = "Nothing selected."
        assert texts == [none, "1 selected", "2 selected", "3 selected", none, "1 selected", none, "3 selected", none]


async def test_the_row_under_the_cursor_is_opened_by_the_mouse_and_rests() -> None:
    pane = a_pane()
    app = ListApp(pane)
    async with app.run_test() as pilot:
        pane.action_open()
        pane.show(stories(1, 2, 3), more=False)
        pane.action_open()
        pane.go(1)
        pane.go(2)
        await pilot.pause(0.2)
        assert app.heard == ["open 1", "rested"]


async def test_another_list_begins_at_its_top_without_what_was_chosen_or_found() -> None:
    pane = a_pane()
    async with ListApp(pane).run_test() as pilot:
        pane.show(stories(*range(40)), more=False)
        await pilot.pause()
        pane.go(30)
        pane.total, pane.chosen = 99, {3}
        pane.add_passages({30: ("Un quai de bois", ())})
        pane.show(stories(*range(40, 80)), more=False, order=SortOrder.OUTLET)
        assert (pane.cursor, pane.scroll_offset.y, pane.total, pane.chosen, pane.passages) == (0, 0, 0, set(), {})
        assert pane.loaded.order is SortOrder.OUTLET and pane.count == 40
        pane.append(stories(80, 81, 40), more=True)
        assert pane.count == 42 and pane.loaded.more


async def test_a_row_is_as_high_as_what_it_says() -> None:
    pane = a_pane()
    async with ListApp(pane).run_test() as pilot:
        pane.show([Story(headline(1), (headline(8),)), *stories(2)], more=False)
        await pilot.pause()
        compact = pane.toggle_density()
        assert compact and [pane.tops.height(n) for n in range(2)] == [2, 1], (
            "the first stands below the name of its day"
        )
        pane.add_passages({2: ("Un quai de bois", ((3, 7),))})
        assert pane.tops.height(1) == 2 and "Un quai de bois" in lines(pane)[3]
        pane.fold()
        assert [row.id for row in pane.loaded.headlines] == [1, 8, 2]
        pane.reveal(8)
        assert pane.count == 3
        assert not pane.toggle_density() and pane.tops.height(0) > 2
        pane.fold()
        pane.reveal(8)
        assert pane.count == 3
        pane.replace(replace(headline(2), title="Autre chose"))
        assert "Autre chose" in "\n".join(lines(pane))
