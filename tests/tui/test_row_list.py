"""A list of rows of several heights: where the cursor goes by key and mouse, and what stays where it is."""

from collections.abc import Callable

from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.scrollbar import ScrollBar

from newsreader.tui.widgets.row_list import RowList
from newsreader.tui.widgets.row_painter import Row
from newsreader.tui.widgets.row_tops import RowTops


class Rows(RowList, can_focus=True):
    """Rows of one line, each fifth of two with a heading above."""

    def __init__(self, count: int) -> None:
        super().__init__("rows")
        self.names = [f"rang {n}" for n in range(count)]
        self.tall = 5

    @property
    def count(self) -> int:
        return len(self.names)

    def heights(self, width: int) -> list[int]:
        return [1 + self.head_of(n) for n in range(self.count)]

    def head_of(self, index: int) -> int:
        return int(index % self.tall == 0)

    def row(self, index: int, width: int) -> Row:
        rows: Row = [[("tête", ("heading",))]] if self.head_of(index) else []
        return [*rows, [(self.names[index], ("unread",))]]


class RowsApp(App[None]):
    """The list, ten lines high, and what it says."""

    CSS = "Rows { height: 10; width: 20; overflow-x: hidden; }"

    def __init__(self, rows: Rows) -> None:
        super().__init__()
        self.rows = rows
        self.said: list[tuple[str, int]] = []
        self.before: Callable[[], object] = lambda: None

    def compose(self) -> ComposeResult:
        yield self.rows

    def on_mount(self) -> None:
        self.before()

    def on_row_list_highlighted(self, message: RowList.Highlighted) -> None:
        self.said.append(("at", message.index))

    def on_row_list_selected(self, message: RowList.Selected) -> None:
        self.said.append(("open", message.index))


def lines(rows: Rows) -> list[str]:
    rows.painter.begin(is_focused=True)
    return [rows.render_line(y).text.rstrip() for y in range(10)]


def test_the_line_of_a_row_and_the_row_of_a_line() -> None:
    tops = RowTops([2, 1, 3])
    assert [tops.of(n) for n in range(-1, 5)] == [0, 0, 2, 3, 6, 6] and [tops.height(n) for n in range(3)] == [2, 1, 3]
    assert [tops.row_at(line) for line in range(7)] == [(0, 0), (0, 1), (1, 0), (2, 0), (2, 1), (2, 2), (3, 0)]
    assert RowTops().of(3) == 0


async def test_pages_and_half_pages_leave_a_row_in_sight() -> None:
    rows = Rows(40)
    async with RowsApp(rows).run_test() as pilot:
        await pilot.pause()
        steps = []
        for how in ("down", "page_down", "half_down", "up", "half_up", "page_up", "bottom", "down", "top", "up"):
            rows.action_move(how)
            steps.append(rows.cursor)
        assert steps == [1, 9, 12, 11, 8, 1, 39, 39, 0, 0]
        assert rows.scroll_offset.y == 0 and rows.line == 0
        rows.action_move("bottom")
        assert rows.line == 9 and lines(rows)[-1] == ">rang 39"


async def test_the_cursor_is_drawn_below_the_heading_and_short_lists_end_in_nothing() -> None:
    rows = Rows(3)
    async with RowsApp(rows).run_test() as pilot:
        await pilot.pause()
        assert lines(rows) == [" tête", ">rang 0", " rang 1", " rang 2", *[""] * 6]
        rows.go(2)
        assert lines(rows) == [" tête", " rang 0", " rang 1", ">rang 2", *[""] * 6]
        rows.names, rows.empty_text = [], "Rien ici."
        rows.rows_changed()
        assert lines(rows) == ["", "  Rien ici.", *[""] * 8]
        rows.empty_text = "Rien ici : a ajoute un journal."
        assert lines(rows) == ["", "  Rien ici : a", "  ajoute un", "  journal.", *[""] * 6]


