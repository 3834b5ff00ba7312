"""Ordinary feeds, read without feedparser: well-formed RSS 0.9x and 2.0, and Atom, in the words that everybody uses.

feedparser is the judge: whatever it might read otherwise is left to it. What comes out are its own
names (`title`, `link`, `summary` …), so that one function makes entries of both.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from lxml import etree
from lxml.etree import _Element as Element

from newsreader.parse.dates import read_date
from newsreader.parse.feed_markup import TEXT_ELEMENTS, UNUSUAL

_ATOM = "{http://www.w3.org/2005/Atom}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_MEDIA = "{http://search.yahoo.com/mrss/}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_SY = "{http://purl.org/rss/1.0/modules/syndication/}"


class _Tag:
    """Words of an item that other vocabularies than RSS give."""

    CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
    CREATOR = f"{_DC}creator"
    DATE = f"{_DC}date"
    MEDIA = f"{_MEDIA}content"
    SLASH = "{http://purl.org/rss/1.0/modules/slash/}comments"
    WFW = "{http://wellformedweb.org/CommentAPI/}commentRss"
    WFW_AS_WELL = "{http://wellformedweb.org/CommentAPI/}commentRSS"


#: Words of an item that change nothing that is kept.
_IDLE = frozenset(
    ("{com-wordpress:feed-additions:1}post-id",)
    + tuple(f"{_MEDIA}{name}" for name in ("credit", "description", "title", "thumbnail"))
)
_IDLE_ATOM = frozenset((f"{_ATOM}rights", f"{_ATOM}contributor", *_IDLE))
#: HTML that feedparser leaves as it is, told at one look: most of it. The rest is looked at more closely.
_ORDINARY = re.compile(
    rf"[^<]*(?:</?(?:{TEXT_ELEMENTS})"
    r"""(?: (?:(?:alt|class|title|width|height|rel|target)="[^"<>=]*"|(?:href|src)="https?://[^"<>'\s]*"))*"""
    r"[ ]?/?>[^<]*)*"
)
#: Controls that nobody means: what writes `&#146;` means an apostrophe of windows-1252.
#: And UTF-8 that was taken for Latin-1 and written as UTF-8 once more is read as it was meant, as feedparser does.
#: (In bytes, because they all have one in common: that is searched for three times as quickly as a set of letters.)
_ODD = re.compile(rb"\xc2(?:[\x80-\x9f]|(?<=\xc3[\x82-\xb4]\xc2).)", re.S)
_CP1252 = {code: bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(0x80, 0xA0)}
#: A tag that is more than its name.
_TAG = re.compile(r"<(?!/?\w+>)[^<>]*>")
#: What a browser would run, in lower case; and what feedparser resolves against the address of the feed.
_ACTIVE = re.compile(r"[\sjx=](?:(?<=\s)on\w+\s*=|(?<=j)avascript:|(?<=x)ml:base|(?<==)\s*')")
_RELATIVE = re.compile(
    r"""[hscl](?:(?<=\bh)ref|(?<=\bs)rc|(?<=\bc)ite|(?<=\bl)ongdesc)\s*=\s*"?\s*(?![a-z][a-z0-9+.-]*:|["\s>])"""
)
_DECLARED = re.compile(rb"^\s*<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']+)")


#: What is left to feedparser wherever it stands: documents that define something, and addresses that are relative.
_LEFT = (b"<!DOCTYPE", b"<!ENTITY", b"xml:base")


class NotPlain(Exception):
    """Something that feedparser may read otherwise."""


def read_fast(data: bytes, content_type: str = "") -> tuple[dict[str, Any], list[dict[str, Any]]] | None:
    """The feed and its items under feedparser's names; None for whatever is not plain and well formed."""
    declared = _DECLARED.match(data[:200])
    charset = re.search(r"charset\s*=\s*[\"']?([\w-]+)", content_type, re.I)
    names = [declared.group(1).decode("ascii", "replace")] if declared else []
    names += [charset.group(1)] if charset else []
    if any(name.lower() not in ("utf-8", "utf8") for name in names) or any(word in data for word in _LEFT):
        return None
    if content_type.lower().startswith("text/") and not charset:
        return None  # RFC 3023 says US-ASCII here, and feedparser knows when not to believe it
    try:
        data.decode("utf-8")
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
        )
        root = etree.fromstring(data, parser)
        if root.tag == "rss":
            return _rss(root)
        if root.tag == f"{_ATOM}feed":
            return _atom(root)
    except (etree.XMLSyntaxError, UnicodeDecodeError, ValueError, NotPlain):
        return None
    return None


