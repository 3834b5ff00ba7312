"""The fast way to read feeds against its judge: what feedparser makes of the same bytes."""

from dataclasses import replace
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.model.errors import NotAFeed
from newsreader.model.feed import ParsedFeed
from newsreader.parse.entry_text import from_entry
from newsreader.parse.fast_feeds import read_fast
from newsreader.parse.feeds import read_feed, read_slowly
from tests.parse.real_feeds import REAL_FEEDS
from tests.press import item, rss

URL = "https://x.example/fil"
NAMESPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:media="http://search.yahoo.com/mrss/" xmlns:slash="http://purl.org/rss/1.0/modules/slash/" '
    'xmlns:wfw="http://wellformedweb.org/CommentAPI/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
)
WORDS = st.text(st.sampled_from("abé “”’ <>&;'\"\t\n-:/.0123456789\u00a0œ"), max_size=24)
MARKUP = st.lists(
    st.sampled_from(
        [
            "<p>Le quai</p>",
            "<a href='/b'>lien</a>",
            "<img src='x.jpg' alt='y'>",
            "<script>x</script>",
            "<br/>",
            "&eacute;",
        ]
        + [
            "<iframe src='z'></iframe>",
            "mot ",
            "<b>fort</b>",
            "<style>p{}</style>",
            "&amp;",
            "<p onclick='x()'>non</p>",
        ]
    ),
    max_size=5,
).map("".join)
DATES = st.sampled_from(
    ["Fri, 20 Nov 2026 09:30:00 +0100", "2026-11-20T09:30:00+01:00", "Fri, 20 Nov 2026 09:30:00 +01:00", "hier", ""]
)


@st.composite
def rss_items(draw: st.DrawFn) -> str:
    """An item with some of the elements that items have, in some order, some of them twice."""
    parts = draw(
        st.lists(
            st.one_of(
                WORDS.map(lambda w: f"<title>{escape(w)}</title>"),
                st.sampled_from(["/a", "https://x.example/b?utm_source=rss", " https://x.example/c "]).map(
                    lambda u: f"<link>{u}</link>"
                ),
                MARKUP.map(lambda m: f"<description>{escape(m)}</description>"),
                MARKUP.map(lambda m: f"<content:encoded><![CDATA[{m}]]></content:encoded>"),
                DATES.map(lambda d: f"<pubDate>{d}</pubDate>"),
                DATES.map(lambda d: f"<dc:date>{d}</dc:date>"),
                WORDS.map(lambda w: f"<dc:creator>{escape(w)}</dc:creator>"),
                WORDS.map(lambda w: f"<author>{escape(w)}</author>"),
                st.sampled_from(
                    ["<author>a@x.example (Ann Bec)</author>", "<itunes:author>Ida</itunes:author>"]
                    + [
                        "<dc:creator>Bec, Ann</dc:creator>",
                        "<dc:creator>Jo Roe</dc:creator>",
                        "<title>L&#146;été</title>",
                        "<title>L&amp;#146;été &amp;amp; &lt;i&gt;l’&amp;eacute;t&amp;eacute;&lt;/i&gt;</title>",
                        "<itunes:duration>12:30</itunes:duration>",
                        "<dc:creator>b@x.example</dc:creator>",
                        "<title>attend&#226;&#128;&#166; ici</title>",
                    ]
                ),
                st.sampled_from(["true", "false"]).map(lambda p: f'<guid isPermaLink="{p}">https://x.example/g</guid>'),
                WORDS.map(lambda w: f'<category domain="d">{escape(w)}</category>'),
                st.sampled_from(
                    ['<enclosure url="/i.jpg" type="image/jpeg"/>', '<media:content url="/m.jpg" medium="image"/>']
                ),
                st.sampled_from(["<slash:comments>3</slash:comments>", "<wfw:commentRss>/c.rss</wfw:commentRss>"]),
                st.just("<inconnu>mot</inconnu>"),
            ),
            max_size=8,
        )
    )
    return f"<item>{''.join(parts)}</item>"


def document(items: list[str]) -> bytes:
    body = "".join(items)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" {NAMESPACES}><channel><title>Le fil</title>'
        f"<link>https://x.example/</link><language>fr-FR</language><ttl>60</ttl>{body}</channel></rss>"
    ).encode()


def as_read(feed: ParsedFeed) -> tuple[object, ...]:
    """A feed as its reader has it: how a tag is spelled in the markup changes nothing."""
    entries = tuple(replace(entry, content="") for entry in feed.entries)
    return replace(feed, entries=entries), tuple(map(from_entry, feed.entries))


