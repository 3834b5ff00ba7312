"""Libraries of any size to measure with, filled through the store's own door.

python benchmarks/libraries.py FILE ARTICLES

The articles are those with which the caches of other readers are filled (`mkcache.py`, beside the project with its
reference data): French-looking, 200 a feed, a text of 1,300 characters each. Here they are ten minutes apart over all
feeds, and a tenth of them is read.
"""

import re
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from newsreader.model.article import Article, Block, BlockType
from newsreader.model.text import Text
from newsreader.store.articles import EntryUpdate
from newsreader.store.codec import encode_article
from newsreader.store.store import Store

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
PER_COMMIT = 2000


def others() -> Any:
    """The maker of other readers' caches; ends the program where it is missing."""
    sys.path.insert(0, str(SHARED / "bench"))
    try:
        import mkcache  # type: ignore[import-not-found]
    except ImportError:
        raise SystemExit(f"The generator is expected in {SHARED / 'bench'}.") from None
    return mkcache


def fill(path: Path, count: int, start: int = 0) -> float:
    """Put so many articles into a library, numbered from `start` on; returns the seconds that the store took."""
    mkcache = others()
    store = Store(path)
    now = datetime.now(UTC)
    taken, feeds = 0.0, dict[int, int]()
    # More than a hundred thousand, so that each feed has two hundred at any size.
    rows = enumerate(islice(mkcache.rows(max(200_000, count)), count), start)
    while some := list(islice(rows, PER_COMMIT)):
        by_feed: dict[int, list[Any]] = {}
        for number, (feed, _item, title, body, _when) in some:
            if feed not in feeds:
                url, name = f"https://banc.example/{feed}.rss", mkcache.gen.feed_title(feed)
                feeds[feed] = store.feeds.add(url, name, f"Dossier {feed % 20}")[0]
            when = now - timedelta(minutes=10 * ((number * 7919) % count))
            row = encode_article(an_article(number, title, body, mkcache.gen.feed_title(feed), when))
            by_feed.setdefault(feeds[feed], []).append(EntryUpdate(row, "s", sort_time=row.published))
        began = time.perf_counter()
        with store.database.transaction():
            for number, entries in by_feed.items():
                kept = store.articles.put_entries(number, entries, now)
                store.database.write_many(
                    "UPDATE article SET complete = 1, quotes_version = 99, fetched = first_seen, read = ? WHERE id = ?",
                    ((None if article % 10 else int(now.timestamp()), article) for article in kept),
                )
        taken += time.perf_counter() - began
    store.state.put("created", "benchmark")
    began = time.perf_counter()
    while store.index.merge_step():
        pass
    taken += time.perf_counter() - began
    store.close()
    return taken


def an_article(number: int, title: str, body: str, outlet: str, when: datetime) -> Article:
    """One of them."""
    return Article(
        url=f"https://banc.example/a/{number}.html",
        id=f"banc.example/a/{number}",
        title=title,
        outlet=outlet,
        language="fr",
        authors=("Jean Dupont",),
        published=when,
        blocks=tuple(paragraphs(body)),
    )


def paragraphs(body: str) -> Iterator[Block]:
    """The paragraphs of a text in HTML."""
    for paragraph in re.findall(r"<p>(.*?)</p>", body):
        yield Block(BlockType.PARAGRAPH, Text(re.sub(r"&\w+;|&#\d+;", "’", paragraph)))


if __name__ == "__main__":
    file, articles = Path(sys.argv[1]), int(sys.argv[2])
    seconds = fill(file, articles)
    print(f"{articles} articles: {seconds:.1f} s, {file.stat().st_size / articles:.0f} bytes each")
