"""Find the feeds that a web page links to, and write subscriptions as OPML."""

import re
from collections.abc import Iterable
from xml.sax.saxutils import quoteattr

from newsreader.model.feed import Feed
from newsreader.model.text import clean_line
from newsreader.parse.html_tree import line, read_tree
from newsreader.parse.listed_feed import feed_address
from newsreader.parse.urls import canonical

#: Media types that only feeds have, registered or not; and those that they share with others.
_FEED_TYPES = frozenset(
    ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json", "text/rss+xml")
    + (
        "application/x-rss+xml",
        "application/x-atom+xml",
        "application/rss",
        "application/atom",
        "text/rss",
        "text/atom",
    )
    + ("text/atom+xml", "rss", "atom")
)
_MAYBE_TYPES = frozenset(("application/json", "application/xml", "text/xml"))
#: A link that leads to a feed, by its address.
_LOOKS_LIKE_A_FEED = re.compile(
    r"^feed:|(?:^|[/._-])(?:rss|atom|feeds?|rdf)(?:[/._-][\w.-]*)?/?(?:\?[^?]*)?$|\.(?:rss|atom|rdf)$|"
    r"[?&](?:feed|format|type|alt)=(?:rss|atom|feed)\w*|^(?:rss|itpc|pcast)://|[?&]page=backend|/backend\.php|"
    r"^https?://feeds?[\w-]*\.|(?:^|/)flux(?:[-_/.][\w-]*)*\.xml",
    re.I,
)
#: And by its words, or those of its picture.
_CALLED_A_FEED = re.compile(r"\b(?:rss|atom feed|feed atom)\b", re.I)
#: Addresses of what is announced like a feed and is none: the interfaces of WordPress and of previews.
_NO_FEED = re.compile(r"/wp-json/|oembed", re.I)
#: Where a page sends its visitors at once.
_SENDS_ON = re.compile(r"""^\s*\d{0,3}(?:\.\d*)?\s*[;,]\s*(?:url\s*=\s*)?["']?([^"']+)""", re.I)
_SCRIPT_SENDS_ON = re.compile(
    r"""(?:window\.|document\.|top\.|self\.)?location(?:\.href)?\s*(?:=\s*|\.(?:replace|assign)\(\s*)["']([^"']{1,500})["']"""
)
#: The namespace of what FreshRSS adds to OPML.
_FRESHRSS = "https://freshrss.org/opml"
#: Where feeds often are that no page announces.
COMMON_PATHS = ("/feed", "/rss.xml", "/rss", "/feed.xml", "/atom.xml", "/index.xml", "/spip.php?page=backend")


def feed_links(page: bytes, url: str) -> list[tuple[str, str]]:
    """Return address and title of each feed of a page, comment feeds last: those that it announces (`link`), else those
    that its links look like."""
    tree = read_tree(page)
    base = canonical(next((href for tag in tree.iter("base") if (href := tag.get("href"))), ""), url) or url
    links: dict[str, str] = {}
    for link in tree.iter("link"):
        relations, kind = link.get("rel", "").lower().split(), link.get("type", "").partition(";")[0].strip().lower()
        announced = "feed" in relations or ("alternate" in relations and kind in _MAYBE_TYPES)
        if (announced or kind in _FEED_TYPES) and not _NO_FEED.search(link.get("href", "")):
            _found(links, link.get("href", ""), base, link.get("title", ""))
    for link in tree.iter("a") if not links else ():
        address, kind = link.get("href", ""), link.get("type", "").partition(";")[0].strip().lower()
        if kind in _FEED_TYPES or _LOOKS_LIKE_A_FEED.search(address.partition("#")[0]):
            _found(links, address, base, line(link))
    for link in tree.iter("a") if not links else ():
        words = [line(link), link.get("title", ""), *(image.get("alt", "") for image in link.iter("img"))]
        if _CALLED_A_FEED.search(" ".join(words)) or "rss" in link.get("class", "").lower().split():
            _found(links, link.get("href", ""), base, line(link))
    return sorted(links.items(), key=lambda item: "comment" in (item[0] + item[1]).lower())


def sent_on(page: bytes, url: str) -> str:
    """Return where a page leads that has nothing of its own: by a refresh in its head, a lone script, a frame; "" where
    it leads nowhere."""
    tree = read_tree(page)
    for meta in tree.iter("meta"):
        if meta.get("http-equiv", "").lower() == "refresh" and (match := _SENDS_ON.match(meta.get("content", ""))):
            return _elsewhere(match.group(1), url)
    for frame in tree.iter("frame", "iframe"):
        if len(line(tree)) < 200 and frame.get("src"):
            return _elsewhere(frame.get("src", ""), url)
    scripts = " ".join(script.text or "" for script in tree.iter("script"))[:20_000]
    match = _SCRIPT_SENDS_ON.search(scripts) if len(line(tree)) < 200 else None
    return _elsewhere(match.group(1), url) if match else ""


def _elsewhere(address: str, url: str) -> str:
    target = canonical(address.strip(), url)
    return "" if target == canonical(url) else target


def _found(into: dict[str, str], address: str, base: str, title: str) -> None:
    handed = re.match(r"\s*(?:feed|rss|itpc|pcast):", address, re.I)
    if url := feed_address(address) if handed else canonical(address, base):
        into.setdefault(url, clean_line(title))


def write_opml(feeds: Iterable[Feed]) -> str:
    """The subscriptions as OPML 2.0, folders as outlines around their feeds. Of a muted one it says so as FreshRSS
    does (https://freshrss.github.io/FreshRSS/en/developers/OPML.html)."""
    folders: dict[str, list[Feed]] = {}
    for feed in feeds:
        folders.setdefault(feed.folder, []).append(feed)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<opml version="2.0" xmlns:frss="{_FRESHRSS}">']
    lines += ["<head><title>newsreader</title></head>", "<body>"]
    for folder, members in folders.items():
        parts = folder.split(" / ") if folder else []
        lines += [f"<outline text={quoteattr(part)} title={quoteattr(part)}>" for part in parts]
        for feed in members:
            name = quoteattr(feed.title or feed.url)
            site = f" htmlUrl={quoteattr(feed.site)}" if feed.site else ""
            muted = ' frss:priority="feed"' if feed.muted else ""
            lines.append(f'<outline type="rss" text={name} title={name} xmlUrl={quoteattr(feed.url)}{site}{muted}/>')
        lines += ["</outline>"] * len(parts)
    return "\n".join([*lines, "</body>", "</opml>", ""])
