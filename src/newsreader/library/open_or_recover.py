"""Open a library that may be damaged, and replace it by a backup."""

from collections.abc import Callable
from datetime import datetime
from io import FileIO
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory
from typing import BinaryIO

from newsreader.i18n import _
from newsreader.library.core import Library
from newsreader.library.files import open_file, shown_name
from newsreader.library.maintenance.recovery import describe
from newsreader.model.errors import CorruptLibraryError, LibraryError
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
    """Return whether a file is what `Library.upkeep.backup` wrote, by its beginning."""
    return data.startswith(restore.MAGIC)


def restore_backup(path: Path, file: str, now: datetime) -> Path | None:
    """Make a library what its backup is, a file or standard input ("-"); returns where what was there is now, None
    where there was nothing. Raises NewsreaderError, before anything has changed."""
    with open_file(file) as stream:
        if not is_backup(stream.peek(16)):
            raise LibraryError(_("{path} is no copy that “newsreader backup” made.").format(path=shown_name(file)))
        if not isinstance(stream.raw, FileIO) or not Path(file).is_file():  # unpacked, or from a pipe
            return _restore_stream(path, stream, file, now)
    return restore.restore(path, Path(file), now)


def _restore_stream(path: Path, stream: BinaryIO, file: str, now: datetime) -> Path | None:
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "library.db"
        with copy.open("wb") as whole:
            copyfileobj(stream, whole)
        try:
            return restore.restore(path, copy, now)
        except LibraryError as error:
            raise LibraryError(error.sentence.replace(str(copy), shown_name(file))) from error
