"""What widgets say to the screen that holds them."""

from textual.message import Message


class PaneClicked(Message):
    """The mouse was pressed in a pane."""

    def __init__(self, pane: str) -> None:
        super().__init__()
        self.pane = pane


class Dragged(Message):
    """The divider at the left of a pane is dragged to a column of the screen; or let go there."""

    def __init__(self, pane: str, column: int, done: bool) -> None:
        super().__init__()
        self.pane, self.column, self.done = pane, column, done


class RowHighlighted(Message):
    """The cursor of a list came to another row."""

    def __init__(self, pane: str, index: int) -> None:
        super().__init__()
        self.pane, self.index = pane, index


class RowChosen(Message):
    """A row was opened, by key or by mouse."""

    def __init__(self, pane: str, index: int) -> None:
        super().__init__()
        self.pane, self.index = pane, index


class RowsWanted(Message):
    """The cursor nears the end of what is loaded."""


class PageMoved(Message):
    """A page was scrolled."""

    def __init__(self, pane: str) -> None:
        super().__init__()
        self.pane = pane


class PageLaidOut(Message):
    """A page has other lines, or another size: the same place may be another share of it."""

    def __init__(self, pane: str) -> None:
        super().__init__()
        self.pane = pane


class QuotationClicked(Message):
    """A quotation in the text was clicked."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number
