"""Feed documents: ordinary ones read directly, every other by feedparser."""

import html
import io
import json
import re
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

import feedparser

from newsreader.i18n import _
from newsreader.model.errors import NotAFeed
from newsreader.model.feed import Entry, Pace, ParsedFeed
from newsreader.model.text import Text, clean_line
from newsreader.parse.addresses import canonical
from newsreader.parse.dates import read_date
from newsreader.parse.fast import read_fast
from newsreader.parse.soup import unmark


def open_feed(data: bytes, url: str, content_type: str = "") -> feedparser.FeedParserDict:
    """feedparser over bytes that are already here: it never opens an address or a file itself."""
    # Where nobody says what it is, XML says what it is written in.
    headers = {"content-location": url, "content-type": content_type or "application/xml"}
    try:
        return feedparser.parse(io.BytesIO(data), response_headers=headers)
    except (ValueError, LookupError):
        # An encoding that is no name of any: without the declaration it finds out by itself.
        bare = re.sub(rb"^[^<]{0,8}<\?xml[^>]{0,400}>", b"", data, count=1)
    try:
        return feedparser.parse(io.BytesIO(bare), response_headers={"content-location": url})
    except (ValueError, LookupError):
        return feedparser.FeedParserDict(entries=[], feed=feedparser.FeedParserDict(), bozo=True)


def read_feed(data: bytes, url: str, content_type: str = "") -> ParsedFeed:
    """A feed's title and entries; only entries that say nothing at all are left out.

    A feed that breaks off in the middle gives the entries that are whole. Raises NotAFeed.
    """
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        return _json_feed(data, url)
    if (plain := read_fast(data, content_type)) and plain[1]:
        return _made(*plain, data, url)
    return read_slowly(data, url, content_type)


