"""Features of each run of a page, as numbers: its words, its position in the tree, and its neighbourhood.

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
from newsreader.parse.generic.places import BOXES, Place
from newsreader.parse.generic.runs import Run, is_card_title
from newsreader.parse.html_tree import HEADINGS, line

_QUOTES = re.compile('["«“„»]')
#: Latin, Greek and Cyrillic ones.
_CAPITALS = re.compile("[A-ZÀ-ÖØ-ÞΑ-ΩЀ-Я]")
#: How far a run looks to both sides, in runs.
_WINDOWS = (8, 20)
#: So much of a run tells what its words are like.
_HEAD = 300

#: What is said of a neighbour that is not there.
_NOTHING = (-1.0, -1.0, 0.0, 0.0)

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
    runs: Sequence[Run], heading: Element | None, title: str, description: str
) -> list[list[float] | None]:
    """Compute a row of features for each run, in the order of `NAMES`; None for one without any running text around it.

    `title` and `description` are what the page says of itself; what its `heading` says comes before its title.
    """
    around, words = _Around(runs), _Words(line(heading) or title, description)
    first = next((number for number, run in enumerate(runs) if not run.before), 0)
    rows: list[list[float] | None] = []
    for number, (run, place) in enumerate((run, run.place) for run in runs):
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
                *place.distances(),
                boilerplate.weight / around.total if (boilerplate := place.boilerplate()) else 0.0,
                *_structure(place, around.total),
                *around.of(number),
            ]
        )
    return rows


class _Words:
    """Features of a run's words, compared with the title and the description of the page."""

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


def _structure(place: Place, total: float) -> tuple[float, ...]:
    """How much of the page's running text stands with it, and how purely."""
    parent = place.above()
    second = parent.above()
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
        *place.trunk_from(),
    )


class _Around:
    """Features of a run's neighbourhood: runs with the same signature, its neighbours, the running text near it.

    `total` is the running text of the page, `until` how much of it stands before each run.
    """

    def __init__(self, runs: Sequence[Run]) -> None:
        self.signatures = [run.place.signature for run in runs]
        self.sizes = [math.log1p(run.length) for run in runs]
        self.links = [run.linked / len(run.text) for run in runs]
        self.mass: dict[tuple[str, ...], float] = defaultdict(float)
        self.count = Counter(self.signatures)
        self.until = [0.0]
        for run, signature in zip(runs, self.signatures, strict=True):
            if run.said:
                self.mass[signature] += run.said
                self.mass[signature[1:]] += run.said
            self.until.append(self.until[-1] + run.said)
        self.total = max(1.0, self.until[-1])
        self.best = max([1.0, *(self.mass[signature] for signature in self.count)])

    def of(self, number: int) -> list[float]:
        """The numbers of one run."""
        signature, total, until, last = self.signatures[number], self.total, self.until, len(self.sizes)
        mass = self.mass[signature]
        row = [
            mass / total,
            mass / self.best,
            math.log1p(self.count[signature]),
            self.mass[signature[1:]] / total,
            math.log1p(total),
        ]
        for beside, beyond in ((number - 1, number - 2), (number + 1, number + 2)):
            if 0 <= beside < last:
                other = self.signatures[beside]
                row += (
                    self.sizes[beside],
                    self.links[beside],
                    float(other == signature),
                    float(other[1:] == signature[1:]),
                )
            else:
                row += _NOTHING
            row.append(self.links[beyond] if 0 <= beyond < last else -1.0)
        for width in _WINDOWS:
            row.append((until[number] - until[max(0, number - width)]) / total)
            row.append((until[min(last, number + width + 1)] - until[number + 1]) / total)
        return row


def _log(number: float) -> float:
    return math.copysign(math.log1p(abs(number)), number)
