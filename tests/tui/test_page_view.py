"""A page of lines alone on the screen: how far keys scroll it, what comes into sight, what a click and the mouse take."""

from collections.abc import Iterator

import pytest
from textual.app import App, ComposeResult
from textual.geometry import Offset
from textual.message import Message
from textual.pilot import Pilot
from textual.selection import Selection

from newsreader.render.page import Line
from newsreader.render.runs import Run
from newsreader.tui import key_names
from newsreader.tui.widgets.extent import reveal
from newsreader.tui.widgets.first_steps import FirstSteps
from newsreader.tui.widgets.page_slices import END
from newsreader.tui.widgets.page_view import PageView

#: The quotation stands on this line, and the next.
QUOTED = 60
#: More lines than are laid out at once.
MANY = 6000


class Lines(PageView, can_focus=True):
    """As many lines as one wants, each a block of its own."""

    def __init__(self, count: int, quoted: int = QUOTED) -> None:
        super().__init__("lines", 30)
        self.lines, self.quoted = count, quoted

    def lay_out(self, width: int) -> Iterator[Line]:
        for number in range(self.lines):
            mine = 0 if number in (self.quoted, self.quoted + 1) else -1
            yield Line((Run(f"ligne {number} à {width}", (), mine),), "speech" if mine >= 0 else "", number)


class PageApp(App[None]):
    """The page, ten lines high and forty cells wide, and what it says."""

    CSS = "Lines { height: 10; width: 40; overflow-x: hidden; }"

    def __init__(self, page: Lines) -> None:
        super().__init__()
        self.page = page
        self.said: list[Message] = []

    def compose(self) -> ComposeResult:
        yield self.page

    def on_page_view_quotation_clicked(self, message: PageView.QuotationClicked) -> None:
        self.said.append(message)


def text(page: Lines, y: int) -> str:
    return page.render_line(y).text.rstrip()


async def test_keys_scroll_by_a_line_half_a_page_or_a_page_less_two_lines() -> None:
    page = Lines(100)
    async with PageApp(page).run_test() as pilot:
        await pilot.pause()
        tops = []
        for how in ("up", "down", "page_down", "half_down", "up", "half_up", "page_up", "bottom", "down", "top"):
            page.action_move(how)
            tops.append(page.scroll_offset.y)
        assert tops == [0, 1, 9, 13, 12, 8, 0, 91, 91, 0]


async def test_reading_on_ends_with_the_last_line() -> None:
    page = Lines(20)
    async with PageApp(page).run_test() as pilot:
        await pilot.pause()
        assert (page.percent, page.at_end, page.position_text) == (0, False, "0 %")
        page.action_read_on()
        assert page.scroll_offset.y == 8 and page.percent == 73 and not page.at_end
        page.action_read_on()
        assert page.at_end and page.percent == 100
    short = Lines(3)
    async with PageApp(short).run_test() as pilot:
        await pilot.pause()
        assert short.at_end and short.percent == 100


async def test_the_place_stays_at_another_width() -> None:
    page = Lines(100)
    async with PageApp(page).run_test() as pilot:
        await pilot.pause()
        assert page.place() < (0, 0) and page.column == 30
        page.action_move("page_down")
        assert page.place()[0] == 8
        page.set_width(20)
        assert page.column == 20 and page.place()[0] == 8 and "ligne 8 à 20" in text(page, 0)
        page.set_width(99)
        assert page.column == 36  # as wide as there is room beside the shapes
        page.show((40, 0))
        assert page.scroll_offset.y == 40
        page.show()
        assert page.scroll_offset.y == 0


async def test_a_line_is_brought_into_sight_only_where_it_is_not() -> None:
    page = Lines(100)
    async with PageApp(page).run_test() as pilot:
        await pilot.pause()
        tops = []
        for line, above, below in ((7, 3, 2), (8, 3, 2), (50, 3, 2), (47, 3, 2), (46, 2, 2), (1, 3, 2), (6, 3, 3)):
            reveal(page, line, above, below)
            tops.append(page.scroll_offset.y)
        assert tops == [0, 5, 47, 47, 41, 0, 0]


