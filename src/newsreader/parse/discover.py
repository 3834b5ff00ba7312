"""The feeds that a web page announces, and the subscriptions of an OPML file."""

import re
import shlex
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import quoteattr

from lxml import etree

from newsreader.i18n import _
from newsreader.model.errors import ParseError
from newsreader.model.feed import Feed
from newsreader.model.text import clean_line
from newsreader.parse.addresses import canonical
from newsreader.parse.tree import read_tree

_FEED_TYPES = frozenset(
    ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json")
    + ("text/xml", "application/xml")
)
#: Where feeds often are that no page announces.
COMMON_PATHS = ("/feed", "/rss.xml", "/rss", "/feed.xml", "/atom.xml", "/index.xml")


def feed_links(page: bytes, url: str) -> list[tuple[str, str]]:
    """Address and title of each feed that a page names (`link rel=alternate`), comments' feeds last."""
    found: dict[str, str] = {}
    for link in read_tree(page).iter("link"):
        alternate = "alternate" in link.get("rel", "").lower().split()
        feed = alternate and link.get("type", "").lower() in _FEED_TYPES
        if feed and (address := canonical(link.get("href", ""), url)):
            found.setdefault(address, clean_line(link.get("title", "")))
    return sorted(found.items(), key=lambda item: "comment" in (item[0] + item[1]).lower())


def read_urls(text: str) -> Iterator[tuple[str, str, str]]:
    """Address, title and folder of each line of newsboat's `urls` file: `URL "tag" "~Title"`.

    The first tag becomes the folder. Lines that are no feed (`query:`, `exec:`, `filter:`) are given
    with "" for the address and themselves for the title.
    """
    for line in text.splitlines():
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        try:
            address, *words = shlex.split(line)
        except ValueError:
            address, *words = line.split()
        title = next((word[1:] for word in words if word.startswith("~")), "")
        folder = next((word for word in words if word[:1] not in ("~", "!")), "")
        if url := canonical(address):
            yield url, clean_line(title), clean_line(folder)
        else:
            yield "", clean_line(line), ""


def read_nom(text: str) -> Iterator[tuple[str, str, str]]:
    """Address, title and "" of each feed of nom's `config.yml`: a list of `- url: …` with a `name: …`."""
    entry: dict[str, str] = {}
    for line in [*text.splitlines(), "- url:"]:
        if found := _NOM.match(line):
            dash, name, value = found.groups()
            if dash and entry.get("url"):
                yield canonical(entry["url"]), clean_line(entry.get("name", "")), ""
            entry = {} if dash else entry
            entry[name] = value.strip().strip("'\"")


_NOM = re.compile(r"\s*(-\s+)?(url|name):\s*(.*)$")


def read_opml(data: bytes) -> Iterator[tuple[str, str, str]]:
    """Address, title and folder ("A / B" where nested) of each subscription of an OPML file.

    Entities are not expanded and nothing is loaded. Raises ParseError.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        root = None
    body = root.find(".//body") if root is not None else None
    if body is None:
        raise ParseError(_("This is not an OPML file. Export your subscriptions as OPML and try again."))
    pending = [(child, "") for child in body]
    while pending:
        outline, folder = pending.pop(0)
        if not isinstance(outline.tag, str):
            continue
        title = clean_line(outline.get("title") or outline.get("text") or "")
        if address := canonical(outline.get("xmlUrl", "")):
            yield address, title, folder
        inner = " / ".join(part for part in (folder, title) if part)
        pending[:0] = [(child, inner) for child in outline]


def write_opml(feeds: Iterable[Feed]) -> str:
    """The subscriptions as OPML 2.0, folders as outlines around their feeds."""
    folders: dict[str, list[Feed]] = {}
    for feed in feeds:
        folders.setdefault(feed.folder, []).append(feed)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<opml version="2.0">']
    lines += ["<head><title>newsreader</title></head>", "<body>"]
    for folder, members in folders.items():
        parts = folder.split(" / ") if folder else []
        lines += [f"<outline text={quoteattr(part)} title={quoteattr(part)}>" for part in parts]
        for feed in members:
            name = quoteattr(feed.title or feed.url)
            site = f" htmlUrl={quoteattr(feed.site)}" if feed.site else ""
            lines.append(f'<outline type="rss" text={name} title={name} xmlUrl={quoteattr(feed.url)}{site}/>')
        lines += ["</outline>"] * len(parts)
    return "\n".join([*lines, "</body>", "</opml>", ""])
