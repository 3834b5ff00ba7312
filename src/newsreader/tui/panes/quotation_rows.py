"""The words of a quotation as a row of a list."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from newsreader.i18n import language
from newsreader.model.text import Text
from newsreader.render.citation import marked
from newsreader.render.page import break_text, cut
from newsreader.render.typography import language_of, typeset

if TYPE_CHECKING:
    from newsreader.model.quotation import Quotation, QuotationInArticle
    from newsreader.tui.widgets.row_painter import Row

#: Lines of words at most: in the article's own list, and where quotations of several articles stand.
OWN, FEW = 3, 2


def words_of(quotation: Quotation, language: str, width: int, most: int = OWN) -> list[str]:
    """The first lines of a quotation between the marks of its language, `most` of them."""
    lines = list(islice(break_text(Text(typeset(marked(quotation, language))), max(10, width)), most + 1))
    words = [line.text for line in lines[:most]]
    if len(lines) > most:
        words[-1] = cut(words[-1] + " …", width - 1).rstrip(" …") + "…"
    return words


def word_rows(quotation: Quotation, language: str, width: int, colour: tuple[str, ...], most: int = OWN) -> Row:
    """The words of a quotation as lines of a row, behind a bar; behind a pen where the reader has corrected who says
    it."""
    first = "✎ " if quotation.corrected else "│ "
    lines = words_of(quotation, language, width - 4, most)
    return [[("│ " if number else first, colour), (line, colour)] for number, line in enumerate(lines)]


def article_language(quoted: QuotationInArticle) -> str:
    """The language of a quotation, told by its words and the title above it."""
    return language_of(f"{quoted.title} {quoted.quotation.text}", language())
