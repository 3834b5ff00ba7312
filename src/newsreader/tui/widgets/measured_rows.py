"""A list whose rows have several heights: each is measured once for the width there is."""

from abc import abstractmethod
from bisect import bisect_right
from itertools import accumulate

from newsreader.tui.widgets.row_list import RowList


class MeasuredRows(RowList, can_focus=False):
    """Subclasses say how high each row is."""

    def __init__(self, pane: str) -> None:
        super().__init__(pane)
        self._tops = [0]

    @abstractmethod
    def height_of(self, index: int, width: int) -> int:
        """How many lines a row takes at this width, its heading included."""

    def height_for(self, width: int) -> int:
        """Measure every row, once there is a place to draw them; of the heights, the greatest."""
        heights = [self.height_of(index, width - 1) if width else 1 for index in range(self.count)]
        self._tops = [0, *accumulate(heights)]
        return max(heights, default=1)

    def top_of(self, index: int) -> int:
        """The line at which a row begins."""
        return self._tops[max(0, min(index, len(self._tops) - 1))]

    def row_at(self, line: int) -> tuple[int, int]:
        """The row that a line belongs to, and which of its lines it is."""
        index = bisect_right(self._tops, line) - 1
        return index, line - self._tops[index]
