"""The highlighted passages of the open article, beside its quotations: selected blocks, found words, the sentence read
aloud, the evidence for an attribution, notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from newsreader.model.note import Note, place_of
from newsreader.model.quotation import TITLE, Quotation
from newsreader.model.text_search import Passage, matches, words_at
from newsreader.render.runs import MarkedPassage

if TYPE_CHECKING:
    from newsreader.library.evidence import Evidence
    from newsreader.library.open_article import OpenArticle
    from newsreader.model.article import Article
    from newsreader.model.query import Term


@dataclass
class Selection:
    """Selected blocks, from the one where the selection began to the last; None for none. Blocks without words are
    skipped."""

    blocks: tuple[int, int] | None = None

    def begin(self, article: Article, block: int) -> None:
        """Select the first block with words from this one on."""
        first = _block_with_words(article, max(block, TITLE) - 1, 1)
        self.blocks = None if first is None else (first, first)

    def extend(self, article: Article, by: int) -> int | None:
        """Extend the selection by a block, downwards (1) or upwards (-1), or shrink it where it goes back; returns the
        block reached, None at the end of the article."""
        further = _block_with_words(article, self.blocks[1], by) if self.blocks else None
        if self.blocks and further is not None:
            self.blocks = (self.blocks[0], further)
        return further

    def clear(self) -> None:
        """Let go of it."""
        self.blocks = None

    def span(self) -> range:
        """The numbers of the blocks, in the order of the article."""
        return range(min(self.blocks), max(self.blocks) + 1) if self.blocks else range(0)


@dataclass
class ArticleMarks:
    """The highlighted passages of an article while it is open.

    `found` is where the searched words stand, `match` which of those places the reader is at (-1 for none yet);
    `by_search`: they are of the search that led here, and going back does not let go of them. `aloud` is the sentence
    that is read aloud. `evidence` shows whose the current quotation is.
    """

    found: list[Passage] = field(default_factory=list)
    match: int = -1
    by_search: bool = False
    aloud: Passage | None = None
    evidence: Evidence | None = None
    selection: Selection = field(default_factory=Selection)

    def find(self, article: Article | None, words: Sequence[Term], by_search: bool) -> None:
        """Look for words; the reader is at none of them yet."""
        self.found = matches(article, words) if article else []
        self.match, self.by_search = -1, by_search

    def next_match(self, by: int) -> Passage | None:
        """Go to the next of the places found, or the one before; None where there is none."""
        if not 0 <= self.match + by < len(self.found):
            return None
        self.match += by
        return self.found[self.match]

    def passages(self, opened: OpenArticle) -> Iterator[MarkedPassage]:
        """Return the highlighted passages with their roles."""
        yield from (MarkedPassage(*place, "match") for place in self.found)
        if self.aloud:
            yield MarkedPassage(*self.aloud, "match")
        if self.evidence and self.evidence.mention:
            yield MarkedPassage(*self.evidence.mention, "mention")
        if self.evidence and self.evidence.cue:
            yield MarkedPassage(*self.evidence.cue, "cue")
        for note in opened.notes:
            if place := place_of(note, opened.article):
                yield MarkedPassage(*place, "noted")
        for block in self.selection.span():
            yield MarkedPassage(block, 0, len(words_at(opened.article, block)), "selected")


def note_on(opened: OpenArticle, selection: Selection, quotation: Quotation | None) -> Note:
    """Return what a note would be about: the selection, else the current quotation, else the whole article; without
    words of its own. A note that is there already comes with them."""
    article = opened.article
    note = Note(0, opened.number, "", url=article.url, title=article.title, outlet=article.outlet)
    if blocks := selection.span():
        words = "\n".join(filter(None, (words_at(article, block) for block in blocks)))
        note = replace(note, quote=words, block=blocks[0], stop=len(words_at(article, blocks[0])))
    elif quotation:
        words = words_at(article, quotation.block)[quotation.start : quotation.stop]
        note = replace(note, quote=words, speaker=quotation.speaker, block=quotation.block)
        note = replace(note, start=quotation.start, stop=quotation.stop)
    same = [old for old in opened.notes if (old.quote, old.block) == (note.quote, note.block)]
    return same[-1] if same else note


def _block_with_words(article: Article, block: int, by: int) -> int | None:
    """The next block with words of its own after this one, or before it."""
    block += by
    while TITLE <= block < len(article.blocks):
        if words_at(article, block):
            return block
        block += by
    return None
