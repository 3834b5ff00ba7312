"""What is known of each run of a page, as numbers: what its words are like, where it stands, and what stands around it.

The weights of `scorer` were fitted on these, in the order of `NAMES`; who changes one fits them again
(`python scripts/train_pages.py`).
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml.etree import _Element as Element

from newsreader.parse.generic.boilerplate import GROUPS, PHRASES, groups_of, is_boilerplate, is_hidden
from newsreader.parse.generic.runs import HEADINGS, Run, ends_well, length_of

_WORDS = re.compile(r"\w+")
_BOXES = {tag: place for place, tag in enumerate(("figure", "article", "table", "li", "blockquote", "a"))}
#: Further than this, everything is equally far.
_FAR = 9
#: How far a run looks to both sides, in runs.
_WINDOWS = (3, 8, 20)
#: What stands in comments, by their names, weighs so much of what it would elsewhere.
_SAID_BY_READERS = 0.1
_COMMENT = GROUPS.index("comment")

NAMES = (
    *("length", "linked", "ends_well", "capitals", "starts_low", "quotes"),
    *("phrases", "phrase_rate", "title", "described", "repeated"),
    *("place", "weight_before", "weight_after", "before_heading", "from_heading"),
    *("is_p", "is_li", "is_heading", "is_div"),
    *(f"in_{tag}" for tag in _BOXES),
    *(f"named_{group}" for group in GROUPS),
    *("boilerplate", "boilerplate_share", "named_article", "hidden"),
    *("heading_up", "heading_down", "since_phrases", "signature_before"),
    *("share", "share_parent", "share_second", "share_third"),
    *("density", "density_parent", "density_second", "density_third", "linked_parent", "linked_second"),
    *("from_trunk", "trunk_height"),
    *("signature_share", "signature_best", "signature_count", "signature_linked", "kin_share", "total"),
    *(f"{what}_{side}" for side in ("back", "on") for what in ("length", "linked", "weight", "same", "kin")),
    *("linked_back_2", "linked_on_2"),
    *(f"{what}_{width}" for width in _WINDOWS for what in ("back", "on")),
)


@dataclass(slots=True, eq=False)
class _Place:
    """An element that holds runs, with what its ancestors pass on to it."""

    parent: "_Place | None"
    signature: str
    boxes: list[int]
    named: list[int]
    boilerplate: int
    article: int
    hidden: bool
    furniture: "_Place | None"
    weight: float = 0.0
    length: float = 0.0
    linked: float = 0.0
    heaviest: "_Place | None" = None
    trunk: int = -1


def read_features(
    runs: Sequence[Run], root: Element, heading: Element | None, title: str, description: str
) -> list[list[float] | None]:
    """One row of numbers for each run, as `NAMES` names them; None for what stands with no running text at all."""
    places: dict[Element, _Place] = {}
    mine = [_place(run.element, root, places) for run in runs]
    weights = [
        run.weight * (_SAID_BY_READERS if place.named[_COMMENT] < _FAR else 1.0)
        for run, place in zip(runs, mine, strict=True)
    ]
    total = max(1.0, sum(weights))
    for run, place, weight in zip(runs, mine, weights, strict=True):
        up: _Place | None = place
        while up is not None:
            up.weight += weight
            up.length += len(run.text)
            up.linked += run.linked
            up = up.parent
    if root in places:
        _mark_trunk(places)
    around = _Around(runs, mine, weights, total)
    spine = _spine(places.get(heading) if heading is not None else None)
    texts = Counter(run.text for run in runs)
    named, described = set(_folded(title)), set(_folded(description))
    first = next((number for number, run in enumerate(runs) if not run.before), 0)
    rows: list[list[float] | None] = []
    for number, (run, place) in enumerate(zip(runs, mine, strict=True)):
        up = _up(_up(_up(place)))
        if up.weight <= 0 or (run.linked > 0.9 * len(run.text) and run.element.tag != "p"):
            rows.append(None)
            continue
        rows.append(
            [
                *_words(run, named, described, texts[run.text]),
                number / len(runs),
                around.until[number] / total,
                1 - around.until[number + 1] / total,
                float(run.before),
                _log(number - first),
                *_where(run, place, total),
                *_from_heading(place, spine),
                around.since[number],
                around.earlier[number],
                *_structure(place, total),
                *around.of(number),
            ]
        )
    return rows


def _place(element: Element, root: Element, places: dict[Element, _Place]) -> _Place:
    if element in places:
        return places[element]
    parent = element.getparent()
    above = _place(parent, root, places) if element is not root and parent is not None else None
    kind, ident = element.get("class", ""), element.get("id", "")
    groups, article = groups_of(f"{kind} {ident}") if kind or ident else ((), False)
    boxes = [min(_FAR, distance + 1) for distance in above.boxes] if above else [_FAR] * len(_BOXES)
    named = [min(_FAR, distance + 1) for distance in above.named] if above else [_FAR] * len(GROUPS)
    if element.tag in _BOXES:
        boxes[_BOXES[element.tag]] = 0
    for group in groups:
        named[group] = 0
    furniture = is_boilerplate(element)
    place = _Place(
        parent=above,
        signature=f"{element.tag}.{kind}",
        boxes=boxes,
        named=named,
        boilerplate=0 if furniture else min(_FAR, above.boilerplate + 1) if above else _FAR,
        article=0 if article else min(_FAR, above.article + 1) if above else _FAR,
        hidden=(above is not None and above.hidden) or is_hidden(element),
        furniture=None if furniture or above is None else above.furniture,
    )
    if furniture:
        place.furniture = place
    places[element] = place
    return place


def _mark_trunk(places: dict[Element, _Place]) -> None:
    """Mark the way from the root to where most running text is, down to where it parts, by height over that."""
    root = None
    for place in places.values():
        above = place.parent
        if above is None:
            root = place
        elif above.heaviest is None or place.weight > above.heaviest.weight:
            above.heaviest = place
    trunk = []
    while root is not None:
        trunk.append(root)
        below = root.heaviest
        root = below if below is not None and below.weight >= 0.5 * root.weight and below.weight > 0 else None
    for height, place in enumerate(reversed(trunk)):
        place.trunk = height


def _spine(heading: _Place | None) -> dict[_Place, int]:
    """How many levels each ancestor stands above the article's heading."""
    spine: dict[_Place, int] = {}
    while heading is not None:
        spine[heading] = len(spine)
        heading = heading.parent
    return spine


