"""Learned models: log-linear ones, whose score is the sum of the weights of what holds, and boosted trees."""

import json
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate, repeat
from math import exp
from operator import getitem
from typing import Any

#: Names of what holds; or names with how far each holds.
Features = Sequence[str] | Mapping[str, float]


#: What a feature without a weight adds, as often as it is asked for.
_ZEROS = repeat(0.0)


class Ranker:
    """Scores sets of features by learned weights."""

    def __init__(self, weights: dict[str, float]) -> None:
        self.weights = weights
        self._by_feature: dict[str, tuple[float, ...]] = {}

    def score(self, features: Features) -> float:
        """The sum of the weights of these features."""
        get = self.weights.get
        if type(features) is dict:
            return sum([get(feature, 0.0) * value for feature, value in features.items()], 0.0)
        return sum(map(get, features, _ZEROS))

    def by_feature(self, classes: tuple[str, ...]) -> dict[str, tuple[float, ...]]:
        """The weights of each feature for classes that are written before it."""
        if not self._by_feature:
            bare = {name.partition("|")[2] for name in self.weights}
            self._by_feature = {f: tuple(self.weights.get(c + f, 0.0) for c in classes) for f in bare}
        return self._by_feature

    def distribution(self, candidates: Sequence[Features]) -> list[float]:
        """The probability of each candidate, of which one is right."""
        return softmax([self.score(features) for features in candidates])


#: A tree of numbers: a leaf is what it adds to the score, a fork [number of the feature, threshold, at most, more].
Tree = Any
#: A tree has no more leaves than a byte has bits; the lowest bit that is set in each byte.
_LEAVES = 8
_LOWEST = bytes((byte & -byte).bit_length() - 1 if byte else 0 for byte in range(256))


class Trees:
    """Scores rows of numbers by the sum of boosted trees.

    No tree is walked: each leaf is a bit, each fork that a number exceeds takes the leaves of its first branch out, and
    of what is left in each tree the first is where the row ends (Lucchese et al., QuickScorer, SIGIR 2015).
    """

    def __init__(self, trees: Sequence[Tree]) -> None:
        self._leaves: list[list[float]] = []
        forks: dict[int, list[tuple[float, int]]] = {}
        for number, tree in enumerate(trees):
            leaves: list[float] = []
            _plant(tree, leaves, _LEAVES * number, forks)
            self._leaves.append(leaves)
        self._all = (1 << _LEAVES * len(trees)) - 1
        #: Of each number that is looked at: where it stands, its thresholds, and the leaves left beyond so many.
        self._columns = [(column, *_by_threshold(found, self._all)) for column, found in sorted(forks.items())]

    def score(self, row: Sequence[float]) -> float:
        """The sum of the leaves that a row comes to."""
        left = self._all
        for column, thresholds, beyond in self._columns:
            left &= beyond[bisect_left(thresholds, row[column])]
        ends = left.to_bytes(len(self._leaves), "little").translate(_LOWEST)
        return sum(map(getitem, self._leaves, ends), 0.0)


def _plant(tree: Tree, leaves: list[float], first: int, forks: dict[int, list[tuple[float, int]]]) -> None:
    """Number the leaves of a tree from a bit on, and note at each fork the bits of its first branch."""
    if not isinstance(tree, list):
        leaves.append(float(tree))
        return
    column, threshold, at_most, more = tree
    begin = len(leaves)
    _plant(at_most, leaves, first, forks)
    forks.setdefault(column, []).append((threshold, (1 << first + len(leaves)) - (1 << first + begin)))
    _plant(more, leaves, first, forks)


def _by_threshold(forks: list[tuple[float, int]], everything: int) -> tuple[list[float], list[int]]:
    """The thresholds of a number in their order, and which leaves are left where it exceeds none, one, two …"""
    forks.sort()
    beyond = accumulate((bits for _threshold, bits in forks), lambda left, bits: left & ~bits, initial=everything)
    return [threshold for threshold, _bits in forks], list(beyond)


def sigmoid(score: float) -> float:
    """A score to the probability of "yes"."""
    return 1 / (1 + exp(-score))


def softmax(scores: Sequence[float]) -> list[float]:
    """Scores to probabilities."""
    most = max(scores)
    powers = [exp(score - most) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]


@dataclass(frozen=True)
class Models:
    """What `scripts/train_quotes.py` learned: what a span is (`kinds`, then `words` in the light of its neighbours),
    who speaks it (`speakers`, then `joint`), and from which probability on it is somebody's
    words (`spoken_from`), and a speaker is shown (`named_from`)."""

    kinds: Ranker
    speakers: Ranker
    words: Trees
    joint: Trees
    spoken_from: float
    named_from: float


@cache
def models() -> Models:
    """The models that the package ships, read when they are first needed."""
    text = files("newsreader.quotes").joinpath("weights.json").read_text(encoding="utf-8")
    return models_of(json.loads(text))


def models_of(plain: Mapping[str, Any]) -> Models:
    """Models from their plain form."""
    kinds, speakers = Ranker(dict(plain["kinds"])), Ranker(dict(plain["speakers"]))
    words, joint = Trees(plain["words"]), Trees(plain["joint"])
    limits = plain["thresholds"]
    return Models(kinds, speakers, words, joint, limits["spoken"], limits["named"])
