"""Work in the background of a screen: what it found is for a screen that is still open."""

from textual.app import App, ComposeResult
from textual.screen import Screen
from textual.widgets import Static

from newsreader.model.errors import NewsreaderError
from newsreader.tui.services.background import BackgroundRunner


class _Sheet(Screen[None]):
    """A screen with so much on it that it takes a while to close."""

    def compose(self) -> ComposeResult:
        """Many things."""
        for number in range(100):
            yield Static(f"line {number}")


async def _heard(close: bool, fails: bool = False) -> list[str]:
    """What a sheet is told of work that ends after it was closed, or while it is open."""

    class Refused(NewsreaderError):
        """What the work raises."""

    def work() -> str:
        if fails:
            raise Refused("refused")
        return "done"

    heard: list[str] = []
    async with App[None]().run_test() as pilot:
        await pilot.app.push_screen(sheet := _Sheet())
        runner = BackgroundRunner(sheet, lambda text, seconds=0.0: heard.append(text))
        runner.run(work, heard.append)
        if close:
            closed = pilot.app.pop_screen()
            await pilot.app.workers.wait_for_complete()
            await closed
        await pilot.app.workers.wait_for_complete()
        runner.close()
    return heard


async def test_a_screen_is_told_of_what_was_done() -> None:
    assert await _heard(close=False) == ["done"]


async def test_a_screen_that_closes_is_told_nothing_any_more() -> None:
    assert await _heard(close=True) == []


async def test_nor_of_an_error() -> None:
    assert await _heard(close=True, fails=True) == []
