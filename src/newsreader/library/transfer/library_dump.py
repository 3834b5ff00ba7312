"""Export a library as JSON lines, and import one."""

import contextlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from newsreader import __version__
from newsreader.i18n import _, system_reason
from newsreader.model.errors import NewsreaderError
from newsreader.model.text import clean
from newsreader.model.values import dataclass
from newsreader.store.dump import DumpReader, as_line, records
from newsreader.store.store import Store

#: The schema of the records, as docs/library.md describes it; 1 had other names (`model.old_names`).
SCHEMA = 2
#: How many records are taken in one transaction.
_TOGETHER = 500


@dataclass(frozen=True)
class ImportResult:
    """The result of an import: how many articles were new and how many known, and the numbers of damaged lines."""

    new: int
    known: int
    damaged: tuple[int, ...] = ()


def export_library(store: Store) -> Iterator[str]:
    """The lines of the whole library: a heading, then a record each."""
    yield as_line({"newsreader": "library", "schema": SCHEMA, "program": __version__})
    for record in records(store.database):
        yield as_line(record)


def is_library(data: bytes) -> bool:
    """Return whether a file is what `export_library` wrote, by its beginning."""
    return data.lstrip()[:14].replace(b" ", b"").startswith(b'{"newsreader":')


def import_library(store: Store, lines: Iterable[str]) -> ImportResult:
    """Import the lines of an exported library; damaged ones are left out. Raises NewsreaderError where there are no
    others, or where a newer program has written them."""
    taking, read = DumpReader(store.database), enumerate(lines, 1)
    heading = _record(next(read, (1, ""))[1])
    if heading is not None and (heading.get("newsreader") != "library" or not isinstance(heading.get("schema"), int)):
        raise NewsreaderError(_("Not a library exported by newsreader."))
    if heading is not None and heading["schema"] > SCHEMA:
        raise NewsreaderError(_("This library was exported by a newer newsreader. Update newsreader to import it."))
    damaged, whole = ([1] if heading is None else []), 0
    while some := [record for _place, record in zip(range(_TOGETHER), read, strict=False)]:
        with store.database.transaction():
            for number, line in some:
                if not line.strip():
                    continue
                if (record := _record(line)) and taking.attempt(record):
                    whole += 1
                else:
                    damaged.append(number)
    if damaged and not whole:
        raise NewsreaderError(_("Line {number} is not a library record.").format(number=damaged[-1]))
    with store.database.transaction():
        taking.end()
    return ImportResult(taking.new, taking.known, tuple(damaged))


def _record(line: str) -> Mapping[str, Any] | None:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return {name: _cleaned(value) for name, value in record.items()} if isinstance(record, dict) else None


def _cleaned(value: Any) -> Any:
    """A value whose texts are as the parsers would have left them: a file may come from anybody."""
    if isinstance(value, str):
        # What separates lines is as it was: a round trip changes nothing.
        return "\u2028".join(clean(part) for part in value.split("\u2028"))
    if isinstance(value, list):
        return [_cleaned(each) for each in value]
    return {name: _cleaned(each) for name, each in value.items()} if isinstance(value, dict) else value


@contextlib.contextmanager
def atomic_writer(path: Path) -> Iterator[IO[str]]:
    """A file for its owner alone, which is there when it is whole. Raises NewsreaderError."""
    new = path.with_name(f".{path.name}.new")
    try:
        with open(new, "w", encoding="utf-8", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            yield file
        new.replace(path)
    except OSError as error:
        raise NewsreaderError(
            _("{path} cannot be written: {error}.").format(path=path, error=system_reason(error))
        ) from error
    finally:
        new.unlink(missing_ok=True)
