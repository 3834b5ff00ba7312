"""The short version of `benchmarks/soak.py`: killed at any moment, and six processes at once."""

import json
import os
import random
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsreader.library.core import Library
from newsreader.library.refresh.ingest import parse_and_store
from newsreader.model.article import Article
from newsreader.model.article_filter import ArticleFilter
from newsreader.model.errors import LibraryError
from newsreader.model.note import Note
from newsreader.render.dates import short
from newsreader.render.plain import plain_article
from newsreader.store.store import Store
from tests.concurrent_use import run_concurrently
from tests.crash_recovery import ROOT, are_there, kill_all_kinds
from tests.library.example_library import build_example_library
from tests.server import PressServer
from tests.terminal import COMMAND

#: Whole programs, most in a terminal of their own: one after the other, or they wait for each other.
pytestmark = pytest.mark.xdist_group("whole programs")


def test_killed_at_any_moment_nothing_that_was_confirmed_is_lost(tmp_path: Path, press: PressServer) -> None:
    assert sum(kill_all_kinds(tmp_path, random.Random(9), press, 18).values()) == 18


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
def test_six_processes_share_a_library(library_file: Path, press: PressServer) -> None:
    found = run_concurrently(library_file, press, 8, random.Random(4))
    assert not found.bad, found.bad[0]
    assert found.whole and not found.lost and found.done.get("tag", 0) > 0, found.done


@pytest.mark.parametrize("seed", range(6))
def test_where_the_disk_takes_no_more_what_was_kept_is_kept(library_file: Path, seed: int) -> None:
    # The file may not grow beyond some size: every write behind that fails, wherever in an act it comes.
    build_example_library(library_file)
    command = [sys.executable, "-m", "tests.crash_recovery", "full", str(library_file), str(seed)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=60)
    said = [json.loads(line) for line in done.stdout.splitlines()]
    sentence = said[-1].get("sentence", "")
    assert done.returncode == 0 and re.search("disk|full", sentence), (done.stderr, sentence)
    # What was not done for want of room was not done in part either.
    are_there(library_file, [*said[:-2], said[-2] if not said[-2].get("begun") else {**said[-1], "act": ""}])


def test_a_disk_that_is_full_is_said_and_reading_goes_on(library_file: Path) -> None:
    build_example_library(library_file)
    with closing(Library(library_file)) as library:
        pages = library._store.database.rows("PRAGMA page_count")[0][0]
        library._store.database.write(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(LibraryError, match="disk is full"):
            for number in range(1, 300):
                library.notes.save(Note(0, number, "Un long mot. " * 500))
        assert library.open(1) and len(library.headlines(ArticleFilter())) == 200


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes."""
    place = tmp_path / "disk"
    place.mkdir()
    try:
        mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(place)]
        subprocess.run(mount, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no disk can be mounted here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_library_opened_on_a_full_disk_is_read_and_written_as_soon_as_there_is_room(small_disk: Path) -> None:
    path, filler = small_disk / "library.db", small_disk / "filler"
    with closing(Store(path)) as store:
        feed, _new = store.feeds.add("http://presse.example/a.rss", "Le port")
        number = store.articles.put_entry(feed, Article("http://x/1", "x:1", "Titre"), "", datetime.now(UTC))
    with suppress(OSError), filler.open("wb", buffering=0) as file:
        while file.write(bytes(500)):
            pass
    with closing(Library(path)) as library:
        assert [headline.title for headline in library.headlines(ArticleFilter())] == ["Titre"]
        with pytest.raises(LibraryError, match="disk is full"):
            library.mark_read([number])
        filler.unlink()
        library.mark_read([number])
        assert library.headlines(ArticleFilter())[0].read


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only for root")
def test_a_library_that_cannot_be_written_can_be_read(library_file: Path) -> None:
    build_example_library(library_file)
    library_file.chmod(0o400)
    library_file.parent.chmod(0o500)
    try:
        with closing(Library(library_file)) as library:
            assert library.open(1) and library.headlines(ArticleFilter())
            with pytest.raises(LibraryError, match="permissions"):
                library.mark_read([1])
    finally:
        library_file.parent.chmod(0o700)


@pytest.mark.parametrize(
    "surroundings",
    [
        {"HOME": None},
        {"HOME": "/nonexistent", "XDG_STATE_HOME": None, "XDG_CONFIG_HOME": None},
        {"LC_ALL": None, "LANG": None, "LANGUAGE": None, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "C", "LANGUAGE": None, "PYTHONUTF8": "0"},
        {"LC_ALL": "POSIX", "PYTHONIOENCODING": "ascii"},
        {"LANG": "xx_YY.ISO-8859-15", "LANGUAGE": "tlh"},
        {"TZ": "Nowhere/Land"},
        {"TZ": "Pacific/Apia"},
        {"TERM": None, "COLUMNS": "0"},
    ],
    ids=lambda surroundings: " ".join(f"{name}={value}" for name, value in surroundings.items()),
)
def test_it_works_wherever_it_is_started(tmp_path: Path, surroundings: dict[str, str | None]) -> None:
    path = tmp_path / "mes bibliothèques – Bücher, 書" / "la mienne.db"
    build_example_library(path)
    kept = {"NEWSREADER_LIBRARY": str(path), "NEWSREADER_CONFIG": str(path.with_name("réglages.toml"))}
    environment = {**os.environ, **kept, **{name: value for name, value in surroundings.items() if value is not None}}
    for name, value in surroundings.items():
        if value is None:
            environment.pop(name, None)
    for command in (["list", "--limit", "3"], ["show", "1"], ["search", "port"]):
        done = subprocess.run(
            [str(COMMAND), *command], capture_output=True, env=environment, stdin=subprocess.DEVNULL, timeout=60
        )
        assert done.returncode == 0 and done.stdout and b"Traceback" not in done.stderr, (command, done.stderr)


@pytest.mark.parametrize("zone", ["Europe/Paris", "Pacific/Apia", "America/St_Johns"])
def test_dates_of_every_year_are_listed_and_sorted(
    library_file: Path, zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    years = [1, 1900, 1969, 1970, 1999, 2026, 2038, 2099, 9999]
    # The hour that comes twice and the one that does not come, in Paris.
    moments = [datetime(year, 1, 1, tzinfo=UTC) for year in years]
    moments += [datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in range(3)] + [
        datetime(2026, 3, 29, 1, tzinfo=UTC)
    ]
    now = datetime(2026, 11, 24, 9, tzinfo=UTC)
    with closing(Store(library_file)) as store:
        feed, _new = store.feeds.add("https://x.example/f", "Le fil")
        for n, moment in enumerate(moments):
            article = Article(f"https://x.example/{n}", f"x:{n}", f"T{n}", published=moment)
            parse_and_store(store, store.articles.put_entry(feed, article, "s", now), article, now)
    with closing(Library(library_file)) as library:
        found = library.headlines(ArticleFilter())
        assert [one.when for one in found] == sorted((one.when for one in found), reverse=True)
        assert len(found) == len(moments) and max(one.when for one in found) <= now
        for one in found:
            reading = library.open(one.id)
            assert reading
            assert plain_article(reading.article, "fr")
            assert short(one.when, now, "fr")
            # A clock that was set back does not lose what is there.
            assert short(one.when, datetime(1999, 1, 1, tzinfo=UTC), "en")
