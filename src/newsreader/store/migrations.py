"""Migrations of older libraries, a version at a time, each in one transaction."""

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

SCHEMA = Path(__file__).with_name("schema.sql")
#: The last schema under the old names (`model.old_names`): older libraries are led there first.
SCHEMA_7 = Path(__file__).with_name("schema_7.sql")


def statements(script: str) -> Iterator[str]:
    """The statements of a script, without the comments before them."""
    statement = ""
    for line in script.splitlines(keepends=True):
        if statement or not line.startswith(("--", "\n")):
            statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _add(connection: sqlite3.Connection, table: str, column: str, declaration: str) -> None:
    """Add a column, unless it is there already."""
    have = {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
    if column not in have:
        connection.execute(f"ALTER TABLE {table} ADD COLUMN {column} {declaration}")


class _Migrating:
    """A library during a migration, for code that expects a Database (`store.duplicates`)."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        return self._connection.execute(sql, values).fetchall()

    def write(self, sql: str, values: Sequence[Any] = ()) -> object:
        return self._connection.execute(sql, values)

    def write_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        self._connection.executemany(sql, rows)


def _drop(connection: sqlite3.Connection, table: str, column: str) -> None:
    """Take a column away, where SQLite knows how (3.35); elsewhere it stays, and nobody asks for it."""
    have = {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
    if column in have and sqlite3.sqlite_version_info >= (3, 35):
        connection.execute(f"ALTER TABLE {table} DROP COLUMN {column}")


def _to_2(connection: sqlite3.Connection) -> None:
    """Who said what across the library; when and why each feed is asked next."""
    _add(connection, "article", "engine", "INTEGER NOT NULL DEFAULT 0")
    _add(connection, "quotation", "role", "TEXT NOT NULL DEFAULT ''")
    connection.execute("CREATE INDEX IF NOT EXISTS article_engine ON article (engine) WHERE fetched IS NOT NULL")
    connection.execute("CREATE TABLE IF NOT EXISTS alias (name TEXT PRIMARY KEY, person TEXT NOT NULL) WITHOUT ROWID")
    for column, declaration in (
        ("changed", "INTEGER"),
        ("status", "INTEGER NOT NULL DEFAULT 0"),
        ("not_before", "INTEGER"),
        ("why", "TEXT NOT NULL DEFAULT ''"),
        ("failures", "INTEGER NOT NULL DEFAULT 0"),
        ("digest", "TEXT NOT NULL DEFAULT ''"),
        ("moving", "TEXT NOT NULL DEFAULT ''"),
        ("pace", "TEXT NOT NULL DEFAULT ''"),
        ("fresh", "INTEGER"),
    ):
        _add(connection, "feed", column, declaration)
    connection.execute(
        "CREATE TABLE IF NOT EXISTS host (name TEXT PRIMARY KEY, until INTEGER NOT NULL DEFAULT 0, "
        "robots TEXT NOT NULL DEFAULT '', robots_read INTEGER) WITHOUT ROWID"
    )


def _notes(connection: sqlite3.Connection) -> None:
    columns = "words passage block start stop speaker url title outlet created updated".split()
    numbers = ("block", "start", "stop", "created", "updated")
    kinds = ", ".join(f"{name} {'INTEGER' if name in numbers else 'TEXT'} NOT NULL" for name in columns)
    connection.execute(
        "CREATE TABLE IF NOT EXISTS note (id INTEGER PRIMARY KEY, "
        f"article INTEGER REFERENCES article (id) ON DELETE SET NULL, {kinds})"
    )
    connection.execute("CREATE INDEX IF NOT EXISTS note_article ON note (article)")


def _to_3(connection: sqlite3.Connection) -> None:
    """An index of words; texts that wait to be read; what was asked for without a network."""
    _pictures(connection)
    _notes(connection)
    connection.execute(
        "CREATE TABLE IF NOT EXISTS version (id INTEGER PRIMARY KEY, article INTEGER NOT NULL REFERENCES article (id) "
        "ON DELETE CASCADE, until INTEGER NOT NULL, content BLOB NOT NULL)"
    )
    connection.execute("CREATE INDEX IF NOT EXISTS version_article ON version (article)")
    connection.execute(
        "CREATE TABLE IF NOT EXISTS tagging (article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE, "
        "tag TEXT NOT NULL, PRIMARY KEY (article, tag)) WITHOUT ROWID"
    )
    connection.execute("CREATE INDEX IF NOT EXISTS tagging_tag ON tagging (tag)")
    connection.execute(
        "CREATE TABLE IF NOT EXISTS saved_search (name TEXT PRIMARY KEY, query TEXT NOT NULL) WITHOUT ROWID"
    )
    _add(connection, "article", "raw", "INTEGER NOT NULL DEFAULT 0")
    _add(connection, "article", "doc", "INTEGER")
    _add(connection, "article", "comments", "INTEGER")
    _add(connection, "article", "fresh", "INTEGER NOT NULL DEFAULT 0")
    _add(connection, "thread", "visited", "INTEGER")
    _add(connection, "feed", "remark", "TEXT NOT NULL DEFAULT ''")
    _add(connection, "body", "markup", "TEXT")
    connection.execute("CREATE UNIQUE INDEX IF NOT EXISTS article_doc ON article (doc)")
    connection.execute(
        "CREATE VIRTUAL TABLE IF NOT EXISTS search USING fts5 "
        "(title, text, byline, content='', tokenize='unicode61 remove_diacritics 2')"
    )
    for name, value in (("automerge", 0), ("crisismerge", 64), ("hashsize", 16_000_000)):
        connection.execute("INSERT INTO search (search, rank) VALUES (?, ?)", (name, value))
    connection.execute(
        "CREATE TABLE IF NOT EXISTS wish (id INTEGER PRIMARY KEY, request TEXT NOT NULL UNIQUE, asked INTEGER NOT NULL)"
    )


def _pictures(connection: sqlite3.Connection) -> None:
    connection.execute(
        "CREATE TABLE IF NOT EXISTS picture (url TEXT PRIMARY KEY, article INTEGER NOT NULL REFERENCES article (id) "
        "ON DELETE CASCADE, kind TEXT NOT NULL, content BLOB NOT NULL)"
    )
    connection.execute("CREATE INDEX IF NOT EXISTS picture_article ON picture (article)")


def _to_4(connection: sqlite3.Connection) -> None:
    """Lists and counts that cost the same at any size; rules, places, copies; an index that yields the newest first."""
    for table, column, declaration in (
        ("feed", "total", "INTEGER NOT NULL DEFAULT 0"),
        ("feed", "unread", "INTEGER NOT NULL DEFAULT 0"),
        ("article", "hidden", "INTEGER"),
        ("article", "twin", "INTEGER REFERENCES article (id) ON DELETE SET NULL"),
        ("membership", "sorted", "INTEGER NOT NULL DEFAULT 0"),
        ("membership", "unread", "INTEGER NOT NULL DEFAULT 0"),
    ):
        _add(connection, table, column, declaration)
    connection.execute(
        "UPDATE membership SET (sorted, unread) = "
        "(SELECT sorted, read IS NULL FROM article WHERE article.id = membership.article)"
    )
    connection.execute(
        "UPDATE feed SET (total, unread) = "
        "(SELECT COUNT(*), COALESCE(SUM(unread), 0) FROM membership WHERE membership.feed = feed.id)"
    )
    for index in ("article_sorted", "article_unread"):
        connection.execute(f"DROP INDEX IF EXISTS {index}")
    # The index of words is made anew, in another order.
    connection.execute("DROP TABLE search")
    connection.execute("UPDATE article SET doc = NULL")
    _create_missing(connection, SCHEMA_7)


def _create_missing(connection: sqlite3.Connection, schema: Path) -> None:
    """Create what is missing of a schema."""
    for statement in statements(schema.read_text(encoding="utf-8")):
        connection.execute(re.sub(r"^CREATE (UNIQUE INDEX|VIRTUAL TABLE|\w+) ", r"CREATE \1 IF NOT EXISTS ", statement))


def _to_5(connection: sqlite3.Connection) -> None:
    """A number of unread articles that need not be counted; what was heard, and seen of live pages."""
    for column in ("visited", "heard"):
        _add(connection, "article", column, "INTEGER")
    _create_missing(connection, SCHEMA_7)
    connection.execute(
        "UPDATE tally SET unread = "
        "(SELECT COUNT(*) FROM article WHERE read IS NULL AND hidden IS NULL AND twin IS NULL)"
    )


def _to_6(connection: sqlite3.Connection) -> None:
    """The tables of syncing with servers and with other devices."""
    _create_missing(connection, SCHEMA_7)


def _to_7(connection: sqlite3.Connection) -> None:
    """The reader's own word on who says what; the pace of servers; what feeds say of their articles, and call them."""
    _add(connection, "host", "pace", "INTEGER NOT NULL DEFAULT 0")
    _add(connection, "quotation", "found", "TEXT NOT NULL DEFAULT ''")
    _add(connection, "article", "owner", "INTEGER REFERENCES feed (id) ON DELETE SET NULL")
    _add(connection, "membership", "signature", "TEXT NOT NULL DEFAULT ''")
    _drop(connection, "article", "signature")
    # In scripts without spaces, words are found inside a run now: such articles are put into the index anew.
    connection.execute("UPDATE article SET doc = NULL WHERE title GLOB '*[\u0e01-\u0eff\u1000-\u17ff\u3005-\u9fff]*'")
    _create_missing(connection, SCHEMA_7)


def _to_8(connection: sqlite3.Connection) -> None:
    """The field's own names; how long articles are, counted when they are read anew; what each feed says of them."""
    from newsreader.store.renaming import rename_all  # what only this step needs

    _create_missing(connection, SCHEMA_7)  # a library that was damaged may lack a table
    rename_all(connection)
    for table, column, declaration in (
        ("article", "word_count", "INTEGER"),
        ("feed_article", "title", "TEXT"),
        ("feed_article", "published", "INTEGER"),
        ("feed_article", "summary", "TEXT NOT NULL DEFAULT ''"),
        ("feed_article", "authors", "TEXT NOT NULL DEFAULT ''"),
        ("undo_step", "undone", "INTEGER NOT NULL DEFAULT 0"),
        ("remote_feed", "url", "TEXT NOT NULL DEFAULT ''"),
        ("remote_item", "missing", "INTEGER"),
    ):
        _add(connection, table, column, declaration)
    _to_9(connection)  # today's indexes want today's columns
    # Texts in scripts without spaces, under any title: which those are is seen when there is time.
    connection.execute(
        "INSERT OR IGNORE INTO app_state SELECT 'index_below', id + 1 FROM article ORDER BY id DESC LIMIT 1"
    )
    if connection.execute("PRAGMA user_version").fetchone()[0] < 7:
        from newsreader.store.duplicates import Duplicates  # with it comes what only reading needs

        Duplicates(_Migrating(connection)).repair()


def _to_9(connection: sqlite3.Connection) -> None:
    """An index of quotations, filled when nobody waits; muted feeds, and what the triggers keep of them."""
    _add(connection, "article", "quotes_rowid", "INTEGER")
    for table in ("feed", "article"):
        _add(connection, table, "muted", "INTEGER NOT NULL DEFAULT 0")
    for (trigger,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {trigger}")
    for index in ("article_newest", "article_unread"):
        connection.execute(f"DROP INDEX IF EXISTS {index}")
    _create_missing(connection, SCHEMA)


#: What leads to each version from the one before.
MIGRATIONS: dict[int, Callable[[sqlite3.Connection], None]] = {
    2: _to_2,
    3: _to_3,
    4: _to_4,
    5: _to_5,
    6: _to_6,
    7: _to_7,
    8: _to_8,
    9: _to_9,
}
