"""The screens of quotations over the whole library as the history sees them: where one is in them, and how they are
left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsreader.library.quotation_search import QuotationOrder
from newsreader.model.quotation import SpeakerType
from newsreader.model.values import dataclass
from newsreader.tui.layout import LibraryPane

if TYPE_CHECKING:
    from newsreader.model.quotation import QuotationInArticle


@dataclass(frozen=True)
class PeoplePlace:
    """The state of the people screen: the kind of speakers, the filter text, the person under the cursor (by their
    names), the list that has the focus (`pane`), and the row of the quotation under the cursor."""

    kind: SpeakerType = SpeakerType.PERSON
    typed: str = ""
    names: tuple[str, ...] = ()
    pane: LibraryPane = LibraryPane.SPEAKERS
    quotation: int = 0


@dataclass(frozen=True)
class QuotationsPlace:
    """The state of the quotation search: its text, the sort order, the quotation under the cursor (article and number,
    None for the first) and its row; `asks` where a new search is to be typed."""

    typed: str = ""
    order: QuotationOrder = QuotationOrder.TIME
    quotation: tuple[int, int] | None = None
    row: int = 0
    asks: bool = False


#: Where one is in a screen of quotations over the whole library.
LibraryPlace = PeoplePlace | QuotationsPlace


@dataclass(frozen=True)
class PeopleVisit:
    """The people screen or the quotation search was open, reached from the article `source` (0: from a list), and a
    quotation was opened there."""

    place: LibraryPlace
    source: int = 0


@dataclass(frozen=True)
class OpenQuotation:
    """Open an article at one of its quotations."""

    quotation: QuotationInArticle


@dataclass(frozen=True)
class StepHistory:
    """Go back (-1) or forward (1) in the history."""

    by: int


@dataclass(frozen=True)
class MakeRule:
    """Make a rule of a search."""

    search: str


@dataclass(frozen=True)
class SwitchScreen:
    """Show the quotations after the people, or the people after the quotations."""


#: What is done when a screen of quotations over the whole library is left; None: go back to where one came from.
NextAct = OpenQuotation | StepHistory | MakeRule | SwitchScreen | None


@dataclass(frozen=True)
class Leaving:
    """The result of a screen of quotations over the whole library: the place in it, and what is done next."""

    place: LibraryPlace
    then: NextAct = None
