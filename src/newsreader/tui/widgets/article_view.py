"""The open article."""

from datetime import UTC, datetime

from newsreader.i18n import language
from newsreader.library.reading import Reading
from newsreader.model.quotation import Quotation
from newsreader.render.article import SPOKEN, article_page, note_on
from newsreader.render.dates import short
from newsreader.render.page import Page
from newsreader.tui.panes import Pane
from newsreader.tui.widgets.page_view import PageView


class ArticleView(PageView):
    """Body, quotations, and the one quotation that the reader is at."""

    def __init__(self, measure: int) -> None:
        super().__init__(Pane.ARTICLE, measure)
        self.reading: Reading | None = None

    def lay_out(self, width: int) -> Page:
        """The article for this width."""
        reading = self.reading
        if reading is None:
            return Page(())
        again = short(reading.again, datetime.now(UTC), language()) if reading.again else ""
        note = note_on(reading.article, reading.error, again, reading.headline.raw)
        return article_page(reading.article, reading.quotations, width, language(), note)

    def open(self, reading: Reading | None, place: tuple[int, int] | None = None) -> None:
        """Show another article, or the same one as it is now."""
        same = reading and self.reading and reading.number == self.reading.number
        self.reading = reading
        if not same:
            self.current_quotation = -1
        self.show(place)

    def spoken(self) -> list[tuple[int, Quotation]]:
        """The quotations that are somebody's words, with their numbers."""
        quotations = self.reading.quotations if self.reading else ()
        return [(number, q) for number, q in enumerate(quotations) if q.kind in SPOKEN]

    def step(self, by: int) -> Quotation | None:
        """Go to the next quotation or the one before; without a current one, from what is in sight."""
        numbers = [number for number, _q in self.spoken() if number in self.page.quotation_lines]
        if not numbers:
            return None
        if self.current_quotation in numbers:
            place = numbers.index(self.current_quotation) + by
        else:
            top = self.scroll_offset.y
            lines = [self.page.quotation_lines[number] for number in numbers]
            after = next((n for n, line in enumerate(lines) if line >= top), len(lines) - 1)
            place = after if by > 0 else after - 1
        self.point_at(numbers[max(0, min(place, len(numbers) - 1))])
        return self.current()

    def current(self) -> Quotation | None:
        """The quotation that the reader is at."""
        return dict(self.spoken()).get(self.current_quotation)
