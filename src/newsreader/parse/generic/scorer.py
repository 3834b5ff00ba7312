"""How probably each run of a page is the article's: boosted trees, fitted by `scripts/train_pages.py`."""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeAlias

from newsreader.parse.generic.features import NAMES

#: A leaf is its value; a fork a feature's number, a threshold, and where rows up to that and above it go.
Tree: TypeAlias = "float | tuple[int, float, Tree, Tree]"
#: The weights that pages are read by.
WEIGHTS = Path(__file__).with_name("weights.json")


class Scorer:
    """The weights that `scripts/train_pages.py` writes. Raises ValueError where they are of other features."""

    def __init__(self, weights: Mapping[str, Any]) -> None:
        if tuple(weights["features"]) != NAMES:
            raise ValueError("The weights were fitted on other features: run scripts/train_pages.py.")
        self.base = float(weights["base"])
        self.trees: list[Tree] = [_tree(tree) for tree in weights["trees"]]

    def probabilities(self, rows: Iterable[Sequence[float] | None]) -> list[float]:
        """For each row of features the probability that its run is the article's; 0 where there is no row."""
        return [0.0 if row is None else self._probability(row) for row in rows]

    def _probability(self, row: Sequence[float]) -> float:
        score = self.base
        for node in self.trees:
            while isinstance(node, tuple):
                node = node[2] if row[node[0]] <= node[1] else node[3]
            score += node
        return 1 / (1 + math.exp(-score))


def scorer() -> Scorer:
    """The scorer of `WEIGHTS`, which come with newsreader; the benchmark names others."""
    return _read(WEIGHTS)


@lru_cache(maxsize=16)
def _read(path: Path) -> Scorer:
    return Scorer(json.loads(path.read_text(encoding="utf-8")))


def _tree(plain: Any) -> Tree:
    if isinstance(plain, list):
        return (int(plain[0]), float(plain[1]), _tree(plain[2]), _tree(plain[3]))
    return float(plain)
