"""Sync with other devices by a shared folder (Syncthing, Nextcloud, a USB stick).

Each device appends to a log of its own there, and reads those of the others: one record a line. Copies that the
carrier makes of a log where two wrote at once hold records like any other log, and no record counts twice.
"""

import json
import os
import platform
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from newsreader.i18n import _, system_reason
from newsreader.library.messages.requests import FetchPage, to_dict
from newsreader.model.errors import ConfigError, LibraryError, NewsreaderError
from newsreader.model.old_names import modern_line
from newsreader.model.quotation import SpeakerType
from newsreader.model.sync import SyncRecord, SyncResult
from newsreader.parse.urls import canonical
from newsreader.store.store import Store

#: How many records one transaction takes: somebody else may be waiting to write.
_AT_ONCE = 1000
#: A line may be so long, in bytes: a note is the longest thing that is said.
_LINE = 200_000
#: How much of the end of what was read is remembered, to know the log again.
_TAIL = 48
#: How far ahead of ours a clock may be, in milliseconds: what is said to be done later than that waits until then.
_AHEAD = 86_400_000


class FolderSync:
    """Syncs once with the logs in a folder."""

    def __init__(self, store: Store, path: Path, now: Callable[[], datetime]) -> None:
        self._store, self._journal = store, store.journal
        self._path, self._now = path.expanduser(), now
        self._latest = self._milliseconds() + _AHEAD
        self._notes: list[str] = []

    def sync(self) -> SyncResult:
        """Merge the logs of other devices, and append local changes to our own; broken off anywhere, the next sync goes
        on.

        What is wrong is in the `error`. Raises LibraryError.
        """
        name = str(self._path)
        try:
            self._check()
            self._journal.enable(_host(), self._milliseconds())
            self._journal.heal_clock(self._milliseconds(), self._latest)
            while self._journal.collect_local_changes(_AT_ONCE):
                pass
            received = self._read_logs()
            self._journal.apply_deferred()
            self._store.corrections.apply_pending()
            self._journal.collect_local_changes()
            return SyncResult(name, self._append_log(), received, notes=tuple(self._notes))
        except LibraryError:
            raise
        except NewsreaderError as error:
            return SyncResult(name, error=error.sentence)
        except OSError as error:
            return SyncResult(
                name,
                error=_("{path} cannot be read or written: {error}.").format(path=name, error=system_reason(error)),
            )

    def _milliseconds(self) -> int:
        return int(self._now().timestamp() * 1000)

    def _check(self) -> None:
        if self._store.database.path.absolute().parent.resolve().is_relative_to(self._path.resolve()):
            raise ConfigError(
                _(
                    "The library must not be inside sync_folder ({path}): two devices would corrupt it. Move "
                    "it, or choose another sync_folder."
                ).format(path=self._store.database.path)
            )
        try:
            self._path.mkdir(exist_ok=True)
        except FileNotFoundError as error:
            raise ConfigError(
                _("The folder {path} does not exist. Is its disk mounted?").format(path=self._path)
            ) from error

    # ------------------------------------------------------------ what others say

    def _read_logs(self) -> int:
        received, own = 0, f"{self._journal.name()}.jsonl"
        for log in sorted(self._path.glob("*.jsonl")):
            try:
                if log.is_file() and not log.name.startswith((".", "~")):
                    received += self._read_own(log) if log.name == own else self._read(log)
            except OSError as error:
                words = _("{path} cannot be read: {error}.")
                self._notes.append(words.format(path=_name(log), error=system_reason(error)))
        return received

    def _read_own(self, log: Path) -> int:
        """Our own log, where it is not as we left it: then another has put its own in its place, or it was cut off."""
        size, tail = self._journal.log(_name(log))
        now = log.stat().st_size
        if now == size and _tail(log, size) == tail:
            return 0
        received = self._read(log)
        if now >= size or received:
            # Somebody writes into our log: a copy of this library, on another device.
            self._journal.new_device_name(_host())
        # What we had said may stand nowhere any more.
        self._journal.export_all_again()
        return received

    def _read(self, log: Path) -> int:
        """Take in what is new in a log; one that is not the same any more is read from its beginning, and one with
        words of the future from the first of them, until their time has come."""
        size, tail = self._journal.log(_name(log))
        begin = size if size and log.stat().st_size >= size and _tail(log, size) == tail else 0
        if log.stat().st_size == begin:
            return 0
        received, early = 0, -1
        with log.open("rb") as file:
            file.seek(begin)
            some: list[SyncRecord] = []
            for end, line in _lines(file, begin):
                record = parse_record(line)
                if record and record.time <= self._latest:
                    some.append(record)
                elif record and early < 0:
                    early = begin
                begin = end
                if len(some) >= _AT_ONCE:
                    received += self._merge(some)
                    some = []
            received += self._merge(some)
        read = begin if early < 0 else early
        self._journal.set_log(_name(log), read, _tail(log, read))
        return received

    def _merge(self, records: list[SyncRecord]) -> int:
        if not records:
            return 0
        new, wanted = self._journal.merge(records)
        for url in wanted:
            # It is fetched when there is a network, and saved when it is here: unless nobody wants that any more.
            self._store.pending.add(to_dict(FetchPage(url)), self._now())
        return new

    # ------------------------------------------------------------ what is said here

    def _append_log(self) -> int:
        """Append to our log what stands in none yet; how many records."""
        log = self._path / f"{self._journal.name()}.jsonl"
        size, _end = self._journal.log(_name(log))
        if size and (not log.exists() or log.stat().st_size < size):
            self._journal.export_all_again()  # somebody has taken it away
        count = 0
        while records := self._journal.unexported(_AT_ONCE):
            with log.open("ab") as file:
                # A line that broke off, when this program or the carrier was stopped, is ended before ours begins.
                torn = file.tell() and _tail(log, file.tell(), 1) != "\n"
                file.write(b"\n" * bool(torn) + b"".join(map(_line, records)))
                file.flush()
                os.fsync(file.fileno())
                end = file.tell()
            self._journal.mark_exported(records)
            self._journal.set_log(_name(log), end, _tail(log, end))
            count += len(records)
        return count


