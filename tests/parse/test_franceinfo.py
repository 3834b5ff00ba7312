"""franceinfo's pages, each generation of them."""

import pytest

from newsreader.model.article import BlockType, Kind
from newsreader.model.comment import CommentState
from newsreader.model.text import Role
from newsreader.parse.page import parse_page
from tests.press import BODY, layout_2022

URL = "https://www.franceinfo.fr/culture/quai_7000001.html"


def test_a_page_of_2022_gives_everything_it_says() -> None:
    article = parse_page(layout_2022('Le quai rouvre : "Le port respire"', BODY, kicker="Reportage").encode(), URL)
    assert article.id == "franceinfo:7000001"
    assert (article.kicker, article.title) == ("Reportage", 'Le quai rouvre : "Le port respire"')
    assert article.standfirst.value.startswith("Le vieux ponton")
    assert (article.authors, article.outlet) == (("Léa Morin", "franceinfo"), "franceinfo")
    assert article.published and article.published.isoformat() == "2026-11-20T09:30:00+01:00"
    assert article.updated and article.updated.isoformat() == "2026-11-20T11:05:00+01:00"
    assert (article.section, article.tags, article.language) == (("Culture",), ("Mer",), "fr")
    assert [str(block.type) for block in article.blocks] == [
        "image",
        "paragraph",
        "related",
        "heading",
        "paragraph",
        "pull-quote",
        "list",
        "paragraph",
    ]


def test_blocks_keep_their_own_facts() -> None:
    article = parse_page(layout_2022("Le quai", BODY).encode(), URL)
    image, first, related, _heading, _second, pull, items, last = article.blocks
    assert (image.text.value, image.credit) == ("Le ponton de Port-Lison.", "ANNE BEC / AGENCE DU PORT")
    assert image.alt == "Le ponton au matin" and image.url == "https://www.franceinfo.fr/image/quai.jpg"
    emphasis = [span for span in first.text.spans if span.role is Role.EMPHASIS]
    assert first.text.value[emphasis[0].start : emphasis[0].stop] == '"Nous avons rebâti chaque planche"'
    assert (related.text.value, related.url) == (
        "Le phare voisin cherche un gardien",
        "https://www.franceinfo.fr/culture/phare_6999999.html",
    )
    assert (pull.attribution, pull.circumstance) == ("Yann Tregor", "à franceinfo")
    assert [item.value for item in items.items] == ["240 mètres de bois", "trois ans de chantier"]
    assert "24\u00a0décembre" in last.text.value and "ponton\u00a0:" in last.text.value


def test_the_page_says_how_comments_are_read() -> None:
    thread = parse_page(layout_2022("Le quai", BODY).encode(), URL).thread
    assert thread.state is CommentState.SIGN_IN
    assert thread.message == "Connectez-vous à votre compte franceinfo pour participer à la conversation."
    assert thread.url.endswith("#comments")


@pytest.mark.parametrize(
    "boilerplate",
    ["flash info", "Voir les commentaires", "Partager", "Article rédigé par", "Un autre sujet", "Temps de lecture"],
)
def test_boilerplate_never_gets_in(boilerplate: str) -> None:
    article = parse_page(layout_2022("Le quai", BODY).encode(), URL)
    said = " ".join(
        [article.title, article.standfirst.value, *article.authors, *(b.text.value for b in article.blocks)]
    )
    assert boilerplate not in said


