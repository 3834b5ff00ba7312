"""From a part of a page to a soup, and from an element to marked text."""

import html
import re
import warnings
from collections.abc import Iterable

from bs4 import BeautifulSoup, Tag, XMLParsedAsHTMLWarning
from bs4.element import CData, NavigableString
from lxml import etree
from lxml.etree import _Element as Element

from newsreader.model.text import Role, Span, Text, clean
from newsreader.parse.addresses import canonical
from newsreader.parse.tree import DEEPEST, plain_entities

warnings.filterwarnings("ignore", category=XMLParsedAsHTMLWarning)

UNREAD = frozenset(
    ("script", "style", "noscript", "template", "svg", "button", "form", "iframe", "object", "select", "input")
    + ("textarea", "head", "audio", "canvas")
)
_UNSEEN = frozenset(("sr-only", "visually-hidden", "screen-reader-text", "text-only-for-screen-reader"))
_OUT_OF_SIGHT = re.compile(r"display:none|visibility:hidden|clip:rect\(0|clip-path:inset\(50%")
_ROLES = {
    "em": Role.EMPHASIS,
    "i": Role.EMPHASIS,
    "strong": Role.STRONG,
    "b": Role.STRONG,
    "code": Role.CODE,
    "kbd": Role.CODE,
    "a": Role.LINK,
}
#: Some sites break lines with an empty span.
_BREAK = re.compile(r"(?<![\w-])br(?![\w-])")
_SPACE = re.compile(r"[ \t\r\n\f]+")


def make_part(element: Element) -> Tag:
    """A soup of one element of a page's tree, which is all of the page that is made a soup of."""
    markup = etree.tostring(element, method="html", encoding="unicode", with_tail=False)
    soup = BeautifulSoup(markup, "lxml", multi_valued_attributes=None)
    whole = soup.body or soup
    inner = whole.find(True)
    return inner if isinstance(inner, Tag) and element.tag not in ("html", "body") else whole


def hidden(tag: Tag) -> bool:
    """Whether a person looking at the page would not see this element."""
    if not tag.attrs:
        return tag.name in UNREAD
    return (
        tag.name in UNREAD
        or tag.has_attr("hidden")
        or not _UNSEEN.isdisjoint(str(tag.get("class", "")).split())
        or _OUT_OF_SIGHT.search(str(tag.get("style", "")).replace(" ", "").lower()) is not None
    )


class _Writer:
    """Collects text and spans, folding white space as a browser does."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.parts: list[str] = []
        self.length = 0
        self.spans: list[Span] = []
        self.last = " "
        self.literal = 0  # how deep in code, where entities are the text

    def put(self, piece: str) -> None:
        piece = _SPACE.sub(" ", clean(piece if self.literal else plain_entities(piece)))
        if self.last in " \n":
            piece = piece.lstrip(" ")
        if piece:
            self.parts.append(piece)
            self.length += len(piece)
            self.last = piece[-1]

    def break_line(self) -> None:
        self.parts.append("\n")
        self.length += 1
        self.last = "\n"

    def walk(self, node: NavigableString | Tag, depth: int = 0) -> None:
        if not isinstance(node, Tag):
            if type(node) in (NavigableString, CData):
                self.put(str(node))
            return
        if hidden(node) or depth > DEEPEST:
            return
        if node.name == "br" or (
            node.name == "span" and not node.contents and "br" in str(node.get("class", "")).split()
        ):
            self.break_line()
            return
        start = self.length
        role = _ROLES.get(node.name)
        self.literal += role is Role.CODE
        for child in node.children:
            if isinstance(child, NavigableString | Tag):
                self.walk(child, depth + 1)
        self.literal -= role is Role.CODE
        target = canonical(str(node.get("href", "")), self.base) if role is Role.LINK else ""
        if role and self.length > start and (role is not Role.LINK or target):
            self.spans.append(Span(start, self.length, role, target))

    def text(self) -> Text:
        value = "".join(self.parts)
        ends = len(value.rstrip(" \n"))
        begins = min(len(value) - len(value.lstrip(" \n")), ends)
        spans = []
        for span in self.spans:
            start, stop = max(span.start, begins), min(span.stop, ends)
            while start < stop and value[start] in " \n":
                start += 1
            while stop > start and value[stop - 1] in " \n":
                stop -= 1
            if start < stop:
                spans.append(Span(start - begins, stop - begins, span.role, span.target))
        spans.sort(key=lambda span: (span.start, -span.stop))
        return Text(value[begins:ends], tuple(spans))


def text_of(nodes: Tag | Iterable[NavigableString | Tag] | None, base: str = "") -> Text:
    """The text of an element or of a run of nodes, with emphasis, strong, code and links as spans."""
    writer = _Writer(base)
    for node in [nodes] if isinstance(nodes, Tag) else nodes or ():
        writer.walk(node)
    return writer.text()


def line_of(tag: Tag | None) -> str:
    """The text of an element on one line."""
    return text_of(tag).value.replace("\n", " ") if tag else ""


_PARAGRAPH = re.compile(r"\s*<p>([^<>]*)</p>\s*")


def unmark(fragment: str, base: str = "") -> Text:
    """A fragment of HTML, as feeds carry it, to text; entities are decoded exactly once."""
    if paragraph := _PARAGRAPH.fullmatch(fragment):
        fragment = paragraph.group(1)
    if "<" not in fragment:
        return Text(_SPACE.sub(" ", clean(html.unescape(fragment))).strip(" "))
    soup = BeautifulSoup(fragment, "lxml")
    return text_of(soup.body or soup, base)
