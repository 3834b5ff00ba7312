"""Rows read from the pages of a file alone are those that SQLite gives."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.store.page_scan import Record, Value, count_pages, free_pages, records
from newsreader.store.salvage import salvage, shape_of

TABLES = {
    "article_body": "CREATE TABLE article_body (article INTEGER PRIMARY KEY, content BLOB NOT NULL, markup TEXT, x REAL)",
    "feed_article": "CREATE TABLE feed_article (title TEXT NOT NULL, feed INTEGER NOT NULL, article INTEGER NOT NULL, "
    "PRIMARY KEY (feed, article)) WITHOUT ROWID",
}
INTEGERS = st.integers(-(2**63), 2**63 - 1)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40).flatmap(
    lambda words: st.sampled_from([words, words * 300])
)
BODIES = st.dictionaries(
    INTEGERS, st.tuples(st.binary(max_size=9_000), st.none() | TEXTS, st.none() | st.floats(allow_nan=False))
)
MEMBERS = st.dictionaries(st.tuples(INTEGERS, INTEGERS), TEXTS)


@given(bodies=BODIES, members=MEMBERS)
@settings(max_examples=40, deadline=None)
def test_what_stands_in_the_pages_is_what_sqlite_gives(
    bodies: dict[int, tuple[bytes, str | None, float | None]], members: dict[tuple[int, int], str]
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "library.db"
        with closing(sqlite3.connect(path)) as raw:
            for declaration in TABLES.values():
                raw.execute(declaration)
            raw.executemany("INSERT INTO article_body VALUES (?, ?, ?, ?)", [(n, *row) for n, row in bodies.items()])
            rows = [(title, *key) for key, title in members.items()]
            raw.executemany("INSERT INTO feed_article (title, feed, article) VALUES (?, ?, ?)", rows)
            raw.commit()
        found = list(salvage(path, TABLES, set(TABLES)))
        read = {row["article"]: (row["content"], row["markup"], row["x"]) for name, row in found if "body" in name}
        assert read == bodies
        assert {(r["feed"], r["article"]): r["title"] for name, r in found if name == "feed_article"} == members


@given(page=st.binary(max_size=8192), kind=st.sampled_from([2, 5, 10, 13]))
@settings(max_examples=200, deadline=None)
def test_whatever_a_page_says_there_is_an_end_to_it(page: bytes, kind: int) -> None:
    data = bytes([kind]) + page
    assert all(len(record.values) <= 101 for n in range(count_pages(data)) for record in records(data, n))


Body = tuple[Value, Value, Value]


def saved(folder: Path, bodies: Mapping[int, Body], titles: list[str]) -> Path:
    """A file with these bodies, and a feed that calls its articles so."""
    path = folder / "library.db"
    with closing(sqlite3.connect(path)) as raw:
        for declaration in TABLES.values():
            raw.execute(declaration)
        raw.executemany("INSERT INTO article_body VALUES (?, ?, ?, ?)", [(n, *row) for n, row in bodies.items()])
        raw.executemany("INSERT INTO feed_article VALUES (?, 7, ?)", [(title, n) for n, title in enumerate(titles)])
        raw.commit()
    return path


def salvaged(path: Path) -> tuple[dict[Value, Body], dict[Value, Value]]:
    found = list(salvage(path, TABLES, set(TABLES)))
    bodies = {row["article"]: (row["content"], row["markup"], row["x"]) for name, row in found if "body" in name}
    return bodies, {row["article"]: row["title"] for name, row in found if name == "feed_article"}


#: Lengths at which a record goes on to another page, or to one more: in a table, and in what has no row ids.
EDGES = [*range(4040, 4072), *range(8130, 8160), *range(12220, 12250)]
KEYED_EDGES = [*range(970, 1010), *range(4560, 4600), *range(8650, 8700)]


def test_records_of_any_length_are_read_to_their_end(tmp_path: Path) -> None:
    bodies = {n: (bytes([n % 251]) * length, None, None) for n, length in enumerate(EDGES)}
    titles = [chr(97 + n % 26) * length for n, length in enumerate(KEYED_EDGES)]
    assert salvaged(saved(tmp_path, bodies, titles)) == (bodies, dict(enumerate(titles)))


def test_numbers_of_any_width_are_read_as_they_were_written(tmp_path: Path) -> None:
    edges = [sign * (2**bits + by) for bits in (0, 7, 8, 15, 23, 31, 47, 62) for sign in (1, -1) for by in (-1, 0, 1)]
    numbers = sorted({*edges, -(2**63), 2**63 - 1})
    bodies = {n: (b"x", str(n), float(n) if n % 2 else None) for n in numbers}
    assert salvaged(saved(tmp_path, bodies, []))[0] == bodies


def test_what_was_deleted_does_not_come_back(tmp_path: Path) -> None:
    bodies = {n: (b"x" * 3000, f"corps {n}", None) for n in range(40)}
    path = saved(tmp_path, bodies, [f"titre {n} " * 20 for n in range(3000)])
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("DELETE FROM article_body WHERE article > 9")
        raw.execute("DELETE FROM feed_article WHERE article > 9")
        raw.commit()
    left, titles = salvaged(path)
    assert left == {n: bodies[n] for n in range(10)} and set(titles) == set(range(10))
    with closing(sqlite3.connect(path)) as raw:
        (free,) = raw.execute("PRAGMA freelist_count").fetchone()
        (pages,) = raw.execute("PRAGMA page_count").fetchone()
    data = path.read_bytes()
    assert len(free_pages(data)) == free > 20 and count_pages(data) == count_pages(data[:-1]) == pages


def test_a_list_of_free_pages_that_leads_back_ends() -> None:
    data = bytearray(3 * 4096)
    data[32:36] = (2).to_bytes(4, "big")
    data[4096:4104] = (2).to_bytes(4, "big") + (1).to_bytes(4, "big")
    data[4104:4108] = (3).to_bytes(4, "big")
    assert free_pages(bytes(data)) == {1, 2}


LIKE = "CREATE TABLE article_body (article INTEGER PRIMARY KEY, content BLOB NOT NULL, markup TEXT, x REAL"


@pytest.mark.parametrize(
    ("others", "whose"),
    [
        ({}, {"article_body"}),
        # Of two that it might be, the one whose columns are all there; none where nobody can tell.
        ({"wide": f"{LIKE.replace('article_body', 'wide')}, y TEXT)"}, {"article_body"}),
        ({"twin": f"{LIKE.replace('article_body', 'twin')})"}, set()),
        (
            {"numbers": "CREATE TABLE numbers (a INTEGER PRIMARY KEY, b INTEGER, c INTEGER, d INTEGER)"},
            {"article_body"},
        ),
        ({"narrow": "CREATE TABLE narrow (a INTEGER PRIMARY KEY, b BLOB, c TEXT)"}, {"article_body"}),
    ],
)
def test_rows_are_those_of_the_table_that_they_fit_best(
    tmp_path: Path, others: dict[str, str], whose: set[str]
) -> None:
    path = saved(tmp_path, {1: (b"x", "m", 0.5), 2: (b"y", None, None)}, [])
    found = salvage(path, TABLES | others, {*TABLES, *others})
    assert {name for name, _row in found} == whose
    assert not list(salvage(path, TABLES, {"feed_article"}))


@pytest.mark.parametrize(
    ("declaration", "record", "fits"),
    [
        ("a INTEGER PRIMARY KEY, b TEXT NOT NULL, c TEXT)", Record(5, (None, "x")), True),
        ("a INTEGER PRIMARY KEY, b TEXT NOT NULL, c TEXT NOT NULL)", Record(5, (None, "x")), False),
        ("a INTEGER PRIMARY KEY, b TEXT NOT NULL)", Record(5, (None, None)), False),
        ("a INTEGER PRIMARY KEY, b TEXT NOT NULL)", Record(5, (None, 3)), False),
        ("a INTEGER PRIMARY KEY, b TEXT NOT NULL)", Record(5, (3, "x")), False),
        ("a INTEGER PRIMARY KEY, b TEXT NOT NULL)", Record(None, (None, "x")), False),
        ("a INTEGER PRIMARY KEY, b TEXT)", Record(5, (None, "x", "y")), False),
        ("a INTEGER PRIMARY KEY, b)", Record(5, (None, 0.5)), True),
        ("a TEXT PRIMARY KEY, b REAL)", Record(5, ("x", 3)), True),
        ("a INTEGER, b INTEGER, PRIMARY KEY (a, b))", Record(5, (1, 2)), True),
        ("a INTEGER, b TEXT, PRIMARY KEY (b, a)) WITHOUT ROWID", Record(None, ("x", 1)), True),
        ("a INTEGER, b TEXT, PRIMARY KEY (b, a)) WITHOUT ROWID", Record(None, ("x", None)), False),
        ("a INTEGER, b TEXT, PRIMARY KEY (b, a)) WITHOUT ROWID", Record(3, ("x", 1)), False),
    ],
)
def test_a_record_is_a_row_of_a_table_where_its_values_are(declaration: str, record: Record, fits: bool) -> None:
    assert shape_of(f"CREATE TABLE t ({declaration}").fits(record) is fits


def test_a_row_has_its_number_and_the_names_of_its_columns() -> None:
    shape = shape_of("CREATE TABLE t (b TEXT, a INTEGER PRIMARY KEY, c TEXT)")
    assert shape.row(Record(9, ("x", None))) == {"b": "x", "a": 9}
    keyed = shape_of("CREATE TABLE t (c TEXT, a INTEGER, b TEXT, PRIMARY KEY (b, a)) WITHOUT ROWID")
    assert keyed.row(Record(None, ("x", 1, "y"))) == {"b": "x", "a": 1, "c": "y"}
