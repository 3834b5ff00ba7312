"""`newsreader quotes`: list quotations of the library, or find those of other texts."""

import argparse
import json
import sys
from collections.abc import Sequence
from typing import Any

from newsreader.cli.arguments import add_period, articles_named, as_typed, non_empty, non_negative
from newsreader.cli.command_parser import did_you_mean
from newsreader.cli.context import Context
from newsreader.cli.output import EXIT_OK, EXIT_PARTIAL, print_item, say_nothing_found
from newsreader.i18n import _, labelled, language, plural
from newsreader.library.annotations import annotated_article, annotation_of, span_of
from newsreader.library.core import Library
from newsreader.library.files import text_lines
from newsreader.library.quotation_search import QuotationOrder, in_order, names_speaker
from newsreader.library.speaker_groups import filter_people, normalize_name
from newsreader.model.errors import NewsreaderError
from newsreader.model.query import About, All, Dated, PrintedBy, Query, RoleIs, Said
from newsreader.model.serialize import quotation_in_article_to_plain
from newsreader.model.text import clean_line
from newsreader.render.citation import marked, quotations_markdown

#: From this many unprocessed articles on, a message says that they are processed first.
_MANY_UNPROCESSED = 100


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    parser.add_argument(
        "words",
        nargs="*",
        type=non_empty,
        metavar=_("WORD|ARTICLE"),
        help=_(
            "words of the quotation and fields as in the reader's searches (said: role: outlet: about: since:), or "
            "numbers, keys and addresses of articles; '\"2027\"' is a word"
        ),
    )
    parser.add_argument(
        "--speaker", type=non_empty, metavar=_("NAME"), help=_("only what this person or organisation said")
    )
    parser.add_argument(
        "--role",
        type=non_empty,
        metavar=_("WORDS"),
        help=_("only those whose speaker is this: maire, minister"),
    )
    parser.add_argument("--outlet", type=non_empty, metavar=_("NAME"), help=_("only those printed by this outlet"))
    parser.add_argument(
        "--about", type=non_empty, metavar=_("SEARCH"), help=_("only those in the articles that this search lists")
    )
    add_period(parser)
    parser.add_argument(
        "--sort", choices=[*QuotationOrder], default="time", help=_("by time (the newest first), speaker or outlet")
    )
    parser.add_argument("-n", "--limit", type=non_negative, metavar="N", help=_("at most this many"))
    form = parser.add_mutually_exclusive_group()
    form.add_argument("-j", "--json", action="store_true", help=_("one JSON object per line"))
    form.add_argument("--markdown", action="store_true", help=_("Markdown"))
    form.add_argument(
        "--format",
        default="",
        metavar=_("TEMPLATE"),
        help=_("a line of your own for each: {words} {speaker} {role} {title} {outlet} {published} {article} …"),
    )
    form.add_argument(
        "--corrections",
        action="store_true",
        help=_("the articles in which you have put right who says what, as annotations: one JSON object a line"),
    )
    parser.add_argument(
        "--paragraphs",
        metavar=_("FILE.jsonl"),
        help=_('find the quotations of texts instead, lines of {"id", "paragraphs"} and, if you like, "title" …'),
    )


def run(options: argparse.Namespace, context: Context) -> int:
    """Print the quotations of the library, or find those of texts in a file."""
    if options.paragraphs:
        return _quotes_in_texts(options.paragraphs)
    with context.library() as library:
        return _print_quotations(library, options)


