"""What stands on a page beside its article and is like one, and what of the article stands apart from the rest."""

import pytest

from newsreader.model.article import BlockType
from newsreader.parse.generic.decision import largest_text
from newsreader.parse.generic.runs import read_runs
from newsreader.parse.html_tree import read_tree
from newsreader.parse.page import parse_page
from tests.parse.site_pages import ONE, TWO
from tests.parse.test_generic import article, texts

MINE = (
    "Les pompiers ont passé la nuit à évacuer les habitants des rues basses, où l'eau montait encore à six heures.",
    "Trois familles ont été relogées au gymnase, et la mairie cherche des lits pour les autres avant ce soir.",
    "La route du littoral reste fermée jusqu'à nouvel ordre, selon la préfecture, qui attend une accalmie dimanche.",
)
OTHER = (
    "Le conseil municipal a voté hier soir le budget de la piscine, après quatre heures d'un débat très disputé.",
    "L'opposition a quitté la salle avant le vote, en dénonçant un projet qui coûtera selon elle deux fois plus.",
)


def paragraphs(*lines: str) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


ARTICLE = f"<h1>La nuit de la crue</h1><div>{paragraphs(*MINE)}</div>"
NEWS = paragraphs(*OTHER * 5)


@pytest.mark.parametrize(
    "page",
    [
        f"<article>{ARTICLE}{paragraphs(ONE, TWO)}</article><div class='modal fade'><div>{NEWS}</div></div>",
        f"<article>{ARTICLE}{paragraphs(ONE, TWO)}</article><section role='dialog'>{NEWS}</section>",
        f"<div class='post'>{ARTICLE}</div><div class='post'><h1>La piscine</h1><div>{NEWS}</div></div>",
        f"<div class='post-1'><h1>La piscine</h1><div>{NEWS}</div></div><div class='post-2'>{ARTICLE}</div>",
        f"<div class='post'>{ARTICLE}</div><div class='post'><h2><a href='/b'>La piscine</a></h2>{NEWS}</div>",
    ],
)
def test_other_articles_and_windows_of_news_are_not_the_article(page: str) -> None:
    found = texts(page)
    assert found[:3] == list(MINE)
    assert not set(found) & {"La piscine", *OTHER}


@pytest.mark.parametrize(
    "page",
    [
        f"<article>{ARTICLE}<section><h1>Au matin</h1>{paragraphs(ONE, TWO)}</section></article>",
        f"<div class='part'>{ARTICLE}</div><div class='part'><h2>Au matin</h2>{paragraphs(ONE, TWO)}</div>",
    ],
)
def test_parts_of_an_article_stay_together(page: str) -> None:
    assert texts(page) == [*MINE, "Au matin", ONE, TWO]


def test_an_article_that_opens_in_a_window_is_read() -> None:
    assert texts(f"<p>Tous les titres</p><div class='modal show'>{ARTICLE}</div>") == list(MINE)


def test_a_table_of_data_may_end_an_article() -> None:
    table = "<table><tr><th>Lieu</th><th>Eau</th></tr><tr><td>Port-Lison</td><td>2 m</td></tr></table>"
    last = article(f"<article><h1>La nuit de la crue</h1>{paragraphs(*MINE)}{table}</article>").blocks[-1]
    assert (last.type, last.rows) == (BlockType.TABLE, (("Lieu", "Eau"), ("Port-Lison", "2 m")))


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Publié le 18 décembre 2023 à 18:52. / Modifié le 19 décembre 2023 à 16:20.", False),
        ("Published on March 4, 2024 at 7:18 a.m.", False),
        ("Publié en 1942, le livre s'est vendu à 200 000 exemplaires.", True),
    ],
)
def test_a_line_that_only_says_when_is_no_sentence(line: str, kept: bool) -> None:
    assert (line in texts(f"<article><h1>La nuit de la crue</h1><p>{line}</p>{paragraphs(*MINE)}</article>")) == kept


def test_the_name_of_the_outlet_is_not_the_title_though_it_is_the_first_heading() -> None:
    found = article(f"<h1>La Gazette</h1><article><h2>La nuit de la crue</h2>{paragraphs(*MINE)}</article>")
    assert (found.title, [block.text.value for block in found.blocks]) == ("La nuit de la crue", list(MINE))


def test_what_lies_under_the_title_of_another_page_is_not_the_text() -> None:
    card = "<div><h3><a href='/b'>Une autre histoire</a></h3><p>Elle se passe en amont, bien avant la crue.</p></div>"
    assert texts(f"<article><h1>La nuit de la crue</h1><p>{ONE}</p>{card}{paragraphs(*MINE)}</article>") == [ONE, *MINE]


def test_standings_without_headings_of_columns_stay_between_the_lines_about_them() -> None:
    rows = "".join(f"<tr><td>{place}</td><td>Équipe {place}</td></tr>" for place in range(1, 9))
    body = f"<article><h1>La nuit de la crue</h1>{paragraphs(*MINE)}<table>{rows}</table>{paragraphs(ONE)}</article>"
    assert BlockType.TABLE in [block.type for block in article(body).blocks]


def test_a_layout_that_finds_something_else_is_not_believed() -> None:
    site = "https://www.lesechos.fr/economie/crue-1"
    menu = "".join(f"<p><a href='/{n}'>Une rubrique du journal, la {n}e</a></p>" for n in range(9))
    moved = (
        f"<div class='post-paywall'>{menu}</div><main><h1>La nuit de la crue</h1>{paragraphs(*MINE, ONE, TWO)}</main>"
    )
    found = parse_page(f"<title>La nuit de la crue</title><body>{moved}</body>", site)
    assert [block.text.value for block in found.blocks] == [*MINE, ONE, TWO]


def test_sentences_that_stand_alike_are_an_article_whatever_the_scorer_thinks() -> None:
    runs = read_runs(read_tree(f"<body><div class='x'>{paragraphs(*MINE, *OTHER)}</div><p>Court.</p></body>"), None)
    assert [run.text for run, keep in zip(runs, largest_text(runs), strict=True) if keep] == [*MINE, *OTHER]
    wall = "<body><div class='cookie-consent'>" + paragraphs(*MINE, *OTHER) + "</div></body>"
    assert not any(largest_text(read_runs(read_tree(wall), None)))
