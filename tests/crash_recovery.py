"""Programs that are killed in the middle of something, and what has to be in the library after that.

python -m tests.crash_recovery ACTS LIBRARY SEED        (what is killed: it says what it has done, when it is done)
"""

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from newsreader.library.core import Library
from newsreader.library.maintenance.retention import RetentionLimits, delete_expired
from newsreader.library.messages.requests import Refresh, to_line
from newsreader.library.sync.folder_sync import FolderSync
from newsreader.model.errors import LibraryError
from newsreader.model.note import Note
from newsreader.store.store import Store
from tests.library.example_library import ARTICLES, build_example_library
from tests.press import feed, item, page, rss, small_press
from tests.server import PressServer

ROOT = Path(__file__).parent.parent
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


def read_at_random(path: Path, seed: int) -> None:
    """Read, save, tag, note and take back, for ever; what is about to be done is said before, and once it is."""
    chance = random.Random(seed)
    with closing(Library(path)) as library:
        while True:
            number = chance.randint(1, ARTICLES)
            act, on = chance.choice(("read", "saved", "tag", "note", "undo")), chance.random() < 0.5
            _say({"act": act, "article": number, "begun": True})
            kept = 0
            match act:
                case "read":
                    library.mark_read([number], on)
                case "saved":
                    library.mark_saved([number], on)
                case "tag":
                    library.tags.change([number], [f"t{chance.randint(0, 9)}"] if on else [])
                case "note":
                    kept = library.notes.save(Note(0, number, f"Un mot {chance.random()}"))
                case _:
                    library.undo_history.undo()
            _say({"act": act, "article": number, "note": kept, **_state(library, number)})


def _state(library: Library, number: int) -> dict[str, object]:
    headline = library.headlines_of([number])[number]
    return {
        "read": headline.read,
        "saved": headline.saved,
        "tags": library.tags.of(number),
        "notes": sorted(note.text for note in library.notes.all() if note.article == number),
    }


def forget_oldest(path: Path, seed: int) -> None:
    """Let articles go, a few at a time."""
    with closing(Store(path)) as store:
        for left in range(ARTICLES - 1, 0, -1):
            delete_expired(store, RetentionLimits(articles=left), NOW)
            _say({"left": left})


def agree_at_random(path: Path, seed: int) -> None:
    """Mark articles as read or unread, and agree by a folder, for ever."""
    chance = random.Random(seed)
    with closing(Store(path)) as store, closing(Library(path)) as library:
        agree(store, path)  # from here on it is known when something was done
        while True:
            numbers = chance.sample(range(1, ARTICLES + 1), 5)
            on = chance.random() < 0.5
            _say({"articles": numbers, "begun": True})
            library.mark_read(numbers, on)
            _say({"articles": numbers, "read": on})
            agree(store, path)


def agree(store: Store, path: Path) -> None:
    """One round, by the folder beside the library."""
    done = FolderSync(store, path.parent / "shared", lambda: datetime.now(UTC)).sync()
    assert not done.error, done.error


def on_a_full_disk(path: Path, seed: int) -> None:
    """As `read_at_random`, until the disk takes no more: from some size on every write fails."""
    import resource

    more = random.Random(seed).randint(0, 60_000)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + more,) * 2)
    try:
        read_at_random(path, seed)
    except LibraryError as error:
        _say({"act": "full", "article": 0, "begun": True, "sentence": error.sentence})


def _say(what: dict[str, object]) -> None:
    print(json.dumps(what), flush=True)


def is_whole(path: Path) -> bool:
    """Whether SQLite finds nothing wrong, and the counts are those of the rows."""
    with closing(sqlite3.connect(path)) as raw:
        sound = raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        astray = raw.execute("PRAGMA foreign_key_check").fetchall()
        waiting = "SELECT COUNT(*) FROM article WHERE read IS NULL AND hidden IS NULL AND duplicate_of IS NULL"
        counter = raw.execute(f"SELECT unread = ({waiting}) FROM counter").fetchone() == (1,)
        of_feeds = raw.execute(
            "SELECT COUNT(*) FROM feed WHERE total <> (SELECT COUNT(*) FROM feed_article WHERE feed = id)"
        ).fetchone() == (0,)
    return sound and not astray and counter and of_feeds