def _print_quotations(library: Library, options: argparse.Namespace) -> int:
    """Print the quotations of a person, or of everybody."""
    if options.corrections:
        for article, quotations in library.people.corrected():
            print(json.dumps(annotation_of(article, quotations), ensure_ascii=False))
        return EXIT_OK
    numbers, words = _articles_and_words(library, options.words)
    if not numbers and (waiting := library.upkeep.count_unprocessed()) > _MANY_UNPROCESSED:
        print(_("Processing {n} articles first to find their quotations…").format(n=waiting), file=sys.stderr)
    for number in numbers or (0,):  # 0: all of them
        library.upkeep.process_now(number)
    library.upkeep.index_waiting()
    query, order = _query(library, options, words), QuotationOrder(options.sort)
    most = -1 if options.limit is None or order is not QuotationOrder.TIME else options.limit
    listed = in_order(library.quotation_search.find(query, most, numbers), order)[: options.limit]
    _say_uncertain(library.quotation_search.count(query, numbers, -1).uncertain, names_speaker(query))
    if options.markdown:
        sys.stdout.write(quotations_markdown(listed, language()))
        return EXIT_OK
    for quoted in listed:
        if options.json or options.format:
            print_item(quotation_in_article_to_plain(quoted), options.format)
        else:
            speaker = clean_line(quoted.quotation.speaker) or "?"
            outlet = f" ({clean_line(quoted.outlet)})" if quoted.outlet else ""
            when = f"{quoted.when.astimezone():%Y-%m-%d}"
            words = labelled(speaker + outlet, marked(quoted.quotation, language()))
            print(f"{when}  {quoted.article:5}  {words}")
    if not listed:
        say_nothing_found(_("No quotation here."))
        return EXIT_PARTIAL if words else EXIT_OK
    return EXIT_OK


def _say_uncertain(count: int, left_out: bool) -> None:
    """Say how many quotations have no speaker that is certain: among those that are printed, or `left_out` of them."""
    if count and left_out:
        words = plural(
            "Left out: {n} quotation of which it is not certain who says it.",
            "Left out: {n} quotations of which it is not certain who says them.",
            count,
        )
        print(words.format(n=count), file=sys.stderr)
    elif count:
        words = plural(
            "Of {n} quotation it is not certain who says it: “?”.",
            "Of {n} quotations it is not certain who says them: “?”.",
            count,
        )
        print(words.format(n=count), file=sys.stderr)


def _articles_and_words(library: Library, given: Sequence[str]) -> tuple[list[int], str]:
    """Tell articles from a search: a number, a key or an address is an article; the rest is a search, of which whatever
    stands in quotation marks is a phrase. Raises NewsreaderError for a number or an address without an article."""
    articles = [word for word in given if word.isdecimal() or "://" in word or library.find(word) is not None]
    words = (as_typed(word) for word in given if word not in articles)
    return articles_named(library, articles), " ".join(words)


def _query(library: Library, options: argparse.Namespace, words: str) -> Query | None:
    """Return what is asked for. Raises NewsreaderError where it cannot be understood, or nobody is meant."""
    about = library.searches.parse(options.about) if options.about else None
    parts: list[Query | None] = [
        library.quotation_search.parse(words),
        Said(_names(library, options.speaker)) if options.speaker else None,
        RoleIs(options.role) if options.role else None,
        PrintedBy(options.outlet) if options.outlet else None,
        About(about) if about else None,
        Dated(since=options.since) if options.since else None,
        Dated(before=options.until) if options.until else None,
    ]
    asked = tuple(part for part in parts if part)
    return All(asked) if asked else None


def _names(library: Library, speaker: str) -> tuple[str, ...]:
    """The names under which somebody is quoted. Raises NewsreaderError where nobody is meant."""
    people = library.people.all()
    speakers = filter_people(people, speaker)
    exact = [person for person in speakers if normalize_name(speaker) in map(normalize_name, person.names)]
    if not speakers:
        sentence = _("No quotation by “{name}” in the library.").format(name=clean_line(speaker))
        raise NewsreaderError(sentence + did_you_mean(speaker, (name for person in people for name in person.names)))
    return tuple(name for person in exact or speakers for name in person.names)


def _quotes_in_texts(file: str) -> int:
    """Find the quotations of each text of a file ("-": standard input), one line of JSON each."""
    from newsreader.quotes.engine import find_quotations  # most never need it

    for number, line in enumerate(text_lines(file), 1):
        if not line.strip():
            continue
        try:
            item: dict[str, Any] = json.loads(line)
            article, numbers = annotated_article(item)
        except (ValueError, KeyError, TypeError) as error:
            raise NewsreaderError(
                _('{path}, line {number}: expected {{"id": …, "paragraphs": […]}}.').format(path=file, number=number)
            ) from error
        found = [
            span_of(quotation, numbers[quotation.block] if quotation.block >= 0 else quotation.block)
            for quotation in find_quotations(article)
        ]
        print(json.dumps({"id": item.get("id"), "quotes": found}, ensure_ascii=False))
    return EXIT_OK
