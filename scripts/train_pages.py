"""Fit the weights by which an unknown page's article is found (`parse/generic/weights.json`).

python scripts/train_pages.py [--folds N --out FOLDER]

Learns from the pages with ground truth that lie beside the project (`../shared/data/pages`), and wants
numpy (the extra `dev`). With `--folds`, it writes into FOLDER, for each fold of publishers, weights
that saw none of them, and `folds.json`, which says which page is whose: for `benchmarks/pages.py`.
"""

import argparse
import gzip
import hashlib
import json
import random
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

import numpy as np  # noqa: E402

from newsreader.parse.generic.features import NAMES, read_features  # noqa: E402
from newsreader.parse.generic.heading import heading_of  # noqa: E402
from newsreader.parse.generic.runs import Run, read_runs  # noqa: E402
from newsreader.parse.generic.scorer import WEIGHTS  # noqa: E402
from newsreader.parse.html_tree import drop, read_tree, strip_leaves  # noqa: E402
from newsreader.parse.metadata import read_metadata  # noqa: E402
from newsreader.parse.page_index import PageIndex  # noqa: E402
from scripts.boosting import Array, Settings, fit  # noqa: E402

PAGES = ROOT.parent / "shared/data/pages"
SETTINGS = Settings()
#: A run is the article's where more of its words than this stand in the ground truth.
_MOSTLY = 0.6
#: A page cut to its first sentences counts for so much of a whole one.
_CUT = 0.5
#: Of the runs that any reader sees to be none of the text, so many are learned from, and weigh the more.
_OBVIOUS = 0.2
_BODY = re.compile(r'("articleBody"\s*:\s*)"(?:[^"\\]|\\.)*"', re.S)
_HOUSES = {"francetvinfo.fr": "franceinfo.fr"}


@dataclass(frozen=True)
class Example:
    """What is learned from one page: rows of features, whether each is the article's, and its weight."""

    rows: Array
    answers: Array
    weights: Array


def publisher_of(page: dict[str, Any]) -> str:
    """The registered domain of a page's outlet, so that no house stands on both sides of a fold."""
    host = (urlsplit(page["url"] or "").hostname or page["publisher"]).lower().split(".")
    second_level = len(host) > 2 and len(host[-1]) == 2 and len(host[-2]) <= 3
    domain = ".".join(host[-3 if second_level else -2 :])
    return _HOUSES.get(domain, domain)


def fold_of(page: dict[str, Any], folds: int) -> int:
    """The fold of a page: the same for all of a publisher, and the same whenever it is asked."""
    return int(hashlib.sha1(publisher_of(page).encode(), usedforsecurity=False).hexdigest(), 16) % folds


def examples_of(page: dict[str, Any]) -> list[Example]:
    """A page as it is, and cut to one to three of its paragraphs: short news has as much boilerplate as long."""
    if "present" in page["gt"]:
        return []
    with gzip.open(PAGES / page["html"], "rt", encoding="utf-8") as file:
        markup = file.read()
    tree = read_tree(_BODY.sub(r'\1""', markup))
    meta = read_metadata(PageIndex(tree), page["url"] or "")
    strip_leaves(tree)
    heading = heading_of(tree, meta.called)
    body = tree.find("body")
    root = tree if body is None else body
    runs = read_runs(root, heading)
    found: list[Example] = []
    for cut in (False, True):
        if cut:
            text = [
                run for run, share in zip(runs, shares(runs, page["gt"]), strict=True) if share > _MOSTLY and run.weight
            ]
            most = random.Random(page["id"]).choice((1, 2, 3))
            if len(text) <= most + 1:
                break
            for run in text[most:]:
                drop(run.element)
            runs = read_runs(root, heading)
        rows = read_features(runs, heading, meta.title, meta.description)
        if example := _example(rows, runs, shares(runs, page["gt"]), _CUT if cut else 1.0):
            found.append(example)
    return found


def _example(
    rows: Sequence[list[float] | None], runs: Sequence[Run], told: Sequence[float], weight: float
) -> Example | None:
    sizes = [min(60, len(_words(run.text))) + 2 for run in runs]
    known = [
        (row, share > _MOSTLY, weight * size / sum(sizes))
        for row, share, size in zip(rows, told, sizes, strict=True)
        if row is not None and share >= 0
    ]
    if not known:
        return None
    table, answers, weights = zip(*known, strict=True)
    return Example(np.array(table, dtype=np.float64), np.array(answers, dtype=bool), np.array(weights))


