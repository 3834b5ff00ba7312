"""Lay out a table as lines: side by side where there is room, else each cell under its heading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size

from newsreader.model.text import Text, clean
from newsreader.render.hyphenation import Points, after_hyphens
from newsreader.render.page import Line, break_text
from newsreader.render.runs import Run

if TYPE_CHECKING:
    from newsreader.model.article import Block

#: Cells between two columns; fewer than the second number is too narrow for a column of words.
_GAP, _NARROW = 2, 8


def table_lines(block: Block, width: int, number: int, points: Points | None = None) -> Iterator[Line]:
    """The lines of a table, which is the block of this number, in so many cells; words wider than their column are
    broken where `points` allows it, or after hyphens of their own."""
    rows = [[clean(cell) for cell in row] for row in block.rows]
    columns = max(map(len, rows), default=0)
    if not columns:
        return
    rows = [row + [""] * (columns - len(row)) for row in rows]
    wanted = [max(_widest(row[column]) for row in rows) for column in range(columns)]
    widths = _shared(wanted, width - _GAP * (columns - 1))
    if any(has < min(wants, _NARROW) for has, wants in zip(widths, wanted, strict=True)):
        yield from _stacked(rows, width, number)
        return
    for index, row in enumerate(rows):
        cells = [_broken(cell, has, points or after_hyphens) for cell, has in zip(row, widths, strict=True)]
        for parts in zip_longest(*cells, fillvalue=""):
            words = (" " * _GAP).join(set_cell_size(part, has) for part, has in zip(parts, widths, strict=True))
            yield Line((Run(words.rstrip(), ("strong",) if index == 0 else ()),), "", number, index)


def _widest(cell: str) -> int:
    return max(map(cell_len, cell.split("\n")))


def _shared(wanted: Sequence[int], room: int) -> list[int]:
    """The room of each column: what it wants, or an equal share of what those that want less leave."""
    widths = [0] * len(wanted)
    order = sorted(range(len(wanted)), key=lambda column: wanted[column])
    for left, column in zip(range(len(order), 0, -1), order, strict=True):
        widths[column] = max(0, min(wanted[column], room // left))
        room -= widths[column]
    return widths


def _broken(cell: str, width: int, points: Points) -> list[str]:
    lines = break_text(Text(cell), max(_NARROW, width), points=points) if _widest(cell) > width else None
    return [line.text for line in lines] if lines is not None else cell.split("\n")


def _stacked(rows: Sequence[Sequence[str]], width: int, number: int) -> Iterator[Line]:
    """Each row as lines of its own: its first cell, then the others after the headings of their columns."""
    heads = rows[0] if len(rows) > 1 else [""] * len(rows[0])
    for index, row in enumerate(rows[1:] or rows):
        for column, cell in enumerate(row):
            if not cell:
                continue
            named = f"{heads[column]}: " if heads[column] else ""
            roles, indent = ((), 2) if column else (("strong",), 0)
            lines = break_text(Text(f"{named}{cell}".replace("\n", " ")), width, roles, indent=indent)
            yield from (Line(line.runs, "", number, index, indent) for line in lines)
