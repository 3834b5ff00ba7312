"""Draw a headline as a row: its title, then outlet, date, length, comments and flags in small print."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from rich.cells import cell_len

from newsreader.i18n import _, language, plural
from newsreader.model.article_filter import SortOrder
from newsreader.model.text import Text, clean_line
from newsreader.model.values import dataclass
from newsreader.render.dates import day_heading, local, short
from newsreader.render.page import break_text, cut
from newsreader.render.reading_time import minutes_to_read
from newsreader.render.typography import typeset

if TYPE_CHECKING:
    from newsreader.model.feed import Headline
    from newsreader.tui.widgets.row_painter import Piece, Row

#: The cells of the signs before a title.
GUTTER = 4
#: Lines of a title at most.
TITLE_LINES = 2
#: What stands between two parts of what is said of a headline.
_BETWEEN = " · "
#: What follows a title on its line has this share of it at most.
_SHARE = 0.28
#: Orders in which headlines stand below the names of their days.
DATED = (SortOrder.NEWEST, SortOrder.OLDEST)


class Density(StrEnum):
    """The number of lines that a headline takes."""

    COMFORTABLE = "comfortable"
    COMPACT = "compact"


@dataclass(frozen=True)
class RowContext:
    """The surroundings of a headline's row: how many others its story has below it, whether it is one of those, whether
    it is chosen, and whether the day is written above it."""

    now: datetime
    others: int = 0
    inside: bool = False
    chosen: bool = False
    dated: bool = False


def group_headings(
    headlines: Sequence[Headline], order: SortOrder, inside: Collection[int], now: datetime
) -> Iterator[tuple[int, str]]:
    """The rows with which a day or an outlet begins, and its name; those `inside` a story are of its day."""
    by_outlet, last = order is SortOrder.OUTLET, object()
    if not by_outlet and order not in DATED:
        return
    for index, headline in enumerate(headlines):
        group = headline.outlet if by_outlet else local(headline.when).date()
        if group == last or headline.id in inside:
            continue
        last = group
        outlet = clean_line(headline.outlet) or _("Without an outlet")
        yield index, outlet if by_outlet else day_heading(headline.when, now, language())


def words_of_title(headline: Headline, inside: bool) -> tuple[str, str]:
    """The kicker in capitals, "" where there is none, and the title."""
    kicker, title = _cleaned(headline.kicker, headline.title)
    title = title or headline.url
    return kicker, f"└ {title}" if inside else title


@lru_cache(1000)
def _cleaned(kicker: str, title: str) -> tuple[str, str]:
    """A kicker and a title as they are drawn: each letter of a search finds many of the same again."""
    return clean_line(kicker).upper(), typeset(clean_line(title))


def title_height(headline: Headline, width: int, density: Density, inside: bool = False) -> int:
    """Count the lines that a headline takes without what is found in it."""
    if density is Density.COMPACT:
        return 1
    kicker, title = words_of_title(headline, inside)
    room = _room(width)
    if cell_len(kicker) > room // 2:
        kicker = ""
    return 1 + (1 if cell_len(title) + bool(kicker) + cell_len(kicker) <= room else TITLE_LINES)


def headline_row(headline: Headline, width: int, density: Density, context: RowContext) -> Row:
    """The lines of a headline."""
    draw = _compact if density is Density.COMPACT else _comfortable
    row = draw(headline, width, context)
    return [_tinted(line, width) for line in row] if context.chosen else row


def _tinted(line: list[Piece], width: int) -> list[Piece]:
    """A line of a headline that is chosen, from edge to edge."""
    rest = width - sum(cell_len(words) for words, _roles in line)
    return [(words, (*roles, "chosen")) for words, roles in [*line, (" " * max(0, rest), ())]]


def _room(width: int) -> int:
    return max(8, width - GUTTER - 1)


def _signs(headline: Headline, context: RowContext) -> list[Piece]:
    return [
        (" " if headline.read else "●", ("dot",)),
        ("+" if headline.saved else " ", ("saved",)),
        ("*" if context.chosen else " ", ("saved",)),
        (" ", ()),
    ]


def _comfortable(headline: Headline, width: int, context: RowContext) -> Row:
    kicker, title = words_of_title(headline, context.inside)
    room, look = _room(width), "read" if headline.read else "unread"
    if cell_len(kicker) > room // 2:
        kicker = ""
    lines = [line.text for line in break_text(Text(f"{kicker} {title}" if kicker else title), room)]
    if len(lines) > TITLE_LINES:
        lines = [*lines[: TITLE_LINES - 1], cut(" ".join(lines[TITLE_LINES - 1 :]), room)]
    rows: Row = [[(" " * GUTTER, ()), (line, (look,))] for line in lines]
    rows[0] = [*_signs(headline, context), *_kicked(kicker, lines[0], look)]
    parts = [part for part in _said(headline, context) if part[0]]
    if sum(cell_len(words) + len(_BETWEEN) for words, _look in parts) - len(_BETWEEN) > room:
        parts = [*parts[: 2 if headline.outlet else 1], *_counted(headline, context)]  # in signs, most of it has room
    return [*rows, [(" " * GUTTER, ()), *_fitting(parts, room)]]


def _compact(headline: Headline, width: int, context: RowContext) -> Row:
    kicker, title = words_of_title(headline, context.inside)
    look = "read" if headline.read else "unread"
    when = _clock(headline.when) if context.dated else short(headline.when, context.now, language()).rjust(7)
    room = _room(width) - cell_len(when) - 1
    end = _fitting(_signed(headline, context), int(room * _SHARE))
    used = sum(cell_len(words) for words, _look in end)
    words = cut(f"{kicker} {title}" if kicker and cell_len(kicker) < room // 3 else title, room - used - 2)
    kicker = kicker if words.startswith(f"{kicker} ") else ""
    gap = " " * max(1, room - used - cell_len(words))
    return [[*_signs(headline, context), (f"{when} ", ("meta",)), *_kicked(kicker, words, look), (gap, ()), *end]]


def _kicked(kicker: str, words: str, look: str) -> list[Piece]:
    return [(kicker, ("kicker",)), (words[len(kicker) :], (look,))] if kicker else [(words, (look,))]


def _clock(when: datetime) -> str:
    time = local(when)
    return f"{time.hour:02}:{time.minute:02}"


def _said(headline: Headline, context: RowContext) -> Iterable[tuple[str, str]]:
    """What a headline has, in words, the most telling first; each with its look."""
    yield clean_line(headline.outlet), "meta"
    yield (_clock(headline.when) if context.dated else short(headline.when, context.now, language())), "meta"
    if headline.complete and headline.word_count:
        minutes = minutes_to_read(headline.word_count)
        yield plural("{n} min", "{n} min", minutes).format(n=minutes), "meta"
    if context.others:
        yield plural("▸ {n} more on this", "▸ {n} more on this", context.others).format(n=context.others), "meta"
    if headline.comment_count:
        yield plural("{n} comment", "{n} comments", headline.comment_count).format(n=headline.comment_count), "meta"
    if headline.new_comments:
        yield plural("{n} new", "{n} new", headline.new_comments).format(n=headline.new_comments), "speaker"
    if headline.quotations:
        yield plural("{n} quotation", "{n} quotations", headline.quotations).format(n=headline.quotations), "meta"
    if headline.duplicates:
        words = plural("+{n} outlet", "+{n} outlets", headline.duplicates)
        yield words.format(n=headline.duplicates), "meta"
    yield from ((f"#{clean_line(tag)}", "tag") for tag in headline.tags)


def _signed(headline: Headline, context: RowContext) -> Iterable[tuple[str, str]]:
    """The same in signs, for a line that the title shares."""
    yield cut(clean_line(headline.outlet), 16), "meta"
    yield from _counted(headline, context)


def _counted(headline: Headline, context: RowContext) -> Iterable[tuple[str, str]]:
    if context.others:
        yield f"▸{context.others}", "meta"
    if headline.comment_count:
        yield (
            f"[{headline.comment_count}{f' +{headline.new_comments}' if headline.new_comments else ''}]",
            ("speaker" if headline.new_comments else "meta"),
        )
    if headline.quotations:
        yield f"“{headline.quotations}”", "meta"
    if headline.complete and headline.word_count:
        minutes = minutes_to_read(headline.word_count)
        yield plural("{n} min", "{n} min", minutes).format(n=minutes), "meta"
    if headline.duplicates:
        yield f"={headline.duplicates}", "meta"
    yield from ((f"#{clean_line(tag)}", "tag") for tag in headline.tags)


def _fitting(parts: Iterable[tuple[str, str]], room: int, between: str = _BETWEEN) -> list[Piece]:
    """As many parts as have room, whole; the first is cut where even that has none."""
    pieces: list[Piece] = []
    for words, look in parts:
        if not words:
            continue
        gap = between if pieces else ""
        if pieces and cell_len(words) + len(gap) > room:
            break
        words = cut(words, room)
        pieces += [(gap, ("meta",)), (words, (look,))]
        room -= cell_len(words) + len(gap)
    return pieces


def passage_row(words: str, spans: Sequence[tuple[int, int]], room: int) -> list[Piece]:
    """A passage on one line, cut around the first of the words that were searched, which stand out."""
    # Letter for letter, so that every place stays where it is.
    words = words.replace("\u00a0", " ").replace("\u202f", " ")
    if not words.isprintable():
        words = "".join(letter if letter.isprintable() else " " for letter in words)
    at, before = 0, room // 3
    if spans and cell_len(words[: spans[0][1]]) > room - before:
        at = words.rfind(" ", 0, max(0, spans[0][0] - before)) + 1
    end = len(words)
    if cell_len(words[at:]) > room - 2:
        end = at + len(cut(words[at:], room - (2 if at else 1))) - 1
    pieces: list[Piece] = [("…", ("meta",))] if at else []
    for start, stop in spans:
        start, stop = max(start, at), min(stop, end)
        if start < stop:
            pieces += [(words[at:start], ("meta",)), (words[start:stop], ("match",))]
            at = stop
    pieces.append((words[at:end], ("meta",)))
    return [*pieces, ("…", ("meta",))] if end < len(words) else pieces
