"""A damaged library: noticed, kept aside, and brought over as far as it can be read."""

import random
import sqlite3
import subprocess
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from newsreader.library.core import Library
from newsreader.library.maintenance.recovery import check_and_repair
from newsreader.library.maintenance.weekly_check import weekly_check
from newsreader.library.open_or_recover import open_or_recover
from newsreader.model.article import Article
from newsreader.model.article_filter import ArticleFilter
from newsreader.model.errors import CorruptLibraryError, LibraryError
from newsreader.store import readable_rows
from newsreader.store.store import Store
from tests.library.example_library import MANY, build_example_library
from tests.terminal import COMMAND

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


#: How many pages a library without articles has.
EMPTY = 80


def damage(path: Path, *pages: int, size: int = 4096, to: bytes = b"\xee") -> None:
    with path.open("r+b") as file:
        for page in pages:
            file.seek(page * size)
            file.write(to * size)


def counted(path: Path) -> dict[str, int]:
    with closing(sqlite3.connect(path)) as raw:
        tables = ("feed", "article", "article_body", "note", "article_tag", "undo_step")
        return {table: raw.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0] for table in tables}


def whole(path: Path) -> bool:
    with closing(sqlite3.connect(path)) as raw:
        astray = raw.execute("PRAGMA foreign_key_check").fetchall()
        return raw.execute("PRAGMA integrity_check").fetchone() == ("ok",) and not astray


@pytest.mark.parametrize("table", ["article_body", "note", "sync_record"])
def test_of_a_library_that_does_not_know_its_tables_any_more_the_others_are_brought_over(
    library_file: Path, table: str
) -> None:
    build_example_library(library_file)
    with closing(sqlite3.connect(library_file)) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    data = library_file.read_bytes()
    page = data.index(f"CREATE TABLE {table} ".encode()) // 4096
    damage(library_file, page)
    said = [sentence for _well, sentence in check_and_repair(library_file, NOW)]
    assert whole(library_file) and counted(library_file)["article"] == MANY["article"], said


def test_of_a_library_that_knows_none_of_its_tables_any_more_the_rows_are_known_by_their_shape(
    library_file: Path,
) -> None:
    build_example_library(library_file)
    with closing(sqlite3.connect(library_file)) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    have = counted(library_file)
    data = library_file.read_bytes()
    pages = [data[at : at + 4096] for at in range(0, len(data), 4096)]
    lost = [n for n, page in enumerate(pages) if n and (b"CREATE T" in page or b"CREATE INDEX" in page)]
    damage(library_file, *lost)
    with pytest.raises(sqlite3.Error):
        counted(library_file)
    said = [sentence for _well, sentence in check_and_repair(library_file, NOW)]
    assert whole(library_file) and counted(library_file) == have, said
    with closing(Library(library_file)) as library:
        assert library.count(ArticleFilter(feed=1)) > 0 and library.tags.of(1)
        opened = library.open(MANY["article"])
        assert opened and opened.article.blocks