async def test_one_click_goes_to_a_row_and_another_opens_it() -> None:
    rows = Rows(30)
    app = RowsApp(rows)
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.click(rows, offset=(3, 3))
        await pilot.pause()
        assert rows.cursor == 2 and app.said == [("at", 2)] and rows.has_focus
        await pilot.click(rows, offset=(3, 3))
        await pilot.click(rows, offset=(3, 6))  # a heading
        await pilot.pause()
        assert app.said == [("at", 2), ("open", 2)] and rows.cursor == 2
        rows.go(20, quiet=True)
        await pilot.pause()
        assert app.said[-1] == ("open", 2)
        top = rows.scroll_offset.y
        await pilot.click(rows, offset=(3, 4))
        assert rows.cursor == rows.tops.row_at(top + 4)[0] != 20


async def test_a_click_below_the_last_row_is_nothing() -> None:
    rows = Rows(3)
    app = RowsApp(rows)
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.click(rows, offset=(3, 4))
        await pilot.click(rows, offset=(3, 8))
        await pilot.pause()
        assert app.said == [] and rows.cursor == 0


async def test_what_comes_in_above_moves_nothing_on_the_screen() -> None:
    rows = Rows(40)
    async with RowsApp(rows).run_test() as pilot:
        await pilot.pause()
        rows.tall = 99
        rows.go(15)
        rows.rows_changed()
        before, line = lines(rows), rows.line
        rows.names = ["neuf 1", "neuf 2", *rows.names]
        rows.rows_changed(2)
        assert rows.cursor == 17 and rows.line == line and lines(rows) == before
        rows.names = rows.names[:4]
        rows.rows_changed()
        assert rows.cursor == 3


async def test_rows_that_grow_leave_that_of_the_cursor_where_it_is() -> None:
    rows = Rows(60)
    async with RowsApp(rows).run_test() as pilot:
        await pilot.pause()
        rows.go(30)
        rows.go(26)
        line = rows.line
        rows.tall = 2
        rows.rows_changed(hold_cursor=True)
        assert rows.line == line and rows.cursor == 26
        rows.put(40, 4)
        assert (rows.cursor, rows.line) == (40, 4)
        rows.put(99, 4)
        assert (rows.cursor, rows.line) == (59, 9)


async def test_a_row_put_before_there_is_a_screen_stands_there_once_there_is() -> None:
    rows = Rows(40)
    app = RowsApp(rows)
    app.before = lambda: rows.put(20, 3)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert (rows.cursor, rows.line) == (20, 3)


async def test_a_page_up_goes_as_far_as_a_page_down() -> None:
    rows = Rows(60)
    rows.tall = 99
    async with RowsApp(rows).run_test() as pilot:
        await pilot.pause()
        rows.go(20)
        for how, there in (("page_down", 29), ("page_up", 20), ("half_down", 24), ("half_up", 20)):
            rows.action_move(how)
            assert rows.cursor == there
        rows.go(5)
        rows.action_move("page_up")
        assert rows.cursor == 0


async def test_the_scroll_bar_looks_as_textual_draws_it_and_is_dragged_like_it() -> None:
    rows = Rows(200)
    async with RowsApp(rows).run_test() as pilot:
        await pilot.pause()
        bar = rows.vertical_scrollbar
        for index in (0, 3, 77, 199):
            rows.go(index)
            await pilot.pause()
            whole = bar.size.region
            drawn, known = bar.render_lines(whole), ScrollBar.render_lines(bar, whole)
            assert [line.text for line in drawn] == [line.text for line in known]
            for line, known_line in zip(drawn, known, strict=True):
                ours, theirs = next(iter(line)), next(iter(known_line))
                assert ours.style and theirs.style
                assert (ours.style.meta, ours.style.reverse) == (theirs.style.meta, theirs.style.reverse)
                if ours.text.strip() or ours.style.reverse:
                    assert ours.style.color == theirs.style.color
                if ours.text.strip() or not ours.style.reverse:
                    assert ours.style.bgcolor == theirs.style.bgcolor
        assert bar.render_lines(Region(0, 8, bar.size.width, 2)) == drawn[8:]
        await pilot.mouse_down(bar, offset=(0, 9))
        await pilot.hover(bar, offset=(0, 0))
        await pilot.mouse_up(bar, offset=(0, 0))
        await pilot.pause()
        assert rows.scroll_offset.y < 100
