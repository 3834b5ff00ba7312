"""Feeds of pages, and lists of subscriptions."""

import pytest

from newsreader.model.errors import ParseError
from newsreader.model.feed import Feed
from newsreader.parse.discover import feed_links, read_opml, write_opml


def test_a_page_names_its_feeds_those_of_comments_last() -> None:
    page = b"""<html><head><link rel="alternate" type="application/rss+xml" title="Commentaires" href="/comments/feed/">
    <link rel="alternate" type="application/atom+xml" title="Tout" href="/atom.xml"><link rel="alternate" hreflang="en" href="/en">
    </head></html>"""
    assert feed_links(page, "https://blog.example/a") == [
        ("https://blog.example/atom.xml", "Tout"),
        ("https://blog.example/comments/feed/", "Commentaires"),
    ]


def test_opml_goes_round_with_folders_titles_and_addresses() -> None:
    feeds = [
        Feed(1, "https://a.example/feed", 'A & "B" <c>', folder="Presse / Régions"),
        Feed(2, "https://b.example/feed?x=1&y=2", "B", folder=""),
    ]
    assert sorted(read_opml(write_opml(feeds).encode())) == sorted((f.url, f.title, f.folder) for f in feeds)


def test_an_opml_file_reads_no_other_file() -> None:
    data = b"""<?xml version="1.0"?><!DOCTYPE o [<!ENTITY x SYSTEM "file:///etc/hostname">]><opml><body>
    <outline text="&x;" xmlUrl="https://a.example/feed"/></body></opml>"""
    assert list(read_opml(data)) == [("https://a.example/feed", "", "")]


@pytest.mark.parametrize("data", [b"", b"hello", b"<html></html>"])
def test_what_is_no_opml_is_said(data: bytes) -> None:
    with pytest.raises(ParseError):
        list(read_opml(data))
