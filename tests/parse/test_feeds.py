"""Feeds as they come: tracked, moved, entity-ridden, broken off."""

import re

import pytest

from newsreader.model.errors import NotAFeed
from newsreader.parse.comments.page import read_comment_feed
from newsreader.parse.entry_text import from_entry
from newsreader.parse.feeds import read_feed
from newsreader.parse.urls import article_key, canonical, parse_typed_url
from tests.parse.real_feeds import REAL_FEEDS
from tests.press import COMMENT_FEED, item, rss

URL = "https://www.franceinfo.fr/titres.rss"
LINK = "https://www.franceinfo.fr/politique/vote_8193776.html"


def test_one_article_is_one_whatever_brought_us_there() -> None:
    ways = [
        f"{LINK}#xtor=RSS-3-[lestitres]",
        f"{LINK}#xtor=RSS-3-[politique]",
        f"{LINK}?utm_source=rss&at_medium=5",
        "https://www.francetvinfo.fr/politique/vote_8193776.html",
        "http://francetvinfo.fr/politique/un-titre-corrige_8193776.html",
        "https://www.francetvinfo.fr/politique/vote_8193776.amp",
    ]
    assert {article_key(way) for way in ways} == {"franceinfo:8193776"}
    assert article_key("https://blog.example/a?page=2&utm_medium=x") != article_key("https://blog.example/a?page=3")


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (f"{LINK}?xtor=RSS-3#xtor=RSS-3-[lestitres]", LINK),
        ("https://x.example/git/?p=a.git;a=shortlog", "https://x.example/git/?p=a.git;a=shortlog"),
        (
            "https://x.example/index.php?/archives/7-Le-port.html",
            "https://x.example/index.php?/archives/7-Le-port.html",
        ),
        ("https://x.example/p?slug&utm_source=rss&b=%20+%e9", "https://x.example/p?slug&b=%20+%e9"),
        ("https://x.example/p?at_id=7&at_medium=rss&pk_id=2&pk_kwd=a", "https://x.example/p?at_id=7&pk_id=2"),
        ("https://x.example/p?utm_source=rss#v2", "https://x.example/p#v2"),
        ("HTTPS://Me:secret@Blog.Example:8443/a b?q=été", "https://Blog.Example:8443/a%20b?q=%C3%A9t%C3%A9"),
        ("http://[2001:db8::7]:8080/f", "http://[2001:db8::7]:8080/f"),
        (" https://x.example/a\n/b ", "https://x.example/a/b"),
    ],
)
def test_an_address_stays_as_it_is_written_but_for_what_tracks(written: str, kept: str) -> None:
    assert canonical(written) == kept
    assert canonical(kept) == kept


def test_what_is_no_address_of_the_web_is_none() -> None:
    for hostile in (
        *("javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "", "#top", "http://"),
        *("http://a b/", "http://a\\b/", "http://[::1", "http://x.example:port/"),
    ):
        assert canonical(hostile) == ""


def test_an_address_that_is_typed_may_lack_its_scheme() -> None:
    assert parse_typed_url("[::1]:8000/Flux") == "https://[::1]:8000/Flux"
    assert parse_typed_url("HTTP://Nas.Local/Flux?A=B") == "http://nas.local/Flux?A=B"


def test_what_is_compared_tells_apart_what_is_another_page() -> None:
    assert article_key("https://x.example/p?q=a%20b") == article_key("http://www.X.example:80/p?q=a+b#x")
    for one, other in (("?at_id=1", "?at_id=2"), ("#!/article/1", "#!/article/2"), ("?t=%E9", "?t=%E8"), ("?1", "?2")):
        assert article_key(f"https://x.example/{one}") != article_key(f"https://x.example/{other}")


def test_what_an_item_of_franceinfo_holds() -> None:
    one = item('"On vote" : le dépouillement', LINK, date="Fri, 20 Nov 2026 09:30:00 +0100")
    feed = read_feed(rss("franceinfo - Les Titres", one).encode(), URL)
    entry = feed.entries[0]
    assert (feed.title, entry.url, entry.title) == ("franceinfo - Les Titres", LINK, '"On vote" : le dépouillement')
    assert entry.summary.value == "Une promenade.\u00a0Et du vent."
    assert entry.published and entry.published.isoformat() == "2026-11-20T09:30:00+01:00"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Q&amp;amp;R", "Q&R"),  # HTML in a title: its own entities are decoded once
        ("L&#xE9;o&#xA0;: oui", "Léo\u00a0: oui"),
        ("<![CDATA[Un &eacute;t&eacute;]]>", "Un été"),
        ("1 &lt; 2", "1 < 2"),
    ],
)
def test_entities_are_decoded_once(written: str, read: str) -> None:
    assert read_feed(rss("T", item(written, LINK)).encode(), URL).entries[0].title == read


@pytest.mark.parametrize(
    ("written", "year"),
    [
        ("Fri, 20 Nov 26 09:30:00 +0100", 2026),
        ("Fri, 20 Nov 2026 09:30:00 +0100", 2026),
        ("2026-11-20T09:30:00+01:00", 2026),
    ],
)
def test_dates_of_both_kinds(written: str, year: int) -> None:
    entry = read_feed(rss("T", item("x", LINK, date=written)).encode(), URL).entries[0]
    assert entry.published and (entry.published.year, entry.published.day) == (year, 20)


def test_a_date_that_is_none_is_none() -> None:
    assert read_feed(rss("T", item("x", LINK, date="hier soir")).encode(), URL).entries[0].published is None


