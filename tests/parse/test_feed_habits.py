"""What feeds in the wild do, a kind each: damaged bytes, signs that are no tags, pictures alone, addresses of their own."""

import pytest

from newsreader.model.feed import Entry
from newsreader.parse.dates import read_date
from newsreader.parse.feed_markup import as_meant
from newsreader.parse.feeds import read_feed
from tests.parse.test_fast_feeds import judged

URL = "https://x.example/fil.xml"
NAMESPACES = (
    'xmlns:media="http://search.yahoo.com/mrss/" xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0" '
    'xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def document(items: str, encoding: str = "UTF-8", title: str = "Le fil") -> str:
    return (
        f'<?xml version="1.0" encoding="{encoding}"?><rss version="2.0" {NAMESPACES}><channel><title>{title}</title>'
        f"{items}</channel></rss>"
    )


def entry(inside: str) -> Entry:
    (found,) = read_feed(document(f"<item>{inside}</item>").encode(), URL).entries
    return found


LINK = "<link>https://x.example/a</link>"


@pytest.mark.parametrize("damage", [b"\xe9", b"\xe2\x80", b"\xed\xa0\x80", b"\xff\xfe"])
def test_a_damaged_byte_does_not_spoil_the_others(damage: bytes) -> None:
    item = f"<item><title>L’été « déjà »@ à 10 €</title>{LINK}</item>"
    data = document(item, title="Été").encode().replace(b"@", damage)
    found = read_feed(data, URL, "application/rss+xml")
    assert found.title == "Été" and found.entries[0].title.startswith("L’été « déjà »")
    assert found.entries[0].title.endswith(" à 10 €")


@pytest.mark.parametrize(
    ("declared", "written", "title"),
    [
        ("Shift_JIS", "cp932", "東京① 橋"),
        ("x-sjis", "cp932", "東京の橋"),
        ("euc-kr", "cp949", "펲시 뉴스"),
        ("Big5", "big5hkscs", "中文喺"),
        ("gb2312", "gbk", "镕基访问"),
        ("ISO-8859-1", "cp1252", "L’été à 10 €"),
        ("ISO-8859-9", "cp1254", "“Gün” ışığı"),
        ("TIS-620", "cp874", "น้ำท่วม"),
    ],
)
def test_an_encoding_is_what_is_commonly_written_under_its_name(declared: str, written: str, title: str) -> None:
    data = document(f"<item><title>{title}</title>{LINK}</item>", declared).encode(written)
    assert read_feed(data, URL).entries[0].title == title
    assert read_feed(data, URL, f"text/xml; charset={declared}").entries[0].title == title


@pytest.mark.parametrize(
    ("markup", "meant"),
    [
        ("We show $x<y$ that holds", "We show $x&lt;y$ that holds"),
        ("mail <lea@x.example> <b>now</b>", "mail &lt;lea@x.example> <b>now</b>"),
        ("Vec<T> <i>and</i> <int>", "Vec&lt;T> <i>and</i> &lt;int>"),
        ("<o:p>Word</o:p> <my-part/> <br/> <!-- x --> 1 <2", "<o:p>Word</o:p> <my-part/> <br/> <!-- x --> 1 &lt;2"),
        ("<p>a</p><script>if (a<b) f()</script><p>b</p><style>p{}</style>", "<p>a</p><p>b</p>"),
    ],
)
def test_what_is_no_tag_is_text_and_scripts_are_nothing(markup: str, meant: str) -> None:
    assert as_meant(markup) == meant


def test_a_text_with_signs_is_whole() -> None:
    found = entry(f"<title>T</title>{LINK}<description>Abstract: we show $x&lt;y$ that holds.</description>")
    assert found.summary.value == "Abstract: we show $x<y$ that holds."
    assert entry(f"<title><![CDATA[Using <select> & <b>bold</b>]]></title>{LINK}").title == "Using <select> & bold"


def test_scripts_without_end_take_no_time() -> None:
    many = "<script>" * 200_000
    assert as_meant(many) == many and len(as_meant(many + "</script>")) == 0
    assert as_meant("<b " * 200_000).count("&lt;") == 200_000


def test_a_picture_alone_is_called_by_its_words() -> None:
    picture = (
        '<media:content url="https://x.example/i.jpg" type="image/jpeg" medium="image">'
        '<media:description type="plain">Une jetée au matin</media:description></media:content>'
    )
    found = entry(f"{LINK}<description></description>{picture}")
    assert found.title == "Une jetée au matin" and 'src="https://x.example/i.jpg"' in found.content
    assert entry(f"{LINK}{picture}").title == "Une jetée au matin"
    named = entry(f"<title>Le port</title>{LINK}<description>Mot.</description>{picture}")
    assert (named.title, named.summary.value, named.content) == ("Le port", "Mot.", "")


def test_sounds_without_any_word_are_told_apart() -> None:
    sound = '<enclosure url="https://x.example/{}.mp3?t=1" type="audio/mpeg"/>'
    items = "".join(f"<item>{sound.format(name)}</item>" for name in ("matinale-24", "soir%C3%A9e"))
    assert [one.title for one in read_feed(document(items).encode(), URL).entries] == [
        "Le fil: matinale-24",
        "Le fil: soirée",
    ]


@pytest.mark.parametrize(
    ("inside", "url"),
    [
        ("<guid>12345</guid>", ""),
        ("<guid>x.example/?p=1</guid>", ""),
        ("<guid>/a.html</guid>", "https://x.example/a.html"),
        ("<guid isPermaLink='false'>https://x.example/g</guid>", "https://x.example/g"),
        ("<link>12345</link><guid>67</guid>", "https://x.example/12345"),
        ('<link href="https://x.example/a"/>', "https://x.example/a"),
        ("<link>www.presse.example/a?b=1</link>", "http://www.presse.example/a?b=1"),
        ("<link>www.html</link>", "https://x.example/www.html"),
        (
            f"<link>http://feeds.example/~r/x/1</link><feedburner:origLink>{'https://x.example/a'}</feedburner:origLink>",
            "https://x.example/a",
        ),
        ('<enclosure url="https://x.example/a.pdf" type="application/pdf"/>', "https://x.example/a.pdf"),
        (f'{LINK}<enclosure url="https://x.example/a.pdf" type="application/pdf"/>', "https://x.example/a"),
    ],
)
def test_the_address_is_the_articles_and_none_is_made_up(inside: str, url: str) -> None:
    assert entry(f"<title>T</title>{inside}").url == url
    judged(document(f"<item><title>T</title>{inside}</item>").encode())


JSON = '{"version": "https://jsonfeed.org/version/1", "title": "Été", "items": [%s]}'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_json_is_read_in_what_it_is_written_in(encoding: str) -> None:
    found = read_feed((JSON % '{"id": "1", "title": "L’été &amp; la mer"}').encode(encoding), URL)
    assert (found.title, found.entries[0].title) == ("Été", "L’été & la mer")


def test_of_json_that_breaks_off_the_whole_items_are_kept() -> None:
    whole = JSON % '{"id": "1", "title": "Un"}, {"id": "2", "title": "Deux", "attachments": [{"url": "x"}]}'
    for end in range(whole.index('"Deux"') + 1, len(whole) - 3):
        assert next(one.title for one in read_feed(whole[:end].encode(), URL).entries) == "Un"


def test_what_stands_elsewhere_is_where_an_item_leads() -> None:
    video = '<enclosure url="https://x.example/v.mp4" type="video/mp4"/>'
    assert entry(f"<title>T</title>{video}").url == "https://x.example/v.mp4"
    atom = '<entry><title>T</title><id>1</id><content type="text/html" src="https://x.example/a"/></entry>'
    data = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>F</title>{atom}</feed>'.encode()
    assert read_feed(data, URL).entries[0].url == "https://x.example/a"


@pytest.mark.parametrize(
    ("title", "outlet", "kept"),
    [
        ("La crue", "La Presse", "La Presse"),
        ("La crue", "La crue", ""),  # a forum, whose threads are feeds
        ("Sur la crue d’hier", "la crue", ""),
    ],
)
def test_whose_article_it_is(title: str, outlet: str, kept: str) -> None:
    inside = f"<title>{title}</title>{LINK}<source url='https://presse.example/'>{outlet}</source>"
    assert entry(inside).outlet == kept
    judged(document(f"<item>{inside}</item>").encode())


@pytest.mark.parametrize(
    ("creator", "names"),
    [
        ("Léa Morin / AFP", ("Léa Morin", "AFP")),
        ("-", ()),
        ("Martin Roy, Jr.", ("Martin Roy Jr.",)),
        ("Ann Roe, Ph.D., Bob Lee", ("Ann Roe Ph.D.", "Bob Lee")),
    ],
)
def test_names(creator: str, names: tuple[str, ...]) -> None:
    assert entry(f"<title>T</title>{LINK}<dc:creator>{creator}</dc:creator>").authors == names


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2026년 11월 24일 10:30", "2026-11-24T10:30:00+00:00"),
        ("24. marraskuuta 2026", "2026-11-24T00:00:00+00:00"),
        ("24 november 2026 kl. 10.30", "2026-11-24T10:30:00+00:00"),
        ("24 نوفمبر 2026", "2026-11-24T00:00:00+00:00"),
        ("24 أوت 2026", "2026-08-24T00:00:00+00:00"),
        ("24. studenoga 2026", "2026-11-24T00:00:00+00:00"),
        ("24 Maret 2026", "2026-03-24T00:00:00+00:00"),
        ("2026-11-24t10:30:00z", "2026-11-24T10:30:00+00:00"),
    ],
)
def test_dates_of_more_languages(written: str, read: str) -> None:
    found = read_date(written)
    assert found and found.isoformat() == read
    prism = entry(f"<title>T</title>{LINK}<prism:publicationDate>{written}</prism:publicationDate>").published
    assert prism and prism.isoformat() == read
