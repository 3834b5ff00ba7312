"""A sheet of text over the reader: it scrolls like everything else, and any key that means "back" closes it."""

from abc import abstractmethod
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static


class Sheet(ModalScreen[None]):
    """Subclasses say what is on it, and by which more keys it closes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,h,f1,enter,i", "dismiss", show=False),
        Binding("j,down", "scroll('down')", show=False),
        Binding("k,up", "scroll('up')", show=False),
        Binding("space,pagedown", "scroll('page_down')", show=False),
        Binding("b,pageup", "scroll('page_up')", show=False),
        Binding("g,home", "scroll('home')", show=False),
        Binding("G,end", "scroll('end')", show=False),
    ]

    @abstractmethod
    def lines(self) -> list[Content]:
        """What is on the sheet."""

    def compose(self) -> ComposeResult:
        """The sheet."""
        with VerticalScroll(id="sheet"):
            yield Static(Content("\n").join(self.lines()), id="sheet-text")

    def on_resize(self) -> None:
        """More room or less."""
        self.query_one("#sheet-text", Static).update(Content("\n").join(self.lines()))

    def action_scroll(self, how: str) -> None:
        """Scroll the sheet."""
        getattr(self.query_one("#sheet", VerticalScroll), f"scroll_{how}")(animate=False)
