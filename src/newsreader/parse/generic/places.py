"""Where the runs of a page stand: the elements that hold them, and what their names and ancestors say of them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from lxml.etree import _Element as Element

from newsreader.parse.generic.boilerplate import GROUPS, groups_of, is_boilerplate
from newsreader.parse.generic.runs import Run

#: Further than this, everything is equally far.
FAR = 9
#: What stands in comments, by their names, weighs so much of what it would elsewhere.
_SAID_BY_READERS = 0.1
_COMMENT = GROUPS.index("comment")
#: What an element's names and tag may say of it, each a place in what `distances` gives.
BOXES = ("article", "table")
_BOXES = {tag: number for number, tag in enumerate(BOXES, len(GROUPS))}
_BOILERPLATE = len(GROUPS) + len(BOXES)
_ARTICLE = _BOILERPLATE + 1
_NUMBERED = re.compile(r"[A-Za-z]*\d[A-Za-z\d]*")
_NOWHERE = (-FAR,) * (_ARTICLE + 1)


@dataclass(slots=True, eq=False)
class Place:
    """An element that holds runs: what stands in it in all, as running text (`weight`), and as links.

    `signature` is its tag and class and those of the two around it; `trunk` is its height over where the running text
    of the page parts, -1 beside the way there.
    """

    element: Element
    parent: "Place | None"
    depth: int
    signature: tuple[str, str, str]
    weight: float = 0.0
    length: int = 0
    linked: int = 0
    trunk: int = -1
    _seen: tuple[int, ...] = ()

    def above(self) -> "Place":
        """The place around it, or itself where there is none."""
        return self.parent or self

    def distances(self) -> list[int]:
        """How many levels up something says what it is: one number for each group of names, each of `BOXES`,
        then boilerplate, then a name of articles."""
        return [min(FAR, self.depth - seen) for seen in self._look()]

    def in_comments(self) -> bool:
        """Whether a name says so, not too far up."""
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
            if said := self._says():
                marked = list(seen)
                for number in said:
                    marked[number] = self.depth
                seen = tuple(marked)
            self._seen = seen
        return self._seen

    def _says(self) -> list[int]:
        element = self.element
        said: list[int] = []
        for name in (element.get("class"), element.get("id")):
            if name:
                groups, article = groups_of(name)
                said += groups
                if article:
                    said.append(_ARTICLE)
        if element.tag in _BOXES:
            said.append(_BOXES[element.tag])
        if is_boilerplate(element):
            said.append(_BOILERPLATE)
        return said


def places_of(runs: Sequence[Run], root: Element) -> tuple[list[Place], list[float]]:
    """The place of each run under `root`, and its weight, less where readers speak."""
    places: dict[Element, Place] = {}
    mine = [_place(run.element, root, places) for run in runs]
    weights = [
        run.weight * _SAID_BY_READERS if run.weight and place.in_comments() else run.weight
        for run, place in zip(runs, mine, strict=True)
    ]
    for run, place, weight in zip(runs, mine, weights, strict=True):
        place.weight += weight
        place.length += len(run.text)
        place.linked += run.linked
    # Deepest first, so that each passes on all that it holds.
    for place in sorted(places.values(), key=lambda one: -one.depth):
        if above := place.parent:
            above.weight += place.weight
            above.length += place.length
            above.linked += place.linked
    if root in places:
        _mark_trunk(places[root], places.values())
    return mine, weights


def _place(element: Element, root: Element, places: dict[Element, Place]) -> Place:
    if found := places.get(element):
        return found
    name = _name(element.tag, element.get("class", ""))
    parent = element.getparent() if element is not root else None
    if parent is None:
        place = Place(element, None, 0, (name, name, name))
    else:
        above = places.get(parent) or _place(parent, root, places)
        place = Place(element, above, above.depth + 1, (name, above.signature[0], above.signature[1]))
    places[element] = place
    return place


@lru_cache(maxsize=8192)
def _name(tag: str, names: str) -> str:
    return f"{tag}.{plain_names(names)}"


def plain_names(names: str) -> str:
    """The names of an element without the numbers that are its own ("views-row-3", "elementor-element-4f1c2e9")."""
    return _NUMBERED.sub("#", names)


def _mark_trunk(root: Place, places: Iterable[Place]) -> None:
    """Mark the way from the root to where most running text is, down to where it parts, by height over that."""
    heaviest: dict[Place, Place] = {}
    for place in places:
        if above := place.parent:
            most = heaviest.get(above)
            if most is None or place.weight > most.weight:
                heaviest[above] = place
    trunk: list[Place] = []
    here: Place | None = root
    while here is not None:
        trunk.append(here)
        below = heaviest.get(here)
        here = below if below is not None and below.weight >= 0.5 * here.weight and below.weight > 0 else None
    for height, place in enumerate(reversed(trunk)):
        place.trunk = height
