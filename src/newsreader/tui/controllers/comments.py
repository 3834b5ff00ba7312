"""The comments on the open article: shown, fetched anew, searched, and looked for on other sites."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from newsreader.i18n import _, plural
from newsreader.library.messages.requests import FindDiscussions, RefreshComments
from newsreader.model.comment import CommentState, Thread
from newsreader.model.feed import is_bundled
from newsreader.model.note import place_of
from newsreader.render.comments import heading
from newsreader.tui.key_names import with_keys
from newsreader.tui.layout import Pane

if TYPE_CHECKING:
    from newsreader.tui.controllers.lists import ListController
    from newsreader.tui.controllers.views import ArticleView, CommentsView, LayoutView
    from newsreader.tui.services.base import Services

#: Comments that were fetched longer ago are fetched anew, when the reader comes to them and when the article is opened.
MAX_AGE_WHEN_ENTERED, MAX_AGE_WHEN_ARTICLE_OPENED = timedelta(minutes=10), timedelta(hours=2)


class CommentsController:
    """Shows the thread of the open article, and has it fetched."""

    def __init__(
        self,
        services: Services,
        layout: LayoutView,
        article_view: ArticleView,
        comments: CommentsView,
        lists: ListController,
    ) -> None:
        self._services, self._layout, self._article_view = services, layout, article_view
        self._comments_view, self._lists = comments, lists

    def show(self, keep: bool = False) -> None:
        """Show the comments of the open article, where the reader left them; `keep` the place where they have been
        fetched anew."""
        if opened := self._article_view.opened:
            thread, notes = opened.article.thread, opened.notes
            self._layout.set_title(Pane.COMMENTS, heading(thread, len(notes)))

            def open_thread() -> None:
                lost = [note.id for note in notes if note.quote and not place_of(note, opened.article)]
                self._comments_view.open(opened.number, thread, notes, lost, keep)

            self._layout.once_shown(Pane.COMMENTS, open_thread)

    def enter(self) -> None:
        """Mark the comments as seen, and have them fetched anew where they are old: the reader has come to them."""
        opened, library = self._article_view.opened, self._services.library
        if opened is None:
            return
        if opened.article.thread.comments:
            self._services.run(
                lambda: library.mark_comments_seen(opened.number), lambda _done: self._lists.refresh_rows()
            )
        self.request(MAX_AGE_WHEN_ENTERED)

    def request(self, age: timedelta) -> None:
        """Have the comments fetched, where that is possible and they are older than `age`."""
        opened = self._article_view.opened
        if opened is None or is_bundled(opened.article.url):
            return
        thread = opened.article.thread
        readable = thread.source or thread.comments or thread.state in (CommentState.OPEN, CommentState.NONE)
        if readable and (
            thread.fetched is None or datetime.now(UTC) - thread.fetched > age or _was_never_fetched(thread)
        ):
            self._services.fetcher.send(RefreshComments(opened.number))

    def find(self) -> None:
        """Ask for words, and find them in the comments."""

        def go(text: str | None) -> None:
            if text is None:
                return
            found = self._comments_view.find(text)
            if text:
                words = plural("{n} comment contains “{words}”.", "{n} comments contain “{words}”.", found)
                self._services.notify(words.format(n=found, words=text))

        question = _("text to find in the comments; empty ends the search")
        self._services.dialogs.ask(question, go, self._comments_view.shown.words)

    def find_discussions(self) -> None:
        """Look for discussions of the article on other sites. That tells them what is read: the first time, it is only
        said."""
        opened, services = self._article_view.opened, self._services
        if opened is None or is_bundled(opened.article.url):
            services.notify(_("Open an article to find discussions of it."))
        elif not opened.article.url:
            services.notify(_("This article has no address."))
        elif not services.library.state("discussions_notice"):
            services.run(lambda: services.library.set_state("discussions_notice", "said"))
            words = _(
                "This sends the article's address to Hacker News and lemmy.world. {key:discussions} again confirms."
            )
            services.notify(with_keys(words), 20)
        elif services.fetcher.send(FindDiscussions(opened.number)):
            services.notify(_("Searching Hacker News and lemmy.world…"), 20)


def _was_never_fetched(thread: Thread) -> bool:
    """Return whether there are said to be comments, and none was fetched yet."""
    return bool(thread.source) and not thread.comments and thread.state is CommentState.UNKNOWN
