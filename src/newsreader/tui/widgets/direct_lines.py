"""Lines of a widget as it draws them, without what Textual puts around them."""

from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


def direct_lines(widget: Widget, crop: Region) -> list[Strip]:
    """Draw these lines of a widget that has neither border nor padding nor tint and fills its width. A line that it
    has drawn before is the same value again, with all that has been made of it: Textual's own cache of lines forgets
    everything as soon as a list moves by one."""
    strips = [widget.render_line(y) for y in crop.line_range]
    background = widget.background_colors[1]
    for line_filter in widget.get_line_filters():
        strips = [strip.apply_filter(line_filter, background) for strip in strips]
    if crop.column_span != (0, widget.region.width):
        strips = [strip.crop(*crop.column_span) for strip in strips]
    return strips
