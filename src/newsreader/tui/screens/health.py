"""How each feed is doing: when it was asked, what it answered, when it is asked next, and why."""

from textual.content import Content

from newsreader.model.text import clean_line
from newsreader.tui.screens.sheet import Sheet


class HealthScreen(Sheet):
    """Two lines a feed: its title, and how it is."""

    def __init__(self, feeds: list[tuple[str, str]]) -> None:
        super().__init__()
        self._feeds = feeds

    def lines(self) -> list[Content]:
        """Title and health, in the order of the list."""
        lines: list[Content] = []
        for title, words in self._feeds:
            lines += [Content.styled(clean_line(title), "bold"), Content(f"  {words}")]
        return lines