async def test_a_quotation_is_pointed_at_and_clicked() -> None:
    page = Lines(100)
    app = PageApp(page)
    async with app.run_test() as pilot:
        await pilot.pause()
        page.point_at(0)
        assert page.current_quotation == 0 and page.scroll_offset.y == QUOTED - 3
        assert [text(page, y).strip()[0] for y in (2, 3, 4, 5)] == ["l", ">", "┃", "l"]
        page.point_at(-1)
        assert [text(page, y).strip()[0] for y in (3, 4)] == ["│", "│"] and page.scroll_offset.y == QUOTED - 3
        await pilot.click(page, offset=(8, 3))
        await pilot.click(page, offset=(8, 0))
        await pilot.pause()
        assert [type(message) for message in app.said] == [PageView.QuotationClicked] and page.has_focus


async def test_selected_words_come_without_the_margin() -> None:
    page = Lines(100)
    async with PageApp(page).run_test() as pilot:
        await pilot.pause()
        left = (page.size.width - page.column - 2) // 2 + 2
        chosen = Selection(Offset(left + 6, 3), Offset(left + 7, 5))
        assert page.get_selection(chosen) == ("3 à 30\nligne 4 à 30\nligne 5", "\n")


async def test_below_the_last_line_there_is_nothing() -> None:
    page = Lines(2)
    async with PageApp(page).run_test() as pilot:
        await pilot.pause()
        assert [text(page, y).strip() for y in range(4)] == ["ligne 0 à 30", "ligne 1 à 30", "", ""]


async def whole(page: Lines, pilot: Pilot[None]) -> None:
    """Until all of the page is laid out."""
    while not page.page.is_whole:
        await pilot.pause(0.01)


async def test_a_long_page_is_laid_out_a_slice_at_a_time_and_its_end_is_waited_for() -> None:
    page = Lines(MANY)
    async with PageApp(page).run_test() as pilot:
        page.show()
        first = len(page.page.lines)
        assert 10 < first < MANY and not page.at_end
        page.action_move("bottom")
        assert page.scroll_offset.y == page.max_scroll_y < MANY - 10 and page.place() == END
        await whole(page, pilot)
        assert page.at_end and page.scroll_offset.y == MANY + 1 - 10 and page.slices.awaited is None
        page.show()
        page.action_move("bottom")
        page.action_move("up")
        assert page.slices.awaited is None, "whoever moves on does not want the end any more"
        top = page.scroll_offset.y
        await whole(page, pilot)
        assert page.scroll_offset.y == top


async def test_a_place_far_down_is_gone_to_once_it_is_there_or_at_the_next_key() -> None:
    page = Lines(MANY)
    async with PageApp(page).run_test() as pilot:
        page.show((4000, 0))
        assert page.scroll_offset.y == 0 and page.place() == (4000, 0)
        page.action_move("down")
        assert page.scroll_offset.y == 4001 and page.slices.awaited is None
        page.show((5000, 0))
        await whole(page, pilot)
        assert page.scroll_offset.y == 5000 and page.place() == (5000, 0)
        page.show((5000, 0))
        page.action_move("top")
        await whole(page, pilot)
        assert page.scroll_offset.y == 0


async def test_a_quotation_far_down_is_laid_out_when_it_is_pointed_at() -> None:
    page = Lines(MANY, 5000)
    async with PageApp(page).run_test() as pilot:
        page.show()
        page.point_at(-1)
        assert len(page.page.lines) < 5000
        page.point_at(0)
        assert page.scroll_offset.y == 5000 - 3 and len(page.page.lines) < MANY
        page.show()
        assert page.slices.line_of(5500, 0) == 5500 and 5500 < len(page.page.lines) < MANY
        page.slices.until()
        assert page.page.is_whole
        await pilot.pause()


class Steps(App[None]):
    """The first keys."""

    def compose(self) -> ComposeResult:
        yield FirstSteps()


@pytest.mark.parametrize(("width", "count"), [(59, 1), (60, 2), (120, 2)])
async def test_the_first_keys_stand_on_two_lines_where_there_is_room(width: int, count: int) -> None:
    key_names.use({"open": "enter", "help": "question_mark", "subscribe": "a"})
    async with Steps().run_test(size=(width, 10)) as pilot:
        lines = str(pilot.app.query_one(FirstSteps).render()).split("\n")
        assert len(lines) == count and "all keys" in lines[-1] and ("Le Monde" in lines[-1]) is (count == 2)
        key_names.use({"open": "enter", "help": "question_mark"})
        assert "Le Monde" not in str(pilot.app.query_one(FirstSteps).render())
