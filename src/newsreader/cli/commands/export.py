"""`newsreader export`: export subscriptions, the whole library, or articles, to a file, a folder or standard output."""

import argparse
import sys
from pathlib import Path

from newsreader.cli.context import Context
from newsreader.cli.output import EXIT_OK
from newsreader.i18n import _, plural
from newsreader.library.transfer.library_dump import atomic_writer
from newsreader.model.article_filter import ArticleFilter
from newsreader.model.errors import NewsreaderError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    parser.add_argument(
        "file",
        nargs="?",
        default="-",
        metavar=_("FILE|FOLDER"),
        help=_("output file, - for standard output; FILE.jsonl exports the whole library"),
    )
    parser.add_argument("-f", "--force", action="store_true", help=_("overwrite the file"))
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--all", action="store_true", help=_("the whole library, as JSON lines"))
    form.add_argument(
        "--markdown",
        nargs="?",
        const="",
        metavar=_("SEARCH"),
        help=_("one file per article found by a search, or for all, into a folder"),
    )


def run(options: argparse.Namespace, context: Context) -> int:
    """Write them."""
    if options.markdown is not None:
        return _markdown(options, context)
    whole = _is_whole(options)
    with context.library() as library:
        lines = (
            (f"{line}\n" for line in library.upkeep.export_lines())
            if whole
            else iter([library.subscriptions.to_opml()])
        )
        if options.file == "-":
            sys.stdout.writelines(lines)
            return EXIT_OK
        path = Path(options.file)
        if path.exists() and not options.force:
            raise NewsreaderError(_("{path} is there already; --force overwrites it.").format(path=path))
        with atomic_writer(path) as file:
            file.writelines(lines)
    print(
        _("The whole library is in {path}.").format(path=path)
        if whole
        else _("The subscriptions are in {path}.").format(path=path)
    )
    return EXIT_OK


def _is_whole(options: argparse.Namespace) -> bool:
    """Return whether the library is meant, and not the subscriptions. Raises NewsreaderError where the name of the file
    does not say it."""
    name = options.file.lower()
    if options.all or name.endswith((".jsonl", ".ndjson")):
        return True
    if name == "-" or name.startswith("/dev/") or name.endswith((".opml", ".xml")):
        return False
    raise NewsreaderError(
        _(
            "{path} does not say what is meant: FILE.opml for the subscriptions, FILE.jsonl (or --all) for the library."
        ).format(path=options.file)
    )


def _markdown(options: argparse.Namespace, context: Context) -> int:
    if options.file == "-":
        raise NewsreaderError(_("Name a folder for the articles: newsreader export FOLDER --markdown."))
    if options.file.lower().endswith((".jsonl", ".ndjson", ".opml")):
        raise NewsreaderError(_("{path} is the name of a file; --markdown takes a folder.").format(path=options.file))
    with context.library() as library:
        articles = library.ids(ArticleFilter(query=library.searches.parse(options.markdown)))
        count = library.upkeep.export_markdown(articles, Path(options.file))
    words = plural("{n} article written to {path}.", "{n} articles written to {path}.", count)
    print(words.format(n=count, path=options.file))
    return EXIT_OK