def judged(data: bytes, content_type: str = "application/rss+xml") -> ParsedFeed | None:
    """The same both ways, or nothing where feedparser finds no feed."""
    try:
        slow = read_slowly(data, URL, content_type)
    except NotAFeed:
        slow = None
    try:
        assert as_read(read_feed(data, URL, content_type)) == (as_read(slow) if slow else None)
    except NotAFeed:
        assert slow is None
    return slow


@settings(max_examples=120)
@given(st.lists(rss_items(), min_size=1, max_size=3))
def test_rss_is_read_as_feedparser_reads_it(items: list[str]) -> None:
    judged(document(items))


@settings(max_examples=60)
@given(
    st.lists(rss_items(), min_size=1, max_size=2),
    st.integers(0, 600),
    st.sampled_from([b"", b"\x00", b"&", b"<", b"\xff", b"]]>"]),
)
def test_damaged_feeds_are_feedparsers(items: list[str], at: int, damage: bytes) -> None:
    data = document(items)
    judged(data[:at] + damage + data[at + 1 :])


@pytest.mark.parametrize("content_type", ["application/rss+xml", "text/xml", "application/xml; charset=iso-8859-1", ""])
def test_encodings_are_feedparsers_unless_they_are_plain(content_type: str) -> None:
    plain = document([item("L’été à Noël", "https://x.example/1")])
    judged(plain, content_type)
    judged(plain.replace(b"UTF-8", b"ISO-8859-1"), content_type)
    judged(plain.decode().encode("utf-16"), content_type)


