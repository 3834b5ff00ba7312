"""Parse markup into a soup, and convert a soup to marked text."""

import warnings
from collections.abc import Iterable

from bs4 import BeautifulSoup, Tag, XMLParsedAsHTMLWarning
from bs4.element import CData, NavigableString
from lxml import etree
from lxml.etree import _Element as Element

from newsreader.model.text import Text
from newsreader.parse.html_tree import DEEPEST
from newsreader.parse.inline import OUT_OF_SIGHT, ROLES, UNREAD, UNSEEN, Writer

warnings.filterwarnings("ignore", category=XMLParsedAsHTMLWarning)


def make_part(element: Element) -> Tag:
    """A soup of one element of a page's tree, which is all of the page that is made a soup of."""
    markup = etree.tostring(element, method="html", encoding="unicode", with_tail=False)
    soup = BeautifulSoup(markup, "lxml", multi_valued_attributes=None)
    whole = soup.body or soup
    inner = whole.find(True)
    return inner if isinstance(inner, Tag) and element.tag not in ("html", "body") else whole


def read_fragment(fragment: str, base: str = "") -> Text:
    """The text of a fragment of HTML."""
    soup = BeautifulSoup(fragment, "lxml")
    return text_of(soup.body or soup, base)


def hidden(tag: Tag) -> bool:
    """Return whether a person looking at the page would not see this element."""
    if not tag.attrs:
        return tag.name in UNREAD
    return (
        tag.name in UNREAD
        or tag.has_attr("hidden")
        or not UNSEEN.isdisjoint(str(tag.get("class", "")).split())
        or OUT_OF_SIGHT.search(str(tag.get("style", "")).replace(" ", "").lower()) is not None
    )


class _Writer(Writer):
    """Collects text and spans from the elements of a soup."""

    def walk_soup(self, node: NavigableString | Tag, depth: int = 0) -> None:
        if not isinstance(node, Tag):
            if type(node) in (NavigableString, CData):
                self.put(str(node))
            return
        if hidden(node) or depth > DEEPEST:
            return
        if node.name == "br":
            self.break_line()
        elif node.name in ("sup", "sub"):
            inner = _Writer(self.base)
            inner.last = "x"  # a blank in front counts
            inner._inside(node, depth)
            self.put_set_off(node.name, inner)
        elif node.name == "q":
            with self.quoted(node.get_text(), "", node.find_parent("q") is not None):
                self._inside(node, depth)
        else:
            with self.role(ROLES.get(node.name), str(node.get("href", ""))):
                self._inside(node, depth)

    def _inside(self, node: Tag, depth: int) -> None:
        for child in node.children:
            if isinstance(child, NavigableString | Tag):
                self.walk_soup(child, depth + 1)


def text_of(nodes: Tag | Iterable[NavigableString | Tag] | None, base: str = "") -> Text:
    """The text of an element or of a run of nodes, with emphasis, strong, code and links as spans."""
    writer = _Writer(base)
    for node in [nodes] if isinstance(nodes, Tag) else nodes or ():
        writer.walk_soup(node)
    return writer.text()


def line_of(tag: Tag | None) -> str:
    """The text of an element on one line."""
    return text_of(tag).value.replace("\n", " ") if tag else ""
