"""The lines of a thread, laid out so many comments at a time: a long one is not waited for."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime

from newsreader.i18n import language
from newsreader.model.note import Note
from newsreader.render.comments import comment_lines, first_lines, last_lines, note_lines
from newsreader.render.page import Line, Page, page_of
from newsreader.tui.key_names import key_of
from newsreader.tui.thread_rows import ThreadRows


class ThreadLines:
    """The reader's notes, then the comments as far as they are laid out, and what is said below the last."""

    def __init__(self, thread: ThreadRows, width: int, notes: Sequence[Note] = (), lost: Collection[int] = ()) -> None:
        """`lost` are the notes whose passage stands in the article no more."""
        self._thread, self._width = thread, width
        self._lines: list[Line] = note_lines(notes, lost, width, language())
        self._lines += first_lines(thread.thread, width, key_of)
        #: How many comments are laid out.
        self.laid = 0
        if not thread.rows:
            self._end(datetime.now(UTC))

    @property
    def page(self) -> Page:
        """The page as far as it is laid out."""
        return page_of(self._lines)

    @property
    def is_whole(self) -> bool:
        """Whether every comment is laid out."""
        return self.laid >= len(self._thread.rows)

    def lay_out(self, until: int) -> bool:
        """Lay out so many comments, counted from the first; False where they are already."""
        rows, now = self._thread.rows, datetime.now(UTC)
        until = min(until, len(rows))
        if self.laid >= until:
            return False
        for number in range(self.laid, until):
            self._lines += comment_lines(rows[number], number, self._width, now, language(), self._thread.words)
        self.laid = until
        if self.is_whole:
            self._end(now)
        return True

    def _end(self, now: datetime) -> None:
        self._lines += last_lines(self._thread.thread, self._width, language(), now, key_of)
