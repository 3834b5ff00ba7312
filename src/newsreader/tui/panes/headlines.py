"""The pane with the headlines of a list, below the names of their days or outlets."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from textual.actions import SkipAction
from textual.message import Message
from textual.timer import Timer

from newsreader.i18n import _, plural
from newsreader.model.article_filter import SortOrder
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
    group_headings,
    headline_row,
    passage_row,
    title_height,
)
from newsreader.tui.story_rows import StoryRows
from newsreader.tui.widgets.extent import jump
from newsreader.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from newsreader.library.stories import Story
    from newsreader.model.feed import Headline
    from newsreader.model.text_search import Passages
    from newsreader.tui.widgets.row_painter import Row

#: Seconds that the cursor rests on a headline before the article beside it is drawn.
REST = 0.06


class HeadlinesPane(RowList, can_focus=True):
    """Lists headlines. Marking one as read, or news coming in, does not move the rows."""

    BINDINGS = bindings(Pane.HEADLINES)

    class Opened(Message):
        """Open an article."""

        def __init__(self, article: int) -> None:
            super().__init__()
            self.article = article

    class Rested(Message):
        """The cursor has been on a row for a moment."""

    class MoreWanted(Message):
        """Load more headlines: the cursor is near the end of the loaded ones."""

    def __init__(self, now: Callable[[], datetime], density: Density = Density.COMFORTABLE) -> None:
        super().__init__(Pane.HEADLINES)
        self.loaded = StoryRows()
        #: How many articles the list has, those included that are not loaded; 0 where nobody has counted.
        self.total = 0
        self.density = density
        #: What articles say around the words that were searched, and where those stand in it.
        self.passages: Passages = {}
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
            ("unread", _("show unread")),
            ("find", _("search")),
            ("back", _("feeds")),
            ("help", _("keys")),
        )

    @property
    def position_text(self) -> str:
        """Which article of how many: those that are folded away count too."""
        if not self.count:
            return ""
        loaded = self.loaded.count()
        total = max(self.total, loaded)
        return f"{self.loaded.count(self.cursor) + 1}/{'…' if self.loaded.more and total == loaded else total}"

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
        self.post_message(_chosen_notice(len(self.chosen)))

    def action_select_all(self) -> None:
        """Choose every row that is loaded; none, where all are chosen."""
        everything = {row.id for row in self.loaded.headlines}
        self.chosen = set() if self.chosen == everything else everything
        self.redraw()
        self.post_message(_chosen_notice(len(self.chosen)))

    def choose_none(self) -> None:
        """Choose none of them."""
        self.chosen.clear()
        self.redraw()

    def cursor_moved(self) -> None:
        """The article beside the list follows once the cursor rests."""
        if self._resting:
            self._resting.stop()
        self._resting = self.set_timer(REST, lambda: self.post_message(self.Rested()))

    # ------------------------------------------------------------ rows

    @property
    def count(self) -> int:
        """How many rows are loaded."""
        return len(self.loaded.headlines)

    @property
    def current(self) -> Headline | None:
        """The headline under the cursor."""
        return self.loaded.headlines[self.cursor] if self.loaded.headlines else None

    def show(
        self,
        stories: list[Story],
        more: bool,
        order: SortOrder = SortOrder.NEWEST,
        passages: Passages | None = None,
    ) -> None:
        """Show another list from its top, with what its articles say, as far as that is known; stories of several
        headlines are folded."""
        self.loaded, self.cursor, self.total = StoryRows(order=order), 0, 0
        self.loaded.append(stories, more)
        self.chosen.clear()
        self.passages = dict(passages or {})
        self.rows_changed()
        jump(self, 0)

    def append(self, stories: list[Story], more: bool) -> None:
        """The next page of the same list."""
        self.loaded.append(stories, more)
        self.rows_changed()

    def fold(self) -> Story | None:
        """Show the headlines of the story under the cursor below it, or fold them away; None where there is none."""
        current = self.current
        story = self.loaded.toggle(current.id) if current else None
        if story:
            self.go(self.loaded.index_of(story.lead.id) or 0)
        self.rows_changed()
        if story and story.others[0].id in self.loaded.unfolded:  # all of it into sight, if there is room
            end = self.tops.of(self.cursor + len(story.others) + 1)
            hidden = max(0, end - self.scroll_offset.y - self.size.height)
            self.put(self.cursor, max(0, self.line - hidden))
        return story

    def reveal(self, article: int) -> None:
        """Show the story that an article is folded away in."""
        if self.loaded.reveal(article):
            self.rows_changed()

    def add_passages(self, passages: Passages) -> None:
        """Show what articles say below their titles; the row under the cursor stays where it is."""
        self.passages |= passages
        last = self.tops.row_at(self.scroll_offset.y + self.size.height)[0]
        in_sight = any(headline.id in passages for headline in self.loaded.headlines[: last + 1])
        self.rows_changed(hold_cursor=True, in_sight=in_sight)

    def toggle_density(self) -> bool:
        """Give headlines a line each, or more; the row under the cursor stays where it is. Whether it is one."""
        self.density = Density.COMFORTABLE if self.density is Density.COMPACT else Density.COMPACT
        self.rows_changed(hold_cursor=True)
        return self.density is Density.COMPACT

    def update(self, fresh: list[Headline]) -> None:
        """Add new headlines and replace changed ones; what is on the screen keeps its place."""
        top, shift = self.tops.row_at(self.scroll_offset.y)[0], 0
        for place in self.loaded.update(fresh):
            # At the very top the list shows the news; anywhere else it holds still.
            shift += place <= self.cursor and (self.cursor > 0 or top > 0)
        self.rows_changed(shift)

    def replace(self, headline: Headline) -> None:
        """Replace a headline in the list, and redraw its row."""
        self.loaded.replace(headline)
        self.redraw()

    def window(self) -> list[int]:
        """The articles on the screen and around it."""
        top = self.tops.row_at(self.scroll_offset.y)[0]
        return list(self.loaded.around(top - 50, top + self.size.height + 50))

    def go(self, index: int, quiet: bool = False) -> None:
        """Move, and ask for more in time."""
        super().go(index, quiet)
        if self.loaded.more and self.cursor > self.count - 60:
            self.post_message(self.MoreWanted())

    def heights(self, width: int) -> list[int]:
        """Tell the groups apart; then of each row the name of its group, title, small print and what was found."""
        shown = self.loaded
        self._headings = dict(group_headings(shown.headlines, shown.order, shown.unfolded, self._now()))
        return [
            (index in self._headings)
            + title_height(headline, width, self.density, headline.id in shown.unfolded)
            + (headline.id in self.passages)
            for index, headline in enumerate(shown.headlines)
        ]

    def head_of(self, index: int) -> int:
        """A line with the name of the group, above its first headline."""
        return int(index in self._headings)

    def row(self, index: int, width: int) -> Row:
        """The heading of its group, the headline, and what was found in it."""
        headline = self.loaded.headlines[index]
        story = self.loaded.stories.get(headline.id)
        context = RowContext(
            self._now(),
            others=len(story.others) if story else 0,
            inside=headline.id in self.loaded.unfolded,
            chosen=headline.id in self.chosen,
            dated=self.loaded.order in DATED,
        )
        heading = self._headings.get(index)
        rows: Row = [[(cut(heading, width - 1), ("heading",))]] if heading else []
        rows += headline_row(headline, width, self.density, context)
        if headline.id in self.passages:
            found = passage_row(*self.passages[headline.id], max(8, width - GUTTER - 1))
            rows.append([(" " * GUTTER, ()), *found])
        return rows


def _chosen_notice(count: int) -> Notice:
    """How many are chosen, and what can be done to them."""
    if not count:
        return Notice(_("Nothing selected."), 20)
    words = plural(
        "{n} selected · {key:toggle-read} read · {key:save} save · {key:tag} tag · Esc clear",
        "{n} selected · {key:toggle-read} read · {key:save} save · {key:tag} tag · Esc clear",
        count,
    )
    return Notice(with_keys(words).format(n=count), 20)
