"""The panes alone side by side: which are shown, how wide they are, which has the focus, what the mouse gives them."""

from collections.abc import Mapping

import pytest
from textual.app import App, ComposeResult
from textual.widget import Widget

from newsreader.tui.layout import Pane
from newsreader.tui.widgets.pane_frame import PaneFrame
from newsreader.tui.widgets.pane_layout import LEAST, PaneLayout


class Content(Widget, can_focus=True):
    """What a pane shows; it may want a width."""

    DEFAULT_CSS = "Content { width: 1fr; height: 1fr; }"

    def __init__(self, wanted_width: int = 0) -> None:
        super().__init__()
        self.wanted_width = wanted_width


class PanesApp(App[None]):
    """All panes; the feeds want so many columns."""

    CSS = "PaneFrame { width: 1fr; height: 1fr; }"

    def __init__(self, wanted: int = 0, widths: Mapping[str, int] | None = None) -> None:
        super().__init__()
        contents = {pane: Content(wanted if pane is Pane.FEEDS else 0) for pane in Pane}
        self.contents, self.panes = contents, PaneLayout(contents.__getitem__, widths or {})
        self.widths: list[Mapping[str, int]] = []

    def compose(self) -> ComposeResult:
        yield self.panes

    def on_pane_layout_widths_changed(self, message: PaneLayout.WidthsChanged) -> None:
        self.widths.append(message.widths)

    def seen(self) -> list[Pane]:
        """The panes on the screen, from left to right."""
        shown = [pane for pane in Pane if self.contents[pane].is_attached and self.contents[pane].region.width]
        return sorted(shown, key=lambda pane: self.contents[pane].region.x)

    def has_keys(self) -> Pane | None:
        """The pane whose content has the focus."""
        return next((pane for pane, content in self.contents.items() if content is self.focused), None)


FEEDS, HEADLINES, ARTICLE, QUOTES, LINKS = Pane.FEEDS, Pane.HEADLINES, Pane.ARTICLE, Pane.QUOTES, Pane.LINKS


async def test_a_pane_at_the_side_comes_when_it_is_called_and_goes_with_the_article() -> None:
    app = PanesApp()
    async with app.run_test(size=(200, 20)) as pilot:
        for pane, close, seen, side in (
            (HEADLINES, False, [FEEDS, HEADLINES, ARTICLE], None),
            (QUOTES, False, [FEEDS, HEADLINES, ARTICLE, QUOTES], QUOTES),
            (ARTICLE, False, [FEEDS, HEADLINES, ARTICLE, QUOTES], QUOTES),
            (LINKS, False, [FEEDS, HEADLINES, ARTICLE, LINKS], LINKS),
            (ARTICLE, True, [FEEDS, HEADLINES, ARTICLE], None),
        ):
            app.panes.focus_pane(pane, close_side=close)
            await pilot.pause()
            assert (app.seen(), app.panes.side, app.has_keys()) == (seen, side, pane)
        app.panes.toggle_zen()
        await pilot.pause()
        assert app.seen() == [ARTICLE] and app.panes.has_class("-narrow")
        app.panes.toggle_zen()
        await pilot.pause()
        assert len(app.seen()) == 3 and not app.panes.has_class("-narrow")
        await pilot.resize_terminal(80, 20)
        await pilot.pause()
        assert app.seen() == [ARTICLE]


async def test_the_next_pane_is_one_there_is() -> None:
    app = PanesApp()
    async with app.run_test(size=(200, 20)) as pilot:
        steps = []
        app.panes.focus_pane(HEADLINES)
        for by, skip in ((1, False), (1, False), (-1, False), (-1, False), (-1, True), (-1, True)):
            app.panes.cycle(by, skip)
            steps.append(app.panes.focused_pane)
        assert steps == [ARTICLE, FEEDS, ARTICLE, HEADLINES, FEEDS, HEADLINES]
        app.panes.focus_pane(QUOTES)
        for by in (1, -1):
            app.panes.cycle(by, False)
            steps.append(app.panes.focused_pane)
        assert steps[-2:] == [FEEDS, QUOTES]
        for by in (1, -1):
            app.panes.focus_pane(ARTICLE, close_side=True)
            app.panes.cycle(by, True)
            steps.append(app.panes.focused_pane)
        assert steps[-2:] == [FEEDS, FEEDS], "what is gone is not counted from"
        await pilot.pause()


