"""What is known about an article beside its text: said once, and nothing of the site in it."""

import pytest

from newsreader.model.article import Article
from newsreader.parse.fields import section_of, tags_of, without_outlet
from newsreader.parse.jsonld import values_of
from newsreader.parse.page import parse_page
from newsreader.parse.page_authors import people_in

TEXT = (
    "La rivière a monté de deux mètres dans la nuit, et les riverains, prévenus à temps, ont pu quitter leurs maisons. "
)
MORE = "Le maire a promis une réponse avant la fin de l'année et remercié les bénévoles qui traversent les vivres en barque."


def article(head: str = "", top: str = "<h1>La crue de la Lison</h1>", text: str = TEXT) -> Article:
    page = f"<html lang=fr><head><title>La crue de la Lison</title>{head}</head><body><article>{top}<p>{text}</p><p>{MORE}</p>"
    return parse_page(f"{page}<p>{MORE}</p></article></body></html>".encode(), "https://www.courrier-lison.example/a")


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("Par Anne Bec", ["Anne Bec"]),
        ("Recueilli par Anne Bec", ["Anne Bec"]),
        ("By Anne Bec, Ida Roux and Jo Li", ["Anne Bec", "Ida Roux", "Jo Li"]),
        ("Anne Bec et Ida Roux", ["Anne Bec", "Ida Roux"]),
        ("Anne Bec avec AFP", ["Anne Bec", "AFP"]),
        ("Anne Bec, avec Ida Roux (à Lyon)", ["Anne Bec", "Ida Roux"]),
        ("Le Courrier avec AFP", ["Le Courrier avec AFP"]),
        ("Propos recueillis par Anne Bec", ["Anne Bec"]),
        ("Anne Bec, journaliste au Courrier", ["Anne Bec"]),
        ("Anne Bec | Publié le 12 mai 2024 à 10h30", ["Anne Bec"]),
        ("ANNE BEC - a.bec@courrier.example", ["Anne Bec"]),
        ("L. Nahon, J. Cordier - France 2", ["L. Nahon", "J. Cordier", "France 2"]),
        ("Jean de La Ville et Y. B.", ["Jean de La Ville", "Y. B."]),
        ("admin", []),
    ],
)
def test_names_of_a_byline_are_apart(byline: str, names: list[str]) -> None:
    assert list(people_in(byline)) == names


@pytest.mark.parametrize(
    "byline",
    [
        '<p class="byline">Par <a href="/bec">Anne Bec</a></p>',
        '<a rel="author" href="/bec">Anne Bec</a>',
        '<span itemprop="author"><meta itemprop="name" content="Anne Bec"></span>',
        "<div>Par Anne Bec, le 12 mai 2024</div>",
    ],
)
def test_who_wrote_it_is_found_where_only_readers_are_told(byline: str) -> None:
    assert article(top=f"<h1>La crue de la Lison</h1>{byline}").authors == ("Anne Bec",)


def test_the_outlet_is_not_its_own_author_where_somebody_signs() -> None:
    head = """<meta property="og:site_name" content="Le Courrier"><script type="application/ld+json">{"@type": "NewsArticle",
    "author": [{"name": "Le Courrier"}]}</script>"""
    assert article(head, "<h1>La crue de la Lison</h1><p class=author>Anne Bec</p>").authors == ("Anne Bec",)


def test_titles_lose_the_name_of_their_outlet_and_nothing_else() -> None:
    names = ("Le Courrier", "courrier-lison")
    assert without_outlet("La crue | Le Courrier", names) == "La crue"
    assert without_outlet("Le Courrier - La crue - suite", names) == "La crue - suite"
    assert without_outlet("Le Courrier", names) == "Le Courrier"


def test_a_kicker_in_the_heading_is_told_from_the_title() -> None:
    head = '<meta property="og:title" content="La crue de la Lison, un an après">'
    found = article(head, "<h1><span>Reportage</span><span>La crue de la Lison, un an après</span></h1>")
    assert (found.kicker, found.title) == ("Reportage", "La crue de la Lison, un an après")


def test_words_that_somebody_said_stay_in_the_title() -> None:
    head = '<meta property="og:title" content="Le maire de Port-Lison se défend des critiques">'
    found = article(head, "<h1>« Rien à cacher » : Le maire de Port-Lison se défend des critiques</h1>")
    assert (found.kicker, found.title) == ("", "« Rien à cacher » : Le maire de Port-Lison se défend des critiques")


def test_what_leads_in_to_a_standfirst_is_its_kicker() -> None:
    lead = "Les riverains de la rivière racontent la nuit de la crue."
    head = f'<meta name="description" content="LE POINT SUR LA CRUE - {lead}">'
    assert (article(head).kicker, article(head).standfirst.value) == ("LE POINT SUR LA CRUE", lead)
    head = f'<meta name="description" content="{lead}">'
    found = article(head, f"<h1>La crue de la Lison</h1><p class=chapo><span>Région</span>{lead}</p>")
    assert (found.kicker, found.standfirst.value) == ("Région", lead)


def test_entities_escaped_twice_are_read_in_what_a_page_says_of_itself() -> None:
    head = '<meta name="description" content="La vall&amp;eacute;e se souvient de la crue, un an apr&amp;egrave;s.">'
    assert article(head).standfirst.value == "La vallée se souvient de la crue, un an après."


