"""The line that asks for words, alone."""

import asyncio
from threading import Event

import pytest
from textual.app import App
from textual.widgets import Input

from newsreader.tui.screens import asking
from newsreader.tui.screens.asking import AskScreen


@pytest.mark.parametrize(("adds", "line"), [(False, "quai"), (True, "le portquai")])
async def test_what_is_typed_takes_the_place_of_what_was_there_or_comes_after_it(adds: bool, line: str) -> None:
    answers: list[str | None] = []
    app: App[None] = App()
    async with app.run_test() as pilot:
        app.push_screen(AskScreen("a name", "le port", adds=adds), answers.append)
        await pilot.pause()
        assert app.screen.query_one(Input).border_title == "a name"
        await pilot.press(*"quai", "enter")
    assert answers == [line]


async def test_keys_after_tab_do_not_wait_for_a_completion_that_does_not_come(monkeypatch: pytest.MonkeyPatch) -> None:
    answers, answered = Event(), Event()

    def complete(begun: str) -> str:
        answers.wait(10)
        answered.set()
        return f"{begun}/rade.opml"

    monkeypatch.setattr(asking, "PATIENCE", 0.05)
    app: App[None] = App()
    async with app.run_test() as pilot:
        app.push_screen(AskScreen("a file", complete=complete))
        await pilot.pause()
        await pilot.press(*"port", "tab", "s")
        line = app.screen.query_one(Input)
        assert line.value == "ports"
        answers.set()
        await asyncio.to_thread(answered.wait, 10)
        await pilot.pause()
        assert line.value == "ports"  # the answer was for another line
        await pilot.press("tab")
        await pilot.pause()
        assert line.value == "ports/rade.opml"


async def test_a_line_longer_than_the_screen_shows_where_one_types() -> None:
    app: App[None] = App()
    async with app.run_test(size=(40, 10)) as pilot:
        app.push_screen(AskScreen("a name"))
        await pilot.pause()
        await pilot.press(*"les ports de la mer du Nord et de la Manche", "space", *"rouvrent")
        await pilot.pause()
        assert "rouvrent" in line_of(app) and "les ports" not in line_of(app)
        await pilot.press("home")
        await pilot.pause()
        assert "les ports" in line_of(app)


def line_of(app: App[None]) -> str:
    line = app.screen.query_one(Input)
    return "\n".join(strip.text for strip in line.render_lines(line.outer_size.region))
