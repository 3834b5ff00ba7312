"""Rows of quotations, cell by cell: what has room is whole, what has none is cut, and a row is as high as was counted."""

from collections.abc import Callable

import pytest
from rich.cells import cell_len

from newsreader.model.quotation import Quotation, QuotationInArticle
from newsreader.tui.panes.article_quotations import ArticleQuotationsPane
from newsreader.tui.panes.found_quotations import FoundQuotationsPane
from newsreader.tui.panes.person_quotations import PersonQuotationsPane
from newsreader.tui.panes.quotation_rows import FEW, OWN, word_rows, words_of
from newsreader.tui.widgets.row_list import RowList
from newsreader.tui.widgets.row_painter import Row
from tests.tui.test_panes import NOW

SHORT = "Le pont rouvre."
LONG = "Il faudra encore beaucoup de temps pour que la rade soit de nouveau propre et calme. " * 3


def said(text: str, speaker: str = "Anne Bec", role: str = "", corrected: bool = False) -> Quotation:
    return Quotation(0, 0, len(text), text, speaker=speaker, role=role, corrected=corrected)


def printed(quotation: Quotation, article: int = 1, number: int = 0, outlet: str = "Essai") -> QuotationInArticle:
    return QuotationInArticle(article, number, quotation, "Le pont", outlet, "u", NOW)


def lines(row: Row) -> list[str]:
    return ["".join(words for words, _look in line).replace("\N{NO-BREAK SPACE}", " ") for line in row]


@pytest.mark.parametrize("most", [OWN, FEW])
def test_words_have_the_whole_row_but_for_their_bar(most: int) -> None:
    marked = f"«\N{NO-BREAK SPACE}{SHORT}\N{NO-BREAK SPACE}»"
    exact = len(marked) + 4
    assert lines(word_rows(said(SHORT), "fr", exact, (), most)) == [f"│ « {SHORT} »"]
    assert len(word_rows(said(SHORT), "fr", exact - 1, (), most)) == 2
    found = word_rows(said(LONG, corrected=True), "fr", 40, ("quote-1",), most)
    assert len(found) == most and [line[0][0] for line in found] == ["✎ ", *["│ "] * (most - 1)]
    assert {look for line in found for _words, look in line} == {("quote-1",)}
    assert found[-1][1][0].endswith("…") and not found[0][1][0].endswith("…")
    assert len(words_of(said("a" * 9), "fr", 3)) == len(words_of(said("a" * 9), "fr", 10))


def article_rows(quotation: Quotation) -> RowList:
    pane = ArticleQuotationsPane()
    pane.items, pane.language = [(0, quotation), (1, quotation)], "fr"
    return pane


def found_rows(quotation: Quotation) -> RowList:
    pane = FoundQuotationsPane()
    pane.items = [printed(quotation), printed(quotation, 2)]
    return pane


def person_rows(quotation: Quotation) -> RowList:
    pane = PersonQuotationsPane()
    pane.items = [printed(quotation), printed(quotation, number=1), printed(quotation, 2)]
    return pane


@pytest.mark.parametrize("made", [article_rows, found_rows, person_rows])
@pytest.mark.parametrize("text", [SHORT, LONG])
def test_no_row_is_wider_than_its_pane_or_higher_than_was_counted(
    made: Callable[[Quotation], RowList], text: str
) -> None:
    pane = made(said(text, "Anne Bec de la Tour du Port", "gardienne du phare de la pointe " * 3))
    for width in range(24, 110, 3):
        heights = pane.heights(width)
        for index in range(pane.count):
            row = pane.row(index, width)
            assert len(row) <= heights[index] and max(cell_len(line) for line in lines(row)) <= width
            assert heights[index] - len(row) <= 2


def test_a_row_of_one_line_is_counted_as_one_up_to_the_last_cell() -> None:
    found, person = FoundQuotationsPane(), PersonQuotationsPane()
    found.items = person.items = [printed(said("a" * 40)), printed(said("a" * 40), number=1)]
    assert [found.heights(width)[0] for width in (51, 52)] == [4, 3]
    assert [person.heights(width) for width in (47, 48)] == [[4, 3], [3, 2]]
    assert [person.head_of(index) for index in (0, 1)] == [1, 0]


def test_the_source_stands_at_the_right_edge_and_the_role_where_there_is_room() -> None:
    pane = FoundQuotationsPane()
    pane.items = [printed(said(SHORT, role="maire")), printed(said(SHORT, "", "maire"))]
    for width, role in ((60, True), (80, True), (33, True), (31, False)):
        head = lines(pane.row(0, width))[0]
        assert head.startswith("Anne Bec") and len(head) == width - 1 and (", ma" in head) is role
    assert lines(pane.row(0, 60))[0].endswith(" Essai · 25 November 2026 ")
    assert lines(pane.row(1, 60))[0].startswith("? (speaker unclear)")
    looks = [pane.row(index, 60)[0][0][1] for index in (0, 1)]
    assert looks[0][0] == "name" and looks[0][1].startswith("quote-") and looks[1] == ("name",)


def test_a_name_stands_above_the_first_of_its_quotations_in_its_colour() -> None:
    pane = ArticleQuotationsPane()
    pane.items = [(0, said(SHORT, role="maire")), (1, said(SHORT)), (2, said(SHORT, "Yann Tregor"))]
    pane.looks, pane.language = {"Anne Bec": 4}, "fr"
    assert [lines(pane.row(index, 40)) for index in range(3)] == [
        ["Anne Bec, maire", f"│ « {SHORT} »", ""],
        [f"│ « {SHORT} »", ""],
        ["Yann Tregor", f"│ « {SHORT} »", ""],
    ]
    assert pane.row(0, 40)[0][0][1] == ("name", "quote-4") and pane.row(2, 40)[0][0][1] == ("name",)
    assert pane.row(0, 40)[1][0][1] == ("quote-4",) and pane.row(2, 40)[1][0][1] == ()
    assert [pane.head_of(index) for index in range(3)] == [1, 0, 1]
    assert pane.heights(40) == [3, 2, 3]
    assert lines(pane.row(0, 13))[0] == "Anne Bec, m…" and lines(pane.row(0, 8))[0] == "Anne B…"


def test_of_a_person_each_article_is_named_once_in_the_colour_that_they_have_there() -> None:
    pane = PersonQuotationsPane()
    pane.items = [printed(said(SHORT)), printed(said(SHORT), number=1), printed(said(SHORT), 2)]
    pane.looks = {1: 3}
    first, second, third = (pane.row(index, 60) for index in range(3))
    assert lines(first) == ["25 November 2026 · Essai · Le pont", f"│ « {SHORT} »"]
    assert lines(second) == [f"│ « {SHORT} »"] and len(third) == 2
    assert first[1][0][1] == second[0][0][1] == ("quote-3",) and third[1][0][1] == ()
    assert lines(pane.row(0, 20))[0] == "25 November 2026 ·…"
