"""Break text into lines: greedily, without breaking words that fit, in time linear in the text's length."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from itertools import accumulate
from typing import TYPE_CHECKING

from rich.cells import cell_len  # what the screen itself counts with

if TYPE_CHECKING:
    from newsreader.render.hyphenation import Points

#: One line: where it begins and ends in the text, and whether a hyphen is drawn after it.
Break = tuple[int, int, bool]
#: Cells between two places of a text, with what stands there without being a part of it.
Cells = Callable[[int, int], int]
#: A line holds at most so many characters for each of its cells: of those that take none there may be any number.
DENSEST = 8
#: No word of any language has more letters: what has is broken where the line ends, and not by its syllables.
_LONGEST = 200
_WORD = re.compile(r"[^ \n]+")
#: One line, all characters of which take one cell: Latin, Greek and Cyrillic with their punctuation.
_EVEN = re.compile(
    "[ -~\xa0-\xac\xae-\u024f\u0386-\u03ff\u0400-\u0482\u048a-\u052f\u1e00-\u1eff"
    "\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]*"
)


def line_breaks(value: str, width: int, notes: Mapping[int, str], points: Points | None) -> Iterator[Break]:
    """The lines of a text in so many cells. `notes` take room after places of the text; words are broken only where
    `points` allows it, or where one is wider than a line."""
    if points is None and not notes and _EVEN.fullmatch(value):
        return _even_breaks(value, width)
    return _measured_breaks(value, width, _measure(value, notes), points)


def _even_breaks(value: str, width: int) -> Iterator[Break]:
    """The same as `_measured_breaks` where every character takes one cell: a line at a time instead of a word."""
    at, end = 0, len(value)
    while True:
        while at < end and value[at] == " ":
            at += 1
        if at == end:
            return
        space = value.find(" ", at, at + width + 1)
        if space < 0 and end - at > width:
            stop = value.find(" ", at)
            stop = end if stop < 0 else stop
            yield from ((offset, min(offset + width, stop), False) for offset in range(at, stop, width))
            at = stop
            continue
        space = end if end - at <= width else value.rfind(" ", at, at + width + 1)
        yield at, at + len(value[at:space].rstrip(" ")), False
        at = space


def _measure(value: str, notes: Mapping[int, str]) -> Cells:
    offsets = sorted(notes)
    sums = [0, *accumulate(cell_len(notes[offset]) for offset in offsets)]

    def cells(start: int, stop: int) -> int:
        noted = sums[bisect_right(offsets, stop)] - sums[bisect_right(offsets, start)] if offsets else 0
        return cell_len(value[start:stop]) + noted

    return cells


def _measured_breaks(value: str, width: int, cells: Cells, points: Points | None) -> Iterator[Break]:
    start = stop = used = previous = 0
    for word in _WORD.finditer(value):
        first, last = word.span()
        gap = value[previous:first]
        forced, space = gap.count("\n"), cells(previous, first)
        length = cells(first, last)
        if stop > start and (forced or used + space + length > width):
            part = _part(word, first, width - used - space, cells, points) if points and not forced else None
            if part:
                yield start, *part
                first = part[0]
                length = cells(first, last)
            else:
                yield start, stop, False
                for _blank in range(forced - 1):
                    yield stop, stop, False
            start, used, space = first, 0, 0
        elif stop == start:
            start, space = first, 0
        if length > width or last - start > DENSEST * width:
            if stop > start:
                yield start, stop, False
            yield from _parts(word, first, width, cells, points)
            start = stop = last
            used = 0
        else:
            used += space + length
            stop = last
        previous = last
    if stop > start:
        yield start, stop, False


def _parts(word: re.Match[str], first: int, width: int, cells: Cells, points: Points | None) -> Iterator[Break]:
    """One wider than the line, from `first` on: where `points` allows it, and where it has no such place, anywhere."""
    while points and cells(first, word.end()) > width and (part := _part(word, first, width, cells, points)):
        yield first, *part
        first = part[0]
    yield from pieces_of(first, word.end(), width, cells)


def _part(word: re.Match[str], first: int, room: int, cells: Cells, points: Points) -> tuple[int, bool] | None:
    """The longest part of a word, from `first` on, that has room, and whether a hyphen follows it."""
    begin = word.start()
    if word.end() - begin > _LONGEST:
        return None
    places = ((begin + at, drawn) for at, drawn in points(word.group()))
    return max(((at, drawn) for at, drawn in places if first < at and cells(first, at) + drawn <= room), default=None)


def pieces_of(start: int, stop: int, width: int, cells: Cells) -> Iterator[Break]:
    """A word wider than the line, in pieces."""
    at, used = start, 0
    for number in range(start, stop):
        length = cells(number, number + 1)
        if number > at and (used + length > width or number - at >= DENSEST * width):
            yield at, number, False
            at, used = number, 0
        used += length
    yield at, stop, False
