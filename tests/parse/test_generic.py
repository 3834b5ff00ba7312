"""Pages of which nothing is known: what of them is the article, and what is boilerplate."""

import pytest

from newsreader.model.article import Article, BlockType, Kind
from newsreader.model.errors import NotAnArticle
from newsreader.parse.page import parse_page
from tests.parse.site_pages import LEAD, ONE, TWO

THREE = "Le préfet, venu sur place en barque, a promis que les digues seraient relevées avant l'hiver prochain."
URL = "https://gazette.example/2026/crue"


def article(body: str, head: str = "") -> Article:
    page = (
        f'<html lang="fr"><head><title>La nuit de la crue | La Gazette</title>{head}</head><body>{body}</body></html>'
    )
    return parse_page(page.encode(), URL)


def texts(body: str, head: str = "") -> list[str]:
    return [block.text.value for block in article(body, head).blocks]


@pytest.mark.parametrize(
    "boilerplate",
    [
        "<nav><ul><li><a href='/a'>Une rubrique</a></li><li><a href='/b'>Une autre</a></li></ul></nav>",
        "<aside><p>Recevez chaque matin les titres de votre région, sans engagement.</p></aside>",
        "<form><p>Votre adresse, pour recevoir la lettre.</p><input></form>",
        "<div class='social-share'><p>Partager cet article</p></div>",
        "<div class='article__newsletterBox'><p>Recevez chaque matin notre lettre, toute l'actualité du fleuve.</p></div>",
        "<div class='relatedContent'><p>Dix autres crues, racontées par ceux qui les ont vécues.</p></div>",
        "<div role='complementary'><p>Publicité pour des bottes, en solde jusqu'à dimanche soir.</p></div>",
        "<div aria-hidden='true'><p>Ce texte n'est pas pour qui lit avec les yeux, ni autrement.</p></div>",
        "<div style='display: none'><p>Un panneau qui ne s'ouvre que d'un clic sur un bouton.</p></div>",
        "<div hidden><p>Un panneau qui ne s'ouvre que d'un clic sur un bouton.</p></div>",
        "<p>Publicité</p>",
        "<p>___</p>",
        "<p>Partager sur Facebook</p>",
        "<p>Suivez-nous sur les réseaux pour ne rien manquer de l'actualité</p>",
        "<p>Temps de lecture : 2 min</p>",
        "<p>© La Gazette, tous droits réservés, reproduction interdite.</p>",
        "<a href='/autre'><div><h3>Une autre histoire</h3><p>Elle se passe en amont, bien avant la crue.</p></div></a>",
        "<div><h3><a href='/autre'>Une autre histoire</a></h3><p>Elle se passe en amont, bien avant la crue.</p></div>",
        "<ul><li><a href='/1'>La première chose à lire ensuite</a></li><li><a href='/2'>La deuxième</a></li></ul>",
    ],
)
def test_boilerplate_in_the_text_is_not_the_text(boilerplate: str) -> None:
    assert texts(f"<article><h1>La nuit de la crue</h1><p>{ONE}</p>{boilerplate}<p>{TWO}</p></article>") == [ONE, TWO]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("<p>Lire aussi : <a href='/pont'>Le pont fermé</a></p>", "Le pont fermé"),
        ("<p><a href='/pont'>Le pont de Port-Lison est fermé</a></p>", "Le pont de Port-Lison est fermé"),
        ("<p>À DÉCOUVRIR | <a href='/pont'>Le pont fermé</a></p>", "Le pont fermé"),
        (
            "<blockquote><a href='/pont'>Le pont de Port-Lison est fermé</a></blockquote>",
            "Le pont de Port-Lison est fermé",
        ),
        ("<p>Read more: <a href='/pont'>The bridge is closed</a></p>", "The bridge is closed"),
    ],
)
def test_a_line_that_only_leads_elsewhere_is_a_related_link(line: str, words: str) -> None:
    blocks = article(f"<article><h1>La nuit de la crue</h1><p>{ONE}</p>{line}<p>{TWO}</p></article>").blocks
    assert [(block.type, block.text.value) for block in blocks][1] == (BlockType.RELATED, words)
    assert blocks[1].url == "https://gazette.example/pont"


