"""Pages of lines: nothing too wide, nothing lost, places found again."""

import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from newsreader.model.article import Article, Block, BlockType
from newsreader.model.text import Role, Span, Text
from newsreader.quotes.engine import find_quotations
from newsreader.render.article import LayoutOptions, article_page, speaker_looks
from newsreader.render.page import Page, break_text, cut
from newsreader.render.reading_time import reading_minutes
from newsreader.render.table import table_lines
from newsreader.render.typography import typeset

NUMBERED = LayoutOptions(numbers=True)


@given(st.text(alphabet="abc é日本\n\u00a0«»-", max_size=200), st.integers(8, 60))
def test_every_line_fits_and_every_word_is_there(value: str, width: int) -> None:
    lines = list(break_text(Text(value), width))
    assert all(cell_len(line.text) <= max(8, width) for line in lines)
    assert "".join("".join(line.text for line in lines).split()) == "".join(value.split())


def test_spans_and_marks_are_on_the_right_words() -> None:
    text = Text("un deux trois", (Span(3, 7, Role.STRONG),))
    (line,) = break_text(text, 40, ("base",), [(8, 13, "quote", 4)])
    assert [(run.text, run.roles, run.quotation) for run in line.runs] == [
        ("un ", ("base",), -1),
        ("deux", ("base", "strong"), -1),
        (" ", ("base",), -1),
        ("trois", ("base", "quote"), 4),
    ]


def test_a_place_is_found_again_at_another_width() -> None:
    words = " ".join(f"mot{n}" for n in range(200))
    wide, narrow = (Page(break_text(Text(words), width, block=0)).whole() for width in (70, 20))
    place = wide.place_of(5)
    line = narrow.lines[narrow.line_at(*place)]
    assert line.start <= place[1] < line.start + len(line.text) + 1


def test_french_marks_are_never_alone_on_a_line() -> None:
    assert typeset("Il dit : « oui » !") == "Il dit\u00a0: «\u00a0oui\u00a0»\u00a0!"
    for width in range(12, 30):
        for line in break_text(Text(typeset("Vraiment ? Il a dit « jamais » : voilà !")), width):
            assert line.text[:1] not in "?:!»" and line.text[-1:] != "«"


def test_speech_is_told_by_shape_and_each_speaker_has_a_look() -> None:
    article = Article(
        url="",
        id="",
        title="T",
        blocks=(
            Block(BlockType.PARAGRAPH, Text('"Le port respire de nouveau", dit Anne Bec.')),
            Block(BlockType.PARAGRAPH, Text("Rien à dire.")),
            Block(BlockType.PARAGRAPH, Text('"Le bois tiendra cent ans", dit Yann Tregor.')),
        ),
    )
    quotations = find_quotations(article)
    assert speaker_looks(quotations) == {"Anne Bec": 0, "Yann Tregor": 1}
    page = article_page(article, quotations, 60)
    gutters = {line.block: line.gutter for line in page.lines if line.block >= 0}
    assert gutters == {0: "speech", 1: "", 2: "speech"}
    roles = {run.quotation: run.roles for line in page.lines for run in line.runs if run.quotation >= 0}
    assert roles == {0: ("quote-0",), 1: ("quote-1",)}


def test_the_length_is_of_the_text_itself() -> None:
    text = Block(BlockType.PARAGRAPH, Text("mot " * 460))
    related = Block(BlockType.RELATED, Text("mot " * 5000))
    assert reading_minutes(Article(url="", id="", title="T", blocks=(text, related))) == 2


def test_words_are_cut_by_cells() -> None:
    assert cut("日本語", 5) == "日本…" and cell_len(cut("日本語日本語", 7)) <= 7
    assert cut("court", 5) == "court"


def page_with(*blocks: Block, width: int = 40) -> list[str]:
    article = Article("https://x.example/a", "a", "Le quai", blocks=blocks)
    return [line.text for line in article_page(article, (), width).lines]


@given(st.lists(st.lists(st.text(alphabet="abc é日本\n", max_size=60), min_size=1, max_size=9), min_size=1, max_size=4))
def test_a_table_fits_and_loses_no_word(rows: list[list[str]]) -> None:
    block = Block(BlockType.TABLE, rows=tuple(map(tuple, rows)))
    lines = list(table_lines(block, 40, 0))
    assert all(cell_len(line.text) <= 40 for line in lines)
    shown = "".join("".join(line.text for line in lines).split())
    said = "".join(map("".join, rows[1:] or rows))
    assert all(shown.count(letter) >= said.count(letter) for letter in "abcé日本")


def test_a_table_too_wide_stands_under_the_names_of_its_columns() -> None:
    heads, row = tuple(f"colonne {n}" for n in range(8)), tuple(f"valeur {n}" for n in range(8))
    lines = page_with(Block(BlockType.TABLE, Text("Les votes"), rows=(heads, row)))
    assert lines[lines.index("Les votes") :][:3] == ["Les votes", "colonne 0: valeur 0", "  colonne 1: valeur 1"]


