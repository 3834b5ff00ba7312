"""The dialog that asks for a line of text, at the foot of the screen."""

import asyncio
from collections.abc import Callable
from typing import ClassVar, Self

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.suggester import Suggester
from textual.widgets import Input

from newsreader.model.text import clean_line
from newsreader.tui.screens.pane_screen import OneFrameScreen
from newsreader.tui.widgets.screen_below import OverlayCompositor, ScreenBelow

#: Seconds that keys wait for a completion.
PATIENCE = 0.25


class Completion(Suggester):
    """Suggests a completion of the line, looked up in the background. Tab accepts it."""

    def __init__(self, complete: Callable[[str], str]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._complete = complete

    async def get_suggestion(self, value: str) -> str | None:
        """The whole line, completed."""
        return await asyncio.to_thread(self._complete, value) or None


class Line(Input):
    """A line of text whose words never make it larger: Textual lays out the screen for each letter."""

    value: Reactive[str] = Reactive("", init=False)
    virtual_size: Reactive[Size] = Reactive(Size(0, 0))


class AskScreen(OneFrameScreen[str | None], ModalScreen[str | None]):
    """Asks `question`; Enter returns the line, Esc None. `follow` is called at each letter; `complete` completes a
    line. What is typed replaces the former text or, with `adds`, is added to it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", show=False),
        Binding("tab", "accept", show=False, priority=True),
    ]

    def __init__(
        self,
        question: str,
        words: str = "",
        follow: Callable[[str], None] = lambda _words: None,
        complete: Callable[[str], str] | None = None,
        adds: bool = False,
    ) -> None:
        self._below = ScreenBelow(self)
        super().__init__()
        self._compositor: OverlayCompositor = OverlayCompositor(self._below)
        self.question, self.words, self.follow, self.complete = question, words, follow, complete
        self.adds = adds
        #: The completion that is looked for.
        self._looking: asyncio.Task[None] | None = None

    def render_lines(self, crop: Region) -> list[Strip]:
        """Let what is below show through as it is."""
        return self._below.lines(crop)

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Draw anew what is below, or what is here."""
        self._below.change(regions)
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def compose(self) -> ComposeResult:
        """The line."""
        suggester = Completion(self.complete) if self.complete else None
        yield Line(self.words, placeholder=self.question, id="ask", suggester=suggester, select_on_focus=not self.adds)

    def tell(self, words: str) -> None:
        """Say something about what is typed, below it."""
        self.query_one(Input).border_subtitle = Content(clean_line(words)).markup

    async def action_accept(self) -> None:
        """Accept the suggested completion, or the one for what was just typed. The keys that follow wait for it, but
        not long; one that comes later is accepted as long as the line is the same."""
        line = self.query_one(Input)
        line.cursor_position = len(line.value)
        if self.complete:
            self._looking = asyncio.create_task(self._accept(line, line.value, self.complete))
            await asyncio.wait([self._looking], timeout=PATIENCE)
            if self._looking.done():
                self._looking.result()

    async def _accept(self, line: Input, typed: str, complete: Callable[[str], str]) -> None:
        found = await asyncio.to_thread(complete, typed)
        if found and line.value == typed:
            line.value = found
            line.cursor_position = len(found)

    def on_mount(self) -> None:
        """Keep the question in sight where what there was before hides it."""
        self._keep_question()

    def _keep_question(self) -> None:
        """The question goes to the edge as long as there are words in its place."""
        line = self.query_one(Input)
        line.border_title = Content(self.question).markup if line.value else ""

    def on_input_changed(self, event: Input.Changed) -> None:
        """A letter more or less."""
        self._keep_question()
        self.follow(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give what was typed."""
        self.dismiss(event.value.strip())
