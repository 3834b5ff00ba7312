"""The migration to version 8, which renames tables and columns."""

import json
import sqlite3
from typing import Any

from newsreader.model.old_names import COLUMNS, LOG_TYPES, TABLES, modern_state, record_value, renamed

_TRIGGERS_AND_INDEXES = "SELECT type, name FROM sqlite_master WHERE type IN ('trigger', 'index') AND sql IS NOT NULL"
#: Indexes whose own names are not changed: SQLite puts the new names of their columns into them.
_INDEXES_THAT_STAY = (
    *("article_newest", "article_saved", "article_outlet", "article_discussed", "quotation_speaker", "note_article"),
    *("sketch_article", "remote_feed_feed", "remote_item_article"),
)


def rename_all(connection: sqlite3.Connection) -> None:
    """Rename everything in a library of version 7. Its triggers, and the indexes with other names, are dropped: the new
    schema creates them."""
    for kind, name in connection.execute(_TRIGGERS_AND_INDEXES).fetchall():
        if kind == "trigger" or name not in _INDEXES_THAT_STAY:
            connection.execute(f"DROP {kind} {name}")
    for old, new in TABLES.items():
        connection.execute(f"ALTER TABLE {old} RENAME TO {new}")
    for table, columns in COLUMNS.items():
        for old, new in columns.items():
            connection.execute(f"ALTER TABLE {table} RENAME COLUMN {old} TO {new}")
    _rename_in_values(connection)


def _rename_in_values(connection: sqlite3.Connection) -> None:
    """The names that stand inside of values: of what the app remembers, of sync records, of undo steps."""
    names = [name for (name,) in connection.execute("SELECT name FROM app_state")]
    connection.executemany(
        "UPDATE app_state SET name = ? WHERE name = ?", [(modern_state(name), name) for name in names]
    )
    for old, new in LOG_TYPES.items():
        for table in ("sync_change", "sync_record"):
            connection.execute(f"UPDATE {table} SET type = ? WHERE type = ?", (new, old))
    records = connection.execute(
        "SELECT type, key, value FROM sync_record WHERE type IN ('note', 'speaker')"
    ).fetchall()
    connection.executemany(
        "UPDATE sync_record SET value = ? WHERE type = ? AND key = ?",
        (
            (json.dumps(record_value(kind, json.loads(value)), ensure_ascii=False), kind, key)
            for kind, key, value in records
        ),
    )
    steps = connection.execute("SELECT id, changes FROM undo_step").fetchall()
    connection.executemany(
        "UPDATE undo_step SET changes = ? WHERE id = ?",
        ((json.dumps(_step(json.loads(changes)), ensure_ascii=False), number) for number, changes in steps),
    )


def _step(changes: Any) -> dict[str, Any]:
    """The changes of an undo step under the new names. Before version 4 a step was one flag."""
    flags, rows = (changes["marks"], changes["rows"]) if isinstance(changes, dict) else ([changes], [])
    new = []
    for old, *values in rows:
        table = TABLES.get(old, old)
        names = COLUMNS.get(table, {})
        new.append([table, *(renamed(value, names) if isinstance(value, dict) else value for value in values)])
    return {"flags": flags, "rows": new}
