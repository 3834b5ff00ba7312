"""Reading what readers answered: folding, walking, ordering, finding, and having it read anew."""

from datetime import UTC, datetime, timedelta

from newsreader.config import Config
from newsreader.i18n import _, plural
from newsreader.library.helper import Helper
from newsreader.library.reading import Library
from newsreader.model.comment import CommentState, Thread
from newsreader.model.note import place_of
from newsreader.render.thread import Order, heading
from newsreader.tui.panes import Pane
from newsreader.tui.screens.asking import AskScreen
from newsreader.tui.screens.listing import Listing

#: Comments that were read longer ago are read anew when they are opened; with the article, later.
STALE, OLD = timedelta(minutes=10), timedelta(hours=2)


class Commenting(Listing):
    """The comment pane's keys."""

    #: The article whose comments are shown, and for each the comment where its reader left.
    _thread_of = 0

    def __init__(self, library: Library, settings: Config, helper: Helper) -> None:
        super().__init__(library, settings, helper)
        self._left: dict[int, str | None] = {}

    def show_thread(self, keep: bool = False) -> None:
        """The comments of the open article, where they were left; `keep` when they are read anew."""
        reading = self.article_view.reading
        if reading:
            if not keep and self.comment_pane.scroll_offset.y:
                self._left[self._thread_of] = self.comment_pane.here
            self._thread_of = reading.number
            lost = [note.id for note in reading.notes if note.passage and not place_of(note, reading.article)]
            self.comment_pane.open(reading.article.thread, keep, reading.notes, lost)
            if not keep and (here := self._left.get(reading.number)):
                self.comment_pane.go_to(here)
            mine = len(reading.notes)
            words = heading(reading.article.thread)
            notes = plural("{n} note", "{n} notes", mine).format(n=mine)
            self.titled(Pane.COMMENTS, f"{words} · {notes}" if mine else words)

    def enter_comments(self) -> None:
        """The reader has come to the comments: they are seen now, and read anew where they are old."""
        reading = self.article_view.reading
        if reading is None:
            return
        number, thread = reading.number, reading.article.thread
        if thread.comments:
            self.beside(lambda: self.library.visit_thread(number), lambda _done: self.rows_changed())
        self.ask_comments(STALE)

    def ask_comments(self, age: timedelta) -> None:
        """Have the comments read anew, if they can be and were not lately."""
        reading = self.article_view.reading
        if reading is None or ".invalid/" in reading.article.url:
            return
        thread = reading.article.thread
        readable = thread.source or thread.comments or thread.state in (CommentState.OPEN, CommentState.NONE)
        if readable and (thread.read is None or datetime.now(UTC) - thread.read > age or _unread(thread)):
            self.helper.ask("comments", article=reading.number)

    def action_comment(self, what: str) -> None:
        """One of the comment pane's own keys."""
        pane = self.comment_pane
        if self.at is not Pane.COMMENTS:
            self.say(_("This key is for the comments; c opens them."))
            return
        if not pane.rows:
            self.say(_("There is no comment here."))
            return
        match what:
            case "fold":
                if not pane.fold():
                    self.say(_("Nobody has answered this comment."))
            case "fold_all":
                pane.fold_all()
            case "parent":
                if not pane.parent_comment():
                    self.say(_("This comment answers no other."))
            case "new":
                if not pane.next_new():
                    self.say(_("No comment has come since the last visit."))
            case "walk":
                walking = pane.walk()
                self.say(_("j and k walk from comment to comment; w scrolls again.") if walking else _("Scrolling."))
            case "order":
                self.say(_said(pane.reorder()))
        self.place_changed()

    def action_elsewhere(self) -> None:
        """Have it asked whether others discuss the article: that tells them what is read, and is said once."""
        reading = self.article_view.reading
        if reading is None or ".invalid/" in reading.article.url:
            self.say(_("Open an article to see who discusses it elsewhere."))
        elif not self.library.setting("elsewhere"):
            self.beside(lambda: self.library.remember("elsewhere", "said"))
            self.say(
                _("D asks Hacker News and lemmy.world who discuss it: they learn what you read. D again asks."),
                20,
            )
        elif self.helper.ask("elsewhere", article=reading.number):
            self.say(_("Asking Hacker News and lemmy.world …"), 20)

    def find_in_comments(self) -> None:
        """Words in the comments."""

        def go(words: str | None) -> None:
            if words is None:
                return
            found = self.comment_pane.find(words)
            if words:
                sentence = plural("{n} comment holds “{words}”.", "{n} comments hold “{words}”.", found)
                self.say(sentence.format(n=found, words=words))

        self.app.push_screen(
            AskScreen(_("words in the comments; left empty, the search ends"), self.comment_pane.words), go
        )

    def search(self) -> None:
        """Search the library."""
        raise NotImplementedError


def _unread(thread: Thread) -> bool:
    """Whether there are said to be comments, and none was read yet."""
    return bool(thread.source) and not thread.comments and thread.state is CommentState.UNKNOWN


def _said(order: Order) -> str:
    return {
        Order.THREAD: _("In threads, each answer under what it answers."),
        Order.NEWEST: _("The newest first."),
        Order.OLDEST: _("The oldest first."),
        Order.SCORE: _("The best rated first."),
    }[order]
