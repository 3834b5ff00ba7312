"""Embedded content of a page: posts of social networks, players, maps."""

import re
from collections.abc import Iterator

from lxml.etree import _Element as Element

from newsreader.model.article import Block, BlockType
from newsreader.model.text import Span, Text, clean_line
from newsreader.parse.inline import line_of, text_of
from newsreader.parse.urls import canonical

EMBED_CLASS = re.compile(r"twitter-tweet|instagram-media|fb-post|tiktok-embed|bluesky-embed|mastodon-embed")
_POST = re.compile(r"/status/\d|/p/|/posts?/|/videos?/|/reel/|/notice/|/@[^/]+/\d")
_VIDEO = re.compile(
    r"youtu\.?be|dailymotion|vimeo|player\.twitch|brightcove|ultimedia|digiteka|francetelevisions|rumble\.com"
)
#: Who wrote a post: "— Name (@name) date".
_SIGNED = re.compile(r"[—–-]\s*([^—–]{2,60}?\(@?[\w.]{2,40}\))")


def read_embed(element: Element, base: str) -> Iterator[Block]:
    """A post of a social network with its author, a player, a map: one block with its address."""
    frame = element if element.tag == "iframe" else element.find(".//iframe")
    links = [url for a in element.iter("a") if (url := canonical(a.get("href", ""), base))]
    url = next((link for link in reversed(links) if _POST.search(link)), links[-1] if links else "")
    if frame is not None:
        url = canonical(frame.get("src") or frame.get("data-src") or "", base) or url
        words = line_of(element) or clean_line(frame.get("title", ""))
        if url or words:
            video = BlockType.VIDEO if _VIDEO.search(url) else BlockType.EMBED
            yield Block(video, Text(words), url=url)
        return
    text = joined([text_of(p, base) for p in element.iter("p")]) or text_of(element, base)
    signed = _SIGNED.search(line_of(element).replace(text.value.replace("\n", " "), " "))
    if url or text:
        yield Block(BlockType.EMBED, text, url=url, attribution=signed.group(1).strip() if signed else "")


def joined(lines: list[Text]) -> Text:
    """Join several lines to one text, with their spans moved along."""
    value = ""
    spans: list[Span] = []
    for line in filter(None, lines):
        value += "\n" if value else ""
        moved = len(value)
        spans += [Span(span.start + moved, span.stop + moved, span.role, span.target) for span in line.spans]
        value += line.value
    return Text(value, tuple(spans))
