"""Recover a damaged library: rows that can be read are copied to a new file, and the damaged file is kept."""

import os
import shutil
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from newsreader.i18n import _
from newsreader.model.errors import LibraryError
from newsreader.model.serialize import article_from_dict
from newsreader.store import file_header
from newsreader.store.codec import unpack
from newsreader.store.database import Database
from newsreader.store.migrations import SCHEMA, SCHEMA_7, statements
from newsreader.store.salvage import salvage
from newsreader.store.version import VERSION

#: Made anew, not brought over: a number, and the indexes of words. Here and below, also as older libraries call them.
_DERIVED = ("counter", "article_fts", "quotation_fts", "tally", "search")
_INDEXES = ("article_fts", "quotation_fts")
#: From this version on libraries have today's names: an older one of these is brought over into today's tables.
_RENAMED = 8
_PACKED = ("article_body", "comment_thread", "body", "thread")
_AT_ONCE = 500
#: What a library's file and those beside it end in.
_FILES = ("", "-wal", "-shm")
#: Seconds that one table may take: a page that leads back to itself has no end.
_LONGEST = 30.0
#: Damaged rows say anything, of any kind; none of it is a fault of the program.
_UNREADABLE = (sqlite3.Error, OverflowError, ValueError, TypeError, MemoryError)

_MUTED = (
    "COALESCE((SELECT MIN(feed.muted) FROM feed_article JOIN feed ON feed.id = feed WHERE article = article.id), 0)"
)
_UNREAD = "(SELECT COUNT(*) FROM article WHERE read IS NULL AND hidden IS NULL AND duplicate_of IS NULL AND NOT muted)"
_RECOUNT = (
    "UPDATE feed_article SET (sort_time, unread) = (SELECT sort_time, read IS NULL AND hidden IS NULL FROM article "
    "WHERE id = article) WHERE (sort_time, unread) <> (SELECT sort_time, read IS NULL AND hidden IS NULL FROM article "
    "WHERE id = article)",
    "UPDATE feed SET (total, unread) = (SELECT COUNT(*), COALESCE(SUM(unread), 0) FROM feed_article WHERE feed = id) "
    "WHERE (total, unread) <> (SELECT COUNT(*), COALESCE(SUM(unread), 0) FROM feed_article WHERE feed = id)",
    f"UPDATE article SET muted = {_MUTED} WHERE muted <> {_MUTED}",
    f"UPDATE counter SET unread = {_UNREAD} WHERE unread <> {_UNREAD}",
)


@dataclass(frozen=True)
class RecoveryReport:
    """The result of a recovery: how many rows of each table, and where the damaged file is kept."""

    aside: Path
    rows: dict[str, int]


def integrity_errors(database: Database) -> list[str]:
    """Return what is wrong with the file: everything SQLite finds, and rows that refer to nothing."""
    found = [str(row[0]) for row in database.rows("PRAGMA integrity_check(5)") if row[0] != "ok"]
    astray = database.rows("PRAGMA foreign_key_check")
    return found + [_("{n} orphaned rows").format(n=len(astray))] * bool(astray)


def recount(database: Database) -> bool:
    """Count anew what the triggers keep; whether anything was wrong."""
    with database.transaction():
        before = database.changes()
        for sql in _RECOUNT:
            database.write(sql)
        return database.changes() > before


def index_is_sound(database: Database) -> bool:
    """Return whether the indexes of words are (FTS5, "The 'integrity-check' command")."""
    try:
        for table in _INDEXES:
            database.write(f"INSERT INTO {table} ({table}) VALUES ('integrity-check')")
    except LibraryError:
        return False
    return True


def reindex(database: Database) -> None:
    """Make the indexes anew; the one of words is filled while the reader is open. Raises LibraryError."""
    with database.transaction():
        for table in _INDEXES:
            database.write(f"DROP TABLE {table}")
        database.write("UPDATE article SET fts_rowid = NULL, quotes_rowid = NULL")
        for statement in statements(SCHEMA.read_text(encoding="utf-8")):
            if statement.startswith(("CREATE VIRTUAL TABLE", *(f"INSERT INTO {table}" for table in _INDEXES))):
                database.write(statement)
        database.write("REINDEX")


