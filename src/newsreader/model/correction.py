"""The reader's corrections of attributions, tied to words and not to a place: they outlive revisions of the text and
versions of the engine."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import blake2b
from typing import TYPE_CHECKING

from newsreader.model.quotation import SPOKEN, TITLE, Quotation, QuotationKind, SpeakerType
from newsreader.model.text import alike, unaccented
from newsreader.model.text_search import words_at
from newsreader.model.values import dataclass

if TYPE_CHECKING:
    from newsreader.model.article import Article

#: How much of what stands before a quotation is kept, to tell it from the same words elsewhere.
_BEFORE = 60
#: From so many words on, the same words elsewhere in the article are the same person's, and words that an outlet
#: has changed a little can be told from others.
_TELLING = 5
#: How much of a quotation has to be the same.
_SAME = 0.7


@dataclass(frozen=True, slots=True)
class Correction:
    """An attribution by the reader: `speaker` says the words of `quote`, which follow `before`; "" for nobody that can
    be told. `at` is when the reader said so, in seconds since 1970."""

    quote: str
    before: str
    speaker: str
    speaker_type: SpeakerType | None
    at: int

    @property
    def anchor(self) -> str:
        """What names the quotation on every device: a digest of its words and of those before it."""
        told = f"{_words_of(self.quote)}\n{_words_of(self.before)}"
        return blake2b(told.encode(), digest_size=12).hexdigest()


#: A quotation as it is shown, and as it was found: the same where nobody has corrected it, None where only the reader
#: takes the words for one.
PutRight = tuple[Quotation, Quotation | None]


def correction_of(
    article: Article, quotation: Quotation, speaker: str, kind: SpeakerType | None, at: int
) -> Correction:
    """The correction that names this speaker for a quotation of the article."""
    before = _before(article, quotation)
    return Correction(quotation.text, before, speaker, kind if speaker else None, at)


def put_right(article: Article, quotations: Sequence[Quotation], corrections: Iterable[Correction]) -> list[PutRight]:
    """The quotations that an engine has found, with the speakers that the reader gives, in reading order.

    Of two corrections of one quotation the later holds. One whose words are not in the article any more waits.
    """
    corrections = sorted(corrections, key=lambda correction: (correction.at, correction.anchor))
    given: dict[int, Correction] = {}
    missing: list[Correction] = []
    for correction in corrections:  # first to all that has the same words, then each to its own
        given |= dict.fromkeys(_same_words(quotations, correction), correction)
    for correction in corrections:
        number_of_it = _meant(article, quotations, correction)
        if number_of_it is None:
            missing.append(correction)
        else:
            given[number_of_it] = correction
    roles = {quotation.speaker: quotation.role for quotation in reversed(quotations) if quotation.role}
    result: list[PutRight] = [
        (_corrected(quotation, given[number], roles) if number in given else quotation, quotation)
        for number, quotation in enumerate(quotations)
    ]
    for correction in missing:
        taken = [quotation for quotation, _found in result]
        if correction.speaker and (added := _added(article, taken, correction)):
            result.append((_corrected(added, correction, roles), None))
    return sorted(result, key=lambda pair: (pair[0].block, pair[0].start))


def corrections_on(
    article: Article, quotations: Sequence[Quotation], corrections: Iterable[Correction], number: int
) -> Iterator[Correction]:
    """Return those of the corrections that are about this quotation."""
    return (correction for correction in corrections if _meant(article, quotations, correction) == number)


def _corrected(quotation: Quotation, correction: Correction, roles: dict[str, str]) -> Quotation:
    same_speaker = correction.speaker == quotation.speaker
    return replace(
        quotation,
        kind=quotation.kind if quotation.kind in SPOKEN else QuotationKind.SPEECH,
        speaker=correction.speaker,
        speaker_type=correction.speaker_type,
        cue=quotation.cue if same_speaker else None,
        confidence=1.0,
        role=quotation.role if same_speaker else roles.get(correction.speaker, ""),
        corrected=True,
    )


def _same_words(quotations: Sequence[Quotation], correction: Correction) -> list[int]:
    words = _words_of(correction.quote)
    many = len(words.split()) >= _TELLING
    return [number for number, quotation in enumerate(quotations) if many and _words_of(quotation.text) == words]


def _meant(article: Article, quotations: Sequence[Quotation], correction: Correction) -> int | None:
    """The one quotation that a correction was made on: the same words, behind the same words; else words that are
    nearly the same."""
    words = _words_of(correction.quote)
    same = [number for number, quotation in enumerate(quotations) if _words_of(quotation.text) == words]
    if same:
        before = _words_of(correction.before)
        return max(
            same,
            key=lambda number: (_alike_at_the_end(_words_of(_before(article, quotations[number])), before), -number),
        )
    if len(words.split()) < _TELLING:
        return None
    near = [(_likeness(_words_of(quotation.text).split(), words.split()), -n) for n, quotation in enumerate(quotations)]
    best, number = max(near, default=(0.0, 0))
    return -number if best >= _SAME else None


def _likeness(words: list[str], other: list[str]) -> float:
    """Return how much two quotations have in common, from 0 to 1; all of it where one is a good part of the other."""
    from difflib import SequenceMatcher  # few articles are corrected

    shorter, longer = sorted((len(words), len(other)))
    if shorter < _TELLING or shorter * 2 < longer:
        return 0.0
    blocks = SequenceMatcher(None, words, other, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / shorter


def _added(article: Article, taken: Sequence[Quotation], correction: Correction) -> Quotation | None:
    """The words as a quotation that the engine does not see, if they stand in the article and in no other one."""
    words = alike(correction.quote)
    for block in range(TITLE, len(article.blocks)):
        text = words_at(article, block)
        start = alike(text).find(words) if words else -1
        stop = start + len(words)
        if start >= 0 and not any(q.block == block and q.start < stop and start < q.stop for q in taken):
            return Quotation(block, start, stop, text[start:stop])
    return None


def _before(article: Article, quotation: Quotation) -> str:
    """Return what stands before a quotation, in the blocks above it too: a paragraph may begin with a mark."""
    before, block = "", min(quotation.block, len(article.blocks) - 1)
    before = words_at(article, block)[: quotation.start] if block == quotation.block else ""
    while len(before) < _BEFORE and block > TITLE:
        block -= 1
        before = f"{words_at(article, block)}\n{before}"
    return before[-_BEFORE:]


def _alike_at_the_end(text: str, other: str) -> int:
    """Return how many letters two texts share, from their ends backwards."""
    pairs = zip(reversed(text), reversed(other), strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(text), len(other)))


def _words_of(text: str) -> str:
    return " ".join(re.findall(r"\w+", unaccented(text.lower())))
