"""Turn SQLite's errors into LibraryErrors with a sentence for the reader."""

import os
import sqlite3
from contextlib import suppress
from pathlib import Path

from newsreader.i18n import _
from newsreader.model.errors import CorruptLibraryError, LibraryError
from newsreader.store.file_header import is_library

#: Bytes without which a disk is full: SQLite makes a file of 32 KB for whoever reads.
_ROOM = 100_000


def wrapped(error: sqlite3.Error, path: Path) -> LibraryError:
    """The error that is raised for one of SQLite's."""
    name = getattr(error, "sqlite_errorname", "")
    corrupt = (
        name.startswith("SQLITE_CORRUPT")
        or str(error).startswith("Could not decode")
        or (name == "SQLITE_NOTADB" and _was_library(path))
    )
    return (CorruptLibraryError if corrupt else LibraryError)(_sentence(error, path))


def has_room(path: Path) -> bool:
    """Return whether something can be written beside a file."""
    import shutil  # rarely, and not at every start

    with suppress(OSError):
        return shutil.disk_usage(path.parent).free >= _ROOM
    return True


def _was_library(path: Path) -> bool:
    """Whether a file that is none for SQLite was a library: it begins with zeros, as a power cut may leave it, or
    its pages are those of one."""
    with suppress(OSError), path.open("rb") as file:
        return not file.read(100).strip(b"\0") or is_library(path)
    return False


def damaged(path: Path) -> str:
    """Return the sentence for a library file that is corrupt."""
    return _(
        "The library {path} is damaged. Close newsreader; “newsreader doctor --repair” brings over what can be read."
    ).format(path=path)


def newer(path: Path) -> str:
    """A later version has made it."""
    return _("The library {path} was created by a newer newsreader. Update newsreader to open it.").format(path=path)


def alien(path: Path) -> str:
    """Return the sentence for a file that is not a library."""
    return _("{path} is not a newsreader library. Choose another file with --library, or move it away.").format(
        path=path
    )


def _sentence(error: sqlite3.Error, path: Path) -> str:
    name = getattr(error, "sqlite_errorname", "")
    if path.is_dir():
        return _("{path} is a folder, and no library. Choose a file with --library.").format(path=path)
    if name == "SQLITE_NOTADB" and not _was_library(path):
        return alien(path)
    # Without room, SQLite cannot even make the files that it wants for reading, and says what of that failed.
    unwritable = name.startswith(("SQLITE_IOERR", "SQLITE_CANTOPEN", "SQLITE_READONLY")) and os.access(path, os.W_OK)
    if name.startswith("SQLITE_FULL") or (unwritable and not has_room(path)):
        return _("The disk is full: nothing more can be stored in {path}. Free some space; your data are safe.").format(
            path=path
        )
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return _(
            "The library {path} cannot be written. Check its permissions, or choose another with --library."
        ).format(path=path)
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return _("The library {path} has been locked for too long. Try again in a moment.").format(path=path)
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")) or str(error).startswith("Could not decode"):
        return damaged(path)
    if name.startswith("SQLITE_IOERR"):
        return _("Disk errors where the library {path} is stored. Your data were not changed.").format(path=path)
    return _("The library {path} reported an error: {error}.").format(path=path, error=error)