def shares(runs: Sequence[Run], truth: dict[str, Any]) -> list[float]:
    """For each run how much of it stands in the ground truth, from 0 to 1; -1 where the truth does not care.

    Words are looked up in fours, so that a common word does not count; a run of fewer words has to
    be a line of its own there, or stand between two runs that are in it. Of a text that stands
    several times on the page, the one among the most others of the article is meant.
    """
    blocks = truth.get("blocks") or []
    body = _words(truth.get("body_text") or "")
    fours = set(zip(*(body[start:] for start in range(4)), strict=False))
    joined = f" {' '.join(body)} "
    soft = {_folded(block["text"]) for block in blocks if block["type"] in ("related", "embed")}
    lines = {_folded(words) for words in (truth.get("body_text") or "").split("\n")}
    lines |= {_folded(block["text"]) for block in blocks if block["type"] not in ("related", "embed")}
    words = [_words(run.text) for run in runs]
    told = []
    for mine in words:
        text = " ".join(mine)
        if not mine or text in soft:
            told.append(-1.0)
        elif len(mine) < 4:
            told.append(1.0 if text in lines else 0.5 if f" {text} " in joined else 0.0)
        else:
            told.append(_covered(mine, fours))
    _settle_short(words, told)
    _settle_copies(words, told, joined)
    return told


def _covered(words: Sequence[str], fours: set[tuple[str, ...]]) -> float:
    covered = [False] * len(words)
    for start in range(len(words) - 3):
        if tuple(words[start : start + 4]) in fours:
            covered[start : start + 4] = [True] * 4
    return sum(covered) / len(words)


def _settle_short(words: Sequence[Sequence[str]], told: list[float]) -> None:
    """Short runs are the article's only beside long ones that are."""
    long = [number for number, mine in enumerate(words) if len(mine) >= 4]
    before = 0
    for number, mine in enumerate(words):
        while before < len(long) and long[before] < number:
            before += 1
        if 0 < len(mine) < 4 and told[number] > 0:
            near = [told[one] > _MOSTLY for one in (*long[max(0, before - 1) : before], *long[before : before + 1])]
            told[number] = float(any(near) if told[number] == 1 else len(near) == 2 and all(near))


def _settle_copies(words: Sequence[Sequence[str]], told: list[float], joined: str) -> None:
    copies: dict[str, list[int]] = {}
    for number, mine in enumerate(words):
        if told[number] > _MOSTLY and len(mine) >= 4:
            copies.setdefault(" ".join(mine), []).append(number)

    def company(number: int) -> int:
        return sum(
            len(words[one]) for one in range(max(0, number - 5), min(len(told), number + 6)) if told[one] > _MOSTLY
        )

    for text, numbers in copies.items():
        if len(numbers) > 1 and joined.count(f" {text} ") < len(numbers):
            meant = max(numbers, key=lambda number: (company(number), -number))
            for number in numbers:
                told[number] = 1.0 if number == meant else 0.0


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _folded(text: str) -> str:
    return " ".join(_words(text))


def train(examples: Iterable[Example]) -> dict[str, Any]:
    """The weights, as `parse/generic/scorer.py` reads them."""
    examples = list(examples)
    rows = np.vstack([example.rows for example in examples])
    answers = np.concatenate([example.answers for example in examples])
    weights = np.concatenate([example.weights for example in examples])
    linked, length = rows[:, NAMES.index("linked")], rows[:, NAMES.index("length")]
    obvious = ~answers & ((linked > 0.6) | (length < 3.2))
    kept = ~obvious | (np.random.RandomState(1).rand(len(answers)) < _OBVIOUS)
    weights = np.where(obvious, weights / _OBVIOUS, weights)
    weights *= len(weights) / weights.sum()
    base, trees = fit(rows[kept], answers[kept], weights[kept], SETTINGS)
    return {"features": NAMES, "base": round(base, 4), "trees": trees}


def write(weights: dict[str, Any], path: Path) -> None:
    """Write weights, a tree a line."""
    trees = ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in weights["trees"])
    head = json.dumps({"features": weights["features"], "base": weights["base"]})
    path.write_text(f'{head[:-1]}, "trees": [\n{trees}\n]}}\n', encoding="utf-8")


def folds(pages: Sequence[dict[str, Any]], examples: Sequence[list[Example]], count: int) -> Iterator[dict[str, Any]]:
    """The weights of each fold, learned from the pages of all other publishers."""
    for fold in range(count):
        others = [mine for page, mine in zip(pages, examples, strict=True) if fold_of(page, count) != fold]
        yield train(example for mine in others for example in mine)


def main() -> int:
    """Train; returns the exit code."""
    options = argparse.ArgumentParser(description="Fit the weights by which an unknown page's article is found.")
    options.add_argument("--folds", type=int, default=0, help="folds of publishers, for the benchmark")
    options.add_argument("--out", type=Path, default=Path(), help="folder for the weights of folds")
    told = options.parse_args()
    if not PAGES.is_dir():
        print(f"Nothing to learn from: {PAGES} is not there.", file=sys.stderr)
        return 2
    pages = json.loads((PAGES / "index.json").read_text(encoding="utf-8"))
    examples = [examples_of(page) for page in pages]
    if not told.folds:
        write(train(example for mine in examples for example in mine), WEIGHTS)
        return 0
    told.out.mkdir(parents=True, exist_ok=True)
    for number, weights in enumerate(folds(pages, examples, told.folds)):
        write(weights, told.out / f"{number}.json")
    of_page = {page["id"]: fold_of(page, told.folds) for page in pages}
    (told.out / "folds.json").write_text(json.dumps(of_page), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
