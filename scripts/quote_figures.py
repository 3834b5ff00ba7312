"""What quotations are worth: the scorer's figures, the threshold from which a name is shown, the table that says so."""

import contextlib
import gc
import io
import re
import statistics
import time
from pathlib import Path
from typing import Any

from newsreader.library.annotations import annotated_article
from newsreader.quotes.engine import find_quotations
from scripts.quote_samples import Gold

README = Path(__file__).resolve().parent.parent / "benchmarks/README.md"
#: To so many of a hundred spans where somebody spoke a speaker is shown: the surest.
SHOWN = 85.0
RIGHT = "of those shown, right, %"
_FIGURES = (
    ("quotation spans, F1", "94", r"QUOTATION spans +IoU.*F1 +([\d.]+)"),
    ("titles, scare quotes and names kept apart, %", "78", r"kept out of speech +([\d.]+)"),
    ("attribution given the span, people, %", "", r"given the span: person +([\d.]+)"),
    ("attribution given the span, organisations, %", "66", r"given the span: org +([\d.]+)"),
    ("attribution given the span, unnamed sources, %", "55", r"given the span: anonymous +([\d.]+)"),
    ("somebody spoke: a speaker is shown, %", "85", r"a speaker is given for +([\d.]+)"),
    (RIGHT, "88", r"of those given, right +([\d.]+)"),
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
    """Processor time of each article in ms, the quickest of three runs; garbage is collected as workers do."""
    gc.set_threshold(50_000, 20, 20)
    articles = [annotated_article(gold)[0] for gold in golds]
    find_quotations(articles[0])
    runs = []
    for _run in range(3):
        mine = []
        for article in articles:
            began = time.process_time()
            find_quotations(article)
            mine.append((time.process_time() - began) * 1000)
        runs.append(mine)
    return [min(mine) for mine in zip(*runs, strict=True)]


def write_table(lines: str, golds: list[Gold]) -> None:
    """Put the table in its place."""
    text = README.read_text(encoding="utf-8")
    before, _begin, rest = text.partition(_BEGIN)
    _old, _end, after = rest.partition(_END)
    publishers, spans = len({gold["publisher"] for gold in golds}), sum(len(gold["quotes"]) for gold in golds)
    said = (
        f"`python scripts/train_quotes.py`: {len(golds)} French articles, {publishers} publishers, {spans} spans\n"
        "annotated. Each of ten folds is read by weights learned from the others, which hold none of its publishers.\n"
    )
    README.write_text(f"{before}{_BEGIN}\n{said}\n{lines}\n{_END}{after}", encoding="utf-8")


_BEGIN, _END = "<!-- quotations: written by scripts/train_quotes.py -->", "<!-- quotations: end -->"