def recover(path: Path, now: datetime) -> RecoveryReport:
    """Bring over into a new library what can be read of a damaged one, which is kept beside it.

    Killed at any moment, one of the two is in place, and nothing is lost. Raises LibraryError where the
    new one cannot be written.
    """
    new, copy = (path.with_name(f".{path.name}.{end}") for end in ("mending", "readable"))
    leftovers = [new.with_name(f"{new.name}-journal"), *(copy.with_name(copy.name + end) for end in _FILES)]
    rows: dict[str, int] = {}
    try:
        _unlink(new, *leftovers)
        new.touch(mode=0o600)
        readable = path
        if not file_header.is_sound(path, exact=True):
            copy.touch(mode=0o600)
            file_header.copy_with_sound_header(path, copy)
            readable = copy
        with closing(sqlite3.connect(readable, timeout=5, isolation_level=None)) as old:
            old.text_factory = lambda data: data.decode("utf-8", "replace")
            with suppress(sqlite3.DatabaseError):
                # What can be read of a damaged schema is used (SQLite, "PRAGMA writable_schema"); nothing is written.
                old.execute("PRAGMA writable_schema = ON")
                old.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            with closing(sqlite3.connect(new, isolation_level=None)) as into:
                rows = _bring_over(old, into, readable)
        aside = path.with_name(f"{path.stem}.damaged-{now:%Y%m%d-%H%M%S}{path.suffix}")
        _exchange(path, new, aside)
    except (OSError, sqlite3.Error) as error:
        raise LibraryError(
            _("The library {path} is corrupted and could not be recovered: {error}.").format(path=path, error=error)
        ) from error
    finally:
        _unlink(*leftovers)
    with closing(Database(path)) as database:  # which leads an older one to this version
        _restore_references(database)
        recount(database)
    return RecoveryReport(aside, rows)


def _unlink(*files: Path) -> None:
    for file in files:
        file.unlink(missing_ok=True)


def _exchange(path: Path, new: Path, aside: Path) -> None:
    """The new file in the place of the old one, in one step; the old one and its log of writes aside."""
    try:
        os.link(path, aside)
    except OSError:
        shutil.copy2(path, aside)
    with suppress(FileNotFoundError):
        path.with_name(f"{path.name}-wal").rename(aside.with_name(f"{aside.name}-wal"))
    path.with_name(f"{path.name}-shm").unlink(missing_ok=True)
    new.replace(path)


def _bring_over(old: sqlite3.Connection, new: sqlite3.Connection, file: Path) -> dict[str, int]:
    version = _version(old)
    new.execute("BEGIN")
    for statement in _schema(old, version):
        with suppress(sqlite3.DatabaseError):  # one whose words are damaged; its table is made anew later
            new.execute(statement)
    new.execute(f"PRAGMA user_version = {version}")
    rows: dict[str, int] = {}
    tables = [str(name) for (name,) in new.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()]
    wanted = [table for table in tables if not table.startswith(_DERIVED)]
    for table in wanted:
        rows[table] = _copy(old, new, table)
    if broken := {table for table in wanted if not _is_sound(old, table)}:
        for table, count in _salvage(file, new, broken).items():
            rows[table] += count
    new.execute("COMMIT")
    return rows


def _is_sound(old: sqlite3.Connection, table: str) -> bool:
    """Return whether every page of a table leads to the next."""
    until = time.monotonic() + _LONGEST
    old.set_progress_handler(lambda: time.monotonic() > until, 100_000)
    try:
        for _row in old.execute(f"SELECT 1 FROM {table} NOT INDEXED"):
            pass
    except _UNREADABLE:
        return False
    finally:
        old.set_progress_handler(None, 0)
    return True


