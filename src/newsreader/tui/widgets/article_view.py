"""The open article."""

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from newsreader.i18n import language
from newsreader.library.reading import Reading
from newsreader.model.article import Article
from newsreader.model.note import Note, place_of
from newsreader.model.quotation import STANDFIRST, TITLE, Quotation
from newsreader.render.article import SPOKEN, article_page, note_on
from newsreader.render.dates import short
from newsreader.render.page import Page
from newsreader.tui.panes import Pane
from newsreader.tui.widgets.page_view import PageView


def _places(word: str, text: str) -> list[int]:
    """Where a word begins in a text, whatever its accents and case."""
    plain, wanted = _bare(text), _bare(word)
    found: list[int] = []
    at = plain.find(wanted) if wanted else -1
    while at >= 0 and len(found) < 200:
        if at == 0 or not plain[at - 1].isalnum():
            found.append(at)
        at = plain.find(wanted, at + 1)
    return found


def _bare(text: str) -> str:
    """The text letter for letter without accents: every place stays where it is."""
    return "".join(unicodedata.normalize("NFD", letter)[0] for letter in text).lower()


def _text(article: Article, block: int) -> str:
    """The words of a block, as passages are found in them."""
    if block == TITLE:
        return article.title
    return article.standfirst.value if block == STANDFIRST else article.blocks[block].text.value


class ArticleView(PageView):
    """Body, quotations, and the one quotation that the reader is at."""

    def __init__(self, measure: int) -> None:
        super().__init__(Pane.ARTICLE, measure)
        self.reading: Reading | None = None
        self.picked: tuple[int, int] | None = None
        self.found: list[tuple[int, int, int]] = []

    def lay_out(self, width: int) -> Page:
        """The article for this width."""
        reading = self.reading
        if reading is None:
            return Page(())
        now = datetime.now(UTC)
        again = short(reading.again, now, language()) if reading.again else ""
        changed = short(reading.changed, now, language()) if reading.changed and reading.changed_since else ""
        note = note_on(reading.article, reading.error, again, reading.headline.raw, changed)
        return article_page(reading.article, reading.quotations, width, language(), note, list(self._marked()))

    def _marked(self) -> Iterator[tuple[int, int, int, str]]:
        """The passages that the reader has noted, and those being selected."""
        reading = self.reading
        if reading is None:
            return
        yield from ((*place, "match") for place in self.found)
        for note in reading.notes:
            if place := place_of(note, reading.article):
                yield (*place, "noted")
        if self.picked:
            for block in range(min(self.picked), max(self.picked) + 1):
                yield block, 0, len(_text(reading.article, block)), "selected"

    # ------------------------------------------------------------ words that were searched

    def find(self, words: list[str]) -> None:
        """Mark words that were searched, and bring the first into sight."""
        reading = self.reading
        if reading is None:
            return
        article = reading.article
        self.found = [
            (block, at, at + len(word))
            for block in range(TITLE, len(article.blocks))
            for word in words
            for at in _places(word, _text(article, block))
        ]
        self.show(self.place())
        if self.found:
            line = self.page.line_at(*self.found[0][:2])
            self.scroll_to(y=max(0, line - self.size.height // 3), animate=False, immediate=True, force=True)

    # ------------------------------------------------------------ selecting passages, a paragraph at a time

    def select(self) -> bool:
        """Begin to select at the current quotation's paragraph, or at the first in sight; or give it up."""
        reading, current = self.reading, self.current()
        if self.picked or reading is None:
            self.picked = None
        else:
            block = current.block if current else self.page.place_of(self.scroll_offset.y)[0]
            first = self._next(max(block, TITLE) - 1, 1)
            self.picked = None if first is None else (first, first)
        self.show(self.place())
        return self.picked is not None

    def extend(self, by: int) -> None:
        """One paragraph more, downwards or upwards."""
        if self.picked and (further := self._next(self.picked[1], by)) is not None:
            self.picked = (self.picked[0], further)
            top = self.place()
            self.show(top)
            line = self.page.line_at(further, 0)
            if not self.scroll_offset.y <= line < self.scroll_offset.y + self.size.height - 2:
                self.scroll_to(y=max(0, line - self.size.height // 2), animate=False, immediate=True, force=True)

    def _next(self, block: int, by: int) -> int | None:
        """The next block that has words of its own."""
        article = self.reading.article if self.reading else None
        block += by
        while article and TITLE <= block < len(article.blocks):
            if _text(article, block):
                return block
            block += by
        return None

    def passage(self) -> Note | None:
        """What a note would be about now: the selection, else the current quotation, else the whole article;
        without its words. A note that is there already comes with them."""
        reading = self.reading
        if reading is None:
            return None
        article = reading.article
        note = Note(0, reading.number, "", url=article.url, title=article.title, outlet=article.outlet)
        if self.picked:
            first, last = min(self.picked), max(self.picked)
            words = "\n".join(filter(None, (_text(article, block) for block in range(first, last + 1))))
            note = replace(note, passage=words, block=first, stop=len(_text(article, first)))
        elif quotation := self.current():
            words = _text(article, quotation.block)[quotation.start : quotation.stop]
            note = replace(note, passage=words, speaker=quotation.speaker, block=quotation.block)
            note = replace(note, start=quotation.start, stop=quotation.stop)
        same = [old for old in reading.notes if (old.passage, old.block) == (note.passage, note.block)]
        return same[-1] if same else note

    def open(self, reading: Reading | None, place: tuple[int, int] | None = None) -> None:
        """Show another article, or the same one as it is now."""
        same = reading and self.reading and reading.number == self.reading.number
        self.reading = reading
        if not same:
            self.current_quotation = -1
            self.picked, self.found = None, []
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
