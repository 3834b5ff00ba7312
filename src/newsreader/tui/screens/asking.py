"""Asking for a line of words: at the foot of the screen, Enter gives it, Esc gives up."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widgets import Input


class AskScreen(ModalScreen[str | None]):
    """`question` stands in the empty line; what was there before can be changed. `follow` is told every
    letter."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", show=False)]

    def __init__(self, question: str, words: str = "", follow: Callable[[str], None] = lambda _words: None) -> None:
        super().__init__()
        self.question, self.words, self.follow = question, words, follow

    def compose(self) -> ComposeResult:
        """The line."""
        yield Input(self.words, placeholder=self.question, id="ask")

    def on_input_changed(self, event: Input.Changed) -> None:
        """A letter more or less."""
        self.follow(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """What was typed."""
        self.dismiss(event.value.strip())
