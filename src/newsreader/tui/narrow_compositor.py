"""A compositor that draws only what has changed, and writes only what the terminal does not show already."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import cast

from textual._compositor import ChopsUpdate, Compositor, LayoutUpdate, ReflowResult
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget


class NarrowCompositor(Compositor):
    """Textual's compositor, but asking each widget only for the uncovered lines in a changed region, and leaving out
    what was written there last.

    Textual 8.2 asks every widget that touches the rectangle around all changes for all its lines. Two rows of a list
    and the status line are a rectangle of nearly everything: half of what a key in a list took. What the terminal
    shows is the same.
    """

    #: Where something changed, while that is drawn.
    _changed: frozenset[Region] = frozenset()

    def __init__(self) -> None:
        super().__init__()
        #: What was drawn last: the pieces of each line, by the cells at which they begin; None where nothing was.
        self._drawn: list[dict[int, Strip | None]] = []
        #: What stands on each line of the terminal: its cuts, and the piece that was written at each.
        self._written: dict[int, tuple[list[int], dict[int, Strip]]] = {}

    def forget_written(self) -> None:
        """Somebody else writes to the terminal: nobody knows any more what stands there."""
        self._written.clear()

    def reflow(self, parent: Widget, size: Size) -> ReflowResult:
        """Lay the screen out; a terminal of another size has moved its lines."""
        if size != self.size:
            self.forget_written()
        return super().reflow(parent, size)

    def render_full_update(self, simplify: bool = False) -> LayoutUpdate:
        """Draw everything."""
        update = super().render_full_update(simplify)
        self._written = {
            y: (list(self.cuts[y]), {x: piece for x, piece in line.items() if piece})
            for y, line in enumerate(self._drawn)
        }
        return update

    def render_partial_update(self) -> ChopsUpdate | None:
        """Draw what changed."""
        self._changed = frozenset(self._dirty_regions)
        try:
            update = super().render_partial_update()
        finally:
            self._changed = frozenset()
        if update is None:
            return None
        update.spans = [span for span in update.spans if self._take_out_shown(*span, self._drawn[span[0]])]
        return update if update.spans else None

    def _take_out_shown(self, y: int, first: int, last: int, drawn: dict[int, Strip | None]) -> bool:
        """Take out of a span of `drawn` what the terminal shows there already; note the rest as written, and return
        whether there is any."""
        is_anything_left = False
        cuts, written = self._written.get(y, ([], {}))
        if cuts != self.cuts[y]:
            cuts, written = list(self.cuts[y]), {}
            self._written[y] = cuts, written
        for x, end in pairwise(cuts):
            piece = drawn.get(x)
            if piece is None or x > last or end <= first:
                continue
            is_whole = first <= x < last and end <= last
            if is_whole and piece == written.get(x):
                drawn[x] = None
                continue
            is_anything_left = True
            if is_whole:
                written[x] = piece
            else:
                written.pop(x, None)
        return is_anything_left

    def _render_chops(self, crop: Region, is_rendered_line: Callable[[int], bool]) -> Sequence[Mapping[int, Strip]]:
        drawn = super()._render_chops(crop, is_rendered_line)
        self._drawn = cast(list[dict[int, Strip | None]], drawn)
        return drawn

    def _get_renders(self, crop: Region | None = None) -> Iterable[tuple[Region, Region, list[Strip]]]:
        if not self._changed:
            yield from super()._get_renders(crop)
            return
        open_regions = list(self._changed)  # what nothing has been drawn on, from front to back
        for widget, (region, clip) in self.visible_widgets.items():
            seen = region.intersection(clip)
            touched = [part for changed in open_regions if (part := seen.intersection(changed))]
            if touched:
                first, last = min(part.y for part in touched), max(part.bottom for part in touched)
                part = Region(seen.x, first, seen.width, last - first)
                yield region, part, widget.render_lines(part.translate(-region.offset))
                open_regions = [left for changed in open_regions for left in _without(changed, seen)]
                if not open_regions:
                    return


def _without(region: Region, covered: Region) -> list[Region]:
    """What is left of a region that something covers in part."""
    common = region.intersection(covered)
    if not common:
        return [region]
    around = (
        Region(region.x, region.y, region.width, common.y - region.y),
        Region(region.x, common.bottom, region.width, region.bottom - common.bottom),
        Region(region.x, common.y, common.x - region.x, common.height),
        Region(common.right, common.y, region.right - common.right, common.height),
    )
    return [left for left in around if left]
