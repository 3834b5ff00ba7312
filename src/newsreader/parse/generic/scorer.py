"""The model of the generic extractor: boosted trees that give the probability that a run is the article's
(`scripts/train_pages.py`)."""

import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from newsreader.parse.generic.features import NAMES

#: The weights that pages are read by.
WEIGHTS = Path(__file__).with_name("weights.json")


class Scorer:
    """Scores runs with trained weights. Raises ValueError where these are for other features."""

    def __init__(self, weights: Mapping[str, Any]) -> None:
        if tuple(weights["features"]) != NAMES:
            raise ValueError("The weights were fitted on other features: run scripts/train_pages.py.")
        # An expression of Python is read five times as fast as trees that are walked.
        trees = map(_expression, weights["trees"])
        source = f"lambda row: {' + '.join([repr(float(weights['base'])), *trees])}"
        self.score: Callable[[Sequence[float]], float] = eval(source, {"__builtins__": {}})

    def probabilities(self, rows: Iterable[Sequence[float] | None]) -> list[float]:
        """Return for each row of features the probability that its run is the article's; 0 where there is no row."""
        return [0.0 if row is None else 1 / (1 + math.exp(-self.score(row))) for row in rows]


def scorer() -> Scorer:
    """The scorer of `WEIGHTS`, which come with newsreader; the benchmark names others."""
    return _read(WEIGHTS)


@lru_cache(maxsize=16)
def _read(path: Path) -> Scorer:
    return Scorer(json.loads(path.read_text(encoding="utf-8")))


def _expression(tree: Any) -> str:
    """A tree as an expression: a leaf is its number; a fork [feature, threshold, at most that, above it].

    Nothing but numbers gets into it, whatever the file holds.
    """
    if isinstance(tree, list):
        feature, threshold, less, more = tree
        return f"({_expression(less)} if row[{int(feature)}] <= {float(threshold)!r} else {_expression(more)})"
    return repr(float(tree))
