"""All the keys, drawn from the one table."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from newsreader.i18n import _
from newsreader.tui.keys import KEYS, shown


class HelpScreen(ModalScreen[None]):
    """Scrolls like everything else; any key that means "back" closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,h,f1,enter", "dismiss", show=False),
        Binding("j,down", "scroll('down')", show=False),
        Binding("k,up", "scroll('up')", show=False),
        Binding("space,pagedown", "scroll('page_down')", show=False),
        Binding("b,pageup", "scroll('page_up')", show=False),
        Binding("g,home", "scroll('home')", show=False),
        Binding("G,end", "scroll('end')", show=False),
    ]

    def __init__(self, chosen: dict[str, str]) -> None:
        super().__init__()
        self._chosen = chosen

    def compose(self) -> ComposeResult:
        """The table, a group at a time."""
        lines: list[Content] = []
        group = ""
        for key in KEYS:
            if key.group != group:
                group = key.group
                lines += [Content(""), Content.styled(_(group), "bold $accent")]
            keys = shown(self._chosen.get(key.id, key.keys))
            lines.append(Content.assemble(("  " + keys.ljust(16), "bold"), " ", _(key.words)))
        with VerticalScroll(id="help"):
            yield Static(Content("\n").join(lines[1:]), id="help-text")

    def action_scroll(self, how: str) -> None:
        """Scroll the help."""
        getattr(self.query_one("#help", VerticalScroll), f"scroll_{how}")(animate=False)
