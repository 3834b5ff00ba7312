"""Compare two revisions of an article: words that were removed and words that were added."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from newsreader.model.text import clean

if TYPE_CHECKING:
    from newsreader.model.article import Article

#: A piece of a changed paragraph: "" as it was, "-" taken out, "+" put in; and the words.
Piece = tuple[str, str]
_WORD = re.compile(r"\s*\S+")


def changes(old: Article, new: Article) -> list[list[Piece]]:
    """The paragraphs that differ, in reading order, title and standfirst among them; those that do not are
    left out."""
    before, after = _paragraphs(old), _paragraphs(new)
    blocks: list[list[Piece]] = []
    for what, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what == "equal":
            continue
        # A paragraph that was written over is shown once, with what changed in it.
        for offset in range(max(b - a, d - c)):
            gone = before[a + offset] if a + offset < b else ""
            come = after[c + offset] if c + offset < d else ""
            if gone and come and SequenceMatcher(None, gone, come).quick_ratio() > 0.5:
                blocks.append(_words(gone, come))
            else:
                blocks += [[("-", gone)]] if gone else []
                blocks += [[("+", come)]] if come else []
    return blocks


def _words(old: str, new: str) -> list[Piece]:
    before, after = _WORD.findall(old), _WORD.findall(new)
    pieces: list[Piece] = []
    for what, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what == "equal":
            pieces.append(("", "".join(before[a:b])))
        else:
            pieces += [("-", "".join(before[a:b]))] if b > a else []
            pieces += [("+", "".join(after[c:d]))] if d > c else []
    return pieces


def _paragraphs(article: Article) -> list[str]:
    texts = [article.title, article.standfirst.value]
    for block in article.blocks:
        texts += [block.text.value, *(item.value for item in block.items), *map(" ".join, block.rows)]
    return [words for text in texts if (words := clean(text).strip())]
