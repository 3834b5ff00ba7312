"""What the reader did, and the way back."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Literal

from newsreader.i18n import from_stored, to_stored
from newsreader.store.database import Database

Flag = Literal["read", "saved", "hidden"]
Values = Mapping[str, Any]
_KEPT = 200
_FLAGS = ("read", "saved", "hidden")
#: Tables of which single rows are put and dropped. Nothing else is ever named in a statement.
_TABLES = ("article_tag", "note", "saved_search", "rule", "person_alias", "correction", "feed", "feed_article")


class UndoStep:
    """One thing that a reader does, of as many changes as it takes; one undo takes all of them back."""

    def __init__(self, database: Database, when: int) -> None:
        self._db, self._when = database, when
        self.flags: list[tuple[Flag, int | None, dict[str, list[int]]]] = []
        self.rows: list[tuple[str, Values, Values | None, Values | None]] = []

    def set_flag(self, articles: Sequence[int], what: Flag, on: bool) -> int:
        """Set or clear a flag; returns how many articles it changed."""
        value = self._when if on else None
        changed: dict[str, list[int]] = {}
        for start in range(0, len(articles), 500):
            part = list(articles[start : start + 500])
            marks = ",".join("?" * len(part))
            test = "IS NULL" if on else "IS NOT NULL"
            for row in self._db.rows(f"SELECT id, {what} FROM article WHERE id IN ({marks}) AND {what} {test}", part):
                changed.setdefault(json.dumps(row[what]), []).append(row["id"])
            self._db.write(f"UPDATE article SET {what} = ? WHERE id IN ({marks}) AND {what} {test}", [value, *part])
        if changed:
            self.flags.append((what, value, changed))
        return sum(map(len, changed.values()))

    def upsert(self, table: str, key: Values, values: Values) -> None:
        """Have this row in a table: a new one, or other values in the one with this key."""
        before = _row(self._db, table, key)
        after = {**(before or {}), **key, **values}
        if before != after:
            _write(self._db, table, key, after)
            self.rows.append((table, key, before, _row(self._db, table, key)))

    def delete(self, table: str, key: Values) -> bool:
        """Take a row away; whether there was one."""
        before = _row(self._db, table, key)
        if before is not None:
            _write(self._db, table, key, None)
            self.rows.append((table, key, before, None))
        return before is not None


class UndoLog:
    """The last deeds, each with enough to take it back."""

    def __init__(self, database: Database) -> None:
        self._db = database

    @contextmanager
    def record(self, label: str, now: datetime) -> Iterator[UndoStep]:
        """Do something that can be undone under this label; all of it or nothing. Nothing changed, nothing kept."""
        with self._db.transaction():
            deed = UndoStep(self._db, int(now.timestamp()))
            yield deed
            if deed.flags or deed.rows:
                changes = {"flags": deed.flags, "rows": deed.rows}
                self._db.write(
                    "INSERT INTO undo_step (at, label, changes) VALUES (?, ?, ?)",
                    (int(now.timestamp()), to_stored(label), json.dumps(changes, ensure_ascii=False)),
                )
                self._db.write("DELETE FROM undo_step WHERE id <= (SELECT MAX(id) FROM undo_step) - ?", (_KEPT,))

    def set_flag(self, articles: Sequence[int], what: Flag, on: bool, label: str, now: datetime) -> int:
        """Set or clear a flag; returns how many articles it changed."""
        with self.record(label, now) as deed:
            return deed.set_flag(articles, what, on)

    def undo(self) -> tuple[str, list[int]]:
        """Take the last deed back; returns its label and the articles that it marked, or ("", []).

        What was changed again since, elsewhere, stays as it is.
        """
        with self._db.transaction():
            row = self._db.row("SELECT * FROM undo_step ORDER BY id DESC LIMIT 1")
            if row is None:
                return "", []
            changes = json.loads(row["changes"])
            articles: list[int] = []
            for what, value, changed in reversed(changes["flags"]):
                for old, ids in changed.items():
                    self._db.write_many(
                        f"UPDATE article SET {_known(what, _FLAGS)} = ? WHERE id = ? AND {what} IS ?",
                        ((json.loads(old), number, value) for number in ids),
                    )
                    articles += ids
            for table, key, before, after in reversed(changes["rows"]):
                if _row(self._db, table, key) == after:
                    _write(self._db, table, key, before)
            self._db.write("DELETE FROM undo_step WHERE id = ?", (row["id"],))
            return from_stored(row["label"]), articles


def _known(name: str, names: Sequence[str]) -> str:
    if name not in names:
        raise ValueError(name)
    return name


def _row(database: Database, table: str, key: Values) -> dict[str, Any] | None:
    tests = " AND ".join(f"{column} = ?" for column in key)
    row = database.row(f"SELECT * FROM {_known(table, _TABLES)} WHERE {tests}", list(key.values()))
    return dict(row) if row else None


def _write(database: Database, table: str, key: Values, values: Values | None) -> None:
    """Put the whole of a row, or take it away. What belongs to an article that is gone goes with it; a note stays."""
    table, tests = _known(table, _TABLES), " AND ".join(f"{column} = ?" for column in key)
    if values is None:
        database.write(f"DELETE FROM {table} WHERE {tests}", list(key.values()))
        return
    values = dict(values)
    article = values.get("article")
    if article and database.row("SELECT 1 FROM article WHERE id = ?", (article,)) is None:
        if table != "note":
            return
        values["article"] = None
    if table == "feed" and database.row("SELECT 1 FROM feed WHERE url = ? AND id <> ?", (values["url"], values["id"])):
        return  # subscribed to again since
    if table == "feed_article" and database.row("SELECT 1 FROM feed WHERE id = ?", (values["feed"],)) is None:
        return
    if _row(database, table, key):  # changed in place: what hangs on it stays
        changes = ", ".join(f"{column} = ?" for column in values)
        database.write(f"UPDATE {table} SET {changes} WHERE {tests}", [*values.values(), *key.values()])
    else:
        marks = ",".join("?" * len(values))
        database.write(f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})", list(values.values()))
