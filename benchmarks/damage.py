"""Damage a library in every way that disks know, and have each copy mended: none may take for ever, none may end in a
fault of the program, and what can be read is brought over.

    python benchmarks/damage.py [--count 300] [--articles 20000] [--seed 1]
"""

import argparse
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from newsreader.library.maintenance.recovery import check_and_repair
from newsreader.model.article import Article, Block, BlockType
from newsreader.model.errors import NewsreaderError
from newsreader.model.text import Text
from newsreader.store.store import Store

#: Seconds in which a copy has to be mended.
LONGEST = 120
PAGE = 4096


def build(path: Path, articles: int) -> None:
    """A library with so many articles, each with a text."""
    start = datetime(2026, 1, 1, tzinfo=UTC)
    with closing(Store(path)) as store, store.database.transaction():
        feed, _new = store.feeds.add("http://presse.example/a.rss", "Le port")
        for number in range(articles):
            url = f"http://presse.example/{number}.html"
            words = Text(f"La phrase {number} du port, avec le vent et {number * 7919} marées. " * 12)
            blocks = (Block(BlockType.PARAGRAPH, words),)
            article = Article(url=url, id=f"x:{number}", title=f"Titre {number}", blocks=blocks, complete=True)
            when = start + timedelta(minutes=number)
            store.articles.put_text(store.articles.put_entry(feed, article, "", when), article, when)


def _flip(data: bytearray, dice: random.Random) -> None:
    for _one in range(dice.choice((1, 20, 200))):
        data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)


def _cut(data: bytearray, dice: random.Random) -> None:
    del data[int(len(data) * dice.random()) :]


def _swap(data: bytearray, dice: random.Random) -> None:
    for _one in range(dice.choice((1, 5, 20))):
        a, b = (dice.randrange(len(data) // PAGE) * PAGE for _page in range(2))
        data[a : a + PAGE], data[b : b + PAGE] = data[b : b + PAGE], data[a : a + PAGE]


def _zero(data: bytearray, dice: random.Random) -> None:
    for _one in range(dice.choice((1, 5, 20))):
        at = dice.randrange(len(data) // PAGE) * PAGE
        data[at : at + PAGE] = bytes(PAGE)


def _insert(data: bytearray, dice: random.Random) -> None:
    at = dice.randrange(len(data))
    data[at:at] = dice.randbytes(dice.choice((1, 512, PAGE)))


def _header(data: bytearray, dice: random.Random) -> None:
    at = dice.randrange(100)
    data[at : at + 4] = dice.randbytes(4)


DAMAGES: dict[str, Callable[[bytearray, random.Random], None]] = {
    "flips": _flip,
    "cut": _cut,
    "swapped pages": _swap,
    "zeroed pages": _zero,
    "inserted bytes": _insert,
    "header": _header,
    "garbage WAL": lambda _data, _dice: None,
}


@dataclass(frozen=True)
class Result:
    """What became of one damaged copy."""

    name: str
    words: str
    failed: bool
    seconds: float

    @property
    def articles(self) -> int:
        """How many were brought over."""
        count = self.words.rpartition("articles: ")[2]
        return int(count) if count.isdigit() else 0


def damage(whole: Path, copy: Path, name: str, dice: random.Random) -> None:
    """Make a copy of the whole library anew, damaged in the named way."""
    shutil.rmtree(copy.parent, ignore_errors=True)
    copy.parent.mkdir()
    data = bytearray(whole.read_bytes())
    DAMAGES[name](data, dice)
    copy.write_bytes(data)
    if name == "garbage WAL":
        copy.with_name(f"{copy.name}-wal").write_bytes(dice.randbytes(50_000))


def mended(copy: Path, name: str) -> Result:
    """Mend a copy in a process of its own, which may take so long and no longer."""
    begun = time.monotonic()
    try:
        command = [sys.executable, __file__, "--mend", str(copy)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST, check=False)
        words, failed = done.stdout.strip().replace("\n", " · "), done.returncode != 0
        words += done.stderr.strip()[-300:] if failed else ""
    except subprocess.TimeoutExpired:
        words, failed = f"no end after {LONGEST} s", True
    return Result(name, words, failed, time.monotonic() - begun)


def mend(path: Path) -> int:
    """Mend one copy, as `newsreader doctor --repair` does; what it says."""
    try:
        for _well, words in check_and_repair(path, datetime.now(UTC)):
            print(words)
        with closing(Store(path)) as store:
            print("articles:", store.database.rows("SELECT COUNT(*) FROM article")[0][0])
    except NewsreaderError as error:
        print("said:", error.sentence)
    return 0


def main() -> int:
    """Damage and mend; the exit code tells whether all ended well. Ctrl+C ends it early, and what ran is told."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--mend", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.mend:
        return mend(options.mend)
    results: list[Result] = []
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with suppress(KeyboardInterrupt), tempfile.TemporaryDirectory() as folder:
        whole, copy = Path(folder) / "whole.db", Path(folder) / "copy" / "library.db"
        build(whole, options.articles)
        names = list(DAMAGES)
        for number in range(options.count):
            name, dice = names[number % len(names)], random.Random(f"{options.seed}/{number}")
            damage(whole, copy, name, dice)
            result = mended(copy, name)
            results.append(result)
            if result.failed or "said:" in result.words:
                print(f"{number} ({name}) {result.seconds:.1f} s: {result.words}", flush=True)
    for name in DAMAGES:
        kept = [result.articles for result in results if result.name == name]
        print(f"{name}: {sum(kept) / max(1, len(kept)) / options.articles:.1%} of the articles in {len(kept)} copies")
    failed = sum(result.failed for result in results)
    slowest = max((result.seconds for result in results), default=0)
    print(f"{len(results)} damages, {failed} failed, the slowest {slowest:.1f} s")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
