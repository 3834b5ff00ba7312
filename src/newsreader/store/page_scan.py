"""Read the records in the pages of a damaged database file without its tree structure.

Source: SQLite, "Database File Format", sections 1.6 (b-tree pages) and 2.1 (record format).
"""

import struct
from collections.abc import Iterator
from contextlib import suppress
from mmap import mmap
from typing import NamedTuple

#: Bytes of a page of a library, and of its file before what the first one holds.
PAGE, _HEADER = 4096, 100
#: Where the number of the first page stands that is free.
_FIRST_FREE = 32
#: Kinds of page that hold records: leaves of tables, and of what has no row ids (indexes, tables without).
_TABLE_LEAF, _KEYED_LEAF, _KEYED_INTERIOR = 13, 10, 2
#: Bytes of integers by their serial type.
_WIDTHS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
#: More columns than any table has, and longer than any value is.
_WIDEST, _LONGEST = 100, 16_000_000

File = bytes | mmap
Value = int | float | str | bytes | None
#: What damage makes of numbers and places.
_BROKEN = (IndexError, ValueError, OverflowError)


class Record(NamedTuple):
    """The values of a row in stored order; `rowid` is None where it has none."""

    rowid: int | None
    values: tuple[Value, ...]


def records(data: File, page: int) -> list[Record]:
    """Return what can be read of the records on a page of a file (0 is the first); none where it is of another kind."""
    start = page * PAGE
    first = start + (_HEADER if page == 0 else 0)
    kind = data[first] if first < len(data) else 0
    if kind not in (_TABLE_LEAF, _KEYED_LEAF, _KEYED_INTERIOR):
        return []
    pointers = first + (12 if kind == _KEYED_INTERIOR else 8)
    rows = []
    for number in range(min(_big(data, first + 3, 2), PAGE // 4)):
        with suppress(*_BROKEN):
            offset = _big(data, pointers + 2 * number, 2)
            if pointers - start <= offset < PAGE:
                rows.append(_record(data, start + offset, kind))
    return rows


def free_pages(data: File) -> set[int]:
    """Return the pages that are in use no more, as far as the file says so (section 1.5)."""
    pages: set[int] = set()
    with suppress(*_BROKEN):
        trunk = _big(data, _FIRST_FREE, 4)
        while trunk and trunk - 1 not in pages:
            pages.add(trunk - 1)
            at = (trunk - 1) * PAGE
            many = min(_big(data, at + 4, 4), PAGE // 4 - 2)
            pages |= {_big(data, at + 8 + 4 * number, 4) - 1 for number in range(many)}
            trunk = _big(data, at, 4)
    return pages


def count_pages(data: File) -> int:
    """Return how many pages a file has, a last one that was cut included."""
    return -(-len(data) // PAGE)


def _record(data: File, at: int, kind: int) -> Record:
    rowid = None
    if kind == _KEYED_INTERIOR:
        at += 4
    length, at = _varint(data, at)
    if kind == _TABLE_LEAF:
        rowid, at = _varint(data, at)
        rowid -= (rowid >> 63) << 64
    if not 1 < length < _LONGEST:
        raise ValueError(length)
    return Record(rowid, tuple(_values(_payload(data, at, length, kind == _TABLE_LEAF))))


def _payload(data: File, at: int, length: int, in_table: bool) -> bytes:
    """A record with what of it stands on further pages, each of which leads to the next."""
    most = PAGE - 35 if in_table else (PAGE - 12) * 64 // 255 - 23
    if length <= most:
        return _exactly(data[at : at + length], length)
    least = (PAGE - 12) * 32 // 255 - 23
    local = least + (length - least) % (PAGE - 4)
    local = local if local <= most else least
    parts, left, following = [data[at : at + local]], length - local, _big(data, at + local, 4)
    been = set[int]()
    while left > 0:
        if following in been:
            raise ValueError(following)  # it leads back
        been.add(following)
        start = (following - 1) * PAGE
        if start < 0:
            raise ValueError(following)
        parts.append(data[start + 4 : start + 4 + min(left, PAGE - 4)])
        left -= PAGE - 4
        following = _big(data, start, 4)
    return _exactly(b"".join(parts), length)


def _values(record: bytes) -> Iterator[Value]:
    header, at = _varint(record, 0)
    types: list[int] = []
    while at < header and len(types) <= _WIDEST:
        each, at = _varint(record, at)
        types.append(each)
    if at != header:
        raise ValueError(header)
    for each in types:
        if each in (0, 8, 9):
            yield None if each == 0 else each - 8
        elif each >= 12:
            length = (each - 12) // 2
            value = _exactly(record[at : at + length], length)
            at += length
            yield value.decode("utf-8", "replace") if each % 2 else value
        else:
            length = 8 if each == 7 else _WIDTHS.get(each, 0)
            value = _exactly(record[at : at + length], length or 1)  # 10 and 11 are nobody's
            at += length
            yield struct.unpack(">d", value)[0] if each == 7 else int.from_bytes(value, "big", signed=True)
    if at != len(record):
        raise ValueError(at)


def _varint(data: File, at: int) -> tuple[int, int]:
    """A number of one to nine bytes, and the place behind it."""
    value = 0
    for number in range(9):
        byte = data[at + number]
        if number == 8:
            return value << 8 | byte, at + 9
        value = value << 7 | byte & 127
        if byte < 128:
            return value, at + number + 1
    raise AssertionError


def _big(data: File, at: int, width: int) -> int:
    return int.from_bytes(_exactly(data[at : at + width], width), "big")


def _exactly(value: bytes, length: int) -> bytes:
    if len(value) != length:
        raise ValueError(length)
    return value
