"""The undo log: each step with the former values of the flags and rows it changed (`undo_step`)."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Literal, NamedTuple, TypeVar

from newsreader.i18n import from_stored, to_stored
from newsreader.store.database import Database
from newsreader.store.retention import ALONE

Flag = Literal["read", "saved", "hidden"]
Values = Mapping[str, Any]
T = TypeVar("T", bound=str)
_KEPT = 200
#: Tables whose rows a step may write; table names in stored steps are checked against these before they enter SQL.
_TABLES = ("article_tag", "note", "saved_search", "rule", "person_alias", "correction", "feed", "feed_article")
#: The columns that a step may set, likewise.
_FLAGS: tuple[Flag, ...] = ("read", "saved", "hidden")


class FlagChange(NamedTuple):
    """A flag that a step gave to articles: the value it has since, and the articles by their former value, which is a
    key of JSON and so JSON itself ("null", or the seconds since 1970)."""

    flag: Flag
    value: int | None
    articles: dict[str, list[int]]


class RowChange(NamedTuple):
    """A row that a step wrote: its table, its key, its former columns and those it has since; None where there was, or
    is, no such row. Of a row that was changed in part, only those that were changed."""

    table: str
    key: Values
    before: Values | None
    after: Values | None


class UndoStep:
    """One act of the reader. It makes changes and records what reverts them; one undo reverts all of a step."""

    def __init__(self, database: Database, when: int) -> None:
        self._db, self._when = database, when
        self.flags: list[FlagChange] = []
        self.rows: list[RowChange] = []

    def set_flag(self, articles: Sequence[int], what: Flag, on: bool) -> int:
        """Set or clear a flag; returns how many articles it changed."""
        value = self._when if on else None
        changed: dict[str, list[int]] = {}
        for start in range(0, len(articles), 500):
            part = list(articles[start : start + 500])
            placeholders = ",".join("?" * len(part))
            test = "IS NULL" if on else "IS NOT NULL"
            for row in self._db.rows(
                f"SELECT id, {what} FROM article WHERE id IN ({placeholders}) AND {what} {test}", part
            ):
                changed.setdefault(json.dumps(row[what]), []).append(row["id"])
            self._db.write(
                f"UPDATE article SET {what} = ? WHERE id IN ({placeholders}) AND {what} {test}", [value, *part]
            )
        if changed:
            self.flags.append(FlagChange(what, value, changed))
        return sum(map(len, changed.values()))

    def upsert(self, table: str, key: Values, values: Values) -> None:
        """Insert a row, or update the one with this key."""
        before = _row(self._db, table, key)
        after = {**(before or {}), **key, **values}
        if before != after:
            _write(self._db, table, key, after)
            self.rows.append(RowChange(table, key, before, _row(self._db, table, key)))

    def change(self, table: str, key: Values, values: Values) -> None:
        """Update some columns of a row. An undo reverts these alone, whatever has become of the others."""
        row = _row(self._db, table, key)
        if row and (after := {name: value for name, value in values.items() if row[name] != value}):
            _write(self._db, table, key, after)
            self.rows.append(RowChange(table, key, {name: row[name] for name in after}, after))

    def added(self, table: str, key: Values) -> None:
        """Record a row that was inserted without this step."""
        self.rows.append(RowChange(table, key, None, _row(self._db, table, key)))

    def delete(self, table: str, key: Values) -> bool:
        """Delete a row; returns whether there was one."""
        before = _row(self._db, table, key)
        if before is not None:
            _write(self._db, table, key, None)
            self.rows.append(RowChange(table, key, before, None))
        return before is not None

    def revert_flag(self, articles: Sequence[int], what: Flag, value: int | None, old: int | None) -> None:
        """Set a flag back to `old` for those of these articles that still have `value`, the value the step gave."""
        what = _known(what, _FLAGS)
        for start in range(0, len(articles), 500):
            part = list(articles[start : start + 500])
            placeholders = ",".join("?" * len(part))
            test = f"id IN ({placeholders}) AND {what} IS ?"
            ids = [row["id"] for row in self._db.rows(f"SELECT id FROM article WHERE {test}", [*part, value])]
            self._db.write(f"UPDATE article SET {what} = ? WHERE {test}", [old, *part, value])
            if ids:
                self.flags.append(FlagChange(what, old, {json.dumps(value): ids}))

    def revert_row(self, table: str, key: Values, before: Values | None, after: Values | None) -> None:
        """Set a row back to `before` (None: delete it), where it still is `after`, as the step left it."""
        now = _row(self._db, table, key)
        # A feed changes with every refresh: that it was added is told by its address alone.
        told = {"url": after["url"]} if table == "feed" and after and before is None else after
        if (now is None) is not (told is None) or any(
            (now or {})[name] != value for name, value in (told or {}).items()
        ):
            return
        if table == "feed" and before is None:
            self._leave_feed(key["id"])
            now = _row(self._db, table, key)  # it counts none any more
        _write(self._db, table, key, before)
        before = _row(self._db, table, key) if table == "feed_article" and before else before
        was = {name: now[name] for name in before} if now and before else now
        self.rows.append(RowChange(table, key, was, before))

    def _leave_feed(self, feed: int) -> None:
        """Unsubscribe, to undo a subscription: hide the articles of this feed alone, delete its `feed_article` rows."""
        rows = self._db.rows(f"SELECT id FROM article WHERE {ALONE}", (feed,))
        self.set_flag([row["id"] for row in rows], "hidden", True)
        for row in self._db.rows("SELECT article FROM feed_article WHERE feed = ?", (feed,)):
            self.delete("feed_article", {"feed": feed, "article": row["article"]})


class Reverted(NamedTuple):
    """A step that was undone or redone: its label ("" where there was none), its articles, and the names of feeds,
    searches and rules in it."""

    label: str = ""
    articles: list[int] = []  # noqa: RUF012 - never changed
    names: list[str] = []  # noqa: RUF012


class UndoLog:
    """Records, undoes and redoes steps. Undone steps are kept, to be redone, until a new step is recorded."""

    def __init__(self, database: Database) -> None:
        self._db = database

    @contextmanager
    def record(self, label: str, now: datetime) -> Iterator[UndoStep]:
        """Open a step in a transaction; it is stored under this label if it changed anything."""
        with self._db.transaction():
            step = UndoStep(self._db, int(now.timestamp()))
            yield step
            if step.flags or step.rows:
                self._db.write("DELETE FROM undo_step WHERE undone")
                self._keep(int(now.timestamp()), to_stored(label), step, undone=False)
                self._db.write("DELETE FROM undo_step WHERE id <= (SELECT MAX(id) FROM undo_step) - ?", (_KEPT,))

    @contextmanager
    def unrecorded(self, now: datetime) -> Iterator[UndoStep]:
        """Make changes in a transaction that nobody would want to undo by itself."""
        with self._db.transaction():
            yield UndoStep(self._db, int(now.timestamp()))

    def _keep(self, at: int, label: str, step: UndoStep, undone: bool) -> None:
        changes = {"flags": step.flags, "rows": step.rows}
        self._db.write(
            "INSERT INTO undo_step (at, label, changes, undone) VALUES (?, ?, ?, ?)",
            (at, label, json.dumps(changes, ensure_ascii=False), int(undone)),
        )

    def set_flag(self, articles: Sequence[int], what: Flag, on: bool, label: str, now: datetime) -> int:
        """Set or clear a flag; returns how many articles it changed."""
        with self.record(label, now) as step:
            return step.set_flag(articles, what, on)

    def undo(self) -> Reverted:
        """Undo the last step. What has been changed since, by another window or a sync, stays as it is."""
        return self._revert(undone=False)

    def redo(self) -> Reverted:
        """Redo the step that was undone last."""
        return self._revert(undone=True)

    def _revert(self, undone: bool) -> Reverted:
        """Revert the last step that is `undone` or not; what that changes is a step of the other kind."""
        with self._db.transaction():
            row = self._db.row("SELECT * FROM undo_step WHERE undone = ? ORDER BY id DESC LIMIT 1", (int(undone),))
            if row is None:
                return Reverted()
            changes = json.loads(row["changes"])
            # What undoing it has written stands the other way round.
            flags, rows = (changes[name][:: -1 if undone else 1] for name in ("flags", "rows"))
            subjects = self._subjects(flags, rows)
            back = UndoStep(self._db, row["at"])
            for what, value, changed in reversed(changes["flags"]):
                for old, ids in changed.items():
                    back.revert_flag(ids, what, value, json.loads(old))
            for table, key, before, after in reversed(changes["rows"]):
                back.revert_row(table, key, before, after)
            self._db.write("DELETE FROM undo_step WHERE id = ?", (row["id"],))
            self._keep(row["at"], row["label"], back, undone=not undone)
            return Reverted(from_stored(row["label"]), *subjects)

    def _subjects(self, flags: list[Any], rows: list[Any]) -> tuple[list[int], list[str]]:
        """The articles and the names of what a step is about."""
        articles = [number for _what, _value, changed in flags for ids in changed.values() for number in ids]
        names: dict[str, None] = {}
        for table, key, before, after in rows:
            row = {**key, **(after or {}), **(before or {})}
            if table in ("article_tag", "note", "correction") and row.get("article"):
                articles.append(row["article"])
            elif table in ("saved_search", "rule"):
                names[str(row["name"])] = None
            elif table == "feed":
                stored = _row(self._db, table, key) or {}
                names[str(row.get("title") or stored.get("title") or row.get("url") or stored.get("url", ""))] = None
        return list(dict.fromkeys(articles)), list(filter(None, names))


def _known(name: T, names: Sequence[T]) -> T:
    """A name that enters SQL. Raises ValueError for one that is not among `names`: a stored step may say anything."""
    if name not in names:
        raise ValueError(name)
    return name


def _row(database: Database, table: str, key: Values) -> dict[str, Any] | None:
    tests = " AND ".join(f"{column} = ?" for column in key)
    row = database.row(f"SELECT * FROM {_known(table, _TABLES)} WHERE {tests}", list(key.values()))
    return dict(row) if row else None


def _write(database: Database, table: str, key: Values, values: Values | None) -> None:
    """Write a whole row, or delete it (None). For an article that is gone nothing is written, except a note, which
    outlives its article."""
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
    if table == "feed_article":  # it was hidden, or is read since: the lists go by what the article is now
        sql = "SELECT sort_time, read IS NULL AND hidden IS NULL AS unread FROM article WHERE id = ?"
        values |= dict(database.row(sql, (article,)) or {})
    if (
        table == "feed"
        and "url" in values
        and database.row("SELECT 1 FROM feed WHERE url = ? AND id <> ?", (values["url"], values["id"]))
    ):
        return  # subscribed to again since
    if table == "feed_article" and database.row("SELECT 1 FROM feed WHERE id = ?", (values["feed"],)) is None:
        return
    if _row(database, table, key):  # changed in place: what hangs on it stays
        changes = ", ".join(f"{column} = ?" for column in values)
        database.write(f"UPDATE {table} SET {changes} WHERE {tests}", [*values.values(), *key.values()])
    else:
        placeholders = ",".join("?" * len(values))
        database.write(f"INSERT INTO {table} ({', '.join(values)}) VALUES ({placeholders})", list(values.values()))
