"""A sheet over the screen, alone in an app of its own."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Static

from newsreader.config import Config
from newsreader.tui import key_names
from newsreader.tui.keymap import keymap
from newsreader.tui.widgets.row_list import RowList


class Sheets(App[None]):
    """Nothing, over which a sheet is shown; remembers what that gives."""

    ENABLE_COMMAND_PALETTE = False
    CSS = "RowList { height: 10; overflow-x: hidden; } #help-keys, #sheet { height: 12; }"

    def __init__(self) -> None:
        super().__init__()
        self.given: list[Any] = []


@asynccontextmanager
async def shown(screen: Screen[Any], size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[None]]:
    key_names.use(keymap(Config()))
    app = Sheets()
    async with app.run_test(size=size) as pilot:
        app.push_screen(screen, app.given.append)
        await pilot.pause()
        yield pilot


async def given_by(*cases: tuple[Screen[Any], Sequence[str]]) -> list[Any]:
    """What sheets give after these keys, one shown after the other."""
    (first, keys), *others = cases
    async with shown(first) as pilot:
        await pilot.press(*keys)
        for screen, more in others:
            pilot.app.push_screen(screen, given(pilot).append)
            await pilot.pause()
            await pilot.press(*more)
        await pilot.pause()
        return given(pilot)


def given(pilot: Pilot[None]) -> list[Any]:
    assert isinstance(pilot.app, Sheets)
    return pilot.app.given


def words(rows: RowList, width: int = 40) -> list[str]:
    """What the rows of a list say, one string a line."""
    return ["".join(text for text, _look in line) for index in range(rows.count) for line in rows.row(index, width)]


def text_of(pilot: Pilot[None]) -> list[str]:
    return str(pilot.app.screen.query_one("#sheet-text", Static).content).split("\n")
