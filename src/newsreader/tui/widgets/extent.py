"""How many lines a view has to scroll through, told without laying the whole screen out anew."""

from textual.geometry import Size
from textual.scroll_view import ScrollView


def set_extent(view: ScrollView, lines: int, redraw: bool = True) -> None:
    """Tell a view how many lines it has, and have it drawn, unless only lines out of sight are others (`redraw`).
    Textual takes that for a reason to lay out and draw the whole screen; there is none while its scroll bar is shown,
    or not, as before."""
    extent = Size(view.size.width, lines)
    if not view.size.height or (lines > view.size.height) is not view.show_vertical_scrollbar:
        view.virtual_size = extent
        return
    view.set_reactive(ScrollView.virtual_size, extent)
    if view.show_vertical_scrollbar:
        view.vertical_scrollbar.window_virtual_size = lines
    if redraw:
        view.refresh()
