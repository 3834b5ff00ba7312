"""Gradient-boosted trees for yes-or-no questions and for rankings, small enough to be read in pure Python.

Log loss, leaf by leaf. As in LightGBM (Ke et al. 2017), features are put into bins once, the histograms of a node's two
halves are one counted and one subtracted, and the leaf that gains most is split next.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

#: An array of numpy, of whatever kind.
Array: TypeAlias = Any


@dataclass(frozen=True)
class Settings:
    """How many trees of how many leaves, how fast they learn (`rate`), and what keeps them from learning by heart:
    the fewest rows of a leaf, a pull of leaves to 0 (`shrink`), and the share of features that each tree sees."""

    trees: int = 100
    leaves: int = 8
    rate: float = 0.1
    fewest: int = 40
    shrink: float = 5.0
    features: float = 0.5
    bins: int = 64
    seed: int = 0


def fit(rows: Array, answers: Array, weights: Array, settings: Settings) -> tuple[float, list[Any]]:
    """The score to begin with, and the trees: a leaf is a number, a fork [feature, threshold, at most, more]."""
    mean = float(np.average(answers, weights=weights))
    base = math.log(mean / (1 - mean))

    def slopes(scores: Array) -> tuple[Array, Array]:
        chances = 1 / (1 + np.exp(-scores))
        return weights * (chances - answers), weights * chances * (1 - chances)

    return base, _boost(rows, np.full(len(answers), base), slopes, settings)


def fit_ranking(rows: Array, answers: Array, groups: Array, settings: Settings) -> list[Any]:
    """Trees whose scores make the right rows (answer above 0) of each group likely; rows of a group stand together."""
    begins = np.flatnonzero(np.concatenate(([True], groups[1:] != groups[:-1])))
    of_row = np.repeat(np.arange(len(begins)), np.diff(np.append(begins, len(groups))))

    def shares(powers: Array) -> Array:
        return powers / np.maximum(np.add.reduceat(powers, begins), 1e-12)[of_row]

    def slopes(scores: Array) -> tuple[Array, Array]:
        chances = shares(np.exp(scores - np.maximum.reduceat(scores, begins)[of_row]))
        return chances - shares(chances * (answers > 0)), np.maximum(chances * (1 - chances), 1e-3)

    return _boost(rows, np.zeros(len(answers)), slopes, settings)


def _boost(rows: Array, scores: Array, slopes: Callable[[Array], tuple[Array, Array]], settings: Settings) -> list[Any]:
    """Trees, each grown on the slopes (first and second derivatives of the loss) that those before left."""
    chosen = np.random.RandomState(settings.seed)
    edges = [_edges(column, settings.bins) for column in rows.T]
    bins = np.stack([np.searchsorted(one, column) for one, column in zip(edges, rows.T, strict=True)]).astype(np.uint8)
    trees = []
    for _number in range(settings.trees):
        columns = np.sort(chosen.choice(len(edges), int(len(edges) * settings.features), replace=False))
        trees.append(_Grower(bins, edges, columns, *slopes(scores), settings).grow(scores))
    return trees


def _edges(column: Array, bins: int) -> Array:
    values = np.unique(column)
    if len(values) <= bins:
        return values[:-1]
    return np.unique(np.quantile(column, np.linspace(0, 1, bins + 1)[1:-1], method="nearest"))


@dataclass(eq=False)
class _Leaf:
    rows: Array
    histogram: Array
    gain: float = 0.0
    column: int = 0
    cut: int = 0
    fork: "tuple[_Leaf, _Leaf] | None" = None


class _Grower:
    """Grows one tree on the slopes (first and second derivatives) of the loss."""

    def __init__(
        self, bins: Array, edges: list[Array], columns: Array, slopes: Array, bends: Array, settings: Settings
    ) -> None:
        self.bins, self.edges, self.columns, self.settings = bins, edges, columns, settings
        self.slopes, self.bends = slopes, bends

    def grow(self, scores: Array) -> Any:
        """The tree; what it adds is added to the scores."""
        rows = np.arange(len(scores))
        root = self._leaf(rows, self._histogram(rows))
        leaves = [root]
        while len(leaves) < self.settings.leaves:
            best = max(leaves, key=lambda leaf: leaf.gain)
            if best.gain <= 0:
                break
            leaves.remove(best)
            leaves += self._split(best)
        return self._plain(root, scores)

    def _histogram(self, rows: Array) -> Array:
        found = np.empty((3, len(self.columns), self.settings.bins + 1))
        slopes, bends = self.slopes[rows], self.bends[rows]
        for place, column in enumerate(self.columns):
            bins = self.bins[column][rows]
            found[0, place] = np.bincount(bins, slopes, self.settings.bins + 1)
            found[1, place] = np.bincount(bins, bends, self.settings.bins + 1)
            found[2, place] = np.bincount(bins, minlength=self.settings.bins + 1)
        return found

    def _leaf(self, rows: Array, histogram: Array) -> _Leaf:
        left = histogram.cumsum(2)
        whole = left[:, :, -1:]
        right = whole - left
        shrink = self.settings.shrink
        gain = left[0] ** 2 / (left[1] + shrink) + right[0] ** 2 / (right[1] + shrink)
        gain -= whole[0] ** 2 / (whole[1] + shrink)
        gain[(left[2] < self.settings.fewest) | (right[2] < self.settings.fewest)] = -1
        best = int(gain.argmax())
        place, cut = divmod(best, self.settings.bins + 1)
        return _Leaf(rows, histogram, float(gain.flat[best]), int(self.columns[place]), cut)

    def _split(self, leaf: _Leaf) -> "tuple[_Leaf, _Leaf]":
        below = self.bins[leaf.column][leaf.rows] <= leaf.cut
        left, right = leaf.rows[below], leaf.rows[~below]
        counted = self._histogram(left if len(left) < len(right) else right)
        other = leaf.histogram - counted
        first, second = (counted, other) if len(left) < len(right) else (other, counted)
        leaf.fork = (self._leaf(left, first), self._leaf(right, second))
        return leaf.fork

    def _plain(self, leaf: _Leaf, scores: Array) -> Any:
        if leaf.fork is None:
            slope, bend = self.slopes[leaf.rows].sum(), self.bends[leaf.rows].sum()
            value = float(f"{-slope / (bend + self.settings.shrink) * self.settings.rate:.3g}")
            scores[leaf.rows] += value
            return value
        edge = float(f"{self.edges[leaf.column][leaf.cut]:.6g}")
        return [leaf.column, edge, *(self._plain(half, scores) for half in leaf.fork)]
