"""Parse JSON Feed 1.0 and 1.1 (jsonfeed.org) leniently."""

import codecs
import html
import json
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from newsreader.model.feed import Entry, ParsedFeed
from newsreader.model.text import clean_line
from newsreader.parse.bylines import feed_people
from newsreader.parse.dates import read_date
from newsreader.parse.entry_fields import guid_of, is_sound, usable_entries
from newsreader.parse.feed_text import as_markup, read_texts
from newsreader.parse.json_values import objects
from newsreader.parse.urls import canonical

#: A comma after the last one, outside strings.
#: How many ends of objects are tried, of a document that breaks off.
_TRIED = 20
_TRAILING = re.compile(r'("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])', re.S)


def read_json_feed(data: bytes, url: str) -> ParsedFeed | None:
    """A feed in JSON; None for JSON that is none, or for what is no JSON at all."""
    feed = _lenient(data)
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(feed, dict) or not _is_feed(feed, items):
        return None
    title, authors = _words(feed.get("title")), tuple(_people(feed))
    entries = [_entry(item, url, authors) for item in items if isinstance(item, dict)] if items else []
    return ParsedFeed(
        title=title,
        site=canonical(_words(feed.get("home_page_url")), url),
        language=_words(feed.get("language"))[:2].lower(),
        entries=usable_entries(entries, title),
    )


def is_json(data: bytes) -> bool:
    """Return whether a document is JSON and no XML, by how it begins."""
    return data[:99].translate(None, b"\x00\xef\xbb\xbf\xff\xfe \t\r\n")[:1] == b"{"


def _lenient(data: bytes) -> Any:
    """JSON with raw line ends in its strings, as many generators leave them, and a comma too many; of one that breaks
    off, the items that are whole."""
    text = _decoded(data).strip("\x00 \t\r\n\ufeff")
    try:
        with suppress(ValueError):
            return json.loads(text, strict=False)
        with suppress(ValueError):
            return json.loads(_TRAILING.sub(lambda match: match.group(1) or "", text), strict=False)
        ends = [match.end() for match in re.finditer("}", text[-200_000:])][-_TRIED:]
        for end in reversed(ends):
            with suppress(ValueError):
                return json.loads(text[: max(0, len(text) - 200_000) + end] + "]}", strict=False)
    except RecursionError:
        pass
    return None


def _decoded(data: bytes) -> str:
    """JSON is UTF-8 (RFC 8259, 8.1), or what old programs of Windows write."""
    if data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("utf-8-sig", "replace")
    foreign = sum(letter > "\x7f" for letter in text)
    return text if text.count("\ufffd") * 2 < foreign else data.decode("cp1252", "replace")


def _is_feed(feed: dict[str, Any], items: Any) -> bool:
    if "jsonfeed.org/version" in str(feed.get("version")):
        return items is None or isinstance(items, list)
    # Without its version: a title, and things that have texts or addresses.
    some = [item for item in items[:5] if isinstance(item, dict)] if isinstance(items, list) else []
    return (
        "title" in feed
        and bool(some)
        and all("id" in item and {"url", "external_url", "content_html", "content_text"} & set(item) for item in some)
    )


def _entry(item: dict[str, Any], base: str, authors: tuple[str, ...]) -> Entry:
    contents = [content for name in ("content_html", "content_text") if (content := _markup(item, name))]
    text = read_texts(html.unescape(_words(item.get("title"))), contents[:1], _markup(item, "summary"), base)
    tags = item.get("tags")
    sounds = [
        attachment
        for attachment in objects(item.get("attachments"))
        if is_sound(attachment.get("mime_type"), attachment.get("url"))
    ]
    updated = read_date(_words(item.get("date_modified")))
    return Entry(
        url=_address(item, base),
        title=text.title,
        summary=text.summary,
        authors=tuple(_people(item)) or authors,
        published=read_date(_words(item.get("date_published"))) or updated,
        updated=updated,
        content=text.content,
        complete=text.complete,
        image=canonical(_words(item.get("image") or item.get("banner_image")), base),
        sound=canonical(_words(sounds[0].get("url")), base) if sounds else "",
        tags=tuple(_words(tag) for tag in tags if _words(tag)) if isinstance(tags, list) else (),
        guid=guid_of(item.get("id")),
    )


def _address(item: dict[str, Any], base: str) -> str:
    """Where the article is: its own page, else the one that it is about, else its name where that is an address."""
    for name in ("url", "external_url", "id"):
        words = _words(item.get(name))
        if words and (name != "id" or words.startswith(("http://", "https://"))) and (url := canonical(words, base)):
            return url
    return ""


def _markup(item: dict[str, Any], name: str) -> str:
    value = item.get(name)
    if not isinstance(value, str):
        return ""
    return value if name == "content_html" else as_markup(value)


def _people(item: dict[str, Any]) -> Iterator[str]:
    """`authors` is a list of objects, `author` (1.0) one object; either may be the other, or mere names."""
    named = []
    for name in ("authors", "author"):
        value = item.get(name)
        for person in value if isinstance(value, list) else [value]:
            named.append(_words(person.get("name")) if isinstance(person, dict) else _words(person))
        if any(named):
            break
    yield from feed_people(named)


def _words(value: Any) -> str:
    """A string on one line; a number, as ids and dates may be, written out."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return clean_line(value) if isinstance(value, str) else ""
