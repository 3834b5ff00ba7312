"""Searching among the quotations of the library, by keyboard."""

from pathlib import Path

from newsreader import i18n
from newsreader.library.quotation_search import as_article_search, quotations_within
from newsreader.tui.layout import Pane
from newsreader.tui.screens.people import PeopleScreen
from newsreader.tui.screens.quotation_search import PAGE, QuotationsScreen
from tests.tui.reader import Reader, fill, opened


async def shown(reader: Reader, typed: str = "") -> QuotationsScreen:
    await reader.press("W", *("space" if letter == " " else letter for letter in typed))
    screen = reader.app.screen
    assert isinstance(screen, QuotationsScreen)
    return screen


async def test_the_list_follows_what_is_typed_and_enter_opens_the_article_at_the_words(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file) as reader:
        screen = await shown(reader)
        assert "35 quotations" in reader.sees() and "Anne Bec" in reader.sees()
        await reader.press(*"numero", "space", "1")
        assert (
            screen.quotation_list.count == 1 and "Parole numéro 1" in reader.sees() and "1 quotation" in reader.sees()
        )
        await reader.press("enter", "enter")
        assert reader.app.screen is reader.screen and reader.focused() is Pane.ARTICLE
        assert '> "Parole numéro 1' in reader.sees() and "— Anne Bec" in reader.sees()


async def test_back_from_the_article_one_is_at_the_same_row_of_the_same_search(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file, (80, 24)) as reader:
        await shown(reader, "parole")
        await reader.press("enter", "j", "j", "j")
        screen = reader.app.screen
        assert isinstance(screen, QuotationsScreen)
        before = screen.quotation_list.current
        await reader.press("enter")
        assert reader.focused() is Pane.ARTICLE
        await reader.press("escape")
        again = reader.app.screen
        assert (
            isinstance(again, QuotationsScreen)
            and again.quotation_list.current == before
            and again.quotation_list.cursor == 3
        )
        assert again.typed == "parole"
        await reader.press("escape")
        assert reader.app.screen is reader.screen and reader.focused() is Pane.HEADLINES


async def test_a_search_that_names_a_speaker_says_what_it_leaves_out(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file) as reader:
        quotation = reader.library.quotation_search.find(None, 1)[0]
        reader.library.people.correct(quotation.article, quotation.quotation, "")
        await shown(reader, "parole")
        assert "34 quotations" in reader.sees() or "35 quotations" in reader.sees()
        assert "1 of them by nobody certain (?)" in reader.sees() and "? (speaker unclear)" in reader.sees()
        await reader.press("space", *"said", "colon", *"bec")
        assert "1 more by nobody certain (?)" in reader.sees() and "2 quotations" in reader.sees()
        # A speaker alone tells nothing of which others are like theirs.
        await reader.press("ctrl+u", *"said", "colon", *"bec")
        assert "quotations" in reader.sees() and "nobody certain" not in reader.sees()


async def test_what_cannot_be_understood_and_what_finds_nothing_is_said(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file) as reader:
        await shown(reader, "zebre")
        assert "No quotation matches" in reader.sees()
        await reader.press(*(["backspace"] * 5), *"foo", "colon", *"bar")
        assert "Unknown field" in reader.sees()


async def test_nobody_quoted_yet_is_said_on_a_new_screen(library_file: Path) -> None:
    fill(library_file, 0)
    async with opened(library_file) as reader:
        await shown(reader)
        assert "Nobody is quoted yet" in reader.sees()
        await reader.press("escape")
        assert reader.app.screen is reader.screen


async def test_quotations_are_sorted_by_speaker_and_more_are_read_near_the_end(library_file: Path) -> None:
    fill(library_file, 40)
    async with opened(library_file) as reader:
        screen = await shown(reader)
        screen.set_focus(screen.quotation_list)
        assert screen.quotation_list.count == PAGE
        await reader.press("G")
        assert screen.quotation_list.count == screen.library.quotation_search.count(None).found > PAGE
        assert screen.quotation_list.cursor == PAGE - 1  # where one was
        await reader.press("s")
        names = [one.quotation.speaker for one in screen.quotation_list.items]
        assert names == sorted(names) and "by speaker" in reader.sees()
        assert len(names) > PAGE


