"""The commands that find: searches, rules, tags and notes."""

import argparse
import sys

from newsreader.cli.commands import OK, PARTLY, print_headlines
from newsreader.cli.objects import print_object
from newsreader.i18n import _, language
from newsreader.library.reading import Library
from newsreader.model.errors import NewsreaderError
from newsreader.model.plain import note_to_plain
from newsreader.model.scope import Order
from newsreader.model.text import clean_line
from newsreader.render.notes import note_line, notes_markdown


def run(library: Library, options: argparse.Namespace) -> int:
    """Do what the command line asks."""
    does = {"search": _search, "searches": _searches, "rules": _rules, "tag": _tag, "notes": _notes}
    return does[options.command](library, options)


def _search(library: Library, options: argparse.Namespace) -> int:
    library.index_waiting()
    order = Order.BEST if options.best else Order.NEWEST
    found = library.search(" ".join(options.words), options.limit, order)
    print_headlines(library, found, options.json)
    return OK if found else PARTLY


def _searches(library: Library, options: argparse.Namespace) -> int:
    if options.keep:
        library.keep_search(*options.keep)
    if options.remove:
        library.keep_search(options.remove, "")
    for name, text, unread in library.search_counts():
        print(f"{unread:5}  {clean_line(name)}: {clean_line(text)}")
    return OK


def _rules(library: Library, options: argparse.Namespace) -> int:
    if options.keep:
        name, search = options.keep
        library.keep_rule(name, search, options.do)
    if options.remove:
        library.drop_rule(options.remove)
    if options.preview:
        many, found = library.preview(options.preview)
        print_headlines(library, found, options.json)
        if many > len(found):
            print(_("… and {n} more.").format(n=many - len(found)), file=sys.stderr)
        return OK if found else PARTLY
    for rule in library.rules():
        if options.json:
            print_object({"name": rule.name, "query": rule.query, "acts": rule.acts})
        else:
            print(f"{clean_line(rule.name)}: {clean_line(rule.query)} → {', '.join(rule.acts)}")
    return OK


def _tag(library: Library, options: argparse.Namespace) -> int:
    article = library.find(options.article)
    if article is None:
        raise NewsreaderError(
            _("There is no article “{source}”. “newsreader list” gives the numbers.").format(source=options.article)
        )
    if options.tags:
        library.tag([article], options.tags)
    print(" ".join(library.tags_of(article)))
    return OK


def _notes(library: Library, options: argparse.Namespace) -> int:
    notes = library.notes(" ".join(options.words))
    if options.markdown:
        sys.stdout.write(notes_markdown(notes, language()))
        return OK
    for note in notes:
        if options.json:
            print_object(note_to_plain(note))
        else:
            print(note_line(note))
    return OK
