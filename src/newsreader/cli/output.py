"""Output of commands: exit codes, lines for people, and JSON lines for programs (docs/json.md)."""

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
#: Cells of a line that the outlet of a headline takes.
_OUTLET = 16


def print_object(item: Mapping[str, Any]) -> None:
    """Print one, with the schema that it keeps to."""
    print(json.dumps({"schema": SCHEMA, **item}, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8"))


def print_headlines(library: "Library", headlines: Iterable["Headline"], as_json: bool, template: str = "") -> None:
    """Print headlines, a line each: number, flags, date and outlet; or a JSON object; or what a template makes of
    it."""
    headlines = list(headlines)
    feeds = library.feeds_of([h.id for h in headlines]) if as_json or template else {}
    columns = shutil.get_terminal_size().columns if sys.stdout.isatty() else 0
    for h in headlines:
        if as_json or template:
            item = {
                "id": h.id,
                "url": h.url,
                "title": h.title,
                "kicker": h.kicker,
                "outlet": h.outlet,
                "feeds": feeds.get(h.id, []),
                "published": h.when.isoformat(),
                "read": h.read,
                "saved": h.saved,
                "complete": h.complete,
            }
            print_item(item, template)
        else:
            marks = (" " if h.read else "*") + ("+" if h.saved else " ")
            outlet = clean_line(h.outlet)
            outlet = outlet.ljust(_OUTLET) if len(outlet) <= _OUTLET else outlet[: _OUTLET - 1] + "…"
            kicker = f"{clean_line(h.kicker)} | " if h.kicker else ""
            line = f"{h.id:6} {marks} {h.when.astimezone():%Y-%m-%d %H:%M}  {outlet}  {kicker}{clean_line(h.title)}"
            print(line if not columns or len(line) <= columns else line[: columns - 1] + "…")


def print_item(item: Mapping[str, Any], template: str = "") -> None:
    """Print an object as JSON, or by a template in which {NAME} stands for a field, as `--format` has it."""
    if not template:
        print_object(item)
        return
    fields = {
        name: clean_line(", ".join(map(str, value)) if isinstance(value, list) else value or "")
        for name, value in item.items()
        if value is None or isinstance(value, str | list)
    } | {name: value for name, value in item.items() if isinstance(value, int | float)}
    from newsreader.cli.template import fill_in  # few commands are given one

    print(fill_in(template, fields))


def say_nothing_found(sentence: str) -> None:
    """Say to a person at a terminal that there is nothing; a program sees that nothing came."""
    if sys.stdout.isatty():
        to_stderr(sentence)


def to_stderr(words: str) -> None:
    """Say it apart from what is printed."""
    print(words, file=sys.stderr, flush=True)


def terminal_width() -> int:
    """The width to wrap to on a terminal, 0 for a pipe."""
    return min(80, shutil.get_terminal_size().columns) if sys.stdout.isatty() else 0
