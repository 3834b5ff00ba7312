"""`newsreader note`: write a note on an article."""

import argparse

from newsreader.cli.arguments import articles_named, non_empty
from newsreader.cli.context import Context
from newsreader.cli.output import EXIT_OK
from newsreader.i18n import _
from newsreader.library.files import read_text
from newsreader.model.errors import NewsreaderError
from newsreader.model.note import Note


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    parser.add_argument("article", type=non_empty, metavar=_("ARTICLE"), help=_("number, key or address"))
    parser.add_argument("words", nargs="+", metavar=_("WORD"), help=_("the note, or - for standard input"))


def run(options: argparse.Namespace, context: Context) -> int:
    """Keep it."""
    words = (read_text("-") if options.words == ["-"] else " ".join(options.words)).strip()
    if not words:
        raise NewsreaderError(_("The note is empty."))
    with context.library() as library:
        [number] = articles_named(library, [options.article])
        headline = library.headlines_of([number])[number]
        library.notes.save(Note(0, number, words, url=headline.url, title=headline.title, outlet=headline.outlet))
    print(_("Note saved."))
    return EXIT_OK