def test_a_word_wider_than_its_column_is_broken_after_its_own_hyphens() -> None:
    town = "Saint-Aubin-sur-Loirette-le-Vieux"
    table = Block(BlockType.TABLE, rows=(("Commune", "Maire"), (town, f"{'y' * 30} ou personne")))
    lines = [line for line in page_with(table) if line.startswith(("Saint", "sur", "Loir", "le-"))]
    pieces = [line.split()[0] for line in lines]
    assert "".join(pieces) == town and all(piece.endswith("-") for piece in pieces[:-1])
    # One that has none is broken where the column ends, and loses nothing.
    assert sum(line.count("y") for line in page_with(table)) == 30


def test_lists_code_and_struck_words_are_drawn_as_they_are_meant() -> None:
    items = (Text("un"), Text("deux"))
    listed = Block(BlockType.LIST, items=items, ordered=True, markers=("5.", "a."), depths=(0, 1))
    code = Block(BlockType.CODE, Text(f"si x:\n    {'y' * 60}"))
    lines = page_with(listed, code)
    assert lines[lines.index(" 5. un") :][:2] == [" 5. un", "   a. deux"]
    assert any(line.startswith("      yy") for line in lines) and sum(line.count("y") for line in lines) == 60
    struck = Block(BlockType.PARAGRAPH, Text("20 30", (Span(0, 2, Role.STRIKE),)))
    page = article_page(Article("https://x.example/a", "a", "t", blocks=(struck,)), (), 40)
    assert any("strike" in run.roles and run.text == "20" for line in page.lines for run in line.runs)


def calls(act: Callable[[], object]) -> int:
    """How many functions are called meanwhile: what an act costs, whatever else the machine does."""
    count = 0

    def note(_frame: object, event: str, _what: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(note)
    try:
        act()
    finally:
        sys.setprofile(None)
    return count


def spans_of(many: int) -> Text:
    """Each letter in bold type or in italics."""
    return Text("ab" * many, tuple(Span(n, n + 1, (Role.STRONG, Role.EMPHASIS)[n % 2]) for n in range(2 * many)))


def nested(many: int) -> Text:
    """Links within links."""
    return Text("a " * many, tuple(Span(n, 2 * many - n, Role.LINK, f"https://x.example/{n}") for n in range(many)))


HARD_TEXTS: dict[str, Callable[[int], Block]] = {
    "spans": lambda many: Block(BlockType.PARAGRAPH, spans_of(many)),
    "nested links": lambda many: Block(BlockType.PARAGRAPH, nested(many)),
    "one word": lambda many: Block(BlockType.PARAGRAPH, Text("日" * many)),
    "accents alone": lambda many: Block(BlockType.PARAGRAPH, Text("\u0903" * many)),
    "items": lambda many: Block(BlockType.LIST, items=tuple(Text(f"objet {n}") for n in range(many))),
    "code": lambda many: Block(BlockType.CODE, Text("x = 1\n" * many)),
}


@pytest.mark.parametrize("kind", HARD_TEXTS)
def test_a_text_twice_as_long_takes_twice_as_much_to_set_and_to_find_one_s_way_in(kind: str) -> None:
    def set_it(many: int) -> None:
        page = article_page(Article("u", "i", "t", blocks=(HARD_TEXTS[kind](many),)), (), 40, setting=NUMBERED)
        assert all(cell_len(line.text) <= 40 and len(line.text) <= 400 for line in page.lines)
        middle = len(page.lines) // 2
        assert page.line_at(*page.place_of(middle)) >= middle - 1

    once, twice = calls(lambda: set_it(1000)), calls(lambda: set_it(2000))
    assert twice < 2.5 * once


def test_updates_and_headings_by_the_thousand_are_put_in_order_in_one_go() -> None:
    def set_it(many: int) -> None:
        times = (datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=n) for n in range(many))
        blocks = tuple(Block(BlockType.UPDATE, Text("Du neuf."), time=when) for when in times)
        article_page(Article("u", "i", "t", blocks=blocks), (), 40)

    once, twice = calls(lambda: set_it(500)), calls(lambda: set_it(1000))
    assert twice < 2.5 * once


def test_one_s_place_in_a_list_is_found_again() -> None:
    items = tuple(Text(f"Le quai numéro {n} de ce port") for n in range(20))
    article = Article("u", "i", "t", blocks=(Block(BlockType.LIST, items=items),))
    wide, narrow = article_page(article, (), 60), article_page(article, (), 20)
    line = next(number for number, each in enumerate(wide.lines) if "numéro 7 " in each.text)
    assert "numéro 7" in "".join(narrow.lines[narrow.line_at(*wide.place_of(line)) + n].text for n in range(2))


def test_a_page_is_laid_out_a_slice_at_a_time_and_ends_once() -> None:
    page = Page(break_text(Text("mot " * 500), 20, block=0))
    page.grow(runs=50)
    assert 5 <= len(page.lines) <= 50 and not page.is_whole
    page.grow(runs=1, lines=30)
    assert 35 <= len(page.lines) <= 80 and page.shows(0, 100) and not page.shows(0, 1900)
    lines = len(page.grow_until(lambda: page.shows(0, 1000)).lines)
    assert lines < 100 and page.lines[page.line_at(0, 1000)].start <= 1000
    assert page.whole().is_whole and [line.text for line in page.lines] == ["mot mot mot mot mot"] * 100
    page.grow(runs=1000)
    assert len(page.lines) == 100
