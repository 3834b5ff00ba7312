"""Open a link by its number, typed digit by digit."""

from collections.abc import Callable, Sequence

from textual.timer import Timer
from textual.widget import Widget

from newsreader.i18n import _, plural
from newsreader.tui.messages import Notice

#: Seconds after which the number of a link is whole.
PAUSE = 0.8


class LinkDigits:
    """Collects digits, and waits for more as long as there are links with such numbers."""

    def __init__(self, widget: Widget, choose: Callable[[str], object]) -> None:
        """`widget` says what was typed; `choose` is given the address of the link with the number."""
        self._widget, self._choose = widget, choose
        self._digits = ""
        self._pausing: Timer | None = None

    def add(self, digit: str, links: Sequence[tuple[str, str]]) -> None:
        """Add a digit to the number of one of these links (words and address)."""
        self._digits += digit
        if self._pausing:
            self._pausing.stop()
        if int(self._digits) * 10 > len(links):
            self._finish(links)
        else:
            self._widget.post_message(Notice(_("Link {n} …").format(n=self._digits), PAUSE))
            self._pausing = self._widget.set_timer(PAUSE, lambda: self._finish(links))

    def _finish(self, links: Sequence[tuple[str, str]]) -> None:
        number, self._digits = int(self._digits or 0), ""
        if 1 <= number <= len(links):
            self._choose(links[number - 1][1])
        elif number:
            words = plural("This article has {n} link.", "This article has {n} links.", len(links))
            self._widget.post_message(Notice(words.format(n=len(links))))
