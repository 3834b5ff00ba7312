"""Libraries of any size to measure with, filled through the store's own door.

python benchmarks/libraries.py FILE ARTICLES

The words come from the generator that lies beside the project with its reference data. Articles are
200 a feed, a text of 1,300 characters each, ten minutes apart over all feeds, a tenth of them read.
"""

import random
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from newsreader.model.article import Article, Block, BlockType
from newsreader.model.text import Text
from newsreader.store.rows import row_of
from newsreader.store.store import Store

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
PER_FEED, PER_COMMIT = 200, 2000


def generator() -> Any:
    """The generator of French-looking words; ends the program where it is missing."""
    sys.path.insert(0, str(SHARED / "bench"))
    try:
        import gen  # type: ignore[import-not-found]
    except ImportError:
        raise SystemExit(f"The generator is expected in {SHARED / 'bench'}.") from None
    return gen


def fill(path: Path, count: int, start: int = 0) -> float:
    """Put so many articles into a library, from number `start` on; returns the seconds that the store took."""
    gen = generator()
    draw = random.Random(3)
    bank = [gen.sentence(draw) for _sentence in range(40_000)]
    store = Store(path)
    now = datetime.now(UTC)
    taken = 0.0
    feeds = [
        store.feeds.add(f"https://banc.example/{n}.rss", gen.feed_title(n), f"Dossier {n % 20}")[0]
        for n in range(start // PER_FEED, (start + count - 1) // PER_FEED + 1)
    ]
    for first in range(start, start + count, PER_COMMIT):
        rows: dict[int, list[Any]] = {}
        for number in range(first, min(start + count, first + PER_COMMIT)):
            feed = feeds[(number * 7919) % len(feeds)]
            rows.setdefault(feed, []).append((row_of(an_article(gen, bank, number, feed, count, now)), "s"))
        began = time.perf_counter()
        with store.database.transaction():
            for feed, some in rows.items():
                numbers = store.articles.keep_rows(feed, some, {}, now)
                store.database.write_many(
                    "UPDATE article SET complete = 1, engine = 99, fetched = seen, read = ? WHERE id = ?",
                    ((None if number % 10 else int(now.timestamp()), number) for number in numbers),
                )
        taken += time.perf_counter() - began
    store.settings.put("founded", "benchmark")
    while store.search.tidy():
        pass
    store.close()
    return taken


def an_article(gen: Any, bank: list[str], number: int, feed: int, count: int, now: datetime) -> Article:
    """One of them, always the same for a number."""
    draw = random.Random(number)
    paragraphs, length = [], 0
    while length < 1_300:
        paragraphs.append(" ".join(bank[int(draw.random() * len(bank))] for _sentence in range(3)))
        length += len(paragraphs[-1])
    return Article(
        url=f"https://banc.example/a/{number}.html",
        id=f"banc.example/a/{number}",
        title=f"N{number} " + " ".join(gen.words(draw, 9)),
        outlet=gen.feed_title(feed),
        language="fr",
        authors=("Jean Dupont",),
        published=now - timedelta(minutes=10 * (count - number)),
        blocks=tuple(Block(BlockType.PARAGRAPH, Text(paragraph)) for paragraph in paragraphs),
    )


if __name__ == "__main__":
    file, articles = Path(sys.argv[1]), int(sys.argv[2])
    seconds = fill(file, articles)
    print(f"{articles} articles: {seconds:.1f} s, {file.stat().st_size / articles:.0f} bytes each")
