"""`newsreader study`: print figures on who is quoted how much, by which outlets."""

import argparse
import csv
import sys

from newsreader.cli.arguments import add_period, non_empty, non_negative
from newsreader.cli.context import Context
from newsreader.cli.output import EXIT_OK, EXIT_PARTIAL, print_object
from newsreader.i18n import _, language
from newsreader.model.study import TOP_SPEAKERS, Grouping


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    parser.add_argument("--outlet", type=non_empty, metavar=_("NAME"), help=_("only what this outlet printed"))
    parser.add_argument(
        "--about", type=non_empty, metavar=_("SEARCH"), help=_("only the articles that this search lists")
    )
    add_period(parser)
    parser.add_argument("--by", choices=[*Grouping], help=_("compare outlets, sections, months, genders or roles"))
    parser.add_argument(
        "-n", "--limit", type=non_negative, default=TOP_SPEAKERS, metavar="N", help=_("so many of the most quoted")
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("-j", "--json", action="store_true", help=_("one JSON object"))
    form.add_argument("--csv", action="store_true", help=_("a row for each figure, for a spreadsheet"))
    form.add_argument("--html", action="store_true", help=_("a report with figures, for a browser or a printer"))


def run(options: argparse.Namespace, context: Context) -> int:
    """Print the figures."""
    from newsreader.library.study import study
    from newsreader.render.study import COLUMNS, study_plain, study_rows, study_text

    by = Grouping(options.by) if options.by else None
    with context.library() as library:
        library.upkeep.process_now()
        articles = None
        if options.about:
            library.upkeep.index_waiting()
            articles = library.searches.numbers(options.about)
        quotations = library.people.studied(
            options.since, options.until, options.outlet or "", articles, by is Grouping.SECTION
        )
        figures = study(quotations, library.people.aliases(), by)
    if options.json:
        print_object(study_plain(figures))
    elif options.csv:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(study_rows(figures))
    elif options.html:
        from newsreader.render.study_html import study_html

        sys.stdout.write(study_html(figures, language(), options.limit))
    else:
        print("\n".join(study_text(figures, language(), options.limit)))
    return EXIT_OK if figures.whole.articles else EXIT_PARTIAL
