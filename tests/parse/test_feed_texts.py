"""What a feed says of its articles is kept: their texts, their headlines, who wrote them."""

import json
from collections.abc import Callable
from html import escape

import pytest

from newsreader.model.article import Article, text_of
from newsreader.parse.bylines import feed_people
from newsreader.parse.entry_text import from_entry
from newsreader.parse.feeds import read_feed

URL = "https://x.example/fil"
PARAGRAPHS = [f"Le port {n} a rouvert lundi, dit la mairie, après des mois de travaux sur la jetée." for n in range(12)]
TEXT = "".join(f"<p>{one}</p>" for one in PARAGRAPHS) + "<ul><li>un</li><li>deux</li></ul>"
TEASER = "<p>Le port a rouvert lundi.</p>"
MORE = '<p><a href="/1">Lire la suite</a></p>'


def rss_item(
    inner: str, title: str = "<title>Le port</title>", link: str = "<link>https://x.example/1</link>"
) -> Article:
    data = (
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel>'
        f"<title>Le fil</title><item>{title}{link}{inner}</item></channel></rss>"
    )
    (entry,) = read_feed(data.encode(), URL, "application/rss+xml").entries
    return from_entry(entry)


def atom_entry(inner: str) -> Article:
    data = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Le fil</title><author><name>Ann Bec</name></author><entry>'
        f'<title>Le port</title><link href="https://x.example/1"/>{inner}</entry></feed>'
    )
    (entry,) = read_feed(data.encode(), URL, "application/atom+xml").entries
    return from_entry(entry)


def description(markup: str) -> str:
    return f"<description>{escape(markup)}</description>"


def encoded(markup: str) -> str:
    return f"<content:encoded>{escape(markup)}</content:encoded>"


