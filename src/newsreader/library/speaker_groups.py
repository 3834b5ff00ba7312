"""Group the names of speakers into people: one person under several names, several people under one surname."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from newsreader.model.quotation import SPOKEN, Quotation, Speaker, SpeakerType
from newsreader.model.text import unaccented

if TYPE_CHECKING:
    from newsreader.store.store import Store


def normalize_name(name: str) -> str:
    """A name without accents, case, hyphens and titles, for comparing."""
    words = re.findall(r"\w+", unaccented(name.lower()))
    return " ".join(word for word in words if word not in ("m", "mme", "mr", "mrs", "ms", "dr", "pr", "me"))


def group_speakers(speakers: Iterable[Speaker], corrections: Mapping[str, str]) -> list[Speaker]:
    """The speakers, those that are one made one; the most quoted first, people before the rest.

    What the reader has corrected comes first. Else names that differ in accents, case or hyphens are
    one, and a surname alone is the one person of that surname, if there is just one: of two, it is
    neither.
    """
    speakers = list(speakers)
    people = [s.name for s in speakers if s.type is SpeakerType.PERSON]
    by_surname: dict[str, set[str]] = {}
    for name in people:
        if " " in (full := normalize_name(name)):
            by_surname.setdefault(full.split()[-1], set()).add(full)

    def key(speaker: Speaker) -> str:
        if speaker.name in corrections:
            return normalize_name(corrections[speaker.name])
        name = normalize_name(speaker.name)
        if speaker.type is not SpeakerType.PERSON:
            return f"{speaker.type}:{name}"
        if " " not in name and len(names := by_surname.get(name, set())) == 1:
            return next(iter(names))
        return name

    groups: dict[str, list[Speaker]] = {}
    for speaker in speakers:
        groups.setdefault(key(speaker), []).append(speaker)
    return sorted(
        (_merge_group(group, corrections) for group in groups.values()),
        key=lambda s: (
            s.type is not SpeakerType.PERSON,
            s.type is SpeakerType.ANONYMOUS,
            -s.count,
            normalize_name(s.name),
        ),
    )


def _merge_group(group: list[Speaker], corrections: Mapping[str, str]) -> Speaker:
    chosen = {corrections[s.name] for s in group if s.name in corrections}
    group.sort(key=lambda s: (s.name not in chosen, -len(normalize_name(s.name).split()), -s.count, s.name))
    return Speaker(
        names=tuple(dict.fromkeys(s.name for s in group)),
        type=group[0].type,
        count=sum(s.count for s in group),
        last=max(s.last for s in group),
        role=next((s.role for s in group if s.role), ""),
    )


def speakers_in_article(
    quotations: Iterable[Quotation], named: Iterable[tuple[str, str]], when: datetime
) -> list[Speaker]:
    """List those of an article who are quoted, the most quoted first, then those who are only `named` (name, role)."""
    spoken = [q for q in quotations if q.speaker and q.kind in SPOKEN]
    counts = Counter(q.speaker for q in spoken)
    roles = {q.speaker: q.role for q in reversed(spoken) if q.role}
    types = {q.speaker: q.speaker_type or SpeakerType.PERSON for q in spoken}
    quoted = [Speaker((name,), types[name], n, when, roles.get(name, "")) for name, n in counts.most_common()]
    known = set(map(normalize_name, counts))
    others = [
        Speaker((name,), SpeakerType.PERSON, 0, when, role) for name, role in named if normalize_name(name) not in known
    ]
    return [*quoted, *others]


#: How a description begins, where a name does not.
_DESCRIBED = re.compile(r"(?i:(?:une?|des|les?|la|plusieurs|certaine?s|an?|the|some|several|one)\s|l['’])(?=[a-zà-ÿ])")


def type_of(name: str, known: Iterable[Speaker]) -> SpeakerType:
    """Return what somebody is whose name was typed: what they are elsewhere; else unnamed, where that is a description,
    or a person."""
    wanted = normalize_name(name)
    for speaker in sorted(known, key=lambda s: -s.count):
        if any(normalize_name(each) == wanted for each in speaker.names):
            return speaker.type
    return SpeakerType.ANONYMOUS if _DESCRIBED.match(name) else SpeakerType.PERSON


#: Signs that a name is not somebody's: how it begins, what is in it, a thing and where it is ("Tour de France").
_NOT_A_NAME = re.compile(
    r"""l['’]|(?:une?|des|the|an?|ma|mon|derrière|selon|pour)\s|(?:les?|la)\s\S+\s|.*(?:\d|["«“])|(?:\S+\s){5}""",
    re.IGNORECASE | re.DOTALL,
)
_ACRONYM = re.compile(r"\b[A-ZÀ-Ý]{2,}\b")
_THING_OF = re.compile(r".+\s(?:d['’]|(?:de|du|des)\s)", re.IGNORECASE)


def is_person(speaker: Speaker) -> bool:
    """Return whether somebody taken for a person bears a person's name. A given name that is known, or what the article
    says that they are, speaks for it."""
    from newsreader.quotes.given_names import gender_of  # a list of names that the first screen does not need

    name = speaker.name
    if speaker.type is not SpeakerType.PERSON or _NOT_A_NAME.match(name):
        return False
    if gender_of(name) is not None:
        return True
    acronym = _ACRONYM.search(name) and not name.isupper()
    return not acronym and (bool(speaker.role) or not _THING_OF.match(name))


def of_kind(speakers: Iterable[Speaker], kind: SpeakerType) -> list[Speaker]:
    """Choose, of the speakers, the people; the unnamed; or, as organisations, whatever else has a name; the most quoted
    first."""

    def kind_of(speaker: Speaker) -> SpeakerType:
        if is_person(speaker) or speaker.type is SpeakerType.ANONYMOUS:
            return speaker.type
        return SpeakerType.ORGANISATION

    return sorted((speaker for speaker in speakers if kind_of(speaker) is kind), key=lambda speaker: -speaker.count)


def filter_people(speakers: Iterable[Speaker], typed: str) -> list[Speaker]:
    """The speakers one of whose names, or whose role, has every word begun by what is typed."""
    wanted = normalize_name(typed).split()
    return [s for s in speakers if all(f" {word}" in _normal(s) for word in wanted)]


def _normal(speaker: Speaker) -> str:
    """What a speaker is called, each word behind a space."""
    return " ".join(("", *map(normalize_name, (*speaker.names, speaker.role))))


#: The people of each open library with what they are called, as long as nothing is written: to group them takes a
#: second where tens of thousands are quoted, and who types a name wants them at each letter.
_KNOWN: WeakKeyDictionary[Store, tuple[object, list[tuple[Speaker, str]]]] = WeakKeyDictionary()


def known_people(store: Store) -> list[tuple[Speaker, str]]:
    """Return everyone quoted in a library with their normalised names and roles."""
    now = store.database.snapshot()
    kept = _KNOWN.get(store)
    if kept is None or kept[0] != now:
        people = group_speakers(store.quotations.speakers(), store.quotations.aliases())
        kept = _KNOWN[store] = now, [(speaker, _normal(speaker)) for speaker in people]
    return kept[1]


def name_resolver(store: Store) -> Callable[[str], Sequence[str]]:
    """Return a function that gives all names of the people meant by a typed name; the name itself where nobody is."""

    def names(typed: str) -> list[str]:
        wanted = [f" {word}" for word in normalize_name(typed).split()]
        meant = (speaker for speaker, called in known_people(store) if all(word in called for word in wanted))
        return [name for speaker in meant for name in speaker.names] or [typed]

    return names
