"""Parse the answers of sync servers: the Google Reader API as FreshRSS and Miniflux speak it, and Fever.

Facts: the answers of a FreshRSS of 2024; the Google Reader API as pyrfeed described it in 2009; feedafever.com/api.
"""

import json
import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from newsreader.i18n import _
from newsreader.model.errors import ParseError
from newsreader.model.feed import Entry
from newsreader.model.sync import ArticleFlags, RemoteFeed, RemoteItem
from newsreader.model.text import clean_line
from newsreader.parse.bylines import feed_people
from newsreader.parse.default_folders import UNCATEGORIZED
from newsreader.parse.feed_text import read_texts
from newsreader.parse.marked_text import unmark
from newsreader.parse.urls import canonical

_LABEL = re.compile(r"user/[^/]+/label/(.+)", re.S)
_STATE = re.compile(r"user/[^/]+/state/com\.google/(\w+)")
_LONG = "tag:google.com,2005:reader/item/"
#: FreshRSS puts what a feed encloses into the text.
_FIGURE = re.compile(r'<figure class="enclosure">.{0,4000}?</figure>', re.S)
#: Folders that servers have for feeds that are in none: Miniflux calls it “All”.
_NO_FOLDER = UNCATEGORIZED | {"all", "tous", "alle", "todos", "tutti", "allen"}