@pytest.mark.parametrize(
    "article",
    [
        rss_item(encoded(TEXT)),
        rss_item(description(TEXT)),
        rss_item(description(TEXT) + encoded(TEXT)),
        rss_item(description("Court.") + encoded(TEXT)),
        rss_item(description("\n\n".join(PARAGRAPHS))),
        rss_item(description("<br><br>".join(PARAGRAPHS))),
        atom_entry(f'<content type="html">{escape(TEXT)}</content>'),
        atom_entry(f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{TEXT}</div></content>'),
        atom_entry(f"<content>{escape(TEXT)}</content>"),
        atom_entry("<content>" + "\n\n".join(PARAGRAPHS) + "</content>"),
        atom_entry(f'<summary type="html">{escape(TEXT)}</summary>'),
        rss_item(encoded(TEXT + "<p>The post Le port appeared first on Le fil.</p>")),
    ],
    ids=str,
)
def test_a_whole_text_is_recognised_wherever_it_stands(article: Article) -> None:
    assert article.complete
    assert [block.text.value for block in article.blocks[:12]] == PARAGRAPHS


@pytest.mark.parametrize(
    "article",
    [
        rss_item(description(TEASER)),
        rss_item(description(PARAGRAPHS[0])),
        rss_item(description(TEXT + "<p>Le maire a ajouté que […]</p>")),
        rss_item(encoded(TEXT + MORE)),
        rss_item(description(TEASER) + encoded(TEASER + MORE)),
        rss_item(encoded("<p><img src='/i.jpg'></p>" + TEASER)),
        rss_item(description(" ".join(PARAGRAPHS[:6]))),
        atom_entry(f'<summary type="html">{escape(TEASER)}</summary>'),
        rss_item(""),
    ],
    ids=str,
)
def test_what_only_announces_an_article_is_not_taken_for_it(article: Article) -> None:
    assert not article.complete


@pytest.mark.parametrize("markup", ["{}", "<p>{}</p>", "<p>Début.</p><p>{}", "<p>{}</p><p>Fin.</p>"])
@pytest.mark.parametrize("place", [description, encoded])
def test_a_paragraph_of_any_length_is_read(markup: str, place: Callable[[str], str]) -> None:
    article = rss_item(place(markup.format("Le port est fermé depuis hier. " * 200)))
    assert article.complete
    assert "depuis hier. Le port" in text_of(article)


def test_a_short_text_is_kept_whole_beside_its_teaser() -> None:
    article = rss_item(description("Début.") + encoded("<p>Début.</p><p>Et la suite, que seul le texte a.</p>"))
    assert article.complete and not article.standfirst
    assert [block.text.value for block in article.blocks] == ["Début.", "Et la suite, que seul le texte a."]


def test_paragraphs_of_a_description_stay_apart() -> None:
    article = rss_item(description("<p>Un premier.</p><p>Un <b>second</b>.</p><ul><li>a</li><li>b</li></ul>"))
    assert not article.complete and not article.standfirst
    assert [block.text.value for block in article.blocks] == ["Un premier.", "Un second.", ""]
    assert [item.value for item in article.blocks[2].items] == ["a", "b"]


@pytest.mark.parametrize(
    ("markup", "title"),
    [
        ("<p>Le quai est ouvert.</p>", "Le quai est ouvert."),
        ("<p>Le quai est ouvert.</p><p>La suite <a href='/t'>#<span>port</span></a></p>", "Le quai est ouvert…"),
        ("Qui a ouvert le quai ? " + "Mot " * 40, "Qui a ouvert le quai ?"),
        ("Mot " * 40, ("Mot " * 22).strip() + "…"),
        ("<p>RT <a href='/i'>@ida</a>: le quai</p>", "RT @ida: le quai"),
        ("<img src='/i.jpg' alt='Le quai, de nuit'>", "Le quai, de nuit"),
        ("", "Le fil"),
    ],
)
def test_an_item_without_a_title_is_headed_by_its_first_words(markup: str, title: str) -> None:
    assert rss_item(description(markup), title="").title == title


def test_a_note_is_an_article() -> None:
    article = rss_item(description("<p>Le quai est ouvert.</p><p>La suite demain.</p>"), title="")
    assert article.complete and len(article.blocks) == 2


@pytest.mark.parametrize(
    ("elements", "names"),
    [
        ("<author>ann@x.example (Ann Bec)</author>", ("Ann Bec",)),
        ("<author>Ann Bec &lt;ann@x.example&gt;</author>", ("Ann Bec",)),
        ("<author>ann@x.example</author>", ()),
        ("<author>https://x.example/ann</author>", ()),
        ("<dc:creator>Ann Bec</dc:creator><dc:creator>Jo Roe</dc:creator>", ("Ann Bec", "Jo Roe")),
        ("<dc:creator>Erckmann et Chatrian</dc:creator><author>desk@x.example</author>", ("Erckmann et Chatrian",)),
        ("<dc:creator>Bec, Ann</dc:creator>", ("Ann Bec",)),
        ("<dc:creator>Ann Bec, Jo Roe</dc:creator>", ("Ann Bec", "Jo Roe")),
        ("<dc:creator>Ann Bec et Jo Roe (AFP)</dc:creator>", ("Ann Bec", "Jo Roe (AFP)")),
        ("<dc:creator>&lt;a href='/a'&gt;Ann&lt;/a&gt;</dc:creator>", ("Ann",)),
        ("<itunes:author>Ida Bec</itunes:author>", ("Ida Bec",)),
        ("<dc:creator>Par Ann Bec</dc:creator>", ("Ann Bec",)),
        ("<dc:creator>Ann Bec</dc:creator><dc:creator>Ann Bec</dc:creator>", ("Ann Bec",)),
    ],
)
def test_authors_are_names(elements: str, names: tuple[str, ...]) -> None:
    assert rss_item(elements).authors == names


def test_who_writes_an_atom_feed_writes_its_entries() -> None:
    assert atom_entry("").authors == ("Ann Bec",)
    assert atom_entry("<author><name>Jo Roe</name></author><author><name>Ida</name></author>").authors == (
        "Jo Roe",
        "Ida",
    )


def test_names_stay_whole() -> None:
    assert feed_people(["Martin Luther King, Jr.", "Le Monde, Reuters", "Reuters, AFP"]) == (
        *("Martin Luther King Jr.", "Le Monde", "Reuters", "AFP"),
    )
    assert feed_people(["van der Berg, Jan; d’Ormesson, Jean"]) == ("Jan van der Berg", "Jean d’Ormesson")


@pytest.mark.parametrize(
    ("element", "date"),
    [
        ("<updated>2026-03-14T10:00:00Z</updated>", "2026-03-14T10:00:00+00:00"),
        ("<published>?</published><updated>2026-03-14T10:00:00Z</updated>", "2026-03-14T10:00:00+00:00"),
        ("<published>hier</published>", None),
    ],
)
def test_an_entry_is_dated_by_what_it_has(element: str, date: str | None) -> None:
    published = atom_entry(element).published
    assert (published.isoformat() if published else None) == date


def test_dublin_core_and_the_old_atom_date_too() -> None:
    dated = rss_item("<dc:date>2026-03-14T10:00:00+01:00</dc:date>").published
    assert dated and dated.isoformat() == "2026-03-14T10:00:00+01:00"
    old = (
        '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>F</title><entry><title>A</title>'
        '<link rel="alternate" type="text/html" href="https://x.example/1"/>%s</entry></feed>'
    )
    for name in ("issued", "modified", "created"):
        data = old % f"<{name}>2026-03-14T10:00:00Z</{name}>"
        (entry,) = read_feed(data.encode(), URL, "application/atom+xml").entries
        assert entry.published and entry.published.isoformat() == "2026-03-14T10:00:00+00:00"


def json_entries(items: str, more: str = "") -> list[Article]:
    data = f'{{"version": "https://jsonfeed.org/version/1.1", "title": "J", {more} "items": [{items}]}}'
    return [from_entry(entry) for entry in read_feed(data.encode(), URL).entries]


def test_notes_of_a_json_feed_have_their_words() -> None:
    one, two = json_entries(
        '{"id": 1, "url": "https://x.example/1", "content_html": "<p>Café, puis le pont.</p>"},'
        '{"id": 2, "url": "https://x.example/2", "content_text": "Une ligne.\\n\\nUne autre."}'
    )
    assert (one.title, [block.text.value for block in one.blocks]) == ("Café, puis le pont.", ["Café, puis le pont."])
    assert (two.title, [block.text.value for block in two.blocks]) == ("Une ligne…", ["Une ligne.", "Une autre."])
    assert one.complete and two.complete


@pytest.mark.parametrize(
    ("person", "names"),
    [
        ('"authors": {"name": "Zoé"}', ("Zoé",)),
        ('"authors": "Zoé"', ("Zoé",)),
        ('"authors": ["Zoé", {"name": "Ida"}]', ("Zoé", "Ida")),
        ('"author": {"name": "Zoé"}', ("Zoé",)),
        ('"author": "Zoé", "authors": []', ("Zoé",)),
        ('"authors": null', ("Jo",)),
    ],
)
def test_authors_of_a_json_feed_come_in_every_shape(person: str, names: tuple[str, ...]) -> None:
    (article,) = json_entries(f'{{"id": "1", "url": "https://x.example/1", {person}}}', '"authors": [{"name": "Jo"}],')
    assert article.authors == names


def test_json_is_read_as_leniently_as_xml() -> None:
    assert [a.url for a in json_entries('{"id": 4, "external_url": "https://y.example/2", "title": "t"}')] == [
        "https://y.example/2"
    ]
    odd = '\ufeff{"version":"https://jsonfeed.org/version/1","title":"J","items":[{"id":"1","url":"/j","content_html":"\n<p>Une, ]\nligne</p>",},]}'
    (entry,) = read_feed(odd.encode(), URL).entries
    assert from_entry(entry).blocks[0].text.value == "Une, ] ligne"
    bare = json.dumps({"title": "J", "items": [{"id": "1", "url": "https://x.example/1", "content_text": "Mot."}]})
    assert len(read_feed(bare.encode(), URL).entries) == 1
    sound = '{"id": "1", "url": "/s", "attachments": [{"url": "/s.mp3", "mime_type": "audio/mpeg"}]}'
    assert json_entries(sound)[0].sound == "https://x.example/s.mp3"
