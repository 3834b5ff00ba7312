"""The sheet of figures: opened by a key, counted in the background, by period and by what is compared."""

import re
from pathlib import Path

from newsreader.tui.screens.people import PeopleScreen
from tests.tui.reader import fill, opened


async def test_a_key_shows_who_is_quoted_and_how_sure_that_is(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file, (80, 24)) as reader:
        await reader.press("percent_sign")
        seen = reader.sees()
        assert "Who speaks" in reader.strong() and not any("%" in words for words in reader.strong())
        assert "Who is quoted" in seen and "3 articles with quotations of 1 outlet" in seen
        assert "█" in seen and re.search(r"100 %  \d\d–100 %", seen)
        await reader.press("G")
        assert "Yann Tregor" in reader.sees()
        await reader.press("escape")
        assert reader.app.screen is reader.screen


async def test_periods_and_comparisons_follow_their_keys(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file, (100, 50)) as reader:
        await reader.press("percent_sign", "p")
        assert "the last seven days" in reader.sees()
        await reader.press("c")
        assert "By outlet" in reader.sees() and "Essai" in reader.sees()


async def test_it_opens_from_the_people_and_leads_back_there(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file) as reader:
        await reader.press("p", "percent_sign")
        assert "Who is quoted" in reader.sees()
        await reader.press("q")
        assert isinstance(reader.app.screen, PeopleScreen)


async def test_an_empty_library_says_so(library_file: Path) -> None:
    fill(library_file, 0)
    async with opened(library_file) as reader:
        await reader.press("percent_sign")
        assert "There are no quotations here." in reader.sees()
