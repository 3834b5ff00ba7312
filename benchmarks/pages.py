"""How well and how fast article pages are read, beside other extractors in one run.

python benchmarks/pages.py [--no-site-rules] [--folds FOLDER] [PEER …]

Pages, truth and scorer stand beside the project where its reference data lies, and are no part of it;
a peer (`trafilatura_fast`, `readability` …) has to be installed beside newsreader. FOLDER is what
`python scripts/train_pages.py --folds 8 --out FOLDER` wrote: with it each page is read by weights that
were learned from other publishers only. Quote no figure without it: the pages are those learned from.
"""

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
_TYPES = "paragraph,heading,pull-quote,quote,list,update,table,code"
_BARE = "NEWSREADER_NO_SITE_RULES"
_FOLDS = "NEWSREADER_FOLDS"


def read(path: str, url: str) -> dict[str, Any]:
    """One page, as the scorer wants it."""
    from newsreader.model.serialize import article_to_dict
    from newsreader.parse.generic import scorer
    from newsreader.parse.page import parse_page

    if folder := os.environ.get(_FOLDS):
        scorer.WEIGHTS = Path(folder) / f"{_fold_of(folder)[Path(path).stem]}.json"
    article = parse_page(Path(path).read_bytes(), url, site_rules=not os.environ.get(_BARE))
    return {**article_to_dict(article), "byline": ", ".join(article.authors)}


@cache
def _fold_of(folder: str) -> dict[str, int]:
    folds: dict[str, int] = json.loads((Path(folder) / "folds.json").read_text(encoding="utf-8"))
    return folds


def main(arguments: list[str]) -> int:
    """Score newsreader and its peers; returns the exit code."""
    scorer, data = SHARED / "evaluate/eval_body.py", SHARED / "data/pages"
    if not scorer.is_file() or not data.is_dir():
        print(f"Nothing to measure with: {scorer} or {data} is not there.", file=sys.stderr)
        return 2
    bare = "--no-site-rules" in arguments
    folds = ""
    if "--folds" in arguments:
        place = arguments.index("--folds")
        folds = str(Path(arguments[place + 1]).resolve())
        arguments = arguments[:place] + arguments[place + 2 :]
    command = [sys.executable, str(scorer), "--data", str(data), "--strip-ld", "--callable", "pages:read"]
    command += ["--body-types", _TYPES, "--repeat", "3"]
    for peer in arguments:
        command += ["--peer", peer] if not peer.startswith("--") else []
    environment = {**os.environ, **({_BARE: "1"} if bare else {}), **({_FOLDS: folds} if folds else {})}
    return subprocess.run(command, cwd=Path(__file__).parent, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
