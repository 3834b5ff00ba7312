"""Parse feed documents: ordinary ones directly, all others with feedparser."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from html import escape
from typing import Any, NamedTuple
from urllib.parse import urljoin

from newsreader.i18n import _
from newsreader.model.errors import NotAFeed
from newsreader.model.feed import Entry, ParsedFeed, PollHints
from newsreader.model.text import clean_line, fold
from newsreader.parse.bylines import feed_people
from newsreader.parse.dates import read_date
from newsreader.parse.entry_fields import guid_of, is_sound, usable_entries
from newsreader.parse.fast_feeds import read_fast
from newsreader.parse.feed_markup import as_meant
from newsreader.parse.feed_text import as_markup, read_texts
from newsreader.parse.json_feed import is_json, read_json_feed
from newsreader.parse.marked_text import unmark
from newsreader.parse.urls import canonical


def read_feed(data: bytes, url: str, content_type: str = "") -> ParsedFeed:
    """A feed's title and entries; only entries that say nothing at all are left out.

    A feed that breaks off in the middle gives the entries that are whole. Raises NotAFeed.
    """
    if is_json(data):
        if document := read_json_feed(data, url):
            return document
        raise NotAFeed(_not_a_feed(data, url))
    feed, items = read_fast(data, url, content_type) or ({}, ())
    if items:
        return _made(feed, items, data, url, atom="atom" in feed)
    return read_slowly(data, url, content_type)


def read_slowly(data: bytes, url: str, content_type: str = "") -> ParsedFeed:
    """The same by feedparser, which knows every way in which feeds are broken. Raises NotAFeed."""
    from newsreader.parse.slow_feeds import open_feed  # nearly every feed does without it

    parsed = open_feed(data, url, content_type)
    if not parsed.get("version"):
        raise NotAFeed(_not_a_feed(data, url))
    if parsed.bozo and not parsed.entries and not parsed.feed.get("title"):
        raise NotAFeed(_("The feed {url} is malformed and contains no article. Try again later.").format(url=url))
    return _made(parsed.feed, parsed.entries, data, url, parsed.version.startswith("atom"))


class _Document(NamedTuple):
    """Properties of a feed that its items inherit: its address, its format, its author."""

    url: str
    atom: bool
    authors: tuple[str, ...]


def _made(feed: Mapping[str, Any], items: Sequence[Mapping[str, Any]], data: bytes, url: str, atom: bool) -> ParsedFeed:
    title = _plain(feed, "title")
    # Atom's own author is that of every entry that names none (RFC 4287, 4.2.1).
    whole = _Document(url, atom, tuple(name for name in _authors(feed) if name != title) if atom else ())
    return ParsedFeed(
        title=title,
        site=canonical(feed.get("link", ""), url),
        language=clean_line(feed.get("language") or "")[:2].lower(),
        entries=usable_entries((_entry(item, whole) for item in items), title),
        poll_hints=_poll_hints(feed, data),
    )


_PERIODS = {"hourly": 3600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000, "yearly": 31_536_000}


def _poll_hints(feed: Mapping[str, Any], data: bytes) -> PollHints:
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
    return PollHints(
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
        return _("{url} returned nothing instead of a feed. Try again later.").format(url=url)
    if re.search(rb"<html|<!doctype html", data[:2000], re.I):
        return _("{url} is a web page, not a feed. “newsreader add” finds the feed of a page.").format(url=url)
    return _("{url} is not a feed (neither RSS nor Atom). Check the address.").format(url=url)


def _entry(item: Mapping[str, Any], feed: _Document) -> Entry:
    base = feed.url
    # feedparser gives None for some elements that a damaged feed never closes.
    title, contents, description = _plain(item, "title"), list(_contents(item, feed.atom)), item.get("summary") or ""
    sounds, images = _enclosed(item)
    if images and not any(map(str.strip, contents)) and clean_line(description) in ("", words := _described(item)):
        contents, description = [f'<img src="{escape(images[0])}" alt="{escape(words)}">'], ""
    text = read_texts(title, contents, description, base)
    outlet = _plain(item.get("source") or {}, "title")
    # RFC 4685, Atom threading: where the answers are, and how many.
    links = (link for link in item.get("links", ()) if link.get("rel") == "replies")
    replies: Mapping[str, Any] = next(
        (link for link in links if "atom" in link.get("type", "") or "rss" in link.get("type", "")), {}
    )
    count = str(
        item.get("slash_comments") or item.get("thr_total") or replies.get("thr:count") or replies.get("count", "")
    )
    updated = _date(item, "updated")
    return Entry(
        url=_address(item, base),
        title=text.title,
        summary=text.summary,
        authors=_authors(item) or feed.authors,
        published=_date(item, "published")
        or _date(item, "created")
        or updated
        or read_date(item.get("prism_publicationdate") or ""),
        updated=updated,
        content=text.content,
        complete=text.complete,
        image=canonical(images[0], base) if images else "",
        sound=canonical(sounds[0], base) if sounds else "",
        tags=tuple(clean_line(t.get("term") or "") for t in item.get("tags", ()) if t.get("term")),
        comment_feed=canonical(item.get("wfw_commentrss", "") or replies.get("href", ""), base),
        comment_count=int(count) if count.isdigit() and len(count) < 9 else None,
        comments_url=canonical(item.get("comments", ""), base),
        guid=guid_of(item.get("id")),
        # Forums name the feed of a thread, which is called as the thread is.
        outlet="" if outlet and fold(outlet) in fold(title) else outlet,
    )


def _enclosed(item: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """The addresses of sounds and of images."""
    enclosures, media = item.get("enclosures", ()), item.get("media_content", ())
    sounds = [e.get("href", "") for e in enclosures if is_sound(e.get("type"), e.get("href"))]
    sounds += [m.get("url", "") for m in media if is_sound(m.get("type"), m.get("url"))]
    images = [e.get("href", "") for e in enclosures if str(e.get("type", "")).startswith("image/")]
    images += [m.get("url", "") for m in media if "image" in str(m.get("type", m.get("medium", "")))]
    return sounds, images


def _contents(item: Mapping[str, Any], atom: bool) -> Iterator[str]:
    """What an item gives as its text, as HTML. What Atom takes for plain text is often HTML all the same; in RSS,
    feedparser has what describes a picture there."""
    for content in item.get("content", ()):
        kind, value = content.get("type", "html"), content.get("value") or ""
        if "html" in kind or (atom and kind == "text/plain" and _HTML.search(value)):
            yield value
        elif atom and kind == "text/plain":
            yield as_markup(value)


_HTML = re.compile(r"</?(?:p|br|div|a|img|ul|ol|li|em|strong|b|i|h[1-6]|blockquote|figure)(?=[\s>/])[^<>]*>", re.I)


def _described(item: Mapping[str, Any]) -> str:
    """The words under a picture that is all of an item."""
    plain = (content.get("value") or "" for content in item.get("content", ()) if content.get("type") == "text/plain")
    return clean_line(next(plain, ""))


def _authors(item: Mapping[str, Any]) -> tuple[str, ...]:
    """Everybody who is named; feedparser takes the last one apart where there is an address of mail in it, and has
    it whole elsewhere."""
    *others, last = item.get("authors") or [{}]
    names = [str(person.get("name") or "").rpartition("(" if person.get("email") else "\x00")[2] for person in others]
    return feed_people([*names, str(item.get("author") or last.get("name") or "")])


def _date(item: Mapping[str, Any], name: str) -> datetime | None:
    """A date of an item, as we read it, else as feedparser does."""
    if name not in item:
        return None  # feedparser would give another one for it
    if (date := read_date(item.get(name) or "")) or not (parsed := item.get(f"{name}_parsed")):
        return date
    year, month, day, hour, minute, second = parsed[:6]
    return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC) if 1 < year < 9999 else None


@lru_cache(maxsize=4)
def _folder(base: str) -> str:
    return urljoin(base, ".")


def _address(item: Mapping[str, Any], base: str) -> str:
    """Where an item is: what FeedBurner says that its link leads to, its link, what identifies it, or a document that
    it encloses. An identifier that is no address names no page, though RSS takes it for one."""
    return next((address for written in _addresses(item, base) if (address := canonical(written, base))), "")


def _addresses(item: Mapping[str, Any], base: str) -> Iterator[str]:
    name, link, folder = str(item.get("id") or ""), item.get("link") or "", _folder(base)
    named = name if re.match(r"https?://|/", name, re.I) else ""
    if link == name:
        link = named
    if link.startswith(f"{folder}www."):
        link = link[len(folder) :]  # which feedparser took for a file there
    yield from (item.get("feedburner_origlink") or "", link, named)
    yield from (content.get("src") or "" for content in item.get("content", ()))
    yield from (e.get("href") or "" for e in item.get("enclosures", ()) if _DOCUMENTS.match(e.get("type") or ""))


_DOCUMENTS = re.compile(r"application/pdf|text/html|video/")


def _plain(item: Any, name: str) -> str:
    """A title as plain text. feedparser has decoded what the XML encoded; only a value that is
    HTML by its type still holds entities of its own."""
    value = str(item.get(name) or "")
    detail = item.get(f"{name}_detail") or {}
    if "html" in detail.get("type", ""):
        return unmark(as_meant(value, title=True)).value.replace("\n", " ")
    return clean_line(value)
