"""What a large library costs: start, keys, searches, size, refreshes; beside an empty Textual app and newsboat.

python benchmarks/scale.py [--sizes 1000,100000] [--rounds 5] [--folder FOLDER] [--newsboat]

Libraries are made in the folder (libraries.py) where they are not there yet: a million articles take some minutes and
3 GB. newsboat's cache of the same articles (--newsboat) is made by the maker that lies beside the project.
"""

import argparse
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

from newsreader.library.core import Library
from newsreader.model.article_filter import ArticleFilter, SortOrder

sys.path.insert(0, str(Path(__file__).parent.parent))
from benchmarks.libraries import SHARED, fill, others
from benchmarks.refresh import NEWSREADER, feed_server
from benchmarks.terminals import Program

#: Textual and nothing else: a line of text, and a key that changes it.
EMPTY = """
from textual.app import App
from textual.widgets import Static
class Empty(App):
    BINDINGS = [("j", "answer", ""), ("Q", "quit", "")]
    def compose(self):
        yield Static("empty")
    def action_answer(self):
        self.query_one(Static).update("ANSWERED")
Empty().run()
"""
#: A frequent word, a rarer one, two words.
WORDS = ("gouvernement", "{rare}", "climat guerre")


def median(act: Callable[[], float], rounds: int) -> float:
    """The median of some rounds, after one that does not count."""
    act()
    return statistics.median(act() for _round in range(rounds))


def started(command: list[str], answer: str, home: Path) -> float:
    """From the start of a program to its answer to a key that was pressed before. It is left at the top of its list,
    where the next start begins: a screen that is painted as it was left is no answer."""
    program = Program(command, "j", home)
    taken = program.until(answer)
    program.settle()
    program.close("gQ")
    return taken


def painted(command: list[str], home: Path) -> float:
    """From the start of a program to the first headline on the screen."""
    program = Program(command, home=home)
    taken = program.until("A[0-9]{4}-[0-9]{4}")
    program.settle(0.5)
    program.close("Q")
    return taken


def the_app(command: list[str], home: Path) -> dict[str, list[float]]:
    """Keys in the app: walking, paging, opening, searching; and its memory."""
    program = Program(command, home=home)
    program.until("A[0-9]{4}-[0-9]{4}")
    program.settle(1.0)
    found = {
        "j": [walked(program, "j") for _press in range(60)],
        "page": [walked(program, "\x06") for _press in range(30)],
        "open": [],
    }
    for _press in range(20):
        found["open"].append(program.press("\r"))
        program.press("q")
        program.press("j")
    found["memory"] = [program.memory()]
    program.press("/")
    program.press("gouvernemen")
    found["search"] = [
        program.press_until("t", "Search: gouvernement"),
        program.press_until(" climat", "Search: gouvernement climat"),
    ]
    program.close("\x1bQ")
    return found


def walked(program: Program, key: str) -> float:
    """A key in the list: until its answer is drawn, not the article beside it, which follows once the cursor rests."""
    taken = program.press(key, quiet=0.03)
    program.settle(0.15)
    return taken


def newsboat(folder: Path, size: int, port: int, word: str) -> tuple[float, float]:
    """newsboat's own search over the same articles (milliseconds), and bytes of its cache an article."""
    cache = folder / f"newsboat-{size}"
    if not (cache / "cache.db").is_file():
        cache.mkdir(parents=True)
        with feed_server(port, 1, 0) as base:
            others().newsboat(str(cache), size, base)
        with closing(sqlite3.connect(cache / "cache.db")) as opened:
            opened.execute("ANALYZE")
    places = ["-C", str(cache / "config"), "-u", str(cache / "urls"), "-c", str(cache / "cache.db")]
    program = Program(["newsboat", *places], home=folder)
    program.until("Your feeds|feeds", longest=120)
    program.settle(3.0)
    program.press("/")
    program.press(word)
    taken = program.press_until("\r", "Search result|No results")
    program.close()
    return taken, (cache / "cache.db").stat().st_size / size


def counted(library: Path) -> float:
    """Seconds of processor time for a status bar's number."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([NEWSREADER, "--library", str(library), "count", "--unread"], check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def queried(library: Library, text: str, order: SortOrder) -> float:
    """One search, its first page."""
    began = time.perf_counter()
    library.headlines(ArticleFilter(query=library.searches.parse(text), order=order))
    return 1000 * (time.perf_counter() - began)


def measure(size: int, folder: Path, options: argparse.Namespace, empty: float) -> None:
    """Print what one size costs."""
    path, home = folder / f"{size}.db", folder / "home"
    if not path.is_file():
        fill(path, size)
    home.mkdir(exist_ok=True)
    (home / "config.toml").write_text("refresh_minutes = 0\n")
    command = [NEWSREADER, "--config", str(home / "config.toml"), "--library", str(path)]
    live = median(lambda: started(command, r"\b2/\d", home), options.rounds)
    first = median(lambda: painted(command, home), options.rounds)
    print(f"\n{size} articles, {path.stat().st_size / size:.0f} bytes each")
    print(
        f"  start, live: {live:.0f} ms, {live / empty:.2f} x empty;  first frame: {first:.0f} ms, {first / empty:.2f} x"
    )
    app = the_app(command, home)
    for name in ("j", "page", "open"):
        p95 = statistics.quantiles(app[name], n=20)[-1]
        print(f"  {name}: median {statistics.median(app[name]):.1f} ms, p95 {p95:.1f} ms")
    print(f"  memory of the app: {app['memory'][0]:.0f} MiB")
    print(f"  a letter more in the search box: {app['search'][0]:.0f} ms; a second word: {app['search'][1]:.0f} ms")
    library = Library(path)
    rare = others().gen.VOCAB[20_000]
    for text in WORDS:
        text = text.format(rare=rare)
        newest = median(partial(queried, library, text, SortOrder.NEWEST), 9)
        best = median(partial(queried, library, text, SortOrder.BEST), 9)
        print(f"  search “{text}”: newest first {newest:.1f} ms, ranked {best:.1f} ms")
    library.close()
    print(f"  count --unread: {median(lambda: counted(path), options.rounds):.0f} ms of processor time")
    with tempfile.TemporaryDirectory(dir=folder) as copies:
        copy = Path(copies) / "copy.db"
        shutil.copyfile(path, copy)
        fill(copy, 2000, 2_000_000)  # the copy is read from the disk here, and from memory after
        print(f"  2,000 more articles: {fill(copy, 2000, 3_000_000) / 2:.2f} ms each")
    if options.newsboat and shutil.which("newsboat"):
        for word in ("gouvernement", rare):
            taken, bytes_each = newsboat(folder, size, options.port, word)
            print(f"  newsboat, search “{word}”: {taken:.0f} ms; {bytes_each:.0f} bytes an article")


def main(arguments: list[str]) -> int:
    """Print the figures; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="1000,100000")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--port", type=int, default=8800)
    parser.add_argument("--newsboat", action="store_true", help="its own search too; it takes minutes at 100,000")
    options = parser.parse_args(arguments)
    if not (SHARED / "bench/mkcache.py").is_file():
        print(f"Nothing to measure with: {SHARED / 'bench/mkcache.py'} is not there.", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as own:
        folder = options.folder or Path(own)
        home = Path(own)
        empty = median(lambda: started([sys.executable, "-c", EMPTY], "ANSWERED", home), options.rounds)
        print(f"an empty Textual app answers a key after {empty:.0f} ms")
        for size in map(int, options.sizes.split(",")):
            measure(size, folder, options, empty)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
