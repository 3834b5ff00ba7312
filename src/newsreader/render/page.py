"""Pages: marked text broken into lines of a width, each run with its roles but without colours.

A page knows which line any place of an article came to stand on, and the other way round; so a
reader's place survives a change of width.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from rich.cells import cell_len  # what the screen itself counts with

from newsreader.model.values import dataclass
from newsreader.render.line_breaks import DENSEST, line_breaks, pieces_of
from newsreader.render.runs import Mark, Run, RunCutter

if TYPE_CHECKING:
    from newsreader.model.text import Text
    from newsreader.render.hyphenation import Points

#: Names the key of an action, as people know it.
KeyName = Callable[[str], str]
#: The block of lines above all that an article says (title: -2, standfirst: -1), and the place of the first of them.
NO_BLOCK = -3
TOP = (NO_BLOCK, 0)
NO_NOTES: Mapping[int, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page. `gutter` names the shape at its left; `block` and `start` are the place at which it begins."""

    runs: tuple[Run, ...] = ()
    gutter: str = ""
    block: int = NO_BLOCK
    start: int = 0
    indent: int = 0

    @property
    def text(self) -> str:
        """The words of the line."""
        return " " * self.indent + "".join(run.text for run in self.runs)


#: What a line costs to lay out and to keep beside its runs, in runs.
_A_LINE = 4


class Page:
    """Lines with the places at which they begin. A long page is laid out a slice at a time, and grows at its end."""

    def __init__(self, coming: Iterable[Line] = ()) -> None:
        self.lines: list[Line] = []
        #: Where each quotation begins.
        self.quotation_lines: dict[int, int] = {}
        #: The lines of each block.
        self._lines_of: dict[int, list[int]] = {}
        self._coming: Iterator[Line] | None = iter(coming)

    # ------------------------------------------------------------ growing

    @property
    def is_whole(self) -> bool:
        """Whether all of it has been laid out."""
        return self._coming is None

    def whole(self) -> Page:
        """The page with all of its lines."""
        return self.grow_until(lambda: False)

    def grow_until(self, is_there: Callable[[], bool]) -> Page:
        """Lay out until something is there, or all is."""
        while not (self.is_whole or is_there()):
            self.grow(1)
        return self

    def grow(self, runs: int, lines: int = 0) -> None:
        """Lay about so many runs out, or more, so that there are so many lines more."""
        for line in self._coming or ():
            self._add(line)
            runs -= len(line.runs) + _A_LINE
            lines -= 1
            if runs <= 0 and lines <= 0:
                return
        self._coming = None

    def _add(self, line: Line) -> None:
        number = len(self.lines)
        self.lines.append(line)
        if line.block > NO_BLOCK:
            self._lines_of.setdefault(line.block, []).append(number)
        for run in line.runs:
            if run.quotation >= 0:
                self.quotation_lines.setdefault(run.quotation, number)

    # ------------------------------------------------------------ places

    def shows(self, block: int, start: int) -> bool:
        """Return whether this place of the article stands on one of the lines so far, beyond doubt."""
        numbers = self._lines_of.get(block)
        return numbers is not None and (numbers[-1] + 1 < len(self.lines) or self.lines[numbers[-1]].start > start)

    def line_at(self, block: int, start: int) -> int:
        """The line that shows this place of the article."""
        numbers = self._lines_of.get(block)
        if numbers is None:  # it has no lines: the last one before it
            above = [number for number in self._lines_of if number < block]
            return self._lines_of[max(above)][-1] if above else 0
        index = bisect_right(numbers, start, key=lambda number: self.lines[number].start)
        return numbers[max(0, index - 1)]

    def place_of(self, line: int) -> tuple[int, int]:
        """The place that a line begins at; of a line between blocks, that of the one before."""
        for number in range(min(line, len(self.lines) - 1), -1, -1):
            if self.lines[number].block > NO_BLOCK:
                return self.lines[number].block, self.lines[number].start
        return TOP


def break_text(
    text: Text,
    width: int,
    roles: tuple[str, ...] = (),
    marks: Sequence[Mark] = (),
    block: int = NO_BLOCK,
    gutter: str = "",
    indent: int = 0,
    first: str = "",
    notes: Mapping[int, str] = NO_NOTES,
    points: Points | None = None,
) -> Iterator[Line]:
    """Break a text into lines of at most `width` cells, every piece with its roles, one after the other as they are
    asked for.

    `first` goes before the first line and hangs: the others are indented as much. `notes` stand after
    places of the text without being a part of it. `points` says where words may be broken.
    """
    hang = indent + cell_len(first)
    cutter = RunCutter(text, marks, roles, notes)
    begins = True
    for start, stop, hyphen in line_breaks(text.value, max(8, width - hang), notes, points):
        runs = tuple(cutter.runs(start, stop))
        if hyphen:
            runs = (*runs, replace(runs[-1], text="-"))
        if first and begins:
            runs = (Run(first, (*roles, "bullet")), *runs)
        yield Line(runs, gutter, block, start, indent if first and begins else hang)
        begins = False


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
