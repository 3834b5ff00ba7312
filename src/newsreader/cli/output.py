"""What commands print: exit codes, lines for people, and for programs one JSON object a line (docs/json.md)."""

import json
import shutil
import sys
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from newsreader.model.text import clean_line

if TYPE_CHECKING:
    from newsreader.library.core import Library
    from newsreader.model.feed import Headline

#: All is well; something could not be done, but the rest was; nothing could; the network cannot be reached.
EXIT_OK, EXIT_PARTIAL, EXIT_FAILED, EXIT_OFFLINE = 0, 1, 2, 4
#: Of what docs/json.md says. Another one means that a field has gone or means something else.
SCHEMA = 1


def print_object(item: Mapping[str, Any]) -> None:
    """Print one, with the schema that it keeps to."""
    print(json.dumps({"schema": SCHEMA, **item}, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8"))


def print_headlines(library: "Library", headlines: Iterable["Headline"], as_json: bool) -> None:
    """One line a headline: its number, marks and date, or an object."""
    headlines = list(headlines)
    feeds = library.feeds_of([h.id for h in headlines]) if as_json else {}
    for h in headlines:
        if as_json:
            item = {
                "id": h.id,
                "url": h.url,
                "title": h.title,
                "kicker": h.kicker,
                "feeds": feeds.get(h.id, []),
                "published": h.when.isoformat(),
                "read": h.read,
                "saved": h.saved,
                "complete": h.complete,
            }
            print_object(item)
        else:
            marks = (" " if h.read else "*") + ("+" if h.saved else " ")
            kicker = f"{clean_line(h.kicker)} | " if h.kicker else ""
            print(f"{h.id:6} {marks} {h.when.astimezone():%Y-%m-%d %H:%M}  {kicker}{clean_line(h.title)}")


def to_stderr(words: str) -> None:
    """Say it apart from what is printed."""
    print(words, file=sys.stderr, flush=True)


def terminal_width() -> int:
    """The width to wrap to on a terminal, 0 for a pipe."""
    return min(80, shutil.get_terminal_size().columns) if sys.stdout.isatty() else 0