def _bare(element: Element) -> str:
    """The text of an element that holds nothing else."""
    if len(element):
        raise NotPlain
    text = (element.text or "").strip()
    if text.isascii() or not _ODD.search(text.encode("utf-8", "replace")):
        return text
    with suppress(UnicodeError):
        text = text.encode("latin-1").decode()
    return text.translate(_CP1252)


def _line(element: Element) -> str:
    """A title: plain words, neither markup nor entities of its own."""
    words = _bare(element)
    if "<" in words or "&" in words:
        raise NotPlain
    return words


def _markup(element: Element) -> str:
    """HTML, as far as feedparser would leave it alone."""
    words = _bare(element)
    if "<" in words and not _ORDINARY.fullmatch(words):
        tags = "".join(_TAG.findall(words)).lower()
        # An odd quotation mark: a value holds a ">", and what is a tag is not that simple.
        if UNUSUAL.search(words) or _ACTIVE.search(tags) or _RELATIVE.search(tags) or tags.count('"') % 2:
            raise NotPlain
    return words


# ---------------------------------------------------------------- RSS


def _rss(root: Element) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    channels = [child for child in root if child.tag == "channel"]
    if any(_LANG in element.attrib for element in (root, *channels)):
        raise NotPlain
    if len(channels) != 1 or len(root) != 1 or root.get("version") not in ("0.91", "0.92", "2.0"):
        raise NotPlain
    feed: dict[str, Any] = {}
    items: list[dict[str, Any]] = []
    for child in channels[0]:
        match child.tag:
            case "item":
                items.append(_item(child))
            case "title":
                _once(feed, "title", _line(child))
                feed["title_detail"] = {"type": "text/plain"}
            case "link":
                _once(feed, "link", _bare(child))
            case "language":
                _once(feed, "language", _bare(child))
            case "ttl":
                _once(feed, "ttl", _bare(child))
            case tag if tag == f"{_SY}updatePeriod":
                _once(feed, "sy_updateperiod", _bare(child))
            case tag if tag == f"{_SY}updateFrequency":
                _once(feed, "sy_updatefrequency", _bare(child))
            case tag if tag == f"{_DC}language":
                raise NotPlain
    return feed, items


def _once(into: dict[str, Any], name: str, value: object) -> None:
    if name in into:
        raise NotPlain  # twice: feedparser knows which one counts
    into[name] = value


def _author(into: dict[str, Any], *names: str) -> None:
    """Another author. feedparser takes apart what holds an address of mail, and has the last one whole."""
    if len(names) != 1 or any("@" in name for name in (names[0], into.get("author", ""))):
        raise NotPlain
    into.setdefault("authors", []).append({"name": names[0]})
    into["author"] = names[0]


def _date(into: dict[str, Any], name: str, element: Element) -> None:
    words = _bare(element)
    if words and read_date(words) is None:
        raise NotPlain  # feedparser reads what is said in Korean or Greek
    _once(into, name, words)


def _content(item: dict[str, Any], element: Element) -> None:
    if "content" in item:
        raise NotPlain
    item["content"] = [{"type": "text/html", "value": _markup(element)}]


def _described(item: dict[str, Any]) -> None:
    """Where there is a text and no description, the text is that too."""
    if "content" in item and "summary" not in item:
        item["summary"] = item["content"][0]["value"]