async def test_the_mouse_gives_a_pane_the_focus() -> None:
    app = PanesApp()
    async with app.run_test(size=(200, 20)) as pilot:
        app.panes.focus_pane(HEADLINES)
        await pilot.pause()
        await pilot.click(app.contents[FEEDS])
        await pilot.pause()
        assert app.panes.focused_pane is FEEDS


async def test_what_is_put_off_is_done_once_its_pane_comes_and_the_last_of_it_only() -> None:
    app = PanesApp()
    async with app.run_test(size=(200, 20)) as pilot:
        await pilot.pause()
        done: list[str] = []
        app.panes.once_shown(ARTICLE, lambda: done.append("at once"))
        app.panes.once_shown(QUOTES, lambda: done.append("before"))
        app.panes.once_shown(QUOTES, lambda: done.append("later"))
        assert done == ["at once"]
        for _time in range(2):
            app.panes.focus_pane(QUOTES)
            assert done == ["at once", "later"]
        app.panes.focus_pane(ARTICLE, close_side=True)
        app.panes.once_shown(QUOTES, lambda: done.append("hidden"))
        assert len(done) == 2


@pytest.mark.parametrize(("wanted", "width", "columns"), [(10, 180, 24), (40, 180, 40), (90, 180, 60), (90, 162, 54)])
async def test_a_pane_is_as_wide_as_its_content_wants_within_reason(wanted: int, width: int, columns: int) -> None:
    app = PanesApp(wanted)
    async with app.run_test(size=(width, 20)) as pilot:
        app.panes.focus_pane(HEADLINES)
        await pilot.pause()
        assert app.panes.region_of(FEEDS) == (0, columns)
        await pilot.resize_terminal(80, 20)
        app.panes.focus_pane(FEEDS)
        await pilot.pause()
        assert app.panes.region_of(FEEDS) == (0, 80)


async def drag(app: PanesApp, pane: Pane, column: int, done: bool = True) -> None:
    app.panes.on_pane_frame_resized(PaneFrame.Resized(pane, column, done))


async def test_the_mouse_shares_the_room_out_and_leaves_each_pane_some() -> None:
    app = PanesApp(widths={"feeds": 30})
    async with app.run_test(size=(200, 20)) as pilot:
        app.panes.focus_pane(QUOTES)
        await pilot.pause()
        assert app.panes.region_of(FEEDS) == (0, 30)
        for pane, column, sized, width in (
            (HEADLINES, 50, FEEDS, 50),
            (HEADLINES, 3, FEEDS, LEAST),
            (HEADLINES, 199, FEEDS, 200 - 3 * LEAST),
            (HEADLINES, 40, FEEDS, 40),
            (ARTICLE, 100, HEADLINES, 60),
            (QUOTES, 150, QUOTES, 50),
            (QUOTES, 198, QUOTES, LEAST),
        ):
            await drag(app, pane, column)
            await pilot.pause()
            assert app.panes.region_of(sized)[1] == width, (pane, column)
        kept = app.widths[-1]
        assert kept == {"feeds": 40, "headlines": 60, "quotes": LEAST}
        count = len(app.widths)
        await drag(app, ARTICLE, 110, done=False)
        await drag(app, FEEDS, 20)
        await drag(app, LINKS, 20)
        await pilot.pause()
        assert len(app.widths) == count and app.panes.region_of(HEADLINES)[1] == 70
