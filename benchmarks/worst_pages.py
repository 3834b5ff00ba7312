"""The worst pages that can be built, opened in the reader: what the slowest key costs on each.

python benchmarks/worst_pages.py [--only WORD] [--write]

Each is one entry of a feed (a page of some megabytes), read as a refresh reads it, then opened in the app (without a
terminal; what is counted is the processor time of this process): Enter, lines and pages, the end and the top, words
searched letter by letter, the next match, quotations, links, comments, another size. `--write` puts the table into
README.md.
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
from itertools import count
from pathlib import Path

from newsreader.library.refresh.ingest import store_parsed
from newsreader.library.workers.article_tasks import prepare_article
from newsreader.model.article import Article
from newsreader.model.comment import Comment, CommentState, Thread
from newsreader.model.text import Text
from newsreader.parse.entry_text import with_markup
from newsreader.store.store import Store

sys.path.insert(0, str(Path(__file__).parent.parent))
from tests.tui.reader import Reader, opened

NOW = datetime(2026, 11, 26, 8, tzinfo=UTC)
#: Milliseconds of processor time that a key may cost.
LIMIT = 100
WORDS = "le port de la ville attend un navire que personne ne connaît encore ".split()


def _prose(characters: int) -> str:
    return ("Le port attend un navire que personne ne connaît. " * (characters // 50 + 1))[:characters]


def _deep(tag: str, many: int, words: str = "mot ", attributes: str = "") -> str:
    return f"<{tag}{attributes}>{words}" * many + f"</{tag}>" * many


def _paragraphs(markup: Callable[[int], str], many: int) -> str:
    return "".join(f"<p>{markup(n)}</p>" for n in range(many))


def _one(markup: Callable[[int], str], many: int) -> str:
    return f"<p>{''.join(map(markup, range(many)))}</p>"


def _quoted(n: int) -> str:
    return f"« Il faut réparer le quai numéro {n} avant l'hiver », dit Anne Bec. "


def _table(rows: int, columns: int, cell: str = "mot") -> str:
    return "<table>" + ("<tr>" + f"<td>{cell}</td>" * columns + "</tr>") * rows + "</table>"


def _items(n: int) -> str:
    return f"<li>objet {n} de cette liste</li>"


#: Kinds of markup, each with the sizes at which it is built.
MARKUP: dict[str, tuple[Callable[[int], str], tuple[int, ...]]] = {
    "spans in one paragraph": (lambda n: _one(lambda _: "<b>a</b><i>b</i>", n), (5_000, 20_000, 100_000)),
    "spans in paragraphs": (lambda n: _paragraphs(lambda _: "<b>a</b> <i>b</i>" * 20, n), (1_000, 10_000)),
    "links in one paragraph": (
        lambda n: _one(lambda m: f'<a href="https://x.example/{m}">lien {m}</a> ', n),
        (1_000, 10_000, 50_000),
    ),
    "links, a paragraph each": (
        lambda n: _paragraphs(lambda m: f'Voici <a href="https://x.example/{m}">un lien</a> de plus.', n),
        (1_000, 20_000),
    ),
    "one link around all": (lambda n: f'<p><a href="https://x.example/a">{_prose(n)}</a></p>', (100_000, 1_000_000)),
    "bold within bold": (lambda n: f"<p>{_deep('b', n)}</p>", (200, 5_000)),
    "bold and italic by turns, deep": (
        lambda n: f"<p>{_deep('b><i', n).replace('</b><i>', '</i></b>')}</p>",
        (200, 5_000),
    ),
    "links within links": (
        lambda n: f"<p>{''.join(f'<a href=https://x.example/{m}>m ' for m in range(n))}</p>",
        (1_000, 10_000),
    ),
    "fonts, deep": (lambda n: _deep("font", n), (1_000, 20_000)),
    "lists within lists": (lambda n: "<ul><li>mot" * n, (100, 1_000, 10_000)),
    "items of a list": (lambda n: f"<ol>{''.join(map(_items, range(n)))}</ol>", (1_000, 20_000, 100_000)),
    "an item of a megabyte": (lambda n: f"<ul><li>{_prose(n)}</li></ul>", (1_000_000,)),
    "quotes within quotes": (lambda n: _deep("blockquote", n, "<p>Une parole.</p>"), (100, 1_000, 10_000)),
    "blockquotes": (lambda n: "<blockquote><p>Une longue parole.</p></blockquote>" * n, (1_000, 20_000)),
    "one word": (lambda n: f"<p>{'a' * n}</p>", (100_000, 1_000_000, 5_000_000)),
    "one word of wide characters": (lambda n: f"<p>{'日' * n}</p>", (100_000, 1_000_000)),
    "one paragraph": (lambda n: f"<p>{_prose(n)}</p>", (100_000, 1_000_000, 5_000_000)),
    "one line of code": (lambda n: f"<pre>{'x = 1; ' * n}</pre>", (100_000,)),
    "lines of code": (lambda n: f"<pre>{'x = 1' + chr(10)}</pre>".replace("x = 1\n", "x = 1\n" * n), (10_000, 200_000)),
    "paragraphs": (lambda n: _paragraphs(lambda _: "Un mot simple, et puis un autre.", n), (1_000, 20_000, 100_000)),
    "empty paragraphs": (lambda n: "<p></p><p>&nbsp;</p>" * n + "<p>Un mot.</p>", (100_000,)),
    "line breaks": (lambda n: f"<p>mot{'<br>' * n}mot</p>", (1_000, 100_000)),
    "words and line breaks": (lambda n: f"<p>{'mot<br>' * n}</p>", (1_000, 100_000)),
    "headings": (lambda n: "".join(f"<h2>Titre {m}</h2><p>Un mot.</p>" for m in range(n)), (1_000, 20_000, 100_000)),
    "headings alone": (lambda n: "".join(f"<h3>Titre {m}</h3>" for m in range(n)) + "<p>Un mot.</p>", (100_000,)),
    "a heading of a megabyte": (lambda n: f"<h2>{_prose(n)}</h2><p>Un mot.</p>", (1_000_000,)),
    "pictures": (
        lambda n: "".join(
            f'<figure><img src="https://x.example/{m}.jpg"><figcaption>Vue {m}</figcaption></figure>' for m in range(n)
        ),
        (1_000, 10_000, 50_000),
    ),
    "pictures without a word": (
        lambda n: "".join(f'<img src="https://x.example/{m}.jpg">' for m in range(n)),
        (10_000,),
    ),
    "a caption of a megabyte": (
        lambda n: f'<figure><img src="https://x.example/a.jpg"><figcaption>{_prose(n)}</figcaption></figure>',
        (1_000_000,),
    ),
    "quotations": (lambda n: _paragraphs(_quoted, n), (1_000, 10_000, 40_000)),
    "quotations in one paragraph": (lambda n: _one(_quoted, n), (1_000, 10_000)),
    "quotation marks": (lambda n: f"<p>{'« ' * n}</p>", (10_000, 200_000)),
    "opened and closed marks": (lambda n: f"<p>{'« a » ' * n}</p>", (10_000, 100_000)),
    "speakers": (lambda n: _paragraphs(lambda m: f"« Il faut réparer le quai », dit Anne Bec{m}.", n), (1_000, 10_000)),
    "embeds": (
        lambda n: "".join(f'<iframe src="https://x.example/embed/{m}"></iframe>' for m in range(n)) + "<p>Un mot.</p>",
        (10_000,),
    ),
    "rows of a table": (lambda n: _table(n, 4), (1_000, 50_000)),
    "columns of a table": (lambda n: _table(20, n), (100, 5_000)),
    "tables": (lambda n: _table(2, 2) * n, (5_000,)),
    "tables within tables": (lambda n: "<table><tr><td>mot" * n, (100, 5_000)),
    "a cell of a megabyte": (lambda n: _table(2, 2, _prose(n)), (250_000,)),
    "right to left": (lambda n: f"<p>{'مرحبا بالعالم ' * n}</p>", (20_000, 70_000)),
    "accents upon accents": (lambda n: f"<p>{('e' + chr(0x301) * 100) * n}</p>", (10_000,)),
    "marks without a cell": (lambda n: f"<p>{chr(0x94D) * n}</p>", (100_000, 1_000_000)),
    "marks without a cell, words": (lambda n: f"<p>{(chr(0x0B3F) + ' ') * n}</p>", (500_000,)),
    "emoji": (lambda n: f"<p>{'👩‍👩‍👧‍👦' * n}</p>", (10_000, 100_000)),
    "zero width": (lambda n: f"<p>{'a' + chr(0x200C) + chr(0x200B)}</p>".replace("a", "a\u200c\u200b" * n), (100_000,)),
    "no-break spaces": (lambda n: f"<p>a{chr(0xA0) * n}b</p>", (100_000, 1_000_000)),
    "figures set high": (lambda n: f"<p>{'x<sup>2</sup> ' * n}</p>", (10_000, 100_000)),
    "quotations by q": (lambda n: f"<p>{'<q>mot</q> ' * n}</p>", (1_000, 20_000)),
    "q within q": (lambda n: f"<p>{_deep('q', n)}</p>", (100, 5_000)),
    "bold words": (lambda n: _one(lambda _: "<b>mot</b> ", n), (100_000,)),
    "struck, code and bold": (lambda n: _one(lambda _: "<s>a</s><code>b</code><b>c</b> ", n), (30_000,)),
    "divs, deep": (lambda n: _deep("div", n, "<p>Un mot.</p>"), (200, 20_000)),
    "definitions": (lambda n: "<dl>" + "<dt>mot</dt><dd>sens</dd>" * n + "</dl>", (20_000,)),
    "formulas": (lambda n: "<p>" + "<math><mi>x</mi><mo>+</mo><mn>1</mn></math> " * n + "</p>", (5_000,)),
    "entities": (lambda n: f"<p>{'&amp;eacute;&#233;&lt;b&gt;' * n}</p>", (100_000,)),
    "related links": (
        lambda n: (
            _paragraphs(lambda m: f'Lire aussi : <a href="https://x.example/{m}">Un titre {m}</a>', n)
            + "<p>Un mot.</p>"
        ),
        (10_000,),
    ),
}


def _chain(many: int) -> Thread:
    return _thread(many, lambda n: f"c{n - 1}" if n else "")


def _flat(many: int) -> Thread:
    return _thread(many, lambda n: "")


def _answers_to_one(many: int) -> Thread:
    return _thread(many, lambda n: "c0" if n else "")


def _wordy(many: int) -> Thread:
    return _thread(2, lambda n: "", _prose(many))


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
    """What a page cost: reading it, in seconds; its slowest key and the longest time that no key was heard, in ms."""

    name: str
    parse: float
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
                lambda one, make=make, size=size: replace(with_markup(one, "<p>Un mot.</p>" * 9), thread=make(size)),  # type: ignore[misc]
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
            await _walk(reader, found)
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
        f"| {each.name} | {each.parse:.2f} | {each.slowest[1]:.0f} ({each.slowest[0]}) | {each.stall:.0f} |"
        for each in sorted(found, key=lambda each: -each.slowest[1])
    ]
    return "\n".join(
        ["| page | reading it, s | slowest key, ms | longest standstill, ms |", "|---|---|---|---|", *rows]
    )


def main() -> int:
    """Measure, and print the table; 1 where a key costs more than it may."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--only", default="", help="pages whose name holds this")
    asked = options.parse_args()
    found = []
    for name, head, read in worst_pages():
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
                    flush=True,
                    file=sys.stderr,
                )
                found.append(one)
    print(table(found))
    return int(any(each.slowest[1] > LIMIT for each in found))


if __name__ == "__main__":
    sys.exit(main())
