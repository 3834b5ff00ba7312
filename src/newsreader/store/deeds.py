"""What the reader did to articles, and the way back."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from newsreader.store.database import Database

Mark = Literal["read", "saved"]
_KEPT = 200


class Deeds:
    """Marks on articles (read, saved), each remembered so that it can be undone."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def mark(self, articles: Sequence[int], what: Mark, on: bool, label: str, now: datetime) -> int:
        """Set or clear a mark; returns how many articles it changed. Nothing changed, nothing kept."""
        value = int(now.timestamp()) if on else None
        changed: dict[str, list[int]] = {}
        with self._db.transaction():
            for start in range(0, len(articles), 500):
                part = list(articles[start : start + 500])
                marks = ",".join("?" * len(part))
                test = "IS NULL" if on else "IS NOT NULL"
                for row in self._db.rows(
                    f"SELECT id, {what} FROM article WHERE id IN ({marks}) AND {what} {test}", part
                ):
                    changed.setdefault(json.dumps(row[what]), []).append(row["id"])
                self._db.write(f"UPDATE article SET {what} = ? WHERE id IN ({marks}) AND {what} {test}", [value, *part])
            if changed:
                self._db.write(
                    "INSERT INTO deed (done, label, changes) VALUES (?, ?, ?)",
                    (int(now.timestamp()), label, json.dumps([what, value, changed])),
                )
                self._db.write("DELETE FROM deed WHERE id <= (SELECT MAX(id) FROM deed) - ?", (_KEPT,))
        return sum(map(len, changed.values()))

    def undo(self) -> tuple[str, list[int]]:
        """Take the last deed back; returns its label and the articles, or ("", []).

        What was changed again since, elsewhere, stays as it is.
        """
        with self._db.transaction():
            row = self._db.row("SELECT * FROM deed ORDER BY id DESC LIMIT 1")
            if row is None:
                return "", []
            what, value, changed = json.loads(row["changes"])
            articles: list[int] = []
            for old, ids in changed.items():
                self._db.write_many(
                    f"UPDATE article SET {'read' if what == 'read' else 'saved'} = ? WHERE id = ? AND {what} IS ?",
                    ((json.loads(old), number, value) for number in ids),
                )
                articles += ids
            self._db.write("DELETE FROM deed WHERE id = ?", (row["id"],))
            return str(row["label"]), articles
