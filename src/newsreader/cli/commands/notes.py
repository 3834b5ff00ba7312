"""`newsreader notes`: list notes and highlights."""

import argparse
import sys

from newsreader.cli.context import Context
from newsreader.cli.output import EXIT_OK, EXIT_PARTIAL, print_object, say_nothing_found
from newsreader.i18n import _, language
from newsreader.model.serialize import note_to_plain
from newsreader.render.notes import note_line, notes_markdown


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    parser.add_argument("words", nargs="*", metavar=_("WORD"), help=_("only those that contain all these words"))
    form = parser.add_mutually_exclusive_group()
    form.add_argument("-j", "--json", action="store_true", help=_("one JSON object per line"))
    form.add_argument("--markdown", action="store_true", help=_("Markdown"))


def run(options: argparse.Namespace, context: Context) -> int:
    """Print them, newest first."""
    with context.library() as library:
        notes = library.notes.all(" ".join(options.words))
    if options.markdown:
        sys.stdout.write(notes_markdown(notes, language()))
        return EXIT_OK
    if not notes:
        say_nothing_found(_("No notes."))
        return EXIT_PARTIAL if options.words else EXIT_OK
    for note in notes:
        if options.json:
            print_object(note_to_plain(note))
        else:
            print(note_line(note))
    return EXIT_OK
