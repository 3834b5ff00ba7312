"""Move between panes, articles, quotations and people, and back through the history."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from newsreader.i18n import _
from newsreader.model.text import clean_line
from newsreader.tui.history import ArticleVisit, Origin, Visit
from newsreader.tui.layout import LISTS, Pane
from newsreader.tui.library_places import (
    Leaving,
    MakeRule,
    OpenQuotation,
    PeoplePlace,
    PeopleVisit,
    QuotationsPlace,
    StepHistory,
    SwitchScreen,
)

if TYPE_CHECKING:
    from newsreader.model.feed import Headline
    from newsreader.model.quotation import Quotation
    from newsreader.tui.controllers.article_actions import ArticleActions
    from newsreader.tui.controllers.comments import CommentsController
    from newsreader.tui.controllers.links import LinksController
    from newsreader.tui.controllers.reading import ReadingController
    from newsreader.tui.controllers.views import ArticleView, HeadlinesView, LayoutView, QuotesView
    from newsreader.tui.services.base import Services
    from newsreader.tui.session import Session


class NavigationController:
    """Moves the focus and the cursor; other controllers open what it arrives at."""

    def __init__(
        self,
        services: Services,
        session: Session,
        layout: LayoutView,
        rows: HeadlinesView,
        article_view: ArticleView,
        quotes: QuotesView,
        reading: ReadingController,
        actions: ArticleActions,
        comments: CommentsController,
        links: LinksController,
        make_rule: Callable[[str], None],
    ) -> None:
        """`make_rule` makes a rule of a search."""
        self._make_rule = make_rule
        self._services, self._session, self._layout = services, session, layout
        self._rows, self._article_view, self._quotes = rows, article_view, quotes
        self._reading, self._actions, self._comments, self._links = reading, actions, comments, links
        #: Whose words the status line said last.
        self._said = ""

    # ------------------------------------------------------------ panes

    def next_pane(self, by: int) -> None:
        """Go to the next pane of those there are."""
        self._layout.cycle(by, skip_article=self._article_view.opened is None)

    async def back(self) -> None:
        """Leave the pane, towards the feeds."""
        match self._layout.focused_pane:
            case Pane.FEEDS:
                return
            case Pane.HEADLINES:
                self._layout.focus_pane(Pane.FEEDS)
            case Pane.ARTICLE if self._layout.zen:
                self._layout.toggle_zen()
            case Pane.ARTICLE:
                opened, history = self._article_view.opened, self._session.history
                led = opened is not None and history.origin_of(opened.number) is not Origin.LIST
                if not (led and await self._step(-1)):
                    self._leave_article()
            case _:
                self._layout.focus_pane(Pane.ARTICLE, close_side=True)

    def _leave_article(self) -> None:
        """To the list, whose cursor has stayed; what is beside it is what that is on."""
        self._layout.focus_pane(Pane.HEADLINES, close_side=True)
        self._reading.preview()

    async def step_history(self, by: int) -> None:
        """Go back (-1) or forward (1) in the history; back from a list leads to the article that was open."""
        now = self._session.history.current
        last = now if by < 0 and self._layout.focused_pane in LISTS and isinstance(now, ArticleVisit) else None
        if not ((last and await self._return_to(last)) or await self._step(by)):
            self._services.notify(_("Nothing to go back to.") if by < 0 else _("Nothing to go forward to."))

    async def _step(self, by: int) -> bool:
        """Along what was opened, past what is gone; whether there was anything."""
        while visit := self._session.history.step(by):
            if await self._return_to(visit):
                return True
        return False

    async def _return_to(self, visit: Visit) -> bool:
        if isinstance(visit, PeopleVisit):
            self._ask_people(visit)
            return True
        if not await self._reading.return_to(visit):
            return False
        if visit.quotation >= 0:
            self.point_at(visit.quotation)
        return True

    async def toggle_side(self, name: str) -> None:
        """Open the quotations, the comments or the links beside the article, or close them."""
        pane, focused = Pane(name), self._layout.focused_pane
        await self.open_current()
        if self._article_view.opened is None or focused is Pane.FEEDS:
            return
        focused = self._layout.focused_pane
        if self._layout.side is pane and focused in (pane, Pane.ARTICLE) and pane in self._layout.shown():
            self._layout.focus_pane(Pane.ARTICLE, close_side=True)
            return
        if pane is Pane.LINKS:
            self._links.fill()
        self._layout.focus_pane(pane)
        if pane is Pane.COMMENTS:
            self._comments.enter()

    async def open_current(self) -> None:
        """Open the article under the cursor of the list, while that has the focus."""
        if self._layout.focused_pane is Pane.HEADLINES and self._rows.current:
            await self._reading.open(self._rows.current.id)

    # ------------------------------------------------------------ articles

    async def read_next_unread(self) -> None:
        """Open the next unread article of the list."""
        opened, library, wanted = self._article_view.opened, self._services.library, self._session.filter
        headline = opened.headline if opened else None
        article = await self._services.load(lambda: library.next_unread(wanted, headline))
        if article is None:
            self._services.notify(_("No unread articles left in this list."))
            return
        self._put_cursor(article)
        await self._reading.open(article.id)

    def _put_cursor(self, headline: Headline) -> None:
        """Bring the list's cursor to a headline, which is added where it has not been loaded."""
        self._rows.reveal(headline.id)
        if self._rows.loaded.index_of(headline.id) is None:
            self._rows.update([*self._rows.loaded.headlines, headline])
        index = self._rows.loaded.index_of(headline.id)
        if index is not None:
            self._rows.go(index, quiet=True)

    async def next_unread(self, by: int) -> None:
        """Go to the next or previous unread headline; from an article, the next one is opened."""
        if self._layout.focused_pane is Pane.ARTICLE and by > 0:
            await self.read_next_unread()
        else:
            await self._walk(by, lambda headline: not headline.read)

    async def next_article(self, by: int) -> None:
        """Go to the next or previous article of the list."""
        await self._walk(by, lambda _headline: True)

    async def _walk(self, by: int, is_wanted: Callable[[Headline], bool]) -> None:
        rows, reads = self._rows.loaded.headlines, self._layout.focused_pane is Pane.ARTICLE
        index = self._rows.cursor + by
        while 0 <= index < len(rows) and not is_wanted(rows[index]):
            index += by
        if not 0 <= index < len(rows):
            self._services.notify(_("No more."))
            return
        self._rows.go(index, quiet=reads)
        if reads:
            await self._reading.open(rows[index].id)

    async def next_section(self, by: int) -> None:
        """Go to the next or previous heading of the article, that under the cursor of the list included."""
        await self.open_current()
        if self._article_view.opened is None or self._layout.focused_pane is Pane.FEEDS:
            self._services.notify(_("Open an article: this key jumps between headings."))
        else:
            self._article_view.action_section(by)

    # ------------------------------------------------------------ quotations

    async def next_quote(self, by: int) -> None:
        """Go to the next quotation or the one before, and say whose it is."""
        await self.open_current()
        quotation = self._article_view.step(by)
        self._quotes.point_at(self._article_view.current_quotation)
        self._say_whose(quotation)

    def show_quote(self) -> None:
        """Go in the article to the quotation under the cursor of their list."""
        if current := self._quotes.current:
            self._article_view.point_at(current[0])
            self._say_whose(current[1])

    def open_quote(self) -> None:
        """Go to that quotation."""
        self.show_quote()
        self._layout.focus_pane(Pane.ARTICLE)

    def point_at(self, number: int) -> None:
        """A quotation is pointed at, in the article and in their list."""
        self._article_view.point_at(number)
        self._quotes.point_at(number)
        self._say_whose(self._article_view.current)

    def _say_whose(self, quotation: Quotation | None) -> None:
        if quotation is None:
            self._services.notify(_("No quotation here."))
            return
        speaker = clean_line(quotation.speaker) or _("? (speaker unclear)")
        cue = f" ({clean_line(quotation.cue.text)})" if quotation.cue and quotation.speaker else ""
        self._said = f"— {speaker}{cue}"
        self._services.notify(self._said, 20)

    def forget_speaker(self) -> None:
        """Take the speaker of the last quotation off the status line: another article is open, or another pane is in
        use."""
        self._services.forget(self._said)

    # ------------------------------------------------------------ people

    def show_people(self) -> None:
        """Show the people screen as it was left; a quotation chosen there is opened here."""
        self._ask_people(PeopleVisit(self._session.people, self._source()), new=True)

    def search_quotations(self, text: str | None = None) -> None:
        """Show the quotation search as it was left, or with the results of a search."""
        place = replace(self._session.quotations, asks=True) if text is None else QuotationsPlace(text)
        self._ask_people(PeopleVisit(place, self._source()), new=True)

    def _source(self) -> int:
        """The article that one looks at the library's quotations from; 0 from a list."""
        opened = self._article_view.opened
        return opened.number if opened and self._layout.focused_pane not in LISTS else 0

    def _ask_people(self, visit: PeopleVisit, new: bool = False) -> None:
        """The people or the quotations, as they were; `new`: not by way of the history."""
        history, session = self._session.history, self._session
        self.forget_speaker()

        async def left(leaving: Leaving) -> None:
            place, was = leaving.place, PeopleVisit(leaving.place, visit.source)
            if isinstance(place, PeoplePlace):
                session.people = place
            else:
                session.quotations = place
            if not (new or isinstance(leaving.then, SwitchScreen)):
                history.replace(was)
            match leaving.then:
                case SwitchScreen():
                    searching = replace(session.quotations, asks=True)
                    other = searching if isinstance(place, PeoplePlace) else session.people
                    self._ask_people(PeopleVisit(other, visit.source), new)
                case StepHistory(by) if not new:
                    await self.step_history(by)
                case OpenQuotation(quoted):
                    if new:
                        if source := visit.source:
                            history.visit(ArticleVisit(source, history.origin_of(source)))
                        history.visit(was)
                    if await self._reading.open_quotation(quoted.article, quoted.number):
                        self.point_at(quoted.number)
                case act:
                    if not new:
                        await self._leave_people(visit.source)
                    if isinstance(act, MakeRule):
                        self._make_rule(act.search)

        if isinstance(visit.place, PeoplePlace):
            self._services.dialogs.show_people(self._article_view.looks, visit.place, left)
        else:
            self._services.dialogs.show_quotations(visit.place, left)

    async def _leave_people(self, source: int) -> None:
        """To where the people were looked at from, now that one has come back to them from a quotation."""
        if not (source and await self._step(-1)):
            self._leave_article()
