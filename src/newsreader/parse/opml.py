"""Parse OPML, also with bare “&”, in UTF-16, in capitals, or broken off."""

import codecs
import html
import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree
from lxml.etree import _Element as Element

from newsreader.i18n import _
from newsreader.model.errors import ParseError
from newsreader.model.text import clean_line
from newsreader.parse.default_folders import UNCATEGORIZED
from newsreader.parse.listed_feed import ListedFeed, listed_feed

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\x00", "utf-16-le"),
    (b"\x00<", "utf-16-be"),
)
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.-]{1,40})""")
_PROLOGUE = re.compile(r"^\s*<\?xml[^>]*>|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.I | re.S)
_ENTITY = re.compile(r"&(?:(#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]\w{0,30});)?", re.I)
_XML = frozenset(("amp", "lt", "gt", "quot", "apos"))
#: Where the address of a feed is, in the order in which it is looked for.
_ADDRESSES = ("xmlurl", "url", "feedurl", "rssurl", "href")
#: FreshRSS's `priority` (namespace https://freshrss.org/opml) of feeds that do not stand in its main list.
QUIET_PRIORITIES = frozenset(("category", "feed", "hidden"))


def decoded(data: bytes) -> str:
    """The text of a file, by its byte order mark, by what it declares, else UTF-8, else what Windows wrote in the West.

    Raises ParseError for what is no text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace").lstrip("\ufeff")
    if b"\x00" in data:
        raise ParseError(_("Not an OPML file or a newsboat or nom subscription list."))
    declared = _DECLARED.match(data)
    for encoding in (declared.group(1).decode() if declared else "utf-8", "utf-8", "cp1252"):
        try:
            return data.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode("utf-8", "replace")


def read_opml(data: bytes) -> Iterator[ListedFeed]:
    """Yield the subscriptions of an OPML file, the folder as "A / B" where nested; and what is no feed, as left out.

    Entities of its own are not expanded and nothing is loaded. Raises ParseError.
    """
    text = decoded(data)
    own = frozenset(re.findall(r"<!ENTITY\s+(\w+)", text[:10_000]))
    text = _ENTITY.sub(lambda match: _written(match.group(1), own), _PROLOGUE.sub("", text))
    text = re.sub(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", text)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        root = etree.fromstring(text.encode(), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None or _name(root) not in ("opml", "body", "outline"):
        raise ParseError(_("Not an OPML file. Export your subscriptions as OPML and try again."))
    yield from _outlines(root, "")
    if not re.search(r"</opml\s*>\s*(?:<!--.*?-->\s*)*$", text, re.I | re.S):
        yield ListedFeed(broken=True)


def _written(name: str | None, own: frozenset[str]) -> str:
    """A reference as XML knows it, from what may be HTML's, or no more than a sign."""
    if name is None:
        return "&amp;"
    if name in _XML or name.startswith("#"):
        return f"&{name};"
    if name in own:
        return ""
    meant = html.unescape(f"&{name};")
    return meant if not meant.startswith("&") else f"&amp;{name};"


def _outlines(parent: Element, folder: str) -> Iterator[ListedFeed]:
    pending = [(child, folder) for child in parent]
    while pending:
        element, inside = pending.pop(0)
        if not isinstance(element.tag, str):
            continue
        if _name(element) != "outline":
            pending[:0] = [(child, inside) for child in element]
            continue
        attributes = {_local(str(name)): str(value) for name, value in element.attrib.items()}
        title = clean_line(attributes.get("title") or attributes.get("text") or "")
        address = next((attributes[name] for name in _ADDRESSES if attributes.get(name)), "")
        if attributes.get("type", "").lower() == "include":
            yield ListedFeed(written=clean_line(f"{title} {address}"))  # another such file
            continue
        if address or attributes.get("type", "").lower() in ("rss", "atom") or "xmlurl" in attributes:
            category = attributes.get("category", "").split(",")[0].strip("/ ").replace("/", " / ")
            yield replace(
                listed_feed(address, title, inside or clean_line(category)),
                muted=attributes.get("priority", "").lower() in QUIET_PRIORITIES,
            )
        elif attributes.get("htmlurl") and not len(element):
            yield ListedFeed(written=clean_line(f"{title} {attributes['htmlurl']}"))  # a site, and no feed
        own = "" if address or title.lower() in UNCATEGORIZED else title
        inner = " / ".join(part for part in (inside, own) if part)
        pending[:0] = [(child, inner) for child in element]


def _name(element: Element) -> str:
    return _local(str(element.tag))


def _local(name: str) -> str:
    return name.rpartition("}")[2].rpartition(":")[2].lower()
