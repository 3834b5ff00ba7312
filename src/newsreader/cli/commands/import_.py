"""`newsreader import`: import an exported library, or a list of subscriptions."""

import argparse
import sys
from collections.abc import Iterable

from newsreader.cli.context import Context
from newsreader.cli.output import EXIT_OK, EXIT_PARTIAL
from newsreader.i18n import _, plural
from newsreader.library.files import lines_of, open_file, rest_of
from newsreader.model.errors import NewsreaderError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    parser.add_argument("file", metavar=_("FILE"), help=_("the file, or - for standard input"))


def run(options: argparse.Namespace, context: Context) -> int:
    """Import a file, or standard input."""
    return import_file(context, options.file)


def import_file(context: Context, file: str) -> int:
    """Take in a library that was exported, or subscribe to what a list names; "-" is standard input."""
    from newsreader.library.open_or_recover import is_backup
    from newsreader.library.transfer.library_dump import is_library

    with open_file(file) as stream:
        start = stream.peek(64)
        if is_backup(start):
            raise NewsreaderError(
                _("{path} is a copy of a library: “newsreader restore {path}” puts it in the place of yours.").format(
                    path=file
                )
            )
        if is_library(start):
            return _take_in(context, (line.decode("utf-8", "replace") for line in lines_of(stream, file)))
        data = rest_of(stream, file)
    return _subscribe(context, data)


def _subscribe(context: Context, data: bytes) -> int:
    with context.library() as library:
        done = library.subscriptions.import_list(data, context.settings.passes)
    for line in done.left:
        print(_("Skipped (not a feed): {line}").format(line=line), file=sys.stderr)
    for sentence in done.said:
        print(sentence)
    hint = [_("Run “newsreader refresh” to download them.")] if done.new else []
    print(" ".join([*done.counts(), *hint]))
    if done.searches:
        words = plural(
            "{n} search was saved (“newsreader searches”).",
            "{n} searches were saved (“newsreader searches”).",
            done.searches,
        )
        print(words.format(n=done.searches))
    if done.broken:
        print(_("The file breaks off: what it names up to there was taken."), file=sys.stderr)
    return EXIT_PARTIAL if done.left or done.broken else EXIT_OK


def _take_in(context: Context, lines: Iterable[str]) -> int:
    """Take in a library that was exported."""
    with context.library() as library:
        taken = library.upkeep.import_lines(lines)
        library.upkeep.index_waiting()
    print(plural("{n} article imported.", "{n} articles imported.", taken.new).format(n=taken.new))
    if known := taken.known:
        words = plural("{n} article was already there.", "{n} articles were already there.", known)
        print(words.format(n=known))
    if not taken.damaged:
        return EXIT_OK
    sentence = plural(
        "{n} line is damaged: it was left out ({which}).",
        "{n} lines are damaged: they were left out ({which}).",
        len(taken.damaged),
    )
    which = ", ".join(map(str, taken.damaged[:20])) + (" …" if len(taken.damaged) > 20 else "")
    print(sentence.format(n=len(taken.damaged), which=which), file=sys.stderr)
    return EXIT_PARTIAL
