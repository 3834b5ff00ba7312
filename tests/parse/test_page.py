"""Pages of which nothing is known, and pages that are none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.model.comment import CommentState
from newsreader.model.errors import NotAnArticle
from newsreader.parse.page import parse_page
from tests.hostile_text import stray

PARAGRAPH = (
    "La rivière a monté de deux mètres dans la nuit, et les riverains, prévenus à temps, ont pu quitter leurs maisons."
)


def test_an_unknown_site_is_read_by_where_its_paragraphs_are() -> None:
    page = f"""<html lang="fr"><head><title>La crue | Le Courrier</title>
    <meta property="og:site_name" content="Le Courrier"><meta property="article:published_time" content="2026-11-19T07:00:00Z">
    </head><body><header><p>Abonnez-vous dès maintenant à notre offre numérique, sans engagement, pour un euro par mois.</p></header>
    <div class="sidebar"><p>{PARAGRAPH}</p></div>
    <div class="story"><h1>La crue</h1><p>{PARAGRAPH}</p><h2>Le lendemain</h2><p>{PARAGRAPH}</p>
    <div class="newsletter"><p>Recevez chaque matin notre lettre, avec toute l'actualité de votre région.</p></div></div>
    <footer><p>Mentions légales</p></footer></body></html>"""
    article = parse_page(page.encode(), "https://courrier.example/crue?utm_source=x#top")
    assert (article.title, article.outlet, article.url) == (
        "La crue",
        "Le Courrier",
        "https://courrier.example/crue#top",
    )
    assert article.published and article.published.hour == 7
    texts = [block.text.value for block in article.blocks]
    assert texts == [PARAGRAPH, "Le lendemain", PARAGRAPH]


def test_json_ld_is_the_last_resort() -> None:
    body = PARAGRAPH * 3
    page = f"""<html><head><script type="application/ld+json">{{"@type":"NewsArticle","headline":"La crue",
    "author":[{{"@type":"Person","name":"Anne Bec"}}],"articleBody":"{body}"}}</script></head><body><div>Chargement</div></body></html>"""
    article = parse_page(page.encode(), "https://courrier.example/crue")
    assert (article.title, article.authors) == ("La crue", ("Anne Bec",))
    assert article.blocks[0].text.value == body


@pytest.mark.parametrize(
    "page",
    [b"", b"   \n", b"%PDF-1.7 ...", b"<html><body><script>render()</script></body></html>", b"\x00\xff" * 500],
    ids=["empty", "blank", "pdf", "scripts", "bytes"],
)
def test_what_is_no_article_is_said_in_a_sentence(page: bytes) -> None:
    with pytest.raises(NotAnArticle) as caught:
        parse_page(page, "https://courrier.example/x")
    assert caught.value.sentence.endswith(".") and "Traceback" not in caught.value.sentence


def test_a_truncated_page_gives_what_it_holds() -> None:
    page = f"<html><body><article><h1>La crue</h1><p>{PARAGRAPH}</p><p>{PARAGRAPH[:40]}"
    assert len(parse_page(page.encode(), "https://courrier.example/crue").blocks) == 2


def test_a_page_nested_without_measure_ends_in_time() -> None:
    page = "<html><body>" + "<div>" * 20_000 + f"<p>{PARAGRAPH}</p>"
    try:
        parse_page(page.encode(), "https://courrier.example/deep")
    except NotAnArticle as error:
        assert error.sentence


def test_a_wordpress_page_shows_its_comments_as_a_thread() -> None:
    page = f"""<html><body><article><h1>Vent</h1><p>{PARAGRAPH}</p><p>{PARAGRAPH}</p></article>
    <div id="comments"><ol><li class="comment" id="comment-1"><div class="comment-author"><b class="fn">Ida</b></div>
    <time datetime="2026-11-20T10:00:00+01:00">hier</time><div class="comment-content"><p>D'accord.</p></div>
    <ul><li class="comment" id="comment-2"><div class="comment-author"><b class="fn">Noé</b></div>
    <div class="comment-content"><p>Pas moi.</p></div></li></ul></li></ol></div></body></html>"""
    thread = parse_page(page.encode(), "https://vent.example/a").thread
    assert thread.state is CommentState.OPEN
    assert [(depth, comment.author) for depth, comment in thread.walk()] == [(0, "Ida"), (1, "Noé")]


def test_le_figaro_shows_the_first_comments_and_counts_them_all() -> None:
    page = f"""<html lang="fr"><body><article><h1>La crue</h1><p>{PARAGRAPH}</p><p>{PARAGRAPH}</p></article>
    <div class="fig-comments" data-content-id="x"><div class="fig-comments__title">1 204 commentaires</div>
    <ul><li class="fig-comments__item fig-comment"><p class="fig-comment__username">Lison</p>
    <p class="fig-comment__date">le <time datetime="2026-11-20T09:47:22+01:00">20/11</time></p>
    <p class="fig-comment__text">Bien dit.</p></li></ul><button>Lire les commentaires</button></div></body></html>"""
    thread = parse_page(page.encode(), "https://www.lefigaro.fr/crue-20261120").thread
    assert (thread.state, thread.count, len(thread.comments)) == (CommentState.OPEN, 1204, 1)
    assert thread.comments[0].author == "Lison" and thread.comments[0].published


@settings(max_examples=150)
@given(st.text(alphabet=st.sampled_from('<>/"=&;[]\\ abpdivlockquote\x1b\x00\u202e\ud800é\n'), max_size=400))
def test_no_page_however_broken_raises_anything_else(soup: str) -> None:
    try:
        article = parse_page(
            f"<article><h1>t</h1><p>{PARAGRAPH}</p>{soup}".encode("utf-8", "replace"), "https://x.example/"
        )
    except NotAnArticle:
        return
    said = "".join([article.title, *(block.text.value for block in article.blocks)])
    assert "\x1b" not in said and "\u202e" not in said and "\x00" not in said


@pytest.mark.parametrize("words", ["&#1;", "&#x1b;", "\x0c\x0b", "&#xFFFF;", "\x1b[31m"])
def test_controls_that_a_page_spells_out_cost_it_nothing(words: str) -> None:
    # Found by benchmarks/fuzz.py: no tree takes such characters back.
    long = "Le quai rouvre après trois ans de travaux, et les promeneurs reviennent nombreux au bord de l'eau. " * 4
    page = f"<article><h1>Le quai</h1><p>{long}</p><nav><a href='/x'>x</a></nav>{words} la suite<p>{long}</p></article>"
    article = parse_page(page.encode(), "https://x.example/a", "")
    assert "promeneurs" in article.blocks[0].text.value
    assert not stray(article)
