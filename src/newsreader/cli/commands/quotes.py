"""`newsreader quotes`: who said what, across the library or in texts of one's own."""

import argparse
import json
import re
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from newsreader.cli.context import Context
from newsreader.cli.output import EXIT_OK, print_object
from newsreader.i18n import _, language
from newsreader.library.annotations import annotated_article, annotation_of, span_of
from newsreader.library.core import Library
from newsreader.library.people import filter_people, normalize_name
from newsreader.model.errors import NewsreaderError
from newsreader.model.serialize import saying_to_plain
from newsreader.model.text import clean_line
from newsreader.render.citation import marked, sayings_markdown

#: How many articles are read without a word about it.
_SILENT = 100


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    parser.add_argument("--speaker", default="", metavar="NAME", help=_("only what this person or organisation said"))
    parser.add_argument(
        "--since", default="", metavar="WHEN", help=_("only since a date (2026-11-01) or for a number of days (3d)")
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help=_("one JSON object per line"))
    form.add_argument("--markdown", action="store_true", help=_("Markdown"))
    form.add_argument(
        "--corrections",
        action="store_true",
        help=_("the articles in which you have put right who says what, as annotations: one JSON object a line"),
    )
    parser.add_argument(
        "--paragraphs",
        type=Path,
        metavar="FILE.jsonl",
        help=_('find the quotations of texts instead, lines of {"id", "paragraphs"} and, if you like, "title" …'),
    )


def run(options: argparse.Namespace, context: Context) -> int:
    """Print the quotations of the library, or find those of texts in a file."""
    if options.paragraphs:
        return _predict(options.paragraphs)
    with context.library() as library:
        return _quotes(library, options)


def _quotes(library: Library, options: argparse.Namespace) -> int:
    """Print the quotations of a person, or of everybody."""
    if options.corrections:
        for article, quotations in library.corrected():
            print(json.dumps(annotation_of(article, quotations), ensure_ascii=False))
        return EXIT_OK
    names: tuple[str, ...] = ()
    if (waiting := library.count_unprocessed()) > _SILENT:
        print(_("Processing {n} articles first to find their quotations…").format(n=waiting), file=sys.stderr)
    library.process_now()
    if options.speaker:
        found = filter_people(library.people(), options.speaker)
        exact = [speaker for speaker in found if normalize_name(options.speaker) in map(normalize_name, speaker.names)]
        names = tuple(name for speaker in (exact or found) for name in speaker.names)
        if not names:
            raise NewsreaderError(_("No quotation by “{name}” in the library.").format(name=options.speaker))
    sayings = library.sayings(names, since(options.since, datetime.now(UTC)))
    if options.markdown:
        sys.stdout.write(sayings_markdown(sayings, language()))
        return EXIT_OK
    for saying in sayings:
        if options.json:
            print_object(saying_to_plain(saying))
        else:
            speaker = clean_line(saying.quotation.speaker) or "?"
            when = f"{saying.when.astimezone():%Y-%m-%d}"
            print(f"{when}  {saying.article:5}  {speaker}: {marked(saying.quotation, language())}")
    return EXIT_OK


def since(words: str, now: datetime) -> datetime | None:
    """`2026-11-01`, or `3d` (`3j`) for so many days before now; None for "".

    Raises NewsreaderError for anything else.
    """
    if not words:
        return None
    if days := re.fullmatch(r"(\d{1,5})\s*[dj]", words):
        return now - timedelta(days=int(days.group(1)))
    try:
        date = datetime.fromisoformat(words)
    except ValueError as error:
        raise NewsreaderError(
            _("Invalid date “{words}”. Write 2026-11-01, or 3d for the last three days.").format(words=words)
        ) from error
    return date if date.tzinfo else date.astimezone()


def _predict(path: Path) -> int:
    """Find the quotations of each text of a file, one line of JSON each."""
    from newsreader.quotes.engine import find_quotations  # most never need it

    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise NewsreaderError(_("{path} cannot be read: {error}.").format(path=path, error=error)) from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            item: dict[str, Any] = json.loads(line)
            article, numbers = annotated_article(item)
        except (ValueError, KeyError, TypeError) as error:
            raise NewsreaderError(
                _('{path}, line {number}: expected {{"id": …, "paragraphs": […]}}.').format(path=path, number=number)
            ) from error
        found = [
            span_of(quotation, numbers[quotation.block] if quotation.block >= 0 else quotation.block)
            for quotation in find_quotations(article)
        ]
        print(json.dumps({"id": item.get("id"), "quotes": found}, ensure_ascii=False))
    return EXIT_OK
