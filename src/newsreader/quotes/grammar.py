"""The type of a language's grammar, of which `french.py` and `english.py` have one each."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from newsreader.quotes.lexicon import PersonNoun


def split(words: str) -> frozenset[str]:
    """The words of a text, as a closed class."""
    return frozenset(words.split())


@dataclass(frozen=True, eq=False)
class Grammar:
    """The closed classes and the frames of a language; its open classes are the lists of `lexicon.py`.

    Words: `openers` are capitalised only where a sentence begins; `parties` are short names that stand before a
    person's; `auxiliaries` make a participle a verb; `reflexives` belong to the verb that they precede; `makers`
    make an infinitive a verb of saying; `adverbs` may stand between a verb and its subject; `clitics` between a subject
    and its verb.

    Noun groups: `determiners` begin one, `plain_determiners` are those without a preposition in them, `contracted`
    those with one; `modifiers` stand before the noun; `determiner_gender` and `noun_gender` tell "m" or "f";
    `person` knows the nouns of people, `surely_person` those that mean nothing else; `capital_roles` are nouns of
    people that bear a capital; `organisations` and `documents` match other nouns that speak; `plural` and
    `indefinite` match groups that name nobody; `breaks` end a group, `articles` begin it; `apposition` is one behind a
    name (groups `noun`, `rest`), `age` an age there; `clause_words` begin another clause.

    Prepositions: `governors` make what follows no subject, `sources` make it who is quoted ("selon"), `sourced`
    matches such a phrase at the end of a text, `source_ends` are the words it may end with, `viewpoint` matches one
    that needs the start of a clause ("pour"); `place_prepositions` stand before places, `agents` before who did
    something; `clause_openers` may stand before a subject.

    Pronouns: `pronouns` give "m", "f", "" or "p" for several; `strong_pronouns` count only after a source;
    `demonstratives` only after these words; of `impersonal_pronouns`, `impersonal` matches what follows one that
    means nobody.

    Around marks: `inverted` matches a clause whose subject follows its verb (groups `verb`, `pronoun`, `pronoun2`,
    `rest`); `straight` is True where the subject stands before its verb after a quotation too; `link` matches what
    stands between the parts of an enumeration; `first_person` the words of who speaks of himself; `naming`, `working`
    and `charging` end right before a name, the title of a work, a legal term; `entitled` begins
    right behind one; `texts` are subjects that are documents,
    `provides` their verbs; these six are asked of text in lower case.
    """

    language: str
    is_saying_verb: Callable[[str], bool]
    openers: frozenset[str]
    parties: frozenset[str]
    auxiliaries: frozenset[str]
    reflexives: frozenset[str]
    makers: frozenset[str]
    adverbs: frozenset[str]
    clitics: frozenset[str]
    determiners: frozenset[str]
    plain_determiners: frozenset[str]
    contracted: frozenset[str]
    modifiers: frozenset[str]
    determiner_gender: dict[str, str]
    noun_gender: Callable[[str], str]
    person: Callable[[str], PersonNoun | None]
    surely_person: Callable[[str], bool]
    capital_roles: frozenset[str]
    organisations: re.Pattern[str]
    documents: re.Pattern[str]
    plural: re.Pattern[str]
    indefinite: re.Pattern[str]
    breaks: re.Pattern[str]
    articles: re.Pattern[str]
    apposition: re.Pattern[str]
    age: re.Pattern[str]
    clause_words: frozenset[str]
    governors: frozenset[str]
    sources: frozenset[str]
    sourced: re.Pattern[str]
    source_ends: frozenset[str]
    viewpoint: re.Pattern[str]
    place_prepositions: frozenset[str]
    agents: frozenset[str]
    clause_openers: frozenset[str]
    titles: dict[str, str]
    pronouns: dict[str, str]
    strong_pronouns: frozenset[str]
    impersonal: re.Pattern[str]
    inverted: re.Pattern[str]
    roles: re.Pattern[str]
    link: re.Pattern[str]
    first_person: re.Pattern[str]
    naming: re.Pattern[str]
    working: re.Pattern[str]
    charging: re.Pattern[str]
    entitled: re.Pattern[str]
    texts: re.Pattern[str]
    provides: re.Pattern[str]
    straight: bool = False
    impersonal_pronouns: frozenset[str] = frozenset()
    demonstratives: dict[str, frozenset[str]] = field(default_factory=dict)
    alike: dict[str, str] = field(default_factory=dict)

    @cached_property
    def title_words(self) -> frozenset[str]:
        """The titles before names, and those with a point without it, as they are where words and points are apart."""
        return frozenset((*self.titles, *(title.removesuffix(".") for title in self.titles)))

    @cached_property
    def organisation(self) -> Callable[[str], bool]:
        """Whether a noun is one of organisations; answers are kept, since articles repeat their words."""
        return lru_cache(4096)(lambda noun: self.organisations.fullmatch(noun) is not None)

    @cached_property
    def named_organisation(self) -> Callable[[str], bool]:
        """Whether a name has a noun of organisations in it."""
        return lru_cache(4096)(lambda name: self.organisations.search(name) is not None)

    @cached_property
    def document(self) -> Callable[[str], bool]:
        """Whether a noun is one of documents."""
        return lru_cache(4096)(lambda noun: self.documents.fullmatch(noun) is not None)