@pytest.mark.parametrize(
    "body",
    [
        f"<article><p>{ONE}</p><p>{TWO}</p></article>",
        f"<div class='main'><p>{ONE}</p></div><div class='main'><p>{TWO}</p></div>",
        f"<div>{ONE}<br><br>{TWO}</div>",
        f"<p>{ONE}<br>{TWO}</p>",
        f"<div>{ONE}<span class='br'></span><span class='br'></span>{TWO}</div>",
        f"<div><div>{ONE}</div><div>{TWO}</div></div>",
        f"<div class='content paywall' hidden><p>{ONE}</p><p>{TWO}</p></div>",
        f"<p class='paywall'>{ONE} {ONE}</p><p>{TWO}</p>".replace(f"{ONE} {ONE}", ONE),
        f"<div class='print:mx-0 share:x'><p>{ONE}</p><p>{TWO}</p></div>",
        f"<form method='post'><div><p>{ONE}</p><p>{TWO}</p></div></form>",
        f"<x-story><p>{ONE}</p><p>{TWO}</p></x-story>",
        f"<table><tr><td><p>{ONE}</p><p>{TWO}</p></td></tr></table>",
        f"<ul><li><p>{ONE}</p><p>{TWO}</p></li></ul>",
    ],
)
def test_the_text_is_found_however_it_is_marked_up(body: str) -> None:
    menu = "<div><a href='/a'>Une</a> <a href='/b'>Deux</a> <a href='/c'>Trois</a></div>"
    assert texts(f"{menu}<h1>La nuit de la crue</h1>{body}<footer>Mentions légales</footer>") == [ONE, TWO]


def test_what_leads_in_and_what_trails_is_left_out() -> None:
    body = f"""<article><p>Accueil &gt; Région</p><h1>La nuit de la crue</h1><p>Par Anne Bec</p>
    <p>Publié le 19 novembre 2026 à 7 h</p><p>{ONE}</p><h2>Au matin</h2><p>{TWO}</p><p>(ab)</p>
    <div id="comments"><h2>Commentaires</h2><p>Je l'avais bien dit, que cette digue ne tiendrait pas un hiver de plus, non ?</p></div>
    </article>"""
    assert texts(body) == [ONE, "Au matin", TWO]


def test_headings_are_kept_whatever_their_ids_say() -> None:
    body = f"<article><h1>La nuit</h1><p>{ONE}</p><h2 id='toc_1' class='ad-safe'>Au matin</h2><p>{TWO}</p></article>"
    assert texts(body) == [ONE, "Au matin", TWO]


def test_words_beside_a_picture_are_its_caption() -> None:
    picture = (
        "<div class='x'><div><img src='/a.jpg' alt='La place'></div><div>La place du marché. Photo : A. Bec</div></div>"
    )
    image = article(f"<article><h1>La nuit de la crue</h1><p>{ONE}</p>{picture}<p>{TWO}</p></article>").blocks[1]
    assert (image.type, image.text.value, image.alt) == (
        BlockType.IMAGE,
        "La place du marché. Photo : A. Bec",
        "La place",
    )


def test_the_best_picture_is_chosen_and_a_late_one_is_found() -> None:
    wide = "<figure><picture><source srcset='/s.jpg 400w, /m.jpg 1200w, /xl.jpg 4000w'><img src='/t.gif'></picture></figure>"
    late = (
        "<figure><img class='lazy' src='data:image/gif;base64,R0'><noscript><img src='/late.jpg'></noscript></figure>"
    )
    blocks = article(
        f"<article><h1>La nuit de la crue</h1><p>{ONE}</p>{wide}<p>{TWO}</p>{late}<p>{THREE}</p></article>"
    ).blocks
    assert [block.url for block in blocks if block.type is BlockType.IMAGE] == [
        "https://gazette.example/m.jpg",
        "https://gazette.example/late.jpg",
    ]


def test_a_standfirst_is_what_the_page_calls_one_and_describes_itself_by() -> None:
    head = f'<meta name="description" content="{LEAD}">'
    body = f"<article><h1>La nuit de la crue</h1><p class='chapo'>{LEAD}</p><p>{ONE}</p><p>{TWO}</p></article>"
    found = article(body, head)
    assert (found.standfirst.value, [b.text.value for b in found.blocks]) == (LEAD, [ONE, TWO])
    # A page that describes itself by its first sentence has no standfirst.
    found = article(body.replace(" class='chapo'", ""), head)
    assert (found.standfirst.value, [b.text.value for b in found.blocks]) == ("", [LEAD, ONE, TWO])