def test_ordinary_feeds_take_the_fast_way_and_others_do_not() -> None:
    ordinary = document([item("Un titre", "https://x.example/1")])
    assert read_fast(ordinary, URL, "application/rss+xml")
    atom = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Le fil</title><link href="https://x.example/"/>
    <entry><title>Un titre</title><link href="/1"/><link rel="self" href="/s"/><id>tag:1</id><author><name>Anne Bec</name></author>
    <updated>2026-11-20T09:30:00Z</updated><summary type="html">&lt;p&gt;Un mot.&lt;/p&gt;</summary>
    <content type="html">&lt;p&gt;Un mot et plus.&lt;/p&gt;</content><category term="mer"/></entry></feed>"""
    assert read_fast(atom.encode(), URL)
    found = judged(atom.encode(), "application/atom+xml")
    assert found and found.entries[0].authors == ("Anne Bec",) and found.entries[0].tags == ("mer",)
    for unusual in (
        ordinary.replace(b"<rss", b'<!DOCTYPE rss [<!ENTITY e "x">]><rss', 1),
        ordinary.replace(b'version="2.0"', b'version="3.0"'),
        b"<html><body>Une page</body></html>",
        rss("T", "").encode(),
    ):
        fast = read_fast(unusual, URL)
        assert fast is None or not fast[1]


@pytest.mark.parametrize(
    "title",
    [
        "Dupont &amp; fils",
        "Recherche &amp;amp; usage",
        "l&amp;#8217;été, l&amp;#39;hiver &amp;#x2013; &amp;laquo;&amp;nbsp;oui&amp;nbsp;&amp;raquo;",
        "AT&amp;T &amp;amp; amis, AT&amp;amp;T",
        "&lt;em&gt;Le Temps&lt;/em&gt;, revue",
        "x &lt; y &amp;amp; z",
        "x &lt; y",
        "Vec&lt;T&gt; &amp;amp; co",
        "&lt;blink&gt;Non&lt;/blink&gt;",
        "&amp;foo; et &amp;amp;",
        "&amp;#146; &amp;#abc; &amp;apos;",
        "&lt;b&gt;jamais fermé",
        "&lt;b onclick=&quot;x()&quot;&gt;oui&lt;/b&gt;",
    ],
)
def test_marks_in_titles_mean_what_they_mean_to_feedparser(title: str) -> None:
    judged(document([f"<item><title>{title}</title><link>/a</link></item>"]))
    for kind in ("", ' type="text"', ' type="html"'):
        judged(atom('<link href="/1"/>').replace(b"<title>Un titre", f"<title{kind}>{title}".encode()))


def test_an_odd_item_leaves_the_others_of_its_feed_to_the_fast_way() -> None:
    items = [item(f"Titre {n} &amp; suite", f"https://x.example/{n}") for n in range(4)]
    items[1] = items[1].replace("</item>", "<inconnu><b>mot</b></inconnu></item>")
    items[2] = "<item><title>T</title><link>/a</link><author>ann@x.example (Ann Bec)</author></item>"
    found = read_fast(document(items), URL, "application/rss+xml")
    assert found and [type(one) is dict for one in found[1]] == [True, False, True, True]
    feed = judged(document(items))
    assert feed and feed.entries[1].title == "Titre 1 & suite" and feed.entries[2].authors == ("Ann Bec",)


def test_a_tag_that_another_one_begins_in_is_feedparsers() -> None:
    text = '<ul><li><b  <a href="https://y.example/">Un lien</a></li></ul><p>Et la suite.</p>'
    judged(
        document([f"<item><title>T</title><link>/a</link><content:encoded><![CDATA[{text}]]></content:encoded></item>"])
    )


@pytest.mark.parametrize("address", ["https://y.example/a", "/a", "a"])
def test_a_base_of_the_feed_counts_for_what_is_relative(address: str) -> None:
    text = escape(f'<p>Un <a href="{address}">lien</a>.</p>')
    found = judged(
        document([f"<item><title>T</title><link>{address}</link><description>{text}</description></item>"]).replace(
            b"<rss", b'<rss xml:base="https://y.example/" xml:lang="en"', 1
        )
    )
    assert found and found.entries[0].url == "https://y.example/a" and found.language == "fr"


def atom(entry: str, feed: str = "") -> bytes:
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Le fil</title><link href="https://x.example/"/>'
        f"{feed}<entry><title>Un titre</title>{entry}</entry></feed>"
    ).encode()


@pytest.mark.parametrize(
    "entry",
    [
        '<link href="/1"/><content>Deux mots.\n\nDeux autres.</content>',
        '<link href="/1"/><content>&lt;p&gt;Deux mots.&lt;/p&gt;&lt;p&gt;Deux autres.&lt;/p&gt;</content>',
        '<link href="/1"/><content type="html">&lt;p&gt;Deux mots.&lt;/p&gt;&lt;p&gt;Deux autres.&lt;/p&gt;</content>',
        '<link href="/1"/><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Mot.</p><p>Et mot.</p></div>'
        "</content>",
        '<content type="html">Un mot.</content><link href="/1"/><summary type="html">Deux.</summary>',
        '<link rel="alternate">https://x.example/2</link><link rel="enclosure">https://x.example/3</link>',
        "<id>HTTP://x.example/4</id>",
        '<link href="/1"/><author><name>Ann Bec</name></author><author><name>Jo Roe</name></author>',
        '<link href="/1"/><author><name>Ann Bec</name><email>ann@x.example</email></author>',
        '<link href="/1"/><author><name>ann@x.example</name></author><author><name>Jo</name><email>j@x.example</email></author>',
        '<link href="/1"/><summary>Deux &lt;b&gt;mots&lt;/b&gt; &amp;amp; plus</summary><content type="text">a &amp;lt; b</content>',
        '<link href="/1"/><updated>2026-11-20T09:30:00Z</updated>',
        '<link href="/1"/><published>vendredi</published><updated>2026-11-20T09:30:00Z</updated>',
    ],
)
def test_atom_is_read_as_feedparser_reads_it(entry: str) -> None:
    judged(atom(entry), "application/atom+xml")
    judged(atom(entry, "<author><name>La rédaction</name></author>"), "application/atom+xml")
    judged(b"\n".join([b'<?xml version="1.0" encoding="UTF-8"?>', atom(entry)]), "application/atom+xml")


def test_what_windows_1252_has_for_controls_is_what_was_meant() -> None:
    feed = document(["<item><title>L&#146;été &#x80; &#147;oui&#148;</title><link>/a</link></item>"])
    assert read_fast(feed, URL, "application/rss+xml")
    found = judged(feed)
    assert found and found.entries[0].title == "L’été € “oui”"
    judged(feed.replace(b"<rss", b'<rss xml:lang="en"', 1))


def test_links_of_a_text_lead_where_its_feed_is() -> None:
    linked = escape('<a href="/b">mot</a> <a href="c">mot</a> <a href="https://y.example/">mot</a>')
    found = judged(document([f"<item><title>T</title><guid>g</guid><description>{linked}</description></item>"]))
    assert found and next(url for _words, url in found.entries[0].summary.links()) == "https://x.example/b"


@pytest.mark.parametrize("path", REAL_FEEDS, ids=lambda path: path.name)
def test_real_feeds_are_read_as_feedparser_reads_them(path: object) -> None:
    judged(path.read_bytes())  # type: ignore[attr-defined]


def test_a_description_that_is_never_closed_is_an_empty_one() -> None:
    body = "<item><title></title><link>/a</link><description>&lt;p&gt;Le quai&lt;/p&gt;/description>"
    feed = rss("T", body + "<content:encoded><![CDATA[]]></content:encoded></item>").encode()
    for at in range(400, len(feed)):
        read_feed(feed[:at] + feed[at + 1 :], URL, "application/rss+xml")
