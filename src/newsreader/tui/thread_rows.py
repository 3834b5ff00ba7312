"""The comments of a thread as rows: their order, which are folded away, and which one a key leads to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newsreader.model.comment import Thread
from newsreader.render.comments import Order, Row, flatten

if TYPE_CHECKING:
    from newsreader.model.text import Text


@dataclass
class ThreadRows:
    """The rows of a thread, addressed by index; -1 is none. `words` are searched for, "" for none; `folded` has the
    comments whose replies are hidden. After a change, `flatten` makes the rows anew."""

    thread: Thread = field(default_factory=Thread)
    order: Order = Order.THREAD
    words: str = ""
    folded: set[str] = field(default_factory=set)
    rows: list[Row] = field(default_factory=list)

    def flatten(self) -> None:
        """The rows of the thread as it is now."""
        self.rows = flatten(self.thread, self.order, self.folded)

    def index_of(self, comment: str) -> int | None:
        """The row of a comment, None where it is not there or is folded away."""
        return next((n for n, row in enumerate(self.rows) if row.comment.id == comment), None)

    def texts(self, number: int) -> list[Text]:
        """Return what the comments say, from a row on, and then from the beginning."""
        rows = self.rows[max(0, number) :] + self.rows[: max(0, number)]
        return [paragraph for row in rows for paragraph in row.comment.body]

    # ------------------------------------------------------------ where a key leads from a row

    def next_thread(self, number: int, by: int) -> int | None:
        """The next comment that answers no other, or the one before."""
        return self._next(number, by, lambda row: row.depth == 0)

    def sibling(self, number: int, by: int) -> int | None:
        """The next comment of the same depth, or of a lesser one; or back."""
        depth = self.rows[number].depth if self.rows else 0
        return self._next(number, by, lambda row: row.depth <= depth)

    def parent(self, number: int) -> int | None:
        """The comment that this one answers."""
        depth = self.rows[number].depth if self.rows else 0
        return self._next(number, -1, lambda row: row.depth < depth) if depth else None

    def next_new(self, number: int) -> int | None:
        """The next comment that came since the last visit, from the top again after the last one."""
        index = self._next(number, 1, _is_new)
        return self._next(-1, 1, _is_new) if index is None else index

    def next_match(self, number: int, by: int) -> int | None:
        """The next comment with the words, or the one before; from the other end again after the last one."""
        index = self._next(number, by, self.has_match)
        return self._next(-1 if by > 0 else len(self.rows), by, self.has_match) if index is None else index

    def has_match(self, row: Row) -> bool:
        """Return whether the words that are searched stand in a comment, or are its author's name."""
        wanted = self.words.lower()
        texts = [row.comment.author, *(paragraph.value for paragraph in row.comment.body)]
        return bool(wanted) and any(wanted in text.lower() for text in texts)

    def _next(self, number: int, by: int, wanted: Callable[[Row], bool]) -> int | None:
        steps: Iterator[int] = iter(range(number + by, len(self.rows) if by > 0 else -1, by))
        return next((index for index in steps if wanted(self.rows[index])), None)

    # ------------------------------------------------------------ folding, ordering

    def fold(self, number: int) -> str | None:
        """Hide the replies to a comment, or show them again; one without any hides its parent's. Returns the comment
        whose they are, None where there are none."""
        if not self.rows:
            return None
        row = self.rows[number]
        if not row.answers and (parent := self.parent(number)) is not None:
            row = self.rows[parent]
        if not row.answers:
            return None
        self.folded ^= {row.comment.id}
        return row.comment.id

    def fold_all(self, number: int) -> str | None:
        """Show only the comments that answer no other, or everything again. Returns the one to look at now: the same
        as before, or the one that it stands under."""
        if self.folded:
            self.folded.clear()
        else:
            self.folded = {row.comment.id for row in self.rows if row.answers}
        if not self.rows:
            return None
        tops = [row for row in self.rows[: number + 1] if row.depth == 0] if self.folded else []
        return (tops[-1] if tops else self.rows[number]).comment.id

    def next_order(self) -> None:
        """Sort by the next order; by score only where there are scores."""
        orders = [o for o in Order if o is not Order.SCORE or any(c.score is not None for c in self.thread.comments)]
        self.order = orders[(orders.index(self.order) + 1) % len(orders)] if self.order in orders else Order.THREAD


def _is_new(row: Row) -> bool:
    return row.new or row.fresh > 0
