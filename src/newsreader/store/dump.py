"""Export of the whole library as records, and their import. Records refer to others by address, key or name, never by a
number of the file.

Left out: the steps of undo, what servers asked of us (it is asked again), and the index of words (it is made
again). `docs/library.md` describes the records.
"""

import base64
import json
import sqlite3
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from newsreader.model.errors import LibraryError
from newsreader.model.old_names import modern_record
from newsreader.store.codec import pack, pack_delta, plain_of, unpack
from newsreader.store.database import Database

Record = dict[str, Any]
#: What SQLite says of values that do not fit.
_OF_VALUES = (sqlite3.IntegrityError, sqlite3.InterfaceError, sqlite3.ProgrammingError, sqlite3.DataError)

#: Columns that are moments: seconds here, ISO 8601 in records.
_TIMES = {
    *("last_attempt", "last_success", "last_change", "not_before", "sort_time", "first_seen", "fetched"),
    *("read", "saved", "hidden", "created", "updated", "until", "visited", "at"),
}
#: Columns that stand only for this file, or are counted anew.
_OWN = {
    "feed": {"id", "total", "unread"},
    "article": {"id", "fts_rowid", "quotes_rowid", "duplicate_of", "owner", "muted"},
    "note": {"id"},
    "pending_request": {"id"},
}
#: What hangs on an article in its record.
_HANGING = {
    *("kind", "duplicate_of", "text", "markup", "thread", "feeds", "owner", "entries", "tags"),
    *("rule_matches", "reading_position", "corrections", "quotations", "revisions", "images"),
}
#: What a feed says of an article, and what stands where that is not known.
_LISTED = {"signature": "", "title": None, "published": None, "summary": "", "authors": ""}
#: Tables that are carried row by row, and what makes two rows the same.
_PLAIN = {
    "rule": ("name",),
    "saved_search": ("name",),
    "person_alias": ("name",),
    "app_state": ("name",),
    "pending_request": ("request",),
    "tombstone": ("key",),
}


def records(database: Database) -> Iterator[Record]:
    """Yield all records: feeds, then what the reader has set up, articles, notes."""
    for row in database.rows("SELECT * FROM feed ORDER BY position, id"):
        yield _record("feed", row)
    for table in _PLAIN:
        for row in database.rows(f"SELECT * FROM {table}"):
            yield _record(table, row)
    last = 0
    while some := database.rows("SELECT * FROM article WHERE id > ? ORDER BY id LIMIT 200", (last,)):
        for row in some:
            yield {**_record("article", row), **_belongings(database, row["id"], row["duplicate_of"])}
        last = some[-1]["id"]
    for row in database.rows("SELECT * FROM note ORDER BY id"):
        yield {**_record("note", row), "article": _key(database, row["article"])}


def _record(table: str, row: sqlite3.Row) -> Record:
    own = _OWN.get(table, set())
    return {"kind": table, **{name: _out(name, row[name]) for name in row.keys() if name not in own}}  # noqa: SIM118


def _out(name: str, value: Any) -> Any:
    return datetime.fromtimestamp(value, UTC).isoformat() if name in _TIMES and value is not None else value


def _in(name: str, value: Any) -> Any:
    return int(datetime.fromisoformat(value).timestamp()) if name in _TIMES and value is not None else value


def _key(database: Database, article: int | None) -> str | None:
    row = database.row("SELECT key FROM article WHERE id = ?", (article,)) if article else None
    return str(row["key"]) if row else None


