"""The first keys, for readers who have just started: how to read, how to add a feed, how to leave."""

from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget

from newsreader.i18n import _
from newsreader.tui.key_names import keys_of, with_keys

#: From so many cells on there is room for all of it.
_ROOM = 60


class FirstSteps(Widget):
    """Shows the first keys above the panes."""

    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__(id="lessons")

    def render(self) -> RenderResult:
        """A line a question; one in all where there is little room."""
        if self.size.width < _ROOM:
            return Content(with_keys(_("↑ ↓ choose · {key:open} reads · {key:help} all keys")))
        lines = [
            _("↑ ↓ choose · {key:open} reads · {key:read-on} turns the page · {key:back} goes back · {key:quit} quits"),
            _("{key:help} shows all keys"),
        ]
        if keys_of("subscribe"):
            lines[1] = _("{key:subscribe} adds a newspaper by its name (Le Monde)") + " · " + lines[1]
        return Content("\n".join(map(with_keys, lines)))
