"""`newsreader export`: subscriptions, the whole library, or articles; to a file, a folder or standard output."""

import argparse
import sys
from pathlib import Path

from newsreader.cli.context import Context
from newsreader.cli.output import EXIT_OK
from newsreader.i18n import _, plural
from newsreader.library.subscribing import export_opml
from newsreader.library.transferring import export_library, export_markdown, written
from newsreader.model.errors import NewsreaderError
from newsreader.model.scope import Scope


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    parser.add_argument(
        "file",
        nargs="?",
        default="-",
        metavar="FILE|FOLDER",
        help=_("where to, - for standard output; FILE.jsonl means the whole library"),
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--all", action="store_true", help=_("the whole library, as JSON lines"))
    form.add_argument(
        "--markdown",
        nargs="?",
        const="",
        metavar="SEARCH",
        help=_("a file for each article that a search finds, or for all, into a folder"),
    )


def run(options: argparse.Namespace, context: Context) -> int:
    """Write them."""
    if options.markdown is not None:
        return _markdown(options, context)
    with context.store() as store:
        whole = options.all or options.file.endswith((".jsonl", ".ndjson"))
        lines = (f"{line}\n" for line in export_library(store)) if whole else iter([export_opml(store)])
        if options.file == "-":
            sys.stdout.writelines(lines)
        else:
            with written(Path(options.file)) as file:
                file.writelines(lines)
    return EXIT_OK


def _markdown(options: argparse.Namespace, context: Context) -> int:
    if options.file == "-":
        raise NewsreaderError(_("Name a folder for the articles: newsreader export FOLDER --markdown."))
    with context.library() as library, context.store() as store:
        articles = store.lists.ids(Scope(query=library.query(options.markdown)))
        count = export_markdown(store, articles, Path(options.file), library.read_waiting)
    words = plural("{n} article was written into {path}.", "{n} articles were written into {path}.", count)
    print(words.format(n=count, path=options.file))
    return EXIT_OK
