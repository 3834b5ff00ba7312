"""The grammar of English: how it says who spoke."""

import re

from newsreader.quotes.grammar import Grammar, split
from newsreader.quotes.lexicon import PersonNoun, person_nouns, verbs

#: Verbs of the list that say nothing.
_SILENT = split(
    """be have go make take do know show want see get give find become begin keep leave meet win speak read lead run stand remain
    seem need plan work live move join open warm"""
)


def is_saying_verb(word: str) -> bool:
    """Return whether a word is a form of a verb of saying."""
    known = verbs("en").get(word.lower())
    return known is not None and known.lemma not in _SILENT


def person(noun: str) -> PersonNoun | None:
    """A noun of people, in lower case."""
    return person_nouns("en").get(noun)


_NOTHING = re.compile(r"(?!)")

GRAMMAR = Grammar(
    language="en",
    is_saying_verb=is_saying_verb,
    openers=split(
        """The A An And But In On At For From With When While As If It He She They We I You This That These Those There Their His Her
        Its Our My Mr Mrs Ms Dr Sir Prof Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June
        July August September October November December After Before According Asked What Who How Why However Meanwhile Still Now"""
    ),
    parties=split("UK US EU UN"),
    auxiliaries=split("has have had is was were are be been being"),
    reflexives=frozenset(),
    makers=frozenset(),
    adverbs=split("also later then once again too now still today yesterday"),
    clitics=frozenset(),
    determiners=split(
        "the a an his her their its this that these those my our your some several two three four many one another"
    ),
    plain_determiners=split(
        "the a an his her their its this that these those my our your some several two three four many one another"
    ),
    contracted=frozenset(),
    modifiers=split(
        """former first young old new future famous great little same other only senior junior local chief deputy assistant vice main current
        retired head lead veteran acting interim longtime"""
    ),
    determiner_gender={},
    noun_gender=lambda noun: "f" if noun.endswith("woman") else "m" if noun.endswith("man") else "",
    person=person,
    surely_person=lambda noun: person(noun) is not None,
    capital_roles=split("President Prime Minister Mayor Governor Senator Pope King Queen Professor Chancellor"),
    organisations=re.compile(
        r"(?<!\w)(?:ministry|government|company|group|police|court|council|union|unions|party|bank|university|agency|association|"
        r"committee|department|office|organisation|organization|club|team|commission|embassy|newspaper|authority|authorities|charity|"
        r"board|institute|foundation|society|federation|firm|airline|hospital|museum|trust)(?!\w)",
        re.I,
    ),
    documents=re.compile(
        r"statement|report|bill|law|treaty|act|decree|contract|constitution|charter|letter|study|survey|sign|banner|plaque|poster"
    ),
    plural=re.compile(r"^(?:some|several|two|three|four|many|these|those)\s", re.I),
    indefinite=re.compile(r"^(?:an?|one|some|several|many|another)\s", re.I),
    breaks=re.compile(r"[,.;:()«»\"“”–—!?]|\s(?:who|which|that|on|in|at|after|before|said|says|told)(?!\w)"),
    articles=re.compile(r"^(?:the|an?|his|her|this|that)\s", re.I),
    apposition=re.compile(
        r"(?:\s\([^)]{1,30}\))?,\s+(?:\d{1,2},\s+)?(?:(?:the|an?|its|their)\s)?(?:(?:former|chief|deputy|senior|local|head|retired)\s)?"
        r"(?P<noun>[a-z][\w-]+)(?P<rest>[^,.;:()«\"“·]{0,80})"
    ),
    age=re.compile(r",\s+(?:aged\s)?\d{1,2}(?=[,.\s])|\s\(\d{1,2}\)"),
    clause_words=split("who which that whose where has have is are was were and with"),
    governors=split(
        "of to for with by from at in on about against over than like into as near after before since without"
    ),
    sources=split("to for"),
    sourced=re.compile(r"(?:according to|in the words of)$", re.I),
    source_ends=split("to of"),
    viewpoint=re.compile(r"^(?:(?:But|And|Yet|So),?\s)?(for)(?:\s(?:the|an?|his|her|their|Mr|Mrs|Ms))?$", re.I),
    place_prepositions=split("in at from near"),
    agents=split("by"),
    clause_openers=split(", : ; – — and but that where when while because then ("),
    titles={
        "Mr": "m",
        "Mr.": "m",
        "Mrs": "f",
        "Mrs.": "f",
        "Ms": "f",
        "Ms.": "f",
        "Dr": "",
        "Dr.": "",
        "Sir": "m",
        "Prof": "",
        "Prof.": "",
        "Lady": "f",
        "Sgt": "",
        "Capt": "",
    },
    pronouns={"he": "m", "she": "f", "they": "p", "him": "m", "her": "f"},
    strong_pronouns=split("him her"),
    impersonal=_NOTHING,
    inverted=re.compile(
        r"[\s\u00a0,–—-]*(?:(?P<pronoun2>he|she|they)\s)?(?P<verb>[a-z]+(?:s|ed|id|ote|old|ys|ght))(?P<pronoun>(?!))?(?=\s|$)(?P<rest>.*)",
        re.S,
    ),
    roles=re.compile(
        r"(?<![\w'’-])(?P<article>(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Oo]ne|[Ss]ome|[Ss]everal)\s)(?P<before>(?:[a-z-]+\s){0,2}?)(?P<noun>[a-z][a-z-]+[a-z])"
    ),
    link=re.compile(r"[\s\u00a0]*(?:, and|,|and|or|but)[\s\u00a0]*(?:(?:the|an?|to|of)\s?)*"),
    first_person=re.compile(r"\b(?:i|we|me|my|our|us|you|it['’]s|i['’]m|we['’]re)\b"),
    naming=re.compile(
        r"\b(?:called|named|dubbed|nicknamed|known as|so-called|the words?|the term|the phrase|the slogan)\s*$"
    ),
    working=re.compile(
        r"(?:titled|entitled|(?:the|his|her|a|an)\s(?:film|book|novel|series|album|song|show|podcast|report|study|play|article))\s*$",
    ),
    charging=re.compile(r"(?:charged with|accused of|convicted of|guilty of|suspicion of)\s*$"),
    entitled=re.compile(r"[\s,]*(?:is|was)\s(?:the|its|his|her|a)\s(?:title|name|slogan|word|phrase|motto)\b", re.I),
    texts=re.compile(r"(?<!\w)(?:bill|law|treaty|act|decree|contract|constitution|charter)(?!\w)"),
    provides=re.compile(r"(?:states?|requires?|provides?|says?|forbids?|allows?)(?!\w)"),
    straight=True,
)
