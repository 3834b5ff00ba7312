"""`newsreader rules`: list, add and remove rules."""

import argparse
import sys

from newsreader.cli.arguments import non_empty
from newsreader.cli.context import Context
from newsreader.cli.output import EXIT_OK, EXIT_PARTIAL, print_headlines, print_object, say_nothing_found
from newsreader.i18n import _, labelled
from newsreader.library.core import Library
from newsreader.model.text import clean_line


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    parser.add_argument(
        "--add",
        nargs=2,
        type=non_empty,
        metavar=(_("NAME"), _("SEARCH")),
        help=_("add a rule, for what comes in from now on"),
    )
    parser.add_argument("--keep", dest="add", nargs=2, type=non_empty, help=argparse.SUPPRESS)
    parser.add_argument(
        "--actions", default="", metavar=_("ACTIONS"), help=_("its actions: hide,read,save,alert,tag:…")
    )
    parser.add_argument("--do", dest="actions", help=argparse.SUPPRESS)
    parser.add_argument(
        "--preview", type=non_empty, metavar=_("SEARCH"), help=_("what it would have matched in the last four weeks")
    )
    parser.add_argument("--remove", metavar=_("NAME"), help=_("delete a rule; what it hid comes back"))
    parser.add_argument("--json", action="store_true", help=_("one JSON object per line"))


def run(options: argparse.Namespace, context: Context) -> int:
    """List the rules, after one was added or removed; or show what one would find."""
    with context.library() as library:
        if options.add:
            name, search = options.add
            library.rules.add(name, search, options.actions)
        if options.remove is not None:
            library.rules.remove(options.remove)
        if options.preview:
            return _preview(library, options)
        for rule in library.rules.all():
            if options.json:
                print_object({"name": rule.name, "query": rule.query, "actions": rule.actions})
            else:
                print(labelled(clean_line(rule.name), f"{clean_line(rule.query)} → {', '.join(rule.actions)}"))
        if not library.rules.all():
            say_nothing_found(_("There is no rule yet: “newsreader rules --add NAME SEARCH --actions hide” makes one."))
    return EXIT_OK


def _preview(library: Library, options: argparse.Namespace) -> int:
    many, headlines = library.rules.preview(options.preview)
    print_headlines(library, headlines, options.json)
    if many > len(headlines):
        print(_("… and {n} more.").format(n=many - len(headlines)), file=sys.stderr)
    return EXIT_OK if headlines else EXIT_PARTIAL
