"""Six processes on one library: two readers under random keys, and four commands over and over."""

import random
import re
import sqlite3
import subprocess
import time
from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path

from newsreader.config import crashes_path
from tests.crash_recovery import is_whole
from tests.library.example_library import ARTICLES, build_example_library
from tests.press import feed, item, page, rss, small_press
from tests.server import PressServer
from tests.terminal import COMMAND, Terminal, terminal

#: What a reader's hands do; no key that leaves, pipes or opens a browser.
KEYS = ["j", "k", " ", "\r", "f", "r", "u", "2", "g", "G", "c", "'", ",", "l", "\t", "R", "n", "z", "<", ">"]
#: What must not be seen by anyone.
_BAD = re.compile(r"locked|busy for too long|occupée|Traceback|Error\b|had to stop")


@dataclass
class Found:
    """What came of it: what was done how often, what nobody should have seen, memory of the readers in MB."""

    done: dict[str, int] = field(default_factory=dict)
    bad: list[str] = field(default_factory=list)
    memory: list[tuple[float, float]] = field(default_factory=list)
    lost: int = 0
    whole: bool = False


def run_concurrently(path: Path, server: PressServer, seconds: float, chance: random.Random) -> Found:
    """Run them for so long; every tag and note that a command has confirmed is looked for afterwards."""
    found = Found()
    build_example_library(path)
    server.routes = small_press(server.base)
    commands: dict[str, Callable[[], list[str]]] = {
        "refresh": lambda: ["refresh", "-q"],
        "search": lambda: ["search", chance.choice(("port", "maire", "quai"))],
        "count": lambda: ["count", "--unread"],
        "tag": lambda: ["tag", str(chance.randint(1, ARTICLES)), f"soak{chance.randint(0, 10**9)}"],
        "export": lambda: ["export", "--all", "--force", str(path.parent / "out.jsonl")],
    }
    running: dict[str, tuple[subprocess.Popen[str], list[str]]] = {}
    tags: dict[str, str] = {}
    # A second writer on one article would rightly take the first one's tags away: each tag has an article of its own.
    free = chance.sample(range(1, ARTICLES + 1), ARTICLES)
    new = 0
    subprocess.run([COMMAND, "add", f"{server.base}/titres.rss", "--library", str(path)], check=True)
    with ExitStack() as stack:
        readers = [stack.enter_context(terminal(columns=100, rows=30)) for _n in range(2)]
        for reader in readers:
            reader.wait_for("Titre")
        first = [_memory(reader) for reader in readers]
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for reader in readers:
                reader.press(chance.choice(KEYS))
                reader.look(0.01)
                if seen := _BAD.search(reader.sees()):
                    found.bad.append(f"reader: {seen.group()}\n{reader.sees()}")
                if reader.process.poll() is not None:
                    reports = [report.read_text() for report in crashes_path().glob("*.txt")]
                    found.bad = ["\n".join([f"a reader ended: {reader.process.returncode}", reader.sees(), *reports])]
                    return found
            for name, make in commands.items():
                if name in running and running[name][0].poll() is None:
                    continue
                if name in running:
                    process, arguments = running.pop(name)
                    said, trouble = process.communicate()
                    found.done[name] = found.done.get(name, 0) + 1
                    # Feeds of nobody's are among them: a refresh may find no network at all; a search, nothing yet.
                    fine = {"refresh": (0, 1, 4), "search": (0, 1)}.get(name, (0,))
                    if process.returncode not in fine or _BAD.search(said + trouble):
                        found.bad.append(f"{arguments}: {process.returncode} {trouble[-500:]}")
                    elif name == "tag":
                        tags[arguments[1]] = arguments[2]
                    if name == "refresh":
                        new += 1
                        _more_news(server, new)
                arguments = make()
                if name == "tag":
                    if not free:
                        continue
                    arguments[1] = str(free.pop())
                process = subprocess.Popen(
                    [str(COMMAND), *arguments, "--library", str(path)],
                    stdout=subprocess.PIPE,
                    stderr=subprocess.PIPE,
                    text=True,
                )
                running[name] = (process, arguments)
        found.memory = list(zip(first, [_memory(reader) for reader in readers], strict=True))
        for process, _arguments in running.values():
            process.communicate(timeout=60)
        for reader in readers:
            reader.press("Q")
            reader.ended()
    with closing(sqlite3.connect(path)) as raw:
        have = {(str(article), tag) for article, tag in raw.execute("SELECT article, tag FROM article_tag")}
    found.lost = len(set(tags.items()) - have)
    found.whole = is_whole(path)
    return found


def _more_news(server: PressServer, number: int) -> None:
    """Three articles more, and the oldest ones less."""
    text = server.routes["/culture/quai_7000001.html"].body.decode()
    numbers = [f"{8000000 + number * 3 + n}" for n in range(3)]
    for one in numbers:
        server.routes[f"/culture/neuf_{one}.html"] = page(text.replace("7000001", one))
    items = "".join(item(f"Nouvelle {one}", f"{server.base}/culture/neuf_{one}.html") for one in numbers)
    server.routes["/titres.rss"] = feed(rss("Titres", items))


def _memory(reader: Terminal) -> float:
    for line in Path(f"/proc/{reader.process.pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0
