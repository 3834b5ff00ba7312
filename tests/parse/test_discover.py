"""Feeds of pages, and lists of subscriptions."""

import pytest

from newsreader.model.errors import ParseError
from newsreader.model.feed import Feed
from newsreader.parse.feed_links import feed_links, sent_on, write_opml
from newsreader.parse.opml import read_opml


def test_a_page_names_its_feeds_those_of_comments_last() -> None:
    page = b"""<html><head><link rel="alternate" type="application/rss+xml" title="Commentaires" href="/comments/feed/">
    <link rel="alternate" type="application/atom+xml" title="Tout" href="/atom.xml"><link rel="alternate" hreflang="en" href="/en">
    </head></html>"""
    assert feed_links(page, "https://blog.example/a") == [
        ("https://blog.example/atom.xml", "Tout"),
        ("https://blog.example/comments/feed/", "Commentaires"),
    ]


@pytest.mark.parametrize(
    "head",
    [
        '<link rel="alternate" type="application/rss+xml; charset=UTF-8" href="/rss/fil.xml">',
        '<LINK REL="Alternate" TYPE="Application/RSS+XML" HREF="/rss/fil.xml">',
        '<base href="/rss/"><link rel="alternate" type="application/atom+xml" href="fil.xml">',
        '<link rel="alternate" type="application/json" href="/rss/fil.xml">',
        '<link rel="feed" href="/rss/fil.xml">',
        '<link rel="alternate" type="application/rss+xml" href="feed:https://blog.example/rss/fil.xml">',
        '</head><body><a href="/a">Lire</a><a href="/rss/fil.xml">RSS</a>',
        '</head><body><a href="feed://blog.example/rss/fil.xml">Suivre</a>',
        '</head><body><a type="application/atom+xml" href="/rss/fil.xml">Suivre</a>',
        '<link type="application/rss+xml" href="/rss/fil.xml">',
        '<link rel="alternative" type="application/x-rss+xml" href="/rss/fil.xml">',
        "<link rel=alternate type=rss href=/rss/fil.xml>",
        '<link rel="alternate" type="application/json" href="/wp-json/wp/v2/posts/1">'
        '<link rel="alternate" type="application/atom+xml" href="/rss/fil.xml">',
        '<link rel="alternate" type="application/rss+xml" href="rss://blog.example/rss/fil.xml">',
        '</head><body><a href="itpc://blog.example/rss/fil.xml">Écouter</a>',
    ],
)
def test_a_feed_is_found_however_a_page_names_it(head: str) -> None:
    ((address, _title),) = feed_links(f"<html><head>{head}</html>".encode(), "https://blog.example/a")
    assert address.partition("://")[2] == "blog.example/rss/fil.xml"


@pytest.mark.parametrize(
    "link",
    [
        '<a href="/spip.php?page=backend">Suivre</a>',
        '<a href="/backend.php">Suivre</a>',
        '<a href="/flux-une.xml">Suivre</a>',
        '<a href="https://feeds.blog.example/x">Suivre</a>',
        '<a href="/7"><img src="i.png" alt="RSS"></a>',
        '<a href="/7">Flux RSS</a>',
        '<a href="/7" title="S’abonner au fil (RSS)"></a>',
        '<a href="/7" class="icon rss"></a>',
    ],
)
def test_a_link_to_a_feed_is_told_by_its_address_or_its_words(link: str) -> None:
    page = f"<html><body><a href='/a'>Lire</a><a href='/cross'>Moto-cross</a>{link}</body></html>"
    assert len(feed_links(page.encode(), "https://blog.example/")) == 1


@pytest.mark.parametrize(
    ("page", "where"),
    [
        ('<meta http-equiv="Refresh" content="0; URL=/accueil/">', "https://blog.example/accueil/"),
        ("<meta http-equiv=refresh content=\"0;url='https://www.blog.example/'\">", "https://www.blog.example/"),
        ('<meta http-equiv="refresh" content="900">', ""),
        ('<script>window.location.replace("/fr/")</script>', "https://blog.example/fr/"),
        ("<script>document.location.href='/fr/';</script>", "https://blog.example/fr/"),
        ('<frameset><frame src="/cadre.html"></frameset>', "https://blog.example/cadre.html"),
        ("<script>location = '/'</script>", ""),
        (f"<script>if (old) location.href = '/old'</script><p>{'Le quai. ' * 40}</p>", ""),
    ],
)
def test_a_page_that_only_leads_on_is_followed(page: str, where: str) -> None:
    assert sent_on(f"<html>{page}</html>".encode(), "https://blog.example/") == where


def test_a_page_without_feeds_has_none() -> None:
    page = (
        b"<html><body><a href='/feedback'>Avis</a><a href='/atomes-crochus'>Lire</a><a href='#rss'>x</a></body></html>"
    )
    assert feed_links(page, "https://blog.example/") == []


def test_opml_goes_round_with_folders_titles_and_addresses() -> None:
    feeds = [
        Feed(1, "https://a.example/feed", 'A & "B" <c>', folder="Presse / Régions"),
        Feed(2, "https://b.example/feed?x=1&y=2", "B", folder=""),
    ]
    read = [(one.url, one.title, one.folder) for one in read_opml(write_opml(feeds).encode())]
    assert sorted(read) == sorted((f.url, f.title, f.folder) for f in feeds)


def test_an_opml_file_reads_no_other_file() -> None:
    data = b"""<?xml version="1.0"?><!DOCTYPE o [<!ENTITY x SYSTEM "file:///etc/hostname">]><opml><body>
    <outline text="&x;" xmlUrl="https://a.example/feed"/></body></opml>"""
    assert [(one.url, one.title) for one in read_opml(data)] == [("https://a.example/feed", "")]


@pytest.mark.parametrize("data", [b"", b"hello", b"<html></html>"])
def test_what_is_no_opml_is_said(data: bytes) -> None:
    with pytest.raises(ParseError):
        list(read_opml(data))
