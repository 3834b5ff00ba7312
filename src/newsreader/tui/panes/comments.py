"""The pane with the comments of the open article, or with what the page says instead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from newsreader.i18n import _, language
from newsreader.render.comments import Order, comment_lines, first_lines, last_lines, note_lines
from newsreader.render.page import NO_BLOCK, Line
from newsreader.tui.key_names import Hints, key_of
from newsreader.tui.keymap import bindings
from newsreader.tui.layout import Pane
from newsreader.tui.messages import Notice
from newsreader.tui.thread_rows import ThreadRows
from newsreader.tui.widgets.extent import jump
from newsreader.tui.widgets.page_view import PageView

if TYPE_CHECKING:
    from newsreader.model.comment import Thread
    from newsreader.model.note import Note
    from newsreader.model.text import Text


class CommentsPane(PageView, can_focus=True):
    """Shows a thread, scrolled like a page or comment by comment."""

    BINDINGS = bindings(Pane.COMMENTS)

    def __init__(self, text_width: int) -> None:
        super().__init__(Pane.COMMENTS, text_width)
        self.shown = ThreadRows()
        self.notes: tuple[Note, ...] = ()
        self.lost: set[int] = set()
        self.walking = False
        #: The article whose comments are shown, and for each the comment where its reader left.
        self._article = 0
        self._left: dict[int, str | None] = {}

    # ------------------------------------------------------------ keys

    @property
    def hints(self) -> Hints:
        """The few keys that help most here."""
        if not self.shown.thread.comments:
            return (
                ("browser-comments", _("comment on the site")),
                ("discussions", _("discussions elsewhere")),
                ("comments", _("close")),
                ("help", _("keys")),
            )
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
    def position_text(self) -> str:
        """How far one is in the comments there are."""
        return super().position_text if self.shown.thread.comments else ""

    def action_next(self, by: int) -> None:
        """The next or previous thread, or comment that holds the words that are searched."""
        next_row = self.shown.next_match if self.shown.words else self.shown.next_thread
        self._go(next_row(self.number, by), _("No more."))

    def action_sibling(self, by: int) -> None:
        """The comment beside."""
        self._go(self.shown.sibling(self.number, by), _("No more."))

    def action_comment(self, what: str) -> None:
        """Run an act of the comment under the cursor: fold, fold_all, parent, new, walk, order."""
        if not self.shown.rows:
            self.post_message(Notice(_("No comment here.")))
            return
        match what:
            case "fold" if comment := self.shown.fold(self.number):
                self._show_at(comment)
            case "fold":
                self.post_message(Notice(_("No replies to this comment.")))
            case "fold_all":
                self._show_at(self.shown.fold_all(self.number))
            case "parent":
                self._go(self.shown.parent(self.number), _("This comment is not a reply."))
            case "new":
                self._go(self.shown.next_new(self.number), _("No new comments since your last visit."))
            case "walk":
                self._walk()
            case "order":
                self.shown.next_order()
                self.current_quotation = -1
                self.show()
                self.post_message(Notice(_order_text(self.shown.order)))

    def _go(self, number: int | None, otherwise: str) -> None:
        """To a comment; where there is none, say so."""
        if number is None:
            self.post_message(Notice(otherwise))
        else:
            self._reach(number)

    def _walk(self) -> None:
        """Begin to walk from comment to comment, or to scroll again."""
        number = self.number
        self.walking = not self.walking
        self.current_quotation = -1
        if self.walking and number >= 0:
            self.point_at(number)
        self._redraw()
        words = _("j and k step through comments; w scrolls again.") if self.walking else _("Scrolling.")
        self.post_message(Notice(words))

    def action_move(self, how: str) -> None:
        """Scroll; when walking, down and up go from comment to comment."""
        count = len(self.shown.rows)
        if self.walking and how in ("down", "up") and count:
            self._reach(max(0, min(count - 1, self.number + (1 if how == "down" else -1))))
        elif self.walking and how in ("top", "bottom") and count:
            self._reach(0 if how == "top" else count - 1)
        else:
            super().action_move(how)

    # ------------------------------------------------------------ laying out

    def lay_out(self, width: int) -> Iterator[Line]:
        """The reader's notes, then the thread, and what is said below it."""
        self.shown.flatten()
        return self._lines(width)

    def _lines(self, width: int) -> Iterator[Line]:
        shown, now = self.shown, datetime.now(UTC)
        yield from note_lines(self.notes, self.lost, width, language())
        yield from first_lines(shown.thread, width, key_of)
        for number, row in enumerate(shown.rows):
            yield from comment_lines(row, number, width, now, language(), shown.words)
        yield from last_lines(shown.thread, width, language(), now, key_of)

    def open(
        self,
        article: int,
        thread: Thread,
        notes: tuple[Note, ...] = (),
        lost: Iterable[int] = (),
        keep: bool = False,
    ) -> None:
        """Show the comments of an article under the reader's own notes, where they were left; `keep` the place when
        they have been read anew. `lost` are the notes whose passage stands in the article no more."""
        keep = keep and article == self._article
        if not keep and self.scroll_offset.y:
            self._left[self._article] = self.here
        place = self.here if keep else self._left.get(article)
        self._article, self.notes, self.lost = article, notes, set(lost)
        self.shown.thread = thread
        if not keep:
            self.shown.folded.clear()
            self.shown.words, self.current_quotation = "", -1
        self._show_at(place)

    def find(self, words: str) -> int:
        """Mark some words in the comments, nothing folded, and go to the first; how many comments hold them."""
        place, shown = self.here, self.shown
        shown.folded.clear()
        shown.words = words
        self._show_at(place)
        if words and not (shown.rows and shown.has_match(shown.rows[self.number])):
            match = shown.next_match(self.number, 1)
            if match is not None:
                self._reach(match)
        return sum(map(shown.has_match, shown.rows))

    # ------------------------------------------------------------ where the reader is

    @property
    def number(self) -> int:
        """The comment under the cursor, or without one the first on the screen; -1 for none."""
        count = len(self.shown.rows)
        if 0 <= self.current_quotation < count:
            return self.current_quotation
        block = self.page.place_of(self.scroll_offset.y)[0] if self.page.lines else NO_BLOCK
        return block if 0 <= block < count else (0 if count else -1)

    @property
    def here(self) -> str | None:
        """The name of that comment."""
        return self.shown.rows[self.number].comment.id if self.shown.rows else None

    @property
    def texts(self) -> list[Text]:
        """What the comments say, that one first."""
        return self.shown.texts(self.number)

    def _show_at(self, comment: str | None) -> None:
        """Lay out anew, with this comment, if it is there, at the top or where the cursor was."""
        self.show()
        index = self.shown.index_of(comment) if comment is not None else None
        if index is not None:
            self._reach(index)

    def _reach(self, number: int) -> None:
        """Put the cursor on a comment, or scroll to it when only scrolling."""
        if self.walking:
            self.point_at(number)
        else:
            jump(self, self.slices.line_of(number, -1))


def _order_text(order: Order) -> str:
    return {
        Order.THREAD: _("In threads: each reply below the comment it answers."),
        Order.NEWEST: _("Newest first."),
        Order.OLDEST: _("Oldest first."),
        Order.SCORE: _("Best rated first."),
    }[order]
