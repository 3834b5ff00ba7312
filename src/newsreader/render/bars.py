"""Bar charts in cells of the terminal."""

#: Parts of a cell that a bar may end in.
_EIGHTHS = " ▏▎▍▌▋▊▉"
#: Every sign that a bar is drawn with.
SIGNS = "█" + _EIGHTHS.strip()


def bar(share: float, width: int) -> str:
    """A share of 1 as a bar of so many cells; however small, it is seen."""
    eighths = round(min(1.0, max(0.0, share)) * width * 8)
    whole, part = divmod(max(eighths, int(share > 0)), 8)
    return ("█" * whole + (_EIGHTHS[part] if part else "")).ljust(width)
