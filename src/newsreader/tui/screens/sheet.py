"""Sheets: scrolling texts over the main screen, closed by any key that means “back”."""

from abc import abstractmethod
from collections.abc import Callable
from typing import ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from newsreader.i18n import _
from newsreader.tui.services.background import BackgroundRunner

T = TypeVar("T")
#: Cells of a sheet that are no text: its edge, its padding, its scroll bar; and those of the widest.
_EDGE, _WIDEST = 8, 92


class Sheet(ModalScreen[None]):
    """The base class of sheets; subclasses give the text, and further keys that close it."""

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
        """Return what is on the sheet."""

    def compose(self) -> ComposeResult:
        """The sheet."""
        with VerticalScroll(id="sheet"):
            yield Static(Content("\n").join(self.lines()), id="sheet-text")

    def on_resize(self) -> None:
        """Lay out the text for the new width."""
        self.query_one("#sheet-text", Static).update(Content("\n").join(self.lines()))

    def action_scroll(self, how: str) -> None:
        """Scroll the sheet."""
        getattr(self.query_one("#sheet", VerticalScroll), f"scroll_{how}")(animate=False)


class CountedSheet(Sheet, Generic[T]):
    """A sheet with figures that are computed in the background, and again when the reader asks for others. Subclasses
    compute them (`counting`), write the heading (`head`) and lay them out (`shown`)."""

    def __init__(self) -> None:
        super().__init__()
        self._counted: T | None = None
        self._said = ""
        #: Which of the times that counting began is the last: what an earlier one gives is of no interest any more.
        self._turn = 0
        self._background = BackgroundRunner(self, self._say)

    def on_mount(self) -> None:
        """Begin to count."""
        self.count()

    def on_unmount(self) -> None:
        """Cancel the computation: nobody waits for it any more."""
        self._background.close(wait=False)

    @abstractmethod
    def counting(self) -> Callable[[], T]:
        """Return what counts, as things are chosen now. It may raise NewsreaderError: the sheet says its sentence."""

    @abstractmethod
    def head(self) -> list[Content]:
        """Say what is counted, and by which keys that changes."""

    @abstractmethod
    def shown(self, counted: T, width: int) -> list[Content]:
        """The figures, on lines of so many cells."""

    def lines(self) -> list[Content]:
        """The head, then the figures as soon as they are there."""
        if self._said or self._counted is None:
            return [*self.head(), Content(self._said or _("Counting…"))]
        return [*self.head(), *self.shown(self._counted, min(_WIDEST, self.app.size.width) - _EDGE)]

    def count(self) -> None:
        """Count anew."""
        self._turn += 1
        turn, self._counted, self._said = self._turn, None, ""
        self.on_resize()

        def show(counted: T) -> None:
            if turn == self._turn:
                self._counted, self._said = counted, ""
                self.on_resize()

        self._background.run(self.counting(), show)

    def _say(self, text: str, seconds: float = 0.0) -> None:
        self._said = text
        self.on_resize()
