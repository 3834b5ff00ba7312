"""The comments of the open article, or what the page says instead."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from newsreader.i18n import _, language, plural
from newsreader.model.comment import Thread
from newsreader.model.note import Note
from newsreader.model.text import Text
from newsreader.render.comments import Order, Row, comment_lines, first_lines, flatten, heading, last_lines, note_lines
from newsreader.render.page import Line, Page, page_of
from newsreader.tui.key_names import Hints, key_of
from newsreader.tui.keymap import bindings
from newsreader.tui.layout import Pane
from newsreader.tui.messages import Notice
from newsreader.tui.widgets.page_view import PageView

#: How many comments are laid out at once; the others follow while nobody waits.
_SLICE = 60


def _is_new(row: Row) -> bool:
    return row.new or row.fresh > 0


class CommentsPane(PageView, can_focus=True):
    """A thread, scrolled as a page or walked from comment to comment."""

    BINDINGS = bindings(Pane.COMMENTS)

    def __init__(self, measure: int) -> None:
        super().__init__(Pane.COMMENTS, measure)
        self.thread = Thread()
        self.notes: tuple[Note, ...] = ()
        self.lost: set[int] = set()
        self.order = Order.THREAD
        self.walking = False
        self.words = ""
        self.rows: list[Row] = []
        self._folded: set[str] = set()
        self._lines: list[Line] = []
        self._laid = 0
        #: The article whose comments are shown, and for each the comment where its reader left.
        self._article = 0
        self._left: dict[int, str | None] = {}

    # ------------------------------------------------------------ keys

    @property
    def hints(self) -> Hints:
        """The few keys that help most here."""
        return (
            ("next-unread", _("next thread")),
            ("fold", _("collapse")),
            ("comment-cursor", _("comment by comment")),
            ("next-new-comment", _("next new")),
            ("find", _("find")),
            ("browser-comments", _("reply on the site")),
            ("comments", _("close")),
            ("help", _("keys")),
        )

    @property
    def title(self) -> str:
        """How many comments and notes there are."""
        count = len(self.notes)
        notes = plural("{n} note", "{n} notes", count).format(n=count)
        return f"{heading(self.thread)} · {notes}" if count else heading(self.thread)

    def action_next(self, by: int) -> None:
        """The next or previous thread, or comment that holds the words that are searched."""
        if not (self.next_match(by) if self.words else self._to(by, lambda row: row.depth == 0)):
            self.post_message(Notice(_("No more.")))

    def action_sibling(self, by: int) -> None:
        """The comment beside."""
        if not self.sibling(by):
            self.post_message(Notice(_("No more.")))

    def action_comment(self, what: str) -> None:
        """What is done to, or from, the comment under the cursor: fold, fold_all, parent, new, walk, order."""
        if not self.rows:
            self.post_message(Notice(_("No comment here.")))
        elif text := self._do(what):
            self.post_message(Notice(text))

    def _do(self, what: str) -> str:
        """Do it; what to say about it."""
        match what:
            case "fold":
                return "" if self.fold() else _("No replies to this comment.")
            case "fold_all":
                self.fold_all()
            case "parent":
                return "" if self.parent_comment() else _("This comment is not a reply.")
            case "new":
                return "" if self.next_new() else _("No new comments since your last visit.")
            case "walk":
                walks = self.walk()
                return _("j and k step through comments; w scrolls again.") if walks else _("Scrolling.")
            case "order":
                return _order_text(self.reorder())
        return ""

    # ------------------------------------------------------------ laying out

    def lay_out(self, width: int) -> Page:
        """The thread for this width, as far as it is seen at once."""
        self.rows = flatten(self.thread, self.order, self._folded)
        self._lines = note_lines(self.notes, self.lost, width, language())
        self._lines += first_lines(self.thread, width, key_of)
        self._laid = 0
        self._lay_more(width)
        return page_of(self._lines)

    def _lay_more(self, width: int, until: int = _SLICE) -> None:
        now = datetime.now(UTC)
        for number in range(self._laid, min(until, len(self.rows))):
            self._lines += comment_lines(self.rows[number], number, width, now, language(), self.words)
        if self._laid < len(self.rows) <= until or (not self.rows and not self._laid):
            self._lines += last_lines(self.thread, width, language(), now, key_of)
        self._laid = max(self._laid, min(until, len(self.rows)))
        if self._laid < len(self.rows):
            self.call_later(self._go_on, self.rows)

    def _go_on(self, rows: list[Row]) -> None:
        """The next slice, unless another page is shown by now."""
        if rows is self.rows and self._laid < len(rows):
            self._lay_out_to(self._laid + _SLICE)

    def _lay_out_to(self, until: int) -> None:
        if self._laid < min(until, len(self.rows)):
            self._lay_more(self.column, until)
            self.page = page_of(self._lines)
            self._redraw()

    def open(self, thread: Thread, keep: bool = False, notes: tuple[Note, ...] = (), lost: Iterable[int] = ()) -> None:
        """Show a thread under the reader's own notes; `keep` the place when it is the same one, read anew.
        `lost` are the notes whose passage stands in the article no more."""
        here = self.here if keep else None
        self.thread, self.notes, self.lost = thread, notes, set(lost)
        if not keep:
            self._folded.clear()
            self.words, self.current_quotation = "", -1
        self._show_at(here)

    def open_article(
        self, article: int, thread: Thread, notes: tuple[Note, ...], lost: Iterable[int], keep: bool = False
    ) -> None:
        """Show the comments of an article where they were left; `keep` the place, when they have been read anew."""
        if not keep and self.scroll_offset.y:
            self._left[self._article] = self.here
        self._article = article
        self.open(thread, keep, notes, lost)
        if not keep and (here := self._left.get(article)):
            self.go_to(here)

    def go_to(self, comment: str) -> None:
        """Scroll to a comment, if it is there."""
        place = next((n for n, row in enumerate(self.rows) if row.comment.id == comment), None)
        if place is not None:
            self._reach(place)

    def _show_at(self, comment: str | None) -> None:
        """Lay out anew, with this comment at the top or where the cursor was."""
        self.show()
        if comment is not None:
            self.go_to(comment)

    # ------------------------------------------------------------ where the reader is

    @property
    def number(self) -> int:
        """The comment under the cursor, or without one the first on the screen; -1 for none."""
        if 0 <= self.current_quotation < len(self.rows):
            return self.current_quotation
        block = self.page.place_of(self.scroll_offset.y)[0] if self.page.lines else -3
        return block if 0 <= block < len(self.rows) else (0 if self.rows else -1)

    @property
    def here(self) -> str | None:
        """The name of that comment."""
        return self.rows[self.number].comment.id if self.rows else None

    def _reach(self, number: int) -> None:
        """Put the cursor on a comment, or scroll to it when only scrolling."""
        self._lay_out_to(number + _SLICE)
        if self.walking:
            self.point_at(number)
            return
        line = self.page.line_at(number, -1)
        self.scroll_to(y=line, animate=False, immediate=True, force=True)

    def texts(self) -> list[Text]:
        """What the comments say, the one under the cursor first."""
        rows = self.rows[max(0, self.number) :] + self.rows[: max(0, self.number)]
        return [paragraph for row in rows for paragraph in row.comment.body]

    # ------------------------------------------------------------ moving

    def action_move(self, how: str) -> None:
        """Scroll; when walking, down and up go from comment to comment."""
        if how == "bottom":
            self._lay_out_to(len(self.rows))
        if self.walking and how in ("down", "up") and self.rows:
            self._reach(max(0, min(len(self.rows) - 1, self.number + (1 if how == "down" else -1))))
        elif self.walking and how in ("top", "bottom") and self.rows:
            self._reach(0 if how == "top" else len(self.rows) - 1)
        else:
            super().action_move(how)

    def walk(self) -> bool:
        """Begin to walk from comment to comment, or to scroll again; whether it walks now."""
        here = self.number
        self.walking = not self.walking
        self.current_quotation = -1
        if self.walking and here >= 0:
            self.point_at(here)
        self._redraw()
        return self.walking

    def sibling(self, by: int) -> bool:
        """To the next comment of the same depth, or of a lesser one; or back."""
        depth = self.rows[self.number].depth if self.rows else 0
        return self._to(by, lambda row: row.depth <= depth)

    def parent_comment(self) -> bool:
        """To the comment that this one answers."""
        depth = self.rows[self.number].depth if self.rows else 0
        return depth > 0 and self._to(-1, lambda row: row.depth < depth)

    def next_new(self) -> bool:
        """To the next comment that came since the last visit, from the top again after the last one."""
        return self._to(1, _is_new) or self._to(1, _is_new, -1)

    def find(self, words: str) -> int:
        """Mark some words in the comments, nothing folded, and go to the first; how many comments hold them."""
        self._folded.clear()
        here, self.words = self.here, words
        self._show_at(here)
        if words and not (self.rows and self._holds(self.rows[self.number])):
            self.next_match(1)
        return sum(map(self._holds, self.rows))

    def next_match(self, by: int) -> bool:
        """To the next comment that holds the words, or to the one before."""
        return self._to(by, self._holds) or self._to(by, self._holds, -1 if by > 0 else len(self.rows))

    def _holds(self, row: Row) -> bool:
        wanted = self.words.lower()
        texts = [row.comment.author, *(paragraph.value for paragraph in row.comment.body)]
        return bool(wanted) and any(wanted in text.lower() for text in texts)

    def _to(self, by: int, wanted: Callable[[Row], bool], start: int | None = None) -> bool:
        place = (self.number if start is None else start) + by
        while 0 <= place < len(self.rows) and not wanted(self.rows[place]):
            place += by
        if not 0 <= place < len(self.rows):
            return False
        self._reach(place)
        return True

    # ------------------------------------------------------------ folding, ordering

    def fold(self) -> bool:
        """Fold the answers of the comment away, or show them again; a comment without any folds its parent."""
        if not self.rows:
            return False
        row = self.rows[self.number]
        if not row.answers and row.depth:
            self.parent_comment()
            row = self.rows[self.number]
        if not row.answers:
            return False
        self._folded ^= {row.comment.id}
        self._show_at(row.comment.id)
        return True

    def fold_all(self) -> None:
        """Only the comments that answer no other; or everything again."""
        here = self.rows[self.number] if self.rows else None
        if self._folded:
            self._folded.clear()
        else:
            self._folded = {row.comment.id for row in self.rows if row.answers}
        top = here.comment.id if here else None
        if here and here.depth and self._folded:
            tops = [row for row in self.rows[: self.number + 1] if row.depth == 0]
            top = tops[-1].comment.id if tops else top
        self._show_at(top)

    def reorder(self) -> Order:
        """The next order; scores only where there are any."""
        orders = [o for o in Order if o is not Order.SCORE or any(c.score is not None for c in self.thread.comments)]
        self.order = orders[(orders.index(self.order) + 1) % len(orders)] if self.order in orders else Order.THREAD
        self.current_quotation = -1
        self.show()
        return self.order


def _order_text(order: Order) -> str:
    return {
        Order.THREAD: _("In threads: each reply below the comment it answers."),
        Order.NEWEST: _("Newest first."),
        Order.OLDEST: _("Oldest first."),
        Order.SCORE: _("Best rated first."),
    }[order]
