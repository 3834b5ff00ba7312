"""`newsreader statements`: list statements quoted by several outlets, how each cut them, and whether they disagree on
the speaker."""

import argparse
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from newsreader.cli.arguments import add_period, as_typed, non_empty, non_negative
from newsreader.cli.context import Context
from newsreader.cli.output import EXIT_OK, EXIT_PARTIAL, print_object, say_nothing_found
from newsreader.i18n import _, labelled, language, plural
from newsreader.library.core import Library
from newsreader.library.statements import Statement, shared_statements
from newsreader.model.serialize import quotation_in_article_to_plain
from newsreader.model.text import clean_line
from newsreader.quotes.statements import APART
from newsreader.render.citation import in_marks


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    parser.add_argument(
        "words",
        nargs="*",
        type=non_empty,
        metavar=_("WORD"),
        help=_("words of the statement, and fields as in the reader's searches (said: role: outlet:)"),
    )
    parser.add_argument(
        "--about", type=non_empty, metavar=_("SEARCH"), help=_("only the articles that this search lists")
    )
    add_period(parser, _("only since 2026-11-01, or for 3d; by default for 30 days"))
    parser.add_argument(
        "--disputed", action="store_true", help=_("only those of which the articles name different speakers")
    )
    parser.add_argument("-n", "--limit", type=non_negative, metavar="N", help=_("at most this many"))
    parser.add_argument("-j", "--json", action="store_true", help=_("one JSON object per line"))


def run(options: argparse.Namespace, context: Context) -> int:
    """Print them, the newest first."""
    with context.library() as library:
        library.upkeep.process_now()
        articles: list[int] | None = None
        if options.about:
            library.upkeep.index_waiting()
            articles = library.searches.numbers(options.about)
        since = options.since or (options.until or datetime.now(UTC)) - APART
        quotations = library.people.quotations((), since, -1, articles)
        asked = _found(library, options.words) if options.words else None
        names = {name: person.name for person in library.people.all() for name in person.names}
    within = (quoted for quoted in quotations if not options.until or quoted.when < options.until)
    shared = shared_statements(within, lambda name: names.get(name, name))
    shown = [
        statement
        for statement in shared
        if (statement.is_disputed or not options.disputed)
        and (asked is None or any((version.article, version.number) in asked for version in statement.versions))
    ][: options.limit]
    for statement in shown:
        if options.json:
            print_object(_plain(statement))
        else:
            print("\n".join(_lines(statement)), end="\n\n")
    if not shown:
        say_nothing_found(_("No statement that several outlets quote here."))
    return EXIT_OK if shown else EXIT_PARTIAL


def _found(library: Library, words: Sequence[str]) -> set[tuple[int, int]]:
    """The quotations that a search finds, by article and number in it. Raises NewsreaderError where it is none."""
    library.upkeep.index_waiting()
    query = library.quotation_search.parse(" ".join(map(as_typed, words)))
    return {(quoted.article, quoted.number) for quoted in library.quotation_search.find(query)}


def _plain(statement: Statement) -> dict[str, object]:
    return {
        "outlets": list(statement.outlets),
        "speakers": list(statement.speakers),
        "disputed": statement.is_disputed,
        "versions": [
            {**quotation_in_article_to_plain(version), "cut": statement.cut(version)} for version in statement.versions
        ],
    }


def _lines(statement: Statement) -> Iterator[str]:
    """The whole statement, and a line for each article: when, its number, its outlet, and how it has it."""
    outlets = plural("{n} outlet", "{n} outlets", len(statement.outlets)).format(n=len(statement.outlets))
    dispute = _(" — not the same speaker everywhere") if statement.is_disputed else ""
    yield f"{statement.who} ({outlets}){dispute}"
    whole = statement.whole
    for version in statement.versions:
        words = in_marks(statement.cut(version), language())
        if statement.is_disputed:
            words = labelled(clean_line(version.quotation.speaker) or "?", words)
        outlet = clean_line(version.outlet)[:16].ljust(16)
        sign = ">" if version is whole else " "
        yield f"{sign} {version.when.astimezone():%Y-%m-%d}  {version.article:5}  {outlet}  {words}"