def _belongings(database: Database, article: int, newest: int | None) -> Record:
    """Return what hangs on an article."""

    def rows(sql: str) -> list[sqlite3.Row]:
        return database.rows(f"{sql} = ?", (article,))

    record: Record = {"duplicate_of": _key(database, newest)}
    for row in rows("SELECT content, markup FROM article_body WHERE article"):
        record |= {"text": unpack(row["content"]), "markup": row["markup"]}
    for row in rows("SELECT * FROM comment_thread WHERE article"):
        times = {name: _out(name, row[name]) for name in ("fetched", "visited")}
        record["thread"] = {**times, "content": unpack(row["content"])}
    listed = rows(f"SELECT feed.url, m.{', m.'.join(_LISTED)} FROM feed_article m JOIN feed ON id = feed WHERE article")
    record["feeds"] = [row["url"] for row in listed]
    owner = rows("SELECT feed.url FROM article JOIN feed ON feed.id = owner WHERE article.id")
    record["owner"] = owner[0]["url"] if owner else None
    names = rows("SELECT url, name FROM entry_name JOIN feed ON id = feed WHERE article")
    record["entries"] = {
        row["url"]: {
            **{column: row[column] for column in _LISTED},
            "names": [name["name"] for name in names if name["url"] == row["url"]],
        }
        for row in listed
    }
    record["tags"] = [row["tag"] for row in rows("SELECT tag FROM article_tag WHERE article")]
    record["rule_matches"] = {
        row["rule"]: _out("at", row["at"]) for row in rows("SELECT * FROM rule_match WHERE article")
    }
    record["reading_position"] = next(
        ([r["block"], r["start"]] for r in rows("SELECT * FROM reading_position WHERE article")), None
    )
    corrections = rows("SELECT * FROM correction WHERE article")
    record["corrections"] = [
        {name: _out(name, row[name]) for name in row.keys() if name != "article"}  # noqa: SIM118
        for row in corrections
    ]
    quotations = rows("SELECT * FROM quotation WHERE article")
    record["quotations"] = [{name: row[name] for name in row.keys() if name != "article"} for row in quotations]  # noqa: SIM118
    versions = database.rows("SELECT until, content FROM article_revision WHERE article = ? ORDER BY id", (article,))
    first = plain_of(versions[0]["content"]) if versions else b""
    record["revisions"] = [
        {"until": _out("until", row["until"]), "text": unpack(row["content"], first)} for row in versions
    ]
    record["images"] = [
        {"url": row["url"], "kind": row["kind"], "base64": base64.b64encode(row["content"]).decode()}
        for row in rows("SELECT * FROM image WHERE article")
    ]
    return record


