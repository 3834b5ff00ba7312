"""Who is whom across the library: one person under several names, several people under one surname. Pure."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from newsreader.model.quotation import Speaker, SpeakerType
from newsreader.model.text import unaccented
from newsreader.store.store import Store


def folded(name: str) -> str:
    """A name without accents, case, hyphens and titles, for comparing."""
    words = re.findall(r"\w+", unaccented(name.lower()))
    return " ".join(word for word in words if word not in ("m", "mme", "mr", "mrs", "ms", "dr", "pr", "me"))


def who_is_who(speakers: Iterable[Speaker], corrections: Mapping[str, str]) -> list[Speaker]:
    """The speakers, those that are one made one; the most quoted first, people before the rest.

    What the reader has corrected comes first. Else names that differ in accents, case or hyphens are
    one, and a surname alone is the one person of that surname, if there is just one: of two, it is
    neither.
    """
    speakers = list(speakers)
    people = [s.name for s in speakers if s.type is SpeakerType.PERSON]
    by_surname: dict[str, set[str]] = {}
    for name in people:
        if " " in (full := folded(name)):
            by_surname.setdefault(full.split()[-1], set()).add(full)

    def key(speaker: Speaker) -> str:
        if speaker.name in corrections:
            return folded(corrections[speaker.name])
        name = folded(speaker.name)
        if speaker.type is not SpeakerType.PERSON:
            return f"{speaker.type}:{name}"
        if " " not in name and len(found := by_surname.get(name, set())) == 1:
            return next(iter(found))
        return name

    groups: dict[str, list[Speaker]] = {}
    for speaker in speakers:
        groups.setdefault(key(speaker), []).append(speaker)
    return sorted(
        (_one(group, corrections) for group in groups.values()),
        key=lambda s: (s.type is not SpeakerType.PERSON, s.type is SpeakerType.ANONYMOUS, -s.count, folded(s.name)),
    )


def _one(group: list[Speaker], corrections: Mapping[str, str]) -> Speaker:
    chosen = {corrections[s.name] for s in group if s.name in corrections}
    group.sort(key=lambda s: (s.name not in chosen, -len(folded(s.name).split()), -s.count, s.name))
    return Speaker(
        names=tuple(dict.fromkeys(s.name for s in group)),
        type=group[0].type,
        count=sum(s.count for s in group),
        last=max(s.last for s in group),
        role=next((s.role for s in group if s.role), ""),
    )


#: How a description begins, where a name does not.
_DESCRIBED = re.compile(
    r"(?:une?|des|le|la|les|l['’]|plusieurs|certaine?s|an?|the|some|several|one) ?(?=[a-zà-ÿ])", re.IGNORECASE
)


def type_of(name: str, known: Iterable[Speaker]) -> SpeakerType:
    """What somebody is whose name was typed: what they are elsewhere; else unnamed, where that is a description,
    or a person."""
    wanted = folded(name)
    for speaker in sorted(known, key=lambda s: -s.count):
        if any(folded(each) == wanted for each in speaker.names):
            return speaker.type
    return SpeakerType.ANONYMOUS if _DESCRIBED.match(name) else SpeakerType.PERSON


def matching(speakers: Iterable[Speaker], typed: str) -> list[Speaker]:
    """The speakers one of whose names, or whose role, has every word begun by what is typed."""
    wanted = folded(typed).split()
    return [s for s in speakers if all(_begins(word, s) for word in wanted)]


def _begins(word: str, speaker: Speaker) -> bool:
    return any(f" {word}" in f" {folded(text)}" for text in (*speaker.names, speaker.role))


def known_as(store: Store) -> Callable[[str], Sequence[str]]:
    """Gives every name of the people that somebody may mean by what they typed; that itself, where nobody is."""

    def names(typed: str) -> list[str]:
        people = who_is_who(store.quotations.speakers(), store.quotations.aliases())
        return [name for speaker in matching(people, typed) for name in speaker.names] or [typed]

    return names
