"""What refers to something that is gone, in a library that was damaged."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from newsreader.model.article_filter import ArticleFilter
from newsreader.model.note import Note
from newsreader.model.quotation import Quotation
from newsreader.store import readable_rows, recovery
from newsreader.store.integrity import delete_orphans, index_is_sound, integrity_errors, recount, reindex
from newsreader.store.recovery import recover
from newsreader.store.store import Store
from newsreader.store.version import VERSION
from tests.store.test_store import NOW, an_article, fill


def test_a_note_stays_without_its_article_and_what_belongs_to_that_goes(store: Store) -> None:
    feed, _new = store.feeds.add("https://x.example/f.rss", "Le fil")
    numbers = fill(store, 2, feed)
    with store.undo.record("noter", NOW) as step:
        store.notes.put(step, Note(0, numbers[0], "À relire"), NOW)
    store.database.write("PRAGMA foreign_keys = OFF")
    store.database.write("DELETE FROM article WHERE id = ?", (numbers[0],))
    delete_orphans(store.database)
    assert [(note.article, note.text) for note in store.notes.all()] == [(0, "À relire")]
    assert [row["article"] for row in store.database.rows("SELECT article FROM article_body")] == [numbers[1]]


def test_what_is_wrong_with_a_file_is_listed(store: Store) -> None:
    assert integrity_errors(store.database) == []
    (number,) = fill(store, 1)
    store.database.write("PRAGMA foreign_keys = OFF")
    store.database.write("DELETE FROM article WHERE id = ?", (number,))
    assert integrity_errors(store.database) == ["1 orphaned rows"]


def test_counts_are_made_anew_where_they_are_wrong_and_only_there(store: Store) -> None:
    feed, _new = store.feeds.add("https://x.example/f.rss", "Le fil")
    fill(store, 3, feed)
    store.undo.set_flag([1], "read", True, "lu", NOW)
    assert not recount(store.database)
    for wrong in (
        "UPDATE counter SET unread = 9",
        "UPDATE feed SET unread = 9",
        "UPDATE feed SET total = 9",
        "UPDATE feed_article SET unread = 1",
        "UPDATE feed_article SET sort_time = 1",
        "UPDATE article SET muted = 1",
    ):
        store.database.write(wrong)
        assert recount(store.database) and not recount(store.database)
        (kept,) = store.feeds.all()
        assert (kept.unread, kept.total, store.headlines.count(ArticleFilter(unread=True))) == (2, 3, 2)
        assert len(store.headlines.headlines(ArticleFilter(feed=feed, unread=True), 9)) == 2


def test_indexes_that_are_broken_are_noticed_and_made_anew(store: Store) -> None:
    fill(store, 3)
    assert index_is_sound(store.database)
    store.database.write("DELETE FROM article_fts_data WHERE id > 10")
    assert not index_is_sound(store.database)
    reindex(store.database)
    assert index_is_sound(store.database)
    assert not store.database.rows("SELECT 1 FROM article WHERE fts_rowid IS NOT NULL OR quotes_rowid IS NOT NULL")


def raw(declaration: str, rows: list[tuple[Any, ...]]) -> sqlite3.Connection:
    made = sqlite3.connect(":memory:")
    made.execute(f"CREATE TABLE t ({declaration}")
    made.executemany(f"INSERT INTO t VALUES ({', '.join('?' * len(rows[0]))})", rows)
    return made


class Torn:
    """A table in which some rows cannot be read; remembers how often it was asked."""

    def __init__(self, rows: list[int], lost: set[int]) -> None:
        self.rows, self.lost, self.asked = rows, lost, 0

    def execute(self, _sql: str, values: tuple[int, int]) -> "Torn":
        self.asked += 1
        after, most = values
        self.found = [row for row in self.rows if row > after][:most]
        if any(row in self.lost for row in self.found):
            raise sqlite3.DatabaseError
        return self

    def fetchall(self) -> list[tuple[int, str]]:
        return [(row, str(row)) for row in self.found]


@pytest.mark.parametrize(
    ("rows", "lost"),
    [
        (range(1, 1300), set()),
        (range(1, 1300), {700}),
        (range(1, 1300), {1}),
        (range(1, 1300), {1299}),
        (range(1, 1300), set(range(300, 900))),
        (range(1, 1300), {5, 6, 700, 701, 1200}),
        (range(0, 2), set()),
        ([0, 10**6, 10**12], {10**6}),
        (range(1, 5), {1, 2, 3, 4}),
        ([], set()),
    ],
)
def test_of_a_torn_table_every_row_that_can_be_read_is_read_once_and_soon(rows: Any, lost: set[int]) -> None:
    torn: Any = Torn(list(rows), lost)
    read = [int(name) for (name,) in readable_rows.rows_by_number(torn, "t", ["name"])]
    assert read == [row for row in rows if row not in lost]
    assert torn.asked < 800


def test_a_table_without_numbers_is_read_from_both_ends() -> None:
    made = raw("a INTEGER, b TEXT, PRIMARY KEY (a, b)) WITHOUT ROWID", [(n, "x") for n in range(5)])
    assert list(readable_rows._both_ways(made, "t", ["a"], ["a", "b"])) == [(n,) for n in range(5)]

    class Halves:
        """Breaks off in the middle, from either end."""

        def execute(self, sql: str) -> Any:
            rows = [0, 1] if "DESC" not in sql else [4, 3]
            assert sql.endswith("ORDER BY a DESC, b DESC" if "DESC" in sql else "ORDER BY a, b")
            return self.broken(rows)

        def broken(self, rows: list[int]) -> Any:
            for row in rows:
                yield (row,)
            raise sqlite3.DatabaseError

    halves: Any = Halves()
    assert list(readable_rows._both_ways(halves, "t", ["a"], ["a", "b"])) == [(0,), (1,), (4,), (3,)]


@pytest.mark.parametrize(
    ("version", "tables", "expected"),
    [
        (VERSION, (), VERSION),
        (8, (), VERSION),
        (7, (), 7),
        (1, (), 1),
        (0, ("feed_article",), VERSION),
        (0, ("membership",), 7),
        (VERSION + 1, ("membership",), 7),
        (-3, (), VERSION),
    ],
)
def test_a_library_is_brought_over_in_the_version_whose_names_it_has(
    version: int, tables: tuple[str, ...], expected: int
) -> None:
    with closing(sqlite3.connect(":memory:")) as old:
        for table in tables:
            old.execute(f"CREATE TABLE {table} (a)")
        old.execute(f"PRAGMA user_version = {version}")
        assert recovery._version(old) == expected


def test_everything_that_can_be_read_is_in_the_new_library_and_the_old_one_beside_it(
    library_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(Store(library_file)) as store:
        feed, _new = store.feeds.add("https://x.example/f.rss", "Le fil", "Mer")
        numbers = fill(store, 3, feed)
        store.quotations.put(numbers[0], [Quotation(0, 3, 6, "mot", speaker="Anne")], 1)
        store.undo.set_flag(numbers[:1], "read", True, "lu", NOW)
        store.database.write("UPDATE article_body SET content = x'00ff' WHERE article = ?", (numbers[1],))
        store.database.write("PRAGMA foreign_keys = OFF")
        store.database.write("DELETE FROM article WHERE id = ?", (numbers[2],))
    report = recover(library_file, NOW)
    assert report.aside.name == "library.damaged-20261123-120000.db" and report.aside.exists()
    assert report.rows["article"] == 2 and report.rows["article_body"] == 2 and report.rows["feed"] == 1
    assert not list(library_file.parent.glob(f".{library_file.stem}*"))
    with closing(Store(library_file)) as store:
        whole = store.articles.load(numbers[0])
        assert whole == an_article(0) and store.quotations.of(numbers[0])[0].speaker == "Anne"
        back = store.articles.load(numbers[2])
        assert back == an_article(2), "its text is there: so is the article again"
        found = {headline.id: headline for headline in store.headlines.headlines(ArticleFilter(), 9)}
        assert [found[number].complete for number in numbers] == [True, False, True]
        assert found[numbers[2]].when == an_article(2).published and found[numbers[0]].read
        assert store.feeds.all()[0].unread == store.headlines.count(ArticleFilter(feed=feed, unread=True))
    # A second one, on a file system that cannot link.
    monkeypatch.setattr("os.link", lambda *_paths: (_ for _ in ()).throw(OSError()))
    again = recover(library_file, NOW.replace(year=2027))
    assert again.aside.read_bytes() and again.rows["article"] == 3
