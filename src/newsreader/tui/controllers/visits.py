"""Go back and forth through what was visited: articles, and the screens of people and of quotations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from newsreader.i18n import _
from newsreader.tui.history import ArticleVisit, Visit
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
    from newsreader.tui.controllers.quotations import QuotationController
    from newsreader.tui.controllers.reading import ReadingController
    from newsreader.tui.controllers.views import ArticleView, LayoutView
    from newsreader.tui.services.base import Services
    from newsreader.tui.session import Session


class VisitController:
    """Steps through the history, and shows the screens of people and of quotations as they were left."""

    def __init__(
        self,
        services: Services,
        session: Session,
        layout: LayoutView,
        article_view: ArticleView,
        reading: ReadingController,
        quotations: QuotationController,
        make_rule: Callable[[str], None],
    ) -> None:
        """`make_rule` makes a rule of a search."""
        self._services, self._session, self._layout, self._article_view = services, session, layout, article_view
        self._reading, self._quotations, self._make_rule = reading, quotations, make_rule

    async def step_history(self, by: int) -> None:
        """Go back (-1) or forward (1) in the history; back from a list leads to the article that was open."""
        now = self._session.history.current
        last = now if by < 0 and self._layout.focused_pane in LISTS and isinstance(now, ArticleVisit) else None
        if not ((last and await self._return_to(last)) or await self.step(by)):
            self._services.notify(_("Nothing to go back to.") if by < 0 else _("Nothing to go forward to."))

    async def step(self, by: int) -> bool:
        """Go along what was opened, past what is gone; returns whether there was anything."""
        while visit := self._session.history.step(by):
            if await self._return_to(visit):
                return True
        return False

    async def _return_to(self, visit: Visit) -> bool:
        if isinstance(visit, PeopleVisit):
            self._show_library_screen(visit)
            return True
        if not await self._reading.return_to(visit):
            return False
        if visit.quotation >= 0:
            self._quotations.point_at(visit.quotation)
        return True

    def leave_article(self) -> None:
        """Go to the list, whose cursor has stayed; what is beside it is what that is on."""
        self._layout.focus_pane(Pane.HEADLINES, close_side=True)
        self._reading.preview()

    def show_people(self) -> None:
        """Show the people screen as it was left; a quotation chosen there is opened here."""
        self._show_library_screen(PeopleVisit(self._session.people, self._source()), new=True)

    def search_quotations(self, text: str | None = None) -> None:
        """Show the quotation search as it was left, or with the results of a search."""
        place = replace(self._session.quotations, asks=True) if text is None else QuotationsPlace(text)
        self._show_library_screen(PeopleVisit(place, self._source()), new=True)

    def _source(self) -> int:
        """The article that one looks at the library's quotations from; 0 from a list."""
        opened = self._article_view.opened
        return opened.number if opened and self._layout.focused_pane not in LISTS else 0

    def _show_library_screen(self, visit: PeopleVisit, new: bool = False) -> None:
        """Show the people or the quotations as they were; `new`: not by way of the history."""
        history, session = self._session.history, self._session
        self._quotations.forget_speaker()

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
                    self._show_library_screen(PeopleVisit(other, visit.source), new)
                case StepHistory(by) if not new:
                    await self.step_history(by)
                case OpenQuotation(quoted):
                    if new:
                        if source := visit.source:
                            history.visit(ArticleVisit(source, history.origin_of(source)))
                        history.visit(was)
                    if await self._reading.open_quotation(quoted.article, quoted.number):
                        self._quotations.point_at(quoted.number)
                case act:
                    if not new:
                        await self._leave_library_screen(visit.source)
                    if isinstance(act, MakeRule):
                        self._make_rule(act.search)

        if isinstance(visit.place, PeoplePlace):
            self._services.dialogs.show_people(self._article_view.looks, visit.place, left)
        else:
            self._services.dialogs.show_quotations(visit.place, left)

    async def _leave_library_screen(self, source: int) -> None:
        """To where the people were looked at from, now that one has come back to them from a quotation."""
        if not (source and await self.step(-1)):
            self.leave_article()
