"""What older programs have left under other names is read: libraries, exports, logs of a sync folder."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsreader.config import change, load
from newsreader.library.sync.folder_sync import parse_record
from newsreader.library.transfer.library_dump import import_library
from newsreader.model.article_filter import ArticleFilter
from newsreader.model.errors import ConfigError
from newsreader.model.sync import SyncRecord
from newsreader.store.migrations import SCHEMA_7
from newsreader.store.store import Store
from newsreader.tui.keymap import keymap

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
SAID = {
    "words": "À relire",
    "passage": "Un mot",
    "speaker": "",
    "title": "Titre",
    "outlet": "",
    "updated": 9,
    "key": "k",
}


def test_what_stands_inside_of_an_older_library_is_found_under_the_new_names(library_file: Path) -> None:
    with closing(sqlite3.connect(library_file)) as old:
        old.executescript(SCHEMA_7.read_text(encoding="utf-8"))
        old.execute("INSERT INTO feed (id, url, title, renamed) VALUES (1, 'https://x.example/f', 'Le mien', 1)")
        old.execute(
            "INSERT INTO article (id, key, url, title, sorted, seen, read) VALUES (1, 'k', 'u', 'Titre', 1, 1, 5)"
        )
        old.execute("INSERT INTO membership (feed, article, sorted, unread) VALUES (1, 1, 1, 0)")
        old.execute("INSERT INTO note VALUES (1, 1, 'Autre', 'Un mot', 0, 0, 6, '', 'u', 'Titre', '', 1, 2)")
        old.execute("INSERT INTO search (rowid, title, text, byline) VALUES (16, 'titre', '', '')")
        old.execute("UPDATE article SET doc = 16")
        before, after = ({"id": 1, "words": words, "passage": "Un mot"} for words in ("À relire", "Autre"))
        more = {
            "article": 1,
            "block": 0,
            "start": 0,
            "stop": 6,
            "speaker": "",
            "url": "u",
            "title": "Titre",
            "outlet": "",
        }
        dates = {"created": 1, "updated": 2}
        changes = {
            "marks": [["read", 5, {"null": [1]}]],
            "rows": [["note", {"id": 1}, before | more | dates, after | more | dates], ["tagging", *_TAG]],
        }
        for label, what in (("lu", ["read", 5, {"null": [1]}]), ("note", changes)):
            old.execute("INSERT INTO deed (done, label, changes) VALUES (1, ?, ?)", (label, json.dumps(what)))
        old.execute("INSERT INTO tagging VALUES (1, 'mer')")
        old.executemany("INSERT INTO setting VALUES (?, 'x')", [("founded",), ("own server a.example",), ("theme",)])
        old.execute("INSERT INTO device VALUES ('hier', 1)")
        old.execute("INSERT INTO fact VALUES ('note', 'u' || char(10) || '1', 3, 'hier', ?, 0, 0)", (json.dumps(SAID),))
        old.execute("INSERT INTO fact VALUES ('moved', 'a' || char(10) || 'b', 4, 'hier', 'true', 0, 0)")
        old.execute("PRAGMA user_version = 7")
        old.commit()
    store = Store(library_file)
    assert store.feeds.own_title(1) == "Le mien" and store.tags.of(1) == ["mer"]
    assert store.headlines.ids(ArticleFilter()) == [1] and not store.index.missing(5)
    assert [store.state.get(name) for name in ("created", "own_server:a.example", "theme")] == ["x", "x", "x"]
    assert store.state.get("index_below") == "2"  # what is older than that is looked at for the index, in time
    note, moved = store.journal.unexported(5)
    assert (note.value["text"], note.value["quote"], moved.type) == ("À relire", "Un mot", "feed_moved")
    # What was done before can be taken back.
    assert store.undo.undo()[0] == "note" and store.notes.of(1)[0].text == "À relire" and store.tags.of(1) == []
    assert store.headlines.count(ArticleFilter(unread=True)) == 1
    assert store.undo.undo()[0] == "lu"
    store.close()


_TAG = [{"article": 1, "tag": "mer"}, None, {"article": 1, "tag": "mer"}]


def test_an_export_of_an_older_program_is_taken_in(store: Store) -> None:
    day = "2026-11-01T10:00:00+00:00"
    records = [
        {"kind": "feed", "url": "https://x.example/f", "title": "Le fil", "renamed": 1, "tried": day, "remark": "r"},
        {"kind": "rule", "name": "Mer", "query": "mer", "acts": '["save"]', "position": 1},
        {"kind": "alias", "name": "A. Bec", "person": "Anne Bec"},
        {"kind": "setting", "name": "founded", "value": "2026"},
        {"kind": "wish", "request": "{}", "asked": day},
        {"kind": "forgotten", "key": -12},
        {
            **{
                "kind": "article",
                "key": "k",
                "url": "https://x.example/1",
                "title": "Titre",
                "sorted": day,
                "seen": day,
            },
            **{"engine": 1, "comments": 3, "heard": 7, "complete": 1, "twin": "l", "owner": "https://x.example/f"},
            **{"feeds": ["https://x.example/f"], "items": {"https://x.example/f": {"signature": "s", "names": [4]}}},
            **{"rulings": {"Mer": day}, "place": [0, 3], "quotations": [_QUOTATION], "tags": ["mer"]},
            "corrections": [{**_SPEAKER, "anchor": "0" * 24, "words": "mot", "before": "", "at": day}],
            "pictures": [{"url": "https://x.example/p", "kind": "image/png", "base64": "AA=="}],
        },
        {"kind": "article", "key": "l", "url": "https://y.example/1", "title": "Titre", "sorted": day, "seen": day},
        {
            **{
                "kind": "note",
                "article": "k",
                "words": "À relire",
                "passage": "mot",
                "block": 0,
                "start": 0,
                "stop": 3,
            },
            **{
                "speaker": "",
                "url": "https://x.example/1",
                "title": "Titre",
                "outlet": "",
                "created": day,
                "updated": day,
            },
        },
    ]
    taken = import_library(store, ['{"newsreader":"library","schema":1}', *map(json.dumps, records)])
    assert (taken.new, taken.damaged) == (2, ())
    (feed,) = store.feeds.all()
    assert (feed.title, feed.last_attempt, feed.warning) == ("Le fil", datetime.fromisoformat(day), "r")
    assert store.rules.all()[0].actions == ("save",) and store.quotations.aliases() == {"A. Bec": "Anne Bec"}
    assert store.state.get("created") == "2026" and store.retention.any() and list(store.pending.all().values()) == [{}]
    (one,) = store.headlines.headlines(ArticleFilter(feed=feed.id), 5)
    assert (one.comment_count, store.positions.of(one.id), store.positions.playback(one.id)) == (3, (0, 3), 7)
    assert store.duplicates.of(one.id) and store.tags.of(one.id) == ["mer"] and store.images.has("https://x.example/p")
    assert store.quotations.of(one.id)[0].reporting_clauses == ((1, 2),)
    assert (store.corrections.of(one.id)[0].quote, store.notes.of(one.id)[0].text) == ("mot", "À relire")
    assert store.entries.by_name(feed.id, [4])[4].signature == "s"


_SPEAKER = {"speaker": "Anne Bec", "speaker_type": "person"}
_QUOTATION = {
    **{"number": 0, "block": 0, "start": 0, "stop": 3, "text": "mot", "kind": "speech", **_SPEAKER, "cue": ""},
    **{"incises": "[[1, 2]]", "confidence": 0.9, "role": "", "found": ""},
}


def test_the_log_of_an_older_program_is_read() -> None:
    note = {"at": 5, "by": "elle", "what": "note", "of": "u\n1\n0\n0\n6", "is": SAID}
    record = parse_record(json.dumps(note).encode())
    assert record and (record.type, record.time, record.device) == ("note", 5, "elle")
    assert (record.value["text"], record.value["quote"]) == ("À relire", "Un mot")
    moved = {"at": 5, "by": "elle", "what": "moved", "of": "https://x.example/a\nhttps://x.example/b", "is": True}
    assert parse_record(json.dumps(moved).encode()) == SyncRecord("feed_moved", str(moved["of"]), 5, "elle", True)


def test_settings_under_their_former_names_are_read_and_changed(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('measure = 60  # narrow\npreset = "vim"\n[keys]\nhear = "L"\n', encoding="utf-8")
    settings = load(file)
    assert (settings.text_width, settings.keymap, keymap(settings)["listen"]) == (60, "vim", "L")
    assert change(file, "text_width", 64).text_width == 64 and "measure" not in file.read_text(encoding="utf-8")
    file.write_text("measure = 4\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"config.toml:1: “text_width” must be between"):
        load(file)
