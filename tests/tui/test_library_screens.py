"""The screens of people and quotations over the whole library: what they say, where keys lead, what is kept of them."""

from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input

from newsreader.library.quotation_search import MANY, QuotationCount, QuotationOrder
from newsreader.model.quotation import SpeakerType
from newsreader.store.store import Store
from newsreader.tui.layout import LibraryPane
from newsreader.tui.library_places import PeoplePlace, QuotationsPlace
from newsreader.tui.screens import people
from newsreader.tui.screens.people import PeopleScreen
from newsreader.tui.screens.quotation_search import PAGE, QuotationsScreen, _counted
from tests.tui.reader import Reader, fill, opened


@pytest.mark.parametrize(
    ("count", "left_out", "said"),
    [
        (QuotationCount(1, 0), False, "1 quotation"),
        (QuotationCount(2, 0), True, "2 quotations"),
        (QuotationCount(MANY - 1, 1), False, f"{MANY - 1} quotations · 1 of them by nobody certain (?)"),
        (QuotationCount(MANY, MANY), False, f"{MANY}+ quotations · {MANY}+ of them by nobody certain (?)"),
        (QuotationCount(3, MANY - 1), True, f"3 quotations · {MANY - 1} more by nobody certain (?)"),
    ],
)
def test_how_many_quotations_there_are_is_said_with_those_of_whom_nobody_knows(
    count: QuotationCount, left_out: bool, said: str
) -> None:
    assert _counted(count, left_out) == said


@pytest.mark.parametrize(
    ("kind", "one", "two"),
    [
        (SpeakerType.PERSON, "1 person quoted", "2 people quoted"),
        (SpeakerType.ORGANISATION, "1 organisation quoted", "2 organisations quoted"),
        (SpeakerType.ANONYMOUS, "1 unnamed source quoted", "2 unnamed sources quoted"),
    ],
)
def test_how_many_are_quoted_is_said_of_each_kind(kind: SpeakerType, one: str, two: str) -> None:
    assert (people._counted(kind, 1), people._counted(kind, 2)) == (one, two)


def test_an_empty_list_of_people_says_why() -> None:
    texts = [
        people._empty_text(typed, others) for typed, others in (("x", True), ("x", False), ("", True), ("", False))
    ]
    assert [text.split(".")[0] for text in texts] == [
        *["Nobody here has that name or role"] * 2,
        "None of these is quoted yet",
        "Nobody is quoted yet: refresh first",
    ]


async def quotations(reader: Reader, place: QuotationsPlace) -> QuotationsScreen:
    screen = QuotationsScreen(reader.library, reader.screen.services.settings, place)
    reader.app.push_screen(screen)
    await reader.settled()
    return screen


async def test_one_comes_back_to_the_list_of_quotations_or_to_its_line(library_file: Path) -> None:
    fill(library_file, 60)
    async with opened(library_file) as reader:
        every = reader.library.quotation_search.find(None)
        far = every[PAGE + 20]
        for place, at, in_line in (
            (QuotationsPlace("parole", row=2), 2, False),
            (QuotationsPlace("parole", row=2, asks=True), 2, True),
            (QuotationsPlace(""), 0, True),
            (QuotationsPlace("", QuotationOrder.TIME, (far.article, far.number), PAGE + 20), PAGE + 20, True),
            (QuotationsPlace("parole", QuotationOrder.OUTLET, row=1), 1, False),
        ):
            screen = await quotations(reader, place)
            assert screen.quotation_list.cursor == at and isinstance(screen.focused, Input) is in_line
            assert screen.order == place.order
            if at > PAGE:
                assert screen.quotation_list.current == far and screen.quotation_list.count == len(every)
            assert (dict(screen.status.hints).keys() == {"open"}) is in_line
            reader.app.pop_screen()
            await reader.settled()


async def test_the_line_of_quotations_walks_the_list_and_ends_in_it(library_file: Path) -> None:
    fill(library_file, 3)
    async with opened(library_file, (100, 14)) as reader:
        screen = await quotations(reader, QuotationsPlace())
        rows = []
        for key in ("down", "down", "up", "pagedown", "pageup"):
            await reader.press(key)
            rows.append(screen.quotation_list.cursor)
        assert rows == [1, 2, 1, 3, 1]
        await reader.press(*"parole", "escape")
        assert screen.focused is screen.quotation_list and reader.app.screen is screen
        place = screen.place
        assert (place.typed, place.order, place.row) == ("parole", "time", 0) and place.quotation
        orders = []
        for _time in range(3):
            await reader.press("s")
            orders.append((screen.order, screen.status.place))
        assert orders == [
            (QuotationOrder.SPEAKER, "by speaker"),
            (QuotationOrder.OUTLET, "by outlet"),
            (QuotationOrder.TIME, "by time"),
        ]
        await reader.press("slash")
        assert isinstance(screen.focused, Input)
        await reader.press("ctrl+u", "escape")
        assert not screen.is_current