def test_of_several_articles_on_a_page_the_one_under_the_heading_is_read() -> None:
    more = f"<article><h1>Une autre histoire</h1><p>{THREE}</p><p>{THREE} {LEAD}</p></article>"
    page = f"<main><article><h1>La nuit de la crue</h1><p>{ONE}</p><p>{TWO}</p></article>{more}</main>"
    assert texts(page) == [ONE, TWO]


def test_lists_tables_code_and_boxes_keep_their_shape() -> None:
    body = f"""<article><h1>La nuit de la crue</h1><p>{ONE}</p><ul><li>des bottes<ul><li>hautes</li></ul></li><li>une corde</li></ul>
    <table><tr><th>Heure</th><th>Niveau</th></tr><tr><td>6 h</td><td>2 m</td></tr></table><pre>niveau = 2
alerte = 3</pre><blockquote><h3>Le fleuve en bref</h3><p>{THREE}</p></blockquote><blockquote><p>« {TWO} »</p></blockquote>
    <p>{TWO}</p></article>"""
    blocks = article(body).blocks
    assert [str(block.type) for block in blocks] == [
        "paragraph",
        "list",
        "table",
        "code",
        "heading",
        "paragraph",
        "quote",
        "paragraph",
    ]
    assert [item.value for item in blocks[1].items] == ["des bottes", "hautes", "une corde"]
    assert blocks[1].depths == (0, 1, 0)
    assert blocks[2].rows == (("Heure", "Niveau"), ("6 h", "2 m"))
    assert blocks[3].text.value == "niveau = 2\nalerte = 3"


def test_posts_and_players_are_one_block_with_their_address() -> None:
    post = """<blockquote class="twitter-tweet"><p>Bravo au port !</p>— Anne Bec (@abec)
    <a href="https://social.example/abec/status/123">19 nov</a></blockquote>"""
    player = '<iframe src="https://www.youtube.com/embed/abc" title="La crue vue du ciel"></iframe>'
    body = f"<article><h1>La nuit de la crue</h1><p>{ONE}</p>{post}<p>{TWO}</p>{player}<p>{THREE}</p></article>"
    embed, video = (block for block in article(body).blocks if block.type is not BlockType.PARAGRAPH)
    assert (embed.type, embed.text.value, embed.attribution) == (BlockType.EMBED, "Bravo au port !", "Anne Bec (@abec)")
    assert embed.url == "https://social.example/abec/status/123"
    assert (video.type, video.text.value, video.url) == (
        BlockType.VIDEO,
        "La crue vue du ciel",
        "https://www.youtube.com/embed/abc",
    )


def test_a_live_page_gives_its_updates_with_their_times() -> None:
    head = """<script type="application/ld+json">{"@type": "LiveBlogPosting", "headline": "La nuit de la crue",
    "liveBlogUpdate": [{"@type": "BlogPosting", "headline": "La place est sous l'eau",
    "articleBody": "Le marché est annulé.", "datePublished": "2026-11-19T08:10:00+01:00"}]}</script>"""
    live = article(f"<article><h1>La nuit de la crue</h1><p>{ONE}</p></article>", head)
    update = live.blocks[-1]
    assert (live.kind, update.type) == (Kind.LIVE, BlockType.UPDATE)
    assert update.text.value == "La place est sous l'eau\nLe marché est annulé."
    assert update.time and (update.time.hour, update.time.minute) == (8, 10)


@pytest.mark.parametrize("value", ["false", '"False"'])
def test_a_page_for_subscribers_says_so(value: str) -> None:
    head = f'<script type="application/ld+json">{{"@type": "NewsArticle", "isAccessibleForFree": {value}}}</script>'
    assert article(f"<article><h1>La nuit</h1><p>{ONE}</p><p>{TWO}</p></article>", head).partial
    assert not article(f"<article><h1>La nuit</h1><p>{ONE}</p><p>{TWO}</p></article>").partial


def test_entities_that_were_escaped_twice_are_read_once() -> None:
    body = f"<article><h1>L&amp;#039;eau &amp;amp; le feu</h1><p>{ONE}</p><p>C&amp;#039;&amp;eacute;tait la nuit, <code>&amp;eacute;</code>.</p></article>"
    assert texts(body)[1] == "C'était la nuit, &eacute;."


