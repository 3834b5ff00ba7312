"""The line that asks for words, alone."""

import pytest
from textual.app import App
from textual.widgets import Input

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
