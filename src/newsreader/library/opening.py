"""Opening a library where it may be damaged, and putting a copy in its place."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from newsreader.i18n import _
from newsreader.library.core import Library
from newsreader.library.maintenance.recovery import describe
from newsreader.model.errors import CorruptLibraryError
from newsreader.store import recovery, restore


def open_or_recover(path: Path, now: datetime, say: Callable[[str], None]) -> Library:
    """The library; where it is damaged, a new one with what could be read of it. Raises LibraryError."""
    try:
        return Library(path)
    except CorruptLibraryError:
        say(_("The library is corrupted. Recovering what can be read into a new one…"))
        say(describe(recovery.recover(path, now)))
    return Library(path)


def is_backup(data: bytes) -> bool:
    """Whether a file is what `Library.upkeep.backup` wrote, by its beginning."""
    return data.startswith(restore.MAGIC)


def restore_backup(path: Path, backup: Path, now: datetime) -> Path | None:
    """Make a library what its backup is; returns where what was there is now, None where there was nothing. Raises
    LibraryError, before anything has changed."""
    return restore.restore(path, backup, now)
