"""Move between the quotations of the open article, and say whose they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsreader.i18n import _
from newsreader.model.text import clean_line
from newsreader.tui.layout import Pane

if TYPE_CHECKING:
    from newsreader.model.quotation import Quotation
    from newsreader.tui.controllers.reading import ReadingController
    from newsreader.tui.controllers.views import ArticleView, LayoutView, QuotesView
    from newsreader.tui.services.base import Services


class QuotationController:
    """Points at one quotation in the article and in their list."""

    def __init__(
        self,
        services: Services,
        layout: LayoutView,
        article_view: ArticleView,
        quotes: QuotesView,
        reading: ReadingController,
    ) -> None:
        self._services, self._layout, self._article_view = services, layout, article_view
        self._quotes, self._reading = quotes, reading
        #: Whose words the status line said last.
        self._said = ""

    async def next(self, by: int) -> None:
        """Go to the next quotation or the one before, and say whose it is."""
        await self._reading.open_current()
        quotation = self._article_view.step(by)
        self._quotes.point_at(self._article_view.current_quotation)
        self._say_whose(quotation)

    def show_current(self) -> None:
        """Go in the article to the quotation under the cursor of their list."""
        if current := self._quotes.current:
            self._article_view.point_at(current[0])
            self._say_whose(current[1])

    def open(self) -> None:
        """Go to the quotation under the cursor of their list, in the article."""
        self.show_current()
        self._layout.focus_pane(Pane.ARTICLE)

    def point_at(self, number: int) -> None:
        """Point at a quotation, in the article and in their list."""
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
