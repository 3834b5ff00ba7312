"""Explain an attribution: the words of the text that show who speaks a quotation. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from newsreader.i18n import _
from newsreader.model.quotation import SPOKEN, TITLE, Quotation
from newsreader.model.text import clean_line
from newsreader.model.text_search import Passage, words_at
from newsreader.model.values import dataclass

if TYPE_CHECKING:
    from newsreader.model.article import Article

#: What follows a cue closely enough to be meant by it, in letters; what comes later is so many times further away than
#: what stood before.
_BESIDE, _LATER = 120, 10
#: A name and a cue are beside each other where none of these is between.
_PART = re.compile(r"[.!?…:;«»\"“”]")


@dataclass(frozen=True, slots=True)
class Evidence:
    """The reason for an attribution. `cue` is the range of the words that say that somebody speaks, `mention` that of
    the name; None where there is none. `words` say it in a sentence."""

    words: str
    cue: Passage | None = None
    mention: Passage | None = None


def evidence_of(article: Article, quotations: Sequence[Quotation], number: int) -> Evidence:
    """Return the evidence for the speaker of the quotation with this number."""
    quotation = quotations[number]
    cue = (quotation.cue.block, quotation.cue.start, quotation.cue.stop) if quotation.cue else None
    beside = cue or (quotation.block, quotation.start, quotation.stop)
    mention = _mention(article, quotations, quotation.speaker, beside) if quotation.speaker else None
    near = bool(cue and mention and _are_beside(article, cue, mention))
    return Evidence(_sentence(quotations, number, cue, mention, near), cue, mention)


def _are_beside(article: Article, passage: Passage, other: Passage) -> bool:
    first, second = sorted((passage, other))
    between = words_at(article, first[0])[first[2] : second[1]]
    return first[0] == second[0] and len(between) < _BESIDE and not _PART.search(between)


def _sentence(
    quotations: Sequence[Quotation], number: int, cue: Passage | None, mention: Passage | None, near: bool
) -> str:
    quotation = quotations[number]
    name = clean_line(quotation.speaker)
    said = clean_line(quotation.cue.text) if quotation.cue else ""
    if quotation.corrected:
        return (
            _("You have said that it is {name}.").format(name=name)
            if name
            else _("You have said that nobody can be told.")
        )
    if not name:
        return _("The article does not show clearly who says it.")
    if near:
        return _("“{cue}” stands beside the name: {name}.").format(cue=said, name=name)
    if cue and mention and mention < cue:
        return _("“{cue}” leads back to {name}, above.").format(cue=said, name=name)
    if cue and mention:
        return _("“{cue}” leads to {name}, further on.").format(cue=said, name=name)
    if cue:
        return _("“{cue}” leads to {name}.").format(cue=said, name=name)
    before = next((q for q in reversed(quotations[:number]) if q.kind in SPOKEN), None)
    if before and before.speaker == quotation.speaker:
        return _("No word beside it says who: {name} speaks just before.").format(name=name)
    return _("No word beside it says who: {name} is named nearest.").format(name=name)


def _mention(article: Article, quotations: Sequence[Quotation], name: str, beside: Passage) -> Passage | None:
    """Return where the speaker is named nearest: outside quotations, in the words before rather than in those after."""
    begins = [0, *accumulate(len(words_at(article, block)) for block in range(TITLE, len(article.blocks)))]

    def cost(passage: Passage) -> int:
        distance = begins[passage[0] - TITLE] + passage[1] - begins[beside[0] - TITLE] - beside[1]
        return -distance if distance <= 0 else distance * (1 if _are_beside(article, passage, beside) else _LATER)

    passages = [passage for passage in _named(article, name) if not _is_quoted(passage, quotations)]
    return min(passages, key=cost, default=None)


def _named(article: Article, name: str) -> Iterator[Passage]:
    """Yield where the whole name stands, or else its last word."""
    whole = re.compile(rf"(?<!\w){_spaced(name)}(?!\w)", re.IGNORECASE)
    last = name.split()[-1] if name.split() else ""
    part = re.compile(rf"(?<!\w){re.escape(last)}(?!\w)") if len(last) > 2 and last[:1].isupper() else None
    for block in range(TITLE, len(article.blocks)):
        text = words_at(article, block)
        wholes = [match.span() for match in whole.finditer(text)] if name else []
        yield from ((block, *span) for span in wholes)
        for match in part.finditer(text) if part else ():
            if not any(start <= match.start() < stop for start, stop in wholes):
                yield block, *match.span()


def _spaced(name: str) -> str:
    return r"\s+".join(re.escape(word) for word in name.split())


def _is_quoted(passage: Passage, quotations: Sequence[Quotation]) -> bool:
    block, start, stop = passage
    return any(
        q.block == block and any(a <= start and stop <= b for a, b in q.words) for q in quotations if q.kind in SPOKEN
    )
