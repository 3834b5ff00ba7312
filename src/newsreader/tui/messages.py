"""Messages of the panes to their screen."""

from textual.message import Message


class Notice(Message):
    """Show a message on the status line for some seconds."""

    def __init__(self, text: str, seconds: float = 6.0) -> None:
        super().__init__()
        self.text, self.seconds = text, seconds


class OpenExternally(Message):
    """Open an address in the browser."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.url = url


class CopyRequested(Message):
    """Copy a text to the clipboard, and say so with a message."""

    def __init__(self, text: str, notice: str) -> None:
        super().__init__()
        self.text, self.notice = text, notice
