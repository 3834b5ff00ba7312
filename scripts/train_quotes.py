"""Learn who said what: `python scripts/train_quotes.py [GOLD.jsonl] [SCORER.py]`.

Reads annotated articles (../shared/data/quotes/open.jsonl), scores ten folds by weights that never saw the publishers
of the fold, writes the table of `benchmarks/README.md` and, learned from all articles, `quotes/weights.json`. The same
input gives the same output. Needs numpy (the `dev` extra).
"""

import contextlib
import importlib.util
import io
import json
import re
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from newsreader.library.annotations import annotated_article
from newsreader.model.quotation import SPOKEN, QuotationKind
from newsreader.quotes.antecedents import Node
from newsreader.quotes.decoding import Attribution, decoding_order, name_of
from newsreader.quotes.discourse import Discourse
from newsreader.quotes.engine import find_quotations, read_article, speaker_type
from newsreader.quotes.joint import read_spans, word_row
from newsreader.quotes.mentions import Mention, MentionKind
from newsreader.quotes.neighbourhood import Neighbourhood
from newsreader.quotes.ranker import Features, Ranker, Tree, models_of
from newsreader.quotes.slots import Spoken
from newsreader.quotes.spans import Span
from newsreader.quotes.views import MarkedSpans, View, first_views

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
sys.path.insert(0, str(ROOT))
from scripts.boosting import Settings, fit, fit_ranking  # noqa: E402

#: An array of numbers.
Array = np.ndarray[Any, Any]
Gold = dict[str, Any]
#: What was learned, by the names of the models.
Plain = dict[str, Any]


@dataclass
class Row:
    """A candidate: what holds of it, how right it is, and the choice that it leads to, if it leads to one."""

    features: Features
    value: float = 0.0
    leads: int = -1


@dataclass
class Sample:
    """An annotated article, read once: its discourse, its spans, and the annotation of each span."""

    gold: Gold
    places: list[int]
    discourse: Discourse
    marks: MarkedSpans
    marked: dict[Span, Gold] = field(default_factory=dict)


# ---------------------------------------------------------------- learning


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


# ---------------------------------------------------------------- annotated articles


