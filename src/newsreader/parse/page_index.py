"""An index of a page's elements, in order, by tag, and by class and id."""

import re
from collections.abc import Sequence
from functools import lru_cache

from lxml.etree import _Element as Element

from newsreader.parse.html_tree import select

#: Elements that say what a page is, and when and by whom it was made.
_ASKED_FOR = ("meta", "link", "script", "title", "base", "h1", "time")
#: One element by its tag, classes and id: what most selectors of outlets are.
_SIMPLE = re.compile(r"\s*([a-z][a-z0-9]*)?((?:[.#]-?[A-Za-z_][\w-]*)+)\s*")


class PageIndex:
    """A page's tree with an index of its elements. Selectors with a class or id that the page does not have are not
    evaluated.

    `elements` are all of them, in the page's order; later steps may have taken some out of the tree. `names` are all
    classes and ids.
    """

    def __init__(self, tree: Element) -> None:
        self.tree = tree
        self.elements = list(tree.iter())
        self._tagged: dict[str, list[Element]] = {tag: [] for tag in _ASKED_FOR}
        for element in tree.iter(*_ASKED_FOR):
            self._tagged[element.tag].append(element)
        self._named: dict[str, list[Element]] = {}
        for element in self.elements:
            for named in (element.get("class"), element.get("id")):
                for name in named.split() if named else ():
                    self._named.setdefault(name, []).append(element)
        self.names = self._named.keys()

    def tagged(self, tag: str) -> Sequence[Element]:
        """The elements with one of the tags that describe a page."""
        return self._tagged[tag]

    def select(self, css: str, within: Element | None = None) -> list[Element]:
        """Return what `select` finds in the page, or in a part of it."""
        selectors = [selector for selector, names in _alternatives(css) if names <= self.names]
        part = self.tree if within is None else within
        if len(selectors) == 1 and (simple := _SIMPLE.fullmatch(selectors[0])):
            return self._simple(simple[1], simple[2], part)
        return select(part, ", ".join(selectors)) if selectors else []

    def _simple(self, tag: str | None, names: str, part: Element) -> list[Element]:
        """The elements of a part with a tag, if one is given, and with names as in ".a.b#c"."""
        wanted = [(name[0], name[1:]) for name in re.findall(r"[.#][^.#]+", names)]
        return [
            element
            for element in dict.fromkeys(self._named.get(wanted[0][1], ()))
            if (not tag or element.tag == tag)
            and all(name in element.get("class" if sign == "." else "id", "").split() for sign, name in wanted)
            and (element is part or part in element.iterancestors())
        ]


@lru_cache(maxsize=1024)
def _alternatives(css: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """Some selectors one by one, each with the classes and ids without which it matches nothing."""
    if "\\" in css:
        return ((css, frozenset()),)  # names that are written in a way of their own
    parts = [css] if "(" in css or "[" in css else css.split(",")
    bare = [re.sub(r":\w+\([^)]*\)|\[[^]]*\]", "", part) for part in parts]
    return tuple(
        (part, frozenset() if "," in plain else frozenset(re.findall(r"[.#](-?[A-Za-z_][\w-]*)", plain)))
        for part, plain in zip(parts, bare, strict=True)
        if part.strip()
    )
