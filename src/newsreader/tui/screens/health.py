"""The screen with the state of each feed: when it was polled, its answer, when it is polled next, and why."""

from textual.content import Content

from newsreader.model.text import clean_line
from newsreader.tui.screens.sheet import Sheet


class HealthScreen(Sheet):
    """Shows two lines a feed: its title, and its state."""

    def __init__(self, feeds: list[tuple[str, str]]) -> None:
        super().__init__()
        self._feeds = feeds

    def lines(self) -> list[Content]:
        """Return title and state of each feed, in the order of the list."""
        lines: list[Content] = []
        for title, words in self._feeds:
            lines += [Content.styled(clean_line(title), "bold"), Content(f"  {words}")]
        return lines
