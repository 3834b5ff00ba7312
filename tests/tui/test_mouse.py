"""The mouse, where one expects it."""

from pathlib import Path

from newsreader.tui.layout import Pane
from tests.tui.reader import fill, opened


async def test_a_divider_is_dragged_and_stays_for_the_next_time(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file) as reader:
        pane_layout = reader.screen.pane_layout
        before = pane_layout.region_of(Pane.ARTICLE)[0]
        await reader.pilot.mouse_down("#article-pane", offset=(0, 5))
        await reader.pilot.hover("#panes", offset=(before + 12, 5))
        await reader.pilot.mouse_up("#panes", offset=(before + 12, 5))
        await reader.settled()
        assert pane_layout.region_of(Pane.ARTICLE)[0] == before + 12
    async with opened(library_file) as reader:
        assert reader.screen.pane_layout.region_of(Pane.ARTICLE)[0] == before + 12
        # On a narrow screen a pane has all of it.
        await reader.pilot.resize_terminal(80, 24)
        await reader.settled()
        assert reader.screen.pane_layout.region_of(Pane.HEADLINES)[1] == 80


async def test_the_divider_of_what_is_beside_the_article_gives_it_the_room_to_its_right(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file, (200, 40)) as reader:
        await reader.press("enter", "apostrophe")
        pane_layout = reader.screen.pane_layout
        left, width = pane_layout.region_of(Pane.QUOTES)
        assert left + width == 200
        await reader.pilot.mouse_down("#quotes-pane", offset=(0, 5))
        await reader.pilot.hover("#panes", offset=(left - 10, 5))
        await reader.pilot.mouse_up("#panes", offset=(left - 10, 5))
        await reader.settled()
        assert pane_layout.region_of(Pane.QUOTES) == (left - 10, width + 10)


async def test_words_are_selected_and_copied(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file) as reader:
        await reader.press("enter")
        view = reader.screen.article
        row = next(n for n, line in enumerate(view.page.lines) if "Parole numéro 0" in line.text)
        left = view.region.x + (view.size.width - view.column - 2) // 2 + 2
        await reader.pilot.mouse_down("#panes", offset=(left, view.region.y + row))
        await reader.pilot.hover("#panes", offset=(left + 7, view.region.y + row))
        await reader.pilot.mouse_up("#panes", offset=(left + 7, view.region.y + row))
        await reader.settled()
        assert reader.screen.get_selected_text() in ('"Parole', '"Parole ') and "copies the selection" in reader.sees()
        await reader.press("y")
        assert reader.app.clipboard.startswith('"Parole') and "Copied" in reader.sees()


async def test_pressing_the_button_selects_words_of_an_article_and_no_rows_of_a_list(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file) as reader:
        view, rows = reader.screen.article, reader.screen.headlines
        await reader.pilot.mouse_down("#panes", offset=(view.region.x + 5, view.region.y + 4))
        assert reader.focused() is Pane.HEADLINES, "until it is a click"
        await reader.pilot.mouse_up("#panes", offset=(view.region.x + 5, view.region.y + 4))
        await reader.pilot.mouse_down("#panes", offset=(rows.region.x + 2, rows.region.y + 1))
        await reader.pilot.hover("#panes", offset=(rows.region.x + 12, rows.region.y + 3))
        await reader.pilot.mouse_up("#panes", offset=(rows.region.x + 12, rows.region.y + 3))
        await reader.settled()
        assert not reader.screen.get_selected_text()


async def test_a_click_brings_the_focus_and_the_cursor_and_a_second_opens(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file) as reader:
        await reader.press("h")
        assert reader.focused() is Pane.FEEDS
        await reader.pilot.click("#headlines", offset=(5, 4))
        await reader.settled()
        assert reader.focused() is Pane.HEADLINES and reader.screen.headlines.cursor == 1
        await reader.pilot.click("#headlines", offset=(5, 4))
        await reader.settled()
        reading = reader.screen.article.opened
        assert reader.focused().value == "article" and reading and reading.article.title == "Titre 1"
        # When its window has lost the focus and has it again, the keys are where they were.
        reader.app.app_focus = False
        await reader.settled()
        reader.app.app_focus = True
        await reader.press("q")
        assert reader.screen.pane_layout.focused_pane.value == "headlines"
