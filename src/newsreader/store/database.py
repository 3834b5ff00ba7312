"""A SQLite file opened by several processes and threads, its errors wrapped in one place."""

import errno
import os
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from newsreader.i18n import _, system_reason
from newsreader.model.errors import CorruptLibraryError, LibraryError
from newsreader.model.text import fold
from newsreader.store.errors import alien, damaged, has_room, newer, wrapped
from newsreader.store.file_header import is_library
from newsreader.store.migrations import MIGRATIONS, SCHEMA, statements
from newsreader.store.read_only import copy_with_log
from newsreader.store.version import NO_VERSION, VERSION

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory

#: How long a writer waits for another one, in seconds: refreshes write in short transactions.
PATIENCE = 20.0


class Deferred(Protocol):
    """Writes that are collected during a transaction, and done together at its end."""

    def write_out(self) -> None:
        """Write what has been gathered: the transaction is about to be committed, or to be read from."""

    def forget(self) -> None:
        """Let go of it: the transaction is taken back."""


#: How long a connection that is in use is waited for before it is interrupted, and then again, in seconds.
_LEAVE = 2.0


class Database:
    """Connections to one library file, one for each thread.

    Write-ahead logging lets readers go on while another process writes; `synchronous=FULL` keeps
    what was committed through a power cut. Every error is a LibraryError with a sentence.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        #: The connections of all threads, each with a lock that its thread holds while it uses it.
        self._all: list[tuple[sqlite3.Connection, threading.RLock]] = []
        self._deferred: list[Deferred] = []
        self._lock = threading.Lock()
        self._copied: TemporaryDirectory[str] | None = None
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not path.exists():
                path.touch(mode=0o600)
        except OSError as error:
            raise LibraryError(
                _("The library {path} cannot be created: {error}. Choose another place with --library.").format(
                    path=path, error=system_reason(error)
                )
            ) from error
        with self._told():
            self._migrate()

    @property
    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None or (self._local.without_room and has_room(self.path)):
            connection, self._local.without_room = self._open()
            self._local.connection, self._local.busy = connection, threading.RLock()
            with self._lock:
                self._all.append((connection, self._local.busy))
        return connection

    def _open(self) -> tuple[sqlite3.Connection, bool]:
        """What cannot be written can still be read: from a medium that is read-only, somebody else's, or full. With
        whether it is full: then it is opened again when there is room."""
        closed = not (os.access(self.path, os.W_OK) and os.access(self.path.parent, os.W_OK))
        try:
            return self._connect(closed), False
        except sqlite3.OperationalError:
            if closed or has_room(self.path):
                raise
            return self._connect(closed=True), True  # there is no room for the log of writes

    def _connect(self, closed: bool) -> sqlite3.Connection:
        path = self._readable_path() if closed else self.path
        fixed = closed and path == self.path
        connection = sqlite3.connect(
            f"{self.path.absolute().as_uri()}?mode=ro&immutable=1" if fixed else path,
            uri=fixed,
            timeout=PATIENCE,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=256,
        )
        connection.row_factory = sqlite3.Row
        connection.create_function("bare", 1, fold, deterministic=True)
        pragmas = ("synchronous=FULL", "foreign_keys=ON", "temp_store=MEMORY")
        try:
            for pragma in (*pragmas, "query_only=ON") if closed else ("journal_mode=WAL", *pragmas):
                connection.execute(f"PRAGMA {pragma}")
        except BaseException:
            connection.close()
            raise
        return connection

    def _readable_path(self) -> Path:
        """Return where a library that cannot be written is read: in a copy, where its log has something to tell."""
        with self._lock:
            self._copied = self._copied or copy_with_log(self.path)
        return Path(self._copied.name, self.path.name) if self._copied else self.path

    def _migrate(self) -> None:
        connection = self._connection
        found = self._version_on_disk()
        if found == VERSION:
            return
        if VERSION < found < NO_VERSION:
            raise LibraryError(newer(self.path))
        if not 0 <= found < NO_VERSION:
            raise CorruptLibraryError(damaged(self.path))
        connection.execute("BEGIN IMMEDIATE")
        try:
            # Another process may have been quicker.
            found = self._version_on_disk()
            for version in range(found + 1, VERSION + 1) if found else ():
                MIGRATIONS[version](connection)
            if found == 0:
                if connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()[0]:
                    if is_library(self.path):  # which has lost the number of its version
                        raise CorruptLibraryError(damaged(self.path))
                    raise LibraryError(alien(self.path))
                for statement in statements(SCHEMA.read_text(encoding="utf-8")):
                    connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {VERSION}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            _opened = self._connection
            with self._local.busy:
                yield
        except sqlite3.Error as error:
            # A newer program may have opened it meanwhile: its tables are other ones now.
            if "no such " in str(error) and self._version_on_disk() > VERSION:
                raise LibraryError(newer(self.path)) from error
            raise wrapped(error, self.path) from error
        except UnicodeDecodeError as error:  # the words of SQLite about a damaged schema
            raise CorruptLibraryError(damaged(self.path)) from error

    def _version_on_disk(self) -> int:
        version: int = self._connection.execute("PRAGMA user_version").fetchone()[0]
        return version

    def rows(self, sql: str, values: Sequence[Any] | dict[str, Any] = ()) -> list[sqlite3.Row]:
        """Return all rows of a query."""
        with self._told():
            return self._connection.execute(sql, values).fetchall()

    def row(self, sql: str, values: Sequence[Any] | dict[str, Any] = ()) -> sqlite3.Row | None:
        """The first row of a query, or None."""
        with self._told():
            row: sqlite3.Row | None = self._connection.execute(sql, values).fetchone()
            return row

    def write(self, sql: str, values: Sequence[Any] | dict[str, Any] = ()) -> sqlite3.Cursor:
        """Run one statement; outside a `transaction` it is committed at once."""
        with self._told():
            return self._connection.execute(sql, values)

    def write_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run one statement for many rows."""
        with self._told():
            self._connection.executemany(sql, rows)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Run a transaction, which takes the write lock at once, so that two writers never deadlock.

        Inside another one it is a part of that one.
        """
        with self._told():
            connection = self._connection
            if connection.in_transaction:
                yield
                return
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self.write_out()
                connection.execute("COMMIT")
            except BaseException:
                for each in self._deferred:
                    each.forget()
                if connection.in_transaction:  # a full disk has ended it already (SQLite, "Response To Errors")
                    connection.execute("ROLLBACK")
                raise

    def defer(self, writer: Deferred) -> None:
        """Have something written at the end of each transaction."""
        self._deferred.append(writer)

    def write_out(self) -> None:
        """Have it written now, for who wants to read it in the same transaction."""
        for each in self._deferred:
            each.write_out()

    def backup(self, path: Path) -> None:
        """A copy of the file as it is now, for its owner alone; other processes go on meanwhile. Killed, it leaves
        nothing under that name: a part of a library is no copy of it."""
        part = path.with_name(f".{path.name}.part")
        try:
            if os.path.lexists(path):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
            part.unlink(missing_ok=True)
            part.touch(mode=0o600, exist_ok=False)
        except OSError as error:
            raise LibraryError(
                _("Cannot write the copy {path}: {error}. Choose a file name that does not exist yet.").format(
                    path=path, error=system_reason(error)
                )
            ) from error
        copy = sqlite3.connect(part)
        try:
            self._connection.backup(copy, pages=2000)
            copy.close()
            part.rename(path)
        except (sqlite3.Error, OSError) as error:
            part.unlink(missing_ok=True)
            raise LibraryError(
                _("The copy {path} cannot be written: {error}.").format(path=path, error=error)
            ) from error
        finally:
            copy.close()

    def integrity_check(self) -> str:
        """Check the file with SQLite: what is damaged, "" if nothing is."""
        errors = [str(row[0]) for row in self.rows("PRAGMA quick_check(3)")]
        return "" if errors == ["ok"] else "; ".join(errors)

    def changes(self) -> int:
        """Count the rows that this thread has changed so far."""
        return self._connection.total_changes

    def snapshot(self) -> tuple[int, int, int]:
        """Return a value that differs whenever something may have been written, by any process; each thread has its
        own."""
        return threading.get_ident(), self.version(), self.changes()

    def version(self) -> int:
        """A number that changes whenever another connection has committed something."""
        row = self.row("PRAGMA data_version")
        return int(row[0]) if row else 0

    def close(self) -> None:
        """Close the connections of all threads. One that is in use is waited for, then interrupted: to close it under
        its thread would end the process."""
        with self._lock:
            opened, self._all = self._all, []
        for connection, busy in opened:
            free = busy.acquire(timeout=_LEAVE)
            if not free:
                connection.interrupt()
                free = busy.acquire(timeout=_LEAVE)
            if free:
                connection.close()
                busy.release()
        with self._lock:
            if self._copied:
                self._copied.cleanup()
                self._copied = None
        self._local = threading.local()