def _salvage(file: Path, new: sqlite3.Connection, broken: set[str]) -> Counter[str]:
    """Fill what is missing of tables from the pages that nothing leads to any more; how many rows of each."""
    made = new.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE TABLE%'")
    columns = {table: {str(row[1]) for row in new.execute(f"PRAGMA table_info({table})")} for table in broken}
    found, until = Counter[str](), time.monotonic() + 4 * _LONGEST
    for table, row in salvage(file, dict(made.fetchall()), broken):
        names = [name for name in row if name in columns[table]]
        if table not in _PACKED or _is_whole(row.get("content")):
            with suppress(*_UNREADABLE):
                sql = f"INSERT OR IGNORE INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
                found[table] += new.execute(sql, [row[name] for name in names]).rowcount == 1
        if time.monotonic() > until:
            break
    return found


def _version(old: sqlite3.Connection) -> int:
    """The version in which a library is brought over: today's, or that of its own names; where its number is damaged,
    as its tables are called."""
    with suppress(*_UNREADABLE):
        version = int(old.execute("PRAGMA user_version").fetchone()[0])
        if 0 < version <= VERSION:
            return VERSION if version >= _RENAMED else version
    for name, version in (("feed_article", VERSION), ("membership", _RENAMED - 1)):
        with suppress(*_UNREADABLE):
            old.execute(f"SELECT 1 FROM {name} LIMIT 1")
            return version
    return VERSION


def _schema(old: sqlite3.Connection, version: int) -> list[str]:
    """The statements that make the library: this version's, or for an older one its own."""
    if version != VERSION:
        # The index of words makes its own tables, article_fts_data and others.
        kept = "name NOT GLOB 'article_fts_?*' AND name NOT GLOB 'search_*' OR type = 'index'"
        sql = f"SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND ({kept}) ORDER BY rowid"
        known = list(statements(SCHEMA_7.read_text(encoding="utf-8")))
        with suppress(*_UNREADABLE):
            # Then those that could not be read any more: whatever there is already is not made again.
            own = [str(statement) for (statement,) in old.execute(sql).fetchall()]
            return [*own, *(known if version == _RENAMED - 1 else [])]
        return known  # the last of the older ones has what any of them had
    return list(statements(SCHEMA.read_text(encoding="utf-8")))


def _copy(old: sqlite3.Connection, new: sqlite3.Connection, table: str) -> int:
    """Bring one table over; how many of its rows could be read."""
    wanted = new.execute(f"PRAGMA table_info({table})").fetchall()
    try:
        existing = {str(row[1]) for row in old.execute(f"PRAGMA table_info({table})").fetchall()}
    except _UNREADABLE:
        return 0
    columns = [str(row[1]) for row in wanted if row[1] in existing]
    if not columns:
        return 0  # what described the table is lost, and where it was
    keys = [str(row[1]) for row in sorted(wanted, key=lambda row: row[5]) if row[5]]
    sql = f"INSERT OR IGNORE INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
    without = "WITHOUT ROWID" in str(
        new.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]
    )
    found = _both_ways(old, table, columns, keys) if without or not keys else _by_number(old, table, columns)
    if table in _PACKED and "content" not in columns:
        return 0
    content = columns.index("content") if table in _PACKED else -1
    count, until = 0, time.monotonic() + _LONGEST
    old.set_progress_handler(lambda: time.monotonic() > until, 100_000)
    for row in found:
        if content < 0 or _is_whole(row[content]):
            with suppress(*_UNREADABLE):  # what no such column can hold
                count += new.execute(sql, row).rowcount == 1
        if time.monotonic() > until:
            break
    old.set_progress_handler(None, 0)
    return count


def _is_whole(content: Any) -> bool:
    """Return whether what was packed can be unpacked: SQLite notices damage to its own pages, not to what is in
    them."""
    try:
        unpack(content)
    except Exception:  # noqa: BLE001 - bytes of any kind
        return False
    return True