def _item(element: Element) -> dict[str, Any]:
    item: dict[str, Any] = {}
    tags: list[str] = []
    permalink = ""
    for child in element:
        match child.tag:
            case "title":
                _once(item, "title", _line(child))
                item["title_detail"] = {"type": "text/plain"}
            case "link":
                if child.attrib:
                    raise NotPlain  # as Atom writes it
                _once(item, "link", _bare(child))
            case "description":
                if "content" in item:
                    raise NotPlain
                _once(item, "summary", _markup(child))
            case "pubDate":
                _date(item, "published", child)
            case "guid":
                _once(item, "id", _bare(child))
                permalink = "" if child.get("isPermaLink", "true") == "false" else item["id"]
            case "category":
                if child.attrib and _bare(child) in tags:
                    raise NotPlain  # the same word in another scheme is another tag
                tags.append(_bare(child))
            case "source":
                _once(item, "source", {"title": _line(child)})
            case "comments":
                _once(item, "comments", _bare(child))
            case "enclosure":
                item.setdefault("enclosures", []).append({"href": child.get("url", ""), "type": child.get("type", "")})
            case "author" | _Tag.CREATOR:
                _author(item, _line(child))
            case _Tag.DATE:
                _date(item, "updated", child)
            case _Tag.CONTENT:
                _content(item, child)
            case _Tag.SLASH:
                _once(item, "slash_comments", _bare(child))
            case _Tag.WFW | _Tag.WFW_AS_WELL:
                _once(item, "wfw_commentrss", _bare(child))
            case _Tag.MEDIA:
                if any(inner.tag not in _IDLE for inner in child):
                    raise NotPlain
                if not item.get("summary") and any(inner.tag == f"{_MEDIA}description" for inner in child):
                    raise NotPlain  # the words of a picture may be all there is
                item.setdefault("media_content", []).append({str(k): v for k, v in child.attrib.items()})
            case tag if tag not in _IDLE:
                raise NotPlain
    _described(item)
    if "link" not in item and permalink:
        item["link"] = permalink
    if tags:
        item["tags"] = _tags(list(dict.fromkeys(tags)))
    return item


# ---------------------------------------------------------------- Atom


def _atom(root: Element) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    feed: dict[str, Any] = {"atom": True}
    language = root.get(_LANG)
    if language:
        feed["language"] = language
    items: list[dict[str, Any]] = []
    for child in root:
        match child.tag:
            case tag if tag == f"{_ATOM}entry":
                items.append(_atom_entry(child))
            case tag if tag == f"{_ATOM}title":
                _plain_type(child)
                _once(feed, "title", _line(child))
                feed["title_detail"] = {"type": "text/plain"}
            case tag if tag == f"{_ATOM}author":
                _author(feed, *_names(child))
            case tag if tag == f"{_ATOM}link" and child.get("rel", "alternate") == "alternate":
                _once(feed, "link", child.get("href", ""))
    return feed, items


def _plain_type(element: Element) -> None:
    if element.get("type", "text") != "text":
        raise NotPlain


def _html_type(element: Element) -> None:
    if element.get("type") != "html" or element.get("src") is not None:
        raise NotPlain


def _atom_entry(element: Element) -> dict[str, Any]:
    item: dict[str, Any] = {}
    tags: list[str] = []
    for child in element:
        match child.tag:
            case tag if tag == f"{_ATOM}title":
                _plain_type(child)
                _once(item, "title", _line(child))
                item["title_detail"] = {"type": "text/plain"}
            case tag if tag == f"{_ATOM}link":
                if not child.get("href"):
                    raise NotPlain
                match child.get("rel", "alternate"):
                    case "alternate":
                        _once(item, "link", child.get("href", ""))
                    case "enclosure":
                        link = {"href": child.get("href", ""), "type": child.get("type", "")}
                        item.setdefault("enclosures", []).append(link)
                    case "self" | "edit":
                        pass
                    case _:
                        raise NotPlain
            case tag if tag == f"{_ATOM}id":
                _once(item, "id", _bare(child))
            case tag if tag == f"{_ATOM}published":
                _date(item, "published", child)
            case tag if tag == f"{_ATOM}updated":
                _date(item, "updated", child)
            case tag if tag == f"{_ATOM}summary":
                if "content" in item:
                    raise NotPlain
                _html_type(child)
                _once(item, "summary", _markup(child))
            case tag if tag == f"{_ATOM}content":
                _html_type(child)
                _content(item, child)
            case tag if tag == f"{_ATOM}author":
                _author(item, *_names(child))
            case tag if tag == f"{_ATOM}category":
                tags.append(child.get("term", ""))
            case tag if tag not in _IDLE_ATOM:
                raise NotPlain
    if "link" not in item:
        raise NotPlain  # feedparser may take an identifier for one
    _described(item)
    if tags:
        item["tags"] = _tags(tags)
    return item


def _tags(terms: list[str]) -> list[dict[str, str]]:
    if not all(terms) or len(set(terms)) < len(terms):
        raise NotPlain
    return [{"term": term} for term in terms]


def _names(author: Element) -> Iterator[str]:
    for child in author:
        if child.tag == f"{_ATOM}name":
            yield _line(child)
        elif child.tag != f"{_ATOM}uri":
            raise NotPlain
