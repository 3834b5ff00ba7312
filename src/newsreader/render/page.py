"""Pages of lines: marked text broken to a width, with what each run is but not how it looks.

A page knows which line any place of an article came to stand on, and the other way round; so a
reader's place survives a change of width.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType

from rich.cells import cell_len  # what the screen itself counts with

from newsreader.model.text import Text
from newsreader.render.hyphenation import Points
from newsreader.render.line_breaks import DENSEST, line_breaks, pieces_of
from newsreader.render.runs import Mark, Run, RunCutter

#: Names the key of an action, as people know it.
KeyName = Callable[[str], str]
NO_NOTES: Mapping[int, str] = MappingProxyType({})


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

    @cached_property
    def _lines_of(self) -> dict[int, list[int]]:
        """The numbers of the lines of each block."""
        found: dict[int, list[int]] = {}
        for number, line in enumerate(self.lines):
            if line.block > -3:
                found.setdefault(line.block, []).append(number)
        return found

    def line_at(self, block: int, start: int) -> int:
        """The line that shows this place of the article."""
        mine = self._lines_of.get(block)
        if mine is None:  # it has no lines: the last one before it
            above = [number for number in self._lines_of if number < block]
            return self._lines_of[max(above)][-1] if above else 0
        place = bisect_right(mine, start, key=lambda number: self.lines[number].start)
        return mine[max(0, place - 1)]

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
    cutter = RunCutter(text, marks, roles, notes)
    lines: list[Line] = []
    for start, stop, hyphen in line_breaks(text.value, max(8, width - hang), notes, points):
        runs = tuple(cutter.runs(start, stop))
        if hyphen:
            runs = (*runs, replace(runs[-1], text="-"))
        if first and not lines:
            runs = (Run(first, (*roles, "bullet")), *runs)
        lines.append(Line(runs, gutter, block, start, indent if first and not lines else hang))
    return lines


def pieces(words: str, width: int) -> list[str]:
    """The words in pieces of at most `width` cells, broken anywhere: for lines that have to stay as they are."""
    if len(words) <= DENSEST * width and cell_len(words) <= width:
        return [words]
    return [words[at:to] for at, to, _no in pieces_of(0, len(words), width, lambda at, to: cell_len(words[at:to]))]


def cut(words: str, width: int) -> str:
    """The words in at most `width` cells, with an ellipsis where they were more."""
    if len(words) > DENSEST * max(1, width):
        words = words[: DENSEST * max(1, width)] + "…"
    if cell_len(words) <= width:
        return words
    kept, used = [], 0
    for character in words:
        used += cell_len(character)
        if used > width - 1:
            break
        kept.append(character)
    return "".join(kept).rstrip() + "…" if width > 0 else ""
