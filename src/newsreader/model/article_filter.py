"""Filters: the articles that a list shows, and their order."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from newsreader.model.values import dataclass

if TYPE_CHECKING:
    from newsreader.model.feed import Headline
    from newsreader.model.query import Query

#: How many headlines a list takes at a time.
PAGE = 200
#: From how many on the articles of a search are many, and counted no further.
MANY = 1000


class SortOrder(StrEnum):
    """The order of a list; where two articles are equal, the newer one comes first."""

    NEWEST = "newest"
    OLDEST = "oldest"
    OUTLET = "outlet"
    DISCUSSED = "discussed"
    BEST = "best"  # of a search: by its words and by freshness

    def place(self, headline: Headline) -> tuple[object, ...]:
        """Return the sort key of a headline, the smallest first; a list by BEST is not compared but ranked."""
        when, number = headline.key
        match self:
            case SortOrder.OLDEST:
                return when, number
            case SortOrder.OUTLET:
                return headline.outlet, -when, -number
            case SortOrder.DISCUSSED:
                return -(headline.comment_count or 0), -when, -number
            case _:
                return -when, -number


@dataclass(frozen=True, kw_only=True)
class ArticleFilter:
    """The articles of one feed, of a folder, or of all; of those only the unread, the saved, those first seen
    since a moment (seconds since 1970), or what a query finds.

    A list of all leaves out what other outlets copied: that stands under the first one.
    """

    feed: int = 0
    folder: str = ""
    unread: bool = False
    saved: bool = False
    since: int = 0
    query: Query | None = None
    order: SortOrder = SortOrder.NEWEST


@dataclass(frozen=True, slots=True)
class Found:
    """The articles that a search finds: the headlines of its first `page`, how many were counted, and whether there are
    more of them."""

    page: list[Headline]
    count: int
    are_more: bool
