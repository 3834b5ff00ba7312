"""The mentions of an article: names, descriptions and pronouns; and the entities that have names."""

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import field
from enum import StrEnum
from functools import lru_cache

from newsreader.model.values import dataclass
from newsreader.quotes.lexicon import common_words, gender_of

#: From this level on an entity is taken for a person.
PERSON = 2


class MentionKind(StrEnum):
    """The kind of a mention. A NOUN is any noun phrase that stands where a speaker does."""

    NAME = "N"
    PERSON = "D"
    ORGANISATION = "O"
    DOCUMENT = "X"
    NOUN = "G"
    PRONOUN = "P"


DESCRIBED = (MentionKind.PERSON, MentionKind.ORGANISATION, MentionKind.DOCUMENT, MentionKind.NOUN)


@dataclass(frozen=True, slots=True)
class Role:
    """The role of somebody in an article: the noun as a lemma, the other words, and the whole as it stands."""

    noun: str
    words: frozenset[str]
    text: str


@dataclass(slots=True, eq=False)
class Entity:
    """Somebody or something with a name. `level` goes from 0, no person, to 3, surely one."""

    name: str
    words: list[str]
    masculine: int = 0
    feminine: int = 0
    roles: list[Role] = field(default_factory=list)
    facts: dict[str, int] = field(default_factory=dict)
    mentions: "list[Mention]" = field(default_factory=list)
    level: int = 0

    @property
    def gender(self) -> str:
        """Give "m" or "f" where the article or the given name tells, else ""."""
        return "m" if self.masculine > self.feminine else "f" if self.feminine > self.masculine else ""

    def note(self, fact: str) -> None:
        """Count something seen of the entity."""
        self.facts[fact] = self.facts.get(fact, 0) + 1

    def note_gender(self, gender: str, weight: int = 1) -> None:
        """Count what speaks for a gender."""
        if gender == "m":
            self.masculine += weight
        elif gender == "f":
            self.feminine += weight

    def role(self) -> str:
        """Return what the article says that it is, in the most words it takes."""
        return max((role.text for role in self.roles if len(role.text) < 70), key=len, default="")


@dataclass(slots=True, eq=False)
class Mention:
    """A place where something is mentioned: words `first` to `last` of a paragraph, `start:stop` of its text.

    `noun` is the head of a description or the pronoun itself. `subject` is False behind a preposition; `governor` is
    what stands before; `inner` is part of another mention; `sourced` says that "selon" or the like leads to it,
    `letter` is its kind as features name it ("T" for a name that is no person's). `inversion` says how a verb stands
    right before: "say" or "any" with the form ("f" finite, "p" compound), or "". `verb` is the infinitive of the verb
    that the mention goes with, if any.
    """

    kind: MentionKind
    paragraph: int
    first: int
    last: int
    start: int
    stop: int
    text: str
    entity: Entity | None = None
    noun: str = ""
    gender: str = ""
    plural: bool = False
    indefinite: bool = False
    sure: bool = True
    impersonal: bool = False
    with_role: bool = False
    title: bool = False
    sentence: int = 0
    subject: bool = False
    governor: str = ""
    aside: bool = False
    inner: bool = False
    sourced: bool = False
    letter: str = ""
    inversion: str = ""
    form: str = ""
    verb: str = ""
    verb_range: tuple[int, int] | None = None
    says_next: bool = False
    number: int = -1


@lru_cache(8192)
def folded(word: str) -> str:
    """A word without capitals and accents."""
    low = word.lower()
    if low.isascii():
        return low
    return "".join(c for c in unicodedata.normalize("NFD", low) if not unicodedata.combining(c))


@lru_cache(8192)
def given_strength(word: str, language: str) -> int:
    """0 for no given name, 1 for one that is a common word too, 2 for any other."""
    if gender_of(word) is None:
        return 0
    return 1 if word.lower() in common_words(language) else 2


