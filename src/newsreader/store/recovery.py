"""Recover a damaged library: rows that can be read are copied to a new file, and the damaged file is kept."""

import os
import shutil
import sqlite3
import time
from collections import Counter
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from newsreader.i18n import _
from newsreader.model.errors import LibraryError
from newsreader.model.serialize import article_from_dict
from newsreader.model.values import dataclass
from newsreader.store import file_header
from newsreader.store.codec import unpack
from newsreader.store.database import Database
from newsreader.store.integrity import delete_orphans, recount
from newsreader.store.migrations import SCHEMA, SCHEMA_7, statements
from newsreader.store.readable_rows import MAX_SECONDS, PACKED, UNREADABLE, can_unpack, copy_table
from newsreader.store.salvage import salvage
from newsreader.store.version import VERSION

#: Made anew, not brought over: a number, and the indexes of words. Here and below, also as older libraries call them.
_DERIVED = ("counter", "article_fts", "quotation_fts", "tally", "search")
#: From this version on libraries have today's names: an older one of these is brought over into today's tables.
_RENAMED = 8
#: What a library's file and those beside it end in.
_FILES = ("", "-wal", "-shm")


@dataclass(frozen=True)
class RecoveryReport:
    """The result of a recovery: how many rows of each table, and where the damaged file is kept."""

    aside: Path
    rows: dict[str, int]


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
        rows[table] = copy_table(old, new, table)
    if broken := {table for table in wanted if not _is_sound(old, table)}:
        for table, count in _salvage(file, new, broken).items():
            rows[table] += count
    new.execute("COMMIT")
    return rows


def _is_sound(old: sqlite3.Connection, table: str) -> bool:
    """Return whether every page of a table leads to the next."""
    until = time.monotonic() + MAX_SECONDS
    old.set_progress_handler(lambda: time.monotonic() > until, 100_000)
    try:
        for _row in old.execute(f"SELECT 1 FROM {table} NOT INDEXED"):
            pass
    except UNREADABLE:
        return False
    finally:
        old.set_progress_handler(None, 0)
    return True


def _salvage(file: Path, new: sqlite3.Connection, broken: set[str]) -> Counter[str]:
    """Fill what is missing of tables from the pages that nothing leads to any more; how many rows of each."""
    made = new.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE TABLE%'")
    columns = {table: {str(row[1]) for row in new.execute(f"PRAGMA table_info({table})")} for table in broken}
    found, until = Counter[str](), time.monotonic() + 4 * MAX_SECONDS
    for table, row in salvage(file, dict(made.fetchall()), broken):
        names = [name for name in row if name in columns[table]]
        if table not in PACKED or can_unpack(row.get("content")):
            with suppress(*UNREADABLE):
                sql = f"INSERT OR IGNORE INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
                found[table] += new.execute(sql, [row[name] for name in names]).rowcount == 1
        if time.monotonic() > until:
            break
    return found


def _version(old: sqlite3.Connection) -> int:
    """The version in which a library is brought over: today's, or that of its own names; where its number is damaged,
    as its tables are called."""
    with suppress(*UNREADABLE):
        version = int(old.execute("PRAGMA user_version").fetchone()[0])
        if 0 < version <= VERSION:
            return VERSION if version >= _RENAMED else version
    for name, version in (("feed_article", VERSION), ("membership", _RENAMED - 1)):
        with suppress(*UNREADABLE):
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
        with suppress(*UNREADABLE):
            # Then those that could not be read any more: whatever there is already is not made again.
            own = [str(statement) for (statement,) in old.execute(sql).fetchall()]
            return [*own, *(known if version == _RENAMED - 1 else [])]
        return known  # the last of the older ones has what any of them had
    return list(statements(SCHEMA.read_text(encoding="utf-8")))


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