def test_the_beginning_shown_to_all_is_not_said_again() -> None:
    found = article(text=f"{TEXT[:60].strip()}...</p><p>{TEXT}")
    assert [block.text.value for block in found.blocks] == [TEXT.strip(), MORE]


def test_sections_are_without_front_page_outlet_and_title() -> None:
    path = ["Accueil", "Le Courrier", "Région", "Région", "La crue de la Lison"]
    assert section_of(path, "La crue de la Lison", ["Le Courrier"]) == ("Région",)
    assert section_of(["Monde", "2014", "Avril 2014"], "La crue", []) == ("Monde",)
    assert tags_of(["crue, Lison,#météo", "crue"]) == ("crue", "Lison", "météo")


@pytest.mark.parametrize(
    ("description", "standfirst"),
    [
        ("Un an après, la vallée se souvient de la crue.", "Un an après, la vallée se souvient de la crue."),
        (TEXT, ""),
        (f"{TEXT[:70]}…", ""),
        ("Retrouvez tous les jours nos infos pratiques, bons plans, recettes et programmes télévisés.", ""),
    ],
    ids=["own", "said again", "cut off", "of the site"],
)
def test_the_standfirst_is_said_once(description: str, standfirst: str) -> None:
    assert article(f'<meta name="description" content="{description}">').standfirst.value == standfirst


def test_a_standfirst_cut_off_is_taken_whole_where_the_page_has_it() -> None:
    whole = "Un an après, la vallée se souvient de la crue et attend toujours les digues promises par le préfet."
    head = f'<meta name="description" content="{whole[:60]}…">'
    assert article(head, f"<h1>La crue de la Lison</h1><p class=chapo>{whole}</p>").standfirst.value == whole


@pytest.mark.parametrize(
    ("image", "covers"),
    [("/photos/crue.jpg", 1), ("/static/logo-courrier.png", 0), ("/img/default.jpg", 0)],
)
def test_the_picture_that_a_page_names_is_its_cover(image: str, covers: int) -> None:
    blocks = article(
        f'<meta property="og:image" content="{image}"><meta property="og:image:alt" content="Le quai">'
    ).blocks
    assert [(block.url, block.alt) for block in blocks if block.url] == [
        (f"https://www.courrier-lison.example{image}", "Le quai")
    ] * covers


@pytest.mark.parametrize(
    "script",
    [
        '//<![CDATA[\n{"a": 1,}\n//]]>',
        '<!-- {"a": 1} -->',
        '{"a": 1, /* note */ }',
        '// note\n{"a": 1};',
        "{&quot;a&quot;: 1}",
        '{"a": 1, "b": "une\nligne \\_ avec // deux barres",}',
    ],
)
def test_json_ld_is_read_though_it_is_not_well_formed(script: str) -> None:
    (value,) = values_of(script)
    assert value["a"] == 1
    assert value.get("b", "//").count("//") == 1


def test_several_objects_in_a_row_and_what_is_none() -> None:
    assert values_of('{"a": 1}\n{"b": 2}') == [{"a": 1}, {"b": 2}]
    assert values_of("") == values_of("window.x") == []


def test_a_date_stands_after_the_heading_where_machines_are_told_none() -> None:
    found = article(top="<h1>La crue de la Lison</h1><time datetime='2024-05-12T10:30:00+02:00'>hier</time>").published
    assert found is not None and found.isoformat() == "2024-05-12T10:30:00+02:00"


@pytest.mark.parametrize(
    "line", ["Anne Bec", "Par Anne Bec", "Le Courrier avec AFP", "Le Courrier | 27.10.2016 à 10h38 | Par Anne Bec"]
)
def test_the_byline_is_not_said_again_above_the_text(line: str) -> None:
    head = '<meta name="author" content="Anne Bec">'
    found = article(head, f"<h1>La crue de la Lison</h1><p>{line}</p>")
    assert [block.text.value for block in found.blocks][:1] == [TEXT.strip()]


def test_tags_that_a_page_writes_in_one_are_apart_and_what_a_template_left_open_is_nothing() -> None:
    assert tags_of(["crue-Lison-vie de quartier-digue"]) == ("crue", "Lison", "vie de quartier", "digue")
    assert tags_of(["Beauvais - ovni - Ciel"]) == ("Beauvais", "ovni", "Ciel")
    assert tags_of(["porte-à-porte"]) == ("porte-à-porte",)
    assert article('<meta property="og:site_name" content="[site:name]">').outlet == ""


def test_an_address_is_nobody_and_no_name_of_an_outlet() -> None:
    head = '<meta property="og:site_name" content="https://www.courrier-lison.example/"><meta name="author" content="Courrier-Lison.example">'
    found = article(head)
    assert (found.authors, found.outlet) == ((), "courrier-lison.example")
    assert people_in("Anne BecLe 02 décembre 2024 à 19h00") == ("Anne Bec",)


def test_a_wall_is_no_part_of_the_text() -> None:
    wall = "Il vous reste 70.29% de cet article à lire. La suite est réservée aux abonnés."
    assert all("vous reste" not in block.text.value for block in article(text=f"{TEXT}</p><p>{wall}").blocks)
