"""Quotations: ranges of an article's text with their speakers."""

from datetime import datetime
from enum import StrEnum

from newsreader.model.quotation_kind import SPOKEN as SPOKEN
from newsreader.model.quotation_kind import QuotationKind as QuotationKind
from newsreader.model.values import dataclass

#: Where a quotation stands when it is not in a block: `Quotation.block` below zero.
TITLE = -2
STANDFIRST = -1


class SpeakerType(StrEnum):
    """The type of a speaker; an unnamed one is stored under the description in the article."""

    PERSON = "person"
    ORGANISATION = "org"
    ANONYMOUS = "anonymous"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Cue:
    """The words that show who speaks, and where they stand (block and offsets, as a quotation's)."""

    text: str
    block: int
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between marks: `text == value[start:stop]` of the block's text, marks not counted.

    `block` is an index into the article's blocks, or TITLE, or STANDFIRST. `reporting_clauses` are the parts
    of the range that are the writer's (", poursuit X."). `speaker` is "" where nobody can be named
    with good reason; `confidence` goes from 0 to 1. `role` is what the article says the speaker is.
    `mention` is where the speaker is named or described that the cue points to (block, start, stop), where the quote
    engine has just found it: the library does not keep it, and `library.evidence` looks for it anew.
    `corrected`: it is the reader who says who speaks.
    """

    block: int
    start: int
    stop: int
    text: str
    kind: QuotationKind = QuotationKind.SPEECH
    speaker: str = ""
    speaker_type: SpeakerType | None = None
    cue: Cue | None = None
    reporting_clauses: tuple[tuple[int, int], ...] = ()
    confidence: float = 0.0
    role: str = ""
    corrected: bool = False
    mention: tuple[int, int, int] | None = None

    @property
    def words(self) -> tuple[tuple[int, int], ...]:
        """The ranges that are the speaker's own words, the reporting clauses left out."""
        ranges, at = [], self.start
        for start, stop in self.reporting_clauses:
            ranges.append((at, start))
            at = stop
        ranges.append((at, self.stop))
        return tuple((start, stop) for start, stop in ranges if start < stop)

    def spoken(self) -> str:
        """The words alone, reporting clauses replaced by an ellipsis in brackets."""
        parts = (self.text[a - self.start : b - self.start].strip(" ,") for a, b in self.words)
        return " […] ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class QuotationInArticle:
    """A quotation with the article in which it is printed. `number` is its index among the quotations of that
    article."""

    article: int
    number: int
    quotation: Quotation
    title: str
    outlet: str
    url: str
    when: datetime


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody quoted in the library: `names` are those that mean the same, the fullest first."""

    names: tuple[str, ...]
    type: SpeakerType
    count: int
    last: datetime
    role: str = ""

    @property
    def name(self) -> str:
        """The name to show."""
        return self.names[0]
