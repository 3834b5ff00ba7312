"""Log-linear models: a score is the sum of the weights of the features that hold."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import repeat
from math import exp
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


class Trees:
    """Scores rows of numbers by the sum of boosted trees."""

    def __init__(self, trees: Sequence[Tree]) -> None:
        self.trees = trees

    def score(self, row: Sequence[float]) -> float:
        """The sum of the leaves that a row comes to."""
        total = 0.0
        for node in self.trees:
            while type(node) is list:
                node = node[2] if row[node[0]] <= node[1] else node[3]
            total += node
        return total


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
