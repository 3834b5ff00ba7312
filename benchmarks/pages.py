"""How well and how fast article pages are read, beside other extractors in one run.

python benchmarks/pages.py [--folds FOLDER] [--sample N] [--sets SET,…] [--no-peers] [--rounds N]

Pages, truth and scorer stand beside the project where its reference data lies, and are no part of it. Peers are those
that are installed beside newsreader; it is said which are not. FOLDER is what `python scripts/train_pages.py --folds 8
--out FOLDER` wrote: with it each page is read by weights that were learned from other publishers only. Quote no figure
without it: the pages are those learned from. Time is processor time, in one process: each page by all readers in turn;
with `--rounds`, nothing is scored, and each reader takes all pages in a row, so many times.
"""

import argparse
import gc
import gzip
import importlib
import importlib.util
import json
import random
import re
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from newsreader.model.errors import NotAnArticle
from newsreader.model.serialize import article_to_dict
from newsreader.parse.generic import scorer
from newsreader.parse.page import parse_page

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
DATA = SHARED / "data/pages"
_TYPES = frozenset(("paragraph", "heading", "pull-quote", "quote", "list", "update", "table", "code"))
_OURS, _BARE, _FAST = "newsreader", "newsreader, no layouts", "trafilatura, fast"
#: What each peer is called in the scorer, and the package it needs.
_PEERS = {
    _FAST: ("trafilatura_fast", "trafilatura"),
    "trafilatura": ("trafilatura", "trafilatura"),
    "trafilatura, precision": ("trafilatura_precision", "trafilatura"),
    "trafilatura, recall": ("trafilatura_recall", "trafilatura"),
    "readability-lxml": ("readability", "readability"),
    "newspaper4k": ("newspaper4k", "newspaper"),
}
#: What stands in a page's JSON-LD of its own text: nobody may read the answer there.
_BODY = re.compile(r'("articleBody"\s*:\s*)"(?:[^"\\]|\\.)*"', re.S)
_TYPED = ("b_paragraph", "b_subhead", "b_pullquote", "b_related", "standfirst", "byline", "date")

Page = dict[str, Any]
Reader = Callable[[str, str], Any]


class Ours:
    """newsreader as one reader among the others; with `folds`, by weights that never saw the page's publisher."""

    def __init__(self, folds: Path | None, site_rules: bool) -> None:
        self.folds, self.site_rules = folds, site_rules
        told = json.loads((folds / "folds.json").read_text(encoding="utf-8")) if folds else {}
        self.fold_of: dict[str, int] = told

    def __call__(self, path: str, url: str) -> dict[str, Any]:
        if self.folds:
            scorer.WEIGHTS = self.folds / f"{self.fold_of[Path(path).stem]}.json"
        article = parse_page(Path(path).read_bytes(), url, site_rules=self.site_rules)
        return {**article_to_dict(article), "byline": ", ".join(article.authors)}


def readers(judge: Any, folds: Path | None, peers: bool) -> Iterator[tuple[str, Reader]]:
    """Who takes part; says who is not there."""
    yield _OURS, Ours(folds, site_rules=True)
    yield _BARE, Ours(folds, site_rules=False)
    for name, (peer, package) in _PEERS.items() if peers else ():
        if importlib.util.find_spec(package) is None:
            print(f"{name} is not installed: left out.")
        else:
            yield name, judge.PEERS[peer]


