"""Copy the rows of a damaged table that can still be read, going on after those that cannot."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import pairwise
from typing import Any

from newsreader.store.codec import unpack

#: Tables whose column `content` is packed, by their names of today and of older libraries.
PACKED = ("article_body", "comment_thread", "body", "thread")
_AT_ONCE = 500
#: Seconds that reading one table may take: a page that leads back to itself has no end.
MAX_SECONDS = 30.0
#: Damaged rows say anything, of any kind; none of it is a fault of the program.
UNREADABLE = (sqlite3.Error, OverflowError, ValueError, TypeError, MemoryError)


def copy_table(old: sqlite3.Connection, new: sqlite3.Connection, table: str) -> int:
    """Copy the rows of a table that can be read; returns how many."""
    wanted = new.execute(f"PRAGMA table_info({table})").fetchall()
    try:
        existing = {str(row[1]) for row in old.execute(f"PRAGMA table_info({table})").fetchall()}
    except UNREADABLE:
        return 0
    columns = [str(row[1]) for row in wanted if row[1] in existing]
    if not columns:
        return 0  # what described the table is lost, and where it was
    keys = [str(row[1]) for row in sorted(wanted, key=lambda row: row[5]) if row[5]]
    sql = f"INSERT OR IGNORE INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
    without = "WITHOUT ROWID" in str(
        new.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]
    )
    rows = _both_ways(old, table, columns, keys) if without or not keys else rows_by_number(old, table, columns)
    if table in PACKED and "content" not in columns:
        return 0
    content = columns.index("content") if table in PACKED else -1
    count, until = 0, time.monotonic() + MAX_SECONDS
    old.set_progress_handler(lambda: time.monotonic() > until, 100_000)
    for row in rows:
        if content < 0 or can_unpack(row[content]):
            with suppress(*UNREADABLE):  # what no such column can hold
                count += new.execute(sql, row).rowcount == 1
        if time.monotonic() > until:
            break
    old.set_progress_handler(None, 0)
    return count


def can_unpack(content: Any) -> bool:
    """Return whether packed content can be unpacked: SQLite notices damage to its own pages, not to what is in them."""
    try:
        unpack(content)
    except Exception:  # noqa: BLE001 - bytes of any kind
        return False
    return True


def rows_by_number(old: sqlite3.Connection, table: str, columns: list[str]) -> Iterator[tuple[Any, ...]]:
    """The rows of a table in the order of their numbers, going on behind those that cannot be read."""
    sql = f"SELECT rowid, {', '.join(columns)} FROM {table} NOT INDEXED WHERE rowid > ? ORDER BY rowid LIMIT ?"

    def after(number: int, most: int) -> list[tuple[Any, ...]] | None:
        try:
            rows = old.execute(sql, (number, most)).fetchall()
        except UNREADABLE:
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
        except UNREADABLE:
            continue
        return
