"""Actions on articles: mark as read, save for later, tag, undo, redo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from newsreader.i18n import _, plural
from newsreader.model.text import clean_line
from newsreader.tui.key_names import with_keys

if TYPE_CHECKING:
    from newsreader.model.feed import Headline
    from newsreader.tui.controllers.lists import ListController
    from newsreader.tui.controllers.targets import Targets
    from newsreader.tui.controllers.views import HeadlinesView
    from newsreader.tui.services.base import Services
    from newsreader.tui.session import Session


class ArticleActions:
    """Changes the flags of articles: at once in the list, then in the library, in the background."""

    def __init__(
        self,
        services: Services,
        session: Session,
        rows: HeadlinesView,
        targets: Targets,
        lists: ListController,
        page_changed: Callable[[], None],
    ) -> None:
        """`page_changed` is called when the page of an article may have to say something else: tags, undo, redo."""
        self._services, self._session, self._rows = services, session, rows
        self._targets, self._lists, self._page_changed = targets, lists, page_changed

    def targets(self) -> list[Headline]:
        """The headlines that a key acts on: those chosen in the list, else the open or selected one; says so, where
        there is none."""
        if chosen := self._targets.chosen():
            return list(chosen)
        article = self._targets.article()
        headline = self._targets.row(article) or self._services.library.headlines_of([article]).get(article)
        if headline is None:
            self._services.notify(with_keys(_("No article here; {key:open} opens the list.")))
            return []
        return [headline]

    def mark_opened(self, article: int) -> None:
        """Mark as read what is being read; its row stays where it is."""
        self._mark(article, True, lambda: self._services.library.mark_opened(article))

    def mark_read(self, article: int, on: bool = True) -> None:
        """Mark one article; its row stays where it is."""
        self._mark(article, on, lambda: self._services.library.mark_read([article], on))

    def _mark(self, article: int, on: bool, act: Callable[[], object]) -> None:
        headline = self._targets.row(article)
        if headline is None or headline.read != on:
            if headline:
                self._rows.replace(replace(headline, read=on))
            self._services.run(act, lambda _changed: self._lists.refresh_counts())

    def toggle_read(self) -> None:
        """Read becomes unread, and the other way round; several become read unless all of them are."""
        rows, notify = self.targets(), self._services.notify
        if len(rows) == 1:
            self.mark_read(rows[0].id, not rows[0].read)
            notify(
                with_keys(_("Marked as unread. {key:undo} undoes."))
                if rows[0].read
                else with_keys(_("Marked as read. {key:undo} undoes."))
            )
        elif rows:
            on = not all(row.read for row in rows)
            read = [replace(row, read=on) for row in rows]
            self._apply(read, lambda ids: self._services.library.mark_read(ids, on))

    def save(self) -> None:
        """Save for later, or unsave; of several, save all unless all are saved."""
        rows = self.targets()
        if not rows:
            return
        on = not all(row.saved for row in rows)
        saved = [replace(row, saved=on) for row in rows]
        self._apply(saved, lambda ids: self._services.library.mark_saved(ids, on))
        if len(rows) == 1:
            self._services.notify(
                with_keys(_("Saved. {key:undo} undoes."))
                if on
                else with_keys(_("Removed from saved. {key:undo} undoes."))
            )

    def _apply(self, rows: Sequence[Headline], act: Callable[[list[int]], int]) -> None:
        """Show changed rows, clear the choice, and run `act` on their numbers in the background."""
        for row in rows:
            self._rows.replace(row)
        self._rows.choose_none()
        ids = [row.id for row in rows]

        def done(count: int) -> None:
            self._lists.refresh_counts()
            if len(ids) > 1:
                words = with_keys(
                    plural("{n} article changed. {key:undo} undoes.", "{n} articles changed. {key:undo} undoes.", count)
                )
                self._services.notify(words.format(n=count))

        self._services.run(lambda: act(ids), done)

    def mark_all_read(self) -> None:
        """Mark the whole list as read, also what is not loaded of it; no row goes away. In the feeds, that is the list
        under the cursor."""
        wanted, title = self._lists.list_in_hand()

        def done(count: int) -> None:
            self._lists.refresh_counts()
            self._lists.refresh_rows()
            words = with_keys(
                plural(
                    "“{title}”: {n} article marked as read. {key:undo} undoes.",
                    "“{title}”: {n} articles marked as read. {key:undo} undoes.",
                    count,
                )
            )
            if not count:
                words = _("“{title}”: nothing unread.")
            self._services.notify(words.replace("{n}", str(count)).replace("{title}", clean_line(title)))

        if wanted is self._session.filter:
            self._rows.update([replace(row, read=True) for row in self._rows.loaded.headlines])
        self._services.run(lambda: self._services.library.mark_all_read(wanted), done)

    def tag(self) -> None:
        """Ask for tags: all those of one article, or those to add to several (-tag removes one)."""
        articles = [row.id for row in self.targets()]
        if not articles:
            return
        services = self._services

        def done(_changed: object) -> None:
            self._lists.refresh_counts()
            self._lists.refresh_rows()
            self._page_changed()

        def write(text: str | None) -> None:
            if text is None:
                return
            tags = text.replace(",", " ").split()
            self._rows.choose_none()
            services.run(lambda: services.library.tags.change(articles, tags), done)
            services.notify(_("Tags: {tags}").format(tags=" ".join(tags)) if tags else _("Tags removed."))

        if len(articles) == 1:
            question = _("tags, separated by spaces; empty removes them")
            services.dialogs.ask(
                question, write, "".join(f"{tag} " for tag in services.library.tags.of(articles[0])), adds=True
            )
        else:
            services.dialogs.ask(_("tags to add, separated by spaces; -tag removes one"), write)

    def undo(self) -> None:
        """Undo the last action."""
        self._revert(self._services.library.undo_history.undo)

    def redo(self) -> None:
        """Redo what was undone last."""
        self._revert(self._services.library.undo_history.redo)

    def _revert(self, act: Callable[[], str]) -> None:
        """Undo or redo, then reload the list: articles that had left it may be back."""

        def done(text: str) -> None:
            self._services.notify(text, 10)
            self._lists.reload()
            self._lists.refresh_counts()
            self._page_changed()

        self._services.run(act, done)
