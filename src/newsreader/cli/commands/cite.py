"""`newsreader cite`: cite an article or a quotation as a source."""

import argparse

from newsreader.cli.arguments import articles_named, non_empty, non_negative
from newsreader.cli.context import Context
from newsreader.cli.output import EXIT_OK
from newsreader.i18n import _, language, plural
from newsreader.library.open_article import OpenArticle
from newsreader.library.provenance import version_sentence
from newsreader.model.errors import NewsreaderError
from newsreader.model.quotation import Quotation, QuotationKind
from newsreader.render.reference import STYLES, Reference


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    parser.add_argument("article", type=non_empty, metavar=_("ARTICLE"), help=_("number, key or address"))
    parser.add_argument(
        "--quotation",
        type=non_negative,
        metavar="N",
        help=_("the Nth quotation that “newsreader quotes ARTICLE” lists"),
    )
    parser.add_argument(
        "--as", dest="style", choices=STYLES, default="markdown", help=_("what it is for; by default Markdown")
    )


def run(options: argparse.Namespace, context: Context) -> int:
    """Print it: outlet, author, dates, address, and which version of the article says so."""
    with context.library() as library:
        (number,) = articles_named(library, [options.article])
        library.upkeep.process_now(number)
        reading, versions = library.open(number), library.versions(number)
        accessed = library.read_time(number)
    if reading is None:
        raise NewsreaderError(_("The article is not in the library any more."))
    quotation = None if options.quotation is None else _quotation(reading, options.quotation)
    version = version_sentence(versions, quotation.text if quotation else "", language())
    print(STYLES[options.style](Reference(reading.article, accessed, language(), quotation, version)))
    return EXIT_OK


def _quotation(reading: OpenArticle, number: int) -> Quotation:
    """One of those that `newsreader quotes` lists, from 1. Raises NewsreaderError where there are not so many."""
    kinds = (QuotationKind.SPEECH, QuotationKind.PULL_QUOTE)
    quotations = [quotation for quotation in reading.quotations if quotation.kind in kinds]
    if not 1 <= number <= len(quotations):
        sentence = plural(
            "This article has {n} quotation. “newsreader quotes ARTICLE” lists it.",
            "This article has {n} quotations. “newsreader quotes ARTICLE” lists them.",
            len(quotations),
        )
        raise NewsreaderError(sentence.format(n=len(quotations)))
    return quotations[number - 1]
