"""The people quoted in the library, by keyboard."""

import threading
from datetime import UTC, datetime
from pathlib import Path

from textual.widgets import Input

from newsreader.library.speaker_groups import filter_people, group_speakers
from newsreader.model.quotation import Speaker, SpeakerType
from newsreader.tui.layout import Pane
from newsreader.tui.panes.person_quotations import PersonQuotationsPane
from newsreader.tui.screens.people import PeopleScreen
from tests.tui.reader import Reader, fill, opened

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def speaker(name: str, count: int = 1, kind: SpeakerType = SpeakerType.PERSON, role: str = "") -> Speaker:
    return Speaker((name,), kind, count, NOW, role)


async def shown(reader: Reader) -> PeopleScreen:
    await reader.press("p")
    screen = reader.app.screen
    assert isinstance(screen, PeopleScreen)
    return screen


async def test_everyone_is_there_with_what_they_said_and_opens_the_article(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file) as reader:
        await shown(reader)
        assert "Yann Tregor" in reader.sees() and "32 quotations" in reader.sees() and "Anne Bec" in reader.sees()
        await reader.press("j")
        await reader.press("enter", "j")
        assert "Parole numéro 1" in reader.sees()
        await reader.press("enter")
        assert reader.app.screen is reader.screen and reader.focused() is Pane.ARTICLE
        reading = reader.screen.article.opened
        assert reading and reading.article.title == "Titre 1"
        assert '> "Parole numéro 1' in reader.sees() and "— Anne Bec" in reader.sees()


async def test_the_list_follows_what_is_typed(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file, (80, 24)) as reader:
        await shown(reader)
        await reader.press("slash", "b", "e", "c")
        assert "Anne Bec" in reader.sees() and "Yann Tregor" not in reader.sees()
        await reader.press("enter", "enter")
        assert "Parole numéro 0" in reader.sees()
        await reader.press("q", "q")
        assert "Yann Tregor" in reader.sees()
        await reader.press("slash", *"zz")
        assert "Nobody here has that name or role." in reader.sees()
        await reader.press("escape")
        await reader.press("q")
        assert reader.app.screen is reader.screen


async def test_while_a_name_is_typed_arrows_walk_the_list_and_esc_gives_it_up(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file, (80, 24)) as reader:
        screen = await shown(reader)
        await reader.press("slash", "down")
        assert screen.people_list.cursor == 1 and isinstance(screen.focused, Input)
        await reader.press("up", *"bec", "escape")
        assert "Yann Tregor" in reader.sees() and not screen.query_one("#find").display
        await reader.press("j")
        assert screen.people_list.cursor == 1, "letters are keys again"


async def test_nobody_waits_for_what_is_still_at_work_when_one_leaves(library_file: Path) -> None:
    fill(library_file)
    done, go_on = [], threading.Event()
    async with opened(library_file) as reader:
        screen = await shown(reader)
        screen.background.run(lambda: done.append(go_on.wait(10)))
        await reader.types("escape")
        assert reader.app.screen is reader.screen and not done
        go_on.set()
    assert done == [True]


async def test_two_names_are_made_one_person_and_stay_so(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file) as reader:
        await shown(reader)
        await reader.press("m", "b", "e", "c", "enter")
        assert "also Yann Tregor" in reader.sees() and "35 quotations" in reader.sees()
    async with opened(library_file) as reader:
        screen = await shown(reader)
        assert len(screen.everyone) == 1
        await reader.press("s")
        assert len(screen.everyone) == 2


def test_one_person_under_several_names_is_one() -> None:
    people = group_speakers(
        [speaker("Benoît Hamon", 5), speaker("Benoit Hamon", 1), speaker("Hamon", 2), speaker("M. Hamon", 1)], {}
    )
    assert [(p.name, p.count) for p in people] == [("Benoît Hamon", 9)]


def test_two_people_of_one_surname_are_two_and_the_surname_alone_is_neither() -> None:
    people = group_speakers([speaker("Anne Bec", 3), speaker("Luc Bec", 2), speaker("Bec", 1)], {})
    assert [p.name for p in people] == ["Anne Bec", "Luc Bec", "Bec"]


def test_corrections_by_hand_come_first() -> None:
    names = [speaker("Anne Bec", 3), speaker("Luc Bec", 2), speaker("Bec", 1)]
    assert [p.names for p in group_speakers(names, {"Bec": "Luc Bec", "Luc Bec": "Luc Bec"})] == [
        ("Anne Bec",),
        ("Luc Bec", "Bec"),
    ]
    alone = [speaker("Anne Bec", 3), speaker("Bec", 1)]
    assert len(group_speakers(alone, {})) == 1
    assert len(group_speakers(alone, {"Bec": "Bec", "Anne Bec": "Anne Bec"})) == 2


def test_people_come_before_organisations_and_those_without_a_name() -> None:
    people = group_speakers(
        [
            speaker("ministère", 9, SpeakerType.ORGANISATION),
            speaker("une habitante", 20, SpeakerType.ANONYMOUS),
            speaker("Anne Bec"),
        ],
        {},
    )
    assert [p.name for p in people] == ["Anne Bec", "ministère", "une habitante"]


def test_people_are_found_by_the_beginnings_of_names_and_roles() -> None:
    people = [speaker("Maëlle Kervadec", role="maire de Port-Lison"), speaker("Yann Tregor", role="charpentier")]
    assert [p.name for p in filter_people(people, "kerv mae")] == ["Maëlle Kervadec"]
    assert [p.name for p in filter_people(people, "maire")] == ["Maëlle Kervadec"]
    assert [p.name for p in filter_people(people, "x")] == []


async def test_a_short_quotation_takes_the_lines_that_it_needs(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file, (120, 30)) as reader:
        await reader.press("p", "enter")
        pane = reader.app.screen.query_one(PersonQuotationsPane)
        for index in range(pane.count):
            width = pane.scrollable_content_region.width
            assert len(pane.row(index, width)) + 1 == pane.tops.height(index), "its lines, then one of air"


async def test_the_page_of_a_person_opens_over_the_list_and_is_narrowed_to_a_subject(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file) as reader:
        await shown(reader)
        await reader.press("i")
        assert "32 quotations · 3 articles" in reader.sees() and "By month" in reader.sees()
        assert "Anne Bec (3)" in reader.sees()
        await reader.press("slash", *"absent", "enter")
        assert "about: absent" in reader.sees() and "0 quotations" in reader.sees()
        await reader.press("escape")
        assert isinstance(reader.app.screen, PeopleScreen)


async def test_a_quotation_is_come_to_with_some_lines_above_it(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file, (80, 24)) as reader:
        await reader.press("enter", "apostrophe", *["j"] * 8, "enter")
        lines = reader.sees().splitlines()
        at = next(n for n, line in enumerate(lines) if ">" in line[:5])
        assert 5 < at < 20


async def test_whose_a_quotation_was_is_said_no_longer_back_among_the_people(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file) as reader:
        await shown(reader)
        await reader.press("enter", "enter")
        assert "— Yann Tregor" in reader.sees().splitlines()[-1]
        await reader.press("q", "q", "q")
        assert reader.app.screen is reader.screen and "— Yann Tregor" not in reader.sees().splitlines()[-1]
