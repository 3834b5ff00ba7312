"""`newsreader people`: list everyone quoted in the library."""

import argparse

from newsreader.cli.arguments import non_empty, non_negative, point_in_time
from newsreader.cli.context import Context
from newsreader.cli.output import EXIT_OK, EXIT_PARTIAL, print_object, say_nothing_found
from newsreader.i18n import _, language
from newsreader.library.core import Library
from newsreader.model.errors import NewsreaderError
from newsreader.model.quotation import Speaker
from newsreader.model.text import clean_line

#: Of more people than these at a time nobody reads the pages.
_PROFILES = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    parser.add_argument("name", nargs="?", default="", metavar=_("NAME"), help=_("only people with this in their name"))
    parser.add_argument(
        "--profile",
        action="store_true",
        help=_("the page of each: roles, months, words that mark them off, outlets, who else is quoted, changes"),
    )
    parser.add_argument(
        "--about",
        type=non_empty,
        metavar=_("SEARCH"),
        help=_("with --profile, only the articles that this search lists"),
    )
    parser.add_argument(
        "--since", type=point_in_time, metavar=_("WHEN"), help=_("with --profile, only since 2026-11-01, or for 3d")
    )
    parser.add_argument("-n", "--limit", type=non_negative, metavar="N", help=_("at most this many"))
    parser.add_argument("-j", "--json", action="store_true", help=_("one JSON object per line"))


def run(options: argparse.Namespace, context: Context) -> int:
    """List them, the most quoted first."""
    from newsreader.library.speaker_groups import filter_people

    with context.library() as library:
        library.upkeep.process_now()
        people = library.people.all()
        speakers = (filter_people(people, options.name) if options.name else people)[: options.limit]
        if options.profile:
            _print_profiles(library, speakers, options)
            return EXIT_OK if speakers else EXIT_PARTIAL
    for person in speakers:
        if options.json:
            plain = {"name": person.name, "names": list(person.names), "type": str(person.type), "role": person.role}
            print_object({**plain, "quotations": person.count, "last": person.last.isoformat()})
        else:
            role = f", {clean_line(person.role)}" if person.role else ""
            print(f"{person.count:5}  {clean_line(person.name)}{role}")
    if not speakers:
        say_nothing_found(_("Nobody is quoted."))
    return EXIT_OK if speakers or not options.name else EXIT_PARTIAL


def _print_profiles(library: Library, people: list[Speaker], options: argparse.Namespace) -> None:
    """Print the page of each of these people. Raises NewsreaderError for more than one reads."""
    from newsreader.render.profile import profile_plain, profile_text

    if len(people) > _PROFILES:
        sentence = _("{n} people are meant. Name one, or say how many pages with --limit.")
        raise NewsreaderError(sentence.format(n=len(people)))
    library.upkeep.index_waiting()
    about = library.searches.parse(options.about) if options.about else None
    for number, person in enumerate(people):
        profile = library.profiles.of(person.names, about, options.since)
        if options.json:
            print_object(profile_plain(profile))
        else:
            print("\n".join([*([""] if number else []), *profile_text(profile, language())]))
