"""The positions of the rows of a list, whose heights differ."""

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate


class RowTops:
    """Finds the line at which a row begins, and the row at a line."""

    def __init__(self, heights: Iterable[int] = ()) -> None:
        self._tops = [0, *accumulate(heights)]

    def of(self, index: int) -> int:
        """The line at which a row begins; after the last row, the end."""
        return self._tops[max(0, min(index, len(self._tops) - 1))]

    def height(self, index: int) -> int:
        """Count the lines of a row."""
        return self.of(index + 1) - self.of(index)

    def row_at(self, line: int) -> tuple[int, int]:
        """The row that a line belongs to, and which of its lines it is."""
        index = bisect_right(self._tops, line) - 1
        return index, line - self._tops[index]
