"""The quotation search: its list follows each letter, whatever the size of the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.events import DescendantFocus, Key
from textual.timer import Timer
from textual.widgets import Input

from newsreader.i18n import _, plural
from newsreader.library.quotation_search import (
    MANY,
    QuotationCount,
    QuotationOrder,
    as_article_search,
    in_order,
    names_speaker,
)
from newsreader.library.search.parser import QueryError
from newsreader.model.text import clean_line
from newsreader.model.values import dataclass
from newsreader.tui.key_names import with_keys
from newsreader.tui.keymap import bindings
from newsreader.tui.layout import LibraryPane
from newsreader.tui.library_places import Leaving, MakeRule, OpenQuotation, QuotationsPlace
from newsreader.tui.panes.found_quotations import FoundQuotationsPane
from newsreader.tui.screens.asking import AskScreen
from newsreader.tui.screens.library_screen import LibraryScreen
from newsreader.tui.widgets.pane_frame import PaneFrame

if TYPE_CHECKING:
    from newsreader.config import Config
    from newsreader.library.core import Library
    from newsreader.model.query import Query
    from newsreader.model.quotation import QuotationInArticle
    from newsreader.tui.widgets.row_list import RowList

#: Seconds after the last letter until the list follows.
SEARCH_DELAY = 0.03
#: How many quotations are read at a time.
PAGE = 100


@dataclass(frozen=True)
class _Found:
    """The result of a search: quotations, and whether all quotations of the library are indexed."""

    query: Query | None
    quotations: list[QuotationInArticle]
    is_indexed: bool


class QuotationsScreen(LibraryScreen):
    """A search line above the quotations it finds; `place` is the state to restore."""

    BINDINGS = bindings("quotations")

    def __init__(self, library: Library, settings: Config, place: QuotationsPlace) -> None:
        super().__init__("quotations", library, settings, lambda: self.quotation_list.current, self.load)
        self.order = place.order
        #: Where one was, until that is shown again.
        self._before: QuotationsPlace | None = place
        self.quotation_list = FoundQuotationsPane()
        self._frame = PaneFrame(LibraryPane.FOUND_QUOTATIONS, self.quotation_list)
        self._frame.add_class("-first")
        self._typing: Timer | None = None
        #: Which of the searches that were begun is the last: what an earlier one finds is of no interest any more.
        self._turn = 0
        self._query: Query | None = None
        self._reads_on = False

    def compose(self) -> ComposeResult:
        """The line, the list under its title, the status line."""
        yield Input(
            self._before.typed if self._before else "",
            placeholder=_('words, "a phrase", said: role: outlet: about: since:30d -not OR ( )'),
            id="find",
        )
        with Horizontal(id="panes"):
            yield self._frame
        yield self.status

    def on_mount(self) -> None:
        """Give the keys to the line, its words ready to be replaced; to the list where one comes back to it."""
        line = self.query_one("#find", Input)
        asks = not line.value or (self._before and self._before.asks)
        self.set_focus(line if asks else self.quotation_list, scroll_visible=False)
        self.load()

    @property
    def typed(self) -> str:
        """The search."""
        return self.query_one("#find", Input).value.strip()

    @property
    def place(self) -> QuotationsPlace:
        """Where one is."""
        quoted = self.quotation_list.current
        at = (quoted.article, quoted.number) if quoted else None
        return QuotationsPlace(self.typed, self.order, at, self.quotation_list.cursor)

    # ------------------------------------------------------------ what is shown

    def load(self) -> None:
        """Look for what is typed, and show it, the cursor where it was."""
        self._before = self._before or self.place
        self._look()

    def _look(self) -> None:
        self._turn += 1
        turn, text, order = self._turn, self.typed, self.order
        row = self._before.row if self._before else 0
        most = max(PAGE, row + PAGE) if order is QuotationOrder.TIME else MANY

        def look() -> _Found | QueryError | None:
            if turn != self._turn:
                return None
            search = self.library.quotation_search
            try:
                query = search.parse(text, typing=True)
            except QueryError as error:
                return error
            found = in_order(search.find(query, most), order)
            return _Found(query, found, search.is_indexed())

        def show(found: _Found | QueryError | None) -> None:
            if found is None or turn != self._turn:
                return
            if isinstance(found, QueryError):
                self.status.say(message=f"{text[: found.at]}▸{text[found.at : found.stop]}◂  {found.sentence}")
                return
            self._show(found)
            self._count(turn, found.query)

        self.background.run(look, show)

    def _show(self, found: _Found) -> None:
        before, self._before = self._before, None
        self._query, self._reads_on = found.query, False
        self.quotation_list.empty_text = self._empty_text(found)
        self.quotation_list.show(found.quotations, before.quotation if before else None, before.row if before else 0)
        self.status.say(message="", place=_ORDERS[self.order]())
        self._hint()

    def _count(self, turn: int, query: Query | None) -> None:
        """Say how many there are, once the quotations are shown: that takes longer than to find the first of them."""

        def count() -> QuotationCount | None:
            return self.library.quotation_search.count(query) if turn == self._turn else None

        def show(count: QuotationCount | None) -> None:
            if count is None or turn != self._turn:
                return
            title = _counted(count, names_speaker(query))
            if self.order is not QuotationOrder.TIME and count.found >= MANY:
                title += " · " + _("the newest {n} are sorted").format(n=MANY)
            self._frame.set_title(title)

        self.background.run(count, show)

    def _empty_text(self, found: _Found) -> str:
        if found.query is None:
            return _("Nobody is quoted yet: refresh first.")
        words = _("No quotation matches. Fewer words, or part of a word, find more; {key:find-quotation} changes them.")
        if not found.is_indexed:
            words += " " + _("Older articles are still being indexed.")
        return with_keys(words)

    def on_row_list_highlighted(self, message: RowList.Highlighted) -> None:
        """Load more quotations when the cursor is near the end of the loaded ones."""
        shown = self.quotation_list.count
        if self.order is not QuotationOrder.TIME or self._reads_on or shown % PAGE or message.index < shown - PAGE // 4:
            return
        self._reads_on = True
        turn, query = self._turn, self._query

        def add(found: list[QuotationInArticle]) -> None:
            if turn == self._turn:
                self.quotation_list.add(found[shown:])
                self._reads_on = len(found) <= shown  # there is no more

        self.background.run(lambda: self.library.quotation_search.find(query, shown + PAGE), add)

    def _hint(self) -> None:
        typing = isinstance(self.focused, Input)
        self.status.hint((("open", _("to the list")),) if typing else self.quotation_list.hints)

    # ------------------------------------------------------------ keys and mouse

    def on_descendant_focus(self, _event: DescendantFocus) -> None:
        """The line or the list has the keys now."""
        self._hint()

    def on_input_changed(self, _event: Input.Changed) -> None:
        """A letter more or less."""
        if self._before and self._before.typed == self.typed:
            return  # it is where one was, and is being shown
        if self._typing:
            self._typing.stop()
        self._before = None
        self._typing = self.set_timer(SEARCH_DELAY, self._look)

    def on_input_submitted(self, _event: Input.Submitted) -> None:
        """Go to what was found."""
        self.set_focus(self.quotation_list, scroll_visible=False)

    def on_key(self, event: Key) -> None:
        """While a search is typed, move the cursor of the list with the arrows; Esc goes to the list or, where that is
        empty, back."""
        if not isinstance(self.focused, Input):
            return
        if event.key in ("up", "down", "pageup", "pagedown"):
            self.quotation_list.action_move({"pageup": "page_up", "pagedown": "page_down"}.get(event.key, event.key))
            event.stop()
        elif event.key == "escape":
            event.stop()
            if self.quotation_list.count and self.typed:
                self.set_focus(self.quotation_list, scroll_visible=False)
            else:
                self.action_back()

    def on_row_list_selected(self, _message: RowList.Selected) -> None:
        """A row was clicked open."""
        self.action_open()

    def action_open(self) -> None:
        """The article, at the words."""
        if quoted := self.quotation_list.current:
            self.dismiss(Leaving(self.place, OpenQuotation(quoted)))

    def action_back(self) -> None:
        """Go back to where one came from."""
        self.dismiss(Leaving(self.place))

    def action_find(self) -> None:
        """Type another search."""
        self.set_focus(self.query_one("#find", Input), scroll_visible=False)

    def action_sort(self) -> None:
        """Sort by time, by speaker, by outlet, in turn."""
        orders = list(QuotationOrder)
        self.order = orders[(orders.index(self.order) + 1) % len(orders)]
        self._before = None
        self._look()

    def action_keep(self) -> None:
        """Save the search as a list among the feeds."""
        text = self.typed
        if not text:
            self.notify_below(with_keys(_("Search with {key:find-quotation} first.")))
            return

        def save(name: str | None) -> None:
            if name:
                words = _("Saved as “{name}”, in the list of feeds.").format(name=clean_line(name))
                search = self.library.searches
                self.background.run(
                    lambda: search.save(name, as_article_search(text)), lambda _done: self.notify_below(words)
                )

        self.app.push_screen(AskScreen(_("a name for this search"), text), save)

    def action_rule(self) -> None:
        """Have something done, from now on, to articles with such a quotation."""
        if self.typed:
            self.dismiss(Leaving(self.place, MakeRule(as_article_search(self.typed))))
        else:
            self.notify_below(with_keys(_("Search with {key:find-quotation} first.")))


#: What is said of each order, on the status line.
_ORDERS = {
    QuotationOrder.TIME: lambda: _("by time"),
    QuotationOrder.SPEAKER: lambda: _("by speaker"),
    QuotationOrder.OUTLET: lambda: _("by outlet"),
}


def _counted(count: QuotationCount, left_out: bool) -> str:
    """How many quotations there are, and of how many nobody is certain who says them."""
    many = f"{MANY}+" if count.found >= MANY else str(count.found)
    words = plural("{n} quotation", "{n} quotations", count.found).format(n=many)
    if not count.uncertain:
        return words
    some = f"{MANY}+" if count.uncertain >= MANY else str(count.uncertain)
    kept = _("{n} more by nobody certain (?)") if left_out else _("{n} of them by nobody certain (?)")
    return f"{words} · {kept.format(n=some)}"