def _host() -> str:
    return re.sub(r"[^A-Za-z0-9-]+", "-", platform.node())[:30].strip("-") or "newsreader"


def _name(log: Path) -> str:
    """The name of a file as text that can be kept and shown, whatever bytes it is made of."""
    return os.fsencode(log.name).decode("utf-8", "backslashreplace")


def _tail(log: Path, size: int, length: int = _TAIL) -> str:
    """The last bytes of the first `size` of a file, as text that tells them apart."""
    with log.open("rb") as file:
        file.seek(max(0, size - length))
        return file.read(min(size, length)).decode("latin-1")


def _lines(file: Any, begin: int) -> Iterator[tuple[int, bytes]]:
    """Whole lines, each with where it ends; one that is too long is empty, the last one may not be whole yet."""
    while line := file.readline(_LINE):
        begin += len(line)
        if not line.endswith(b"\n"):
            if len(line) < _LINE:
                return
            while (more := file.readline(_LINE)) and not more.endswith(b"\n"):
                begin += len(more)
            begin += len(more)
            line = b""
        yield begin, line


def _line(record: SyncRecord) -> bytes:
    plain = {
        "time": record.time,
        "device": record.device,
        "type": record.type,
        "key": record.key,
        "value": record.value,
    }
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace") + b"\n"


def parse_record(line: bytes) -> SyncRecord | None:
    """The record of a line; None for a line that holds none that is understood."""
    try:
        fields = modern_line(json.loads(line.decode()))
        record = SyncRecord(fields["type"], fields["key"], fields["time"], fields["device"], fields["value"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    if type(record.time) is not int or record.time <= 0 or record.time >= 1 << 63 or not isinstance(record.device, str):
        return None
    return record if isinstance(record.key, str) and _is_valid(record) else None


def _is_valid(record: SyncRecord) -> bool:
    value, parts = record.value, record.key.split("\n")
    match record.type:
        case "read":
            return isinstance(value, bool) and len(parts) == 1
        case "tag":
            return isinstance(value, bool) and len(parts) == 2 and bool(parts[1].strip())
        case "speaker":
            named = len(parts) == 2 and bool(re.fullmatch(r"[0-9a-f]{24}", parts[1]))
            return named and (value is None or (isinstance(value, dict) and _says_who(value)))
        case "saved":
            return value is None or (
                isinstance(value, dict) and (value.get("url") == "" or _is_address(value.get("url")))
            )
        case "note":
            numbers = len(parts) == 5 and all(re.fullmatch(r"-?\d{1,15}", part) for part in parts[1:])
            return bool(numbers) and (value is None or isinstance(value, dict))
        case "feed":
            return _is_address(record.key) and (value is None or isinstance(value, dict))
        case "feed_moved":
            return value is True and len(parts) == 2 and all(map(_is_address, parts))
    return False


def _says_who(value: dict[str, Any]) -> bool:
    words = [value.get(name) for name in ("quote", "before", "speaker")]
    return all(isinstance(word, str) for word in words) and value.get("speaker_type") in ("", *SpeakerType)


def _is_address(value: object) -> bool:
    return isinstance(value, str) and bool(canonical(value))
