"""Recognise the tables of a damaged library by the shape of their rows."""

import mmap
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from pathlib import Path

from newsreader.model.values import dataclass
from newsreader.store.page_scan import Record, Value, count_pages, free_pages, records

#: Tables without row ids that are told from indexes; under their old names too (`model.old_names`).
_KEYED = ("feed_article", "article_tag", "sync_record", "membership", "tagging", "fact")
_TYPES = {"INTEGER": (int,), "TEXT": (str,), "BLOB": (bytes,), "REAL": (int, float)}


@dataclass(frozen=True)
class Shape:
    """The columns of a table as its rows are stored: names, types, and which may be null. `rowid` is the index of the
    column that is the row's number (null in its record), -1 for none; `keyed` where rows have no number (WITHOUT
    ROWID)."""

    names: tuple[str, ...]
    types: tuple[tuple[type, ...], ...]
    nullable: tuple[bool, ...]
    rowid: int
    keyed: bool

    def fits(self, record: Record) -> bool:
        """Return whether a record can be a row of this table. One of before its last columns came is shorter."""
        if (record.rowid is None) is not self.keyed or len(record.values) > len(self.names):
            return False
        return all(
            value is None
            if index == self.rowid
            else isinstance(value, self.types[index] or object)
            if value is not None
            else self.nullable[index]
            for index, value in enumerate(record.values)
        ) and all(self.nullable[len(record.values) :])

    def row(self, record: Record) -> dict[str, Value]:
        """The columns of a record by their names."""
        named = dict(zip(self.names, record.values, strict=False))
        return named if self.rowid < 0 else named | {self.names[self.rowid]: record.rowid}


def shape_of(declaration: str) -> Shape:
    """The shape of a table by the statement that made it. Raises sqlite3.Error for one that is damaged."""
    with closing(sqlite3.connect(":memory:")) as scratch:
        scratch.execute(declaration)
        (name,) = scratch.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchone()
        columns = scratch.execute(f"PRAGMA table_info({name})").fetchall()
    keyed = "WITHOUT ROWID" in declaration.upper()
    if keyed:  # what identifies a row is stored before the rest
        columns.sort(key=lambda column: (not column[5], column[5]))
    keys = [index for index, column in enumerate(columns) if column[5]]
    alias = keys[0] if len(keys) == 1 and not keyed and columns[keys[0]][2].upper() == "INTEGER" else -1
    return Shape(
        tuple(str(column[1]) for column in columns),
        tuple(_TYPES.get(column[2].upper(), (object,)) for column in columns),
        tuple(not column[3] and not (keyed and column[5]) for column in columns),
        alias,
        keyed,
    )


def salvage(file: Path, known: Mapping[str, str], wanted: set[str]) -> Iterator[tuple[str, dict[str, Value]]]:
    """Yield table and row of what stands in the pages of a file. `known` has the statements that make the tables of a
    library, by their names; those that stand in the file itself count before them. Raises OSError."""
    with file.open("rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as data:
        shapes: dict[str, list[Shape]] = {}
        for name, declaration in [*_declarations(data), *known.items()]:
            with suppress(sqlite3.Error, TypeError):
                shape = shape_of(declaration)
                if not shape.keyed or name in _KEYED:
                    shapes.setdefault(name, []).append(shape)
        free = free_pages(data)
        for page in range(count_pages(data)):
            if page in free:
                continue  # what stood there was deleted
            records_of_page = records(data, page)
            name, fitting = _whose(records_of_page, shapes)
            if fitting and name in wanted:
                for record in records_of_page:
                    yield name, fitting.row(record)


def _declarations(data: mmap.mmap) -> Iterator[tuple[str, str]]:
    for page in range(count_pages(data)):
        for record in records(data, page):
            match record.values:
                case ("table", str(name), str(_table), int(_root), str(sql)) if sql.startswith("CREATE TABLE"):
                    yield name, sql


def _whose(records: list[Record], shapes: Mapping[str, list[Shape]]) -> tuple[str, Shape | None]:
    """The table whose rows these are, which all stand on one page; none where it might be several."""
    fitting: dict[str, tuple[int, Shape]] = {}
    for name, each in shapes.items():
        for shape in each:
            if records and name not in fitting and all(map(shape.fits, records)):
                missing = max(len(shape.names) - len(record.values) for record in records)
                fitting[name] = missing, shape
    if not fitting:
        return "", None
    least = min(missing for missing, _shape in fitting.values())
    best = [name for name, (missing, _shape) in fitting.items() if missing == least]
    return (best[0], fitting[best[0]][1]) if len(best) == 1 else ("", None)
