"""Sheets of text and figures, of settings, rules and pictures, each alone in an app."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from PIL import Image
from textual.containers import VerticalScroll
from textual.content import Content
from textual.pilot import Pilot
from textual.widgets import Static

from newsreader.config import OPTIONS, Config
from newsreader.model.errors import NewsreaderError
from newsreader.model.rule import Rule
from newsreader.tui.screens.picture import PictureScreen
from newsreader.tui.screens.rules import PreviewScreen, RulesScreen
from newsreader.tui.screens.settings import SettingList, SettingsScreen
from newsreader.tui.screens.sheet import CountedSheet, Sheet
from tests.tui.one_sheet import given, given_by, shown, text_of, words

# ------------------------------------------------------------ sheets of text, and of figures


class Poem(Sheet):
    """Forty lines."""

    def lines(self) -> list[Content]:
        return [Content(f"vers {n}") for n in range(40)]


async def test_a_sheet_closes_by_any_key_that_means_back() -> None:
    keys = ("escape", "q", "question_mark", "h", "f1", "enter", "i")
    assert await given_by(*((Poem(), (key,)) for key in keys)) == [None] * len(keys)


async def test_a_sheet_scrolls_by_lines_pages_and_to_its_ends() -> None:
    async with shown(Poem()) as pilot:
        view = pilot.app.screen.query_one("#sheet", VerticalScroll)
        tops = []
        for key in ("j", "down", "k", "up", "space", "b", "pagedown", "pageup", "G", "g", "end", "home"):
            await pilot.press(key)
            await pilot.pause()
            tops.append(round(view.scroll_y))
        page, end = tops[4], tops[8]
        assert tops == [1, 2, 1, 0, page, 0, page, 0, end, 0, end, 0] and end >= page > 10 and given(pilot) == []


class Count(CountedSheet[int]):
    """A number, computed in the background, or the sentence that says why there is none."""

    def __init__(self, *answers: int | NewsreaderError) -> None:
        super().__init__()
        self.answers, self.asked = list(answers), 0

    def counting(self) -> Callable[[], int]:
        self.asked += 1
        answer = self.answers.pop(0)

        def count() -> int:
            if isinstance(answer, NewsreaderError):
                raise answer
            return answer

        return count

    def head(self) -> list[Content]:
        return [Content("Combien")]

    def shown(self, counted: int, width: int) -> list[Content]:
        return [Content(f"{counted} sur {width}")]


@pytest.mark.parametrize(("columns", "width"), [(60, 52), (92, 84), (120, 84)])
async def test_figures_are_computed_and_laid_out_on_as_many_cells_as_there_are(columns: int, width: int) -> None:
    sheet = Count(7)
    assert [line.plain for line in sheet.lines()] == ["Combien", "Counting…"]
    async with shown(sheet, (columns, 24)) as pilot:
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert text_of(pilot) == ["Combien", f"7 sur {width}"] and sheet.asked == 1
        sheet.answers = [NewsreaderError("Illisible."), 8]
        for said in ("Illisible.", f"8 sur {width}"):
            sheet.count()
            assert text_of(pilot) == ["Combien", "Counting…"]
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()
            assert text_of(pilot) == ["Combien", said]


async def test_of_two_counts_the_one_that_was_asked_for_last_is_shown() -> None:
    sheet = Count(1, 2, 3)
    async with shown(sheet) as pilot:
        sheet.count()
        sheet.count()
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert text_of(pilot)[1].startswith("3 sur")


# ------------------------------------------------------------ settings and rules


@asynccontextmanager
async def settings(path: Path) -> AsyncIterator[tuple[Pilot[None], SettingList, list[Config]]]:
    used: list[Config] = []
    async with shown(SettingsScreen(Config(file=path), used.append), (100, 40)) as pilot:
        yield pilot, pilot.app.screen.query_one(SettingList), used


def at(rows: SettingList, name: str) -> None:
    rows.go(rows.items.index(name))


async def test_a_setting_takes_its_next_value_or_one_that_is_typed_and_goes_back(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text("# à moi\n")
    async with settings(file) as (pilot, rows, used):
        at(rows, "ascii")
        for value, key in ((True, "enter"), (False, "space"), (True, "l")):
            await pilot.press(key)
            assert used[-1].ascii is rows.settings.ascii is value
        at(rows, "images")
        values = []
        for _time in range(3):
            await pilot.press("right")
            values.append(rows.settings.images)
        assert sorted(values) == ["auto", "off", "on"] and values[-1] == Config().images
        at(rows, "text_width")
        for typed, width in (("62", 62), ("x", 62), ("63", 63)):
            await pilot.press("enter")
            await pilot.press(*typed, "enter")
            assert rows.settings.text_width == width
        await pilot.press("enter", "escape")
        assert rows.settings.text_width == 63 and len(used) == 8
        await pilot.press("backspace")
        at(rows, "ascii")
        await pilot.press("d")
        assert used[-1] == rows.settings
        assert (used[-1].text_width, used[-1].ascii) == (Config().text_width, False)
        assert file.read_text() == "# à moi\n"
        await pilot.press("q")
        assert given(pilot) == [None]


async def test_what_a_setting_is_for_is_said_with_its_name_and_what_is_wrong(tmp_path: Path) -> None:
    async with settings(tmp_path / "config.toml") as (pilot, rows, _used):
        words = pilot.app.screen.query_one("#setting-words", Static)
        assert f"In the file: {rows.items[0]}." in str(words.content)
        await pilot.press("j")
        await pilot.pause()
        assert f"In the file: {rows.items[1]}." in str(words.content) and str(words.content)[0].isupper()
        needs = next(name for name in rows.items if OPTIONS[name].metadata["needs_restart"])
        for name, said in ((needs, True), ("ascii", OPTIONS["ascii"].metadata["needs_restart"])):
            at(rows, name)
            await pilot.pause()
            assert ("next start" in str(words.content)) is bool(said)
        at(rows, "text_width")
        await pilot.pause()
        await pilot.press("enter", *"beaucoup", "enter")
        await pilot.pause()
        assert "number" in str(words.content) and rows.settings.text_width == Config().text_width
        await pilot.press("G", "k", "g", "pagedown", "b")
        assert rows.cursor == 0


def test_what_is_no_default_stands_out() -> None:
    rows = SettingList(Config(text_width=60))
    looks = {name: rows.row(index, 80)[0][1][1] for index, name in enumerate(rows.items)}
    assert [name for name, look in looks.items() if look == ("speaker",)] == ["text_width"]


RULES = [Rule("Sport", "titre:sport", ("hide", "tag:sport")), Rule("Météo", "titre:orage et vent", ("alert",))]


async def test_a_rule_is_chosen_to_be_shown_or_deleted() -> None:
    assert await given_by(
        (RulesScreen(RULES), ("enter",)),
        (RulesScreen(RULES), ("j", "l")),
        (RulesScreen(RULES), ("down", "up", "d")),
        (RulesScreen(RULES), ("j", "k", "j", "delete")),
        (RulesScreen(RULES), ("q",)),
    ) == [("show", RULES[0]), ("show", RULES[1]), ("delete", RULES[0]), ("delete", RULES[1]), None]


def test_a_rule_stands_on_a_line_with_what_it_does() -> None:
    rows = RulesScreen(RULES).rows
    assert words(rows, 80) == [" Sport: titre:sport → hide, tag:sport", " Météo: titre:orage et vent → alert"]
    assert words(rows, 30)[1] == " Météo: titre:orage e… → alert"


async def test_a_rule_is_kept_by_enter_alone() -> None:
    previews = [PreviewScreen(RULES[0], "12", []) for _time in range(3)]
    said = [line.plain for line in previews[0].lines()]
    assert said[0].startswith("In the last four weeks, “Sport” would have matched 12")
    assert said[1].startswith("Actions: hide, tag:sport.")
    assert await given_by(*zip(previews, (("enter",), ("escape",), ("q",)), strict=True)) == [None] * 3
    assert [preview.kept for preview in previews] == [True, False, False]


# ------------------------------------------------------------ pictures


async def test_pictures_follow_one_another_up_to_the_last() -> None:
    pictures = [(f"Le quai {n}", Image.new("RGB", (4, 4))) for n in range(3)]
    async with shown(PictureScreen(pictures)) as pilot:
        said = []
        for key in ("j", "space", "n", "k", "b", "N"):
            await pilot.press(key)
            await pilot.pause()
            said.append(str(pilot.app.screen.query_one("#picture-words", Static).content))
        assert said == [
            *("2/3  Le quai 1", "3/3  Le quai 2", "3/3  Le quai 2"),
            *("2/3  Le quai 1", "1/3  Le quai 0", "1/3  Le quai 0"),
        ]
        await pilot.press("q")
        assert given(pilot) == [None]
    async with shown(PictureScreen(pictures[:1])) as pilot:
        assert str(pilot.app.screen.query_one("#picture-words", Static).content) == "Le quai 0"
