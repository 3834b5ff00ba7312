"""A compositor that draws only what has changed."""

from collections.abc import Iterable

from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region
from textual.strip import Strip


class NarrowCompositor(Compositor):
    """Textual's compositor, but asking each widget only for the lines that lie in a changed region.

    Textual 8.2 asks every widget that touches the rectangle around all changes for all its lines. Two rows of a list
    and the status line are a rectangle of nearly everything: half of what a key in a list took. What is written to the
    terminal is the same.
    """

    #: Where something changed, while that is drawn.
    _changed: frozenset[Region] = frozenset()

    def render_partial_update(self) -> ChopsUpdate | None:
        """Draw what changed."""
        self._changed = frozenset(self._dirty_regions)
        try:
            return super().render_partial_update()
        finally:
            self._changed = frozenset()

    def _get_renders(self, crop: Region | None = None) -> Iterable[tuple[Region, Region, list[Strip]]]:
        if not self._changed:
            yield from super()._get_renders(crop)
            return
        for widget, (region, clip) in self.visible_widgets.items():
            seen = region.intersection(clip)
            touched = [part for changed in self._changed if (part := seen.intersection(changed))]
            if touched:
                first, last = min(part.y for part in touched), max(part.bottom for part in touched)
                part = Region(seen.x, first, seen.width, last - first)
                yield region, part, widget.render_lines(part.translate(-region.offset))
