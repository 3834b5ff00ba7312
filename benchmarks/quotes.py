"""How well and how fast quotations are found: `python benchmarks/quotes.py [GOLD.jsonl] [SCORER.py]`.

GOLD has lines of {"id", "paragraphs", "quotes"}; SCORER takes --gold and --pred. Both stand beside the
project where its reference data lies, and are no part of it. The weights that ship were learned from the
open articles, so over these the figures flatter: what holds elsewhere is what `scripts/train_quotes.py`
measures, fold by fold.
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from newsreader.library.annotations import annotated_article
from newsreader.quotes.engine import find_quotations

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"


def milliseconds(gold: Path) -> list[float]:
    """How long each article takes on one core, the quickest of three runs."""
    articles = [annotated_article(json.loads(line))[0] for line in gold.read_text(encoding="utf-8").splitlines()]
    runs = []
    for _run in range(3):
        times = []
        for article in articles:
            began = time.perf_counter()
            find_quotations(article)
            times.append((time.perf_counter() - began) * 1000)
        runs.append(times)
    return [min(times) for times in zip(*runs, strict=True)]


def main(gold: Path, scorer: Path) -> int:
    """Score the engine and time it; returns the exit code."""
    if not gold.is_file() or not scorer.is_file():
        print(f"Nothing to measure with: {gold} or {scorer} is not there.", file=sys.stderr)
        return 2
    program = [sys.executable, "-m", "newsreader", "quotes", "--paragraphs", str(gold)]
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as predictions:
        subprocess.run(program, stdout=predictions, check=True)
        subprocess.run([sys.executable, scorer, "--gold", gold, "--pred", predictions.name], check=True)
    times = milliseconds(gold)
    print(f"  time an article: median {statistics.median(times):.1f} ms, longest {max(times):.1f} ms")
    return 0


if __name__ == "__main__":
    paths = [Path(path) for path in sys.argv[1:]]
    defaults = [SHARED / "data/quotes/open.jsonl", SHARED / "evaluate/eval_quotes.py"]
    sys.exit(main(*(paths + defaults[len(paths) :])))
