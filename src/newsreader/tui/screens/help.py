"""All the keys, drawn from the one table."""

from textual.content import Content

from newsreader.i18n import _
from newsreader.tui.keys import KEYS, shown
from newsreader.tui.screens.sheet import Sheet


class HelpScreen(Sheet):
    """The table, a group at a time."""

    def __init__(self, keys: dict[str, str]) -> None:
        super().__init__()
        self._keys = keys

    def lines(self) -> list[Content]:
        """A line a key, under the name of its group."""
        lines: list[Content] = []
        group = ""
        for key in KEYS:
            if key.group != group:
                group = key.group
                lines += [Content(""), Content.styled(_(group), "bold $accent")]
            keys = shown(self._keys[key.id])
            lines.append(Content.assemble(("  " + keys.ljust(16), "bold"), " ", _(key.words)))
        return lines[1:]