def _by_number(old: sqlite3.Connection, table: str, columns: list[str]) -> Iterator[tuple[Any, ...]]:
    """The rows of a table in the order of their numbers, going on behind those that cannot be read."""
    sql = f"SELECT rowid, {', '.join(columns)} FROM {table} NOT INDEXED WHERE rowid > ? ORDER BY rowid LIMIT ?"

    def after(number: int, most: int) -> list[tuple[Any, ...]] | None:
        try:
            rows = old.execute(sql, (number, most)).fetchall()
        except _UNREADABLE:
            return None
        # Damaged pages may lead back: what does not rise is none that comes next.
        numbers = [number, *(row[0] for row in rows)]
        return rows if all(a < b for a, b in pairwise(numbers)) else None

    at, most = -1, _AT_ONCE
    while True:
        rows = after(at, most)
        if rows is None and most > 1:
            most = 1
            continue
        if rows is None:
            beyond = _beyond(at, lambda number: after(number, 1) is not None)
            if beyond is None:
                return
            at, most = beyond, _AT_ONCE
            continue
        if not rows:
            return
        yield from (row[1:] for row in rows)
        at = rows[-1][0]
        most = most if most == 1 and len(rows) == 1 and at % 50 else _AT_ONCE


def _beyond(at: int, can_read: Callable[[int], bool]) -> int | None:
    """The first number behind `at` from which on rows can be read again; None where there are none."""
    bad, step = at, 1
    while not can_read(bad + step):
        bad, step = bad + step, step * 2
        if bad > 2**62:
            return None
    good = bad + step
    while good - bad > 1:
        middle = (good + bad) // 2
        bad, good = (bad, middle) if can_read(middle) else (middle, good)
    return good


def _both_ways(old: sqlite3.Connection, table: str, columns: list[str], keys: list[str]) -> Iterator[tuple[Any, ...]]:
    """The rows of a table without numbers: from its beginning, and where that breaks off, from its end."""
    for way in ("", " DESC"):
        order = " ORDER BY " + ", ".join(key + way for key in keys) if keys else ""
        try:
            yield from old.execute(f"SELECT {', '.join(columns)} FROM {table}{order}")
        except _UNREADABLE:
            continue
        return


def _restore_references(database: Database) -> None:
    """Texts without their article get it back, articles without a text are to be fetched anew, and what
    refers to nothing goes."""
    with database.transaction():
        for row in database.rows(
            "SELECT article, content FROM article_body WHERE article NOT IN (SELECT id FROM article)"
        ):
            with suppress(KeyError, ValueError, TypeError, AttributeError, OverflowError, OSError, LibraryError):
                article = article_from_dict(unpack(row["content"]))
                when = int(article.published.timestamp()) if article.published else 0
                database.write(
                    "INSERT OR IGNORE INTO article "
                    "(id, key, url, title, kicker, outlet, sort_time, first_seen, complete, fetched) "
                    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (
                        *(row["article"], article.id, article.url, article.title, article.kicker, article.outlet),
                        *(when, when, article.complete, when),
                    ),
                )
        database.write(
            "UPDATE article SET complete = 0, fetched = NULL, unparsed = 0, error = '' "
            "WHERE id NOT IN (SELECT article FROM article_body)"
        )
        database.write("UPDATE article SET fts_rowid = NULL, quotes_rowid = NULL")
        delete_orphans(database)


def delete_orphans(database: Database) -> None:
    """Delete what refers to a feed or an article that is not there; notes stay, without their article."""
    with database.transaction():
        for table in [str(row[0]) for row in database.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]:
            for key in database.rows(f"PRAGMA foreign_key_list({table})"):
                astray = f"{key['from']} IS NOT NULL AND {key['from']} NOT IN (SELECT {key['to']} FROM {key['table']})"
                if key["on_delete"] == "SET NULL":
                    database.write(f"UPDATE {table} SET {key['from']} = NULL WHERE {astray}")
                else:
                    database.write(f"DELETE FROM {table} WHERE {astray}")
