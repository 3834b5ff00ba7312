"""Find words in an article, with the passage around them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from newsreader.model.quotation import STANDFIRST, TITLE
from newsreader.model.text import find_words

if TYPE_CHECKING:
    from newsreader.model.article import Article
    from newsreader.model.query import Term

#: A block, and where in its words something begins and ends.
Passage = tuple[int, int, int]

#: Words of articles, by their numbers, and where in them those stand that were looked for.
Passages = dict[int, tuple[str, tuple[tuple[int, int], ...]]]

#: How much of a passage stands before the first word that was looked for.
_BEFORE = 40


def words_at(article: Article, block: int) -> str:
    """The words of a block, of the title (TITLE) or of the standfirst (STANDFIRST)."""
    if block == TITLE:
        return article.title
    return article.standfirst.value if block == STANDFIRST else article.blocks[block].text.value


def matches(article: Article, words: Sequence[Term]) -> list[Passage]:
    """Find where any of these words stand, in reading order."""
    return sorted(
        (block, at, at + len(term.words))
        for block in range(TITLE, len(article.blocks))
        for term in words
        for at in find_words(term.words, words_at(article, block), term.begun)
    )


def passage(article: Article, words: Sequence[Term], room: int = 300) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The piece of an article around the first place where words stand, below its title where they stand there
    too; and where they stand in it. Without such a place, how the article begins."""
    for block in range(STANDFIRST, len(article.blocks)):
        text = words_at(article, block)
        ranges = sorted((at, at + len(term.words)) for term in words for at in find_words(term.words, text, term.begun))
        if ranges:
            begin = text.rfind(" ", 0, max(0, ranges[0][0] - _BEFORE)) + 1 if ranges[0][0] > _BEFORE else 0
            sign = "… " if begin else ""
            shift = begin - len(sign)
            shown = [(start - shift, stop - shift) for start, stop in ranges if stop - begin <= room]
            return f"{sign}{text[begin : begin + room]}", tuple(shown)
    return next(filter(None, (words_at(article, block) for block in range(STANDFIRST, len(article.blocks)))), "")[
        :room
    ], ()
