"""Sheets over the screen, each alone: what they list, where keys and clicks lead, what they give."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from itertools import chain

import pytest
from textual.containers import VerticalScroll
from textual.geometry import Offset
from textual.widgets import Input

from newsreader.config import Config
from newsreader.model.quotation import Quotation, Speaker, SpeakerType
from newsreader.model.text import fold
from newsreader.tui import key_names
from newsreader.tui.keymap import keymap
from newsreader.tui.keys import KEYS, MOVING
from newsreader.tui.palette import Command, destination, matching
from newsreader.tui.screens.choices import HIGHEST, WIDEST, ChoiceScreen
from newsreader.tui.screens.choices import ChoiceList as MenuList
from newsreader.tui.screens.help import SIGNS, HelpScreen
from newsreader.tui.screens.palette import CommandList, PaletteScreen
from newsreader.tui.screens.speakers import Choice, ChoiceList, SpeakersScreen
from tests.tui.one_sheet import given, given_by, shown, text_of, words

# ------------------------------------------------------------ a short list to choose from


MENU = [("Ouvrir", "o"), ("Garder", "f"), ("Taire", "x")]


CHOSEN: list[tuple[bool, Sequence[str], tuple[int, ...]]] = [
    (False, ("enter",), (0,)),
    (False, ("j", "down", "k", "l"), (1,)),
    (False, ("G", "up", "right"), (1,)),
    (False, ("end", "g", "down", "space"), (1,)),
    (False, ("j", "q"), ()),
    (False, ("left",), ()),
    (True, ("space", "space", "enter"), (0, 1)),
    (True, ("space", "k", "space", "enter"), (1,)),
    (True, ("down", "enter"), (1,)),
    (True, ("end", "space", "home", "space", "enter"), (0, 2)),
    (True, ("space", "escape"), ()),
]


async def test_one_of_a_list_is_chosen_or_several_or_none() -> None:
    found = await given_by(*((ChoiceScreen("Que faire ?", MENU, several), keys) for several, keys, _chosen in CHOSEN))
    assert found == [chosen for _several, _keys, chosen in CHOSEN]


async def test_a_click_goes_to_a_choice_another_takes_it_and_one_beside_the_list_gives_up() -> None:
    async with shown(ChoiceScreen("Que faire ?", MENU, False)) as pilot:
        rows = pilot.app.screen.query_one(MenuList)
        await pilot.click(rows, offset=(2, 1))
        await pilot.pause()
        assert given(pilot) == [] and rows.cursor == 1
        await pilot.click("#choice-title")
        assert given(pilot) == []
        await pilot.click(rows, offset=(2, 1))
        await pilot.pause()
        assert given(pilot) == [(1,)]
    async with shown(ChoiceScreen("Que faire ?", MENU, False)) as pilot:
        await pilot.click(offset=(79, 23))
        await pilot.pause()
        assert given(pilot) == [()]


@pytest.mark.parametrize(
    ("choices", "at", "size", "box"),
    [
        # As wide as its title, its longest choice or its hint, with as many rows as there are.
        ([("a", "b")], None, (80, 24), (15, 4)),
        ([("a" * 20, "key")], None, (80, 24), (35, 4)),
        ([("a" * 90, "")], None, (100, 24), (WIDEST, 4)),
        ([("a", "")] * 30, None, (80, 24), (15, HIGHEST + 3)),
        ([("a" * 90, "")] * 30, None, (40, 12), (40, 11)),
        # Beside a row, inside the screen.
        ([("a", "b")], Offset(5, 2), (80, 24), (15, 4, 5, 2)),
        ([("a", "b")], Offset(75, 23), (80, 24), (15, 4, 65, 20)),
        ([("a", "b")], Offset(-3, -3), (80, 24), (15, 4, 0, 0)),
    ],
)
async def test_a_list_is_as_large_as_its_choices_and_stays_on_the_screen(
    choices: list[tuple[str, str]], at: Offset | None, size: tuple[int, int], box: tuple[int, ...]
) -> None:
    async with shown(ChoiceScreen("Que faire ?", choices, False, at, hint="Entrée"), size) as pilot:
        styles = pilot.app.screen.query_one("#choice").styles
        assert styles.width and styles.height and (styles.width.value, styles.height.value) == box[:2]
        if at:
            assert (styles.offset.x.value, styles.offset.y.value) == box[2:]
        assert pilot.app.screen.query_one("#choice").border_subtitle == "Entrée"


async def test_choices_have_their_keys_at_the_right_and_marks_where_there_may_be_several() -> None:
    for several, expected in (
        (False, ["Ouvrir        o", "Un mot très…  k"]),
        (True, ["[ ] Ouvrir    o", "[x] Un mot t… k"]),
    ):
        screen = ChoiceScreen("Titre", [("Ouvrir", "o"), ("Un mot très long", "k")], several)
        screen.rows.chosen = {1}
        assert words(screen.rows, 16) == expected


# ------------------------------------------------------------ the palette


def command(title: str, also: str = "", on_start: bool = True) -> Command:
    return Command(title, "sorte", lambda: None, also=also, on_start=on_start)


@pytest.mark.parametrize(
    ("typed", "rank"),
    [
        ("garder", 0),
        ("gar", 0),
        ("GÀR", 0),
        ("article", 1),
        ("favori", 2),
        ("arder", None),
        ("garder favori", 2),
        ("article favori", 3),
        ("favori étoile", 4),
        ("garder rien", None),
    ],
)
def test_a_command_is_found_by_beginnings_of_words_those_of_its_name_first(typed: str, rank: int | None) -> None:
    assert command("Garder l’article", "favori étoile").rank(fold(typed).split()) == rank


def test_what_fits_best_comes_first_and_before_a_letter_what_is_offered() -> None:
    one, two, three = command("Lire", "ouvrir"), command("Tout ouvrir"), command("Ouvrir", on_start=False)
    assert matching([one, two, three], "ouv") == [three, two, one]
    assert matching([one, two, three], " - ") == [one, two]
    assert matching([one, two, three], "l") == [one]
    assert matching([], "l") == []
    found = destination("Le\x1b[1m Fil", "feed", lambda: None)
    assert (found.kind, found.on_start, found.rank(["feed"]), found.rank(["fil"])) == ("feed", False, 2, 1)
    assert "\x1b" not in found.title and not found.keys


def test_a_command_stands_on_a_line_with_its_keys_or_its_kind() -> None:
    rows = CommandList()
    rows.items = [Command("Garder", "liste", lambda: None, keys="f"), command("Un titre bien trop long")]
    assert words(rows, 20) == ["Garder           f", "Un titre bi… sorte"]


def palette(found: list[Command]) -> tuple[PaletteScreen, list[Callable[[list[Command]], None]]]:
    later: list[Callable[[list[Command]], None]] = []
    return PaletteScreen(found, later.append), later


async def test_the_palette_follows_what_is_typed_and_gives_what_is_under_the_cursor() -> None:
    commands = [command("Lire"), command("Lier"), command("Garder"), command("Liste", on_start=False)]
    screen, later = palette(commands)
    async with shown(screen) as pilot:
        rows, nothing = pilot.app.screen.query_one(CommandList), pilot.app.screen.query_one("#nothing")
        assert rows.items == commands[:3] and rows.display and not nothing.display
        await pilot.press("l", "i")
        assert rows.items == [commands[0], commands[1], commands[3]]
        places = []
        for key in ("down", "ctrl+n", "tab", "up", "ctrl+p", "shift+tab", "pagedown", "pageup"):
            await pilot.press(key)
            places.append(rows.cursor)
        assert places == [1, 2, 2, 1, 0, 0, 2, 0]
        later[0]([command("Lisière")])
        assert [each.title for each in rows.items] == ["Lire", "Lier", "Liste", "Lisière"]
        await pilot.press("down", "s")
        assert rows.cursor == 0 and [each.title for each in rows.items] == ["Liste", "Lisière"]
        await pilot.press("x")
        assert not rows.count and not rows.display and nothing.display
        await pilot.press("enter")
        assert given(pilot) == []
        await pilot.press("backspace", "down", "enter")
        assert [each.title for each in given(pilot)] == ["Lisière"]


async def test_what_comes_late_into_the_palette_waits_for_a_letter_and_a_click_runs_a_row() -> None:
    commands = [command("Lire"), command("Lier")]
    screen, later = palette(commands)
    async with shown(screen) as pilot:
        rows = pilot.app.screen.query_one(CommandList)
        await pilot.press("down")
        later[0]([command("Tard")])
        assert rows.cursor == 1 and rows.items == commands, "the cursor stays where it was put"
        await pilot.click(rows, offset=(2, 1))
        await pilot.pause()
        assert given(pilot) == [commands[1]]
        later[0]([command("Trop tard")])
    screen, _later = palette(commands)
    async with shown(screen) as pilot:
        await pilot.press("escape")
        assert given(pilot) == [None]


# ------------------------------------------------------------ who says it


WHEN = datetime(2026, 11, 23, tzinfo=UTC)
ANNE = Speaker(("Anne Bec",), SpeakerType.PERSON, 2, WHEN, "maire")
YANN = Speaker(("Yann Tregor",), SpeakerType.PERSON, 1, WHEN)
IDA = Speaker(("Ida Roc",), SpeakerType.PERSON, 0, WHEN)
FAR = Speaker(("Annie Far",), SpeakerType.ORGANISATION, 7, WHEN, "juge")
SAID = Quotation(0, 0, 5, "Un mot", speaker="Yann Tregor")


def speakers(looks: dict[str, int] | None = None) -> SpeakersScreen:
    return SpeakersScreen(SAID, "fr", [ANNE, YANN, IDA], looks or {}, lambda: [ANNE, FAR])


async def test_speakers_of_the_article_are_offered_first_and_whoever_is_typed() -> None:
    async with shown(speakers()) as pilot:
        await pilot.app.workers.wait_for_complete()
        for typed, names in (
            ("ann", ["Anne Bec", "ann", "Annie Far", ""]),
            ("anne bec", ["Anne Bec", ""]),
            ("ANNIE FAR", ["Annie Far", ""]),
            ("Paul", ["Paul", ""]),
            ("juge", ["juge", "Annie Far", ""]),
            ("", ["Anne Bec", "Yann Tregor", "Ida Roc", ""]),
        ):
            pilot.app.screen.query_one(Input).value = typed
            await pilot.pause()
            assert [choice.name for choice in pilot.app.screen.query_one(ChoiceList).items] == names


async def test_what_is_known_of_a_speaker_stands_beside_the_name() -> None:
    async with shown(speakers({"Anne Bec": 3})) as pilot:
        rows = pilot.app.screen.query_one(ChoiceList)
        assert words(rows, 60) == [
            "Anne Bec  maire · 2 quotations",
            "Yann Tregor  1 quotation · as it is now",
            "Ida Roc",
            "? nobody that can be told",
        ]
        assert words(rows, 14)[0] == "Anne Bec  ma…"
        assert [rows.row(index, 60)[0][0][1] for index in (0, 1)] == [("name", "quote-3"), ("name",)]


async def test_arrows_walk_the_speakers_enter_takes_one_and_so_does_a_click() -> None:
    found = await given_by((speakers(), ("down", "enter")), (speakers(), ("down", "up", "enter")))
    assert [choice.name for choice in found] == ["Yann Tregor", "Anne Bec"]
    async with shown(speakers()) as pilot:
        rows = pilot.app.screen.query_one(ChoiceList)
        await pilot.press("down", "down")
        await pilot.press("n")
        assert rows.cursor == 0, "what is offered anew begins with its first"
        await pilot.press("backspace")
        for _time in range(2):
            await pilot.click(rows, offset=(2, 1))
        await pilot.pause()
        assert given(pilot) == [Choice("Yann Tregor", SpeakerType.PERSON, "1 quotation · as it is now")]


# ------------------------------------------------------------ the keys


def help_of(pane: str, *hinted: str) -> HelpScreen:
    key_names.use(keymap(Config()))
    return HelpScreen(keymap(Config()), pane, tuple((action, "") for action in hinted))


@pytest.mark.parametrize(
    ("pane", "hinted"), [("article", ("next-quote", "back")), ("people", ("kind",)), ("", ()), ("feeds", ())]
)
def test_keys_of_the_pane_come_first_those_of_the_status_line_before_them_each_once(
    pane: str, hinted: tuple[str, ...]
) -> None:
    groups = [(title, list(rows)) for title, rows in help_of(pane, *hinted)._groups()]
    ids = [[more.rsplit(" ", 1)[-1] for _keys, _words, more in rows] for _title, rows in groups[:-1]]
    own, general = (ids[0], ids[1:]) if pane else ([], ids)
    assert groups[0][0].startswith("Here, ") is bool(pane) and own[: len(hinted)] == list(hinted)
    table = {key.id: key for key in KEYS}
    assert all(pane in (*table[each].panes, table[each].context) for each in own[len(hinted) :])
    assert not [each for each in own if table[each].group == MOVING and each not in hinted]
    assert bool(own) is bool(pane) and sorted([*own, *chain(*general)]) == sorted(table)
    assert [sign for sign, _words, _more in groups[-1][1]] == [sign for sign, _words in SIGNS]


async def test_what_keys_do_stands_beside_them_or_below_them_where_it_is_narrow() -> None:
    async with shown(help_of("article"), (92, 24)) as pilot:
        lines = text_of(pilot)
        assert lines[0] == "Here, in the article" and lines[lines.index("Navigation") - 1] == ""
        assert f"  {'j ↓':<17}down" in lines and f"  {'●':<17}not read yet; in the comments, new" in lines
        assert any(
            line == "  n" + " " * 16 + "next unread article; next match; in the comments, next thread" for line in lines
        )
        await pilot.resize_terminal(59, 24)
        await pilot.pause()
        lines = text_of(pilot)
        assert lines[lines.index("  j ↓") + 1] == "    down" and max(map(len, lines)) <= 59 - 8 + 4
        await pilot.resize_terminal(60, 24)
        await pilot.pause()
        assert f"  {'j ↓':<17}down" in text_of(pilot) and max(map(len, text_of(pilot))) <= 60 - 8


async def test_all_words_that_are_typed_are_looked_for_in_keys_and_what_they_do() -> None:
    async with shown(help_of("article")) as pilot:
        line = pilot.app.screen.query_one(Input)
        for typed, found in (
            ("pgdn", ["Navigation", "a page down"]),
            ("page DOWN half", ["Navigation", "half a page down"]),
            ("favori enreg", []),
            ("xyz", ["No key and no sign for that."]),
            ("tag own", ["Signs", "a tag of your own"]),
        ):
            line.value = typed
            await pilot.pause()
            lines = text_of(pilot)
            for words in found:
                assert any(words in each for each in lines), (typed, lines)
            assert len(lines) >= len(found) and len(lines) <= max(6, len(found) * 2), (typed, lines)
        await pilot.press("escape")
        assert line.value == "" and given(pilot) == [] and len(text_of(pilot)) > 80
        await pilot.press("escape")
        assert given(pilot) == [None]


async def test_the_sheet_of_keys_is_scrolled_while_one_types_and_filtered_from_its_top() -> None:
    async with shown(help_of("article")) as pilot:
        view = pilot.app.screen.query_one("#help-keys", VerticalScroll)
        tops = []
        for key in ("down", "down", "up", "pagedown", "pageup", "pagedown"):
            await pilot.press(key)
            await pilot.pause()
            tops.append(round(view.scroll_y))
        assert tops[:3] == [1, 2, 1] and tops[3] > 5 and tops[4] <= 1 < tops[5]
        await pilot.press("e")
        await pilot.pause()
        assert view.scroll_y == 0
        await pilot.press("f1")
        await pilot.pause()
        assert given(pilot) == [None]
