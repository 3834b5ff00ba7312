"""Resolve arguments: feeds, articles, dates, numbers. One that matches nothing, or several things, is an error that
names the candidates."""

import argparse
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.i18n import _, plural
from newsreader.model.errors import NewsreaderError
from newsreader.model.text import clean_line

if TYPE_CHECKING:
    from newsreader.library.core import Library
    from newsreader.model.feed import Feed


#: SQLite counts to 19 digits, and Python reads no more than some thousands of them.
_DIGITS = 15


def non_negative(written: str) -> int:
    """A number that is 0 or more, for argparse."""
    if not written.isdecimal():
        raise argparse.ArgumentTypeError(_("“{words}” is not a number of 0 or more.").format(words=written))
    return int(written) if len(written) < _DIGITS else 10**_DIGITS  # more than there will ever be is all there is


def non_empty(written: str) -> str:
    """A text that is not empty, for argparse: an empty one comes from a variable that is not set."""
    if not written.strip():
        raise argparse.ArgumentTypeError(_("it must not be empty"))
    return written


def place(written: str) -> Path:
    """The path of a file, for argparse: an empty one would be the folder that one is in."""
    return Path(non_empty(written))


def point_in_time(written: str) -> datetime:
    """`2026-11-01`, or `3d` (`3j`) for so many days before now, for argparse."""
    if days := re.fullmatch(r"(\d{1,5})\s*[dj]", written):
        return datetime.now(UTC) - timedelta(days=int(days.group(1)))
    try:
        date = datetime.fromisoformat(written)
        return date if date.tzinfo else date.astimezone()
    except (ValueError, OverflowError) as error:  # years at the ends of the calendar have no zone
        raise argparse.ArgumentTypeError(
            _("Invalid date “{words}”. Write 2026-11-01, or 3d for the last three days.").format(words=written)
        ) from error


def end(written: str) -> datetime:
    """A `point_in_time` before which something has to be, for argparse: a day is meant to its end."""
    when = point_in_time(written)
    whole_day = re.fullmatch(r"[\d-]+", written.strip()) and when.year < datetime.max.year
    return when + timedelta(days=1) if whole_day else when


def one_feed(feeds: "Sequence[Feed]", words: str) -> "Feed":
    """The one feed that these words name: number, address, title, or a part of that. Raises NewsreaderError where
    there is none, or more than one."""
    from newsreader.library.feed_matching import feeds_named

    # Not by their folder: who names one feed does not mean all that lie beside it.
    matches = feeds_named([replace(feed, folder="") for feed in feeds], words)
    if len(matches) > 1:
        titles = ", ".join(f"{clean_line(feed.title)} ({feed.id})" for feed in matches)
        raise NewsreaderError(
            _("“{words}” is ambiguous: {titles}. Give the number.").format(words=words, titles=titles)
        )
    return next(feed for feed in feeds if feed.id == matches[0].id)


def articles_named(library: "Library", names: Sequence[str]) -> list[int]:
    """The numbers of articles by number, key or address. Raises NewsreaderError with all that are not there."""
    numbers = {name: library.find(name) for name in names}
    missing = [clean_line(name) for name, number in numbers.items() if number is None]
    if missing:
        sentence = plural(
            "There is no article “{names}”. “newsreader list” gives the numbers.",
            "There are no articles {names}. “newsreader list” gives the numbers.",
            len(missing),
        )
        raise NewsreaderError(sentence.format(names=", ".join(missing)))
    return [number for number in numbers.values() if number is not None]


def as_typed(words: str) -> str:
    """An argument of the shell, which may hold spaces, as one types it in a search."""
    plain = words.strip(' "«»“”\u00a0')
    return f'"{plain}"' if words[0] in '"«“' or (" " in plain and not set(words) & set('":()')) else words


def add_articles(parser: argparse.ArgumentParser) -> None:
    """Declare that a command takes articles."""
    parser.add_argument("articles", nargs="+", type=non_empty, metavar=_("ARTICLE"), help=_("number, key or address"))


def add_headline_form(parser: argparse.ArgumentParser) -> None:
    """Declare how a command that lists articles prints them."""
    form = parser.add_mutually_exclusive_group()
    form.add_argument("-j", "--json", action="store_true", help=_("one JSON object per line"))
    form.add_argument(
        "--format",
        default="",
        metavar=_("TEMPLATE"),
        help=_("a line of your own for each: {id} {title} {kicker} {outlet} {url} {published} {read} {saved} …"),
    )


def add_period(parser: argparse.ArgumentParser, since: str = "") -> None:
    """Declare from when to when a command looks; `since` is what `--since` says of itself where that is not usual."""
    since = since or _("only since 2026-11-01, or for 3d")
    parser.add_argument("--since", type=point_in_time, metavar=_("WHEN"), help=since)
    parser.add_argument("--until", type=end, metavar=_("WHEN"), help=_("only until 2026-11-30, that day included"))


def since_query(written: str) -> str:
    """Return what a search says for `--since`. Raises NewsreaderError for what is no date."""
    try:
        return f"since:{point_in_time(written):%Y-%m-%d}"
    except argparse.ArgumentTypeError as error:
        raise NewsreaderError(str(error)) from error


def with_since(words: Sequence[str], since: str) -> str:
    """The words of a search, and what `--since` adds to them."""
    text = " ".join(words)
    return f"({text}) {since_query(since)}" if since else text
