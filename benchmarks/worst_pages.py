"""The worst pages that can be built, opened in the reader: what the slowest key costs on each.

python benchmarks/worst_pages.py [--only WORD] [--from NUMBER] [--count NUMBER]

Each is one entry of a feed (a page of some megabytes), read as a refresh reads it, then opened in the app (without a
terminal; what is counted is the processor time of this process): Enter, lines and pages, the end and the top, words
searched letter by letter, the next match, quotations, links, comments, another size.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count, islice
from pathlib import Path

from newsreader.library.refresh.ingest import store_parsed
from newsreader.library.workers.article_tasks import prepare_article
from newsreader.model.article import Article
from newsreader.model.comment import Comment, CommentState, Thread
from newsreader.model.text import Text
from newsreader.parse.entry_text import with_markup
from newsreader.parse.limits import first_comments
from newsreader.store.store import Store
from newsreader.tui.garbage import EVERY, REST

sys.path.insert(0, str(Path(__file__).parent.parent))
from benchmarks.worst_markup import MARKUP, prose
from tests.tui.reader import Reader, opened

NOW = datetime(2026, 11, 26, 8, tzinfo=UTC)
#: Milliseconds of processor time in which no key need be heard.
LIMIT = 100


def _chain(many: int) -> Thread:
    return _thread(many, lambda n: f"c{n - 1}" if n else "")


def _flat(many: int) -> Thread:
    return _thread(many, lambda n: "")


def _answers_to_one(many: int) -> Thread:
    return _thread(many, lambda n: "c0" if n else "")


def _wordy(many: int) -> Thread:
    return _thread(2, lambda n: "", prose(many))


def _thread(many: int, parent: Callable[[int], str], words: str = "Je confirme.") -> Thread:
    return Thread(
        CommentState.OPEN,
        count=many,
        comments=tuple(
            Comment(f"c{n}", f"Ida {n}", (Text(f"{words} {n}"),), NOW + timedelta(seconds=n), parent(n))
            for n in range(many)
        ),
    )


#: Threads of comments, under a short text.
THREADS: dict[str, tuple[Callable[[int], Thread], tuple[int, ...]]] = {
    "comments, each answering the one before": (_chain, (1_000, 10_000)),
    "comments": (_flat, (1_000, 20_000)),
    "answers to one comment": (_answers_to_one, (20_000,)),
    "comments of a megabyte": (_wordy, (1_000_000,)),
}


@dataclass
class Measured:
    """What a page cost: reading it, in seconds; its slowest key and the longest time that no key was heard, in ms,
    while the reader starts beside it (`start`) and afterwards (`stall`)."""

    name: str
    parse: float
    start: float = 0.0
    keys: dict[str, float] = field(default_factory=dict)
    stall: float = 0.0

    @property
    def slowest(self) -> tuple[str, float]:
        """The key that cost most, and what it cost."""
        return max(self.keys.items(), key=lambda each: each[1])


def worst_pages() -> Iterator[tuple[str, Article, Callable[[Article], Article]]]:
    """Name, head and what makes the article of each."""
    numbers = count(1)

    def head(name: str) -> Article:
        number = next(numbers)
        url = f"https://x.example/{number}"
        return Article(url, f"x:{number}", name, outlet="Essai", published=NOW, language="fr")

    for name, (build, sizes) in MARKUP.items():
        for size in sizes:
            yield f"{name}, {size:,}", head(name), lambda one, build=build, size=size: with_markup(one, build(size))  # type: ignore[misc]
    for name, (make, sizes) in THREADS.items():
        for size in sizes:
            yield (
                f"{name}, {size:,}",
                head(name),
                lambda one, make=make, size=size: replace(
                    with_markup(one, "<p>Un mot.</p>" * 9), thread=first_comments(make(size))
                ),  # type: ignore[misc]
            )


def fill(path: Path, head: Article, read: Callable[[Article], Article]) -> float:
    """A library with this article alone; the processor time of reading it."""
    store = Store(path)
    feed, _new = store.feeds.add("https://x.example/f.rss", "Essai")
    number = store.articles.put_entry(feed, replace(head, thread=Thread()), "s", NOW)
    began = time.process_time()
    prepared = prepare_article(read(head))
    taken = time.process_time() - began
    store_parsed(store, number, prepared, NOW)
    store.close()
    return taken


@contextmanager
def stalls() -> Iterator[list[float]]:
    """The longest time, in milliseconds of processor time, that the loop did one thing: no key is heard meanwhile."""
    longest = [0.0]
    usual = asyncio.Handle._run

    def run(handle: asyncio.Handle) -> None:
        began = time.process_time()
        usual(handle)
        longest[0] = max(longest[0], 1000 * (time.process_time() - began))

    asyncio.Handle._run = run  # type: ignore[method-assign, assignment]
    try:
        yield longest
    finally:
        asyncio.Handle._run = usual  # type: ignore[method-assign]


#: What is pressed, one after the other.
KEYS = (
    *("enter", "j", "k", "space", "pagedown", "b", "G", "k", "g", "right_curly_bracket", "tab"),
    *("slash", "m", "o", "enter", "n", "N", "escape", "right_square_bracket", "v", "j", "j", "down", "G", "k"),
    *("escape", "w", "L", "j", "G", "escape", "c", "j", "space", "G", "g", "z", "escape", "Q"),
)


async def measure(path: Path, name: str, parse: float, size: tuple[int, int] = (120, 36)) -> Measured:
    """Open the one article of a library, and press the keys."""
    found = Measured(name, parse)
    with stalls() as longest:
        async with opened(path, size) as reader:
            await reader.settled()
            found.start, longest[0] = longest[0], 0.0
            await _walk(reader, found)
            await asyncio.sleep(EVERY + REST)  # garbage is looked for while nobody presses a key
    found.stall = longest[0]
    return found


async def _walk(reader: Reader, found: Measured) -> None:
    async def timed(what: str, act: Callable[[], Awaitable[object]]) -> None:
        began = time.process_time()
        await act()
        await reader.pilot.pause()
        found.keys[what] = max(found.keys.get(what, 0.0), 1000 * (time.process_time() - began))

    for key in KEYS[:-1]:
        await timed(key, lambda key=key: reader.pilot.press(key))  # type: ignore[misc]
    for columns, rows in ((80, 24), (30, 10), (200, 50)):
        await timed("resize", lambda columns=columns, rows=rows: reader.pilot.resize_terminal(columns, rows))  # type: ignore[misc]


def table(found: list[Measured]) -> str:
    """The rows of README.md, the slowest first."""
    rows = [
        f"| {each.name} | {each.stall:.0f} | {each.slowest[1]:.0f} ({each.slowest[0]}) | {each.start:.0f} | "
        f"{each.parse:.2f} |"
        for each in sorted(found, key=lambda each: -each.stall)
    ]
    return "\n".join(
        [
            "| page | longest standstill, ms | dearest key, until all is quiet, ms | standstill at the start, ms | "
            "parsing it, s |",
            "|---|---|---|---|---|",
            *rows,
        ]
    )


def main() -> int:
    """Measure, and print the table; 1 where a key waits for longer than it may."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--only", default="", help="pages whose name holds this")
    options.add_argument("--from", dest="first", type=int, default=0, help="begin with this one")
    options.add_argument("--count", type=int, default=1_000)
    asked = options.parse_args()
    found = []
    for name, head, read in islice(worst_pages(), asked.first, asked.first + asked.count):
        if asked.only in name:
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / "library.db"
                parse = fill(path, head, read)
                print(name, f"{parse:.2f} s", flush=True, file=sys.stderr)
                one = asyncio.run(measure(path, name, parse))
                print(
                    "   ",
                    {k: round(v) for k, v in sorted(one.keys.items(), key=lambda e: -e[1])[:6]},
                    round(one.stall),
                    round(one.start),
                    flush=True,
                    file=sys.stderr,
                )
                found.append(one)
    print(table(found))
    above = sum(each.stall > LIMIT for each in found)
    print(f"{len(found)} pages, {above} with a standstill of more than {LIMIT} ms")
    return int(above > 0)


if __name__ == "__main__":
    sys.exit(main())
