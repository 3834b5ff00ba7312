"""Searching among quotations: by their words, by who says them, where and when. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from newsreader.model.quotation import QuotationInArticle
from newsreader.model.text import find_words


class QuotationOrder(StrEnum):
    """How quotations are sorted; where two are equal, the newer one comes first."""

    TIME = "time"
    SPEAKER = "speaker"
    OUTLET = "outlet"


@dataclass(frozen=True, slots=True)
class QuotationFilter:
    """Which quotations are meant: those that have all these words (or phrases), whatever their accents, each at least
    begun so; whose speaker has this role, whose article is of this outlet (some of its name), and not of `until` or
    later. What is empty asks for nothing."""

    words: tuple[str, ...] = ()
    role: str = ""
    outlet: str = ""
    until: datetime | None = None

    def matches(self, saying: QuotationInArticle) -> bool:
        """Whether a quotation is one of them."""
        if self.until and saying.when >= self.until:
            return False
        for wanted, text in ((self.outlet, saying.outlet), (self.role, saying.quotation.role)):
            if wanted and not find_words(wanted, text, most=1):
                return False
        said = saying.quotation.spoken() if self.words else ""
        return all(find_words(word, said, most=1) for word in self.words)


def in_order(sayings: Iterable[QuotationInArticle], order: QuotationOrder) -> list[QuotationInArticle]:
    """Sorted; given the newest first. Those of whom nobody knows who says them come last by speaker."""
    match order:
        case QuotationOrder.SPEAKER:
            return sorted(sayings, key=lambda one: (not one.quotation.speaker, one.quotation.speaker.casefold()))
        case QuotationOrder.OUTLET:
            return sorted(sayings, key=lambda one: (not one.outlet, one.outlet.casefold()))
        case QuotationOrder.TIME:
            return list(sayings)
