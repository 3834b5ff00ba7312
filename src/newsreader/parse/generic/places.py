"""Places: the elements that hold the runs of a page, with the evidence of their names and ancestors."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from lxml.etree import _Element as Element

from newsreader.parse.generic.boilerplate import GROUPS, is_boilerplate, signs_of

#: Further than this, everything is equally far.
FAR = 9
_COMMENT = GROUPS.index("comment")
#: What an element's names and tag may say of it, each a place in what `distances` gives.
BOXES = ("article", "table")
_BOXES = {tag: number for number, tag in enumerate(BOXES, len(GROUPS))}
_BOILERPLATE = len(GROUPS) + len(BOXES)
_ARTICLE = _BOILERPLATE + 1
_DIGIT = re.compile(r"\d")
_NUMBERED = re.compile(r"[A-Za-z]*\d[A-Za-z\d]*")
_NOWHERE = (-FAR,) * (_ARTICLE + 1)
#: What has a shape of its own, and is read whole.
SHAPED = frozenset(("ul", "ol", "dl", "table", "blockquote", "pre"))


class Place:
    """An element that holds runs: what stands in it in all, as running text (`weight`), and as links.

    `signature` is its tag and class and those of the two around it; `trunk` is its height over where the running text
    of the page parts, -1 beside the way there.
    """

    __slots__ = (
        *("element", "parent", "depth", "signature", "_around"),
        *("weight", "length", "linked", "trunk", "_seen"),
    )

    def __init__(self, element: Element, parent: "Place | None") -> None:
        name = _name(element.tag, element.get("class", ""))
        self.element, self.parent = element, parent
        self.weight = 0.0
        self.length = self.linked = 0
        self.trunk = -1
        self._seen: tuple[int, ...] = ()
        #: The nearest place around it with a shape of its own.
        self._around: Place | None = None
        if parent is None:
            self.depth = 0
            self.signature: tuple[str, str, str] = (name, name, name)
        else:
            self.depth = parent.depth + 1
            self.signature = (name, parent.signature[0], parent.signature[1])
            self._around = parent if parent.element.tag in SHAPED else parent._around

    @property
    def shaped(self) -> "Place | None":
        """The nearest place with a shape of its own, itself or around it."""
        return self if self.element.tag in SHAPED else self._around

    def above(self) -> "Place":
        """The place around it, or itself where there is none."""
        return self.parent or self

    def up(self) -> "Iterator[Place]":
        """Yield the place and all that contain it."""
        place: Place | None = self
        while place is not None:
            yield place
            place = place.parent

    def trunk_from(self) -> tuple[int, int]:
        """Measure how far it is to the way to where the text parts, and how high over that it gets there."""
        place, away = self, 0
        while place.trunk < 0 and place.parent is not None:
            place, away = place.parent, away + 1
        return away, place.trunk

    def distances(self) -> list[int]:
        """Count how many levels up something says what it is: one number for each group of names, each of `BOXES`, then
        boilerplate, then a name of articles."""
        depth = self.depth
        return [levels if (levels := depth - seen) < FAR else FAR for seen in self._look()]

    def in_comments(self) -> bool:
        """Return whether a name says so, not too far up."""
        return self.depth - self._look()[_COMMENT] < FAR

    def boilerplate(self) -> "Place | None":
        """The nearest element around it whose names say that it is the site's."""
        levels = self.depth - self._look()[_BOILERPLATE]
        place: Place | None = self if levels <= self.depth else None
        while place is not None and levels:
            place, levels = place.parent, levels - 1
        return place

    def _look(self) -> tuple[int, ...]:
        """At which depth each thing was said last. Looked at once, and only where it is asked for."""
        if not self._seen:
            seen = self.parent._look() if self.parent else _NOWHERE
            if groups := self._says():
                marked = list(seen)
                for number in groups:
                    marked[number] = self.depth
                seen = tuple(marked)
            self._seen = seen
        return self._seen

    def _says(self) -> list[int]:
        element = self.element
        groups: list[int] = []
        for name in (element.get("class"), element.get("id")):
            if name:
                signs = signs_of(name)
                groups += signs.groups
                if signs.article:
                    groups.append(_ARTICLE)
        if element.tag in _BOXES:
            groups.append(_BOXES[element.tag])
        if is_boilerplate(element):
            groups.append(_BOILERPLATE)
        return groups


class Places:
    """The places of a page, each made when it is first asked for."""

    def __init__(self, root: Element) -> None:
        self.root = Place(root, None)
        self._of: dict[Element, Place] = {root: self.root}

    def at(self, element: Element) -> Place:
        """The place of an element under the root."""
        if found := self._of.get(element):
            return found
        parent = element.getparent()
        place = Place(element, self.root if parent is None else self.at(parent))
        self._of[element] = place
        return place

    def settle(self) -> None:
        """Once each place has what stands right in it: give each what all in it have, and find where the text parts."""
        places = list(self._of.values())
        for place in reversed(places):  # each was made after what is around it
            if above := place.parent:
                above.weight += place.weight
                above.length += place.length
                above.linked += place.linked
        for height, place in enumerate(reversed(_trunk(self.root, places))):
            place.trunk = height


def _trunk(root: Place, places: Iterable[Place]) -> list[Place]:
    """The way from the root to where most running text is, down to where it parts."""
    heaviest: dict[Place, Place] = {}
    for place in places:
        if above := place.parent:
            most = heaviest.get(above)
            if most is None or place.weight > most.weight:
                heaviest[above] = place
    trunk = [root]
    while (below := heaviest.get(trunk[-1])) and below.weight >= 0.5 * trunk[-1].weight and below.weight > 0:
        trunk.append(below)
    return trunk


@lru_cache(maxsize=8192)
def _name(tag: str, names: str) -> str:
    return f"{tag}.{plain_names(names)}"


def plain_names(names: str) -> str:
    """The names of an element without the numbers that are its own ("views-row-3", "elementor-element-4f1c2e9")."""
    return _NUMBERED.sub("#", names) if _DIGIT.search(names) else names
