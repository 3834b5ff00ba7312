"""The comments of the open article, or what the page says instead."""

from newsreader.i18n import language
from newsreader.model.comment import Thread
from newsreader.render.page import Page
from newsreader.render.thread import thread_page
from newsreader.tui.panes import Pane
from newsreader.tui.widgets.page_view import PageView


class CommentPane(PageView):
    """A thread, scrolled as a page."""

    def __init__(self, measure: int) -> None:
        super().__init__(Pane.COMMENTS, measure)
        self.thread = Thread()

    def lay_out(self, width: int) -> Page:
        """The thread for this width."""
        return thread_page(self.thread, width, language())

    def open(self, thread: Thread, keep: bool = False) -> None:
        """Show a thread; `keep` the place when it is the same one, read anew."""
        place = self.place() if keep else None
        self.thread = thread
        self.show(place)

    def step(self, by: int) -> None:
        """To the next comment that answers no other, or to the one before."""
        tops = [n for n, line in enumerate(self.page.lines) if line.gutter == "comment" and self._begins(n)]
        here = self.scroll_offset.y
        later = [n for n in tops if n > here] if by > 0 else [n for n in tops if n < here][-1:]
        if later:
            self.scroll_to(y=later[0], animate=False, immediate=True, force=True)

    def _begins(self, number: int) -> bool:
        return number == 0 or self.page.lines[number - 1].gutter == ""
