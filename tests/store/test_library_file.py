"""What SQLite says of a library's file, and the first bytes that it has to have."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from newsreader.model.errors import CorruptLibraryError, LibraryError
from newsreader.store import errors
from newsreader.store.errors import has_room, wrapped
from newsreader.store.file_header import copy_with_sound_header, is_library, is_sound
from newsreader.store.store import Store


@pytest.mark.parametrize(
    ("name", "said", "is_corrupt"),
    [
        ("SQLITE_FULL", "disk is full", False),
        ("SQLITE_READONLY", "cannot be written", False),
        ("SQLITE_CANTOPEN", "cannot be written", False),
        ("SQLITE_PERM", "cannot be written", False),
        ("SQLITE_BUSY", "locked for too long", False),
        ("SQLITE_LOCKED_SHAREDCACHE", "locked for too long", False),
        ("SQLITE_CORRUPT_INDEX", "is damaged", True),
        ("SQLITE_NOTADB", "not a newsreader library", False),
        ("SQLITE_IOERR_READ", "Disk errors", False),
        ("SQLITE_ERROR", "reported an error: oh", False),
    ],
)
def test_what_sqlite_says_is_a_sentence_for_the_reader(tmp_path: Path, name: str, said: str, is_corrupt: bool) -> None:
    path = tmp_path / "l.db"
    path.write_bytes(b"autre chose" * 20)
    error = sqlite3.OperationalError("oh")
    error.sqlite_errorname = name
    found = wrapped(error, path)
    assert isinstance(found, CorruptLibraryError if is_corrupt else LibraryError)
    assert isinstance(found, CorruptLibraryError) is is_corrupt and said in found.sentence


def test_a_file_of_zeros_was_a_library_and_a_folder_is_none(tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    path.write_bytes(bytes(5000))
    error = sqlite3.DatabaseError("file is not a database")
    error.sqlite_errorname = "SQLITE_NOTADB"
    assert isinstance(wrapped(error, path), CorruptLibraryError) and "damaged" in wrapped(error, path).sentence
    assert "is a folder" in wrapped(error, tmp_path).sentence
    assert not isinstance(wrapped(error, tmp_path / "nulle"), CorruptLibraryError)
    undecodable = sqlite3.OperationalError("Could not decode to UTF-8 column")
    assert isinstance(wrapped(undecodable, path), CorruptLibraryError)


@pytest.mark.parametrize(("free", "room"), [(100_000, True), (99_999, False)])
def test_without_a_hundred_thousand_bytes_a_disk_is_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, room: bool
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: SimpleNamespace(free=free))
    assert has_room(tmp_path / "l.db") is room
    error = sqlite3.OperationalError("oh")
    error.sqlite_errorname = "SQLITE_IOERR_SHMOPEN"
    (tmp_path / "l.db").write_bytes(b"")
    assert ("disk is full" in wrapped(error, tmp_path / "l.db").sentence) is not room

    def unknown(_path: Path) -> Any:
        raise OSError

    monkeypatch.setattr(shutil, "disk_usage", unknown)
    assert has_room(tmp_path / "l.db"), "where nobody knows, it is tried"


Spoil = Callable[[bytearray], None]


def spoil(at: int, value: bytes) -> Spoil:
    def act(data: bytearray) -> None:
        data[at : at + len(value)] = value

    return act


@pytest.mark.parametrize(
    "change",
    [
        spoil(0, b"X"),
        spoil(16, b"\0\0"),
        spoil(18, b"\7\7"),
        spoil(20, b"\1"),
        spoil(44, b"\0\0\0\5"),
        spoil(44, b"\0\0\0\0"),
        spoil(52, b"\0\0\0\1"),
        spoil(56, b"\0\0\0\2"),
        spoil(60, b"\xff\xff\xff\xff"),
        spoil(72, b"x"),
    ],
)
def test_first_bytes_that_no_library_has_are_noticed_and_a_copy_has_sound_ones(
    library_file: Path, store: Store, change: Spoil
) -> None:
    store.database.row("PRAGMA wal_checkpoint(TRUNCATE)")
    store.close()
    assert is_library(library_file) and is_sound(library_file) and is_sound(library_file, exact=True)
    data = bytearray(library_file.read_bytes())
    change(data)
    library_file.write_bytes(data)
    assert is_library(library_file) and not is_sound(library_file)
    copy = library_file.with_name("copie.db")
    copy_with_sound_header(library_file, copy)
    assert is_sound(copy) and library_file.read_bytes() == data
    with closing(sqlite3.connect(copy)) as raw:
        assert raw.execute("SELECT COUNT(*) FROM article").fetchone() == (0,)


def test_pages_at_the_end_that_nobody_knows_of_matter_only_where_it_is_exact(library_file: Path, store: Store) -> None:
    store.database.row("PRAGMA wal_checkpoint(TRUNCATE)")
    store.close()
    with library_file.open("ab") as file:
        file.write(bytes(4096))
    assert is_sound(library_file) and not is_sound(library_file, exact=True)
    nowhere = library_file.with_name("nulle.db")
    assert not is_library(nowhere) and not is_sound(nowhere) and errors.alien(nowhere)
