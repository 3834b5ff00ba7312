"""Asking for a line of words: at the foot of the screen, Enter gives it, Esc gives up."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widgets import Input


class AskScreen(ModalScreen[str | None]):
    """`question` stands in the empty line; what was there before can be changed."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", show=False)]

    def __init__(self, question: str, words: str = "") -> None:
        super().__init__()
        self.question, self.words = question, words

    def compose(self) -> ComposeResult:
        """The line."""
        yield Input(self.words, placeholder=self.question, id="ask")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """What was typed."""
        self.dismiss(event.value.strip())