def _from_heading(place: _Place, spine: dict[_Place, int]) -> tuple[float, float]:
    """The way through the tree from the heading to a run: so many levels up, so many down."""
    down, up = 0, place
    while up not in spine:
        if up.parent is None:
            return -1.0, float(down)
        down, up = down + 1, up.parent
    return float(spine[up]), float(down)


def _words(run: Run, title: set[str], description: set[str], times: int) -> Iterator[float]:
    """What the words are like."""
    text, length = run.text, length_of(run.text)
    head = text[:300]
    words = _folded(head)
    count = max(1, len(words))
    phrases = len(PHRASES.findall(head.lower())) if length < 1000 else 0
    yield _log(length)
    yield run.linked / len(text)
    yield float(ends_well(text))
    yield sum(map(str.isupper, head)) / len(head)
    yield float(head[0].islower())
    yield float(any(mark in head for mark in '"«“„»'))
    yield phrases
    yield phrases / count
    yield len(title.intersection(words)) / max(1, len(title)) if count < 40 else 0.0
    yield len(description.intersection(words)) / count
    yield min(5, times)


def _where(run: Run, place: _Place, total: float) -> Iterator[float]:
    """What it is, and what it is in."""
    tag = run.element.tag
    yield float(tag == "p")
    yield float(tag == "li")
    yield float(tag in HEADINGS)
    yield float(tag == "div")
    yield from place.boxes
    yield from place.named
    yield place.boilerplate
    yield place.furniture.weight / total if place.furniture else 0.0
    yield place.article
    yield float(place.hidden)


def _up(place: _Place) -> _Place:
    return place.parent or place


def _structure(place: _Place, total: float) -> Iterator[float]:
    """How much of the page's running text stands with it, and how purely."""
    parent = _up(place)
    second = _up(parent)
    up = (place, parent, second, _up(second))
    yield from (one.weight / total for one in up)
    yield from (one.weight / max(1.0, one.length) for one in up)
    yield parent.linked / max(1.0, parent.length)
    yield second.linked / max(1.0, second.length)
    branch, away = place, 0
    while branch.trunk < 0 and branch.parent is not None:
        branch, away = branch.parent, away + 1
    yield away
    yield branch.trunk


class _Around:
    """What stands around a run: those of its signature, its neighbours, the running text near it."""

    def __init__(self, runs: Sequence[Run], places: Sequence[_Place], weights: Sequence[float], total: float) -> None:
        self.total = total
        self.weights = weights
        self.lengths = [_log(length_of(run.text)) for run in runs]
        self.links = [run.linked / len(run.text) for run in runs]
        self.signatures = [(place.signature, _up(place).signature, _up(_up(place)).signature) for place in places]
        self.kin = [signature[1:] for signature in self.signatures]
        self.mass: dict[tuple[str, ...], float] = defaultdict(float)
        self.linked: Counter[tuple[str, ...]] = Counter()
        self.length: Counter[tuple[str, ...]] = Counter()
        self.count = Counter(self.signatures)
        self.until = [0.0]
        self.earlier: list[float] = []
        self.since: list[float] = []
        since = 40
        for run, weight, signature, kin in zip(runs, weights, self.signatures, self.kin, strict=True):
            self.earlier.append(self.mass[signature] / total)
            self.since.append(float(since))
            says_so = run.element.tag in HEADINGS and len(run.text) < 60 and PHRASES.search(run.text.lower())
            since = 0 if says_so else min(40, since + 1)
            self.mass[signature] += weight
            self.mass[kin] += weight
            self.length[signature] += len(run.text)
            self.linked[signature] += run.linked
            self.until.append(self.until[-1] + weight)
        self.best = max([1.0, *(self.mass[signature] for signature in self.count)])

    def of(self, number: int) -> Iterator[float]:
        """The numbers of one run."""
        signature, last = self.signatures[number], len(self.links) - 1
        yield self.mass[signature] / self.total
        yield self.mass[signature] / self.best
        yield _log(self.count[signature])
        yield self.linked[signature] / self.length[signature]
        yield self.mass[self.kin[number]] / self.total
        yield _log(self.total)
        for other in (number - 1, number + 1):
            if 0 <= other <= last:
                yield self.lengths[other]
                yield self.links[other]
                yield self.weights[other] / self.total
                yield float(self.signatures[other] == signature)
                yield float(self.kin[other] == self.kin[number])
            else:
                yield from (-1.0, -1.0, 0.0, 0.0, 0.0)
        yield self.links[number - 2] if number > 1 else -1.0
        yield self.links[number + 2] if number + 2 <= last else -1.0
        for width in _WINDOWS:
            yield (self.until[number] - self.until[max(0, number - width)]) / self.total
            yield (self.until[min(last, number + width) + 1] - self.until[number + 1]) / self.total


def _folded(words: str) -> list[str]:
    return _WORDS.findall(words.lower())


def _log(number: float) -> float:
    return math.copysign(math.log1p(abs(number)), number)
