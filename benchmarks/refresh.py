"""How fast a library fills and how little it disturbs, beside newsboat and sfeed in one run.

python benchmarks/refresh.py [--feeds 500] [--latency 50] [--rounds 3] [--port 8811]

The feed server stands beside the project where its reference data lies, and is no part of it; newsboat
and sfeed_update have to be installed, else their rows are left out. All feeds come from one loopback
server, so newsreader is allowed fifty requests at a time to it (`requests_per_host`), as newsboat is.
"""

import argparse
import fcntl
import os
import pty
import select
import shutil
import sqlite3
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
NEWSREADER = str(Path(sys.executable).with_name("newsreader"))


@contextmanager
def feed_server(port: int, feeds: int, latency: int) -> Iterator[str]:
    """The loopback server, with its bodies made."""
    script = SHARED / "bench/feedserver.py"
    server = subprocess.Popen(
        [sys.executable, script.name, "--port", str(port), "--feeds", str(feeds), "--latency-ms", str(latency)],
        cwd=script.parent,
        stdout=subprocess.DEVNULL,
    )
    base = f"http://127.0.0.1:{port}"
    try:
        for _try in range(600):
            try:
                urllib.request.urlopen(f"{base}/stats", timeout=5).read()
                break
            except OSError:
                time.sleep(0.2)
        yield base
    finally:
        server.kill()
        server.wait()


def timed(command: list[str], home: Path) -> tuple[float, float]:
    """Wall and CPU seconds of a command, its children included; with byte code, as pip installs it."""
    places = dict.fromkeys(("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"), str(home))
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | places
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    _pid, _status, usage = os.wait4(process.pid, 0)
    return time.perf_counter() - began, usage.ru_utime + usage.ru_stime


class Ours:
    """newsreader in a folder of its own."""

    def __init__(self, folder: Path, urls: list[str]) -> None:
        self.folder, self.library = folder, folder / "library.db"
        (folder / "urls").write_text("\n".join(urls))
        (folder / "config.toml").write_text("requests_per_host = 50\nprefetch_articles = 0\n")
        subprocess.run(self.command("import", str(folder / "urls")), check=True, stdout=subprocess.DEVNULL)

    def command(self, *arguments: str) -> list[str]:
        places = ["--library", str(self.library), "--config", str(self.folder / "config.toml")]
        return [NEWSREADER, *places, *arguments]

    def cold(self) -> tuple[float, float]:
        return timed(self.command("refresh", "--quiet"), self.folder)

    def warm(self) -> tuple[float, float]:
        # By hand too, a feed is left in peace for five minutes: let them have passed.
        with closing(sqlite3.connect(self.library)) as library:
            library.execute("UPDATE feed SET last_attempt = last_attempt - 36000, not_before = NULL")
            library.commit()
        return timed(self.command("refresh", "--quiet"), self.folder)

    def searchable(self) -> int:
        with closing(sqlite3.connect(self.library)) as library:
            return int(library.execute("SELECT COUNT(*) FROM article WHERE fts_rowid").fetchone()[0])


class Newsboat:
    """newsboat with fifty threads; `analyzed` with the statistics that make it quick, as a new user has not."""

    def __init__(self, folder: Path, urls: list[str], analyzed: bool) -> None:
        self.folder, self.cache = folder, folder / "cache.db"
        (folder / "urls").write_text("\n".join(urls) + "\n")
        (folder / "config").write_text("reload-threads 50\ncleanup-on-quit no\nmax-items 0\n")
        self.command = ["newsboat", "-C", str(folder / "config"), "-u", str(folder / "urls"), "-c", str(self.cache)]
        self.command += ["-x", "reload"]
        if analyzed:
            timed(self.command, folder)
            with closing(sqlite3.connect(self.cache)) as cache:
                cache.execute("ANALYZE")
                cache.execute("DELETE FROM rss_item")
                cache.execute("UPDATE rss_feed SET lastmodified = 0, etag = ''")
                cache.commit()

    def cold(self) -> tuple[float, float]:
        return timed(self.command, self.folder)

    def warm(self) -> tuple[float, float]:
        timed(self.command, self.folder)  # its second run still fetches everything
        return timed(self.command, self.folder)


class Sfeed:
    """sfeed_update with its usual sixteen jobs."""

    def __init__(self, folder: Path, urls: list[str]) -> None:
        lines = "".join(f"feed 'f{place}' '{url}'\n" for place, url in enumerate(urls))
        (folder / "sfeedrc").write_text(f"sfeedpath='{folder}/feeds'\nmaxjobs=16\nfeeds() {{\n{lines}}}\n")
        self.folder = folder

    def cold(self) -> tuple[float, float]:
        return timed(["sfeed_update", str(self.folder / "sfeedrc")], self.folder)

    warm = cold


# ---------------------------------------------------------------- keys while it refreshes


class Keys:
    """The reader in a pseudo-terminal: how long a key takes, from being pressed to the screen's answer."""

    def __init__(self, command: list[str]) -> None:
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))
        environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        self.process = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, env=environment, start_new_session=True
        )
        os.close(slave)
        self._read_for(1.5)

    def _read_for(self, seconds: float) -> None:
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            if select.select([self._master], [], [], left)[0]:
                os.read(self._master, 65536)

    def _quiet(self, patience: float, longest: float) -> None:
        """Read until nothing has come for so many seconds, or it has lasted too long."""
        end = time.perf_counter() + longest
        while select.select([self._master], [], [], patience)[0] and time.perf_counter() < end:
            os.read(self._master, 65536)

    def press(self, key: str) -> float:
        """Milliseconds until the screen answers."""
        self._quiet(0.08, 0.15)  # the article beside the list follows its cursor once that rests
        began = time.perf_counter()
        os.write(self._master, key.encode())
        if not select.select([self._master], [], [], 5)[0]:
            return 5000.0
        return 1000 * (time.perf_counter() - began)

    def walk(self, presses: int, while_true: Callable[[], bool] = lambda: True) -> list[float]:
        """Down and up the list, as a reader would."""
        times: list[float] = []
        while len(times) < presses and while_true():
            times.append(self.press("j" if len(times) % 20 < 10 else "k"))
        return times

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._master)


