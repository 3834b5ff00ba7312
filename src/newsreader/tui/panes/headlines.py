"""The headlines of a list, under the names of their days or outlets."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from textual.actions import SkipAction
from textual.message import Message
from textual.timer import Timer

from newsreader.i18n import _, plural
from newsreader.library.stories import Story
from newsreader.model.article_filter import SortOrder
from newsreader.model.feed import Headline
from newsreader.render.page import cut
from newsreader.tui.key_names import Hints, with_keys
from newsreader.tui.keymap import bindings
from newsreader.tui.layout import Pane
from newsreader.tui.messages import Notice
from newsreader.tui.panes.headline_rows import (
    DATED,
    GUTTER,
    Density,
    RowContext,
    count_articles,
    group_headings,
    headline_row,
    passage_row,
    title_height,
)
from newsreader.tui.widgets.measured_rows import MeasuredRows
from newsreader.tui.widgets.row_list import Row

#: Seconds that the cursor rests on a headline before the article beside it is drawn.
REST = 0.06


class HeadlinesPane(MeasuredRows, can_focus=True):
    """Rows that stay where they are: reading one, or news coming in, moves nothing."""

    BINDINGS = bindings(Pane.HEADLINES)

    class Opened(Message):
        """An article is to be read."""

        def __init__(self, article: int) -> None:
            super().__init__()
            self.article = article

    class Rested(Message):
        """The cursor has come to rest on a row."""

    class MoreWanted(Message):
        """The cursor nears the end of what is loaded."""

    def __init__(self, now: Callable[[], datetime], density: Density = Density.COMFORTABLE) -> None:
        super().__init__(Pane.HEADLINES)
        self.headlines: list[Headline] = []
        self.more = False
        #: How many articles the list has, those included that are not loaded; 0 where nobody has counted.
        self.total = 0
        self.order = SortOrder.NEWEST
        self.density = density
        #: Headlines that stand for a story, with those that are folded under them; and those shown under one.
        self.stories: dict[int, Story] = {}
        self.inside: set[int] = set()
        self._last: Headline | None = None
        #: What articles say around the words that were searched, and where those stand in it.
        self.passages: dict[int, tuple[str, tuple[tuple[int, int], ...]]] = {}
        #: The articles that the reader has chosen, to do the same to all of them.
        self.chosen: set[int] = set()
        self._now = now
        self._resting: Timer | None = None
        #: The names of days or outlets, by the rows that begin them.
        self._headings: dict[int, str] = {}

    # ------------------------------------------------------------ keys

    @property
    def hints(self) -> Hints:
        """The few keys that help most here."""
        if self.chosen:
            return (
                ("toggle-read", _("mark read")),
                ("save", _("save")),
                ("tag", _("add tags")),
                ("send", _("send")),
                ("back", _("select none")),
                ("help", _("keys")),
            )
        return (
            ("open", _("read")),
            ("save", _("save")),
            ("unread", _("unread only")),
            ("find", _("search")),
            ("back", _("feeds")),
            ("help", _("keys")),
        )

    @property
    def position_text(self) -> str:
        """Which article of how many: those that are folded away count too."""
        if not self.count:
            return ""
        above = count_articles(self.headlines[: self.cursor], self.stories, self.inside)
        loaded = count_articles(self.headlines, self.stories, self.inside)
        total = max(self.total, loaded)
        return f"{above + 1}/{'…' if self.more and total == loaded else total}"

    def action_open(self) -> None:
        """Read the article under the cursor, by mouse; a key does not wait for a message."""
        if current := self.current:
            self.post_message(self.Opened(current.id))

    def action_back(self) -> None:
        """Choose none; else out of the pane."""
        if not self.chosen:
            raise SkipAction
        self.choose_none()
        self.post_message(Notice(_("Nothing selected.")))

    def action_select(self) -> None:
        """Choose the row under the cursor, or no longer, and go on to the next: to do the same to several."""
        if current := self.current:
            self.chosen ^= {current.id}
            self.redraw()
            self.go(self.cursor + 1)
        self._count_chosen()

    def action_select_all(self) -> None:
        """Choose every row that is loaded; none, where all are chosen."""
        everything = {row.id for row in self.headlines}
        self.chosen = set() if self.chosen == everything else everything
        self.redraw()
        self._count_chosen()

    def _count_chosen(self) -> None:
        count = len(self.chosen)
        words = with_keys(
            plural(
                "{n} selected · {key:toggle-read} read · {key:save} save · {key:tag} tag · Esc clear",
                "{n} selected · {key:toggle-read} read · {key:save} save · {key:tag} tag · Esc clear",
                count,
            )
        )
        self.post_message(Notice(words.format(n=count) if count else _("Nothing selected."), 20))

    def cursor_moved(self) -> None:
        """The article beside the list follows once the cursor rests."""
        if self._resting:
            self._resting.stop()
        self._resting = self.set_timer(REST, lambda: self.post_message(self.Rested()))

    # ------------------------------------------------------------ rows

    @property
    def count(self) -> int:
        """How many rows are loaded."""
        return len(self.headlines)

    @property
    def current(self) -> Headline | None:
        """The headline under the cursor."""
        return self.headlines[self.cursor] if self.headlines else None

    @property
    def last(self) -> Headline | None:
        """The last headline that is loaded, folded away or not."""
        return self._last

    def show(self, stories: list[Story], more: bool, order: SortOrder = SortOrder.NEWEST) -> None:
        """Show another list from its top; stories of several headlines are folded."""
        self.headlines, self.more, self.order, self.cursor, self.total = [], more, order, 0, 0
        self.stories, self.inside, self._last = {}, set(), None
        self._take(stories)
        self.chosen.clear()
        self.passages.clear()
        self.rows_changed()
        self.scroll_to(y=0, animate=False, immediate=True, force=True)

    def append(self, stories: list[Story], more: bool) -> None:
        """The next page of the same list."""
        known = {headline.id for headline in self.headlines}
        self._take([story for story in stories if story.lead.id not in known])
        self.more = more
        self.rows_changed()

    def _take(self, stories: list[Story]) -> None:
        self.headlines += [story.lead for story in stories]
        self.stories |= {story.lead.id: story for story in stories if story.others}
        loaded = [headline for story in stories for headline in (story.lead, *story.others)]
        self._last = max([*loaded, *([self._last] if self._last else [])], key=self.order.place, default=None)

    def fold(self) -> Story | None:
        """Show the headlines of the story under the cursor below it, or fold them away; None where there is none."""
        current = self.current
        if current and current.id in self.inside:  # from one of them to the first
            lead = next(lead for lead, story in self.stories.items() if current in story.others)
            self.go(self.index_of(lead) or 0)
            current = self.current
        story = self.stories.get(current.id) if current else None
        if story and (story.others[0].id in self.inside):
            gone = {headline.id for headline in story.others}
            self.headlines = [row for row in self.headlines if row.id not in gone]
            self.inside -= gone
        elif story:
            self._unfold(story)
        self.rows_changed()
        return story

    def add_copies(self, headline: Headline, copies: list[Headline]) -> None:
        """Put other outlets' articles with the same text under a headline, with what stands there already."""
        story = self.stories.get(headline.id, Story(headline, ()))
        known = {other.id for other in story.others}
        more = tuple(copy for copy in copies if copy.id not in known)
        self.stories[headline.id] = replace(story, others=(*more, *story.others))

    def _unfold(self, story: Story) -> None:
        place = (self.index_of(story.lead.id) or 0) + 1
        self.headlines[place:place] = story.others
        self.inside |= {headline.id for headline in story.others}

    def reveal(self, article: int) -> None:
        """Show the story that an article is folded away in."""
        for story in self.stories.values():
            if any(headline.id == article for headline in story.others) and article not in self.inside:
                self._unfold(story)
                self.rows_changed()
                return

    def add_passages(self, passages: dict[int, tuple[str, tuple[tuple[int, int], ...]]]) -> None:
        """Show what articles say below their titles; the row under the cursor stays where it is."""
        self.passages |= passages
        self._measure_anew()

    def toggle_density(self) -> bool:
        """Give headlines a line each, or more; the row under the cursor stays where it is. Whether it is one."""
        self.density = Density.COMFORTABLE if self.density is Density.COMPACT else Density.COMPACT
        self._measure_anew()
        return self.density is Density.COMPACT

    def _measure_anew(self) -> None:
        line = self.top_of(self.cursor) - self.scroll_offset.y
        self._measure()
        self.scroll_to(y=self.top_of(self.cursor) - line, animate=False, immediate=True, force=True)
        self.redraw()
        self.go(self.cursor, quiet=True)

    def update(self, fresh: list[Headline]) -> None:
        """Take in what is new or changed; what is on the screen keeps its place there."""
        by_id = {headline.id: headline for headline in fresh}
        for lead, story in self.stories.items():
            others = tuple(by_id.get(other.id, other) for other in story.others)
            self.stories[lead] = replace(story, others=others)
            for other in others:
                if other.id not in self.inside:
                    by_id.pop(other.id, None)
        # A row keeps the place that it had, even where its date has changed.
        rows = [by_id.pop(row.id, row) for row in self.headlines]
        top = self.row_at(self.scroll_offset.y)[0]
        shift = 0
        rank = self.order.place
        for headline in sorted(by_id.values(), key=rank, reverse=True):
            place = next((n for n, row in enumerate(rows) if rank(row) > rank(headline)), len(rows))
            if place == len(rows) and self.more:
                continue
            rows.insert(place, headline)
            # At the very top the list shows the news; anywhere else it holds still.
            shift += place <= self.cursor and (self.cursor > 0 or top > 0)
        self.headlines = rows
        self.rows_changed(shift)

    def replace(self, headline: Headline) -> None:
        """Draw a row anew."""
        self.headlines = [headline if row.id == headline.id else row for row in self.headlines]
        self.redraw()

    def choose_none(self) -> None:
        """Choose none of them."""
        self.chosen.clear()
        self.redraw()

    def row_of(self, article: int) -> int | None:
        """Where an article stands in the list, or the headline of the story that it is folded away in."""
        leads = (lead for lead, story in self.stories.items() if any(o.id == article for o in story.others))
        found = self.index_of(article)
        return self.index_of(next(leads, 0)) if found is None else found

    def index_of(self, article: int) -> int | None:
        """Where an article stands in the list."""
        return next((n for n, row in enumerate(self.headlines) if row.id == article), None)

    def window(self) -> list[int]:
        """The articles on the screen and around it."""
        top = self.row_at(self.scroll_offset.y)[0]
        rows = self.headlines[max(0, top - 50) : top + self.size.height + 50]
        folded = [other.id for row in rows if row.id in self.stories for other in self.stories[row.id].others]
        return [*(row.id for row in rows), *folded]

    def go(self, index: int, quiet: bool = False) -> None:
        """Move, and ask for more in time."""
        super().go(index, quiet)
        if self.more and self.cursor > self.count - 60:
            self.post_message(self.MoreWanted())

    def height_of(self, index: int, width: int) -> int:
        """The title and its small print; what was found in it; above it the name of its group."""
        headline = self.headlines[index]
        height = title_height(headline, width, self.density, headline.id in self.inside)
        return self.head_of(index) + height + (headline.id in self.passages)

    def height_for(self, width: int) -> int:
        """Tell the groups apart, and measure every row."""
        self._headings = dict(group_headings(self.headlines, self.order, self.inside, self._now()))
        return super().height_for(width)

    def head_of(self, index: int) -> int:
        """A line with the name of the group, above its first headline."""
        return int(index in self._headings)

    def row(self, index: int, width: int) -> Row:
        """The heading of its group, the headline, and what was found in it."""
        headline = self.headlines[index]
        story = self.stories.get(headline.id)
        context = RowContext(
            self._now(),
            others=len(story.others) if story else 0,
            inside=headline.id in self.inside,
            chosen=headline.id in self.chosen,
            dated=self.order in DATED,
        )
        heading = self._headings.get(index)
        rows: Row = [[(cut(heading, width - 1), ("heading",))]] if heading else []
        rows += headline_row(headline, width, self.density, context)
        if headline.id in self.passages:
            found = passage_row(*self.passages[headline.id], max(8, width - GUTTER - 1))
            rows.append([(" " * GUTTER, ()), *found])
        return rows
