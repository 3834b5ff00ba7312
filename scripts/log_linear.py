"""Log-linear choices that are learned from right answers, some by way of a second choice that is not annotated.

Of each group of rows one is right: its share is a softmax over the weights of the features that hold. A row may lead to
a choice of its own (a pronoun, to whom it means); what that comes to is marginalised out. Used by `train_quotes.py`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np

from newsreader.quotes.ranker import Features

#: An array of numbers.
Array: TypeAlias = np.ndarray[Any, Any]


@dataclass
class Row:
    """A candidate: what holds of it, how right it is, and the choice that it leads to, if it leads to one."""

    features: Features
    value: float = 0.0
    leads: int = -1


class Matrix:
    """Rows of features as numbers. Number 0 stands for a row none of whose features is kept."""

    def __init__(self, rows: Sequence[Features], names: dict[str, int]) -> None:
        sizes: list[int] = []
        columns: list[int] = []
        values: list[float] = []
        for features in rows:
            mine = {
                names[name]: features[name] if isinstance(features, Mapping) else 1.0
                for name in features
                if name in names
            }
            mine = mine or {0: 0.0}
            sizes.append(len(mine))
            columns += mine
            values += mine.values()
        self._set(np.array(columns, dtype=np.int64), np.array(sizes, dtype=np.int64), np.array(values))

    def _set(self, columns: Array, sizes: Array, values: Array) -> None:
        self.columns, self.sizes, self.values = columns, sizes, values
        self.begins = np.concatenate(([0], np.cumsum(sizes)[:-1])).astype(np.int64)

    def only(self, rows: Array) -> "Matrix":
        """The matrix of some of the rows."""
        new = Matrix([], {})
        mine: Array = np.repeat(rows, self.sizes)
        new._set(self.columns[mine], self.sizes[rows], self.values[mine])
        return new

    def scores(self, weights: Array) -> Array:
        """The score of each row."""
        found: Array = np.add.reduceat(weights[self.columns] * self.values, self.begins)
        return found

    def gradient(self, by_row: Array, size: int) -> Array:
        """What each weight gets of what each row gets."""
        summed: Array = np.bincount(self.columns, weights=np.repeat(by_row, self.sizes) * self.values, minlength=size)
        return summed


class Groups:
    """Rows that stand together, group after group."""

    def __init__(self, of_row: Array) -> None:
        self.of_row = of_row
        self.begins = np.flatnonzero(np.concatenate(([True], of_row[1:] != of_row[:-1])))
        self.count = len(self.begins)

    def sums(self, by_row: Array) -> Array:
        """The sum of each group."""
        found: Array = np.add.reduceat(by_row, self.begins)
        return found

    def shares(self, scores: Array) -> Array:
        """Softmax within groups."""
        powers = np.exp(scores - np.maximum.reduceat(scores, self.begins)[self.of_row])
        found: Array = powers / self.sums(powers)[self.of_row]
        return found


def minimum(objective: Callable[[Array], tuple[float, Array]], start: Array, rounds: int) -> Array:
    """L-BFGS (Nocedal and Wright, Numerical Optimization, algorithm 7.4) with a backtracking line search."""
    at, (value, slope) = start.copy(), objective(start)
    steps: list[tuple[Array, Array, Any]] = []
    for _round in range(rounds):
        direction = slope.copy()
        kept = []
        for step, change, scale in reversed(steps):
            share = scale * (step @ direction)
            kept.append(share)
            direction -= share * change
        if steps:
            step, change, _scale = steps[-1]
            direction *= (step @ change) / (change @ change)
        for (step, change, scale), share in zip(steps, reversed(kept), strict=True):
            direction += (share - scale * (change @ direction)) * step
        down, length = -(slope @ direction), 1.0 if steps else min(1.0, 1.0 / np.abs(slope).sum())
        while length > 1e-10:
            new = at - length * direction
            new_value, new_slope = objective(new)
            if new_value <= value + 1e-4 * length * down:
                break
            length /= 2
        step, change = new - at, new_slope - slope
        if step @ change > 1e-10:
            steps = [*steps[-9:], (step, change, 1.0 / (step @ change))]
        done = abs(value - new_value) < 1e-7 * max(1.0, abs(value))
        at, value, slope = new, new_value, new_slope
        if done:
            break
    return at


def numbered(rows: Iterable[tuple[str, Features]], least: int) -> dict[str, int]:
    """Array for the features seen with at least so many publishers; 0 is for rows that have none."""
    seen: dict[str, set[str]] = defaultdict(set)
    for publisher, features in rows:
        for name in features:
            if len(seen[name]) < least:
                seen[name].add(publisher)
    return {name: number for number, name in enumerate(sorted(n for n, who in seen.items() if len(who) >= least), 1)}


@dataclass
class Choices:
    """Rows in groups, of each of which one is right."""

    owners: list[int] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    groups: list[int] = field(default_factory=list)
    count: int = 0

    def add(self, owner: int, rows: Sequence[Row]) -> int:
        """One more group of an article; its number."""
        self.rows += rows
        self.owners += [owner] * len(rows)
        self.groups += [self.count] * len(rows)
        self.count += 1
        return self.count - 1


class Part:
    """The choices of some articles as arrays."""

    def __init__(self, choices: Choices, names: dict[str, int]) -> None:
        self.matrix = Matrix([row.features for row in choices.rows], names)
        self.owners = np.array(choices.owners, dtype=np.int64)
        self.value = np.array([row.value for row in choices.rows])
        self.leads = np.array([row.leads for row in choices.rows], dtype=np.int64)
        self.group = np.array(choices.groups, dtype=np.int64)

    def only(self, owners: set[int]) -> "tuple[Part, Array]":
        """What belongs to some articles, and the new numbers of the groups."""
        rows = np.isin(self.owners, sorted(owners))
        new = object.__new__(Part)
        new.matrix = self.matrix.only(rows)
        new.owners, new.value, new.leads = self.owners[rows], self.value[rows], self.leads[rows]
        kept, new.group = np.unique(self.group[rows], return_inverse=True)
        renamed: Array = np.full(int(self.group.max(initial=0)) + 1, -1, dtype=np.int64)
        renamed[kept] = np.arange(len(kept))
        return new, renamed


class Problem:
    """Choices to learn from: those of `top`, some of whose rows lead to choices of `below`, marginalised out."""

    def __init__(self, top: Choices, below: Choices, publishers: Sequence[str], least: int) -> None:
        both = [
            (publishers[owner], row.features) for c in (top, below) for owner, row in zip(c.owners, c.rows, strict=True)
        ]
        self.names = numbered(both, least)
        self.top, self.below = Part(top, self.names), Part(below, self.names)

    def learn(self, owners: set[int], prior: dict[str, float], strength: float, rounds: int = 100) -> dict[str, float]:
        """Weights by which the right rows of some articles are likely."""
        top, _renamed = self.top.only(owners)
        below, renamed = self.below.only(owners)
        leads = np.where(top.leads >= 0, renamed[top.leads], -1) if below.group.size else top.leads
        inner_leads = np.where(below.leads >= 0, renamed[below.leads], -1) if below.group.size else below.leads
        size = len(self.names) + 1
        centre = np.zeros(size)
        for name, weight in prior.items():
            if name in self.names:
                centre[self.names[name]] = weight
        groups, inner = Groups(top.group), Groups(below.group) if below.group.size else None
        led, on = leads >= 0, inner_leads >= 0

        def objective(weights: Array) -> tuple[float, Array]:
            p = groups.shares(top.matrix.scores(weights))
            right = top.value
            if inner:
                q = inner.shares(below.matrix.scores(weights))
                plain = inner.sums(np.where(on, 0.0, q * below.value))
                reached = np.where(on, plain[inner_leads], below.value)
                total = inner.sums(q * reached)
                right = np.where(led, total[leads], top.value)
            likely = groups.sums(p * right)
            reach = likely > 1e-12
            inverse = np.where(reach, 1.0 / np.maximum(likely, 1e-12), 0.0)
            gradient = top.matrix.gradient(p * right * inverse[top.group] - p * reach[top.group], size)
            if inner:
                share = np.bincount(leads[led], weights=(p * inverse[top.group])[led], minlength=inner.count)
                share += np.bincount(inner_leads[on], weights=(share[below.group] * q)[on], minlength=inner.count)
                gradient += below.matrix.gradient(share[below.group] * q * (reached - total[below.group]), size)
            off = weights - centre
            loss = -float(np.log(likely[reach]).sum()) + 0.5 * strength * float(off @ off)
            return loss, -gradient + strength * off

        weights = minimum(objective, centre.copy(), rounds)
        return {name: round(float(weights[n]), 3) for name, n in self.names.items() if abs(weights[n]) >= 0.005}
