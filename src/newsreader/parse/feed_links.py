"""The feeds that a web page announces, and subscriptions as OPML."""

import re
from collections.abc import Iterable
from xml.sax.saxutils import quoteattr

from newsreader.model.feed import Feed
from newsreader.model.text import clean_line
from newsreader.parse.html_tree import line, read_tree
from newsreader.parse.listed import feed_address
from newsreader.parse.urls import canonical

_FEED_TYPES = (
    *("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json"),
    *("application/json", "application/xml", "text/xml", "text/rss+xml", "text/rss"),
)
#: A link that leads to a feed, by its address.
_LOOKS_LIKE_A_FEED = re.compile(
    r"^feed:|(?:^|[/._-])(?:rss|atom|feeds?|rdf)(?:[/._-][\w.-]*)?/?(?:\?[^?]*)?$|\.(?:rss|atom|rdf)$|"
    r"[?&](?:feed|format|type|alt)=(?:rss|atom|feed)\w*",
    re.I,
)
#: Where feeds often are that no page announces.
COMMON_PATHS = ("/feed", "/rss.xml", "/rss", "/feed.xml", "/atom.xml", "/index.xml")


def feed_links(page: bytes, url: str) -> list[tuple[str, str]]:
    """Address and title of each feed that a page names, comments' feeds last: what it announces (`link`), else what
    its links look like."""
    tree = read_tree(page)
    base = canonical(next((one.get("href", "") for one in tree.iter("base") if one.get("href")), ""), url) or url
    found: dict[str, str] = {}
    for link in tree.iter("link"):
        relations, kind = link.get("rel", "").lower().split(), link.get("type", "").partition(";")[0].strip().lower()
        if "feed" in relations or ("alternate" in relations and kind in _FEED_TYPES):
            _found(found, link.get("href", ""), base, link.get("title", ""))
    for link in tree.iter("a") if not found else ():
        address, kind = link.get("href", ""), link.get("type", "").partition(";")[0].strip().lower()
        if kind in _FEED_TYPES[:4] or _LOOKS_LIKE_A_FEED.search(address.partition("#")[0]):
            _found(found, address, base, line(link))
    return sorted(found.items(), key=lambda item: "comment" in (item[0] + item[1]).lower())


def _found(into: dict[str, str], address: str, base: str, title: str) -> None:
    if url := feed_address(address) if address.lower().startswith("feed:") else canonical(address, base):
        into.setdefault(url, clean_line(title))


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
