"""The open article."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, ClassVar

from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.timer import Timer

from newsreader.i18n import _, language, plural
from newsreader.library.core import OpenArticle
from newsreader.library.evidence import Evidence
from newsreader.model.article import SECTIONS, BlockType, links_of, text_of
from newsreader.model.note import Note, place_of
from newsreader.model.query import Term
from newsreader.model.quotation import SPOKEN, TITLE, Quotation
from newsreader.model.text_search import matches, words_at
from newsreader.render.article import LayoutOptions, article_page, notice_for, reading_minutes, speaker_looks
from newsreader.render.dates import short
from newsreader.render.image_cells import Picture
from newsreader.render.page import Page
from newsreader.render.typography import language_of
from newsreader.tui.key_names import Hints, key_of, with_keys
from newsreader.tui.keymap import bindings
from newsreader.tui.layout import Pane
from newsreader.tui.messages import Notice
from newsreader.tui.widgets.page_view import PageView

#: Seconds after which the number of a link is whole.
PAUSE = 0.8


class ArticlePane(PageView, can_focus=True):
    """Body, quotations, and the one quotation that the reader is at."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(Pane.ARTICLE),
        *(Binding(digit, f"digit('{digit}')", show=False) for digit in "0123456789"),
    ]

    class LinkChosen(Message):
        """What a link leads to is to be opened."""

        def __init__(self, url: str) -> None:
            super().__init__()
            self.url = url

    def __init__(self, measure: int, setting: LayoutOptions) -> None:
        super().__init__(Pane.ARTICLE, measure)
        self.setting = setting
        self.reading: OpenArticle | None = None
        self.picked: tuple[int, int] | None = None
        #: Where the words stand that were searched, and which of those places the reader is at.
        self.found: list[tuple[int, int, int]] = []
        self.at_match = -1
        #: The words that show whose the current quotation is, while they are shown.
        self.evidence: Evidence | None = None
        #: Whether those words are of the search that led here: then going back does not let go of them.
        self.found_by_search = False
        #: The sentence that is read aloud.
        self.aloud: tuple[int, int, int] | None = None
        #: Digits of a link's number that were typed and may go on.
        self._digits = ""
        self._pausing: Timer | None = None

    # ------------------------------------------------------------ keys

    @property
    def hints(self) -> Hints:
        """The few keys that help most here."""
        return (
            ("read-on", _("next page")),
            ("next-quote", _("next quotation")),
            ("quotes", _("who says what")),
            ("comments", _("comments")),
            ("back", _("back")),
            ("save", _("save")),
            ("help", _("keys")),
        )

    @property
    def position_text(self) -> str:
        """How long the rest takes to read, and how far one is."""
        percent = super().position_text
        if self.reading is None or self.at_end:
            return percent
        left = math.ceil(reading_minutes(self.reading.article) * (100 - self.percent) / 100)
        return " · ".join((plural("{n} min left", "{n} min left", left).format(n=left), percent))

    @property
    def is_live(self) -> bool:
        """Whether the open article is a page of updates."""
        return self.reading is not None and any(b.type is BlockType.UPDATE for b in self.reading.article.blocks)

    def action_move(self, how: str) -> None:
        """Scroll, or select more or less."""
        if self.picked and how in ("down", "up"):
            self.extend(1 if how == "down" else -1)
        else:
            self.move(how)

    def action_back(self) -> None:
        """Out of the selection, then out of what was found, then out of the pane."""
        if self.picked:
            self.action_select()
        elif self.found and not self.found_by_search:
            self.find([])
        else:
            raise SkipAction

    def action_next(self, by: int) -> None:
        """The next or previous of the words that were found; without any, elsewhere."""
        if not self.found:
            raise SkipAction
        moved = self.next_match(by)
        place = _("Match {n} of {all}.").format(n=self.at_match + 1, all=len(self.found))
        self.post_message(Notice(place if moved else _("No more.")))

    def action_section(self, by: int) -> None:
        """To the next heading, or the one before."""
        if not self.to_section(by):
            self.post_message(Notice(_("No other heading.")))

    def action_select(self) -> None:
        """Begin to select paragraphs, or give it up."""
        if self.select():
            words = _("{key:down} {key:up} extend · {key:note} note · {key:highlight} highlight · {key:select} cancel")
            self.post_message(Notice(with_keys(words), 20))
        else:
            self.post_message(Notice(_("Nothing selected.")))

    def action_digit(self, digit: str) -> None:
        """Digits are the number of a link."""
        self._digits += digit
        if self._pausing:
            self._pausing.stop()
        if int(self._digits) * 10 > len(self.links()):
            self._follow_number()
        else:
            self.post_message(Notice(_("Link {n} …").format(n=self._digits), PAUSE))
            self._pausing = self.set_timer(PAUSE, self._follow_number)

    def _follow_number(self) -> None:
        number, self._digits = int(self._digits or 0), ""
        links = self.links()
        if 1 <= number <= len(links):
            self.post_message(self.LinkChosen(links[number - 1][1]))
        elif number:
            words = plural("This article has {n} link.", "This article has {n} links.", len(links))
            self.post_message(Notice(words.format(n=len(links))))

    def links(self) -> list[tuple[str, str]]:
        """Words and address of each link of the open article, in the order of their numbers."""
        return links_of(self.reading.article) if self.reading else []

    # ------------------------------------------------------------ how it is set

    def typeset(self, **changes: Any) -> None:
        """Set the page another way (`Typesetting`); it is laid out anew where that makes a difference."""
        setting = replace(self.setting, **changes)
        if setting != self.setting:
            self.setting = setting
            self.show(self.place())

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
        again = short(reading.next_try, now, language()) if reading.next_try else ""
        changed = short(reading.changed, now, language()) if reading.changed and reading.changed_since else ""
        copies = [copy.outlet for copy in reading.copies if copy.outlet]
        note = notice_for(reading.article, reading.error, again, reading.headline.unparsed, changed, copies, key_of)
        marked = list(self._marked())
        return article_page(reading.article, reading.quotations, width, language(), note, marked, self.setting)

    def show_images(self, images: Mapping[str, Picture]) -> None:
        """Draw these images, by their addresses, in the text."""
        self.typeset(pictures=images)

    def to_section(self, by: int) -> bool:
        """To the next heading or update, or the one before; whether there was one."""
        blocks = self.reading.article.blocks if self.reading else ()
        lines = sorted(self.page.line_at(n, 0) for n, block in enumerate(blocks) if block.type in SECTIONS)
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

    def find(self, words: Sequence[Term], by_search: bool = False) -> int:
        """Mark words that were searched, and bring the first into sight; returns how many there are."""
        self.found_by_search = by_search
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

    def follow_speech(self, article: int, place: tuple[int, int, int] | None) -> None:
        """Mark the sentence of an article that is read aloud, and keep it in sight; None: the voice has ended."""
        if self.reading is None or self.reading.number != article:
            return
        self.aloud = place
        self.show(self.place())
        if place is None:
            return
        line = self.page.line_at(*place[:2])
        if not self.scroll_offset.y <= line < self.scroll_offset.y + self.size.height - 3:
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

    def select_none(self) -> None:
        """Let go of the selection: what was selected has been dealt with."""
        self.picked = None

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
            note = replace(note, quote=words, block=first, stop=len(words_at(article, first)))
        elif quotation := self.current():
            words = words_at(article, quotation.block)[quotation.start : quotation.stop]
            note = replace(note, quote=words, speaker=quotation.speaker, block=quotation.block)
            note = replace(note, start=quotation.start, stop=quotation.stop)
        same = [old for old in reading.notes if (old.quote, old.block) == (note.quote, note.block)]
        return same[-1] if same else note

    def open(self, reading: OpenArticle | None, place: tuple[int, int] | None = None) -> None:
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
