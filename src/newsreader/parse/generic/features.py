"""What is known of each run of a page, as numbers: what its words are like, where it stands, and what stands around it.

The weights of `scorer` were fitted on these, in the order of `NAMES`; who changes one fits them again
(`python scripts/train_pages.py`).
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from lxml.etree import _Element as Element

from newsreader.model.text import word_list
from newsreader.parse.generic.boilerplate import GROUPS, phrases_in
from newsreader.parse.generic.places import BOXES, Place, places_of
from newsreader.parse.generic.runs import HEADINGS, Run, is_card_title

_QUOTES = re.compile('["«“„»]')
#: Latin, Greek and Cyrillic ones.
_CAPITALS = re.compile("[A-ZÀ-ÖØ-ÞΑ-ΩЀ-Я]")
#: How far a run looks to both sides, in runs.
_WINDOWS = (8, 20)
#: So much of a run tells what its words are like.
_HEAD = 300

NAMES = (
    *("length", "linked", "capitals", "quotes", "phrases", "phrase_rate", "title", "described"),
    *("place", "weight_before", "weight_after", "from_heading"),
    *("is_p", "is_heading", "is_div", "under_link"),
    *(f"named_{group}" for group in GROUPS),
    *(f"in_{tag}" for tag in BOXES),
    *("boilerplate", "named_article", "boilerplate_share"),
    *("share", "share_parent", "share_second", "share_third"),
    *("density", "density_second", "linked_parent", "linked_second"),
    *("from_trunk", "trunk_height"),
    *("signature_share", "signature_best", "signature_count", "kin_share", "total"),
    *(f"{what}_{side}" for side in ("back", "on") for what in ("length", "linked", "same", "kin", "linked_2")),
    *(f"{what}_{width}" for width in _WINDOWS for what in ("back", "on")),
)


def read_features(
    runs: Sequence[Run], root: Element, heading: Element | None, title: str, description: str
) -> list[list[float] | None]:
    """One row of numbers for each run, as `NAMES` names them; None for what stands with no running text at all."""
    mine, weights = places_of(runs, root)
    around = _Around(runs, mine, weights)
    words = _Words(title, description)
    first = next((number for number, run in enumerate(runs) if not run.before), 0)
    rows: list[list[float] | None] = []
    for number, (run, place) in enumerate(zip(runs, mine, strict=True)):
        tag = run.element.tag
        if (run.linked > 0.9 * len(run.text) and tag != "p") or not place.above().above().above().weight:
            rows.append(None)
            continue
        rows.append(
            [
                *words.of(run),
                number / len(runs),
                around.until[number] / around.total,
                1 - around.until[number + 1] / around.total,
                _log(number - first),
                float(tag == "p"),
                float(tag in HEADINGS),
                float(tag == "div"),
                float(number > 0 and is_card_title(runs[number - 1], run)),
                *_named(place, around.total),
                *_structure(place, around.total),
                *around.of(number),
            ]
        )
    return rows


class _Words:
    """What the words of a run are like, beside those by which the page is called and described."""

    def __init__(self, title: str, description: str) -> None:
        self.title, self.description = frozenset(word_list(title)), frozenset(word_list(description))

    def of(self, run: Run) -> tuple[float, ...]:
        """The numbers of one run."""
        text, length = run.text, run.length
        head = text[:_HEAD]
        words = word_list(head)
        count = max(1, len(words))
        phrases = phrases_in(text) if length < 1000 else 0
        return (
            math.log1p(length),
            run.linked / len(text),
            len(_CAPITALS.findall(head)) / len(head),
            float(_QUOTES.search(head) is not None),
            phrases,
            phrases / count,
            len(self.title.intersection(words)) / max(1, len(self.title)) if count < 40 else 0.0,
            len(self.description.intersection(words)) / count,
        )


def _named(place: Place, total: float) -> list[float]:
    """What it is in, as names and tags tell."""
    boilerplate = place.boilerplate()
    return [*place.distances(), boilerplate.weight / total if boilerplate else 0.0]


def _structure(place: Place, total: float) -> tuple[float, ...]:
    """How much of the page's running text stands with it, and how purely."""
    parent = place.above()
    second = parent.above()
    branch, away = place, 0
    while branch.trunk < 0 and branch.parent is not None:
        branch, away = branch.parent, away + 1
    second_length = max(1, second.length)
    return (
        place.weight / total,
        parent.weight / total,
        second.weight / total,
        second.above().weight / total,
        place.weight / max(1, place.length),
        second.weight / second_length,
        parent.linked / max(1, parent.length),
        second.linked / second_length,
        away,
        branch.trunk,
    )


class _Around:
    """What stands around a run: those of its signature, its neighbours, the running text near it."""

    def __init__(self, runs: Sequence[Run], places: Sequence[Place], weights: Sequence[float]) -> None:
        self.runs = runs
        self.total = max(1.0, sum(weights))
        self.signatures = [place.signature for place in places]
        self.mass: dict[tuple[str, ...], float] = defaultdict(float)
        self.count = Counter(self.signatures)
        self.until = [0.0]
        for weight, signature in zip(weights, self.signatures, strict=True):
            if weight:
                self.mass[signature] += weight
                self.mass[signature[1:]] += weight
            self.until.append(self.until[-1] + weight)
        self.best = max([1.0, *(self.mass[signature] for signature in self.count)])

    def of(self, number: int) -> list[float]:
        """The numbers of one run."""
        signature, total = self.signatures[number], self.total
        row = [
            self.mass[signature] / total,
            self.mass[signature] / self.best,
            math.log1p(self.count[signature]),
            self.mass[signature[1:]] / total,
            math.log1p(total),
        ]
        for step in (-1, 1):
            row += self._beside(number + step, signature)
            row.append(self._links(number + 2 * step))
        until, last = self.until, len(self.runs)
        for width in _WINDOWS:
            row.append((until[number] - until[max(0, number - width)]) / total)
            row.append((until[min(last, number + width + 1)] - until[number + 1]) / total)
        return row

    def _beside(self, number: int, signature: tuple[str, ...]) -> tuple[float, ...]:
        if not 0 <= number < len(self.runs):
            return -1.0, -1.0, 0.0, 0.0
        run, other = self.runs[number], self.signatures[number]
        return (
            math.log1p(run.length),
            run.linked / len(run.text),
            float(other == signature),
            float(other[1:] == signature[1:]),
        )

    def _links(self, number: int) -> float:
        if not 0 <= number < len(self.runs):
            return -1.0
        run = self.runs[number]
        return run.linked / len(run.text)


def _log(number: float) -> float:
    return math.copysign(math.log1p(abs(number)), number)
