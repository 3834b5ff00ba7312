"""Replace a library by a backup of it."""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from newsreader.i18n import _
from newsreader.model.errors import LibraryError
from newsreader.store.database import Database

#: How every file of SQLite begins.
MAGIC = b"SQLite format 3\x00"


def restore(library: Path, copy: Path, now: datetime) -> Path | None:
    """Make `library` what `copy` is; returns where what was there is now, None where there was nothing.

    The copy is checked and brought up to date first, beside the library; readers that are open go on, with what is
    restored. Raises LibraryError, before anything has changed.
    """
    beside = library.with_name(f".{library.name}.restored")
    _clear(beside)
    try:
        library.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        beside.touch(mode=0o600)
        with (
            closing(sqlite3.connect(f"{copy.absolute().as_uri()}?mode=ro", uri=True)) as source,
            closing(sqlite3.connect(beside)) as target,
        ):
            if not source.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()[0]:
                raise LibraryError(_("{path} is empty: there is nothing to restore.").format(path=copy))
            source.backup(target, pages=2000)
        return _put(library, beside, copy, now)
    except (sqlite3.Error, OSError) as error:
        raise LibraryError(_("{path} cannot be restored: {error}.").format(path=copy, error=error)) from error
    finally:
        _clear(beside)


def _put(library: Path, beside: Path, copy: Path, now: datetime) -> Path | None:
    try:
        restored = Database(beside)
        trouble = restored.integrity_check()
        restored.close()
    except LibraryError as error:
        raise LibraryError(error.sentence.replace(str(beside), str(copy))) from error
    if trouble:
        raise LibraryError(
            _("{path} is damaged. “newsreader doctor --library {path}” brings over what can be read.").format(path=copy)
        )
    old = library.with_name(f"{library.stem}-{now:%Y-%m-%d-%H%M%S}{library.suffix}")
    if not library.exists() or not library.stat().st_size:
        beside.replace(library)
        return None
    try:
        before = Database(library)
        before.backup(old)
        before.close()
    except LibraryError:
        # It cannot be read: it is moved away as it is.
        _clear(old)
        for ending in ("", "-wal", "-shm"):
            if (part := library.with_name(library.name + ending)).exists():
                part.replace(old.with_name(old.name + ending))
        beside.replace(library)
        return old
    with closing(sqlite3.connect(beside)) as source, closing(sqlite3.connect(library, timeout=20)) as target:
        source.backup(target)
    return old


def _clear(path: Path) -> None:
    for ending in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