@contextmanager
def killed(command: list[str], wait: float, **environment: str) -> Iterator[list[str]]:
    """The lines that a program says until it is killed, so many seconds after its first one."""
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stdin=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=ROOT,
        env={**os.environ, **environment},
        start_new_session=True,
    )
    assert process.stdout and process.stdin
    lines: list[str] = []
    try:
        if "fetcher" in command:
            process.stdin.write(to_line(Refresh(asked=True, minutes=0)) + "\n")
            process.stdin.flush()
        if wait >= 0:
            lines.append(process.stdout.readline())
        time.sleep(abs(wait))
        os.killpg(process.pid, signal.SIGKILL)
        lines += process.stdout.read().splitlines()
        process.wait()
        yield [line for line in lines if line.endswith(("}", "}\n"))]
    finally:
        process.stdin.close()
        process.stdout.close()


def kill_a_reader(folder: Path, chance: random.Random) -> None:
    """What it has done is done; what it was doing is done or not."""
    path = _new_example_library(folder)
    seed = chance.randint(0, 10**9)
    with killed(
        [sys.executable, "-m", "tests.crash_recovery", "reading", str(path), str(seed)], chance.random()
    ) as lines:
        said = [json.loads(line) for line in lines]
    are_there(path, said)


def are_there(path: Path, said: list[dict[str, Any]]) -> None:
    """Whether the library is as somebody has said who acted at random."""
    assert is_whole(path)
    done: dict[int, dict[str, object]] = {}
    open_ = {"act": "", "article": 0}
    for one in said:
        open_ = one if one.get("begun") else {"act": "", "article": 0}
        if not one.get("begun"):
            # What is taken back may be of any article.
            done = {one["article"]: one} if one["act"] == "undo" else {**done, one["article"]: one}
    with closing(Library(path)) as library:
        for number, one in done.items():
            if open_["act"] != "undo" and open_["article"] != number:
                assert _state(library, number) == {name: one[name] for name in ("read", "saved", "tags", "notes")}
        if said:
            assert library.undo_history.undo()


def kill_a_fetcher(folder: Path, chance: random.Random, server: PressServer) -> None:
    """What it has told as kept is kept."""
    path = _new_example_library(folder)
    urls = [f"{server.base}/culture/quai_{chance.randint(10**6, 10**7)}.html" for _n in range(40)]
    text = server.routes["/culture/quai_7000001.html"].body.decode()
    for url in urls:
        server.routes[url.removeprefix(server.base)] = page(text.replace("7000001", url[-12:-5]))
    server.routes["/round.rss"] = feed(rss("T", "".join(item(f"Titre {n}", url) for n, url in enumerate(urls))))
    with closing(Store(path)) as store:
        store.feeds.add(f"{server.base}/round.rss")
    command = [sys.executable, "-m", "newsreader", "fetcher", "--library", str(path)]
    with killed(command, chance.random() * 2) as lines:
        events = [json.loads(line) for line in lines]
    told = {event["article"] for event in events if event["event"] == "ArticleStored" and not event["error"]}
    assert is_whole(path)
    with closing(sqlite3.connect(path)) as raw:
        assert told <= {row[0] for row in raw.execute("SELECT id FROM article WHERE complete AND quotes_version")}


def kill_who_forgets(folder: Path, chance: random.Random) -> None:
    """What is deleted is gone, what is noted or tagged stays."""
    path = _new_example_library(folder)
    with killed([sys.executable, "-m", "tests.crash_recovery", "forgetting", str(path), "0"], chance.random()) as lines:
        left = min((json.loads(line)["left"] for line in lines), default=ARTICLES)
    assert is_whole(path)
    with closing(sqlite3.connect(path)) as raw:
        (kept,) = raw.execute("SELECT COUNT(*) FROM article").fetchone()
        (noted,) = raw.execute("SELECT COUNT(*) FROM note JOIN article ON article.id = note.article").fetchone()
    assert kept <= max(left, 30) and noted == 30


