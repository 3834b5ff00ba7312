"""The article pane. What lays out an article is imported with the first one."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.message import Message

from newsreader.i18n import _, language, plural
from newsreader.render.dates import short
from newsreader.render.reading_time import reading_minutes
from newsreader.render.typography import language_of
from newsreader.tui.key_names import Hints, key_of, with_keys
from newsreader.tui.keymap import bindings
from newsreader.tui.layout import Pane
from newsreader.tui.messages import Notice
from newsreader.tui.panes.link_digits import LinkDigits
from newsreader.tui.widgets.extent import jump, reveal
from newsreader.tui.widgets.page_view import PageView

if TYPE_CHECKING:
    from newsreader.library.evidence import Evidence
    from newsreader.library.open_article import OpenArticle
    from newsreader.model.query import Term
    from newsreader.model.quotation import Quotation
    from newsreader.model.text_search import Passage
    from newsreader.render.article import ArticleLayout, LayoutOptions
    from newsreader.render.page import Line
    from newsreader.tui.article_marks import ArticleMarks


class ArticlePane(PageView, can_focus=True):
    """Shows an article and its quotations, one of which is the current one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(Pane.ARTICLE),
        *(Binding(digit, f"digit('{digit}')", show=False) for digit in "0123456789"),
    ]

    class LinkChosen(Message):
        """Open what a link leads to."""

        def __init__(self, url: str) -> None:
            super().__init__()
            self.url = url

    def __init__(self, text_width: int, options: Callable[[], LayoutOptions]) -> None:
        """`options` makes those that articles are laid out with."""
        super().__init__(Pane.ARTICLE, text_width)
        self._options = options
        self.opened: OpenArticle | None = None
        #: The open article as it was laid out last.
        self._layout: ArticleLayout | None = None
        self._digits = LinkDigits(self, lambda url: self.post_message(self.LinkChosen(url)))

    @cached_property
    def setting(self) -> LayoutOptions:
        """How articles are laid out."""
        return self._options()

    @cached_property
    def marks(self) -> ArticleMarks:
        """The passages that stand out."""
        from newsreader.tui.article_marks import ArticleMarks

        return ArticleMarks()

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
        if self.opened is None or self.at_end:
            return percent
        left = math.ceil(reading_minutes(self.opened.article) * (100 - self.percent) / 100)
        return " · ".join((plural("{n} min left", "{n} min left", left).format(n=left), percent))

    @property
    def is_live(self) -> bool:
        """Whether the open article is a page of updates."""
        from newsreader.model.article import BlockType

        return self.opened is not None and any(b.type is BlockType.UPDATE for b in self.opened.article.blocks)

    def action_move(self, how: str) -> None:
        """Scroll, or select more or less."""
        if not (self.marks.selection.blocks and how in ("down", "up")):
            super().action_move(how)
        elif self.opened:
            further = self.marks.selection.extend(self.opened.article, 1 if how == "down" else -1)
            if further is not None:
                self.show(self.place())
                reveal(self, self.slices.line_of(further, 0), above=2)

    def action_back(self) -> None:
        """Leave the selection, then the search, then the pane."""
        if self.marks.selection.blocks:
            self.action_select()
        elif self.marks.found and not self.marks.by_search:
            self.find([])
        else:
            raise SkipAction

    def action_next(self, by: int) -> None:
        """The next or previous of the words that were found; without any, elsewhere."""
        if not self.marks.found:
            raise SkipAction
        match = self.marks.next_match(by)
        if match:
            reveal(self, self.slices.line_of(*match[:2]))
        match_text = _("Match {n} of {all}.").format(n=self.marks.match + 1, all=len(self.marks.found))
        self.post_message(Notice(match_text if match else _("No more.")))

    def action_section(self, by: int) -> None:
        """Go to the next heading or update, or the one before."""
        from newsreader.model.article import SECTIONS

        self.slices.until()
        blocks = self.opened.article.blocks if self.opened else ()
        lines = sorted(self.page.line_at(n, 0) for n, block in enumerate(blocks) if block.type in SECTIONS)
        top = self.scroll_offset.y
        further = [line for line in [0, *lines] if (line > top if by > 0 else line < top)]
        if not further or (by > 0 and self.at_end):
            self.post_message(Notice(_("No other heading.")))
        else:
            jump(self, further[0] if by > 0 else further[-1])

    def action_select(self) -> None:
        """Begin to select at the current quotation's paragraph, or at the first in sight; or give it up."""
        selection, current = self.marks.selection, self.current
        if selection.blocks or self.opened is None:
            selection.clear()
        else:
            block = current.block if current else self.page.place_of(self.scroll_offset.y)[0]
            selection.begin(self.opened.article, block)
        self.show(self.place())
        if selection.blocks:
            words = _("{key:down} {key:up} extend · {key:note} note · {key:highlight} highlight · {key:select} cancel")
            self.post_message(Notice(with_keys(words), 20))
        else:
            self.post_message(Notice(_("Nothing selected.")))

    def action_digit(self, digit: str) -> None:
        """Add a digit to the number of a link."""
        from newsreader.model.article import links_of

        self._digits.add(digit, links_of(self.opened.article) if self.opened else [])

    # ------------------------------------------------------------ how it is set

    def typeset(self, **changes: Any) -> None:
        """Change some of the `LayoutOptions`; the page is laid out anew where that makes a difference."""
        setting = replace(self.setting, **changes)
        if setting != self.setting:
            self.setting = setting
            self.show(self.place())

    @property
    def looks(self) -> dict[str, int]:
        """The look of each speaker in the text."""
        from newsreader.render.article import speaker_looks

        return speaker_looks(self.opened.quotations) if self.opened else {}

    @property
    def language(self) -> str:
        """The language of the article, guessed from its words where its outlet does not say it."""
        article = self.opened.article if self.opened else None
        if article is None:
            return language()
        from newsreader.model.article import text_of

        return article.language or language_of(f"{article.title} {text_of(article)[:1500]}", language())

    def lay_out(self, width: int) -> Iterator[Line]:
        """The article for this width."""
        opened = self.opened
        if opened is None:
            return iter(())
        from newsreader.render.article import ArticleLayout
        from newsreader.render.notices import notice_for

        now = datetime.now(UTC)
        again = short(opened.next_try, now, language()) if opened.next_try else ""
        changed = short(opened.changed, now, language()) if opened.changed and opened.changed_since else ""
        copies = [copy.outlet for copy in opened.copies if copy.outlet]
        note = notice_for(opened.article, opened.error, again, opened.headline.unparsed, changed, copies, key_of)
        known, setting = self._layout, (width, language(), self.setting)
        if (
            known is None
            or known.article is not opened.article
            or known.quotations is not opened.quotations
            or (known.width, known.language, known.setting) != setting
        ):
            known = self._layout = ArticleLayout(opened.article, opened.quotations, *setting)
        return known.lines(note, list(self.marks.passages(opened)), opened.headline.tags)

    # ------------------------------------------------------------ what stands out

    def find(self, words: Sequence[Term], by_search: bool = False) -> int:
        """Mark words that were searched, and bring the first into sight; returns how many there are."""
        self.marks.find(self.opened.article if self.opened else None, words, by_search)
        self.show(self.place())
        if match := self.marks.next_match(1):
            reveal(self, self.slices.line_of(*match[:2]))
        return len(self.marks.found)

    def follow_speech(self, article: int, place: Passage | None) -> None:
        """Mark the sentence of an article that is read aloud, and keep it in sight; None: the voice has ended."""
        if self.opened is None or self.opened.number != article:
            return
        self.marks.aloud = place
        self.show(self.place())
        if place is not None:
            reveal(self, self.slices.line_of(*place[:2]), above=4, below=3)

    def open(self, opened: OpenArticle | None, place: tuple[int, int] | None = None) -> None:
        """Show another article, or the same one as it is now."""
        same = opened and self.opened and opened.number == self.opened.number
        self.opened = opened
        if not same:
            self.current_quotation = -1
            from newsreader.tui.article_marks import ArticleMarks

            self.marks = ArticleMarks()
        self.marks.evidence = None
        self.show(place)

    def point_at(self, quotation: int) -> None:
        """Make a quotation the current one; what showed whose another one is, is shown no longer."""
        if self.marks.evidence and quotation != self.current_quotation:
            self.show_evidence(None)
        super().point_at(quotation)

    def show_evidence(self, evidence: Evidence | None) -> None:
        """Mark the words that show whose the current quotation is, in sight if the quotation stays so; or none."""
        self.marks.evidence = evidence
        self.show(self.place())
        lines = [self.page.quotation_lines.get(self.current_quotation, self.scroll_offset.y)]
        passages = (evidence.cue, evidence.mention) if evidence else ()
        lines += [self.slices.line_of(*passage[:2]) for passage in passages if passage]
        while evidence and max(lines) - min(lines) > self.size.height - 4 and len(lines) > 1:
            lines.pop()  # too far away: named in the sentence only
        top = self.scroll_offset.y
        if evidence and (min(lines) < top or max(lines) > top + self.size.height - 3):
            jump(self, max(0, min(lines) - 1))

    def step(self, by: int) -> Quotation | None:
        """Go to the next quotation or the one before; without a current one, from what is in sight."""
        self.slices.until()
        spoken = self.opened.spoken if self.opened else ()
        numbers = [number for number, _q in spoken if number in self.page.quotation_lines]
        if not numbers:
            return None
        if self.current_quotation in numbers:
            index = numbers.index(self.current_quotation) + by
        else:
            top = self.scroll_offset.y
            lines = [self.page.quotation_lines[number] for number in numbers]
            after = next((n for n, line in enumerate(lines) if line >= top), len(lines) - 1)
            index = after if by > 0 else after - 1
        self.point_at(numbers[max(0, min(index, len(numbers) - 1))])
        return self.current

    @property
    def current(self) -> Quotation | None:
        """The quotation that the reader is at."""
        return dict(self.opened.spoken).get(self.current_quotation) if self.opened else None
