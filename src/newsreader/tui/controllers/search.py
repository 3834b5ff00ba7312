"""Search articles while the reader types, and save searches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from newsreader.i18n import _, plural
from newsreader.library.quotation_search import quotations_within
from newsreader.library.search.parser import QueryError
from newsreader.library.search.searches import MANY
from newsreader.model.article_filter import ArticleFilter, SortOrder
from newsreader.model.text import clean_line
from newsreader.tui.key_names import with_keys
from newsreader.tui.layout import Pane

if TYPE_CHECKING:
    from newsreader.model.feed import Headline
    from newsreader.tui.controllers.lists import ListController
    from newsreader.tui.controllers.views import LayoutView
    from newsreader.tui.entries import ListEntry
    from newsreader.tui.services.base import Prompt, Services, Stoppable
    from newsreader.tui.session import Session

#: Seconds after the last letter until the list follows, and until the article under the cursor is shown beside it.
SEARCH_DELAY, PREVIEW_DELAY = 0.03, 0.3


class SearchController:
    """Shows in the list of headlines what a search finds."""

    def __init__(
        self,
        services: Services,
        session: Session,
        layout: LayoutView,
        lists: ListController,
        show_quotations: Callable[[str], None],
    ) -> None:
        """`show_quotations` shows the quotations that a search for quotations finds."""
        self._services, self._session, self._layout, self._lists = services, session, layout, lists
        self._show_quotations = show_quotations
        self._prompt: Prompt | None = None
        self._typing: Stoppable | None = None
        #: Which of the searches that were begun is the last: what an earlier one finds is of no interest any more.
        self._turn = 0

    def search(self) -> None:
        """Type a search; the list follows each letter, Esc brings the list before back."""
        before, text = self._session.filter, self._session.search_text
        base = replace(before, query=None, order=SortOrder.BEST)

        def follow(typed: str) -> None:
            if self._typing:
                self._typing.stop()
            self._typing = self._services.after(SEARCH_DELAY, lambda: self.show(typed, base, typing=True))

        def accept(typed: str | None) -> None:
            self._prompt = None
            if self._typing:
                self._typing.stop()
            if typed is None:
                self._turn += 1
                self._lists.open(before, text=text)
            else:
                # What was found while typing stays found: the last word may be only begun.
                self.show(typed, base, typing=True)
                self._layout.focus_pane(Pane.HEADLINES)

        question = _('words, "a phrase", title: by: said: source: tag: is:unread since:3d -not OR ( )')
        self._prompt = self._services.dialogs.ask(
            question, accept, text, follow, self._services.library.searches.complete
        )

    def open(self, entry: ListEntry) -> None:
        """Show what a saved search finds: articles, or quotations where it asks for one."""
        if text := quotations_within(entry.search):
            self._show_quotations(text)
            return
        self._layout.focus_pane(Pane.HEADLINES)
        self.show(entry.search, ArticleFilter(unread=self._session.filter.unread))

    def show(self, text: str, base: ArticleFilter, typing: bool = False) -> None:
        """Show what a search finds; what cannot be understood is said. `typing`: its last word is only begun."""
        library = self._services.library
        self._turn += 1
        turn = self._turn

        def look_up() -> tuple[ArticleFilter, list[Headline], int] | QueryError:
            try:
                wanted = replace(base, query=library.searches.parse(text, typing))
            except QueryError as error:
                return error  # raised, it would be a message on the status line: it belongs in the search box
            return wanted, library.headlines(wanted), library.count(wanted, MANY)

        def display(found: tuple[ArticleFilter, list[Headline], int] | QueryError) -> None:
            if turn != self._turn:
                return
            if isinstance(found, QueryError):
                self._show_feedback(f"{text[: found.at]}▸{text[found.at : found.stop]}◂  {found.sentence}")
                return
            wanted, page, count = found
            searched = wanted.query is not None
            in_the_box = self._prompt is not None
            self._lists.open(
                wanted,
                page if searched else None,
                text=text.strip(),
                at_top=searched and typing,
                preview=not in_the_box,
            )
            if in_the_box:
                self._services.after(PREVIEW_DELAY, lambda: self._lists.preview() if turn == self._turn else None)
            if wanted.query:
                many = f"{count}+" if count >= MANY else str(count)
                found_text = with_keys(
                    plural(
                        "{n} result · {key:save-search} save this search · {key:find} edit",
                        "{n} results · {key:save-search} save this search · {key:find} edit",
                        count,
                    )
                )
                self._show_feedback(found_text.format(n=many))

        self._services.run(look_up, display)

    def _show_feedback(self, text: str) -> None:
        """Say something of the search: in the box while it is typed, then below the list."""
        if self._prompt:
            self._prompt.tell(text)
        else:
            self._lists.tell(text)

    def save_search(self) -> None:
        """Save the search as a list among the feeds."""
        text, services = self._session.search_text, self._services
        if not text:
            services.notify(with_keys(_("Search with {key:find} first, then {key:save-search} saves it.")))
            return

        def save(name: str | None) -> None:
            if name:
                services.run(
                    lambda: services.library.searches.save(name, text),
                    lambda _done: self._lists.refresh_counts(at_shown=True),
                )
                words = with_keys(_("Saved as “{name}”. {key:menu} in the feeds renames or removes it."))
                services.notify(words.format(name=clean_line(name)))

        services.dialogs.ask(_("a name for this search"), save, text)