async def test_a_search_for_quotations_is_kept_as_a_list_and_opens_as_one(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file) as reader:
        await shown(reader, "numero")
        await reader.press("enter", "S")
        await reader.press(*(["backspace"] * 6), *"Paroles", "enter")
        assert "Saved as “Paroles”" in reader.sees()
        assert reader.library.searches.all() == {"Paroles": "quotation:(numero)"}
        assert [(name, count) for name, _text, count in reader.library.searches.counts()] == [("Paroles", 3)]
        await reader.press("escape", "escape")
        reader.screen.controllers.events.catch_up()  # as it does by itself, in a moment
        await reader.settled()
        (entry,) = [entry for entry in reader.screen.feeds.items if entry.title == "Paroles"]
        reader.screen.controllers.search.open(entry)
        await reader.settled()
        again = reader.app.screen
        assert isinstance(again, QuotationsScreen) and again.typed == "numero" and again.quotation_list.count == 3


async def test_a_rule_is_made_of_a_search_for_quotations(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file) as reader:
        await shown(reader, "numero")
        await reader.press("enter", "F")
        assert reader.app.screen is not reader.screen and "actions on these" in reader.sees()
        await reader.press(*"alert", "enter")
        assert "│  numero " in reader.sees() and "quotation:" not in reader.sees()
        await reader.press("enter")
        assert "“numero” would have matched 3 articles" in reader.sees()
        await reader.press("enter")
        assert [rule.query for rule in reader.library.rules.all()] == ["quotation:(numero)"]


async def test_a_search_for_quotations_is_kept_in_the_language_of_the_reader(library_file: Path) -> None:
    fill(library_file)
    i18n.speak("fr")
    async with opened(library_file) as reader:
        await shown(reader, "numero")
        await reader.press("enter", "S", "enter")
        assert reader.library.searches.all() == {"numero": "citation:(numero)"}


async def test_who_searches_again_types_in_place_of_the_search_before(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file) as reader:
        await shown(reader, "parole")
        await reader.press("enter", "escape")
        screen = await shown(reader)
        assert screen.typed == "parole" and screen.quotation_list.count == 35
        await reader.press(*"numero")
        assert screen.typed == "numero" and screen.quotation_list.count == 3


async def test_from_the_people_to_the_quotations_and_back_one_is_where_one_was(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file) as reader:
        await shown(reader, "parole")
        await reader.press("enter", "j", "p")
        assert isinstance(reader.app.screen, PeopleScreen)
        await reader.press("W")
        screen = reader.app.screen
        assert isinstance(screen, QuotationsScreen) and screen.typed == "parole" and screen.quotation_list.cursor == 1
        await reader.press("escape", "escape")
        assert reader.app.screen is reader.screen


async def test_what_is_undone_among_the_quotations_is_done_again_there(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file) as reader:
        reader.library.searches.save("Paroles", "quotation:(parole)")
        await shown(reader, "parole")
        await reader.press("enter", "U")
        assert reader.library.searches.all() == {}
        await reader.press("ctrl+y")
        assert reader.library.searches.all() == {"Paroles": "quotation:(parole)"}


async def test_what_a_line_asks_for_is_still_read_where_it_has_words(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file, (80, 24)) as reader:
        await shown(reader, "parole")
        await reader.press("enter", "S")
        assert "a name for this search" in reader.sees() and "│  parole" in reader.sees()


def test_a_search_for_quotations_comes_out_of_one_for_articles_as_it_went_in() -> None:
    assert quotations_within(as_article_search("dit:bec (a OR b)")) == "dit:bec (a OR b)"
    assert quotations_within("quotation:(a) OR (b)") == "" == quotations_within("quotation:a")
