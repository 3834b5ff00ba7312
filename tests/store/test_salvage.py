"""Rows read from the pages of a file alone are those that SQLite gives."""

import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.store.page_scan import count_pages, records
from newsreader.store.salvage import salvage

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