def measure(judge: Any, pages: list[Page], taking_part: dict[str, Reader]) -> list[dict[str, Any]]:
    """For each page and reader its scores, with `reader`, `set` and processor `seconds`."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for page in pages:
            path = unpacked(page, Path(folder))
            for name, read in taking_part.items():
                gc.collect()  # nobody pays for what others left
                begun = time.process_time()
                try:
                    found = read(str(path), page["url"] or "")
                except NotAnArticle:
                    found = None
                except Exception as error:  # noqa: BLE001 what a peer raises is its answer
                    print(f"{name}, {page['id']}: {type(error).__name__}")
                    found = None
                seconds = time.process_time() - begun
                row = judge.score(page, found, _TYPES) | judge.score_types(page, found)
                rows.append(row | {"reader": name, "set": page["set"], "seconds": seconds})
    return rows


def race(pages: list[Page], taking_part: dict[str, Reader], rounds: int) -> Iterator[str]:
    """How long each reader takes for all pages, so many times in turn; beside trafilatura, the median of the ratios."""
    spent: dict[str, list[float]] = {name: [] for name in taking_part}
    with tempfile.TemporaryDirectory() as folder:
        files = [(unpacked(page, Path(folder)), page["url"] or "") for page in pages]
        for _round in range(rounds):
            for name, read in taking_part.items():
                gc.collect()
                begun = time.process_time()
                for path, url in files:
                    with suppress(Exception):
                        read(str(path), url)
                spent[name].append(time.process_time() - begun)
    for name, mine in spent.items():
        ratios = [peer / own for peer, own in zip(spent.get(_FAST, ()), mine, strict=False)]
        beside = f", {statistics.median(ratios):.2f} times as fast as trafilatura fast" if ratios else ""
        said = ", ".join(f"{ratio:.2f}" for ratio in ratios)
        yield f"{name}: {1000 * statistics.median(mine) / len(pages):.1f} ms a page{beside} ({said})"


def unpacked(page: Page, folder: Path) -> Path:
    """A page as a file, without its text in its JSON-LD."""
    path = folder / f"{page['id']}.html"
    with gzip.open(DATA / page["html"], "rt", encoding="utf-8") as file:
        path.write_text(_BODY.sub(r'\1""', file.read()), encoding="utf-8")
    return path


def table(rows: list[dict[str, Any]], names: list[str]) -> Iterator[str]:
    """The figures, a line for each set and reader, then the speed beside trafilatura's."""
    sets = {"all": rows}
    for row in rows:
        sets.setdefault(row["set"], []).append(row)
    yield f"{'set':<18}{'reader':<24}{'pages':>6}{'f1':>8}{'median':>8}{'< .5':>6}{'paragraphs':>12}{'title':>8}"
    for name, mine in sorted(sets.items()):
        for reader in names:
            yield f"{name:<18}{reader:<24}" + _figures([row for row in mine if row["reader"] == reader])
    spent: dict[str, float] = defaultdict(float)
    for row in rows:
        spent[row["reader"]] += row["seconds"]
    count = len(rows) / len(names)
    for reader in names:
        ratio = f", {spent[_FAST] / spent[reader]:.2f} times as fast as trafilatura fast" if _FAST in spent else ""
        yield f"{reader}: {1000 * spent[reader] / count:.1f} ms a page{ratio}"


def _figures(rows: list[dict[str, Any]]) -> str:
    def mean(key: str) -> str:
        values = [row[key] for row in rows if key in row]
        return f"{statistics.mean(values):.3f}" if values else "–"

    scores = [row["f1_len"] for row in rows if "f1_len" in row]
    if not scores:
        return f"{len(rows):>6}  present {mean('present')}, absent {mean('absent_ok')}"
    low = sum(score < 0.5 for score in scores)
    typed = "".join(f"  {key} {mean(key)}" for key in _TYPED if any(key in row for row in rows))
    line = f"{len(rows):>6}{mean('f1_len'):>8}{statistics.median(scores):>8.3f}{low:>6}"
    line += f"{mean('para_f1'):>12}{mean('title'):>8}"
    return line + (typed if len({row["set"] for row in rows}) == 1 else "")


def main() -> int:
    """Score newsreader and its peers; returns the exit code."""
    options = argparse.ArgumentParser(description="How well and how fast article pages are read.")
    options.add_argument("--folds", type=Path, help="folder of weights that saw none of a page's publisher")
    options.add_argument("--sample", type=int, default=0, help="so many pages, drawn at random, instead of all")
    options.add_argument("--sets", default="", help="the sets to read, between commas")
    options.add_argument("--no-peers", action="store_true", help="newsreader alone")
    options.add_argument("--rounds", type=int, default=0, help="only time, all pages in a row, so many times")
    told = options.parse_args()
    if not (SHARED / "evaluate/eval_body.py").is_file() or not DATA.is_dir():
        print(f"Nothing to measure with: {SHARED / 'evaluate/eval_body.py'} or {DATA} is not there.", file=sys.stderr)
        return 2
    sys.path.insert(0, str(SHARED / "evaluate"))
    judge = importlib.import_module("eval_body")
    pages: list[Page] = json.loads((DATA / "index.json").read_text(encoding="utf-8"))
    pages = [page for page in pages if not told.sets or page["set"] in told.sets.split(",")]
    if told.sample:
        pages = random.Random(5).sample(pages, min(told.sample, len(pages)))
    taking_part = dict(readers(judge, told.folds, not told.no_peers))
    measure(judge, pages[:3], taking_part)  # what is read and compiled once
    if told.rounds:
        lines = race(pages, taking_part, told.rounds)
    else:
        lines = table(measure(judge, pages, taking_part), list(taking_part))
    for line in lines:
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
