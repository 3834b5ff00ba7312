"""Boosted trees: a score for a row of numbers, the sum of one leaf of each tree."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate
from operator import getitem
from typing import Any

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