def test_a_page_of_2026_with_cards_inside_its_text() -> None:
    page = """<html lang="fr"><body><main><div class="hero-video"><div class="hero-video__title-container">
    <h1 class="hero-video__title">Vivre avec la marée</h1></div><div class="hero-video__program">Le 20 Heures</div></div>
    <div class="publication-date"><span class="publication-date__published">Publié
    <time datetime="2026-06-10T21:12:00+02:00">le 10/06</time></span></div>
    <p class="c-chapo">Ils habitent au bord de l'eau.</p>
    <div class="c-body"><p>La mer monte deux fois par jour.</p>
    <div class="media-embed"><span class="media-embed__title">À lire aussi</span><div class="media-embed__wrapper">
    <article><a href="/meteo/grande-maree_8000001.html"><p>La grande marée</p></a></article></div></div>
    <h2 class="number"><span>1</span> <span>Et demain ?</span></h2><p>Nul ne sait.</p></div>
    <section class="c-signature"><div class="c-signature__names"><span>C. Duval, M. Roy</span></div></section></main></body></html>"""
    article = parse_page(page.encode(), "https://www.franceinfo.fr/replay/maree_8000002.html")
    assert (article.title, article.standfirst.value) == ("Vivre avec la marée", "Ils habitent au bord de l'eau.")
    assert article.authors == ("C. Duval", "M. Roy")
    assert [(str(b.type), b.text.value) for b in article.blocks] == [
        ("paragraph", "La mer monte deux fois par jour."),
        ("related", "La grande marée"),
        ("heading", "1 Et demain ?"),
        ("paragraph", "Nul ne sait."),
    ]
    assert article.blocks[1].url == "https://www.franceinfo.fr/meteo/grande-maree_8000001.html"


def test_a_page_of_2013_says_updated_before_published() -> None:
    page = """<html lang="fr"><body><article class="page-content"><h1>Le pont fermé</h1><div class="left-wrapper">
    <aside class="col-left"><div class="authors-list"><span class="author">franceinfo</span>
    <span class="group">France Télévisions</span></div>
    <p class="publish-date"> Mis à jour le <time datetime="2013-08-26T15:03:53+02:00">26/08</time><br>publié le
    <time datetime="2013-08-26T09:00:00+02:00">26/08</time></p><div class="share">Partager</div></aside>
    <div id="col-middle" class="text"><p>Le pont est fermé depuis ce matin.</p>
    <div class="subjects-title">Le JT</div><ul class="subjects-list"><li>Un sujet</li></ul>
    <aside class="a-lire-aussi"><span>A lire aussi</span><ul><li><a href="/pont_1234.html">L'autre pont</a></li></ul></aside>
    <aside class="tags"><ul><li><a rel="tag" href="/ponts">Ponts</a></li></ul></aside></div></div></article></body></html>"""
    article = parse_page(page.encode(), "https://www.francetvinfo.fr/france/pont_397203.html")
    assert article.published and article.published.hour == 9
    assert article.updated and article.updated.hour == 15
    assert [(str(b.type), b.text.value) for b in article.blocks] == [
        ("paragraph", "Le pont est fermé depuis ce matin."),
        ("related", "L'autre pont"),
    ]
    assert article.tags == ("Ponts",)


def test_a_replay_without_text_keeps_its_standfirst_and_its_kind() -> None:
    page = layout_2022("Le journal", "").replace(
        '<div class="c-cover"><figure>', '<div class="c-cover"><figure data-cy="francetv-player-wrapper" id="b1f2">'
    )
    article = parse_page(page.encode(), URL)
    assert article.kind is Kind.VIDEO and article.standfirst and article.blocks == ()


def test_the_pull_quote_of_2024_names_person_and_circumstance() -> None:
    body = """<p>Un paragraphe.</p><blockquote><p>"Je ne renonce pas."</p><p><cite>Anne Bec</cite></p>
    <p>lors de la réunion publique</p></blockquote>"""
    pull = parse_page(layout_2022("Le quai", body).encode(), URL).blocks[-1]
    assert pull.type is BlockType.PULL_QUOTE
    assert (pull.text.value, pull.attribution, pull.circumstance) == (
        '"Je ne renonce pas."',
        "Anne Bec",
        "lors de la réunion publique",
    )


def test_a_post_of_a_social_network_is_an_embed_and_no_quotation() -> None:
    body = """<p>Avant.</p><div class="pic-embed-container"><blockquote class="twitter-tweet"><p>Bravo au port !</p>
    <a href="https://social.example/s/1">20 nov</a></blockquote></div><p>Après.</p>"""
    blocks = parse_page(layout_2022("Le quai", body).encode(), URL).blocks[1:]
    assert [str(block.type) for block in blocks] == ["paragraph", "embed", "paragraph"]
    assert blocks[1].url == "https://social.example/s/1"