def kill_who_agrees(folder: Path, chance: random.Random) -> None:
    """What was done is known to another machine once both have met again."""
    path = _new_example_library(folder)
    other = path.with_name("other.db")
    for old in folder.glob("other.db*"):
        old.unlink()
    shutil.copy(path, other)
    shutil.rmtree(folder / "shared", ignore_errors=True)
    command = [sys.executable, "-m", "tests.crash_recovery", "agreeing", str(path), str(chance.randint(0, 10**9))]
    with killed(command, chance.random()) as lines:
        said = [json.loads(line) for line in lines]
    last = {number: one["read"] for one in said if "read" in one for number in one["articles"]}
    for number in said[-1]["articles"] if said and "begun" in said[-1] else ():
        last.pop(number, None)  # done or not
    read = []
    with closing(Store(path)) as store, closing(Store(other)) as theirs:
        for machine, place in ((store, path), (theirs, other), (store, path)):
            agree(machine, place)
    for one in (path, other):
        assert is_whole(one)
        with closing(sqlite3.connect(one)) as raw:
            read.append({row[0] for row in raw.execute("SELECT id FROM article WHERE read IS NOT NULL")})
    assert read[0] == read[1]
    assert all((number in read[1]) is on for number, on in last.items())


def kill_an_export(folder: Path, chance: random.Random) -> None:
    """The file is all there or not there, and what was there before stays."""
    path, out = _new_example_library(folder), folder / "out.jsonl"
    out.unlink(missing_ok=True)
    before = chance.random() < 0.5
    if before:
        out.write_text("mine")
    command = [sys.executable, "-m", "newsreader", "export", "--force", str(out), "--library", str(path)]
    with killed(command, -chance.random() * 1.2):
        pass
    assert is_whole(path)
    if out.exists() and (written := out.read_text(encoding="utf-8")) != "mine":
        records = [json.loads(line) for line in written.splitlines()]
        assert sum("article" in str(record)[:40] for record in records) >= ARTICLES
    else:
        assert out.exists() == before


def kill_a_migration(folder: Path, chance: random.Random) -> None:
    """It goes on, or goes back: nothing is missing at the next start."""
    path, version = folder / "old.db", chance.randint(1, 5)
    for old in folder.glob("old.db*"):
        old.unlink()
    many = 3000
    with closing(sqlite3.connect(path)) as raw:
        raw.executescript((ROOT / f"tests/store/schema_{version}.sql").read_text(encoding="utf-8"))
        raw.execute("INSERT INTO feed (id, url, title) VALUES (1, 'https://x.example/f', 'Le fil')")
        raw.executemany(
            "INSERT INTO article (id, key, url, title, sorted, seen, read) VALUES (?, ?, ?, 'Titre', 1, 1, ?)",
            [(n, f"k{n}", f"https://x.example/{n}", n if n % 3 else None) for n in range(1, many + 1)],
        )
        raw.execute(
            "INSERT INTO membership SELECT 1, id" + (", sorted, read IS NULL" * (version >= 4)) + " FROM article"
        )
        raw.execute(f"PRAGMA user_version = {version}")
        raw.commit()
    command = [sys.executable, "-m", "newsreader", "count", "--library", str(path)]
    with killed(command, -0.1 - chance.random() * 0.4):
        pass
    with closing(Store(path)) as store:
        (only,) = store.feeds.all()
        assert (only.total, only.unread) == (many, many // 3)
    assert is_whole(path)


def _new_example_library(folder: Path) -> Path:
    """A library like every other one of this kind, made once."""
    model, path = folder / "model.db", folder / "library.db"
    if not model.exists():
        build_example_library(model)
    for old in folder.glob("library.db*"):
        old.unlink()
    shutil.copy(model, path)
    return path


def kill_all_kinds(folder: Path, chance: random.Random, server: PressServer, times: int) -> dict[str, int]:
    """So many kills, each kind in turn; how many of each there were. AssertionError where anything is lost."""
    server.routes = small_press(server.base)
    counts: dict[str, int] = {}
    for n in range(times):
        kind = ("reading", "fetching", "forgetting", "agreeing", "exporting", "migrating")[n % 6]
        match kind:
            case "reading":
                kill_a_reader(folder, chance)
            case "fetching":
                kill_a_fetcher(folder, chance, server)
            case "forgetting":
                kill_who_forgets(folder, chance)
            case "agreeing":
                kill_who_agrees(folder, chance)
            case "exporting":
                kill_an_export(folder, chance)
            case _:
                kill_a_migration(folder, chance)
        counts[kind] = counts.get(kind, 0) + 1
    return counts


if __name__ == "__main__":
    {"reading": read_at_random, "agreeing": agree_at_random, "forgetting": forget_oldest, "full": on_a_full_disk}[
        sys.argv[1]
    ](Path(sys.argv[2]), int(sys.argv[3]))
