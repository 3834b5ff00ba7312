"""What a page's tree holds, looked through once: its elements in order and by tag, its classes and ids."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import cast

from lxml import etree
from lxml.etree import _Element as Element

from newsreader.parse.html_tree import select

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
        self._tagged: dict[str, list[Element]] = {}
        for element in self.elements:
            self._tagged.setdefault(element.tag, []).append(element)

    def tagged(self, tag: str) -> Sequence[Element]:
        """The elements with a tag."""
        return self._tagged.get(tag, ())

    def select(self, css: str, within: Element | None = None) -> list[Element]:
        """What `select` finds in the page, or in a part of it."""
        if not any(needed <= self.names for needed in _needed(css)):
            return []
        return select(self.tree if within is None else within, css)


@lru_cache(maxsize=1024)
def _needed(css: str) -> tuple[frozenset[str], ...]:
    """For each of some selectors the classes and ids without which it matches nothing."""
    if "\\" in css:
        return (frozenset(),)  # names that are written in a way of their own
    bare = re.sub(r":not\([^)]*\)|\[[^]]*\]", "", css)
    return tuple(frozenset(re.findall(r"[.#](-?[A-Za-z_][\w-]*)", one)) for one in bare.split(",")) if css else ()
