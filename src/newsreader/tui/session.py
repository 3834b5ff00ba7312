"""What outlives every pane: which list is shown, what was searched, where the cursor was, the way back."""

from dataclasses import dataclass, field, replace

from newsreader.model.article_filter import ArticleFilter, SortOrder


class History:
    """The articles from which links were followed, and those from which the user went back."""

    def __init__(self) -> None:
        self._back: list[int] = []
        self._forward: list[int] = []

    def follow(self, source: int) -> None:
        """A link of this article leads to another one."""
        self._back.append(source)
        self._forward.clear()

    def back(self, now: int) -> int:
        """The article to go back to from the one that is open now; 0 for none."""
        return self._step(self._back, self._forward, now)

    def forward(self, now: int) -> int:
        """The article to go forward to again; 0 for none."""
        return self._step(self._forward, self._back, now)

    def clear(self) -> None:
        """An article was opened that no link led to."""
        self._back.clear()
        self._forward.clear()

    @staticmethod
    def _step(source: list[int], target: list[int], now: int) -> int:
        if not source:
            return 0
        if now:
            target.append(now)
        return source.pop()


@dataclass
class Session:
    """Where the user is. A new one is where the reader begins."""

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
    history: History = field(default_factory=History)
    #: The article under the cursor of each list that was shown.
    cursors: dict[ArticleFilter, int] = field(default_factory=dict)

    def show(self, wanted: ArticleFilter) -> ArticleFilter:
        """The list to show, where another one is wanted: what a search had ranked is sorted as before again."""
        if wanted.query is None:
            self.search_text = ""
            if wanted.order is SortOrder.BEST:
                wanted = replace(wanted, order=self.order)
            self.order = wanted.order
        self.filter = wanted
        return wanted
