"""Pages of lines: marked text broken to a width, with what each run is but not how it looks.

A page knows which line any place of an article came to stand on, and the other way round; so a
reader's place survives a change of width.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from rich.cells import cell_len  # what the screen itself counts with

from newsreader.model.text import Text, clean
from newsreader.render.hyphenation import Points

#: A part of a text, for marking: start, stop, what it is, and the number of the quotation or -1.
Mark = tuple[int, int, str, int]

#: Names the key of an action, as people know it.
KeyName = Callable[[str], str]
NO_NOTES: Mapping[int, str] = MappingProxyType({})
_WORD = re.compile(r"[^ \n]+")


@dataclass(frozen=True, slots=True)
class Run:
    """Words that look the same. `roles` say what they are; `quotation` is its number, or -1; `colours` are those
    of a cell of a picture, its own and the one behind it."""

    text: str
    roles: tuple[str, ...] = ()
    quotation: int = -1
    target: str = ""
    colours: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line. `gutter` names the shape at its left; `block`, `start` say what place it begins at."""

    runs: tuple[Run, ...] = ()
    gutter: str = ""
    block: int = -3
    start: int = 0
    indent: int = 0

    @property
    def text(self) -> str:
        """The words of the line."""
        return " " * self.indent + "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class Page:
    """Lines, and the places they begin at, in order."""

    lines: tuple[Line, ...]
    quotation_lines: dict[int, int] = field(default_factory=dict)

    def line_at(self, block: int, start: int) -> int:
        """The line that shows this place of the article."""
        places = [(line.block, line.start) for line in self.lines]
        # The updates of a live page may stand in another order than that of their numbers.
        mine = [number for number, place in enumerate(places) if place[0] == block and place[1] <= start]
        if mine and block > -3:
            return mine[-1]
        best = 0
        for number, place in enumerate(places):
            if place <= (block, start) and place[0] > -3:
                best = number
        return best

    def place_of(self, line: int) -> tuple[int, int]:
        """The place that a line begins at; of a line between blocks, that of the one before."""
        for number in range(min(line, len(self.lines) - 1), -1, -1):
            if self.lines[number].block > -3:
                return self.lines[number].block, self.lines[number].start
        return -3, 0


def page_of(lines: Iterable[Line]) -> Page:
    """A page of these lines, with where each quotation begins."""
    lines = tuple(lines)
    first: dict[int, int] = {}
    for number, line in enumerate(lines):
        for run in line.runs:
            if run.quotation >= 0:
                first.setdefault(run.quotation, number)
    return Page(lines, first)


def break_text(
    text: Text,
    width: int,
    roles: tuple[str, ...] = (),
    marks: Sequence[Mark] = (),
    block: int = -3,
    gutter: str = "",
    indent: int = 0,
    first: str = "",
    notes: Mapping[int, str] = NO_NOTES,
    points: Points | None = None,
) -> list[Line]:
    """Break a text into lines of at most `width` cells, every piece with its roles.

    `first` goes before the first line and hangs: the others are indented as much. `notes` stand after
    places of the text without being a part of it. `points` says where words may be broken.
    """
    hang = indent + cell_len(first)
    cuts = sorted({*_cuts(text, marks), *notes})
    lines: list[Line] = []
    for start, stop, hyphen in _breaks(text.value, max(8, width - hang), notes, points):
        runs = tuple(_runs(text, start, stop, cuts, roles, marks, notes))
        if hyphen:
            runs = (*runs, replace(runs[-1], text="-"))
        if first and not lines:
            runs = (Run(first, (*roles, "bullet")), *runs)
        lines.append(Line(runs, gutter, block, start, indent if first and not lines else hang))
    return lines


def _cuts(text: Text, marks: Sequence[Mark]) -> list[int]:
    places = {0, len(text.value)}
    for span in text.spans:
        places |= {span.start, span.stop}
    for mark in marks:
        places |= {mark[0], mark[1]}
    return sorted(places)


def _runs(
    text: Text,
    start: int,
    stop: int,
    cuts: list[int],
    roles: tuple[str, ...],
    marks: Sequence[Mark],
    notes: Mapping[int, str],
) -> Iterable[Run]:
    at = start
    while at < stop:
        place = bisect_right(cuts, at)
        end = min(stop, cuts[place]) if place < len(cuts) else stop
        mine, target, quotation = list(roles), "", -1
        for span in text.spans:
            if span.start <= at < span.stop:
                mine.append(str(span.role))
                target = span.target or target
        for mark_start, mark_stop, role, number in marks:
            if mark_start <= at < mark_stop:
                mine.append(role)
                quotation = number if number >= 0 else quotation
        yield Run(clean(text.value[at:end]).replace("\t", " "), tuple(mine), quotation, target)
        if end in notes:
            yield Run(notes[end], (*roles, "number"), quotation, target)
        at = end


def _breaks(value: str, width: int, notes: Mapping[int, str], points: Points | None) -> Iterable[tuple[int, int, bool]]:
    """Where lines begin and end, and whether with a hyphen: greedy, words whole unless `points` says where they
    may be broken, or one is wider than a line."""

    def cells(start: int, stop: int) -> int:
        return cell_len(value[start:stop]) + sum(
            cell_len(note) for place, note in notes.items() if start < place <= stop
        )

    start = stop = used = previous = 0
    for word in _WORD.finditer(value):
        first, last = word.span()
        gap = value[previous:first]
        forced, space = gap.count("\n"), len(gap)
        if stop > start and (forced or used + space + cells(first, last) > width):
            part = _part(word, width - used - space, cells, points) if points and not forced else None
            if part:
                yield start, *part
                first = part[0]
            else:
                yield start, stop, False
                for _blank in range(forced - 1):
                    yield stop, stop, False
            start, used, space = first, 0, 0
        elif stop == start:
            start, space = first, 0
        if cells(first, last) > width:
            yield from _hard(first, last, width, cells)
            start = stop = last
            used = 0
        else:
            used += space + cells(first, last)
            stop = last
        previous = last
    if stop > start:
        yield start, stop, False


def _part(word: re.Match[str], room: int, cells: Callable[[int, int], int], points: Points) -> tuple[int, bool] | None:
    """The longest part of a word that has room, and whether a hyphen follows it."""
    begin = word.start()
    fitting = [(at, drawn) for at, drawn in points(word.group()) if cells(begin, begin + at) + drawn <= room]
    if not fitting:
        return None
    at, drawn = max(fitting)
    return begin + at, drawn


def _hard(start: int, stop: int, width: int, cells: Callable[[int, int], int]) -> Iterable[tuple[int, int, bool]]:
    """A word wider than the line, in pieces."""
    at, used = start, 0
    for place in range(start, stop):
        length = cells(place, place + 1)
        if used + length > width and place > at:
            yield at, place, False
            at, used = place, 0
        used += length
    yield at, stop, False


def pieces(words: str, width: int) -> list[str]:
    """The words in pieces of at most `width` cells, broken anywhere: for lines that have to stay as they are."""
    if cell_len(words) <= width:
        return [words]
    return [words[at:to] for at, to, _no in _hard(0, len(words), width, lambda at, to: cell_len(words[at:to]))]


def cut(words: str, width: int) -> str:
    """The words in at most `width` cells, with an ellipsis where they were more."""
    if cell_len(words) <= width:
        return words
    kept, used = [], 0
    for character in words:
        used += cell_len(character)
        if used > width - 1:
            break
        kept.append(character)
    return "".join(kept).rstrip() + "…" if width > 0 else ""
