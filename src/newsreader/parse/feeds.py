"""Feed documents, read by feedparser."""

import io
import re
from typing import Any

import feedparser

from newsreader.i18n import _
from newsreader.model.errors import NotAFeed
from newsreader.model.feed import Entry, ParsedFeed
from newsreader.model.text import clean_line
from newsreader.parse.addresses import canonical
from newsreader.parse.dates import read_date
from newsreader.parse.soup import unmark


def open_feed(data: bytes, url: str, content_type: str = "") -> feedparser.FeedParserDict:
    """feedparser over bytes that are already here: it never opens an address or a file itself."""
    headers = {"content-location": url}
    if content_type:
        headers["content-type"] = content_type
    return feedparser.parse(io.BytesIO(data), response_headers=headers)


def read_feed(data: bytes, url: str, content_type: str = "") -> ParsedFeed:
    """A feed's title and entries; entries without an address are left out.

    A feed that breaks off in the middle gives the entries that are whole. Raises NotAFeed.
    """
    parsed = open_feed(data, url, content_type)
    if not parsed.get("version"):
        raise NotAFeed(_not_a_feed(data, url))
    if parsed.bozo and not parsed.entries and not parsed.feed.get("title"):
        raise NotAFeed(_("The feed {url} is damaged and holds no article. Try again later.").format(url=url))
    return ParsedFeed(
        title=_plain(parsed.feed, "title"),
        site=canonical(parsed.feed.get("link", ""), url),
        language=clean_line(parsed.feed.get("language", ""))[:2].lower(),
        entries=tuple(entry for item in parsed.entries if (entry := _entry(item, url)).url),
    )


def _not_a_feed(data: bytes, url: str) -> str:
    if not data.strip():
        return _("{url} gave an empty answer instead of a feed. Try again later.").format(url=url)
    if re.search(rb"<html|<!doctype html", data[:2000], re.I):
        return _("{url} is a web page and not a feed. “newsreader add” finds the feed of a page.").format(url=url)
    return _("{url} is not a feed (neither RSS nor Atom). Check the address.").format(url=url)


def _entry(item: feedparser.FeedParserDict, base: str) -> Entry:
    contents = [c.get("value", "") for c in item.get("content", ()) if "html" in c.get("type", "html")]
    images = [e.get("href", "") for e in item.get("enclosures", ()) if str(e.get("type", "")).startswith("image/")]
    images += [
        m.get("url", "") for m in item.get("media_content", ()) if "image" in str(m.get("type", m.get("medium", "")))
    ]
    count = str(item.get("slash_comments", ""))
    return Entry(
        url=canonical(item.get("link", ""), base) or _permalink(item, base),
        title=_plain(item, "title"),
        summary=unmark(item.get("summary", ""), base),
        author=clean_line(item.get("author", "")),
        published=read_date(item.get("published", "")),
        updated=read_date(item["updated"]) if "updated" in item else None,
        content=max(contents, key=len, default=""),
        image=canonical(images[0], base) if images else "",
        tags=tuple(clean_line(t.get("term") or "") for t in item.get("tags", ()) if t.get("term")),
        comment_feed=canonical(item.get("wfw_commentrss", ""), base),
        comment_count=int(count) if count.isdigit() else None,
        comments_url=canonical(item.get("comments", ""), base),
    )


def _permalink(item: feedparser.FeedParserDict, base: str) -> str:
    name = str(item.get("id", ""))
    return canonical(name, base) if name.startswith(("http://", "https://")) else ""


def _plain(item: Any, name: str) -> str:
    """A title as plain text. feedparser has decoded what the XML encoded; only a value that is
    HTML by its type still holds entities of its own."""
    value = str(item.get(name, ""))
    detail = item.get(f"{name}_detail") or {}
    if "html" in detail.get("type", ""):
        return unmark(value).value.replace("\n", " ")
    return clean_line(value)
