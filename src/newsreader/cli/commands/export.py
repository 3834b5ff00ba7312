"""`newsreader export`: subscriptions, the whole library, or articles; to a file, a folder or standard output."""

import argparse
import sys
from pathlib import Path

from newsreader.cli.context import Context
from newsreader.cli.output import EXIT_OK
from newsreader.i18n import _, plural
from newsreader.library.subscriptions.discovery import export_opml
from newsreader.library.transfer.library_dump import atomic_writer, export_library, export_markdown
from newsreader.model.article_filter import ArticleFilter
from newsreader.model.errors import NewsreaderError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    parser.add_argument(
        "file",
        nargs="?",
        default="-",
        metavar="FILE|FOLDER",
        help=_("output file, - for standard output; FILE.jsonl exports the whole library"),
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--all", action="store_true", help=_("the whole library, as JSON lines"))
    form.add_argument(
        "--markdown",
        nargs="?",
        const="",
        metavar="SEARCH",
        help=_("one file per article found by a search, or for all, into a folder"),
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
            with atomic_writer(Path(options.file)) as file:
                file.writelines(lines)
    return EXIT_OK


def _markdown(options: argparse.Namespace, context: Context) -> int:
    if options.file == "-":
        raise NewsreaderError(_("Name a folder for the articles: newsreader export FOLDER --markdown."))
    with context.library() as library, context.store() as store:
        articles = store.headlines.ids(ArticleFilter(query=library.query(options.markdown)))
        count = export_markdown(store, articles, Path(options.file), library.process_now)
    words = plural("{n} article written to {path}.", "{n} articles written to {path}.", count)
    print(words.format(n=count, path=options.file))
    return EXIT_OK
