"""The history of visits: articles, people and quotations that were opened, in order. No I/O."""

from dataclasses import dataclass
from enum import StrEnum

from newsreader.library.quotation_search import QuotationOrder
from newsreader.model.quotation import QuotationInArticle, SpeakerType
from newsreader.tui.layout import LibraryPane

#: How many visits are remembered.
MOST = 300


class Origin(StrEnum):
    """The way an article was reached: going back from it leads there."""

    LIST = "list"
    LINK = "link"
    PEOPLE = "people"


@dataclass(frozen=True)
class ArticleVisit:
    """An article was opened, at one of its quotations (-1 for none)."""

    article: int
    origin: Origin = Origin.LIST
    quotation: int = -1


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


Visit = ArticleVisit | PeopleVisit


class History:
    """The visits of this session, with the current one."""

    def __init__(self) -> None:
        self._visits: list[Visit] = []
        self._at = -1

    @property
    def current(self) -> Visit | None:
        """What was opened last, or gone back to; None where nothing was."""
        return self._visits[self._at] if self._at >= 0 else None

    def visit(self, visit: Visit) -> None:
        """Add a visit after the current one, and forget those after that. Visiting the same article again is no second
        visit."""
        del self._visits[self._at + 1 :]
        now = self.current
        if isinstance(now, ArticleVisit) and isinstance(visit, ArticleVisit) and now.article == visit.article:
            self._visits[self._at] = visit
            return
        self._visits.append(visit)
        del self._visits[:-MOST]
        self._at = len(self._visits) - 1

    def replace(self, visit: Visit) -> None:
        """Replace the current visit."""
        self._visits[self._at] = visit

    def step(self, by: int) -> Visit | None:
        """Go back (-1) or forward (1); returns None where there is no such visit, and stays."""
        if not 0 <= self._at + by < len(self._visits):
            return None
        self._at += by
        return self.current

    def origin_of(self, article: int) -> Origin:
        """Return how the open article was reached."""
        now = self.current
        return now.origin if isinstance(now, ArticleVisit) and now.article == article else Origin.LIST