@pytest.mark.parametrize(
    ("encoding", "declared", "meta"),
    [
        ("utf-8", "", ""),
        ("utf-8", "iso-8859-1", ""),
        ("utf-8", "", "iso-8859-1"),
        ("windows-1252", "", "windows-1252"),
        ("windows-1252", "iso-8859-1", ""),
        ("windows-1252", "utf-8", "utf-8"),
        ("iso-8859-15", "iso-8859-15", ""),
        ("utf-16", "", ""),
        ("utf-16-le", "", ""),
        ("utf-8-sig", "latin-1", ""),
    ],
)
def test_the_encoding_is_found_whatever_is_declared(encoding: str, declared: str, meta: str) -> None:
    words = "L’été, à Noël, où la mère d'Éloïse gagne cent euros, le cœur léger : voilà qui n'arrive jamais."
    words = words.replace("’", "'").replace("œ", "oe") if encoding == "iso-8859-15" else words
    page = f'<html><head><meta charset="{meta}"></head><body><h1>É</h1><p>{words}</p></body></html>'
    assert parse_page(page.encode(encoding), URL, declared).blocks[-1].text.value == words


def test_a_page_that_was_encoded_twice_is_read_as_it_was_meant() -> None:
    words = "L’été était là, la mère d’Éloïse aussi, et l’eau baissait enfin ; personne n’y croyait, personne n’osait."
    page = f"<html><body><h1>Crue</h1><p>{words}</p></body></html>".encode().decode("windows-1252", "replace").encode()
    assert parse_page(page, URL).blocks[-1].text.value.replace("\ufffd", "") == words


@pytest.mark.parametrize(
    "page",
    [
        "<html><body><script>app()</script><div id='root'></div></body></html>",
        "<html><body><h1>Connexion</h1><form><label>Adresse</label><input><button>Entrer</button></form></body></html>",
        "<html><body><div class='consent'><p>Nous et nos partenaires utilisons des traceurs.</p><button>Accepter</button></div></body></html>",
    ],
    ids=["scripts only", "login wall", "cookie wall"],
)
def test_a_wall_is_said_and_not_taken_for_an_article(page: str) -> None:
    with pytest.raises(NotAnArticle) as caught:
        parse_page(page.encode(), URL)
    assert caught.value.sentence.endswith(".")


def test_a_giant_page_is_read() -> None:
    rows = "".join(f"<li><a href='/{n}'>Lien numéro {n}</a></li>" for n in range(60_000))
    page = f"<html><body><h1>La nuit de la crue</h1><ul>{rows}</ul><article><p>{ONE}</p><p>{TWO}</p></article></body></html>"
    assert [b.text.value for b in parse_page(page.encode(), URL).blocks] == [ONE, TWO]


_TEXT = (
    "La mairie a présenté mardi un plan pour rendre le centre aux piétons, après deux ans de débats avec les habitants.",
    "Le premier chantier commencera au printemps, sur la place du marché, et durera près de six mois selon la directrice.",
    "Les lignes de bus seront déviées pendant ce temps, et deux parkings fermeront au public, a précisé l’adjoint.",
    "Une réunion publique aura lieu en janvier, où chacun pourra voir les plans et poser ses questions aux architectes.",
)


@pytest.mark.parametrize(
    "body",
    [
        "<div><p>{}</p><p>{}</p><p>{}</p></div><div><p>{}</p></div>",
        "<div><p>{}</p></div><div class=texte><p>{}</p><p>{}</p><p>{}</p></div>",
        "<div><p>{}</p><div>{}</div><p>{}</p><p>{}</p></div>",
        "".join(
            f'<div class="elementor-element elementor-element-4f{number}c"><div class=elementor-widget-wrap><p>{{}}</p></div></div>'
            for number in range(4)
        ),
    ],
    ids=["the last in a box of its own", "the first in a box of its own", "one without a paragraph", "each numbered"],
)
def test_no_sentence_is_lost_in_a_box_beside_the_others(body: str) -> None:
    page = f"<html><body><main><h1>Une ville change de visage</h1>{body.format(*_TEXT)}</main></body></html>"
    article = parse_page(page.encode(), "https://ville.example/a")
    assert tuple(block.text.value for block in article.blocks) == _TEXT


def test_a_credit_beside_the_caption_stays_with_its_picture() -> None:
    figure = "<figure><img src=/port.jpg><figcaption>Le marché couvert.</figcaption><div class=credit>© Paul Roy</div></figure>"
    text = "".join(f"<p>{words}</p>" for words in _TEXT)
    page = f"<html><body><main><h1>Une ville change de visage</h1>{figure}{text}</main></body></html>"
    picture = parse_page(page.encode(), "https://ville.example/a").blocks[0]
    assert (picture.text.value, picture.credit) == ("Le marché couvert.", "© Paul Roy")
