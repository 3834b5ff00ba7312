"""Lists of headlines: which one is shown and in what order, choosing several, and keeping it all up to date."""

from dataclasses import replace
from itertools import chain

from newsreader.i18n import _, plural
from newsreader.library.reading import PAGE
from newsreader.library.stories import Story, stories
from newsreader.model.feed import Feed, Headline
from newsreader.model.query import Query, words_of
from newsreader.model.scope import Order, Scope
from newsreader.model.text import clean_line
from newsreader.tui.messages import RowsWanted
from newsreader.tui.panes import Pane
from newsreader.tui.screens.desk import Desk
from newsreader.tui.widgets.feed_list import Counts, shelves

#: The orders of a list, one after the other; a search can have its best matches first.
ORDERS = (Order.NEWEST, Order.OLDEST, Order.OUTLET, Order.DISCUSSED)

#: How many passages are looked up at a time.
PASSAGES = 20


class Listing(Desk):
    """The list of headlines, and the feeds beside it."""

    def show_list(self, scope: Scope, page: list[Headline] | None = None) -> None:
        """Show another list of headlines, from its top; `page` is its first, where that has been read."""
        self.scope = scope
        if scope.query is None:
            self.searched = ""
        page = self.library.headlines(scope) if page is None else page
        self.headline_list.show(self._grouped(scope, page), more=len(page) >= PAGE, order=scope.order)
        self.name_list()
        self.preview()
        if scope.query and words_of(scope.query):
            self._add_passages(scope, scope.query, [headline.id for headline in page])

    def _grouped(self, scope: Scope, page: list[Headline]) -> list[Story]:
        """The headlines of a page, those on one event together: where the list is of news, and the reader wants it."""
        news = scope.order is Order.NEWEST and not (scope.query or scope.saved or scope.feed)
        return stories(page) if news and self.grouping else [Story(headline, ()) for headline in page]

    def fold_story(self) -> None:
        """Show what else there is on the event, and say why it is taken for one; or fold it away."""
        current = self.headline_list.current
        if current and current.copies and self.scope == replace(self.scope, feed=0, folder="", query=None):

            def show(copies: list[Headline]) -> None:
                if self.headline_list.current is current:
                    self.headline_list.add_copies(current, copies)
                    self._fold(self.headline_list.fold())

            self.beside(lambda: self.library.copies(current.id), show)
        else:
            self._fold(self.headline_list.fold())

    def _fold(self, story: Story | None) -> None:
        if story is None:
            self.say(_("There is no other headline on this event."))
        elif story.words:
            words = ", ".join(f"“{clean_line(word)}”" for word in story.words)
            count = len(story.others) + 1
            self.say(_("{n} headlines that share {words}. E shows each by itself.").format(n=count, words=words), 15)
        else:
            self.say(_("The same text, in other outlets."))

    def action_stories(self) -> None:
        """Headlines on one event together, or each by itself; remembered."""
        self.grouping = not self.grouping
        self.beside(lambda: self.library.remember("stories", "on" if self.grouping else "off"))
        self.show_list(self.scope)
        self.say(_("Headlines on one event stand together.") if self.grouping else _("Each headline by itself."))

    def _add_passages(self, scope: Scope, query: Query, articles: list[int]) -> None:
        """Below each headline that was found, what the article says there: a few at a time, beside the keys."""
        some, rest = articles[:PASSAGES], articles[PASSAGES:]

        def show(found: dict[int, tuple[str, tuple[tuple[int, int], ...]]]) -> None:
            if scope is self.scope:
                self.headline_list.add_passages(found)
                if rest:
                    self._add_passages(scope, query, rest)

        self.beside(lambda: self.library.passages(some, query), show)

    def name_list(self) -> None:
        """Say above the list what it is."""
        name = self._shelf_name()
        if self.scope.query:
            name = next((s.title for s in self.feed_list.shelves if s.search and s.search == self.searched), "")
            name = name or _("Search: {words}").format(words=self.searched)
        if self.scope.unread:
            name += " · " + _("unread only")
        if self.scope.order is not Order.NEWEST:
            name += " · " + order_words(self.scope.order)
        self.titled(Pane.HEADLINES, name)

    def _shelf_name(self) -> str:
        if self.scope.saved:
            return _("Saved for later")
        if self.scope.since:
            return _("New since last time")
        if self.scope.folder:
            return self.scope.folder
        shelf = next((s for s in self.feed_list.shelves if s.scope and s.scope.feed == self.scope.feed), None)
        return shelf.title if shelf and self.scope.feed else _("All articles")

    # ------------------------------------------------------------ up to date

    def counts_changed(self) -> None:
        """Read the feeds' counts anew, beside the keys."""
        since = self.since

        def count() -> tuple[list[Feed], Counts]:
            return self.library.feeds(), Counts(
                self.library.count(Scope(unread=True)),
                self.library.count(Scope(saved=True)),
                since,
                self.library.count(Scope(unread=True, since=since)) if since else 0,
                self.library.search_counts(),
            )

        def show(found: tuple[list[Feed], Counts]) -> None:
            feeds, counts = found
            self.feed_list.show(shelves(feeds, counts))
            self.titled(Pane.FEEDS, plural("{n} unread", "{n} unread", counts.unread).format(n=counts.unread))
            self.name_list()

        self.beside(count, show)

    def rows_changed(self) -> None:
        """Take in new and changed headlines, beside the keys."""
        scope, window = self.scope, self.headline_list.window()

        def look() -> list[Headline]:
            # What was found best stays as it was ranked.
            first = [] if scope.order is Order.BEST else self.library.headlines(scope)
            return list(chain(self.library.headlines_of(window).values(), first))

        def show(found: list[Headline]) -> None:
            if scope is not self.scope:
                return  # the reader has moved on to another list
            empty = not self.headline_list.count
            self.headline_list.update(list({headline.id: headline for headline in found}.values()))
            self.place_changed()
            if empty:
                self.preview()

        self.beside(look, show)

    def on_rows_wanted(self, message: RowsWanted) -> None:
        """The next page of the list."""
        scope, last = self.scope, self.headline_list.last

        def show(page: list[Headline]) -> None:
            if scope is self.scope:
                self.headline_list.append(self._grouped(scope, page), more=len(page) >= PAGE)
                self.place_changed()
                if scope.query and words_of(scope.query):
                    self._add_passages(scope, scope.query, [headline.id for headline in page])

        self.beside(lambda: self.library.headlines(scope, last), show)

    # ------------------------------------------------------------ keys

    def action_which(self, which: str) -> None:
        """All, unread or saved; the list is made anew."""
        self.show_list(replace(self.scope, unread=which == "unread", saved=which == "saved"))
        if self.at is not Pane.FEEDS:
            self.go_to(Pane.HEADLINES)

    def next_order(self) -> None:
        """The same list, sorted by something else."""
        orders = (*ORDERS, *([Order.BEST] if self.scope.query else []))
        at = orders.index(self.scope.order) if self.scope.order in orders else 0
        scope = replace(self.scope, order=orders[(at + 1) % len(orders)])
        self.beside(lambda: self.library.headlines(scope), lambda page: self.show_list(scope, page))
        self.say(order_words(scope.order).capitalize() + ".")

    def action_choose(self, how: str) -> None:
        """Choose a headline, or all that are loaded, to do the same to all of them."""
        if how == "all":
            self.headline_list.choose_all()
        else:
            self.headline_list.choose()
        count = len(self.headline_list.chosen)
        words = plural(
            "{n} chosen: m, f and T act on it, Esc lets go.",
            "{n} chosen: m, f and T act on all of them, Esc lets go.",
            count,
        )
        self.say(words.format(n=count) if count else _("None is chosen."), 20)

    #: Whether headlines on one event stand together.
    grouping = True
    #: The text of the search that the list shows, "" for none.
    searched = ""
    #: When the reader was here last, in seconds since 1970; 0 for never.
    since = 0

    def preview(self) -> None:
        """Show the article under the cursor."""
        raise NotImplementedError


def order_words(order: Order) -> str:
    """An order, as it is said."""
    return {
        Order.NEWEST: _("newest first"),
        Order.OLDEST: _("oldest first"),
        Order.OUTLET: _("by outlet"),
        Order.DISCUSSED: _("most commented first"),
        Order.BEST: _("best matches first"),
    }[order]
