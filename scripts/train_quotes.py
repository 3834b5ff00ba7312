"""Learn who said what: `python scripts/train_quotes.py [GOLD.jsonl] [SCORER.py]`.

Reads annotated articles (../shared/data/quotes/open.jsonl), scores ten folds by weights that never saw the publishers
of the fold, writes the table of `benchmarks/README.md`, how far what is shown is off (`quotes/error_rates.json`) and,
learned from all articles, `quotes/weights.json`. The same input gives the same output. Needs numpy (the `dev` extra).
"""

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from newsreader.model.quotation import SPOKEN, QuotationKind
from newsreader.quotes.attribution import name_of
from newsreader.quotes.engine import speaker_type
from newsreader.quotes.first_view import View, first_views
from newsreader.quotes.joint import read_spans, word_row
from newsreader.quotes.models import models_of
from newsreader.quotes.neighbourhood import Neighbourhood
from newsreader.quotes.trees import Tree

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
sys.path.insert(0, str(ROOT))
from scripts.boosting import Settings, fit, fit_ranking  # noqa: E402
from scripts.error_rates import error_rates  # noqa: E402
from scripts.log_linear import Choices, Problem, Row  # noqa: E402
from scripts.quote_figures import RIGHT, figures, named_from, shown, table, times, write_table  # noqa: E402
from scripts.quote_samples import Gold, Sample, attribution_rows, is_right, load_scorer, read  # noqa: E402

#: What was learned, by the names of the models.
Plain = dict[str, Any]
#: From this probability on a span is somebody's words: where titles and scare quotes are kept apart well enough.
SPOKEN_FROM = 0.55
#: Where learning starts, from what the rules of an earlier engine knew: what data cannot outweigh stays.
PRIOR = {
    "pronoun gender bad": -3.0, "described bad": -3.0, "pronoun number other": -2.5, "pronoun fit0": 1.0,
    "pronoun fit1": 0.3, "pronoun spoke last": 0.7, "pronoun to place": -1.0, "described role exact": 1.5,
    "described exact but other": -0.7, "itself D indefinite": 1.5, "after inverted say near": 1.5,
    "reporting clause inverted": 1.5, "after source near": 1.5, "before source opens": 1.5, "aside": -1.0,
    "P impersonal": -2.0, "repeats share4": 1.0, "signed bare": 2.0,
    "before announces": 1.5, "described any shared1": 0.5, "described any shared2": 0.5, "described any shared+": 1.0,
}  # fmt: skip
#: The trees that judge all spans of an article together.
_TREES = Settings(trees=30, leaves=8, rate=0.15, fewest=20, shrink=5.0, features=0.5)
#: In so many parts, each seen by models that were learned from the others, the trees see the articles.
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
        together = Neighbourhood(sample.marks, views)
        for number, view in enumerate(views):
            quote = sample.marked.get(view.span)
            if quote is None or quote["kind"] not in SPOKEN:
                continue
            candidates, rows = zip(*together.rows(number), strict=True)
            right = [float(is_right(self.scorer, quote, candidate, sample.discourse)) for candidate in candidates]
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


def write_json(path: Path, plain: Plain, indent: int) -> None:
    """What the package reads."""
    path.write_text(json.dumps(plain, ensure_ascii=False, indent=indent, sort_keys=True) + "\n", encoding="utf-8")


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
    for fold in folds:
        held = {owner for owner, gold in enumerate(golds) if gold["fold"] == fold}
        plain = trainer.learn(set(range(len(golds))) - held)
        plain["thresholds"]["spoken"] = SPOKEN_FROM
        predictions += [trainer.predict(plain, owner) for owner in sorted(held)]
        print(f"fold {fold}: {len(held)} articles", flush=True)
    final = trainer.learn(set(range(len(golds))))  # as those of each fold were: what was measured is what ships
    limit = named_from(scorer, golds, predictions)
    final["thresholds"] = {"spoken": SPOKEN_FROM, "named": limit}
    quotes = ROOT / "src/newsreader/quotes"
    write_json(quotes / "weights.json", final, 0)
    # A name that is not shown is one that was not found: what is scored is what a reader sees.
    seen = shown(predictions, limit)
    by_fold = [figures(scorer, [g for g in golds if g["fold"] == fold], seen) for fold in folds]
    everything = figures(scorer, golds, seen)
    write_json(quotes / "error_rates.json", error_rates(golds, seen, everything[RIGHT] / 100), 1)
    lines = table(by_fold, everything, times(golds))
    print(lines)
    print("without the threshold:", figures(scorer, golds, predictions), "named from", limit)
    for name, mine in (("errors were read of", folds[:5]), ("errors were not read of", folds[5:])):
        print(name, mine, figures(scorer, [gold for gold in golds if gold["fold"] in mine], predictions))
    write_table(lines, golds)
    return 0


if __name__ == "__main__":
    paths = [Path(path) for path in sys.argv[1:]]
    defaults = [SHARED / "data/quotes/open.jsonl", SHARED / "evaluate/eval_quotes.py"]
    sys.exit(main(*(paths + defaults[len(paths) :])))
