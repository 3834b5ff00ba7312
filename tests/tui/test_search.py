"""Searching while typing, keeping a search, tagging."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widgets import Input

from newsreader.library.messages.events import Alerted
from newsreader.model.article_filter import ArticleFilter
from newsreader.model.query import All, Words, words_of
from newsreader.model.text import find_words
from newsreader.tui.layout import Pane
from newsreader.tui.panes.headline_rows import passage_row
from tests.tui.reader import Reader, fill, opened


async def test_the_list_follows_what_is_typed_and_the_article_opens_at_the_match(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file) as reader:
        await reader.press("slash", *"suite 29")
        assert [h.id for h in reader.headlines()] == [1]
        await reader.press("enter")
        assert "Search: suite 29" in reader.sees()
        await reader.press("enter")
        assert reader.focused() is Pane.ARTICLE and reader.screen.article.marks.found
        await reader.press("q", "slash", "escape")
        assert "Search: suite 29" in reader.sees()


async def test_esc_in_the_search_box_brings_back_the_list_and_the_search_before(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file) as reader:
        await reader.press("j", "slash", *"titre:2")
        assert [row.title for row in reader.headlines()] == ["Titre 2"]
        await reader.press("escape")
        assert len(reader.headlines()) == 3 and "All articles" in reader.sees() and "Search:" not in reader.sees()
        current = reader.screen.headlines.current
        assert current and current.title == "Titre 1"
        await reader.press("slash", *"titre:1", "enter", "slash", *["backspace"] * 7, *"titre:2")
        assert [row.title for row in reader.headlines()] == ["Titre 2"]
        await reader.press("escape")
        assert [row.title for row in reader.headlines()] == ["Titre 1"] and "Search: titre:1" in reader.sees()
        await reader.press("S", "enter")
        assert list(reader.library.searches.all().values()) == ["titre:1"]


async def test_what_cannot_be_understood_is_said_where_it_is(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file) as reader:
        await reader.press("slash", *"titr:x", "enter")
        assert "▸titr:x◂" in reader.sees() and reader.screen.headlines.count == 3


async def test_what_a_search_finds_is_said_in_its_box_and_then_for_ten_seconds_below(
    library_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(library_file)
    timers: list[tuple[float, Callable[[], None]]] = []
    async with opened(library_file) as reader:
        await reader.press("slash", *"titr:x")
        box = reader.app.screen.query_one("#ask", Input)
        assert "▸titr:x◂" in str(box.border_subtitle) and "titr" not in reader.screen.status.message
        await reader.press(*["backspace"] * 3, *"re:2")
        assert "1 result" in str(box.border_subtitle)
        monkeypatch.setattr(reader.screen, "set_timer", lambda seconds, act: timers.append((seconds, act)))
        await reader.press("enter")
        assert "1 result" in reader.sees()
        (forget,) = (act for seconds, act in timers if seconds == 10)
        forget()
        await reader.settled()
        assert "S save this search" not in reader.sees() and "Enter read" in reader.sees()


async def test_a_search_is_kept_as_a_list_and_articles_are_tagged(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file, (180, 40)) as reader:
        await reader.press("T", *"mer phare", "enter")
        await reader.press("slash", *"tag:mer", "enter")
        await reader.press("S", *["backspace"] * 7, *"Au large", "enter")
        assert reader.library.searches.all() == {"Au large": "tag:mer"}
        await reader.settled()
        current = reader.screen.feeds.current  # the key that renames or removes it, as is said, is for this row
        assert current and current.title == "Au large"
        await reader.press("1")
        await reader.press("h")
        assert "Au large" in reader.sees()
        await reader.press("g", "j", "j", "enter")
        assert [h.id for h in reader.headlines()] == [1]


async def test_what_is_found_shows_where_and_its_matches_are_walked_through(library_file: Path) -> None:
    fill(library_file, 4)
    async with opened(library_file, (100, 30)) as reader:
        await reader.press("slash", *"suite")
        assert "best matches first" in reader.sees() and "Suite 0." in reader.sees()
        await reader.press("enter")
        first = reader.screen.headlines.current
        await reader.press("enter")
        view = reader.screen.article
        assert (
            first
            and view.opened
            and view.opened.number == first.id
            and len(view.marks.found) > 1
            and view.marks.match == 0
        )
        await reader.press("n")
        assert f"Match 2 of {len(view.marks.found)}" in reader.sees() and view.marks.match == 1
        await reader.press("N", "N")
        assert view.marks.match == 0 and "No more." in reader.sees()


async def test_a_search_is_completed_by_what_the_library_has(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file) as reader:
        library = reader.library
        library.tags.change([1], ["météo"])
        for begun, whole in (
            ("tit", "title:"),
            ("quai dit:TRE", "quai dit:TREgor"),
            ('said:"anne', 'said:"anne Bec"'),
            ("(tag:met", "(tag:metéo"),
            ("-source:ess", "-source:essai"),
            ("est:non", "est:non-lu"),
            ("est:", "est:non-lu"),
            ("is:", "is:unread"),
            ("depuis:", "depuis:1j"),
            ("since:", "since:1d"),
            ("rien", ""),
            ("", ""),
        ):
            completed = library.searches.complete(begun)
            assert completed.lower() == whole.lower() or completed == {"tit": "titre:"}.get(begun), begun
        assert len(library.searches.find("tag:metéo")) == 1
        await reader.press("slash", *"said:tre")
        await reader.press("tab", "enter")
        assert reader.screen.session.search_text == "said:tregor"


async def test_a_search_becomes_a_rule_after_a_look_at_what_it_would_have_done(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file) as reader:
        library = reader.library
        await reader.press("F")
        assert "No rules yet" in reader.sees()
        await reader.press("slash", *"titre:2", "enter")
        await reader.press("F", *"burn", "enter")
        # What was typed is there to be put right, and what is wrong with it said.
        assert reader.app.screen.query_one(Input).value == "burn" and not library.rules.all()
        assert "hide" in reader.sees().splitlines()[-1]
        await reader.press("ctrl+u", *"hide, tag:x", "enter", "enter")
        assert "would have matched 1 article" in reader.sees() and "Titre 2" in reader.sees()
        await reader.press("escape")
        assert not library.rules.all()
        await reader.press("F", *"hide", "enter", "enter")
        await reader.press("enter")
        assert [(rule.query, rule.actions) for rule in library.rules.all()] == [("titre:2", ("hide",))]
        reader.screen.controllers.lists.open(ArticleFilter())
        await reader.press("F")
        assert "titre:2: titre:2 → hide" in reader.sees()
        await reader.press("d")
        assert not library.rules.all()
        reader.receive(Alerted("Vent", 1, "Trois\x1b[31m jours"))
        assert "⚑ Vent: Trois" in reader.sees()


def test_whole_words_are_marked_where_whole_words_were_asked_for() -> None:
    assert find_words("a", "L’avion à Agen, a-t-il dit", begun=False) == [8, 16]
    assert len(find_words("a", "L’avion à Agen, a-t-il dit", begun=True)) == 4
    assert find_words("経済", "日本経済新聞", begun=False) == [2], (
        "where words stand without spaces, there are no others"
    )
    assert words_of(All((Words("flux"), Words("mai", begun=True)))) == [("flux", False), ("mai", True)]


def test_a_passage_is_cut_around_the_words_and_says_so() -> None:
    words = "Un long début qui ne dit rien de ce que l’on cherche, puis la loutre, et une fin tout aussi longue."
    at = words.index("loutre")
    pieces = passage_row(words, [(at, at + 6)], 40)
    line = "".join(text for text, _looks in pieces)
    assert line.startswith("…") and line.endswith("…") and "loutre" in line and len(line) <= 40
    assert ("loutre", ("match",)) in pieces
    assert "".join(text for text, _looks in passage_row("La loutre.", [(3, 9)], 40)) == "La loutre."


async def test_what_was_said_of_a_search_is_over_in_another_list(library_file: Path) -> None:
    fill(library_file)
    async with opened(library_file, (80, 24)) as reader:
        await reader.press("slash", *"quai", "enter")
        assert "S save this search" in reader.sees()
        await reader.press("escape", "g", "enter")
        assert "save this search" not in reader.sees()


@pytest.mark.parametrize("size", [(80, 24), (200, 50)])
async def test_behind_the_box_stands_what_the_screen_below_shows(library_file: Path, size: tuple[int, int]) -> None:
    fill(library_file, 30)

    def below(reader: Reader) -> str:
        strips = reader.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip) for strip in strips[:-3])

    async with opened(library_file, size) as reader:
        await reader.press("slash")
        for letter in "titre 1":
            await reader.press("space" if letter == " " else letter)
            assert reader.sees().splitlines()[:-3] == below(reader).splitlines()
        await reader.pilot.resize_terminal(100, 30)
        await reader.press("2")
        assert reader.sees().splitlines()[:-3] == below(reader).splitlines()
        assert "Search: titre 12" in reader.sees()
