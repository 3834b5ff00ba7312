"""The headlines of a list: kicker, title, time, read and saved."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from rich.cells import cell_len
from textual.actions import SkipAction
from textual.message import Message
from textual.timer import Timer

from newsreader.i18n import _, language, plural
from newsreader.library.stories import Story
from newsreader.model.article_filter import SortOrder
from newsreader.model.feed import Headline
from newsreader.model.text import Text, clean_line
from newsreader.render.dates import short
from newsreader.render.page import break_text, cut
from newsreader.render.typography import typeset
from newsreader.tui.keys import bindings
from newsreader.tui.layout import Pane
from newsreader.tui.messages import Notice
from newsreader.tui.widgets.row_list import Piece, Row, RowList

#: Wide enough that most titles fit on one line.
ONE_LINE = 104
_GUTTER = 11
#: Seconds that the cursor rests on a headline before the article beside it is drawn.
REST = 0.06


class HeadlinesPane(RowList, can_focus=True):
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

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__(Pane.HEADLINES)
        self.headlines: list[Headline] = []
        self.more = False
        self.order = SortOrder.NEWEST
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

    # ------------------------------------------------------------ keys

    @property
    def hints(self) -> str:
        """The few keys that help most here."""
        return _("Enter open · space read on · f save · 2: unread only · h feeds · ? keys")

    @property
    def position_text(self) -> str:
        """Which row of how many."""
        return f"{self.cursor + 1}/{self.count}{'+' if self.more else ''}" if self.count else ""

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
        """Choose a headline, to do the same to several."""
        self.choose()
        self._count_chosen()

    def action_select_all(self) -> None:
        """Choose all that are loaded."""
        self.choose_all()
        self._count_chosen()

    def _count_chosen(self) -> None:
        count = len(self.chosen)
        words = plural(
            "{n} selected · m read · f save · T tag · Esc clear",
            "{n} selected · m read · f save · T tag · Esc clear",
            count,
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
        self.headlines, self.more, self.order, self.cursor = [], more, order, 0
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
        line = self.cursor * self.row_height - self.scroll_offset.y
        self.passages |= passages
        self._measure()
        self.scroll_to(y=self.cursor * self.row_height - line, animate=False, immediate=True, force=True)
        self.redraw()

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
        top = self.scroll_offset.y // self.row_height
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

    def choose(self) -> None:
        """Choose the row under the cursor, or no longer, and go on to the next."""
        if current := self.current:
            self.chosen ^= {current.id}
            self.redraw()
            self.go(self.cursor + 1)

    def choose_all(self) -> None:
        """Choose every row that is loaded; none, where all are chosen."""
        everything = {row.id for row in self.headlines}
        self.chosen = set() if self.chosen == everything else everything
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
        top = self.scroll_offset.y // self.row_height
        rows = self.headlines[max(0, top - 50) : top + self.size.height + 50]
        folded = [other.id for row in rows if row.id in self.stories for other in self.stories[row.id].others]
        return [*(row.id for row in rows), *folded]

    def go(self, index: int, quiet: bool = False) -> None:
        """Move, and ask for more in time."""
        super().go(index, quiet)
        if self.more and self.cursor > self.count - 60:
            self.post_message(self.MoreWanted())

    def height_for(self, width: int) -> int:
        """One line where titles fit, else two; and one for a passage."""
        return (1 if width >= ONE_LINE else 2) + bool(self.passages)

    def row(self, index: int, width: int) -> Row:
        """Marks and time, then kicker and title over the lines there are."""
        headline = self.headlines[index]
        look = "read" if headline.read else "unread"
        marks = (" " if headline.read else "●") + ("+" if headline.saved else " ")
        when = short(headline.when, self._now(), language())[:7].rjust(7)
        chosen = "*" if headline.id in self.chosen else " "
        gutter: list[Piece] = [
            (marks, ("saved",) if headline.saved else (look,)),
            (f"{when}", ("meta",)),
            (f"{chosen} ", ("saved",)),
        ]
        kicker = clean_line(headline.kicker).upper()
        title = typeset(clean_line(headline.title)) or headline.url
        if headline.id in self.inside:
            title = f"└ {clean_line(headline.outlet)}: {title}" if headline.outlet else f"└ {title}"
        room = max(8, width - _GUTTER - 1)
        if cell_len(kicker) > room // 2:
            kicker = ""
        lines = break_text(Text(f"{kicker} {title}" if kicker else title), room)
        rows: Row = []
        height = self.row_height - bool(self.passages)
        for number in range(height):
            if number >= len(lines):
                break
            words = lines[number].text
            if number == height - 1 and len(lines) > height:
                words = cut(" ".join(line.text for line in lines[number:]), room)
            counted = ""
            if number == min(height, len(lines)) - 1:
                story = self.stories.get(headline.id)
                words, counted = _counted(words, headline, len(story.others) if story else 0, room)
            before = gutter if number == 0 else [(" " * _GUTTER, ())]
            if kicker and number == 0:
                rows.append([*before, (kicker, ("kicker",)), (words[len(kicker) :], (look,))])
            else:
                rows.append([*before, (words, (look,))])
            rows[-1].append((counted, ("speaker" if headline.fresh else "meta",)))
        if headline.id in self.passages:
            rows.append([(" " * _GUTTER, ()), *_marked(*self.passages[headline.id], room)])
        return rows


def _marked(words: str, places: tuple[tuple[int, int], ...], room: int) -> list[Piece]:
    """A passage on one line, the words that were searched standing out."""
    # Letter for letter, so that every place stays where it is.
    words = "".join(letter if letter.isprintable() else " " for letter in words)
    at = words.find(" ", max(0, places[0][0] - room // 2)) + 1 if places and places[0][1] > room else 0
    pieces: list[Piece] = [("… ", ("meta",))] if at else []
    for start, stop in places:
        if start >= at:
            pieces += [(words[at:start], ("meta",)), (words[start:stop], ("match",))]
            at = stop
    pieces.append((words[at:], ("meta",)))
    return pieces


def _counted(words: str, headline: Headline, others: int, room: int) -> tuple[str, str]:
    """The end of a title with how many more there are on the event, `▸3`; how many outlets have the same text, `=2`;
    how many comments, `[12]`, `[12 +3]` with those that are new."""
    counts = [f"▸{others}"] if others else []
    if headline.copies:
        counts.append(f"={headline.copies}")
    if headline.comments:
        counts.append(f"[{headline.comments}{f' +{headline.fresh}' if headline.fresh else ''}]")
    if not counts:
        return words, ""
    counted = " " + " ".join(counts)
    return cut(words, room - len(counted)), counted