def _object(data: bytes, host: str) -> Mapping[str, Any]:
    try:
        found = json.loads(data.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise ParseError(
            _("{host} does not offer this API: its answer is not JSON. Check the address.").format(host=host)
        )
    return found


def _list(found: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    items = found.get(name)
    return [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []


def _required(found: Mapping[str, Any], name: str, host: str) -> list[Mapping[str, Any]]:
    """The list that an answer is about. One without it is a fault of the server's, and never an empty list: what
    is missing in that is taken for gone. (Programs in Go write `null` for an empty one.) Raises ParseError."""
    if name not in found or not (found[name] is None or isinstance(found[name], list)):
        raise _without(name, host)
    return _list(found, name)


def _without(name: str, host: str) -> ParseError:
    return ParseError(_("{host} answered without “{name}”. Try again later.").format(host=host, name=name))


def _text(value: Any) -> str:
    return clean_line(str(value)) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _title(value: Any) -> str:
    return narrow_signs(_text(value))


#: What FreshRSS writes for the signs that mean something in HTML, and in feed titles for some more.
_WIDE = dict(zip("＆＜＞？／＼，；＂", '&<>?/\\,;"', strict=True))
_WIDE_SIGN = re.compile(f"[{''.join(_WIDE)}]")


def narrow_signs(text: str) -> str:
    """A title without the full-width signs that FreshRSS puts into it; those beside a Chinese or Japanese word stay.

    >>> narrow_signs("Qui ？ Où ／ R＆D")
    'Qui ? Où / R&D'
    >>> narrow_signs("你好，世界？")
    '你好，世界？'
    """

    def narrow(sign: re.Match[str]) -> str:
        beside = text[: sign.start()].rstrip()[-1:] + text[sign.end() :].lstrip()[:1]
        written = any(
            unicodedata.east_asian_width(character) in "WF" and character not in _WIDE for character in beside
        )
        return sign.group() if written else _WIDE[sign.group()]

    return _WIDE_SIGN.sub(narrow, text)


def _when(value: Any) -> datetime | None:
    try:
        return datetime.fromtimestamp(float(value), UTC) if value else None
    except (ValueError, TypeError, OverflowError, OSError):
        return None


# ------------------------------------------------------------ Google Reader


def greader_login(data: bytes) -> str:
    """The `Auth` of ClientLogin's answer, "" where there is none."""
    found = re.search(rb"^Auth=([\x21-\x7e]{1,500})\s*$", data, re.M)
    return found.group(1).decode() if found else ""


def number_of(name: str) -> str:
    """The number of an article, whichever way it is written: the long form has sixteen hexadecimal digits.

    >>> number_of("tag:google.com,2005:reader/item/000660eeda828f17")
    '1795428844736279'
    """
    short = name.removeprefix(_LONG)
    if short != name and re.fullmatch(r"[0-9a-fA-F]{16}", short):
        number = int(short, 16)
        return str(number - (1 << 64) if number >> 63 else number)
    return clean_line(short)


def greader_accepted(data: bytes, host: str) -> None:
    """The answer to a change is the word OK. Anything else is another's, of a login page or a proxy say, though its
    status be 200. Raises ParseError."""
    if data.strip().strip(b'"').upper() != b"OK":
        raise ParseError(_("{host} did not confirm a change. It is tried again with the next sync.").format(host=host))


def greader_feeds(data: bytes, host: str) -> list[RemoteFeed]:
    """The subscriptions, each in the first of its folders. Raises ParseError."""
    feeds = []
    for subscription in _required(_object(data, host), "subscriptions", host):
        folders = [_title(folder.get("label")) for folder in _list(subscription, "categories")]
        folder = next((name for name in folders if name and name.lower() not in _NO_FOLDER), "")
        # The Old Reader and others have the address in the name only.
        remote = _text(subscription.get("id"))
        url = canonical(_text(subscription.get("url")) or remote.removeprefix("feed/"))
        if remote and url:
            feeds.append(RemoteFeed(remote, url, _title(subscription.get("title")), folder))
    return feeds


def greader_folders(data: bytes, host: str) -> set[str]:
    """The folders of all subscriptions, in lower case: also the one of those that are in none, which a list of
    labels may leave out. Raises ParseError."""
    feeds = _required(_object(data, host), "subscriptions", host)
    return {_title(folder.get("label")).lower() for feed in feeds for folder in _list(feed, "categories")}


def greader_added(data: bytes, host: str) -> str:
    """The name of the feed that was subscribed to, "" where it was not. Raises ParseError."""
    found = _object(data, host)
    if not {"streamId", "numResults"} & found.keys():
        raise _without("streamId", host)
    return _text(found.get("streamId"))


def greader_labels(data: bytes, host: str) -> tuple[list[str], set[str]]:
    """The tags, as the server writes them, and the folders in lower case. Raises ParseError."""
    tags, folders = [], set()
    for tag in _required(_object(data, host), "tags", host):
        if found := _LABEL.fullmatch(_text(tag.get("id"))):
            if tag.get("type") == "tag":
                tags.append(found.group(1))
            else:
                folders.add(found.group(1).lower())
    return tags, folders


def greader_ids(data: bytes, host: str) -> tuple[list[str], str]:
    """Parse ids of articles, and the continuation ("" at the end). Raises ParseError."""
    found = _object(data, host)
    numbers = [number_of(_text(reference.get("id"))) for reference in _required(found, "itemRefs", host)]
    return [number for number in numbers if number], _text(found.get("continuation"))


def greader_items(data: bytes, host: str, folders: set[str]) -> list[RemoteItem]:
    """Parse articles with their flags; a label that is no folder is a tag. Raises ParseError."""
    items = []
    for item in _required(_object(data, host), "items", host):
        remote = number_of(_text(item.get("id")))
        categories = item.get("categories")
        names = [_text(name) for name in categories] if isinstance(categories, list) else []
        states = {found.group(1) for name in names if (found := _STATE.fullmatch(name))}
        labels = {found.group(1).lower() for name in names if (found := _LABEL.fullmatch(name))}
        origin = item.get("origin")
        feed = _text(origin.get("streamId")) if isinstance(origin, dict) else ""
        flags = ArticleFlags("read" in states, "starred" in states, frozenset(labels - folders))
        if remote:
            items.append(RemoteItem(remote, feed, _greader_entry(item), flags))
    return items


def _greader_entry(item: Mapping[str, Any]) -> Entry:
    links = [*_list(item, "canonical"), *_list(item, "alternate")]
    url = next((found for link in links if (found := canonical(_text(link.get("href"))))), "")
    texts = [text.get("content") for name in ("content", "summary") if isinstance(text := item.get(name), dict)]
    markup = max((text for text in texts if isinstance(text, str)), key=len, default="")
    sounds = [
        _text(each.get("href")) for each in _list(item, "enclosure") if _text(each.get("type")).startswith("audio/")
    ]
    return _entry(url, item.get("title"), item.get("author"), markup, item.get("published"), sounds)


def _entry(url: str, title: Any, author: Any, markup: str, published: Any, sounds: list[str]) -> Entry:
    markup = _FIGURE.sub("", markup)
    headline = unmark(title, url).value.replace("\n", " ") if isinstance(title, str) and "&" in title else _text(title)
    text = read_texts(narrow_signs(headline), (), markup, url)
    return Entry(
        url=url,
        title=text.title,
        summary=text.summary,
        authors=feed_people([_title(author)]),
        published=_when(published),
        content=text.content,
        complete=text.complete,
        sound=canonical(sounds[0]) if sounds else "",
    )


# ------------------------------------------------------------ Fever


def fever_answer(data: bytes, host: str) -> Mapping[str, Any]:
    """An answer of Fever; its `auth` says whether the key was right. Raises ParseError."""
    found = _object(data, host)
    if "auth" not in found:
        raise _without("auth", host)
    return found


def fever_feeds(found: Mapping[str, Any], groups: Mapping[str, Any], host: str) -> list[RemoteFeed]:
    """The subscriptions, from the answers to `feeds` and to `groups`. Raises ParseError."""
    names = {_text(group.get("id")): _title(group.get("title")) for group in _required(groups, "groups", host)}
    members = _list(found, "feeds_groups")
    if members and not names:  # feeds lie in groups of which it says nothing
        raise _without("groups", host)
    inside = {
        feed: names.get(_text(member.get("group_id")), "")
        for member in members
        for feed in _text(member.get("feed_ids")).split(",")
    }
    feeds = []
    for feed in _required(found, "feeds", host):
        remote, url = _text(feed.get("id")), canonical(_text(feed.get("url")))
        folder = inside.get(remote, "")
        if remote and url:
            kept = "" if folder.lower() in _NO_FOLDER else folder
            feeds.append(RemoteFeed(remote, url, _title(feed.get("title")), kept))
    return feeds


def fever_ids(found: Mapping[str, Any], name: str, host: str) -> set[str]:
    """Parse `unread_item_ids` or `saved_item_ids`, which are joined by commas. Raises ParseError."""
    if name not in found:
        raise _without(name, host)
    return {number for number in _text(found.get(name)).split(",") if number}


def fever_items(found: Mapping[str, Any], host: str) -> list[RemoteItem]:
    """Parse articles with their flags; Fever has no tags. Raises ParseError."""
    items = []
    for item in _required(found, "items", host):
        remote, url = _text(item.get("id")), canonical(_text(item.get("url")))
        markup = item.get("html")
        text = markup if isinstance(markup, str) else ""
        entry = _entry(url, item.get("title"), item.get("author"), text, item.get("created_on_time"), [])
        flags = ArticleFlags(_text(item.get("is_read")) == "1", _text(item.get("is_saved")) == "1")
        if remote:
            items.append(RemoteItem(remote, _text(item.get("feed_id")), entry, flags))
    return items