class DumpReader:
    """Imports records: adds what is new, and to known articles the flags and tags that they lack."""

    def __init__(self, database: Database) -> None:
        self._db = database
        self.new = self.known = 0
        self._duplicates: dict[int, str] = {}

    def attempt(self, record: Mapping[str, Any]) -> bool:
        """Import one record in a transaction; returns whether it is valid. Nothing is stored of a damaged one."""
        before = (self.new, self.known)
        self._db.write("SAVEPOINT record")
        try:
            self.take(record)
        except (KeyError, TypeError, ValueError, AttributeError, LibraryError) as error:
            if isinstance(error, LibraryError) and not isinstance(error.__cause__, _OF_VALUES):
                raise
            self._db.write("ROLLBACK TO record")
            self.new, self.known = before
            return False
        finally:
            self._db.write("RELEASE record")
        return True

    def take(self, record: Mapping[str, Any]) -> None:
        """Import one record. Raises KeyError, TypeError, ValueError for an invalid one."""
        record = modern_record(record)
        table = str(record["kind"])
        if table == "feed":
            self._put("feed", {name: value for name, value in record.items() if name != "kind"}, ("url",))
        elif table == "article":
            self._take_article(dict(record))
        elif table == "note":
            self._take_note(dict(record))
        elif table in _PLAIN:
            self._put(table, {name: value for name, value in record.items() if name != "kind"}, _PLAIN[table])
        else:
            raise ValueError(table)

    def end(self) -> None:
        """Resolve the references to records that came later."""
        for article, key in self._duplicates.items():
            self._db.write(
                "UPDATE article SET duplicate_of = (SELECT id FROM article WHERE key = ?) WHERE id = ?", (key, article)
            )

    def _put(self, table: str, values: Mapping[str, Any], same: tuple[str, ...]) -> int:
        """A row, unless there is one that is the same; returns its number, 0 where there was one."""
        tests = " AND ".join(f"{name} IS ?" for name in same)
        if self._db.row(f"SELECT 1 FROM {table} WHERE {tests}", [_in(name, values[name]) for name in same]):
            return 0
        known = {row["name"] for row in self._db.rows(f"PRAGMA table_info({table})")}
        row = {name: _in(name, value) for name, value in values.items() if name in known}
        placeholders = ",".join("?" * len(row))
        done = self._db.write(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({placeholders})", list(row.values()))
        return int(done.lastrowid or 0)

    def _take_article(self, record: Record) -> None:
        columns = {name: value for name, value in record.items() if name not in _HANGING | _OWN["article"]}
        number = self._put("article", columns, ("key",))
        self.new, self.known = self.new + bool(number), self.known + (not number)
        if number:
            self._restore_attachments(number, record)
            if record.get("duplicate_of"):
                self._duplicates[number] = record["duplicate_of"]
        else:
            row = self._db.row("SELECT id FROM article WHERE key = ?", (record["key"],))
            number = row["id"] if row else 0
            flags = [_in(name, record.get(name)) for name in ("read", "saved")]
            sql = "UPDATE article SET read = COALESCE(read, ?), saved = COALESCE(saved, ?) WHERE id = ?"
            self._db.write(sql, [*flags, number])
        for url in record.get("feeds", ()):
            listed = record.get("entries", {}).get(url, {})
            self._db.write(
                f"INSERT OR IGNORE INTO feed_article (feed, article, sort_time, unread, {', '.join(_LISTED)}) "
                "SELECT feed.id, article.id, sort_time, read IS NULL AND hidden IS NULL, ?, ?, ?, ?, ? "
                "FROM feed, article WHERE feed.url = ? AND article.id = ?",
                (*(listed.get(column, unknown) for column, unknown in _LISTED.items()), url, number),
            )
            self._db.write_many(
                "INSERT OR IGNORE INTO entry_name (feed, name, article) SELECT id, ?, ? FROM feed WHERE url = ?",
                ((name, number, url) for name in listed.get("names", ())),
            )
        for tag in record.get("tags", ()):
            self._put("article_tag", {"article": number, "tag": tag}, ("article", "tag"))
        for correction in record.get("corrections", ()):
            self._put("correction", {**correction, "article": number}, ("article", "anchor"))
        for rule, at in record.get("rule_matches", {}).items():
            if self._db.row("SELECT 1 FROM rule WHERE name = ?", (rule,)):
                self._put("rule_match", {"rule": rule, "article": number, "at": at}, ("rule", "article"))

    def _restore_attachments(self, number: int, record: Record) -> None:
        """Everything that only a new article takes along."""
        self._db.write(
            "UPDATE article SET owner = (SELECT id FROM feed WHERE url = ?) WHERE id = ?", (record.get("owner"), number)
        )
        if "text" in record:
            body = {"article": number, "content": pack(record["text"]), "markup": record["markup"]}
            self._put("article_body", body, ("article",))
        if thread := record.get("thread"):
            self._put("comment_thread", {**thread, "article": number, "content": pack(thread["content"])}, ("article",))
        if place := record.get("reading_position"):
            self._put("reading_position", {"article": number, "block": place[0], "start": place[1]}, ("article",))
        for quotation in record.get("quotations", ()):
            self._put("quotation", {"article": number, **quotation}, ("article", "number"))
        versions = [(version["until"], pack(version["text"])) for version in record.get("revisions", ())]
        for until, content in versions:
            kept = content if content is versions[0][1] else pack_delta(content, versions[0][1])
            self._db.write(
                "INSERT INTO article_revision (article, until, content) VALUES (?, ?, ?)",
                (number, _in("until", until), kept),
            )
        for image in record.get("images", ()):
            content = base64.b64decode(image["base64"])
            self._put("image", {**image, "article": number, "content": content}, ("url",))

    def _take_note(self, record: Record) -> None:
        row = self._db.row("SELECT id FROM article WHERE key = ?", (record["article"],))
        record["article"] = row["id"] if row else None
        self._put("note", record, ("url", "text", "quote", "created"))


def as_line(record: Mapping[str, Any]) -> str:
    """A record as a line of JSON."""
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))
