"""What a page's tree holds, looked through once: its elements in order and by tag, its classes and ids."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import cast

from lxml import etree
from lxml.etree import _Element as Element

from newsreader.parse.html_tree import select

#: Elements that say what a page is, and when and by whom it was made.
_ASKED_FOR = ("meta", "link", "script", "title", "base", "h1", "time")
_CLASSES = etree.XPath("//@class", smart_strings=False)
_IDS = etree.XPath("//@id", smart_strings=False)


class PageIndex:
    """A page's tree and what was in it when it came: what names a class or id that is not there need not be looked for.

    `elements` are all of them, in the page's order; later steps may have taken some out of the tree.
    """

    def __init__(self, tree: Element) -> None:
        self.tree = tree
        self.elements = list(tree.iter())
        self.names = frozenset(" ".join(cast("list[str]", _CLASSES(tree)) + cast("list[str]", _IDS(tree))).split())
        self._tagged: dict[str, list[Element]] = {tag: [] for tag in _ASKED_FOR}
        for element in tree.iter(*_ASKED_FOR):
            self._tagged[element.tag].append(element)

    def tagged(self, tag: str) -> Sequence[Element]:
        """The elements with one of the tags that describe a page."""
        return self._tagged[tag]

    def select(self, css: str, within: Element | None = None) -> list[Element]:
        """What `select` finds in the page, or in a part of it."""
        there = [one for one, names in _alternatives(css) if names <= self.names]
        return select(self.tree if within is None else within, ", ".join(there)) if there else []


@lru_cache(maxsize=1024)
def _alternatives(css: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """Some selectors one by one, each with the classes and ids without which it matches nothing."""
    if "\\" in css:
        return ((css, frozenset()),)  # names that are written in a way of their own
    parts = [css] if "(" in css or "[" in css else css.split(",")
    bare = [re.sub(r":\w+\([^)]*\)|\[[^]]*\]", "", one) for one in parts]
    return tuple(
        (one, frozenset() if "," in plain else frozenset(re.findall(r"[.#](-?[A-Za-z_][\w-]*)", plain)))
        for one, plain in zip(parts, bare, strict=True)
        if one.strip()
    )