async def test_without_words_no_search_is_kept_and_no_rule_made(library_file: Path) -> None:
    fill(library_file, 1)
    async with opened(library_file) as reader:
        screen = await quotations(reader, QuotationsPlace("parole"))
        await reader.press("slash", "ctrl+u", "enter")
        for key in ("S", "F"):
            await reader.press(key)
            assert "first." in reader.sees() and reader.app.screen is screen
            screen.status.say(message="")
        assert screen.quotation_list.count > 1 and not reader.library.searches.all()


async def test_more_quotations_are_read_once_one_nears_their_end(library_file: Path) -> None:
    fill(library_file, 60)
    async with opened(library_file) as reader:
        screen = await quotations(reader, QuotationsPlace())
        pane = screen.quotation_list
        for row, count in ((PAGE - PAGE // 4 - 1, PAGE), (PAGE - PAGE // 4, None)):
            pane.go(row)
            await reader.settled()
            assert pane.count == count if count else pane.count > PAGE
        every = reader.library.quotation_search.find(None)
        assert pane.items == every and pane.count % PAGE


async def shown(reader: Reader, place: PeoplePlace = PeoplePlace()) -> PeopleScreen:  # noqa: B008 - a value
    screen = PeopleScreen(reader.library, reader.screen.services.settings, {}, place)
    reader.app.push_screen(screen)
    await reader.settled()
    return screen


async def test_one_comes_back_to_where_one_was_among_the_people(library_file: Path) -> None:
    fill(library_file, 5)
    async with opened(library_file) as reader:
        for place, person, at, row in (
            (PeoplePlace(), "Yann Tregor", LibraryPane.SPEAKERS, 0),
            (PeoplePlace(names=("Anne Bec",)), "Anne Bec", LibraryPane.SPEAKERS, 0),
            (
                PeoplePlace(names=("Anne Bec",), pane=LibraryPane.PERSON_QUOTATIONS, quotation=3),
                "Anne Bec",
                LibraryPane.PERSON_QUOTATIONS,
                3,
            ),
            (PeoplePlace(typed="bec"), "Anne Bec", LibraryPane.SPEAKERS, 0),
        ):
            screen = await shown(reader, place)
            current = screen.people_list.current
            assert current and current.name == person and screen.at == at
            assert screen.quotation_list.cursor == row and screen.quotation_list.count > 3
            assert bool(screen.query_one("#find").display) is bool(place.typed)
            assert screen.place == PeoplePlace(SpeakerType.PERSON, place.typed, current.names, at, row)
            reader.app.pop_screen()
            await reader.settled()


async def test_kinds_follow_one_another_and_what_is_found_ends_with_its_line(library_file: Path) -> None:
    fill(library_file, 1)
    with_org(library_file)
    async with opened(library_file) as reader:
        screen = await shown(reader)
        names: list[Any] = []
        for _time in range(4):
            names.append([person.name for person in screen.people_list.items])
            screen.action_kind()
            await reader.settled()
        assert names == [["Yann Tregor", "Anne Bec"], ["La mairie"], [], ["Yann Tregor", "Anne Bec"]]
        assert screen.kind is SpeakerType.ORGANISATION and screen.at is LibraryPane.SPEAKERS
        screen.action_kind()
        await reader.settled()
        assert "None of these is quoted yet" in screen.people_list.empty_text
        screen.action_kind()
        await reader.settled()
        screen.action_find()
        await reader.press(*"bec")
        assert [person.name for person in screen.people_list.items] == ["Anne Bec"]
        screen.action_back()
        await reader.settled()
        assert len(screen.people_list.items) == 2 and not screen.query_one("#find").display


def with_org(path: Path) -> None:
    """Something is said by an organisation."""
    store = Store(path)
    store.database.write(
        "INSERT INTO quotation SELECT article, 99, block, start, stop, text, kind, 'La mairie', 'org', cue, "
        "reporting_clauses, confidence, role, '' FROM quotation WHERE number = 0"
    )
    store.close()


async def test_one_who_is_another_one_is_chosen_among_the_others_and_split_again(library_file: Path) -> None:
    fill(library_file, 1)
    async with opened(library_file) as reader:
        screen = await shown(reader)
        await reader.press("s")
        assert "has only one name" in reader.sees()
        await reader.press("m")
        assert [person.name for person in screen.people_list.items] == ["Anne Bec"]
        assert "Yann Tregor is the same person as…" in screen.status.message and screen.place.typed == ""
        await reader.press("escape")
        assert len(screen.people_list.items) == 2 and screen.merging is None and screen.status.message == ""
        await reader.press("m", "enter")
        (one,) = screen.people_list.items
        assert set(one.names) == {"Yann Tregor", "Anne Bec"} and one.name == "Yann Tregor"
        await reader.press("enter", "s", "m")
        assert len(screen.people_list.items) == 1 and screen.merging is None, "these keys are for the people"
        await reader.press("q", "s")
        assert len(screen.people_list.items) == 2
        await reader.press("enter")
        assert screen.at is LibraryPane.PERSON_QUOTATIONS and "speaker" in dict(screen.status.hints)
        await reader.press("q", "q")
        assert reader.app.screen is reader.screen
