"""The display of the open article: text width, search in it, the order of a live page, its revisions."""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING

from newsreader.i18n import _, plural
from newsreader.model.query import Term
from newsreader.render.revisions import Piece, changes
from newsreader.tui.key_names import with_keys

if TYPE_CHECKING:
    from newsreader.tui.controllers.views import ArticleView, CommentsView
    from newsreader.tui.services.base import Services

#: How narrow and how wide the text may be set by keys, and by how many columns at a time.
NARROWEST, WIDEST, STEP = 28, 160, 4


class PageController:
    """Changes how the open article is displayed."""

    def __init__(self, services: Services, article_view: ArticleView, comments: CommentsView) -> None:
        self._services, self._article_view, self._comments = services, article_view, comments

    def change_width(self, by: int) -> None:
        """A wider or narrower column, which stays for the next time."""
        width, services = max(NARROWEST, min(WIDEST, self._article_view.text_width + by * STEP)), self._services
        self.set_width(width)
        services.notify(_("Text width: {n} columns.").format(n=width))
        services.run(lambda: services.library.set_state("text_width", str(width)))

    def set_width(self, columns: int) -> None:
        """Set the article and its comments this wide."""
        self._article_view.set_width(columns)
        self._comments.set_width(columns)

    def find(self) -> None:
        """Ask for words and find them in the open article, at each letter."""
        page, before, notify = self._article_view, self._article_view.place(), self._services.notify

        def follow(text: str) -> None:
            page.find([Term(text.strip(), begun=True)] if text.strip() else [])

        def done(text: str | None) -> None:
            follow(text or "")
            if not text:
                page.show(before)
            elif count := len(page.marks.found):
                notify(
                    with_keys(
                        plural(
                            "{n} match.", "{n} matches: {key:next-unread} next, {key:previous-unread} previous.", count
                        )
                    ).format(n=count)
                )
            else:
                notify(_("“{words}” does not occur in this article.").format(words=text))
                page.show(before)

        self._services.dialogs.ask(_("text to find in this article"), done, follow=follow)

    def mark_updates(self) -> None:
        """Mark what came to a live page since the user was last in it, in the order that was chosen."""
        opened, is_live = self._article_view.opened, self._article_view.is_live
        since = opened.visited if opened and is_live else None
        oldest_first = is_live and self._services.library.state("live_order") == "oldest"
        self._article_view.typeset(since=since, oldest_first=oldest_first)

    def sort_updates(self) -> None:
        """The updates of a live page as they happened, or the newest first."""
        services = self._services
        if not self._article_view.is_live:
            services.notify(_("Not a live page: nothing to sort."))
            return
        oldest = not self._article_view.setting.oldest_first
        self._article_view.typeset(oldest_first=oldest)
        self._article_view.show()
        services.run(lambda: services.library.set_state("live_order", "oldest" if oldest else "newest"))
        services.notify(_("In chronological order.") if oldest else _("Newest first."))

    def show_revisions(self) -> None:
        """Show what the outlet changed in the open article, the newest change first."""
        opened, services = self._article_view.opened, self._services
        if opened is None or opened.changed is None:
            services.notify(_("No revisions recorded."))
            return

        def look() -> list[tuple[datetime, list[list[Piece]]]]:
            versions = services.library.versions(opened.number)
            return [(old[0], changes(old[1], new[1])) for old, new in pairwise(versions)][::-1]

        services.run(look, services.dialogs.show_revisions)
