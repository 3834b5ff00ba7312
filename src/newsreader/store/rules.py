"""Rules, the articles they have not been applied to yet, and their matches."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from newsreader.model.rule import Rule

if TYPE_CHECKING:
    from newsreader.model.query import Query
    from newsreader.store.database import Database
    from newsreader.store.undo import UndoStep


class Rules:
    """Reads and writes rules and matches. A rule matches an article once: what the reader undoes stays undone."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def all(self) -> list[Rule]:
        """The rules, in order."""
        rows = self._db.rows("SELECT * FROM rule ORDER BY position, name")
        return [Rule(row["name"], row["query"], tuple(json.loads(row["actions"]))) for row in rows]

    def put(self, step: UndoStep, rule: Rule) -> None:
        """A new rule, after the others; or another form of one."""
        row = self._db.row("SELECT position FROM rule WHERE name = ?", (rule.name,))
        last = self._db.row("SELECT COALESCE(MAX(position), 0) + 1 FROM rule")
        position = row["position"] if row else last[0] if last else 1
        step.upsert(
            "rule",
            {"name": rule.name},
            {"query": rule.query, "actions": json.dumps(rule.actions), "position": position},
        )

    def delete(self, step: UndoStep, name: str) -> bool:
        """Forget a rule; what it hid comes back. Whether there was one."""
        rows = self._db.rows(
            "SELECT article FROM rule_match JOIN article ON id = article WHERE rule = ? AND hidden", (name,)
        )
        step.set_flag([row["article"] for row in rows], "hidden", False)
        return step.delete("rule", {"name": name})

    def has_pending(self) -> bool:
        """Return whether there are articles that the rules have not been asked about."""
        return self._db.row("SELECT 1 FROM rule_pending") is not None

    def enqueue(self, articles: list[int]) -> None:
        """The rules are to be asked about these, where there are any."""
        if self._db.row("SELECT 1 FROM rule"):
            self._db.write_many("INSERT OR IGNORE INTO rule_pending VALUES (?)", ((article,) for article in articles))

    def match_new(self, rule: Rule, query: Query, when: int) -> list[tuple[int, str]]:
        """Return the pending articles that a rule matches for the first time, number and title; they are matched
        now."""
        from newsreader.store.search_sql import to_sql  # a refresh without rules does without searches

        self._db.write_out()  # the words of what has just come in
        where, values = to_sql(query, few=True)
        rows = self._db.rows(
            f"SELECT id, title FROM rule_pending CROSS JOIN article ON id = rule_pending.article WHERE {where} "
            "AND NOT EXISTS (SELECT 1 FROM rule_match WHERE rule = ? AND rule_match.article = id)",
            [*values, rule.name],
        )
        self._db.write_many("INSERT INTO rule_match VALUES (?, ?, ?)", ((rule.name, row["id"], when) for row in rows))
        return [(row["id"], row["title"]) for row in rows]

    def clear_pending(self) -> None:
        """The rules have been asked about all that waited."""
        self._db.write("DELETE FROM rule_pending")
