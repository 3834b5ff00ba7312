"""A lock between processes, which the system releases when its holder ends in any way."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def turn(path: Path) -> Iterator[bool]:
    """Have the file at `path` locked meanwhile; False where another process has it.

    Where there are no such locks (Windows, some network drives) everybody has their turn.
    """
    try:
        import fcntl

        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except (ImportError, OSError):
        yield True
        return
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        free = True
    except BlockingIOError:
        free = False
    except OSError:
        free = True
    try:
        yield free
    finally:
        os.close(handle)


def refreshing(library: Path) -> Path:
    """The file that is locked while feeds are asked for a library."""
    return library.with_name(f"{library.name}.refreshing")
