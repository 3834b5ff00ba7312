"""`newsreader epub`: bind articles into an EPUB for an e-reader."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from newsreader.cli.arguments import articles_named, non_empty
from newsreader.cli.context import Context
from newsreader.cli.output import EXIT_OK
from newsreader.i18n import _, plural
from newsreader.library.core import Library
from newsreader.library.sharing.epub import Section, daily_edition, default_file_name, write_epub
from newsreader.model.text import clean_line

#: How many articles of a search one book takes.
_MOST = 500


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    parser.add_argument("articles", nargs="*", type=non_empty, metavar=_("ARTICLE"), help=_("number, key or address"))
    parser.add_argument("--tag", type=non_empty, metavar=_("TAG"), help=_("those with this tag"))
    parser.add_argument("--search", type=non_empty, metavar=_("SEARCH"), help=_("those that match a search"))
    parser.add_argument("--title", default="", metavar=_("TITLE"), help=_("title of the EPUB"))
    parser.add_argument("-o", "--output", default="", metavar=_("FILE|FOLDER"), help=_("output file or folder"))


def run(options: argparse.Namespace, context: Context) -> int:
    """Bind articles into a book."""
    now = datetime.now(UTC)
    with context.library() as library:
        title, sections = _content(library, options, now)
        numbers = [number for _name, some in sections for number in some]
        path = Path(options.output or context.settings.epub_folder or ".").expanduser()
        if path.is_dir():
            tagged = f"{clean_line(options.tag)}.epub" if (options.tag or "").isalnum() else ""
            path = path / (tagged or default_file_name(library, numbers, now))
        count = write_epub(library, options.title or title, sections, path, now)
    print(plural("{n} article is in {path}.", "{n} articles are in {path}.", count).format(n=count, path=path))
    return EXIT_OK


def _content(library: Library, options: argparse.Namespace, now: datetime) -> tuple[str, list[Section]]:
    """The title of the book and what is in it."""
    if options.articles:
        numbers = articles_named(library, options.articles)
        return "", [("", numbers)]
    if options.tag or options.search:
        wanted = f'tag:"{options.tag}"' if options.tag else options.search
        library.upkeep.index_waiting()
        return options.tag or options.search, [("", [headline.id for headline in library.searches.find(wanted, _MOST)])]
    return daily_edition(library, now)
