"""`newsreader export`, and `import` of what it wrote."""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from newsreader.cli.commands import OK, PARTLY
from newsreader.i18n import _, plural
from newsreader.library.reading import Library
from newsreader.library.subscribing import export_opml
from newsreader.library.transferring import export_library, export_markdown, import_library, written
from newsreader.model.errors import NewsreaderError
from newsreader.model.scope import Scope
from newsreader.store.store import Store


def export(library: Library, options: argparse.Namespace) -> int:
    """Subscriptions, the whole library, or articles; to a file, a folder or standard output."""
    if options.markdown is not None:
        return _markdown(library, options)
    store = Store(library.path)
    try:
        whole = options.all or options.file.endswith((".jsonl", ".ndjson"))
        lines = (f"{line}\n" for line in export_library(store)) if whole else iter([export_opml(store)])
        if options.file == "-":
            sys.stdout.writelines(lines)
        else:
            with written(Path(options.file)) as file:
                file.writelines(lines)
    finally:
        store.close()
    return OK


def _markdown(library: Library, options: argparse.Namespace) -> int:
    if options.file == "-":
        raise NewsreaderError(_("Name a folder for the articles: newsreader export FOLDER --markdown."))
    store = Store(library.path)
    try:
        articles = store.lists.ids(Scope(query=library.query(options.markdown)))
        count = export_markdown(store, articles, Path(options.file), library.read_waiting)
    finally:
        store.close()
    words = plural("{n} article was written into {path}.", "{n} articles were written into {path}.", count)
    print(words.format(n=count, path=options.file))
    return OK


def take_in(path: Path, lines: Iterable[str]) -> int:
    """Take in a library that was exported."""
    store = Store(path)
    try:
        taken = import_library(store, lines)
    finally:
        store.close()
    library = Library(path)
    try:
        library.index_waiting()
    finally:
        library.close()
    words = plural("{n} article was taken in", "{n} articles were taken in", taken.new).format(n=taken.new)
    known = plural(", {n} was there already", ", {n} were there already", taken.known).format(n=taken.known)
    print(words + (known if taken.known else "") + ".")
    if taken.damaged:
        sentence = plural(
            "{n} line is damaged: it was left out ({which}).",
            "{n} lines are damaged: they were left out ({which}).",
            len(taken.damaged),
        )
        which = ", ".join(map(str, taken.damaged[:20])) + (" …" if len(taken.damaged) > 20 else "")
        print(sentence.format(n=len(taken.damaged), which=which), file=sys.stderr)
    return PARTLY if taken.damaged else OK
