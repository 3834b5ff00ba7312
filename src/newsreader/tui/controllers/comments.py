"""What readers answered to the open article: shown, read anew, searched, and looked for elsewhere."""

from datetime import UTC, datetime, timedelta

from newsreader.i18n import _, plural
from newsreader.library.messages.requests import FindDiscussions, RefreshComments
from newsreader.model.comment import CommentState, Thread
from newsreader.model.feed import is_bundled
from newsreader.model.note import place_of
from newsreader.render.comments import heading
from newsreader.tui.controllers.lists import ListController
from newsreader.tui.controllers.views import ArticleView, CommentsView, LayoutView
from newsreader.tui.key_names import with_keys
from newsreader.tui.layout import Pane
from newsreader.tui.services.base import Services

#: Comments that were read longer ago are read anew when they are opened; with the article, later.
STALE, OLD = timedelta(minutes=10), timedelta(hours=2)


class CommentsController:
    """The thread of the open article."""

    def __init__(
        self, services: Services, layout: LayoutView, page: ArticleView, thread: CommentsView, lists: ListController
    ) -> None:
        self._services, self._layout, self._page = services, layout, page
        self._thread, self._lists = thread, lists

    def show(self, keep: bool = False) -> None:
        """The comments of the open article, where they were left; `keep` the place, when they have been read anew."""
        if reading := self._page.reading:
            thread, notes = reading.article.thread, reading.notes
            self._layout.set_title(Pane.COMMENTS, heading(thread, len(notes)))

            def open_thread() -> None:
                lost = [note.id for note in notes if note.quote and not place_of(note, reading.article)]
                self._thread.open(reading.number, thread, notes, lost, keep)

            self._layout.once_shown(Pane.COMMENTS, open_thread)

    def enter(self) -> None:
        """The user has come to the comments: they are seen now, and read anew where they are old."""
        reading, library = self._page.reading, self._services.library
        if reading is None:
            return
        if reading.article.thread.comments:
            self._services.run(
                lambda: library.mark_comments_seen(reading.number), lambda _done: self._lists.refresh_rows()
            )
        self.request(STALE)

    def request(self, age: timedelta) -> None:
        """Have the comments read anew, if they can be and were not lately."""
        reading = self._page.reading
        if reading is None or is_bundled(reading.article.url):
            return
        thread = reading.article.thread
        readable = thread.source or thread.comments or thread.state in (CommentState.OPEN, CommentState.NONE)
        if readable and (thread.read is None or datetime.now(UTC) - thread.read > age or _is_unread(thread)):
            self._services.fetcher.send(RefreshComments(reading.number))

    def find(self) -> None:
        """Words in the comments."""

        def go(text: str | None) -> None:
            if text is None:
                return
            found = self._thread.find(text)
            if text:
                words = plural("{n} comment contains “{words}”.", "{n} comments contain “{words}”.", found)
                self._services.notify(words.format(n=found, words=text))

        question = _("text to find in the comments; empty ends the search")
        self._services.dialogs.ask(question, go, self._thread.shown.words)

    def find_discussions(self) -> None:
        """Have it asked whether others discuss the article: that tells them what is read, and is said once."""
        reading, services = self._page.reading, self._services
        if reading is None or is_bundled(reading.article.url):
            services.notify(_("Open an article to find discussions of it."))
        elif not reading.article.url:
            services.notify(_("This article has no address."))
        elif not services.library.state("discussions_notice"):
            services.run(lambda: services.library.set_state("discussions_notice", "said"))
            words = _(
                "This sends the article's address to Hacker News and lemmy.world. {key:discussions} again confirms."
            )
            services.notify(with_keys(words), 20)
        elif services.fetcher.send(FindDiscussions(reading.number)):
            services.notify(_("Searching Hacker News and lemmy.world…"), 20)


def _is_unread(thread: Thread) -> bool:
    """Whether there are said to be comments, and none was read yet."""
    return bool(thread.source) and not thread.comments and thread.state is CommentState.UNKNOWN
