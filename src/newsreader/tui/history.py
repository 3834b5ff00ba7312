"""The history of visits: articles, people and quotations that were opened, in order. No I/O."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from newsreader.model.values import dataclass

if TYPE_CHECKING:
    from newsreader.tui.library_places import PeopleVisit

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


Visit: TypeAlias = "ArticleVisit | PeopleVisit"


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