def memory(process: int) -> float:
    """Proportional MB of a process's descendants (the fetcher and its workers), without itself."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except (OSError, IndexError):
                continue
            children.setdefault(parent, []).append(int(entry.name))
    total, todo = 0.0, list(children.get(process, ()))
    while todo:
        one = todo.pop()
        todo += children.get(one, ())
        try:
            rollup = Path(f"/proc/{one}/smaps_rollup").read_text()
            total += next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")) / 1024
        except (OSError, StopIteration):
            continue
    return total


def disturbance(folder: Path, urls: list[str], presses: int) -> tuple[list[float], list[float], float]:
    """Key times without a refresh and during one, and the most memory the fetcher takes."""
    ours = Ours(folder, urls[:60])
    ours.cold()
    subprocess.run(ours.command("quotes"), check=True, stdout=subprocess.DEVNULL)  # nothing is left to be read
    (folder / "config.toml").write_text("requests_per_host = 50\nprefetch_articles = 0\nrefresh_minutes = 0\n")
    keys = Keys(ours.command())
    idle = keys.walk(presses)
    keys.close()
    (folder / "config.toml").write_text("requests_per_host = 50\nprefetch_articles = 0\n")
    (folder / "urls").write_text("\n".join(urls[60:]))
    subprocess.run(ours.command("import", str(folder / "urls")), check=True, stdout=subprocess.DEVNULL)

    def going_on() -> bool:
        with closing(sqlite3.connect(ours.library)) as library:
            return bool(library.execute("SELECT COUNT(*) FROM feed WHERE last_attempt IS NULL").fetchone()[0])

    keys = Keys(ours.command())
    most, watching = [0.0], True

    def watch() -> None:
        while watching:
            most[0] = max(most[0], memory(keys.process.pid))
            time.sleep(0.2)

    watcher = threading.Thread(target=watch)
    watcher.start()
    busy = keys.walk(10_000, going_on)
    watching = False
    watcher.join()
    keys.close()
    return idle, busy, most[0]


def main(arguments: list[str]) -> int:
    """Print the tables; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--feeds", type=int, default=500)
    parser.add_argument("--latency", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--port", type=int, default=8811)
    options = parser.parse_args(arguments)
    if not (SHARED / "bench/feedserver.py").is_file():
        print(f"Nothing to measure with: {SHARED / 'bench/feedserver.py'} is not there.", file=sys.stderr)
        return 2
    makers: dict[str, Callable[[Path, list[str]], Ours | Newsboat | Sfeed]] = {"newsreader": Ours}
    if shutil.which("newsboat"):
        makers["newsboat, 50 threads"] = lambda folder, urls: Newsboat(folder, urls, analyzed=False)
        makers["newsboat, 50 threads, ANALYZE"] = lambda folder, urls: Newsboat(folder, urls, analyzed=True)
    if shutil.which("sfeed_update"):
        makers["sfeed, 16 jobs"] = Sfeed
    results: dict[str, list[tuple[float, float, float, float]]] = {name: [] for name in makers}
    with feed_server(options.port, options.feeds, options.latency) as base:
        urls = [f"{base}/feed/{place}.xml" for place in range(options.feeds)]
        for _round in range(options.rounds):
            for name, make in makers.items():
                with tempfile.TemporaryDirectory() as folder:
                    reader = make(Path(folder), urls)
                    cold, warm = reader.cold(), reader.warm()
                    results[name].append((*cold, *warm))
                    if isinstance(reader, Ours):
                        print(f"searchable after the cold refresh: {reader.searchable()}", file=sys.stderr)
        idle: list[float] = []
        busy: list[float] = []
        most = 0.0
        for _round in range(options.rounds):
            with tempfile.TemporaryDirectory() as folder:
                without, during, memory_taken = disturbance(Path(folder), urls, 100)
                idle, busy, most = idle + without, busy + during, max(most, memory_taken)
    medians = {
        name: [statistics.median(column) for column in zip(*rows, strict=True)] for name, rows in results.items()
    }
    ours = medians["newsreader"]
    print(f"{'':32} {'cold s':>8} {'cpu s':>7} {'we take':>8} {'warm s':>8} {'cpu s':>7} {'we take':>8}")
    for name, (cold_s, cold_cpu, warm_s, warm_cpu) in medians.items():
        ratios = f"{ours[0] / cold_s:7.2f}x", f"{ours[2] / warm_s:7.2f}x"
        print(f"{name:32} {cold_s:8.2f} {cold_cpu:7.2f} {ratios[0]} {warm_s:9.2f} {warm_cpu:7.2f} {ratios[1]}")
    for name, times in (("idle", idle), ("during a refresh", busy)):
        p95 = statistics.quantiles(times, n=20)[-1]
        print(f"keys, {name}: median {statistics.median(times):.1f} ms, p95 {p95:.1f} ms ({len(times)} presses)")
    print(f"the fetcher and its workers, at most: {most:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
