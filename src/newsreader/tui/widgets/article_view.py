"""The open article."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from newsreader.i18n import language
from newsreader.library.evidence import Evidence
from newsreader.library.reading import Reading
from newsreader.model.article import SECTIONS, text_of
from newsreader.model.note import Note, place_of
from newsreader.model.passage import matches, words_at
from newsreader.model.quotation import SPOKEN, TITLE, Quotation
from newsreader.render.article import Typesetting, article_page, note_on, speaker_looks
from newsreader.render.dates import short
from newsreader.render.page import Page
from newsreader.render.picture import Picture
from newsreader.render.typography import language_of
from newsreader.tui.panes import Pane
from newsreader.tui.widgets.page_view import PageView


class ArticleView(PageView):
    """Body, quotations, and the one quotation that the reader is at."""

    def __init__(self, measure: int, setting: Typesetting) -> None:
        super().__init__(Pane.ARTICLE, measure)
        self.setting = setting
        self.reading: Reading | None = None
        self.picked: tuple[int, int] | None = None
        #: Where the words stand that were searched, and which of those places the reader is at.
        self.found: list[tuple[int, int, int]] = []
        self.at_match = -1
        #: The words that show whose the current quotation is, while they are shown.
        self.evidence: Evidence | None = None
        #: The sentence that is read aloud.
        self.aloud: tuple[int, int, int] | None = None

    @property
    def looks(self) -> dict[str, int]:
        """The look of each speaker in the text."""
        return speaker_looks(self.reading.quotations) if self.reading else {}

    @property
    def language(self) -> str:
        """The language of the article, guessed from its words where its outlet does not say it."""
        article = self.reading.article if self.reading else None
        if article is None:
            return language()
        return article.language or language_of(f"{article.title} {text_of(article)[:1500]}", language())

    def lay_out(self, width: int) -> Page:
        """The article for this width."""
        reading = self.reading
        if reading is None:
            return Page(())
        now = datetime.now(UTC)
        again = short(reading.again, now, language()) if reading.again else ""
        changed = short(reading.changed, now, language()) if reading.changed and reading.changed_since else ""
        copies = [copy.outlet for copy in reading.copies if copy.outlet]
        note = note_on(reading.article, reading.error, again, reading.headline.raw, changed, copies)
        marked = list(self._marked())
        return article_page(reading.article, reading.quotations, width, language(), note, marked, self.setting)

    def show_images(self, images: Mapping[str, Picture]) -> None:
        """Draw these images, by their addresses, in the text."""
        if images != self.setting.pictures:
            self.setting = replace(self.setting, pictures=images)
            self.show(self.place())

    def to_section(self, by: int) -> bool:
        """To the next heading or update, or the one before; whether there was one."""
        blocks = self.reading.article.blocks if self.reading else ()
        lines = [self.page.line_at(n, 0) for n, block in enumerate(blocks) if block.type in SECTIONS]
        top = self.scroll_offset.y
        further = [line for line in [0, *lines] if (line > top if by > 0 else line < top)]
        if not further or (by > 0 and top >= self.max_scroll_y):
            return False
        self.scroll_to(y=further[0] if by > 0 else further[-1], animate=False, immediate=True, force=True)
        return True

    def _marked(self) -> Iterator[tuple[int, int, int, str]]:
        """The passages that the reader has noted, and those being selected."""
        reading = self.reading
        if reading is None:
            return
        yield from ((*place, "match") for place in self.found)
        if self.aloud:
            yield *self.aloud, "match"
        if self.evidence and self.evidence.mention:
            yield *self.evidence.mention, "mention"
        if self.evidence and self.evidence.cue:
            yield *self.evidence.cue, "cue"
        for note in reading.notes:
            if place := place_of(note, reading.article):
                yield (*place, "noted")
        if self.picked:
            for block in range(min(self.picked), max(self.picked) + 1):
                yield block, 0, len(words_at(reading.article, block)), "selected"

    # ------------------------------------------------------------ words that were searched

    def find(self, words: list[str]) -> int:
        """Mark words that were searched, and bring the first into sight; returns how many there are."""
        self.found = matches(self.reading.article, words) if self.reading else []
        self.at_match = -1
        self.show(self.place())
        self.next_match(1)
        return len(self.found)

    def next_match(self, by: int) -> bool:
        """To the next of them, or the one before; whether there was one."""
        if not 0 <= self.at_match + by < len(self.found):
            return False
        self.at_match += by
        line = self.page.line_at(*self.found[self.at_match][:2])
        if not self.scroll_offset.y <= line < self.scroll_offset.y + self.size.height - 2:
            self.scroll_to(y=max(0, line - self.size.height // 3), animate=False, immediate=True, force=True)
        return True

    def point_at_words(self, block: int = -3, start: int = 0, stop: int = 0) -> None:
        """Mark the sentence that is read aloud, and keep it in sight; without one, none."""
        self.aloud = (block, start, stop) if stop else None
        self.show(self.place())
        line = self.page.line_at(block, start)
        if stop and not self.scroll_offset.y <= line < self.scroll_offset.y + self.size.height - 3:
            self.scroll_to(y=max(0, line - self.size.height // 4), animate=False, immediate=True, force=True)

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
            if words_at(article, block):
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
            words = "\n".join(filter(None, (words_at(article, block) for block in range(first, last + 1))))
            note = replace(note, passage=words, block=first, stop=len(words_at(article, first)))
        elif quotation := self.current():
            words = words_at(article, quotation.block)[quotation.start : quotation.stop]
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
            self.picked, self.found, self.aloud = None, [], None
        self.evidence = None
        self.show(place)

    def point_at(self, quotation: int) -> None:
        """Make a quotation the current one; what showed whose another one is, is shown no longer."""
        if self.evidence and quotation != self.current_quotation:
            self.show_evidence(None)
        super().point_at(quotation)

    def show_evidence(self, evidence: Evidence | None) -> None:
        """Mark the words that show whose the current quotation is, in sight if the quotation stays so; or none."""
        self.evidence = evidence
        self.show(self.place())
        lines = [self.page.quotation_lines.get(self.current_quotation, self.scroll_offset.y)]
        places = (evidence.cue, evidence.mention) if evidence else ()
        lines += [self.page.line_at(*place[:2]) for place in places if place]
        while evidence and max(lines) - min(lines) > self.size.height - 4 and len(lines) > 1:
            lines.pop()  # too far away: named in the sentence only
        top = self.scroll_offset.y
        if evidence and (min(lines) < top or max(lines) > top + self.size.height - 3):
            self.scroll_to(y=max(0, min(lines) - 1), animate=False, immediate=True, force=True)

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
