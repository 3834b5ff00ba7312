"""Finding out what can be done: the sheet of keys, the palette, what empty lists say, the first minutes."""

import re
from pathlib import Path

import pytest
from rich.cells import cell_len

import newsreader.tui
from newsreader.config import OPTIONS, Config
from newsreader.tui.keys import KEYS
from newsreader.tui.layout import Pane
from newsreader.tui.screens.help import SIGNS
from newsreader.tui.screens.settings import NAMES as OFFERED
from newsreader.tui.screens.settings import SettingList
from newsreader.tui.setting_names import NAMES, VALUES
from newsreader.tui.synonyms import SYNONYMS
from tests.tui.reader import fill, opened

ROOT = Path(newsreader.tui.__file__).parent


async def test_the_sheet_of_keys_begins_with_the_pane_one_is_in_and_ends_with_every_sign(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file, (92, 200)) as reader:
        for keys, title in (((), "Here, in the list"), (("enter",), "Here, in the article")):
            await reader.press(*keys, "question_mark")
            lines = [line.strip("│ ") for line in reader.sees().splitlines()]
            titles = [n for n, line in enumerate(lines) if line.startswith("Here, in")]
            assert len(titles) == 1 and lines[titles[0]] == title
            assert titles[0] < next(n for n, line in enumerate(lines) if line == "Navigation")
            seen = reader.sees().splitlines()
            assert all(any(f"{sign} " in line and words in line for line in seen) for sign, words in SIGNS)
            await reader.press("escape")


async def test_the_sheet_of_keys_shows_what_is_typed_and_nothing_else(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file, (100, 40)) as reader:
        await reader.press("question_mark", *"favori")
        assert "save / unsave" in reader.sees() and "mark as read" not in reader.sees()
        await reader.press(*"xyz")
        assert "No key and no sign for that." in reader.sees()
        await reader.press("escape")
        assert "Navigation" in reader.sees(), "the first Esc lets go of the filter"
        await reader.press("escape")
        assert reader.focused() is Pane.HEADLINES and "Navigation" not in reader.sees()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("favori", "Save / unsave"),
        ("étoile", "Save / unsave"),
        ("star", "Save / unsave"),
        ("synchro", "Sync now"),
        ("sombre", "Light or dark"),
        ("annul", "Undo"),
        ("aide", "Keyboard shortcuts"),
    ],
)
async def test_the_palette_finds_by_other_words_of_both_languages(library_file: Path, typed: str, found: str) -> None:
    fill(library_file)
    async with opened(library_file, (100, 40)) as reader:
        await reader.press("colon")
        await reader.press(*({"é": "é"}.get(letter, letter) for letter in typed))
        assert found in reader.sees()


async def test_the_palette_says_when_there_is_nothing_and_finds_nothing_inside_of_words(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file, (100, 40)) as reader:
        await reader.press("colon", *"olice")
        assert "Nothing of that name." in reader.sees()


async def test_the_palette_leads_to_feeds_tags_and_people(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file, (100, 40)) as reader:
        reader.library.tags.change([reader.headlines()[2].id], ["climat"])
        reader.screen.controllers.lists.refresh_counts()
        await reader.settled()
        for typed, title, count in (
            ("climat", "climat", 1),
            ("tregor", "Search: said:", 3),
            ("essai", "Essai", 3),
        ):
            await reader.press("colon", *typed, "enter")
            assert reader.focused() is Pane.HEADLINES and title in reader.sees().splitlines()[0]
            assert len(reader.headlines()) == count


async def test_an_empty_list_says_what_it_is_and_which_key_leads_on(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file, (100, 30)) as reader:
        await reader.press("3")
        assert "Nothing saved yet: f saves" in reader.sees()
        await reader.press("1", "A", "2", "1", "2")
        assert "Everything here is read. 1 shows all" in reader.sees()


async def test_a_new_library_says_that_it_is_being_prepared(library_file: Path) -> None:
    async with opened(library_file, (80, 24)) as reader:
        seen = reader.sees()
        assert "Your library is being prepared" in seen
        assert "Enter reads" in seen and "shows all keys" in seen and "Q quits" in seen


def test_every_sentence_hint_and_synonym_names_an_action_of_the_table() -> None:
    ids = {key.id for key in KEYS}
    assert set(SYNONYMS) <= ids
    sources = {path: path.read_text(encoding="utf-8") for path in ROOT.rglob("*.py")}
    for path, source in sources.items():
        named = re.findall(r"\{key:([a-z-]+)\}", source) + re.findall(r"^\s+\(\"([a-z-]+)\", _\(", source, re.M)
        assert not set(named) - ids, path


def test_every_setting_and_each_of_its_values_has_a_name_for_people() -> None:
    assert set(OFFERED) <= set(NAMES)
    values = {str(value) for name in OFFERED for value in OPTIONS[name].metadata["choices"]}
    programs = set(OPTIONS["keymap"].metadata["choices"])
    assert values - programs - {""} <= set(VALUES)


@pytest.mark.parametrize("width", [30, 60, 120])
def test_names_and_values_of_settings_stand_in_two_columns(width: int) -> None:
    pane = SettingList(Config())
    rows = [pane.row(index, width)[0] for index in range(pane.count)]
    names, values = ([row[column][0] for row in rows] for column in (0, 1))
    assert len({cell_len(name) for name in names}) == 1 and all(name.endswith(" ") for name in names)
    assert all(cell_len(name) + cell_len(value) <= width for name, value in zip(names, values, strict=True))