def test_kickers_are_told_from_titles() -> None:
    feed = read_feed(rss("T", item("VIDEO. Le départ de la course", LINK)).encode(), URL)
    article = from_entry(feed.entries[0])
    assert (article.kicker, article.title) == ("VIDEO", "Le départ de la course")


def test_a_feed_that_carries_the_text_needs_no_page() -> None:
    text = "<p>" + "Le vent se lève sur la côte, et les bateaux rentrent. " * 20 + "</p><p>La suite demain.</p>"
    more = f"<content:encoded><![CDATA[{text}]]></content:encoded>"
    article = from_entry(read_feed(rss("T", item("Vent", LINK, more=more)).encode(), URL).entries[0])
    assert article.complete and len(article.blocks) == 2


def test_a_feed_broken_off_gives_the_entries_that_are_whole() -> None:
    whole = rss("T", item("un", LINK) + item("deux", "https://www.franceinfo.fr/a_2222.html"))
    feed = read_feed(whole[: whole.index("deux") - 20].encode(), URL)
    assert [entry.title for entry in feed.entries][:1] == ["un"]


@pytest.mark.parametrize("data", [b"", b"<html><body>Bonjour</body></html>", b"ni l'un ni l'autre", b"<rss"])
def test_what_is_no_feed_is_said_with_what_to_do(data: bytes) -> None:
    with pytest.raises(NotAFeed) as caught:
        read_feed(data, URL)
    assert URL in caught.value.sentence or "feed" in caught.value.sentence


def test_an_entity_bomb_does_not_go_off() -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "ha">' + "".join(
        f'<!ENTITY a{n} "{"&a;" if n == 0 else f"&a{n - 1};" * 10}">' for n in range(9)
    )
    data = f"{bomb}]><rss version='2.0'><channel><title>&a8;</title></channel></rss>".encode()
    try:
        feed = read_feed(data, URL)
    except NotAFeed:
        return
    assert len(feed.title) < 1000


def test_comments_come_in_the_order_of_time_with_their_paragraphs() -> None:
    comments = read_comment_feed(COMMENT_FEED.encode(), "https://blog.example/a/feed/")
    assert [comment.author for comment in comments] == ["Ida", "Noé"]
    assert [text.value for text in comments[1].body] == ["Je confirme.", "Deux fois."]
    assert comments[0].body[0].value == "Très beau ponton."


def test_a_json_feed_is_a_feed() -> None:
    document = """{"version": "https://jsonfeed.org/version/1", "title": "Le fil", "home_page_url": "https://x.example/",
    "language": "fr-FR", "items": [{"id": "https://x.example/1", "title": "Un <b>titre</b>", "content_text": "A < B.\\n\\nC.",
    "date_published": "2026-11-20T09:30:00+01:00", "author": {"name": "Ida"}, "tags": ["mer", 3], "image": "/i.jpg"},
    {"title": "sans adresse"}, 4]}"""
    feed = read_feed(document.encode(), "https://x.example/feed.json")
    entry, other = feed.entries
    assert (other.url, other.title) == ("", "sans adresse")
    assert (feed.title, feed.language, entry.url, entry.authors, entry.tags) == (
        "Le fil",
        "fr",
        "https://x.example/1",
        ("Ida",),
        ("mer", "3"),
    )
    assert entry.content == "<p>A &lt; B.</p><p>C.</p>" and entry.published and entry.image == "https://x.example/i.jpg"
    for broken in ("{", "{}", '{"version": 1}', "[" * 3000):
        with pytest.raises(NotAFeed):
            read_feed(broken.encode(), "https://x.example/feed.json")


@pytest.mark.skipif(not REAL_FEEDS, reason="the real feeds are not here")
def test_over_the_real_feeds_each_article_is_one_whatever_the_section_the_domain_or_the_tracking() -> None:
    numbers: dict[str, set[str]] = {}
    entries = 0
    for path in REAL_FEEDS:
        try:
            parsed = read_feed(path.read_bytes(), "https://www.franceinfo.fr/titres.rss")
        except NotAFeed:
            continue
        for entry in parsed.entries:
            if number := re.search(r"(?:franceinfo|francetvinfo)\.fr/.*_(\d+)\.html", entry.url):
                entries += 1
                numbers.setdefault(number.group(1), set()).add(article_key(entry.url))
    assert entries >= len(numbers) > 20
    assert [number for number, keys in numbers.items() if len(keys) > 1] == []
    assert len(set.union(*numbers.values())) == len(numbers)


@pytest.mark.parametrize(
    "other",
    [
        "http://www.francetvinfo.fr/monde/autre-titre_4369999.html",
        "https://www.franceinfo.fr/monde/le-titre_4369999.html?utm_source=rss&xtor=RSS-3-[monde]#x",
        "https://franceinfo.fr/monde/le-titre_4369999.html",
        "https://www.franceinfo.fr/amp/monde/le-titre_4369999.html",
        "https://www.franceinfo.fr/monde/le-titre_4369999.amp",
        "https://www.francetvinfo.fr/monde/le-titre_4369999.amp.html",
    ],
)
def test_an_article_is_one_by_whatever_address(other: str) -> None:
    assert article_key(other) == article_key("https://www.franceinfo.fr/monde/le-titre_4369999.html")


@pytest.mark.parametrize(
    "other", ["https://amp.x.example/a/b.html", "https://x.example/a/b.amp.html", "https://www.x.example/amp/a/b.html"]
)
def test_a_copy_for_telephones_is_the_same_article(other: str) -> None:
    assert article_key(other) == article_key("https://x.example/a/b.html")
