"""Words that belong to an article stay in it, whatever the page has put them in."""

import pytest

from newsreader.model.article import BlockType
from newsreader.model.text import Role
from newsreader.parse.generic.scorer import Scorer
from tests.parse.site_pages import LEAD, ONE, TWO
from tests.parse.test_generic import article, texts
from tests.parse.test_neighbours import MINE, paragraphs


def between(inner: str) -> str:
    return f"<article><h1>La nuit de la crue</h1>{paragraphs(*MINE)}{inner}{paragraphs(ONE, TWO)}</article>"


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        (
            "<p>Il reste <strike>dix</strike> <samp>neuf</samp> maisons <dfn>sinistrées</dfn> au bord de l'eau.</p>",
            "dix",
        ),
        ("<p>La <x-tooltip>préfète</x-tooltip> attend que l'eau se retire avant de rouvrir la route.</p>", "préfète"),
        ("<p>Copyright 1942, lit-on encore sur la page de garde du livre.</p>", "Copyright 1942"),
    ],
)
def test_each_word_of_a_sentence_is_kept(markup: str, words: str) -> None:
    assert any(words in text for text in texts(between(markup)))


@pytest.mark.parametrize(
    ("markup", "kind"),
    [
        ("<div class='wp-block-list'><ul><li>Un gymnase</li><li>Deux écoles</li></ul></div>", BlockType.LIST),
        ("<figure><table><tr><td>Port</td><td>2 m</td></tr><tr><td>Lison</td><td>1 m</td></tr></table></figure>",)
        + (BlockType.TABLE,),
        (
            "<div class='highlight'><table><tr><td class='gutter'><pre>1\n2</pre></td><td><pre>alpha\n  beta</pre></td>"
            "</tr></table></div>",
            BlockType.CODE,
        ),
    ],
)
def test_lists_tables_and_code_are_kept_in_boxes_of_their_own(markup: str, kind: BlockType) -> None:
    assert kind in [block.type for block in article(between(markup)).blocks]


def test_a_table_of_data_may_end_an_article_in_a_box_of_its_own() -> None:
    table = (
        "<div class='scroll'><table><tr><th>Lieu</th><th>Eau</th></tr><tr><td>Port</td><td>2 m</td></tr></table></div>"
    )
    last = article(f"<article><h1>La nuit de la crue</h1>{paragraphs(*MINE, ONE)}{table}</article>").blocks[-1]
    assert last.rows == (("Lieu", "Eau"), ("Port", "2 m"))


@pytest.mark.parametrize("described", [True, False])
def test_a_paragraph_before_the_text_that_a_page_calls_a_heading_leads_in_or_is_the_first(described: bool) -> None:
    first = f"{ONE} {TWO}"
    head = f'<meta name="description" content="{LEAD}">' if described else ""
    found = article(f"<article><h1>La nuit de la crue</h1><h2>{first}</h2>{paragraphs(*MINE)}</article>", head)
    assert found.standfirst.value == (LEAD if described else first)
    assert [block.text.value for block in found.blocks] == ([first] if described else []) + list(MINE)


def test_a_line_drawn_between_two_parts_is_no_heading() -> None:
    assert texts(between("<h2>___</h2>")) == [*MINE, ONE, TWO]


def test_news_in_brief_in_a_script_without_spaces_is_an_article() -> None:
    brief = "消防员们彻夜疏散低洼街道的居民，早上六点水位仍在上涨。三户人家被安置在体育馆。"
    assert brief in texts(f"<h1>洪水之夜</h1><div class='p'><p>{brief}</p></div>")


def test_what_names_the_photographer_first_is_the_caption_all_the_same() -> None:
    figure = "<figure><img src='/a.jpg'><figcaption><span class='credit'>La place, ce matin</span>© ANNE BEC / AFP</figcaption></figure>"
    picture = next(block for block in article(between(figure)).blocks if block.type is BlockType.IMAGE)
    assert (picture.text.value, picture.credit) == ("La place, ce matin", "© ANNE BEC / AFP")


def test_sentences_that_stand_alike_are_read_where_the_weights_see_no_article(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Scorer, "probabilities", lambda _self, rows: [0.0 for _row in rows])
    assert texts(f"<h1>La nuit de la crue</h1><div class='x'>{paragraphs(*MINE, ONE, TWO)}</div>") == [*MINE, ONE, TWO]


def test_words_struck_by_their_style_are_struck() -> None:
    price = "<p>Le repas coûte <span style='text-decoration: line-through'>20 euros</span> 30 euros ce soir-là.</p>"
    block = next(block for block in article(between(price)).blocks if "repas" in block.text.value)
    assert [(block.text.value[s.start : s.stop], s.role) for s in block.text.spans] == [("20 euros", Role.STRIKE)]


@pytest.mark.parametrize(
    ("script", "authors"),
    [
        ('{"@type":"NewsArticle","author":{"name":["Zoé Bec","Paul Cor"]},"datePublished":"2026-11-23"}', 2),
        (
            '{"@graph":[{"@type":"Article","author":{"@id":"#z"},"datePublished":"2026-11-23"},'
            '{"@id":"#z","@type":"Person","name":"Zoé Bec"}]}',
            1,
        ),
        ('{"@type":"NewsArticle", // qui\n"author":{"name":"Zoé Bec"}, "datePublished":"2026-11-23"}', 1),
        ('{"@type":"NewsArticle","author":{"name":"Zoé Bec"},"datePublished":"2026-11-23","articleBody":"La nuit', 1),
        ('{"@type":"NewsArticle","author":"Zoé Bec","datePublished":"2026-11-23" "dateModified":"2026-11-24"}', 1),
    ],
    ids=["names", "reference", "comment", "cut", "comma"],
)
def test_json_ld_is_read_as_far_as_it_goes(script: str, authors: int) -> None:
    found = article(between(""), f'<script type="application/ld+json">{script}</script>')
    assert found.authors == ("Zoé Bec", "Paul Cor")[:authors]
    assert found.published and found.published.date().isoformat() == "2026-11-23"
