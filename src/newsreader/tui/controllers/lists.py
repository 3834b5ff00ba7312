"""The list of headlines: which list is shown, in what order, its cursor, and keeping it up to date."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from newsreader.i18n import _, plural
from newsreader.library.stories import Story, cluster_headlines
from newsreader.model.article_filter import PAGE, ArticleFilter, SortOrder
from newsreader.model.text import clean_line
from newsreader.tui.controllers.list_names import empty_text, list_name, list_title, order_text
from newsreader.tui.entries import Counts, ListEntry, list_entries
from newsreader.tui.key_names import with_keys
from newsreader.tui.layout import Pane
from newsreader.tui.session import Cursor, Session

if TYPE_CHECKING:
    from newsreader.model.feed import Feed, Headline
    from newsreader.model.text_search import Passages
    from newsreader.tui.controllers.views import FeedsView, HeadlinesView, LayoutView
    from newsreader.tui.services.base import Services

#: The orders of a list, one after the other; a search can have its best matches first.
ORDERS = (SortOrder.NEWEST, SortOrder.OLDEST, SortOrder.OUTLET, SortOrder.DISCUSSED)
#: How many passages are looked up at once: those in sight; the others wait so many seconds.
PASSAGES, RESTED = 20, 0.4
#: How many rows a list is loaded to, at most, to put the cursor where it was.
FURTHEST = 2000
#: Seconds that a message about a list stays.
FEEDBACK = 10
#: More than any search can find.
EVERY = 1_000_000_000


class ListController:
    """Shows lists, a page at a time. Updates move neither the cursor nor what is on the screen."""

    def __init__(
        self,
        services: Services,
        session: Session,
        layout: LayoutView,
        rows: HeadlinesView,
        feeds: FeedsView,
        preview: Callable[[], None],
        show_position: Callable[[], None],
    ) -> None:
        """`preview` shows the article under the cursor, `show_position`
        says which row that is."""
        self._services, self._session, self._layout, self._rows = services, session, layout, rows
        self._feeds, self._preview, self._show_position = feeds, preview, show_position
        self._entries: list[ListEntry] = []
        #: What was said last of the list that is shown: it is over where another one is.
        self._told = ""
        #: The feeds and the counts that they were made of.
        self._counted: tuple[list[Feed], Counts] = ([], Counts())

    # ------------------------------------------------------------ which list

    def open(
        self,
        wanted: ArticleFilter,
        page: list[Headline] | None = None,
        *,
        text: str | None = None,
        at_top: bool = False,
        near: int = 0,
        preview: bool = True,
        passages: Passages | None = None,
    ) -> None:
        """Show another list of headlines, the cursor where it was in it; in one that is new, on the article `near`.

        `page` is its first, where that has been read, and `passages` what its first articles say where words are
        searched; `text` that of its search, where it is another one; `at_top` is for a list that is searched anew;
        without `preview`, what is under the cursor is not shown.
        """
        session = self._session
        self._services.forget(self._told)
        self.remember_cursor()
        wanted = session.show(wanted, text)
        page = self._services.library.headlines(wanted) if page is None else page
        more = len(page) >= PAGE
        self._rows.show(self._grouped(wanted, page), more, wanted.order, passages)
        self._rows.empty_text = "" if page else empty_text(wanted, self._services.library.is_new())
        if not at_top:
            self._restore_cursor(wanted, session.cursor or Cursor(near), more, preview)
        self.show_title()
        self._count_all(wanted)
        if preview:
            self._preview()
        self._show_position()
        self._add_passages(wanted, page, passages)

    async def go_to(self, wanted: ArticleFilter, text: str | None = None, near: int = 0) -> None:
        """Read a list from the library, and show it (`open`): the next key waits, and nothing else."""
        library = self._services.library
        page = await self._services.load(lambda: library.headlines(wanted))
        self.open(wanted, page, text=text, near=near)

    def tell(self, text: str) -> None:
        """Say something of the list that is shown."""
        self._told = text
        self._services.notify(text, FEEDBACK)

    def preview(self) -> None:
        """Show the article under the cursor, where there is room beside the list."""
        self._preview()

    def _count_all(self, wanted: ArticleFilter) -> None:
        """Say how many articles the list has, those included that are not loaded; a ranking has what it shows."""
        if wanted.order is SortOrder.BEST:
            return

        def show(total: int) -> None:
            if wanted is self._session.filter:
                self._rows.total = total
                self._show_position()

        most = EVERY if wanted.query else -1
        self._services.run(lambda: self._services.library.count(wanted, most), show)

    def remember_cursor(self) -> None:
        """Keep where the cursor is in the list that is shown; at its top, it follows what is new."""
        if current := self._rows.current:
            at_top = not self._rows.cursor
            self._session.cursor = Cursor() if at_top else Cursor(current.id, self._rows.cursor, self._rows.line)

    def _restore_cursor(self, wanted: ArticleFilter, cursor: Cursor, more: bool, preview: bool) -> None:
        if not cursor.article:
            return
        index = self._rows.loaded.row_of(cursor.article)
        if index is not None:
            self._rows.put(index, cursor.line)
        elif more:
            self._look_further(wanted, cursor, preview)
        else:
            self._rows.put(cursor.row, cursor.line)  # it is gone: its neighbours are where it was

    def _look_further(self, wanted: ArticleFilter, cursor: Cursor, preview: bool) -> None:
        """Load pages until the row of the cursor is among them."""
        last, top = self._rows.loaded.last, self._rows.current

        def load() -> list[list[Headline]]:
            pages: list[list[Headline]] = []
            end = last
            while end and len(pages) * PAGE < FURTHEST:
                pages.append(self._services.library.headlines(wanted, end))
                if len(pages[-1]) < PAGE or any(headline.id == cursor.article for headline in pages[-1]):
                    break
                end = max(pages[-1], key=wanted.order.place)
            return pages

        def show(pages: list[list[Headline]]) -> None:
            if wanted is not self._session.filter or self._rows.current is not top:
                return  # the list is another one, or the cursor was moved meanwhile
            for page in pages:
                self._rows.append(self._grouped(wanted, page), more=len(page) >= PAGE)
            if (index := self._rows.loaded.row_of(cursor.article)) is not None:
                self._rows.put(index, cursor.line)
                if preview:
                    self._preview()
            self._show_position()

        self._services.run(load, show)

    def show_entries(self, at: ArticleFilter | None = None) -> None:
        """Show the lists there are, the folders folded or not; the cursor comes to the one `at` which is."""
        self._entries = list_entries(*self._counted, self._session.folded)
        self._feeds.show(self._entries)
        if found := next((entry for entry in self._entries if at and entry.filter == at), None):
            self._feeds.point_at(found)

    def shown_entry(self) -> ListEntry | None:
        """The row of the list that is shown."""
        now, search = self._session.filter, self._session.search_text
        wanted = ArticleFilter(feed=now.feed, folder=now.folder, saved=now.saved, since=now.since)
        found = (entry for entry in self._entries if (entry.search == search if search else entry.filter == wanted))
        return next(found, None)

    def list_in_hand(self) -> tuple[ArticleFilter, str]:
        """Return what a key acts on that is for a whole list, and its name: in the feeds the one under the cursor, else
        the one that is shown. Raises NewsreaderError for a saved search that cannot be understood."""
        entry = self._feeds.current if self._layout.focused_pane is Pane.FEEDS else None
        if entry is None:
            return self._session.filter, list_name(self._session, self._entries)
        query = self._services.library.searches.parse(entry.search) if entry.search else None
        return entry.filter or ArticleFilter(query=query), entry.title

    async def choose(self, entry: ListEntry) -> None:
        """Show a list of the feeds' pane, as it is narrowed and sorted now."""
        if entry.filter:
            self._layout.focus_pane(Pane.HEADLINES)
            now = self._session.filter
            await self.go_to(replace(entry.filter, unread=now.unread, order=self._session.order))

    async def filter(self, which: str) -> None:
        """Show all, unread or saved articles; the cursor stays on its article, where both lists have it."""
        current = self._rows.current if self._rows.cursor else None
        wanted = replace(self._session.filter, unread=which == "unread", saved=which == "saved")
        await self.go_to(wanted, near=current.id if current else 0)
        if self._layout.focused_pane is not Pane.FEEDS:
            self._layout.focus_pane(Pane.HEADLINES)

    def toggle_density(self) -> None:
        """Show headlines on one line each, or on two or three; remembered."""
        compact = self._rows.toggle_density()
        self._services.run(lambda: self._services.library.set_state("density", "compact" if compact else "comfortable"))
        self._services.notify(_("A headline a line.") if compact else _("Headlines in full."))

    def next_order(self) -> None:
        """The same list, sorted by something else."""
        now = self._session.filter
        orders = (*ORDERS, *([SortOrder.BEST] if now.query else []))
        at = orders.index(now.order) if now.order in orders else 0
        wanted = replace(now, order=orders[(at + 1) % len(orders)])
        self._services.run(lambda: self._services.library.headlines(wanted), lambda page: self.open(wanted, page))
        self._services.notify(order_text(wanted.order).capitalize() + ".")

    # ------------------------------------------------------------ its name

    def show_title(self) -> None:
        """Say above the list what it is."""
        self._layout.set_title(Pane.HEADLINES, list_title(self._session, self._entries))

    # ------------------------------------------------------------ headlines on one event

    def _grouped(self, wanted: ArticleFilter, page: list[Headline]) -> list[Story]:
        """The headlines of a page, those on one event together: where the list is of news, and that is wanted."""
        news = wanted.order is SortOrder.NEWEST and not (wanted.query or wanted.saved or wanted.feed)
        return (
            cluster_headlines(page)
            if news and self._session.group_stories
            else [Story(headline, ()) for headline in page]
        )

    async def toggle_stories(self) -> None:
        """Group headlines on one event, or not; remembered."""
        session, services = self._session, self._services
        session.group_stories = not session.group_stories
        services.run(lambda: services.library.set_state("group_stories", "on" if session.group_stories else "off"))
        await self.go_to(session.filter)
        services.notify(_("Stories grouped.") if session.group_stories else _("Stories not grouped."))

    def toggle_story(self) -> None:
        """Show what else there is on the event, and say why it is taken for one; or fold it away."""
        current, now = self._rows.current, self._session.filter
        if current and current.duplicates and now == replace(now, feed=0, folder="", query=None):

            def show(copies: list[Headline]) -> None:
                if self._rows.current is current:
                    self._rows.loaded.add_copies(current, copies)
                    self._describe(self._rows.fold())

            self._services.run(lambda: self._services.library.copies(current.id), show)
        else:
            self._describe(self._rows.fold())

    def _describe(self, story: Story | None) -> None:
        if story is None:
            self._services.notify(_("No other article on this story."))
        elif story.words:
            words = ", ".join(f"“{clean_line(word)}”" for word in story.words)
            text = with_keys(_("{n} articles on this story ({words}). {key:group-stories} ungroups."))
            self._services.notify(text.format(n=len(story.others) + 1, words=words), 15)
        else:
            self._services.notify(_("Same text from other outlets."))

    # ------------------------------------------------------------ up to date

    def refresh_counts(self, at_shown: bool = False) -> None:
        """Read the counts of all lists anew; `at_shown`: the cursor of the feeds comes to the list that is shown."""
        library, since = self._services.library, self._session.last_visit

        def count() -> tuple[list[Feed], Counts]:
            feeds = library.subscriptions.all()
            folders = {feed.folder for feed in feeds if feed.folder}
            return feeds, Counts(
                library.count(ArticleFilter(unread=True)),
                library.count(ArticleFilter(saved=True)),
                since,
                library.count(ArticleFilter(unread=True, since=since)) if since else 0,
                library.searches.counts(),
                library.tags.all(),
                {folder: library.count(ArticleFilter(unread=True, folder=folder)) for folder in folders},
            )

        def show(found: tuple[list[Feed], Counts]) -> None:
            _all_feeds, counts = found
            first, self._counted = not self._entries, found
            self.show_entries()
            if (first or at_shown) and (entry := self.shown_entry()):
                self._feeds.point_at(entry)
            unread = plural("{n} unread", "{n} unread", counts.unread).format(n=counts.unread)
            self._layout.set_title(Pane.FEEDS, unread)
            self.show_title()

        self._services.run(count, show)

    def reload(self) -> None:
        """Read the list that is shown anew: what is not of it any more goes, what is of it again comes."""
        wanted = self._session.filter

        def show(page: list[Headline]) -> None:
            if wanted is self._session.filter:
                self.open(wanted, page)

        self._services.run(lambda: self._services.library.headlines(wanted), show)

    def refresh_rows(self) -> None:
        """Show new and changed headlines."""
        wanted, window, library = self._session.filter, self._rows.window(), self._services.library
        before = self._rows.loaded.marks()

        def look() -> list[Headline]:
            # What was found best stays as it was ranked.
            first = [] if wanted.order is SortOrder.BEST else library.headlines(wanted)
            return list(chain(library.headlines_of(window, wanted.feed).values(), first))

        def show(found: list[Headline]) -> None:
            if wanted is not self._session.filter:
                return  # another list is shown by now
            was_empty = not self._rows.count
            fresh, now = {headline.id: headline for headline in found}, self._rows.loaded.marks()
            for article in before.keys() & fresh.keys() & now.keys():
                if now[article] != before[article]:  # marked meanwhile, and perhaps not written when it was read
                    fresh[article] = replace(fresh[article], read=now[article].read, saved=now[article].saved)
            self._rows.update(list(fresh.values()))
            self._show_position()
            if was_empty:
                self._preview()
            if not wanted.unread:  # there, what has been read stays in the list, and is counted no more
                self._count_all(wanted)

        self._services.run(look, show)

    def load_more(self) -> None:
        """The next page of the list."""
        wanted, last = self._session.filter, self._rows.loaded.last

        def show(page: list[Headline]) -> None:
            if wanted is not self._session.filter:
                return  # another list is shown by now
            self._rows.append(self._grouped(wanted, page), more=len(page) >= PAGE)
            self._show_position()
            self._add_passages(wanted, page)

        self._services.run(lambda: self._services.library.headlines(wanted, last), show)

    def _add_passages(self, wanted: ArticleFilter, page: list[Headline], known: Passages | None = None) -> None:
        """Below each headline that was found by words, what the article says there, unless that is `known`: the first
        ones now, the others once the fingers rest."""
        query = wanted.query
        if query is None or not (searches := self._services.library.searches).has_words(query):
            return
        articles = [headline.id for headline in page]

        def show(found: Passages) -> None:
            if wanted is self._session.filter:
                self._rows.add_passages(found)

        def look_up(articles: list[int]) -> None:
            if wanted is self._session.filter:
                self._services.run(lambda: searches.passages(articles, query), show)

        if known is None:
            look_up(articles[:PASSAGES])
        if rest := articles[PASSAGES:]:
            self._services.after(RESTED, lambda: look_up(rest))
