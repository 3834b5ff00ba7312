"""A screen that is drawn where it changed, and written where something else stood, looks as Textual alone draws it."""

import random
from pathlib import Path

import pyte
import pytest
from textual._compositor import Compositor, CompositorUpdate
from textual.geometry import Region
from textual.screen import Screen
from textual.widgets import Input

from tests.tui.reader import Reader, fill, opened

#: What moves, scrolls, opens, lays over and changes the looks of everything.
KEYS = (
    *("j", "j", "ctrl+f", "G", "k", "enter", "comma", "space", "z", "z", "apostrophe", "j", "tab", "q", "q"),
    *(
        "question_mark",
        "j",
        "escape",
        "T",
        "h",
        "j",
        "enter",
        "1",
        "slash",
        "t",
        "i",
        "escape",
        "c",
        "j",
        "q",
        "p",
        "q",
    ),
)


class Cells:
    """What a terminal shows of what is written to it."""

    def __init__(self, columns: int, rows: int) -> None:
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.Stream(self._screen)

    def write(self, escapes: str) -> None:
        self._stream.feed(escapes)

    def resize(self, columns: int, rows: int) -> None:
        """As a terminal does that fills what is new with what it likes."""
        self._screen.resize(rows, columns)
        for y in range(rows):
            self.write(f"\x1b[{y + 1};1H" + "?" * (columns - 1))

    @property
    def shown(self) -> list[list[tuple[object, ...]]]:
        rows, columns = self._screen.lines, self._screen.columns
        return [[tuple(self._screen.buffer[y][x]) for x in range(columns)] for y in range(rows)]


def drawn_by_textual(reader: Reader) -> list[list[tuple[object, ...]]]:
    """The screen as it is, drawn as a whole."""
    cells = Cells(*reader.app.size)
    compositor = reader.app.screen._compositor
    cells.write(Compositor.render_full_update(compositor).render_segments(reader.app.console))
    return cells.shown


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Cells:
    """The terminal of a reader of 120 by 36 cells, which has none in tests."""
    cells = Cells(120, 36)

    def display(self: object, _screen: Screen[object], update: object) -> None:
        if isinstance(update, CompositorUpdate):
            cells.write(update.render_segments(self.console))  # type: ignore[attr-defined]

    monkeypatch.setattr("textual.app.App._display", display)
    monkeypatch.setattr(Input, "cursor_blink", False)  # it would change between a frame and a look
    return cells


async def test_after_every_key_the_terminal_shows_what_there_is(library_file: Path, written: Cells) -> None:
    fill(library_file, count=30)
    async with opened(library_file) as reader:
        for key in KEYS:
            await reader.press(key)
            assert written.shown == drawn_by_textual(reader), key


@pytest.mark.parametrize("keys", [(), ("slash", "t", "i")])
async def test_a_terminal_of_another_size_is_written_anew(
    library_file: Path, written: Cells, keys: tuple[str, ...]
) -> None:
    fill(library_file)
    async with opened(library_file) as reader:
        await reader.press(*keys)
        for columns, rows in ((100, 30), (70, 20), (130, 40)):
            written.resize(columns, rows)
            await reader.pilot.resize_terminal(columns, rows)
            await reader.settled()
            assert written.shown == drawn_by_textual(reader), columns


async def test_any_part_of_the_screen_can_change(library_file: Path, written: Cells) -> None:
    fill(library_file)
    async with opened(library_file) as reader:
        chance, compositor = random.Random(7), reader.screen._compositor
        compositor.forget_written()
        for _time in range(40):
            written.write("\x1b[2J")
            compositor.forget_written()
            places = [(chance.randrange(110), chance.randrange(34)) for _place in range(chance.randint(1, 4))]
            changed = {Region(x, y, chance.randint(1, 120 - x), chance.randint(1, 36 - y)) for x, y in places}
            compositor._dirty_regions = set(changed)
            update = compositor.render_partial_update()
            assert update
            written.write(update.render_segments(reader.app.console))
            whole = drawn_by_textual(reader)
            for region in changed:
                for y in region.line_range:
                    assert written.shown[y][region.x : region.right] == whole[y][region.x : region.right]


async def test_a_hidden_pane_that_changes_below_a_dialog_is_not_looked_at_for_ever(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file, (80, 24)) as reader:
        await reader.press("question_mark")
        assert not reader.screen.feeds.region
        reader.screen.feeds.refresh()
        await reader.heard()
        reader.screen._on_timer_update()
        assert not reader.screen._dirty_widgets