class Entities:
    """Everything with a name: a surname, a given name or an abbreviation leads back to the full name."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.all: list[Entity] = []
        self._by_last: dict[str, list[Entity]] = {}
        self._by_word: dict[str, list[Entity]] = {}

    def named(self, words: list[str], text: str, gender: str = "") -> Entity:
        """The entity that these words mean, a new one if none does; `gender` is what a title tells."""
        entity = self.known(words, gender)
        if entity is None:
            entity = Entity(text, words)
            self.all.append(entity)
            self._by_last.setdefault(folded(words[-1].strip(".*")), []).append(entity)
            for word in words:
                self._by_word.setdefault(folded(word), []).append(entity)
        elif len(words) > 1 and len(text) > len(entity.name):
            entity.name = text
            entity.words = words
        return entity

    def known(self, words: list[str], gender: str = "") -> Entity | None:
        """The entity that these words mean, or None; of two with one surname, the one of this gender."""
        last, first = folded(words[-1].strip(".*")), folded(words[0])
        if len(words) == 1:
            same = self._by_last.get(last)
            if same:
                fitting = [e for e in same if gender and len(e.words) > 1 and gender_of(e.words[0]) == gender]
                return (fitting or same)[-1]
            return next((e for e in self._by_word.get(last, ()) if len(e.words) > 1), None)
        folded_words = {folded(word) for word in words}
        for entity in self._by_last.get(last, ()):
            its_words = {folded(word) for word in entity.words}
            head = folded(entity.words[0])
            initial = min(len(words[0].rstrip(".")), len(entity.words[0].rstrip("."))) <= 2 and head[0] == first[0]
            if (
                len(entity.words) == 1
                or head == first
                or initial
                or its_words <= folded_words
                or folded_words <= its_words
            ):
                return entity
        return None


def letter_of(mention: Mention) -> str:
    """Return the letter of a mention, once the level of its entity is known."""
    if mention.kind is MentionKind.NAME:
        return "N" if mention.entity and mention.entity.level >= PERSON else "T"
    return mention.kind.value


def levels(entities: Iterable[Entity], named_organisation: Callable[[str], bool], language: str) -> None:
    """Set how far each entity looks like a person."""
    common = common_words(language)
    for entity in entities:
        strength = given_strength(entity.words[0], language)
        many = len(entity.words)
        if strength and (many > 1 or strength == 2):
            entity.facts["given"] = strength
            entity.note_gender(gender_of(entity.words[0]) or "", 3 if strength == 2 else 2)
        if many == 1 and len(entity.words[0]) > 1 and entity.words[0].isupper():
            entity.facts["acronym"] = 1
        if named_organisation(entity.name):
            entity.facts["organisation"] = 1
        entity.level = _level(_score(entity, strength, common))


def _score(entity: Entity, strength: int, common: frozenset[str]) -> float:
    facts, words = entity.facts, entity.words
    many, times = len(words), len(entity.mentions)
    score = 0.0
    score += 3 if "title" in facts else 0
    if strength:
        score += 3 if many > 1 and strength == 2 else 2 if many > 1 or strength == 2 else 0
    if "role" in facts:
        score += 1.5 if facts.get("article") else 2.5
    score += 3 if "age" in facts else 0
    score += 1 if "speaks" in facts else 0
    score += 0.5 if "verb" in facts else 0
    score -= 3 * facts.get("article", 0) / times + 2.5 * facts.get("place", 0) / times
    score -= 2 if "acronym" in facts else 0
    score -= 1.5 if "organisation" in facts else 0
    score -= 2 if "organisation role" in facts else 0
    lows = [word.lower() for word in words]
    ordinary = sum(low in common and gender_of(low) is None for low in lows)
    score -= 1.5 if ordinary == many else 0
    score -= 2 if many == 1 and not strength and facts.get("opens", 0) == times else 0
    score += 1 if many > 1 and not ordinary else 0
    if many > 1 and any(m.kind is MentionKind.NAME and m.text == words[-1] for m in entity.mentions):
        score += 1
    return score - (1 if any(c.isdigit() for c in entity.name) else 0)


def _level(score: float) -> int:
    return 0 if score <= -1 else 1 if score < 1 else PERSON if score < 2.5 else 3
