"""Parse ordinary feeds without feedparser: well-formed RSS 0.9x, RSS 2.0 and Atom, with common elements only.

feedparser is the judge: whatever it might read otherwise is left to it, an item or the whole feed. What comes out are
its own names (`title`, `link`, `summary` …), so that one function makes entries of both.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from newsreader.parse.fast_items import ATOM, DC, entitle, name_author, once, read_atom, read_items, read_rss, text_kind
from newsreader.parse.fast_values import NotPlain, bare, mend

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_SY = "{http://purl.org/rss/1.0/modules/syndication/}"
_DECLARED = re.compile(rb"^\s*<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']+)")
#: What is left to feedparser wherever it stands: documents that define something.
_LEFT = (b"<!DOCTYPE", b"<!ENTITY")
#: What is kept of a feed as it stands.
_AS_IT_IS = {
    "link": "link",
    "language": "language",
    "ttl": "ttl",
    f"{_SY}updatePeriod": "sy_updateperiod",
    f"{_SY}updateFrequency": "sy_updatefrequency",
}
#: What feedparser resolves against an `xml:base`.
_ADDRESSES = ("link", "comments", "wfw_commentrss")

Items = Sequence[Mapping[str, Any]]


def read_fast(data: bytes, url: str, content_type: str = "") -> tuple[dict[str, Any], Items] | None:
    """The feed and its items under feedparser's names; None for whatever is not plain and well formed.

    Items that are not plain are read by feedparser, these alone.
    """
    if not _is_utf8(data, content_type) or any(word in data for word in _LEFT):
        return None
    try:
        data.decode("utf-8")
        root = ElementTree.fromstring(data)  # which makes half as much of elements as lxml, and defines nothing
        mend(root, data)
        if root.tag == "rss":
            feed, items = _rss(root)
        elif root.tag == f"{ATOM}feed":
            feed, items = _atom(root)
        else:
            return None
        if b"xml:base" in data:
            if not _is_absolute(feed):
                return None
            items = [item if item and _is_absolute(item) else None for item in items]
        return feed, _whole(data, items, url)
    except (ElementTree.ParseError, UnicodeDecodeError, ValueError, NotPlain):
        return None


def _is_utf8(data: bytes, content_type: str) -> bool:
    """Whether nothing says otherwise."""
    declared = _DECLARED.match(data[:200])
    charset = re.search(r"charset\s*=\s*[\"']?([\w-]+)", content_type, re.I)
    names = [declared.group(1).decode("ascii", "replace")] if declared else []
    names += [charset.group(1)] if charset else []
    if content_type.lower().startswith("text/") and not names:
        return False  # RFC 3023 says US-ASCII here, and feedparser knows when not to believe it
    return all(name.lower() in ("utf-8", "utf8") for name in names)


def _is_absolute(item: Mapping[str, Any]) -> bool:
    """Whether an `xml:base` changes nothing of the addresses; those in texts are absolute where these are plain."""
    addresses = [item.get(name, "") for name in _ADDRESSES] + [link["href"] for link in item.get("enclosures", ())]
    return all(address.startswith(("https://", "http://")) for address in addresses if address)


def _whole(data: bytes, items: Sequence[dict[str, Any] | None], url: str) -> Items:
    """The items, with what feedparser makes of those that are missing. Raises NotPlain."""
    if None not in items:
        return [item for item in items if item is not None]
    from newsreader.parse.slow_feeds import open_items  # most feeds do without it

    left = open_items(data, {number for number, item in enumerate(items) if item is None}, url)
    if len(left) != items.count(None):
        raise NotPlain
    slow = iter(left)
    return [next(slow) if item is None else item for item in items]


_Read = tuple[dict[str, Any], list[dict[str, Any] | None]]


def _rss(root: Element) -> _Read:
    channels = [child for child in root if child.tag == "channel"]
    if len(channels) != 1 or len(root) != 1 or root.get("version") not in ("0.91", "0.92", "2.0"):
        raise NotPlain
    feed: dict[str, Any] = {}
    for child in channels[0]:
        match child.tag:
            case "item":
                pass
            case "title":
                entitle(feed, child)
            case tag if tag in _AS_IT_IS:
                once(feed, _AS_IT_IS[tag], bare(child))
            case tag if tag == f"{DC}language":
                raise NotPlain
    if _LANG in root.attrib:
        feed.setdefault("language", root.get(_LANG))
    return feed, read_items(channels[0].findall("item"), read_rss)


def _atom(root: Element) -> _Read:
    feed: dict[str, Any] = {"atom": True}
    if language := root.get(_LANG):
        feed["language"] = language
    for child in root:
        match child.tag.removeprefix(ATOM):
            case "title":
                entitle(feed, child, text_kind(child))
            case "author":
                name_author(feed, child)
            case "link" if child.get("rel", "alternate") == "alternate":
                once(feed, "link", child.get("href", ""))
    return feed, read_items(root.findall(f"{ATOM}entry"), read_atom)