@pytest.mark.parametrize("seed", range(6))
def test_whatever_pages_are_lost_most_of_the_rest_is_brought_over(library_file: Path, seed: int) -> None:
    build_example_library(library_file)
    pages = library_file.stat().st_size // 4096
    # The first pages, of an empty library, say which tables there are and where: without one of those, some are lost.
    lost = random.Random(seed).sample(range(EMPTY, pages), pages // 50)
    damage(library_file, *lost)
    before = library_file.read_bytes()
    said = [sentence for _well, sentence in check_and_repair(library_file, NOW)]
    assert whole(library_file), said
    have = counted(library_file)
    # A page that leads to others takes them along: of some things all, of most things most.
    assert sum(have[table] > 0.5 * count for table, count in MANY.items()) >= 4, (have, said)
    (aside,) = library_file.parent.glob("library.damaged-*.db")
    assert aside.read_bytes() == before and any(str(aside) in sentence for sentence in said)
    with closing(Library(library_file)) as library:
        for number in range(1, MANY["article"] + 1):
            library.open(number)


def test_an_article_whose_row_is_lost_comes_back_with_its_text(library_file: Path) -> None:
    build_example_library(library_file)
    with closing(sqlite3.connect(library_file)) as raw:
        (root,) = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = 'article'").fetchone()
    damage(library_file, root - 1)
    with pytest.raises(CorruptLibraryError):
        Library(library_file).headlines(ArticleFilter())
    said: list[str] = []
    list(check_and_repair(library_file, NOW))
    with closing(open_or_recover(library_file, NOW, said.append)) as library:
        assert not said and library.count(ArticleFilter()) == MANY["article"]
        assert len(library.notes.all()) == MANY["note"]


def test_a_first_page_of_zeros_is_kept_aside_and_a_foreign_file_left_alone(library_file: Path) -> None:
    build_example_library(library_file)
    damage(library_file, 0, to=b"\0")
    done = subprocess.run([COMMAND], capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=60)
    assert done.returncode == 0 and "damaged-" in done.stderr and "Traceback" not in done.stderr
    assert len(list(library_file.parent.glob("library.damaged-*.db"))) == 1
    other = library_file.with_name("thesis.db")
    other.write_text("My thesis, which is no library. " * 200)
    with pytest.raises(LibraryError, match="not a newsreader library"):
        open_or_recover(other, NOW, lambda _words: None)
    assert other.read_text().startswith("My thesis")


@pytest.fixture(scope="module")
def small_library(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a library with twenty articles."""
    path = tmp_path_factory.mktemp("small") / "library.db"
    with closing(Store(path)) as store:
        feed, _new = store.feeds.add("https://x.example/a.rss", "Le fil")
        for number in range(20):
            article = Article(f"https://x.example/{number}", f"x:{number}", f"Titre {number}")
            store.articles.put_entry(feed, article, "", NOW)
    return path.read_bytes()


@pytest.mark.parametrize("at", range(0, 100, 4))
def test_first_bytes_that_say_something_else_cost_nothing(library_file: Path, small_library: bytes, at: int) -> None:
    damaged = small_library[:at] + random.Random(at).randbytes(4) + small_library[at + 4 :]
    library_file.write_bytes(damaged)
    said = list(check_and_repair(library_file, NOW))
    assert said[-1][0] and whole(library_file), said
    assert counted(library_file)["article"] == 20 and counted(library_file)["feed"] == 1, said
    aside = [path.read_bytes() for path in library_file.parent.glob("*.damaged-*.db")]
    assert [data[100:] for data in aside] in ([], [damaged[100:]])
    assert not list(library_file.parent.glob(f".{library_file.stem}*"))


def test_a_library_of_a_newer_newsreader_is_not_taken_for_damaged(library_file: Path, small_library: bytes) -> None:
    library_file.write_bytes(small_library)
    with closing(sqlite3.connect(library_file)) as raw:
        raw.execute("PRAGMA user_version = 99")
    before = library_file.read_bytes()
    with pytest.raises(LibraryError, match="newer"):
        list(check_and_repair(library_file, NOW))
    assert library_file.read_bytes() == before and len(list(library_file.parent.glob("*.db"))) == 1


def test_a_damaged_index_or_count_is_made_anew_in_place(library_file: Path) -> None:
    build_example_library(library_file)
    with closing(sqlite3.connect(library_file)) as raw:
        raw.execute("UPDATE counter SET unread = 7000")
        raw.execute("UPDATE feed SET unread = -2")
        raw.execute("DELETE FROM article_fts_data WHERE id > 10")
        raw.commit()
    said = [sentence for _well, sentence in check_and_repair(library_file, NOW)]
    assert whole(library_file) and len(said) == 3, said
    assert not list(library_file.parent.glob("library.damaged-*"))
    with closing(Library(library_file)) as library:
        assert library.count(ArticleFilter(unread=True)) == MANY["article"] - MANY["article"] // 2
    assert [sentence for _well, sentence in check_and_repair(library_file, NOW)] == ["No problem found."]


def test_a_sound_library_is_said_to_be_sound_and_left_as_it_is(library_file: Path) -> None:
    build_example_library(library_file)
    before = counted(library_file)
    assert list(check_and_repair(library_file, NOW)) == [(True, "No problem found.")]
    assert counted(library_file) == before and list(library_file.parent.glob("*damaged*")) == []
    with closing(Store(library_file)) as store:
        store.database.write("UPDATE feed SET unread = 99")
    said = list(check_and_repair(library_file, NOW))
    assert said == [(True, "The counts were wrong and have been recalculated."), (True, "No problem found.")]


def test_what_was_recovered_is_checked_again(library_file: Path) -> None:
    build_example_library(library_file)
    damage(library_file, 0)
    (first, _words), *_recovered, last = list(check_and_repair(library_file, NOW))
    assert not first and last == (True, "No problem found.")


@pytest.mark.parametrize(("days", "checks"), [(0, False), (6, False), (7, True), (8, True)])
def test_the_whole_file_is_read_once_a_week(library_file: Path, days: int, checks: bool) -> None:
    with closing(Store(library_file)) as store:
        weekly_check(store, NOW)
        weekly_check(store, NOW + timedelta(days=days))
        last = datetime.fromtimestamp(int(store.state.get("last_check")), UTC)
        assert last == NOW + timedelta(days=days if checks else 0)


def test_damage_that_no_list_touches_is_noticed_within_a_week(library_file: Path) -> None:
    build_example_library(library_file)
    with closing(Store(library_file)) as store:
        assert weekly_check(store, NOW) == "" and store.state.get("last_check")
    with closing(sqlite3.connect(library_file)) as raw:
        (root,) = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = 'quotation_speaker'").fetchone()
    damage(library_file, root - 1)
    with closing(Store(library_file)) as store:
        assert weekly_check(store, NOW) == ""
        assert "doctor --repair" in weekly_check(store, NOW.replace(month=12, day=2))


def test_damage_of_any_kind_ends_in_a_sentence(library_file: Path) -> None:
    from benchmarks.damage import DAMAGES  # the same damages, a few of each

    build_example_library(library_file)
    whole_file = library_file.read_bytes()
    for number in range(21):
        name, dice = list(DAMAGES)[number % len(DAMAGES)], random.Random(number)
        data = bytearray(whole_file)
        DAMAGES[name](data, dice)
        for left in library_file.parent.glob(f"{library_file.name}*"):
            left.unlink()
        library_file.write_bytes(data)
        if name == "garbage WAL":
            library_file.with_name(f"{library_file.name}-wal").write_bytes(dice.randbytes(20_000))
        try:
            said = list(check_and_repair(library_file, NOW))
        except LibraryError as error:
            said = [(False, error.sentence)]
        assert said and all(words for _well, words in said), name


def test_an_empty_file_is_not_called_whole(library_file: Path) -> None:
    library_file.touch()
    ((well, words),) = check_and_repair(library_file, NOW)
    assert not well and "empty" in words


def test_pages_that_lead_back_are_not_followed_for_ever() -> None:
    class Circle:
        """A table whose rows come again."""

        asked = 0

        def execute(self, _sql: str, values: tuple[int, int]) -> "Circle":
            self.asked += 1
            assert self.asked < 10_000
            return self

        def fetchall(self) -> list[tuple[int, str]]:
            return [(7, "a"), (3, "b")]

    circle: Any = Circle()
    assert list(readable_rows.rows_by_number(circle, "article", ["title"])) == []
