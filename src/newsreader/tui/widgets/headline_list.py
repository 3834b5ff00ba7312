"""The headlines of a shelf: kicker, title, time, read and saved."""

from collections.abc import Callable
from datetime import datetime

from rich.cells import cell_len

from newsreader.i18n import language
from newsreader.model.feed import Headline
from newsreader.model.scope import Order
from newsreader.model.text import Text, clean_line
from newsreader.render.dates import short
from newsreader.render.page import break_text, cut
from newsreader.render.typography import typeset
from newsreader.tui.messages import RowsWanted
from newsreader.tui.panes import Pane
from newsreader.tui.widgets.row_list import Piece, Row, RowList

#: Wide enough that most titles fit on one line.
ONE_LINE = 104
_GUTTER = 11


class HeadlineList(RowList):
    """Rows that stay where they are: reading one, or news coming in, moves nothing."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__(Pane.HEADLINES)
        self.headlines: list[Headline] = []
        self.more = False
        self.order = Order.NEWEST
        #: What articles say around the words that were searched, and where those stand in it.
        self.passages: dict[int, tuple[str, tuple[tuple[int, int], ...]]] = {}
        #: The articles that the reader has chosen, to do the same to all of them.
        self.chosen: set[int] = set()
        self._now = now

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
        """The last headline that is loaded."""
        return self.headlines[-1] if self.headlines else None

    def show(self, headlines: list[Headline], more: bool, order: Order = Order.NEWEST) -> None:
        """Show another list from its top."""
        self.headlines, self.more, self.order, self.cursor = headlines, more, order, 0
        self.chosen.clear()
        self.passages.clear()
        self.rows_changed()
        self.scroll_to(y=0, animate=False, immediate=True, force=True)

    def append(self, headlines: list[Headline], more: bool) -> None:
        """The next page of the same list."""
        known = {headline.id for headline in self.headlines}
        self.headlines += [headline for headline in headlines if headline.id not in known]
        self.more = more
        self.rows_changed()

    def add_passages(self, passages: dict[int, tuple[str, tuple[tuple[int, int], ...]]]) -> None:
        """Show what articles say below their titles; the row under the cursor stays where it is."""
        line = self.cursor * self.row_height - self.scroll_offset.y
        self.passages |= passages
        self._measure()
        self.scroll_to(y=self.cursor * self.row_height - line, animate=False, immediate=True, force=True)
        self.refresh()

    def update(self, fresh: list[Headline]) -> None:
        """Take in what is new or changed; what is on the screen keeps its place there."""
        by_id = {headline.id: headline for headline in fresh}
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
        self.refresh()

    def choose(self) -> None:
        """Choose the row under the cursor, or no longer, and go on to the next."""
        if current := self.current:
            self.chosen ^= {current.id}
            self.go(self.cursor + 1)

    def choose_all(self) -> None:
        """Choose every row that is loaded; none, where all are chosen."""
        everything = {row.id for row in self.headlines}
        self.chosen = set() if self.chosen == everything else everything
        self.refresh()

    def let_go(self) -> None:
        """Choose none."""
        self.chosen.clear()
        self.refresh()

    def index_of(self, article: int) -> int | None:
        """Where an article stands in the list."""
        return next((n for n, row in enumerate(self.headlines) if row.id == article), None)

    def window(self) -> list[int]:
        """The articles on the screen and around it."""
        top = self.scroll_offset.y // self.row_height
        return [row.id for row in self.headlines[max(0, top - 50) : top + self.size.height + 50]]

    def go(self, index: int, quiet: bool = False) -> None:
        """Move, and ask for more in time."""
        super().go(index, quiet)
        if self.more and self.cursor > self.count - 60:
            self.post_message(RowsWanted())

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
                words, counted = _counted(words, headline, room)
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


def _counted(words: str, headline: Headline, room: int) -> tuple[str, str]:
    """The end of a title with how many comments there are: `[12]`, `[12 +3]` with those that are new."""
    if not headline.comments:
        return words, ""
    counted = f" [{headline.comments}{f' +{headline.fresh}' if headline.fresh else ''}]"
    return cut(words, room - len(counted)), counted
