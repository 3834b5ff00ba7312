"""Complete a search as it is typed: fields, and values that the library has for each."""

import re
from collections.abc import Iterable

from newsreader.library.search.vocabulary import FIELDS, STATES
from newsreader.library.speaker_groups import known_people
from newsreader.model.text import fold
from newsreader.store.store import Store

_LAST = re.compile(r'(?:^|[\s(])-?(?:(\w+):)?("?)([^\s()"]*|(?<=")[^"]*)$')


def complete(text: str, store: Store) -> str:
    """The text with its last word completed; "" where there is nothing to suggest."""
    match = _LAST.search(text)
    if match is None:
        return ""
    field, quote, begun = (match.group(1) or "").lower(), match.group(2), match.group(3)
    if not begun and not field:
        return ""
    known: Iterable[str] = _known(field, store) if field else (f"{name}:" for name in FIELDS)
    if not quote:
        # A part of a name is enough, and needs no quotation marks.
        known = (word for name in known for word in name.split())
    for name in known:
        if fold(name).startswith(fold(begun)) and len(name) > len(begun):
            return f"{text}{name[len(begun) :]}{quote}"
    return ""


def _known(field: str, store: Store) -> Iterable[str]:
    """Yield what a field may be, the most likely first, in the language of its name."""
    match FIELDS.get(field):
        case "is":
            # The first name of each state is the French one, the last the English.
            english = {state: name for name, state in STATES.items()}
            french = dict.fromkeys(english) | {state: name for name, state in reversed(STATES.items())}
            return (*(english if field == "is" else french).values(), *STATES)
        case "tag":
            tags = store.tags.tags()
            return sorted(tags, key=lambda tag: -tags[tag])
        case "rule":
            return [rule.name for rule in store.rules.all()]
        case "source":
            return [feed.title for feed in store.feeds.all()]
        case "outlet":
            return store.headlines.outlets()
        case "said":
            people = sorted((speaker for speaker, _called in known_people(store)), key=lambda speaker: -speaker.count)
            return [speaker.name for speaker in people]
        case "since":
            day = "d" if field == "since" else "j"
            return tuple(f"{days}{day}" for days in (1, 3, 7, 30))
        case _:
            return ()
