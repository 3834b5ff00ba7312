"""The state of the reader that outlives its panes: the list, its search, its cursor, the history; and the part of it
that is saved for the next start."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from newsreader.model.article_filter import ArticleFilter, SortOrder
from newsreader.model.values import dataclass
from newsreader.tui.history import History
from newsreader.tui.layout import Pane

if TYPE_CHECKING:
    from newsreader.tui.library_places import PeoplePlace, QuotationsPlace


@dataclass(frozen=True)
class Cursor:
    """The cursor of a list: its article, or 0 for the top, which follows news; its row, and how many lines that is
    below the top of the pane."""

    article: int = 0
    row: int = 0
    line: int = 0


@dataclass
class Session:
    """The state of the reader; a new one is that of the first start."""

    #: The list that is shown, and the text of its search, "" for none.
    filter: ArticleFilter = field(default_factory=ArticleFilter)
    search_text: str = ""
    #: How lists are sorted that no search has ranked.
    order: SortOrder = SortOrder.NEWEST
    #: Whether headlines on one event stand together.
    group_stories: bool = True
    #: When the reader was left last, in seconds since 1970; 0 for never.
    last_visit: int = 0
    #: The article that is open, 0 for none.
    open_article: int = 0
    #: The folders that show none of their feeds.
    folded: frozenset[str] = frozenset()
    history: History = field(default_factory=History)
    #: The cursor of each list that was shown, by its filter and the text of its search.
    cursors: dict[tuple[ArticleFilter, str], Cursor] = field(default_factory=dict)

    @cached_property
    def people(self) -> PeoplePlace:
        """Where one was among the people."""
        from newsreader.tui.library_places import PeoplePlace

        return PeoplePlace()

    @cached_property
    def quotations(self) -> QuotationsPlace:
        """Where one was among the quotations."""
        from newsreader.tui.library_places import QuotationsPlace

        return QuotationsPlace()

    def show(self, wanted: ArticleFilter, text: str | None = None) -> ArticleFilter:
        """The list to show, where another one is wanted, and the `text` of its search, where that is another one: what
        a search had ranked is sorted as before again."""
        if wanted.query is None:
            self.search_text = ""
            if wanted.order is SortOrder.BEST:
                wanted = replace(wanted, order=self.order)
            self.order = wanted.order
        elif text is not None:
            self.search_text = text
        self.filter = wanted
        return wanted

    @property
    def cursor(self) -> Cursor | None:
        """Where the cursor was last in the list that is shown; None where it was never shown."""
        return self.cursors.get((replace(self.filter, query=None), self.search_text))

    @cursor.setter
    def cursor(self, cursor: Cursor) -> None:
        self.cursors[replace(self.filter, query=None), self.search_text] = cursor


@dataclass(frozen=True)
class SavedSession:
    """A session as it is saved, without its query, which is parsed anew from the text; where the list was of what came
    since the last visit (`filter.since`), the next start shows what has come since this one. `article` is the open one
    (0 for none), `pane` the one with the focus."""

    filter: ArticleFilter = field(default_factory=ArticleFilter)
    search_text: str = ""
    order: SortOrder = SortOrder.NEWEST
    cursor: Cursor = field(default_factory=Cursor)
    article: int = 0
    pane: Pane = Pane.HEADLINES
    side: Pane | None = None
    zen: bool = False
    folded: frozenset[str] = frozenset()
    #: Whether the reader was left as it should be: else it may be what was shown that broke or froze it.
    left: bool = True

    def while_open(self) -> SavedSession:
        """Return what is kept as long as the reader is open: where to begin where it is not left but crashes or is
        killed."""
        return replace(self, article=0, pane=Pane.HEADLINES, side=None, zen=False, left=False)

    def to_json(self) -> str:
        """Return it as it is kept."""
        kept = asdict(replace(self, filter=replace(self.filter, query=None)))
        return json.dumps({**kept, "folded": sorted(self.folded)})

    @staticmethod
    def from_json(kept: str) -> SavedSession:
        """Read what was kept; what another version wrote, and cannot be understood, is a new session."""
        with suppress(ValueError, TypeError, KeyError, AttributeError):
            values: dict[str, Any] = json.loads(kept or "{}")
            shown = values.pop("filter", {})
            order = SortOrder(shown.pop("order", SortOrder.NEWEST))
            side = values.pop("side", None)
            return SavedSession(
                filter=ArticleFilter(**shown, order=order),
                order=SortOrder(values.pop("order", SortOrder.NEWEST)),
                cursor=Cursor(**values.pop("cursor", {})),
                pane=Pane(values.pop("pane", Pane.HEADLINES)),
                side=Pane(side) if side else None,
                folded=frozenset(values.pop("folded", ())),
                **values,
            )
        return SavedSession()
