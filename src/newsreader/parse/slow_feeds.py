"""Parse bytes with feedparser."""

import io
import re
from collections.abc import Collection
from typing import Any

import feedparser
from feedparser.mixin import _FeedParserMixin
from lxml import etree

from newsreader.parse.feed_encoding import in_utf8

# An identifier is no address, though it may look like a part of one: it stays as it is given.
_FeedParserMixin.can_be_relative_uri = _FeedParserMixin.can_be_relative_uri - {"id"}


def open_feed(data: bytes, url: str, content_type: str = "") -> feedparser.FeedParserDict:
    """A document as feedparser reads it: it never opens an address or a file itself."""
    data, content_type = in_utf8(data, content_type)
    # Where nobody says what it is, XML says what it is written in.
    headers = {"content-location": url, "content-type": content_type or "application/xml"}
    try:
        return feedparser.parse(io.BytesIO(data), response_headers=headers, sanitize_html=False)
    except (ValueError, LookupError):
        # An encoding that is no name of any: without the declaration it finds out by itself.
        bare = re.sub(rb"^[^<]{0,8}<\?xml[^>]{0,400}>", b"", data, count=1)
    try:
        return feedparser.parse(io.BytesIO(bare), response_headers={"content-location": url}, sanitize_html=False)
    except (ValueError, LookupError):
        return feedparser.FeedParserDict(entries=[], feed=feedparser.FeedParserDict(), bozo=True)


def open_items(data: bytes, numbers: Collection[int], url: str) -> list[Any]:
    """Some items of a well-formed feed in UTF-8, as feedparser reads them: those with these numbers, from 0 on; none
    where lxml does not take it for well formed."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return []
    elements = root.findall("channel/item") or root.findall("{http://www.w3.org/2005/Atom}entry")
    for number, element in enumerate(elements):
        if number not in numbers and (parent := element.getparent()) is not None:
            parent.remove(element)
    return list(open_feed(etree.tostring(root, encoding="utf-8"), url, "application/xml; charset=utf-8").entries)
