"""Check and repair the first 100 bytes of the library's file, which hold nothing that could not be derived.

Source: SQLite, "Database File Format", section 1.3. They hold nothing that could not be said again.
"""

import shutil
from contextlib import suppress
from pathlib import Path

from newsreader.store.version import NO_VERSION

_LENGTH, _PAGE = 100, 4096
#: The pages that describe the tables of a library, also of an old one, say this. So much of a file is searched for it.
_TABLES, _SEARCHED = (b"CREATE TABLE article", b"CREATE TABLE feed"), 4_000_000
#: What stands where in any library: its first bytes, page size, fractions of a page, no vacuum of its own, UTF-8.
_FIXED = {0: b"SQLite format 3\0\x10\0", 20: b"\0@  ", 52: bytes(4), 56: b"\0\0\0\1", 64: bytes(4), 72: bytes(20)}
#: Where the kinds of journal for reading and writing, the number of pages, the first free page and how many there are,
#: the format of the schema, and the version of the library stand.
_JOURNALS, _SIZE, _FREE, _FORMAT, _USER_VERSION = 18, 28, 32, 44, 60


def is_library(path: Path) -> bool:
    """Return whether a file is or was a library: its pages describe the tables of one."""
    with suppress(OSError), path.open("rb") as file:
        start = file.read(_SEARCHED)
        return all(table in start for table in _TABLES)
    return False


def is_sound(path: Path, exact: bool = False) -> bool:
    """Return whether the first bytes are those of a library; `exact`: also of one with so many pages, of which they
    need not know where the last ones were written by a program that was killed."""
    with suppress(OSError), path.open("rb") as file:
        start = file.read(_LENGTH)
        size = path.stat().st_size if exact else _number(start, _SIZE) * _PAGE
        return start == _sound(start, size, start[_FREE : _FREE + 8])
    return False


def copy_with_sound_header(path: Path, copy: Path) -> None:
    """Copy a library and its log of writes, with first bytes as it must have had them. Raises OSError."""
    for end in ("", "-wal"):
        with suppress(FileNotFoundError):
            shutil.copyfile(f"{path}{end}", f"{copy}{end}")
    with copy.open("r+b") as file:
        start = file.read(_LENGTH)
        file.seek(0)
        file.write(_sound(start, path.stat().st_size, bytes(8)))


def _sound(start: bytes, size: int, free: bytes) -> bytes:
    """The first bytes of a library as they have to be; what SQLite believes whatever it is stays as found."""
    sound = bytearray(start.ljust(_LENGTH, b"\0"))
    for at, value in {**_FIXED, _SIZE: (size // _PAGE).to_bytes(4, "big"), _FREE: free}.items():
        sound[at : at + len(value)] = value
    if start[_JOURNALS : _JOURNALS + 2] not in (b"\1\1", b"\2\2"):
        sound[_JOURNALS : _JOURNALS + 2] = b"\2\2"
    if not 1 <= _number(start, _FORMAT) <= 4:
        sound[_FORMAT : _FORMAT + 4] = b"\0\0\0\4"
    if _number(start, _USER_VERSION) >= NO_VERSION:
        sound[_USER_VERSION : _USER_VERSION + 4] = bytes(4)
    return bytes(sound)


def _number(start: bytes, at: int) -> int:
    return int.from_bytes(start[at : at + 4], "big")
