"""Search articles while the reader types, and save searches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from newsreader.i18n import _, plural
from newsreader.library.quotation_search import quotations_within
from newsreader.library.search.parser import QueryError, without_begun_letter
from newsreader.model.article_filter import MANY, ArticleFilter, Found, SortOrder
from newsreader.model.text import clean_line
from newsreader.tui.controllers.lists import PASSAGES
from newsreader.tui.key_names import with_keys
from newsreader.tui.layout import Pane

if TYPE_CHECKING:
    from newsreader.model.text_search import Passages
    from newsreader.tui.controllers.lists import ListController
    from newsreader.tui.controllers.views import LayoutView
    from newsreader.tui.entries import ListEntry
    from newsreader.tui.services.base import Prompt, Services, Stoppable
    from newsreader.tui.session import Session

#: Seconds after the last letter until the list follows, that letter having been drawn, and until the article under the
#: cursor is shown beside it.
SEARCH_DELAY, PREVIEW_DELAY = 0.01, 0.3


class _Answer(NamedTuple):
    """The list that a search is, what it finds, and what the first of that say."""

    wanted: ArticleFilter
    found: Found
    passages: Passages


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
        #: The search that was shown last, or will be.
        self._asked = ""
        #: Which of the searches that were begun is the last: what an earlier one finds is of no interest any more.
        self._turn = 0

    def search(self) -> None:
        """Type a search; the list follows each letter, Esc brings the list before back."""
        before, text = self._session.filter, self._session.search_text
        base = replace(before, query=None, order=SortOrder.BEST)
        self._asked = text

        def follow(typed: str) -> None:
            if self._typing:
                self._typing.stop()
            asked = without_begun_letter(typed)
            if asked.strip() != self._asked.strip():
                self._typing = self._services.after(SEARCH_DELAY, lambda: self.show(asked, base, typing=True))

        async def accept(typed: str | None) -> None:
            self._prompt = None
            if self._typing:
                self._typing.stop()
            if typed is None:
                self._turn += 1
                await self._lists.go_to(before, text)
            else:
                # What was found while typing stays found: the last word may be only begun.
                self.show(typed, base, typing=without_begun_letter(typed) == typed)
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
        self._turn, self._asked = self._turn + 1, text
        turn = self._turn

        def look_up() -> _Answer | QueryError | None:
            if turn != self._turn:
                return None  # more has been typed meanwhile
            try:
                return self._look_up(text, base, typing)
            except QueryError as error:
                return error  # raised, it would be a message on the status line: it belongs in the search box

        def display(answer: _Answer | QueryError | None) -> None:
            if answer is None or turn != self._turn:
                return
            if isinstance(answer, QueryError):
                self._show_feedback(f"{text[: answer.at]}▸{text[answer.at : answer.stop]}◂  {answer.sentence}")
            else:
                self._display(answer, text.strip(), typing, turn)

        self._services.run(look_up, display)

    def _look_up(self, text: str, base: ArticleFilter, typing: bool) -> _Answer:
        library = self._services.library
        query = library.searches.parse(text, typing)
        if query is None and base.order is SortOrder.BEST:
            base = replace(base, order=self._session.order)
        wanted = replace(base, query=query)
        if wanted.order is SortOrder.BEST:
            found = library.searches.best(wanted)
        else:
            count = library.count(wanted, MANY) if query else 0
            found = Found(library.headlines(wanted), count, count == MANY)
        first = [headline.id for headline in found.page[:PASSAGES]] if query else []
        return _Answer(wanted, found, library.searches.passages(first, query) if query else {})

    def _display(self, answer: _Answer, text: str, typing: bool, turn: int) -> None:
        wanted, found, passages = answer
        in_the_box = self._prompt is not None
        self._lists.open(
            wanted,
            found.page,
            text=text,
            at_top=wanted.query is not None and typing,
            preview=not in_the_box,
            passages=passages,
        )
        words = self._count_text(found) if wanted.query else ""
        if in_the_box:
            self._services.after(PREVIEW_DELAY, lambda: self._lists.preview() if turn == self._turn else None)
            # With the rows, which come by way of the screen below the box.
            self._services.after_redraw(lambda: self._show_feedback(words) if turn == self._turn else None)
        elif words:
            self._show_feedback(words)

    def _count_text(self, found: Found) -> str:
        words = with_keys(
            plural(
                "{n} result · {key:save-search} save this search · {key:find} edit",
                "{n} results · {key:save-search} save this search · {key:find} edit",
                found.count,
            )
        )
        return words.format(n=f"{found.count}+" if found.are_more else str(found.count))

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
