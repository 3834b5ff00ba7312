"""A log-linear model: how probable each of several candidates is, by the sum of the weights of its features."""

from collections.abc import Mapping, Sequence
from itertools import repeat
from math import exp

#: Names of what holds; or names with how far each holds.
Features = Sequence[str] | Mapping[str, float]
#: What a feature without a weight adds, as often as it is asked for.
_ZEROS = repeat(0.0)


class Ranker:
    """A log-linear model: scores sets of features by learned weights."""

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


def sigmoid(score: float) -> float:
    """Convert a score to a probability."""
    return 1 / (1 + exp(-score))


def softmax(scores: Sequence[float]) -> list[float]:
    """Convert scores to probabilities."""
    most = max(scores)
    powers = [exp(score - most) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]
