"""The screen below a dialog, drawn again only where it has changed."""

from collections.abc import Sequence
from typing import Any

from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip


class ScreenBelow:
    """Caches the lines of the screen below `above` as long as they do not change.

    Textual draws all of it for each of its changes, and tints it, segment by segment, where there is no tint: at 200×50
    that was most of what a letter of a search cost.
    """

    def __init__(self, above: Screen[Any]) -> None:
        self._above = above
        self._lines: list[Strip] = []
        #: What the lines are joined of: pieces, by the cells at which they begin (Textual's cuts).
        self._pieces: list[dict[int, Strip]] = []
        self._cuts: list[list[int]] = []
        #: Where it has changed since; None for everywhere.
        self._changed: list[Region] | None = None

    def change(self, regions: Sequence[Region]) -> None:
        """Draw these regions anew when they are looked at next; all of it, for none."""
        if not regions:
            self._changed = None
        elif self._changed is not None:
            self._changed += regions

    def lines(self, crop: Region) -> list[Strip]:
        """Return the lines of a region."""
        if self._changed is None or self._changed:
            self._draw()
        return [line.crop(crop.x, crop.right) for line in self._lines[crop.y : crop.bottom]]

    def _draw(self) -> None:
        stack = self._above.app.screen_stack
        compositor = stack[max(0, stack.index(self._above) - 1)]._compositor
        whole, cuts = compositor.size.region, compositor.cuts
        if self._changed is None or cuts != self._cuts:
            self._cuts = [list(row) for row in cuts]
            self._lines, self._pieces = [Strip([])] * len(cuts), [{} for _row in cuts]
            self._changed = [whole]
        crop = Region.from_union(self._changed).intersection(whole)
        rows = {y for region in self._changed for y in region.intersection(whole).line_range}
        drawn = compositor._render_chops(crop, rows.__contains__)
        for y in rows:
            # What lies beside the region may be drawn without what covers it.
            ends = dict(zip(cuts[y], cuts[y][1:], strict=False))
            self._pieces[y] |= {
                cut: piece for cut, piece in drawn[y].items() if piece and cut < crop.right and ends[cut] > crop.x
            }
            self._lines[y] = Strip.join([self._pieces[y][cut] for cut in ends])
        self._changed = []
