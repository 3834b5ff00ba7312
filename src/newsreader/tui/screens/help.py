"""All the keys, drawn from the one table."""

from textwrap import wrap

from textual.content import Content

from newsreader.i18n import _
from newsreader.tui.key_names import shown
from newsreader.tui.keys import KEYS
from newsreader.tui.screens.sheet import Sheet

#: The cells of a sheet at most (`newsreader.tcss`), those that its frame takes, and those of the keys.
WIDTH, _BESIDE, _KEYS = 92, 8, 19


class HelpScreen(Sheet):
    """The table, a group at a time."""

    def __init__(self, keys: dict[str, str]) -> None:
        super().__init__()
        self._keys = keys

    def lines(self) -> list[Content]:
        """A line a key, under the name of its group."""
        lines: list[Content] = []
        group = ""
        room = max(20, min(WIDTH, self.app.size.width) - _BESIDE - _KEYS)
        for key in KEYS:
            if key.group != group:
                group = key.group
                lines += [Content(""), Content.styled(_(group), "bold $accent")]
            keys = shown(self._keys[key.id])
            words = ("\n" + " " * _KEYS).join(wrap(_(key.help), room))
            lines.append(Content.assemble(("  " + keys).ljust(_KEYS - 1), " ", words).stylize("bold", 0, _KEYS))
        return lines[1:]
