"""The rows of a list of headlines: stories folded or unfolded, which keep their places while news comes in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from newsreader.library.stories import Story
from newsreader.model.article_filter import SortOrder

if TYPE_CHECKING:
    from newsreader.model.feed import Headline


class Marks(NamedTuple):
    """The marks of an article, as its row shows them."""

    read: bool
    saved: bool


@dataclass
class StoryRows:
    """The loaded rows; `more`: the list goes on. `stories` has those of several headlines, by their first one, which
    stands for all; `unfolded` has the numbers of the other headlines that are shown; `last` is the last loaded
    headline, folded away or not."""

    headlines: list[Headline] = field(default_factory=list)
    more: bool = False
    order: SortOrder = SortOrder.NEWEST
    stories: dict[int, Story] = field(default_factory=dict)
    unfolded: set[int] = field(default_factory=set)
    last: Headline | None = None

    def append(self, stories: Sequence[Story], more: bool) -> None:
        """The next page of the list; stories of several headlines are folded, those that are there are not doubled."""
        known = {headline.id for headline in self.headlines}
        fresh = [story for story in stories if story.lead.id not in known]
        self.headlines += [story.lead for story in fresh]
        self.stories |= {story.lead.id: story for story in fresh if story.others}
        loaded = [headline for story in fresh for headline in (story.lead, *story.others)]
        self.last = max([*loaded, *([self.last] if self.last else [])], key=self.order.place, default=None)
        self.more = more

    def marks(self) -> dict[int, Marks]:
        """Return the marks of each row, by its article."""
        return {row.id: Marks(row.read, row.saved) for row in self.headlines}

    def index_of(self, article: int) -> int | None:
        """The row of an article, None where it is folded away or not loaded."""
        return next((n for n, row in enumerate(self.headlines) if row.id == article), None)

    def row_of(self, article: int) -> int | None:
        """The row of an article, or of the story that it is folded away in."""
        index = self.index_of(article)
        lead = self._lead_of(article)
        return self.index_of(lead) if index is None and lead is not None else index

    def count(self, until: int | None = None) -> int:
        """Count the articles that the rows before one stand for, or all: those that are folded away count too."""
        rows = self.headlines[:until]
        folded = (self.stories[row.id].others for row in rows if row.id in self.stories)
        return len(rows) + sum(len(others) for others in folded if others[0].id not in self.unfolded)

    def around(self, first: int, last: int) -> Iterator[int]:
        """The articles of these rows, those included that belong to their stories."""
        for row in self.headlines[max(0, first) : last]:
            yield row.id
            if story := self.stories.get(row.id):
                yield from (other.id for other in story.others)

    # ------------------------------------------------------------ folding

    def toggle(self, article: int) -> Story | None:
        """Show the headlines of the story of an article below its first, or fold them away; None where it has none."""
        lead = self._lead_of(article) if article in self.unfolded else article
        story = self.stories.get(lead) if lead is not None else None
        if story and story.others[0].id in self.unfolded:
            gone = {headline.id for headline in story.others}
            self.headlines = [row for row in self.headlines if row.id not in gone]
            self.unfolded -= gone
        elif story:
            self._unfold(story)
        return story

    def reveal(self, article: int) -> bool:
        """Show the story that an article is folded away in; False where it is not."""
        lead = self._lead_of(article)
        if lead is None or article in self.unfolded:
            return False
        self._unfold(self.stories[lead])
        return True

    def add_copies(self, headline: Headline, copies: Sequence[Headline]) -> None:
        """Put other outlets' articles with the same text under a headline, with what stands there already."""
        story = self.stories.get(headline.id, Story(headline, ()))
        known = {other.id for other in story.others}
        more = tuple(copy for copy in copies if copy.id not in known)
        self.stories[headline.id] = replace(story, others=(*more, *story.others))

    def _unfold(self, story: Story) -> None:
        index = (self.index_of(story.lead.id) or 0) + 1
        self.headlines[index:index] = story.others
        self.unfolded |= {headline.id for headline in story.others}

    def _lead_of(self, article: int) -> int | None:
        """The first headline of the story that an article is one of the others of."""
        leads = (lead for lead, story in self.stories.items() if any(other.id == article for other in story.others))
        return next(leads, None)

    # ------------------------------------------------------------ news

    def replace(self, headline: Headline) -> None:
        """A headline says something else now."""
        self.headlines = [headline if row.id == headline.id else row for row in self.headlines]

    def update(self, fresh: Sequence[Headline]) -> list[int]:
        """Add new headlines and replace changed ones; returns the indexes of the new rows, in order. Headlines after
        the last loaded one are left to its page."""
        by_id = {headline.id: headline for headline in fresh}
        for lead, story in self.stories.items():
            others = tuple(by_id.get(other.id, other) for other in story.others)
            self.stories[lead] = replace(story, others=others)
            for other in others:
                if other.id not in self.unfolded:
                    by_id.pop(other.id, None)
        # A row keeps the place that it had, even where its date has changed.
        rows = [by_id.pop(row.id, row) for row in self.headlines]
        places, rank = [], self.order.place
        for headline in sorted(by_id.values(), key=rank, reverse=True):
            index = next((n for n, row in enumerate(rows) if rank(row) > rank(headline)), len(rows))
            if index < len(rows) or not self.more:
                rows.insert(index, headline)
                places.append(index)
        self.headlines = rows
        return places
