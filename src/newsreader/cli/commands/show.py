"""`newsreader show`: print an article of the library, an address or a file."""

import argparse
import sys
from pathlib import Path

from newsreader.cli.arguments import non_empty
from newsreader.cli.context import Context, wait_for
from newsreader.cli.output import EXIT_OK, print_object, terminal_width
from newsreader.i18n import _, language
from newsreader.library.core import Library
from newsreader.library.extraction import ExtractionResult, PageReader, is_address, library_key
from newsreader.model.article import Article, pictures_of
from newsreader.model.errors import NewsreaderError
from newsreader.model.quotation import Quotation
from newsreader.model.serialize import article_to_dict, comment_to_plain, quotation_to_plain, thread_to_plain
from newsreader.render.comments import heading, thread_lines
from newsreader.render.markdown import markdown_article
from newsreader.render.notices import notice_for
from newsreader.render.plain import plain_article


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    parser.add_argument("article", type=non_empty, metavar=_("ARTICLE|FILE|URL"), help=_("- is standard input"))
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--plain", action="store_true", help=_("plain text in reading order (the default)"))
    form.add_argument("--markdown", action="store_true", help=_("Markdown"))
    form.add_argument(
        "--html",
        action="store_true",
        help=_("one page of HTML to keep or print, with quotations in their speakers' colours"),
    )
    form.add_argument("--json", action="store_true", help=_("the object that “extract” prints"))
    parser.add_argument("--comments", action="store_true", help=_("its comments instead; with --json, as objects"))


def run(options: argparse.Namespace, context: Context) -> int:
    """Print an article of the library (number, key or address), of a file, or of an address."""
    with context.library() as library:
        article, quotations, note = _find(library, options.article, context)
        wanted = (url for _caption, url in pictures_of(article)) if options.html else ()
        pictures = library.images.embedded(wanted)
    if options.comments:
        _comments(article, options.json)
    elif options.json:
        plain = {
            **article_to_dict(article),
            "quotations": [quotation_to_plain(quotation) for quotation in quotations],
            "comments": thread_to_plain(article.thread),
        }
        print_object(plain)
    elif options.html:
        from newsreader.render.html import html_article

        sys.stdout.write(html_article(article, quotations, pictures, language()))
    elif options.markdown:
        sys.stdout.write(markdown_article(article, language()))
    else:
        sys.stdout.write(plain_article(article, language(), terminal_width()))
    if note:
        print(f"newsreader: {note}", file=sys.stderr)
    return EXIT_OK


def _comments(article: Article, as_json: bool) -> None:
    if as_json:
        for depth, comment in article.thread.walk():
            print_object({**comment_to_plain(comment), "depth": depth})
        return
    if article.thread.comments or article.thread.count:
        print(heading(article.thread), end="\n\n")
    for line in thread_lines(article.thread, terminal_width() or 100, language()):
        print(("│ " if line.gutter == "answer" else "") + line.text)


async def _fetch(url: str, context: Context) -> ExtractionResult:
    async with context.client(url) as client:
        return await PageReader().from_address(url, client.get)


def _find(library: Library, source: str, context: Context) -> tuple[Article, tuple[Quotation, ...], str]:
    number = library.find(source)
    if number is None and is_address(source):
        number = library.find(library_key(source))
    if number is not None:
        library.upkeep.process_now(number)
        if reading := library.open(number):
            return reading.article, reading.quotations, notice_for(reading.article, reading.error)
    if is_address(source):
        found = wait_for(_fetch(source, context))
    elif source == "-" or Path(source).exists():
        found = PageReader().from_file(source)
    else:
        raise NewsreaderError(
            _("No article or file “{source}”. “newsreader list” shows the numbers.").format(source=source)
        )
    if found.article is None:
        raise NewsreaderError(found.error)
    return found.article, found.quotations, ""
