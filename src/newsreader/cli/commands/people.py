"""`newsreader people`: everyone quoted in the library."""

import argparse

from newsreader.cli.arguments import non_negative
from newsreader.cli.context import Context
from newsreader.cli.output import EXIT_OK, EXIT_PARTIAL, print_object, say_nothing_found
from newsreader.i18n import _
from newsreader.model.text import clean_line


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    parser.add_argument("name", nargs="?", default="", metavar="NAME", help=_("only people with this in their name"))
    parser.add_argument("-n", "--limit", type=non_negative, metavar="N", help=_("at most this many"))
    parser.add_argument("-j", "--json", action="store_true", help=_("one JSON object per line"))


def run(options: argparse.Namespace, context: Context) -> int:
    """List them, the most quoted first."""
    from newsreader.library.speaker_groups import filter_people

    with context.library() as library:
        library.upkeep.process_now()
        people = library.people.all()
    found = (filter_people(people, options.name) if options.name else people)[: options.limit]
    for person in found:
        if options.json:
            plain = {"name": person.name, "names": list(person.names), "type": str(person.type), "role": person.role}
            print_object({**plain, "quotations": person.count, "last": person.last.isoformat()})
        else:
            role = f", {clean_line(person.role)}" if person.role else ""
            print(f"{person.count:5}  {clean_line(person.name)}{role}")
    if not found:
        say_nothing_found(_("Nobody is quoted."))
    return EXIT_OK if found or not options.name else EXIT_PARTIAL
