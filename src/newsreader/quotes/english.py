"""How English says who spoke."""

import re

from newsreader.quotes.grammar import Grammar


def _split(words: str) -> frozenset[str]:
    return frozenset(words.split())


_VERBS = """
say tell add explain warn claim argue insist admit announce declare suggest note recall reply answer ask write
tweet post promise state stress point observe remark conclude continue complain confirm deny predict describe
call urge hope think believe joke quip agree joke concede acknowledge reveal report recount shout cry whisper
criticise criticize praise condemn denounce accuse blame boast pledge vow demand estimate emphasise emphasize
underline highlight comment
""".split()


def _forms(verb: str) -> set[str]:
    stem = verb[:-1] if verb.endswith("e") else verb
    ied = {verb[:-1] + "ies", verb[:-1] + "ied"} if verb.endswith("y") and verb[-2] not in "aeo" else set()
    return {verb, verb + "s", stem + "ed", stem + "ing"} | ied


_FORMS = frozenset(form for verb in _VERBS for form in _forms(verb)) | _split(
    "said told wrote written thought says saying tells telling admitted conceded quipped"
)


def saying(word: str) -> bool:
    """Whether a word is a form of a verb of saying."""
    return word.lower() in _FORMS


_PEOPLE = _split(
    """mayor minister president senator deputy mp lawmaker spokesman spokeswoman spokesperson director chief officer manager founder
    chairman chairwoman chair secretary professor doctor researcher scientist analyst expert economist historian lawyer attorney
    prosecutor judge sheriff officer detective teacher student parent mother father resident neighbour neighbor witness victim
    player coach captain manager driver farmer worker activist author writer journalist reporter actor singer artist leader head
    official source librarian linguist administrator governor ambassador commissioner man woman boy girl husband wife son daughter"""
)
_VERB = r"[a-z]+(?:s|ed|id|ote|old|ys)"

GRAMMAR = Grammar(
    language="en",
    openers=_split(
        """The A An And But In On At For From With When While As If It He She They We I You This That These Those There Their His Her
        Its Our My Mr Mrs Ms Dr Sir Prof Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June
        July August September October November December After Before According Asked What Who How Why However Meanwhile Still Now"""
    ),
    saying=saying,
    auxiliaries=_split("has have had is was were are be been being"),
    that=_split("that"),
    determiners=_split("the a an his her their its this that these those my our your no"),
    possessives=frozenset(("his", "her", "their", "our", "my")),
    inverted=re.compile(
        rf"[\s\u00a0,–—-]*(?P<verb>{_VERB})(?P<pronoun>(?!))?(?P<pronoun2>(?!))?(?=\s)(?P<rest>.*)", re.S
    ),
    straight=re.compile(
        rf"[\s\u00a0,–—-]*(?P<subject>he|she|they|(?:(?:Mr|Mrs|Ms|Dr)\.?\s)?(?:[A-Z][\w'’-]+\s?){{1,4}}|the\s(?:[a-z-]+\s?){{1,4}}?)"
        rf"\s(?:(?:has|had|also|later|then|once)\s)*(?P<verb>{_VERB})(?=[\s.,:;]|$)"
    ),
    later=re.compile(r",\s(?=[a-z]+(?:s|ed|id)\s)"),
    likewise=re.compile(r"as\s[^,.;:·]{3,60}?\s(?P<verb>[a-z]+)\s(?:it|them|him|her)(?!\w)"),
    pointing=re.compile(
        r"(?:The|These|Those|This)\s(?:words?|phrase|remark|statement)s?\s(?:is|are|were|was)?\s?(?:from|by|of)\s"
    ),
    according=re.compile(r"(?<![\w])(?:according\sto|for|in\sthe\swords\sof)(?![\w])\s*", re.I),
    pronouns={"he": "m", "she": "f", "they": "p"},
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
    },
    governors=_split("of to for with by from at in on about against over than like into as"),
    roles=re.compile(
        r"(?<![\w'’-])(?P<article>(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Oo]ne|[Ss]ome|[Ss]everal)\s)(?P<before>(?:[a-z-]+\s){0,2}?)(?P<noun>[a-z][a-z-]+[a-z])"
    ),
    people=lambda noun: noun.lower().removesuffix("s") in _PEOPLE or noun.lower() in _PEOPLE,
    plain=lambda noun: noun.lower().removesuffix("s"),
    organisations=re.compile(
        r"(?<!\w)(?:ministry|government|company|group|police|court|council|union|unions|party|bank|university|agency|association|"
        r"committee|department|office|organisation|organization|club|team|commission|embassy|statement|report|newspaper)(?!\w)",
        re.I,
    ),
    alike={},
    plural=re.compile(r"^(?:some|several|two|three|many)\s", re.I),
    indefinite=re.compile(r"^(?:an?|one|some|several|many)\s", re.I),
    somebody=re.compile(r"\s*(?:an?)\s(?P<words>[a-z][a-z-]+)(?=\s(?:who|of|in|at|from|said)\b|[,.])"),
    feminine=lambda words: "",
    naming=re.compile(
        r"(?:called|named|dubbed|nicknamed|known as|so-called|the words?|the term|the phrase|the slogan)\s*$", re.I
    ),
    working=re.compile(
        r"(?:titled|entitled|(?:the|his|her|a|an)\s(?:film|book|novel|series|album|song|show|podcast|report|study|play|article))\s*$",
        re.I,
    ),
    charging=re.compile(r"(?:charged with|accused of|convicted of|guilty of|suspicion of)\s*$", re.I),
    texts=re.compile(r"(?<!\w)(?:bill|law|treaty|act|decree|contract|constitution|charter)(?!\w)", re.I),
    breaks=re.compile(r"[,.;:()«»\"“”–—!?]|\s(?:who|which|that|on|in|at|after|before|said|says|told)(?!\w)"),
    articles=re.compile(r"^(?:the|an?|his|her)\s", re.I),
)
