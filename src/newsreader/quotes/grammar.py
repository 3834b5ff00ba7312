"""What the engine needs to know of a language: one value a language, filled in by its module."""

import re
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Grammar:
    """The words of a language by which it tells who speaks.

    Verbs: `saying` decides whether a word is a form of a verb of saying; `auxiliaries` make one of
    its participles; `that` begins what is said indirectly.

    After a mark: `inverted` matches a clause whose subject follows its verb (groups `verb`,
    `pronoun`, `rest`), `straight` one whose subject comes first (`subject`, `verb`); `later` leads to
    an inverted verb further on; `likewise` is "as X calls it" (`verb`); `pointing` opens a sentence
    about the words just quoted ("Cette phrase de"). `according` is what stands before a speaker.

    People: `pronouns` and `titles` give genders; `governors` make what follows them something else
    than a subject; `possessives` make one somebody's relation; `roles` finds descriptions,
    `people` and `organisations` tell what their nouns mean, `plain` gives the form that
    dictionaries list, `alike` maps nouns that may mean one person to one; `plural` and `indefinite`
    descriptions name nobody, `somebody` is one right after a verb (`words`); `feminine` tells "f" or
    "m" of one; `breaks` end it, `articles` begin it; `openers` are capitalised only where a sentence
    begins.

    Not speech: `naming`, `working` and `charging` end right before a name, the title of a work, a
    legal term; `texts` are subjects that are documents.
    """

    language: str
    openers: frozenset[str]
    saying: Callable[[str], bool]
    auxiliaries: frozenset[str]
    that: frozenset[str]
    determiners: frozenset[str]
    possessives: frozenset[str]
    inverted: re.Pattern[str]
    straight: re.Pattern[str]
    later: re.Pattern[str]
    likewise: re.Pattern[str]
    pointing: re.Pattern[str]
    according: re.Pattern[str]
    pronouns: dict[str, str]
    titles: dict[str, str]
    governors: frozenset[str]
    roles: re.Pattern[str]
    people: Callable[[str], bool]
    plain: Callable[[str], str]
    organisations: re.Pattern[str]
    alike: dict[str, str]
    plural: re.Pattern[str]
    indefinite: re.Pattern[str]
    somebody: re.Pattern[str]
    feminine: Callable[[str], str]
    naming: re.Pattern[str]
    working: re.Pattern[str]
    charging: re.Pattern[str]
    texts: re.Pattern[str]
    breaks: re.Pattern[str]
    articles: re.Pattern[str]
