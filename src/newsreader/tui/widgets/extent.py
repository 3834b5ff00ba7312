"""Change the height of a scrolling view without a new layout of the whole screen, and scroll to a line."""

from textual.geometry import Size
from textual.scroll_view import ScrollView


def set_extent(view: ScrollView, lines: int, redraw: bool = True) -> None:
    """Tell a view how many lines it has, and have it drawn, unless only lines out of sight are others (`redraw`).
    Textual takes that for a reason to lay out and draw the whole screen. There is none: the place of the scroll bar is
    kept, and what all fits is as high as the view, for which the bar shows nothing. A view that stood further down
    stands at its end."""
    extent = Size(view.size.width, max(lines, view.size.height))
    if not view.size.height:
        view.virtual_size = extent
        return
    view.set_reactive(ScrollView.virtual_size, extent)
    view.vertical_scrollbar.window_virtual_size = extent.height
    if view.scroll_y > view.max_scroll_y:
        jump(view, int(view.max_scroll_y))
    if redraw:
        view.refresh()


def jump(view: ScrollView, line: int) -> None:
    """Bring a line to the top of a view, at once."""
    view.scroll_to(y=line, animate=False, immediate=True, force=True)


def reveal(view: ScrollView, line: int, above: int = 3, below: int = 2) -> None:
    """Bring a line into sight, unless it is; then a part of the view, one in `above`, stands above it, and before the
    last `below` lines it counts as seen."""
    # One that is out of sight will be about as high as the screen.
    top, height = view.scroll_offset.y, view.size.height or view.app.size.height
    if not top <= line < top + height - below:
        jump(view, max(0, line - height // above))
