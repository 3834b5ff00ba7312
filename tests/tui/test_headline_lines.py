"""The words of a headline's rows at a width, cell by cell; what has no room, gives way."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from newsreader.model.article_filter import SortOrder
from newsreader.model.feed import Headline
from newsreader.tui.panes.headline_rows import (
    Density,
    RowContext,
    group_headings,
    headline_row,
    passage_row,
    title_height,
)
from newsreader.tui.widgets.row_painter import Row
from tests.tui.test_panes import NOW, headline

LATER = RowContext(NOW + timedelta(days=30))
PLAIN = headline(1)
FULL = replace(
    PLAIN,
    title="Le pont rouvre",
    kicker="Bretagne",
    word_count=900,
    comment_count=3,
    new_comments=1,
    quotations=2,
    duplicates=4,
    tags=("mer",),
)


def words(row: Row) -> list[str]:
    return ["".join(piece for piece, _roles in line).rstrip() for line in row]


def comfortable(of: Headline = FULL, width: int = 100, context: RowContext = LATER) -> list[str]:
    return words(headline_row(of, width, Density.COMFORTABLE, context))


def compact(of: Headline = FULL, width: int = 100, context: RowContext = LATER) -> str:
    (line,) = words(headline_row(of, width, Density.COMPACT, context))
    return line


def test_the_title_stands_above_all_there_is_to_say() -> None:
    assert comfortable(PLAIN) == ["●   Titre 1", "    Essai · 25 Nov"]
    assert comfortable() == [
        "●   BRETAGNE Le pont rouvre",
        "    Essai · 25 Nov · 4 min · 3 comments · 1 new · 2 quotations · +4 outlets · #mer",
    ]


def test_what_one_did_with_it_are_signs_before_it() -> None:
    assert comfortable(replace(PLAIN, read=True, saved=True))[0] == " +  Titre 1"
    assert comfortable(PLAIN, context=replace(LATER, chosen=True))[0] == "● * Titre 1"
    assert comfortable(PLAIN, context=replace(LATER, inside=True))[0] == "●   └ Titre 1"
    assert "▸ 2 more on this" in comfortable(PLAIN, context=replace(LATER, others=2))[1]


def test_a_chosen_row_is_tinted_from_edge_to_edge() -> None:
    for line in headline_row(PLAIN, 40, Density.COMFORTABLE, replace(LATER, chosen=True)):
        assert sum(len(piece) for piece, _roles in line) == 40 and all("chosen" in roles for _piece, roles in line)
    row = headline_row(PLAIN, 40, Density.COMFORTABLE, LATER)
    assert not any("chosen" in roles for line in row for _piece, roles in line)


def test_below_the_name_of_its_day_a_row_has_its_time_only() -> None:
    assert comfortable(PLAIN, context=replace(LATER, dated=True))[1] == "    Essai · 01:00"
    assert compact(PLAIN, context=replace(LATER, dated=True)).startswith("●   01:00 Titre 1")
    assert compact(PLAIN).startswith("●    25 Nov Titre 1")


def test_an_article_whose_text_is_not_here_has_no_length() -> None:
    assert "min" not in comfortable(replace(FULL, complete=False))[1] and "min" in comfortable()[1]


def test_what_has_no_room_is_left_out_whole_and_the_first_is_cut() -> None:
    assert "min" not in comfortable(replace(FULL, complete=False), width=46)[1]
    assert comfortable(width=46)[1] == "    Essai · 25 Nov · [3 +1] · “2” · 4 min"
    assert comfortable(width=15)[-1] == "    Essai"
    assert comfortable(replace(PLAIN, outlet="Un très long nom"), width=15)[-1] == "    Un très l…"


def test_a_long_title_takes_two_lines_and_no_more() -> None:
    long = replace(FULL, title="Le pont de la rade rouvre enfin à tous les promeneurs du dimanche")
    assert comfortable(long, 46)[:2] == [
        "●   BRETAGNE Le pont de la rade rouvre enfin",
        "    à tous les promeneurs du dimanche",
    ]
    assert comfortable(long, 30)[1].endswith("…") and len(comfortable(long, 30)) == 3
    assert title_height(long, 46, Density.COMFORTABLE) == 3 and title_height(long, 46, Density.COMPACT) == 1
    assert title_height(FULL, 46, Density.COMFORTABLE) == 2


def test_the_height_is_that_of_the_lines_at_every_width() -> None:
    for width in range(14, 60):
        for kicker in ("", "Bretagne"):
            row = replace(FULL, title="Le pont rouvre en mai", kicker=kicker)
            assert len(comfortable(row, width)) <= title_height(row, width, Density.COMFORTABLE)


def test_a_kicker_that_would_take_half_of_the_line_gives_way() -> None:
    assert comfortable(width=21)[0] == "●   BRETAGNE Le pont"
    assert comfortable(width=20)[0] == "●   Le pont rouvre"
    assert compact(width=80).startswith("●    25 Nov BRETAGNE Le pont rouvre")
    assert "BRETAGNE" not in compact(width=37)


def test_on_one_line_signs_say_the_same_and_take_a_share_of_it() -> None:
    assert compact(width=160).split("rouvre")[1].split() == (
        ["Essai", "·", "[3", "+1]", "·", "“2”", "·", "4", "min", "·", "=4", "·", "#mer"]
    )
    assert compact(width=160, context=replace(LATER, others=2)).split("rouvre")[1].split()[:3] == ["Essai", "·", "▸2"]
    assert "[3]" in compact(replace(FULL, new_comments=0), 160)
    for width in (30, 60, 100):
        assert len(compact(width=width)) <= width - 1 and "Essai" in compact(width=60)
    assert compact(replace(FULL, outlet="Un nom bien trop long"), 160).split("rouvre")[1].split(" · ")[0].strip() == (
        "Un nom bien tro…"
    )


def test_days_and_outlets_stand_above_their_first_row() -> None:
    rows = [
        replace(headline(n), when=NOW - timedelta(days=days), outlet=name)
        for n, days, name in ((1, 0, "B"), (2, 0, "B"), (3, 3, "B"), (4, 3, "C"), (5, 0, ""))
    ]

    def heads(order: SortOrder, inside: Iterable[int] = ()) -> list[tuple[int, str]]:
        return list(group_headings(rows, order, set(inside), NOW))

    assert heads(SortOrder.NEWEST) == [(0, "Today"), (2, "Sunday 22 November"), (4, "Today")]
    assert heads(SortOrder.OLDEST, inside=[3]) == [(0, "Today"), (3, "Sunday 22 November"), (4, "Today")]
    assert heads(SortOrder.OUTLET) == [(0, "B"), (3, "C"), (4, "Without an outlet")]
    assert heads(SortOrder.DISCUSSED) == heads(SortOrder.BEST) == []


def test_a_passage_is_cut_around_the_first_word_found() -> None:
    text = "Depuis ce matin le pont de la rade est de nouveau ouvert aux promeneurs"
    at = text.index("ouvert")
    assert words([passage_row(text, [(19, 23)], 200)]) == [text]
    assert words([passage_row(text, [(19, 23)], 30)]) == ["…ce matin le pont de la rade…"]
    cut = passage_row(text, [(at, at + 6)], 30)
    assert "".join(piece for piece, _roles in cut).startswith("…de nouveau ouvert aux")
    assert [piece for piece, roles in cut if "match" in roles] == ["ouvert"]
    assert len("".join(piece for piece, _roles in cut)) <= 30
    assert words([passage_row("un\x1bdeux", [], 30)]) == ["un deux"]
