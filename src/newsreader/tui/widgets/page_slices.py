"""A page that is laid out in slices: first what is visible, then the rest while no key waits."""

import sys
from collections.abc import Callable, Iterator
from functools import partial

from textual.scroll_view import ScrollView

from newsreader.render.page import TOP, Line, Page
from newsreader.tui.widgets.extent import jump, set_extent

#: The place after everything (`TOP` is the one before).
END = (sys.maxsize, 0)
#: Runs that are laid out at once, at first and then; seconds between slices, for keys to be heard.
FIRST, SLICE, BREATH = 700, 1500, 0.002


class PageSlices:
    """The page of a view as far as it is laid out, and the place to scroll to once it is reached."""

    def __init__(self, view: ScrollView, finished: Callable[[], object]) -> None:
        """`finished` is called when the whole page has been laid out, later than at once."""
        self._view, self._finished = view, finished
        self.page = Page()
        #: The place of the article, END for the last line; None for where the view is.
        self.awaited: tuple[int, int] | None = None

    def begin(self, lines: Iterator[Line], place: tuple[int, int] | None) -> None:
        """Lay out the visible part of another page; `place` is to be scrolled to."""
        self.page = Page(lines)
        self.awaited = place if place and place != TOP else None
        self.page.grow(FIRST, self._view.size.height)

    def go_on(self) -> None:
        """Lay out the rest, a slice at a time."""
        if not self.page.is_whole:
            # Not `call_later`: what a widget puts into its own queue is done before anybody else has a turn.
            self._view.set_timer(BREATH, partial(self._next, self.page))

    def _next(self, page: Page) -> None:
        """The next slice, unless it is another page that is shown by now."""
        if page is self.page and not page.is_whole:
            page.grow(SLICE)
            self._grown()
            self.arrive()
            self.go_on()

    def until(self, is_there: Callable[[], bool] = lambda: False) -> None:
        """Lay out at once until something is there, or all is, and a screen more: what is there may come to the top."""
        if not self.page.is_whole:
            self.page.grow_until(is_there).grow(0, self._view.size.height)
            self._grown()

    def line_of(self, block: int, start: int) -> int:
        """The line that shows a place of the article, which is laid out that far."""
        self.until(lambda: self.page.shows(block, start))
        return self.page.line_at(block, start)

    def arrive(self) -> bool:
        """Scroll to the place that is awaited, if that has been laid out by now, and a screen below it."""
        if not self.awaited or not (self.page.is_whole or self.page.shows(*self.awaited)):
            return False
        line = len(self.page.lines) if self.awaited == END else self.page.line_at(*self.awaited)
        if not self.page.is_whole and line + self._view.size.height > len(self.page.lines):
            return False
        self.awaited = None
        jump(self._view, line)
        return True

    def settle(self) -> None:
        """Lay out at once the slices up to the awaited place, and scroll to it, unless that is the end."""
        if self.awaited and self.awaited != END:
            self.line_of(*self.awaited)
            self.arrive()
        self.awaited = None

    def _grown(self) -> None:
        """There are more lines than before."""
        view = self._view
        set_extent(view, len(self.page.lines) + 1, redraw=view.max_scroll_y < view.scroll_offset.y + view.size.height)
        if self.page.is_whole:
            self._finished()