def load_scorer(path: Path) -> Any:
    """The scorer as a module: its matching of spans and of speakers is what is learned for."""
    spec = importlib.util.spec_from_file_location("scorer", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read(gold: Gold, scorer: Any) -> Sample:
    """Read an article, and match its annotation to the spans that are found."""
    article, numbers = annotated_article(gold)
    blocks, discourse = read_article(article)
    places = [numbers[place] if place >= 0 else place for place in blocks]
    sample = Sample(gold, places, discourse, MarkedSpans(discourse))
    for quote in gold["quotes"]:
        if quote.get("nested") or quote["paragraph"] not in places:
            continue
        number = places.index(quote["paragraph"])
        text = discourse.paragraphs[number].text
        wanted = scorer.trim(text, quote["start"], quote["end"])
        mine = [span for span in sample.marks.spans if span.paragraph == number and span not in sample.marked]
        best = max(mine, key=lambda s: scorer.iou(wanted, scorer.trim(text, s.mark.start, s.mark.stop)), default=None)
        if best and scorer.iou(wanted, scorer.trim(text, best.mark.start, best.mark.stop)) >= 0.5:
            sample.marked[best] = quote
    return sample


def is_right(scorer: Any, quote: Gold, node: Node, discourse: Discourse) -> bool:
    """Whether a node is the annotated speaker."""
    if quote["speaker"] is None or node is None:
        return quote["speaker"] is None and node is None
    return bool(scorer.same_speaker(quote, name_of(node, discourse)))


def node_of(scorer: Any, quote: Gold, span: Span, discourse: Discourse) -> Node:
    """The node that is the annotated speaker: a name before a description, the nearest of those."""
    entities = [e for e in discourse.entities.all if is_right(scorer, quote, e, discourse)]
    if entities:
        return max(entities, key=lambda e: len(e.mentions))
    described = [
        m
        for m in discourse.mentions
        if m.kind is not MentionKind.PRONOUN and not m.entity and is_right(scorer, quote, m, discourse)
    ]
    return min(
        described, key=lambda m: abs(m.paragraph - span.paragraph) * 1000 + abs(m.start - span.mark.start), default=None
    )


def attribution_rows(
    owner: int, sample: Sample, scorer: Any, top: Choices, below: Choices, before: "dict[Span, Spoken] | None"
) -> None:
    """The choices that the annotation of an article teaches, each span in the light of `before`, else of the truth."""
    discourse = sample.discourse
    attribution = Attribution(sample.marks.ways, Ranker({}))
    spoken = [
        s for s in decoding_order(sample.marks.spans) if s in sample.marked and sample.marked[s]["kind"] in SPOKEN
    ]
    for span in spoken:
        quote = sample.marked[span]
        previous = attribution.previous(span)
        last = previous.best() if previous else None
        units: dict[int, int] = {}

        def value(node: Node, quote: Gold = quote) -> float:
            return float(is_right(scorer, quote, node, discourse))

        def unit(
            mention: Mention, last: Node = last, units: dict[int, int] = units, value: Callable[[Node], float] = value
        ) -> int:
            if mention.number not in units:
                rows = []
                for candidate in attribution.antecedents.of(mention, last):
                    node = candidate.node
                    if isinstance(node, Mention) and mention.kind is MentionKind.PRONOUN:
                        rows.append(Row(candidate.features, leads=unit(node)))
                    else:
                        rows.append(Row(candidate.features, value(node)))
                units[mention.number] = below.add(owner, rows) if rows else -1
            return units[mention.number]

        rows = []
        for slot in attribution.slots(span, previous):
            if slot.mention and slot.mention.entity is None:
                number = unit(slot.mention)
                rows.append(Row(slot.features, leads=number) if number >= 0 else Row(slot.features, 0.0))
            elif slot.mention:
                rows.append(Row(slot.features, value(slot.mention.entity)))
            elif slot.other:
                rows.append(Row(slot.features, sum(share * value(node) for node, share in slot.other.nodes.items())))
            else:
                rows.append(Row(slot.features, value(None)))
        top.add(owner, rows)
        if before is not None and span in before:
            attribution.done.append(before[span])
        else:
            node = node_of(scorer, quote, span, discourse)
            attribution.done.append(Spoken(span, {node: 1.0} if node is not None or quote["speaker"] is None else {}))


# ---------------------------------------------------------------- the four models

#: Where learning starts, from what the rules of an earlier engine knew: what data cannot outweigh stays.
PRIOR = {
    "pronoun gender bad": -3.0, "described bad": -3.0, "pronoun number other": -2.5, "pronoun fit0": 1.0,
    "pronoun fit1": 0.3, "pronoun spoke last": 0.7, "pronoun to place": -1.0, "described role exact": 1.5,
    "described exact but other": -0.7, "itself D indefinite": 1.5, "after inverted say near": 1.5,
    "incise inverted": 1.5, "after source near": 1.5, "before source opens": 1.5, "aside": -1.0,
    "P impersonal": -2.0, "repeats share4": 1.0, "signed bare": 2.0,
    "described any shared1": 0.5, "described any shared2": 0.5, "described any shared+": 1.0,
}  # fmt: skip
#: The trees that judge all spans of an article together.
_TREES = Settings(trees=30, leaves=8, rate=0.15, fewest=20, shrink=5.0, features=0.5)
_PARTS = 3


class _Ranked:
    """Candidates as rows of numbers, group after group, of each of which some are right."""

    def __init__(self) -> None:
        self.rows: list[list[float]] = []
        self.right: list[float] = []
        self.groups: list[int] = []

    def add(self, rows: Sequence[list[float]], right: Sequence[float]) -> None:
        """One more group."""
        self.groups += [self.groups[-1] + 1 if self.groups else 0] * len(rows)
        self.rows += rows
        self.right += right

    def learn(self) -> list[Tree]:
        """Trees by which the right rows are likely."""
        trees: list[Tree] = fit_ranking(
            np.array(self.rows, dtype=float), np.array(self.right), np.array(self.groups), _TREES
        )
        return trees


class Trainer:
    """Learns from some articles, and reads others by what it learned."""

    def __init__(self, samples: Sequence[Sample], scorer: Any) -> None:
        self.samples, self.scorer = samples, scorer
        self.publishers = [sample.gold["publisher"] for sample in samples]
        kinds, top, below = Choices(), Choices(), Choices()
        for owner, sample in enumerate(samples):
            for span, quote in sample.marked.items():
                features = sample.marks.kinds[span]
                kinds.add(
                    owner,
                    [
                        Row([f"{kind}|{name}" for name in features], float(quote["kind"] == kind))
                        for kind in QuotationKind
                    ],
                )
            attribution_rows(owner, sample, scorer, top, below, None)
        self.kinds = Problem(kinds, Choices(), self.publishers, 3)
        self.speakers = Problem(top, below, self.publishers, 3)

    def first(self, owners: set[int]) -> Plain:
        """The models that see one span after the other."""
        return {
            "kinds": self.kinds.learn(owners, {}, 6.0, 40),
            "speakers": self.speakers.learn(owners, PRIOR, 1.5, 50),
            "words": [], "joint": [], "thresholds": {"spoken": 0.5, "named": 0.5},
        }  # fmt: skip

    def views(self, plain: Plain, owners: Iterable[int]) -> dict[int, list[View]]:
        """How these models see articles."""
        models = models_of(plain)
        return {owner: first_views(self.samples[owner].marks, models) for owner in owners}

    def second(self, views: Mapping[int, list[View]]) -> Plain:
        """The models that see all spans of an article together, from views by models that were not shown it."""
        words, spoken, joint = [], [], _Ranked()
        for owner, mine in sorted(views.items()):
            sample = self.samples[owner]
            for number, view in enumerate(mine):
                if view.span in sample.marked:
                    words.append(word_row(sample.marks, mine, number))
                    spoken.append(sample.marked[view.span]["kind"] in SPOKEN)
            self._joint_rows(
                owner, [view for view in mine if view.words >= 0.5 or self._is_spoken(sample, view)], joint
            )
        base, trees = fit(np.array(words, dtype=float), np.array(spoken, dtype=float), np.ones(len(words)), _TREES)
        return {"words": [base, *trees], "joint": joint.learn()}

    @staticmethod
    def _is_spoken(sample: Sample, view: View) -> bool:
        return view.span in sample.marked and sample.marked[view.span]["kind"] in SPOKEN and view.words > 0.2

    def _joint_rows(self, owner: int, views: list[View], joint: "_Ranked") -> None:
        sample = self.samples[owner]
        together = Neighbourhood(sample.discourse, views)
        for number, view in enumerate(views):
            quote = sample.marked.get(view.span)
            if quote is None or quote["kind"] not in SPOKEN:
                continue
            nodes, rows = zip(*together.rows(number), strict=True)
            right = [float(is_right(self.scorer, quote, node, sample.discourse)) for node in nodes]
            if any(right):
                joint.add(rows, right)

    def learn(self, owners: set[int]) -> Plain:
        """All four models, from some articles alone."""
        publishers = sorted({self.publishers[owner] for owner in owners})
        views: dict[int, list[View]] = {}
        for part in range(_PARTS):
            held = {owner for owner in owners if publishers.index(self.publishers[owner]) % _PARTS == part}
            views |= self.views(self.first(owners - held), held)
        return {**self.first(owners), **self.second(views)}

    def predict(self, plain: Plain, owner: int) -> Gold:
        """What the models read in an article, as the scorer wants it; "p" is how sure a speaker is."""
        sample, quotes = self.samples[owner], []
        for reading in read_spans(sample.marks, models_of(plain)):
            mark = reading.span.mark
            quotes.append(
                {
                    "paragraph": sample.places[reading.span.paragraph],
                    "start": mark.start,
                    "end": mark.stop,
                    "kind": str(reading.kind),
                    "speaker": name_of(reading.speaker, sample.discourse) or None,
                    "type": str(speaker_type(reading.speaker) or ""),
                    "p": reading.probability,
                }
            )
        return {"id": sample.gold["id"], "quotes": quotes}


# ---------------------------------------------------------------- what it is worth

_FIGURES = (
    ("quotation spans, F1", "94", r"QUOTATION spans +IoU.*F1 +([\d.]+)"),
    ("titles, scare quotes and names kept apart, %", "78", r"kept out of speech +([\d.]+)"),
    ("attribution given the span, people, %", "", r"given the span: person +([\d.]+)"),
    ("attribution given the span, organisations, %", "66", r"given the span: org +([\d.]+)"),
    ("attribution given the span, unnamed sources, %", "55", r"given the span: anonymous +([\d.]+)"),
    ("somebody spoke: a speaker is shown, %", "85", r"a speaker is given for +([\d.]+)"),
    ("of those shown, right, %", "88", r"of those given, right +([\d.]+)"),
    ("end to end F1, all", "74", r"END TO END, all +P.*?F1 +([\d.]+)"),
    ("end to end F1, people", "80", r"END TO END, people only.*F1 +([\d.]+)"),
    ("title and standfirst, end to end F1, all", "65", r"standfirst: END TO END, all .*?F1 +([\d.]+)"),
)


def figures(scorer: Any, golds: list[Gold], predictions: list[Gold]) -> dict[str, float]:
    """The scorer's figures by name."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        scorer.score(golds, predictions)
        scorer.score(golds, predictions, 0, "headline")
    found = {}
    for name, _floor, pattern in _FIGURES:
        if match := re.search(pattern, printed.getvalue()):
            found[name] = float(match.group(1))
    return found


def shown(predictions: list[Gold], named: float) -> list[Gold]:
    """Predictions without the speakers that are not sure enough."""
    return [
        {
            **p,
            "quotes": [{**q, "speaker": None} if q["p"] < named else q for q in p["quotes"]],
        }
        for p in predictions
    ]


def named_from(scorer: Any, golds: list[Gold], predictions: list[Gold]) -> float:
    """The highest probability, to a hundredth, that leaves a speaker to so many of the spans where somebody spoke."""
    low, high = 0, 99
    while low < high:
        middle = (low + high + 1) // 2
        enough = figures(scorer, golds, shown(predictions, middle / 100))[_FIGURES[5][0]] >= SHOWN
        low, high = (middle, high) if enough else (low, middle - 1)
    return low / 100


def table(by_fold: list[dict[str, float]], everything: dict[str, float], milliseconds: list[float]) -> str:
    """The table of `benchmarks/README.md`."""
    lines = ["| what | floor | ten folds, held out | spread over folds |", "|---|---|---|---|"]
    for name, floor, _pattern in _FIGURES:
        values = [fold[name] for fold in by_fold if name in fold]
        lines.append(f"| {name} | {floor or '–'} | {everything[name]:.1f} | {min(values):.1f} to {max(values):.1f} |")
    middle, longest = statistics.median(milliseconds), max(milliseconds)
    lines.append(f"| time an article, one core, ms | 6 | median {middle:.1f}, longest {longest:.1f} | |")
    return "\n".join(lines)


def times(golds: list[Gold]) -> list[float]:
    """Processor time of each article, the quickest of two runs."""
    articles = [annotated_article(gold)[0] for gold in golds]
    find_quotations(articles[0])
    runs = []
    for _run in range(2):
        mine = []
        for article in articles:
            began = time.process_time()
            find_quotations(article)
            mine.append((time.process_time() - began) * 1000)
        runs.append(mine)
    return [min(both) for both in zip(*runs, strict=True)]


def write_table(lines: str, golds: list[Gold]) -> None:
    """Put the table in its place."""
    path = ROOT / "benchmarks/README.md"
    text = path.read_text(encoding="utf-8")
    before, _begin, rest = text.partition(_BEGIN)
    _old, _end, after = rest.partition(_END)
    publishers, spans = len({gold["publisher"] for gold in golds}), sum(len(gold["quotes"]) for gold in golds)
    said = (
        f"`python scripts/train_quotes.py`: {len(golds)} French articles, {publishers} publishers, {spans} spans\n"
        "annotated. Each of ten folds is read by weights learned from the others, which hold none of its publishers.\n"
    )
    path.write_text(f"{before}{_BEGIN}\n{said}\n{lines}\n{_END}{after}", encoding="utf-8")


_BEGIN, _END = "<!-- quotations: written by scripts/train_quotes.py -->", "<!-- quotations: end -->"


def main(gold_path: Path, scorer_path: Path) -> int:
    """Learn, measure, write; returns the exit code."""
    if not gold_path.is_file() or not scorer_path.is_file():
        print(f"Nothing to learn from: {gold_path} or {scorer_path} is not there.", file=sys.stderr)
        return 2
    scorer = load_scorer(scorer_path)
    golds: list[Gold] = [
        json.loads(line) for line in gold_path.read_text(encoding="utf-8").splitlines() if line.strip()
    ]
    trainer = Trainer([read(gold, scorer) for gold in golds], scorer)
    folds = sorted({gold["fold"] for gold in golds})
    predictions: list[Gold] = []
    views: dict[int, list[View]] = {}
    for fold in folds:
        held = {owner for owner, gold in enumerate(golds) if gold["fold"] == fold}
        plain = trainer.learn(set(range(len(golds))) - held)
        plain["thresholds"]["spoken"] = SPOKEN_FROM
        views |= trainer.views(plain, held)
        predictions += [trainer.predict(plain, owner) for owner in sorted(held)]
        print(f"fold {fold}: {len(held)} articles", flush=True)
    final = {**trainer.first(set(range(len(golds)))), **trainer.second(views)}
    limit = named_from(scorer, golds, predictions)
    final["thresholds"] = {"spoken": SPOKEN_FROM, "named": limit}
    weights = ROOT / "src/newsreader/quotes/weights.json"
    weights.write_text(json.dumps(final, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    # A name that is not shown is one that was not found: what is scored is what a reader sees.
    seen = shown(predictions, limit)
    by_fold = [figures(scorer, [g for g in golds if g["fold"] == fold], seen) for fold in folds]
    lines = table(by_fold, figures(scorer, golds, seen), times(golds))
    print(lines)
    print("without the threshold:", figures(scorer, golds, predictions), "named from", limit)
    write_table(lines, golds)
    return 0


#: To so many of a hundred spans where somebody spoke a speaker is shown: the surest.
SHOWN = 85.0
#: From this probability on a span is somebody's words: where titles and scare quotes are kept apart well enough.
SPOKEN_FROM = 0.55

if __name__ == "__main__":
    paths = [Path(path) for path in sys.argv[1:]]
    defaults = [SHARED / "data/quotes/open.jsonl", SHARED / "evaluate/eval_quotes.py"]
    sys.exit(main(*(paths + defaults[len(paths) :])))