def _json_feed(data: bytes, url: str) -> ParsedFeed:
    """JSON Feed 1.0 and 1.1 (jsonfeed.org)."""
    try:
        feed = json.loads(data.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        feed = None
    if not isinstance(feed, dict) or "jsonfeed.org/version" not in str(feed.get("version")):
        raise NotAFeed(_not_a_feed(data, url))
    items = feed.get("items")
    entries = (_json_entry(item, url) for item in items if isinstance(item, dict)) if isinstance(items, list) else ()
    return ParsedFeed(
        title=_words(feed.get("title")),
        site=canonical(_words(feed.get("home_page_url")), url),
        language=_words(feed.get("language"))[:2].lower(),
        entries=tuple(filter(_says_something, entries)),
    )


def _json_entry(item: dict[str, Any], base: str) -> Entry:
    people = item.get("authors") if isinstance(item.get("authors"), list) else [item.get("author")]
    names = [_words(person.get("name")) for person in people or () if isinstance(person, dict)]
    content, plain = item.get("content_html"), item.get("content_text")
    if not isinstance(content, str) and isinstance(plain, str):
        content = "".join(f"<p>{html.escape(part)}</p>" for part in re.split(r"\n\s*\n", plain) if part.strip())
    summary = _words(item.get("summary"))
    tags = item.get("tags")
    return Entry(
        url=canonical(_words(item.get("url")), base) or _permalink(item, base),
        title=_words(item.get("title")) or summary[:80],
        summary=Text(summary),
        author=", ".join(name for name in names if name),
        published=read_date(_words(item.get("date_published"))),
        updated=read_date(_words(item.get("date_modified"))),
        content=content if isinstance(content, str) else "",
        image=canonical(_words(item.get("image")), base),
        tags=tuple(_words(tag) for tag in tags if _words(tag)) if isinstance(tags, list) else (),
        guid=_guid(item.get("id")),
    )


def _words(value: Any) -> str:
    return clean_line(value) if isinstance(value, str) else ""


def read_slowly(data: bytes, url: str, content_type: str = "") -> ParsedFeed:
    """The same by feedparser, which knows every way in which feeds are broken. Raises NotAFeed."""
    parsed = open_feed(data, url, content_type)
    if not parsed.get("version"):
        raise NotAFeed(_not_a_feed(data, url))
    if parsed.bozo and not parsed.entries and not parsed.feed.get("title"):
        raise NotAFeed(_("The feed {url} is damaged and holds no article. Try again later.").format(url=url))
    return _made(parsed.feed, parsed.entries, data, url)


def _made(feed: Mapping[str, Any], items: Sequence[Mapping[str, Any]], data: bytes, url: str) -> ParsedFeed:
    return ParsedFeed(
        title=_plain(feed, "title"),
        site=canonical(feed.get("link", ""), url),
        language=clean_line(feed.get("language") or "")[:2].lower(),
        entries=tuple(filter(_says_something, (_entry(item, url) for item in items))),
        pace=_pace(feed, data),
    )


_PERIODS = {"hourly": 3600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000, "yearly": 31_536_000}


def _pace(feed: Mapping[str, Any], data: bytes) -> Pace:
    """RSS 2.0 `ttl` (minutes), `skipHours`, `skipDays`; the RSS 1.0 syndication module's `sy:update*`."""
    ttl = str(feed.get("ttl", "")).strip()
    seconds = 60 * int(ttl) if ttl.isdigit() and len(ttl) < 8 else 0
    if period := _PERIODS.get(str(feed.get("sy_updateperiod", "")).strip().lower(), 0):
        times = str(feed.get("sy_updatefrequency", "1")).strip()
        seconds = max(seconds, period // max(1, int(times) if times.isdigit() and len(times) < 6 else 1))
    # feedparser keeps the last of several hours only.
    head = data[: max(0, data.find(b"<item")) or 4000]
    hours = re.search(rb"<skipHours>(.{0,2000}?)</skipHours>", head, re.S)
    days = re.search(rb"<skipDays>(.{0,1000}?)</skipDays>", head, re.S)
    return Pace(
        timedelta(seconds=min(seconds, _PERIODS["monthly"])),
        frozenset(int(hour) % 24 for hour in re.findall(rb">\s*(\d{1,2})\s*<", hours.group(1)) if int(hour) < 25)
        if hours
        else frozenset(),
        frozenset(day.decode() for day in re.findall(rb">\s*([A-Z][a-z]+day)\s*<", days.group(1)))
        if days
        else frozenset(),
    )


def _not_a_feed(data: bytes, url: str) -> str:
    if not data.strip():
        return _("{url} gave an empty answer instead of a feed. Try again later.").format(url=url)
    if re.search(rb"<html|<!doctype html", data[:2000], re.I):
        return _("{url} is a web page and not a feed. “newsreader add” finds the feed of a page.").format(url=url)
    return _("{url} is not a feed (neither RSS nor Atom). Check the address.").format(url=url)


def _entry(item: Mapping[str, Any], base: str) -> Entry:
    # feedparser gives None for some elements that a damaged feed never closes.
    contents = [c.get("value") or "" for c in item.get("content", ()) if "html" in c.get("type", "html")]
    sounds = [e.get("href", "") for e in item.get("enclosures", ()) if str(e.get("type", "")).startswith("audio/")]
    images = [e.get("href", "") for e in item.get("enclosures", ()) if str(e.get("type", "")).startswith("image/")]
    images += [
        m.get("url", "") for m in item.get("media_content", ()) if "image" in str(m.get("type", m.get("medium", "")))
    ]
    # RFC 4685, Atom threading: where the answers are, and how many.
    links = (link for link in item.get("links", ()) if link.get("rel") == "replies")
    replies: Mapping[str, Any] = next(
        (link for link in links if "atom" in link.get("type", "") or "rss" in link.get("type", "")), {}
    )
    count = str(
        item.get("slash_comments") or item.get("thr_total") or replies.get("thr:count") or replies.get("count", "")
    )
    return Entry(
        url=canonical(item.get("link", ""), base) or _permalink(item, base),
        title=_plain(item, "title"),
        summary=unmark(item.get("summary") or "", base),
        author=clean_line(item.get("author") or ""),
        published=read_date(item.get("published", "")),
        updated=read_date(item["updated"]) if "updated" in item else None,
        content=max(contents, key=len, default=""),
        image=canonical(images[0], base) if images else "",
        sound=canonical(sounds[0], base) if sounds else "",
        tags=tuple(clean_line(t.get("term") or "") for t in item.get("tags", ()) if t.get("term")),
        comment_feed=canonical(item.get("wfw_commentrss", "") or replies.get("href", ""), base),
        comment_count=int(count) if count.isdigit() and len(count) < 9 else None,
        comments_url=canonical(item.get("comments", ""), base),
        guid=_guid(item.get("id")),
    )


def _guid(value: Any) -> str:
    """An identifier, which JSON feeds also give as a number; it is only compared, never shown."""
    return str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _says_something(entry: Entry) -> bool:
    return bool(entry.url or entry.title or entry.summary or entry.content or entry.sound)


def _permalink(item: Mapping[str, Any], base: str) -> str:
    name = str(item.get("id") or "")
    return canonical(name, base) if name.startswith(("http://", "https://")) else ""


def _plain(item: Any, name: str) -> str:
    """A title as plain text. feedparser has decoded what the XML encoded; only a value that is
    HTML by its type still holds entities of its own."""
    value = str(item.get(name) or "")
    detail = item.get(f"{name}_detail") or {}
    if "html" in detail.get("type", ""):
        return unmark(value).value.replace("\n", " ")
    return clean_line(value)
