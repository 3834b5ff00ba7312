"""What newsreader's commands cost in processor time, beside a yardstick in the same run: a look of half a minute, which
`scripts/check.py` takes too, so that nothing grows slow unnoticed.

python -m benchmarks.cost [--rounds 2]

The yardstick does the least that a refresh in Python can do: it asks with validators, parses, and puts the words into
a full-text index. Each figure is the least of the rounds. A ratio moves by a fifth when others use the machine; only
one that is half as large again as what is written down here fails. Those numbers are raised by hand, with a reason.
"""

import argparse
import asyncio
import os
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from pathlib import Path

#: Processor time as a ratio, and why it is what it is.
WRITTEN_DOWN = {
    # On top of the yardstick: what a text is and whether it is whole, names, counts, lists, a second process.
    "cold refresh / yardstick": 2.2,
    # Python and the library, and no network where nothing is due.
    "nothing due / yardstick": 0.45,
    # Asked again: the network, and 304 for every feed.
    "nothing new / yardstick": 1.4,
    "count / bare Python": 2.2,
}
#: From so many times what is written down on, it is no noise.
TOLERANCE = 1.5
FEEDS, ITEMS = 24, 40
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_SYLLABLES = "ba ché do fri gué lan mou né pri qua ré sou té vi zo ment tion eux elle oir".split()


def feed(number: int, base: str) -> bytes:
    """A feed of invented French-looking articles with their whole texts, the same each time."""
    chance = random.Random(number)
    lexicon = ["".join(chance.choices(_SYLLABLES, k=chance.randint(1, 4))) for _word in range(3000)]

    def words(count: int) -> str:
        return " ".join(lexicon[int(3000 * chance.random() ** 3)] for _word in range(count))

    begun = datetime(2026, 11, 20, 8, tzinfo=UTC)
    items = "".join(
        f"<item><title>{words(9).capitalize()}</title><link>{base}/article/{number}/{place}</link>"
        f'<guid isPermaLink="false">{number}-{place}</guid><dc:creator>Jeanne Essai</dc:creator>'
        f"<pubDate>{format_datetime(begun - timedelta(minutes=37 * place + number))}</pubDate>"
        f"<description>{words(25)}.</description><content:encoded><![CDATA["
        + "".join(f"<p>{words(45).capitalize()}. {words(20).capitalize()}.</p>" for _paragraph in range(4))
        + "]]></content:encoded></item>"
        for place in range(ITEMS)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<channel><title>L’essai n° {number}</title><link>{base}/</link><language>fr</language>{items}</channel></rss>"
    ).encode()


def yardstick(path: str, urls: list[str]) -> None:
    """Refresh feeds with the least that it takes."""
    import aiohttp
    from lxml import etree

    library = sqlite3.connect(path, isolation_level=None)
    library.executescript(
        "PRAGMA journal_mode = WAL; CREATE TABLE IF NOT EXISTS feed (url TEXT PRIMARY KEY, etag TEXT);"
        "CREATE TABLE IF NOT EXISTS item (id INTEGER PRIMARY KEY, guid TEXT UNIQUE, title TEXT, at TEXT, text TEXT);"
        "CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5 (title, text, content='item', content_rowid='id')"
    )
    etags = dict(library.execute("SELECT url, etag FROM feed").fetchall())

    async def one(session: aiohttp.ClientSession, url: str) -> None:
        headers = {"If-None-Match": etags[url]} if url in etags else {}
        async with session.get(url, headers=headers) as answer:
            body = await answer.read()
        if answer.status == 304:
            return
        library.execute("BEGIN")
        library.execute("INSERT OR REPLACE INTO feed VALUES (?, ?)", (url, answer.headers["ETag"]))
        for item in etree.fromstring(body).iter("item"):
            said = {str(child.tag): child.text for child in item}
            at = parsedate_to_datetime(said["pubDate"] or "").isoformat()
            row = (said["guid"], said["title"], at, said[_CONTENT])
            number = library.execute("INSERT INTO item VALUES (NULL, ?, ?, ?, ?)", row).lastrowid
            library.execute("INSERT INTO words (rowid, title, text) VALUES (?, ?, ?)", (number, row[1], row[3]))
        library.execute("COMMIT")

    async def all_of_them() -> None:
        async with aiohttp.ClientSession() as session:
            await asyncio.gather(*(one(session, url) for url in urls))

    asyncio.run(all_of_them())


def processor_time(command: list[str], home: Path) -> float:
    """Seconds that a command and its children take of the processors. Raises CalledProcessError where it fails."""
    places = {f"XDG_{name}_HOME": str(home) for name in ("DATA", "CONFIG", "CACHE", "STATE")}
    environment = {**os.environ, **places, "HOME": str(home), "NO_COLOR": "1", "LC_ALL": "C.UTF-8"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL, timeout=120)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def round_of(home: Path, urls: list[str]) -> dict[str, float]:
    """The seconds of everything once, in a folder of its own."""
    (home / "urls").write_text("\n".join(urls))
    (home / "newsreader").mkdir()
    (home / "newsreader/config.toml").write_text("requests_per_host = 24\n")
    library = home / "library.db"

    def ours(*arguments: str) -> float:
        return processor_time([sys.executable, "-m", "newsreader", "--library", str(library), *arguments], home)

    plain = [sys.executable, "-m", "benchmarks.cost", "--yardstick", str(home / "plain.db"), *urls]
    ours("import", str(home / "urls"))
    found = {"yardstick": processor_time(plain, home), "cold": ours("refresh", "--quiet")}
    found |= {"due": ours("refresh", "--quiet"), "count": ours("count", "--unread")}
    with closing(sqlite3.connect(library)) as opened:
        # By hand too, a feed is left in peace for five minutes: let them have passed.
        opened.execute("UPDATE feed SET last_attempt = last_attempt - 36000, not_before = NULL")
        opened.commit()
    found |= {"new": ours("refresh", "--quiet"), "yardstick again": processor_time(plain, home)}
    return {**found, "bare": processor_time([sys.executable, "-c", "pass"], home)}


def main(arguments: list[str]) -> int:
    """Print the ratios; 1 where one is far above what is written down."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--yardstick", nargs="+", metavar="FILE", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.yardstick:
        yardstick(options.yardstick[0], options.yardstick[1:])
        return 0
    from tests.press import Served
    from tests.server import press_server

    rounds = []
    with press_server() as server:
        for number in range(FEEDS):
            headers = {"Content-Type": "application/rss+xml; charset=utf-8", "ETag": f'"{number}"'}
            server.routes[f"/feed/{number}"] = Served(feed(number, server.base), headers=headers)
        urls = [f"{server.base}/feed/{number}" for number in range(FEEDS)]
        for _round in range(options.rounds):
            with tempfile.TemporaryDirectory() as folder:
                rounds.append(round_of(Path(folder), urls))
    least = {name: min(one[name] for one in rounds) for name in rounds[0]}
    ratios = {
        "cold refresh / yardstick": least["cold"] / least["yardstick"],
        "nothing due / yardstick": least["due"] / least["yardstick again"],
        "nothing new / yardstick": least["new"] / least["yardstick again"],
        "count / bare Python": least["count"] / least["bare"],
    }
    for name, ratio in ratios.items():
        print(f"{ratio:5.2f} × {name} (written down: {WRITTEN_DOWN[name]:.2f})")
    grown = [name for name, ratio in ratios.items() if ratio > TOLERANCE * WRITTEN_DOWN[name]]
    for name in grown:
        print(f"! {name} has grown: find out why, or write the new number down in {__file__} with its reason.")
    return bool(grown)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
