"""What panes ask of the screen that holds them, whichever pane it is."""

from textual.message import Message


class Notice(Message):
    """Something to say on the status line, for some seconds."""

    def __init__(self, text: str, seconds: float = 6.0) -> None:
        super().__init__()
        self.text, self.seconds = text, seconds


class OpenExternally(Message):
    """An address for the browser."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.url = url


class CopyRequested(Message):
    """A text for the clipboard, and what to say once it is there."""

    def __init__(self, text: str, notice: str) -> None:
        super().__init__()
        self.text, self.notice = text, notice
