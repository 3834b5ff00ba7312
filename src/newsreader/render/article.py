"""Lay out an article as a page of lines: head, blocks, quotations in colour, comments announced."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from newsreader.i18n import _, plural
from newsreader.model.article import (
    Article,
    Block,
    BlockType,
    Kind,
    links_of,
    marked_items,
    signed_once,
    signers,
)
from newsreader.model.quotation import SPOKEN, STANDFIRST, TITLE, Quotation
from newsreader.model.text import Role, Text, clean, clean_line
from newsreader.model.values import dataclass
from newsreader.render.dates import moment
from newsreader.render.hyphenation import points
from newsreader.render.notices import shortened_notice
from newsreader.render.page import NO_BLOCK, NO_NOTES, KeyName, Line, Page, break_text, cut, pieces
from newsreader.render.reading_time import reading_minutes
from newsreader.render.runs import Mark, MarkedPassage, Run
from newsreader.render.table import table_lines
from newsreader.render.typography import typeset

if TYPE_CHECKING:
    from newsreader.render.image_cells import Picture

_EVER = datetime.min.replace(tzinfo=UTC)
#: How many looks there are for speakers; the next one begins again.
SPEAKER_LOOKS = 6
#: Columns of fewer cells are narrow: words are broken there, so that lines stay full.
NARROW = 56
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def speaker_looks(quotations: Sequence[Quotation]) -> dict[str, int]:
    """A number for each speaker of an article, in the order they speak."""
    names = dict.fromkeys(q.speaker for q in quotations if q.speaker and q.kind in SPOKEN)
    return {name: number % SPEAKER_LOOKS for number, name in enumerate(names)}


@dataclass(frozen=True)
class LayoutOptions:
    """Options of a layout. hyphenate: words are broken where the column is narrow · numbers: links carry a number each,
    that of `links_of` · ascii: without signs that a plain font may lack · pictures: those that are drawn, by their
    addresses · oldest_first: the updates of a live page as they happened · since: those that came later are marked as
    new · key: names the keys that do something to what is shown, None where there are none."""

    hyphenate: bool = False
    numbers: bool = False
    ascii: bool = False
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    oldest_first: bool = False
    since: datetime | None = None
    key: KeyName | None = None


PLAIN = LayoutOptions()


def article_page(
    article: Article,
    quotations: Sequence[Quotation],
    width: int,
    language: str = "",
    note: str = "",
    marked: Sequence[MarkedPassage] = (),
    setting: LayoutOptions = PLAIN,
) -> Page:
    """Lay an article out in a column of `width` cells. `note` is said above the text, where it matters.
    `marked` are passages that are drawn in a role of their own.

    `language` is the interface's: dates are in it.
    """
    return Page(ArticleLayout(article, quotations, width, language, setting).lines(note, marked)).whole()


class ArticleLayout:
    """Lays out an article in a column of `width` cells. Its lines may be asked for again with other passages marked:
    then only the blocks of these are laid out anew."""

    def __init__(
        self,
        article: Article,
        quotations: Sequence[Quotation],
        width: int,
        language: str = "",
        setting: LayoutOptions = PLAIN,
    ) -> None:
        """`language` is the interface's: dates are in it."""
        self.article, self.quotations, self.width, self.language = article, quotations, width, language
        self.setting = setting
        self.points = points(article.language or language) if setting.hyphenate and width < NARROW else None
        self.numbers = {url: n for n, (_words, url) in enumerate(links_of(article), 1)} if setting.numbers else {}
        self.looks = speaker_looks(quotations)
        self._pictures = [n for n, block in enumerate(article.blocks) if block.type is BlockType.IMAGE]
        self._spoken: dict[int, list[Mark]] = {}
        for number, quotation in enumerate(quotations):
            if quotation.kind in SPOKEN:
                look = self.looks.get(quotation.speaker)
                role = "quote" if look is None else f"quote-{look}"
                spoken = self._spoken.setdefault(quotation.block, [])
                spoken += [(start, stop, role, number) for start, stop in quotation.words]
        self.marks = self._spoken
        #: The lines of blocks that have been set, with what was marked in them.
        self._known: dict[int, tuple[Sequence[Mark], list[Line]]] = {}

    def lines(self, note: str = "", marked: Sequence[MarkedPassage] = (), tags: Sequence[str] = ()) -> Iterator[Line]:
        """Yield the lines of the article, from the kicker to the tags. `note` is written above the text; `marked` are
        passages that are drawn in a role of their own; `tags` are the reader's own."""
        self.marks = {block: [*marks] for block, marks in self._spoken.items()}
        for block, start, stop, role in marked:
            self.marks.setdefault(block, []).append((start, stop, role, -1))
        yield from self._head(note, tags)
        for number, each in _in_order(signed_once(self.article.blocks), self.setting.oldest_first):
            lines = self._set_block(number, each)
            if (first := next(lines, None)) is not None:
                yield first
                yield from lines
                yield Line()
        if self.article.shortened:
            yield from break_text(Text(shortened_notice(self.setting.key)), self.width, ("note",), gutter="note")
            yield Line()
        if self.article.tags:
            yield from break_text(Text(" · ".join(self.article.tags)), self.width, ("meta",))

    def _set_block(self, number: int, block: Block) -> Iterator[Line]:
        marks = self.marks.get(number, ())
        known = self._known.get(number)
        if known and known[0] == marks:
            yield from known[1]
            return
        lines = []
        for line in self.block(number, block):
            lines.append(line)
            yield line
        self._known[number] = marks, lines

    def _break(
        self, text: Text, *roles: str, block: int = NO_BLOCK, gutter: str = "", indent: int = 0, first: str = ""
    ) -> Iterator[Line]:
        text, notes = Text(typeset(text.value), text.spans), self._notes(text)
        marks = self.marks.get(block, ())
        return break_text(text, self.width, roles, marks, block, gutter, indent, first, notes, self.points)

    def _notes(self, text: Text) -> Mapping[int, str]:
        """The numbers that stand after the links of a text."""
        links = (span for span in text.spans if span.role is Role.LINK and span.target in self.numbers)
        return {span.stop: self._number(span.target) for span in links} if self.numbers else NO_NOTES

    def _number(self, url: str) -> str:
        number = str(self.numbers.get(url, ""))
        return f"[{number}]" if number and self.setting.ascii else number.translate(_RAISED)

    def _broken(
        self, text: Text, block: int, *roles: str, gutter: str = "", indent: int = 0, first: str = ""
    ) -> Iterator[Line]:
        tells = not gutter and block in self.marks
        for line in self._break(text, *roles, block=block, gutter=gutter, indent=indent, first=first):
            # Speech is told by shape too: a bar beside every line that holds some.
            yield replace(line, gutter="speech") if tells and any(run.quotation >= 0 for run in line.runs) else line

    def _head(self, note: str, tags: Sequence[str]) -> Iterator[Line]:
        """Yield what stands above the text."""
        article = self.article
        yield Line()
        if article.kicker:
            yield Line((Run(f" {clean_line(article.kicker).upper()} ", ("kicker",)),), block=TITLE)
        yield from self._broken(Text(article.title), TITLE, "title")
        yield Line()
        if article.standfirst:
            yield from self._broken(article.standfirst, STANDFIRST, "standfirst")
            yield Line()
        yield from break_text(Text(clean_line(self._byline())), self.width, ("meta",))
        if tags:
            yield from break_text(Text(clean_line("  ".join(f"#{tag}" for tag in tags))), self.width, ("tag",))
        yield Line()
        if note:
            yield from break_text(Text(note), self.width, ("note",), gutter="note")
            yield Line()

    def _byline(self) -> str:
        article = self.article
        names = signers(article)
        parts = [", ".join(names)] if names else []
        if article.published:
            parts.append(moment(article.published, self.language))
        if article.updated and article.published and article.updated > article.published:
            parts.append(_("updated {when}").format(when=moment(article.updated, self.language)))
        if article.kind is Kind.VIDEO:
            parts.append(_("video"))
        minutes = reading_minutes(article)
        parts.append(plural("{n} min read", "{n} min read", minutes).format(n=minutes).replace(" ", "\u00a0"))
        return " · ".join(parts)

    def block(self, number: int, block: Block) -> Iterator[Line]:
        """The lines of one block."""
        match block.type:
            case BlockType.HEADING:
                yield from self._broken(block.text, number, "heading")
            case BlockType.PULL_QUOTE:
                yield from self._broken(block.text, number, "pull-quote", gutter="pull", indent=2)
                who = " ".join(part for part in (block.attribution, block.circumstance) if part)
                if who:
                    yield from break_text(Text(f"— {who}"), self.width, ("meta",), (), number, "pull", 2)
            case BlockType.QUOTE:
                yield from self._broken(block.text, number, "blockquote", gutter="pull", indent=2)
            case BlockType.LIST:
                before = 0  # places in a list count from its beginning, so that they are in order
                for depth, marker, item in marked_items(block):
                    lines = self._break(item, indent=1 + 2 * depth, first=f"{marker} " if marker else "")
                    yield from (replace(line, block=number, start=before + line.start) for line in lines)
                    before += len(item.value) + 1
            case BlockType.RELATED:
                proposed = Text(f"{block.text.value}{self._number(block.url)}")
                yield from self._broken(proposed, number, "related", first="→ ")
            case BlockType.IMAGE:
                yield from self._drawn(number, block)
                first = self.setting.key and not self.setting.pictures and self._pictures[0] == number
                words = _("Image · {images} shows it") if first else _("Image")
                yield from self._described(number, block, self._keyed(words, "images"))
            case BlockType.VIDEO:
                words = _("Video · {browser} opens it") if self.setting.key else _("Video")
                yield from self._described(number, block, self._keyed(words, "browser"))
            case BlockType.EMBED:
                yield from self._described(number, block, _("From other sites"))
            case BlockType.UPDATE:
                if block.time:
                    fresh = self.setting.since is not None and block.time > self.setting.since
                    new = (Run("● " + _("new") + "  ", ("new",)),) if fresh else ()
                    yield Line((*new, Run(moment(block.time, self.language), ("heading",))), "", number)
                yield from self._broken(block.text, number)
            case BlockType.TABLE:
                if block.text:
                    yield from self._broken(block.text, number, "caption")
                yield from table_lines(block, self.width, number, self.points)
            case BlockType.CODE:
                for place, words_ in enumerate(block.text.value.split("\n")):
                    for piece in pieces(clean(words_), self.width - 2):
                        yield Line((Run(piece, ("code",)),), "", number, place, 2)
            case _:
                yield from self._broken(block.text, number)

    def _keyed(self, words: str, action: str) -> str:
        return words.format(**{action: self.setting.key(action)}) if self.setting.key else words

    def _drawn(self, number: int, block: Block) -> Iterator[Line]:
        picture = self.setting.pictures.get(block.url)
        for row in picture.cells(self.width) if picture else ():
            yield Line(tuple(Run("▀", colours=cell) for cell in row), "", number)

    def _described(self, number: int, block: Block, what: str) -> Iterator[Line]:
        words_ = block.text.value or block.alt
        credit = f" ({block.credit})" if block.credit and block.credit != words_ else ""
        label = f"[{what}] {words_}{credit}".strip() + self._number(block.url)
        yield from (replace(line, block=number) for line in self._break(Text(label), "caption"))
        if block.attribution:
            yield from break_text(Text(f"— {block.attribution}"), self.width, ("meta",), (), number)
        if block.type is BlockType.EMBED and block.url:
            yield Line((Run(cut(block.url, self.width), ("meta",)),), "", number)


def _in_order(blocks: Sequence[Block], oldest_first: bool) -> list[tuple[int, Block]]:
    """The blocks with their numbers; the updates of a live page by their times, the newest first or last."""
    timed = [block.type is BlockType.UPDATE and block.time is not None for block in blocks]
    updates = (n for n, is_update in enumerate(timed) if is_update)
    by_time = iter(sorted(updates, key=lambda n: blocks[n].time or _EVER, reverse=not oldest_first))
    return [(m, blocks[m]) for m in (next(by_time) if is_update else n for n, is_update in enumerate(timed))]
