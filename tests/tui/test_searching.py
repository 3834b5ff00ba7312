"""Searching while typing, keeping a search, tagging."""

from pathlib import Path

from newsreader.tui.panes import Pane
from tests.tui.test_reading import fill, opened


async def test_the_list_follows_what_is_typed_and_the_article_opens_at_the_match(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file) as reader:
        await reader.press("slash", *"suite 29")
        await reader.pilot.pause(0.3)
        await reader.settled()
        assert [h.id for h in reader.screen.headline_list.headlines] == [1]
        await reader.press("enter")
        await reader.settled()
        assert "Search: suite 29" in reader.sees()
        await reader.press("enter")
        assert reader.screen.at is Pane.ARTICLE and reader.screen.article_view.found
        await reader.press("q", "slash", "escape")
        assert "Search: suite 29" in reader.sees()


async def test_what_cannot_be_understood_is_said_where_it_is(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file) as reader:
        await reader.press("slash", *"titr:x", "enter")
        await reader.settled()
        assert "▸titr:x◂" in reader.sees() and reader.screen.headline_list.count == 3


async def test_a_search_is_kept_as_a_list_and_articles_are_tagged(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file, (180, 40)) as reader:
        await reader.press("T", *"mer phare", "enter")
        await reader.settled()
        await reader.press("slash", *"tag:mer", "enter")
        await reader.settled()
        await reader.press("S", *["backspace"] * 7, *"Au large", "enter")
        await reader.settled()
        assert reader.screen.library.searches() == {"Au large": "tag:mer"}
        await reader.press("1")
        await reader.settled()
        await reader.press("h")
        assert "Au large" in reader.sees()
        await reader.press("g", "j", "j", "enter")
        await reader.settled()
        assert [h.id for h in reader.screen.headline_list.headlines] == [1]
