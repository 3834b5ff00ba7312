"""Former names, from before version 8 of the library: tables, columns, records, settings and actions.

The migration to version 8 goes by these tables; and older programs and their users have left such names in exports
(`store.dump`), in the logs of a sync folder (`library.sync.folder_sync`) and in settings files (`config`, and `[keys]`
in `tui.keymap`), which are read by them. Nothing is written under an old name.
"""

from collections.abc import Mapping
from typing import Any

#: Tables, old and new. `kind` in a record of an export is the name of its table.
TABLES = {
    "alias": "person_alias",
    "body": "article_body",
    "change": "sync_change",
    "deed": "undo_step",
    "device": "sync_device",
    "fact": "sync_record",
    "forgotten": "tombstone",
    "item": "entry_name",
    "log": "sync_log",
    "membership": "feed_article",
    "picture": "image",
    "place": "reading_position",
    "ruling": "rule_match",
    "search": "article_fts",
    "sending": "sync_unacknowledged",
    "setting": "app_state",
    "tagging": "article_tag",
    "tally": "counter",
    "thread": "comment_thread",
    "uncorrected": "correction_pending",
    "unruled": "rule_pending",
    "version": "article_revision",
    "wish": "pending_request",
}

#: Columns, old and new, of each table under its new name.
COLUMNS: dict[str, dict[str, str]] = {
    "article": {
        "comments": "comment_count",
        "doc": "fts_rowid",
        "engine": "quotes_version",
        "fresh": "new_comments",
        "heard": "playback_seconds",
        "raw": "unparsed",
        "seen": "first_seen",
        "sorted": "sort_time",
        "twin": "duplicate_of",
    },
    "correction": {"words": "quote"},
    "feed": {
        "answered": "last_success",
        "changed": "last_change",
        "fresh": "fresh_seconds",
        "moving": "redirect_candidate",
        "pace": "poll_hints",
        "remark": "warning",
        "renamed": "title_is_custom",
        "tried": "last_attempt",
        "why": "wait_reason",
    },
    "feed_article": {"sorted": "sort_time"},
    "host": {"pace": "request_interval", "until": "paused_until"},
    "note": {"passage": "quote", "words": "text"},
    "pending_request": {"asked": "created"},
    "quotation": {"incises": "reporting_clauses"},
    "rule": {"acts": "actions"},
    "sync_change": {"at": "time", "subject": "key", "what": "type"},
    "sync_record": {"at": "time", "said": "exported", "subject": "key", "waits": "deferred", "what": "type"},
    "sync_unacknowledged": {"given": "value", "mark": "flag"},
    "undo_step": {"done": "at"},
}

#: What the app remembers (`store.app_state`), old and new; those that end in a colon or a space begin names.
STATE = {
    "agreeing": "sync_lock",
    "checked": "last_check",
    "elsewhere": "discussions_notice",
    "founded": "created",
    "left": "last_visit",
    "limits": "retention_limits",
    "live": "live_order",
    "measure": "text_width",
    "opened": "lessons",
    "own server ": "own_server:",
    "pipe": "pipe_command",
    "refused:": "rejected:",
    "stories": "group_stories",
    "widths": "pane_widths",
}

#: What hangs on an article in its record of an export: fields of the record, old and new.
ATTACHMENTS = {
    "items": "entries",
    "pictures": "images",
    "place": "reading_position",
    "rulings": "rule_matches",
    "versions": "revisions",
}

#: The fields of a line in the log of a sync folder, and the types of its records, old and new.
LOG_FIELDS = {"at": "time", "by": "device", "is": "value", "of": "key", "what": "type"}
LOG_TYPES = {"moved": "feed_moved"}

#: Settings, old and new.
SETTINGS = {
    "browser": "browser_command",
    "copy": "copy_command",
    "measure": "text_width",
    "preset": "keymap",
    "read_when": "mark_read",
    "voice": "speech_command",
}

#: Actions as `[keys]` of the settings names them, old and new.
ACTIONS = {
    "changes": "revisions",
    "elsewhere": "discussions",
    "health": "feed-status",
    "hear": "listen",
    "keep-search": "save-search",
    "mark": "highlight",
    "other-people": "split-person",
    "picture": "images",
    "same-person": "merge-people",
    "stories": "group-stories",
    "theme": "toggle-dark",
    "walk": "comment-cursor",
    "wind-back": "seek-back",
    "wind-on": "seek-forward",
}


def renamed(values: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """The values under their new names; a name that is new already stays."""
    return {names.get(name, name): value for name, value in values.items()}


def record_value(kind: str, value: Any) -> Any:
    """Return what a sync record says: of a note or a speaker, its fields are columns."""
    table = {"note": "note", "speaker": "correction"}.get(kind)
    return renamed(value, COLUMNS[table]) if table and isinstance(value, dict) else value


def modern_record(record: Mapping[str, Any]) -> dict[str, Any]:
    """A record of an export under the new names, whatever program has written it. Raises what a record that is none
    does (`store.dump.DumpReader.take`)."""
    kind = TABLES.get(record["kind"], record["kind"])
    new = renamed(record, COLUMNS.get(kind, {})) | {"kind": kind}
    if kind == "article":
        new = renamed(new, ATTACHMENTS)
        for name, table in (("quotations", "quotation"), ("corrections", "correction")):
            new[name] = [renamed(column, COLUMNS[table]) for column in new.get(name, ())]
    if kind == "app_state":
        new["name"] = modern_state(str(new["name"]))
    return new


def modern_state(name: str) -> str:
    """The name of something that the app remembers, as it is now."""
    begin = next((old for old in STATE if old[-1] in ": " and name.startswith(old)), name)
    return STATE.get(begin, begin) + name[len(begin) :]


def modern_line(line: Mapping[str, Any]) -> dict[str, Any]:
    """A line in the log of a sync folder under the new names, whatever program has written it."""
    new = renamed(line, LOG_FIELDS)
    new["type"] = LOG_TYPES.get(new["type"], new["type"])
    return new | {"value": record_value(new["type"], new["value"])}
