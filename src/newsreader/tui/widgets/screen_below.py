"""The screen below a dialog, drawn again only where it has changed."""

from collections.abc import Sequence
from typing import Any

from textual._compositor import Compositor
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip

from newsreader.tui.narrow_compositor import NarrowCompositor


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

    def cuts(self) -> list[list[int]]:
        """Return where the pieces of its lines begin and end, in cells (Textual's cuts)."""
        return list(self._compositor().cuts)

    def _compositor(self) -> Compositor:
        stack = self._above.app.screen_stack
        return stack[max(0, stack.index(self._above) - 1)]._compositor

    def lines(self, crop: Region) -> list[Strip]:
        """Return the lines of a region."""
        if self._changed is None or self._changed:
            self._draw()
        lines = [line.crop(crop.x, crop.right) for line in self._lines[crop.y : crop.bottom]]
        # After a change of size, the screen below has its new one a moment later.
        lines += [Strip([])] * (crop.height - len(lines))
        return [line.adjust_cell_length(crop.width) for line in lines]

    def _draw(self) -> None:
        compositor = self._compositor()
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


class OverlayCompositor(NarrowCompositor):
    """A compositor of a screen through which another one is seen: its lines are cut where the other's are, so that a
    pane there that shows what it did is not written because its neighbour is."""

    def __init__(self, below: ScreenBelow) -> None:
        super().__init__()
        self._below = below
        #: The cuts of this screen, and those with the other's.
        self._own: list[list[int]] = []
        self._joined: list[list[int]] = []

    @property
    def cuts(self) -> list[list[int]]:
        """The cells at which the pieces of each line begin and end."""
        own = super().cuts
        if own is not self._own:
            below = self._below.cuts()
            below += [[]] * (len(own) - len(below))
            self._own = own
            self._joined = [
                sorted({*mine, *(cut for cut in theirs if cut < mine[-1])})
                for mine, theirs in zip(own, below, strict=False)
            ]
        return self._joined
