"""The lexicon of a language, loaded from `words/` when it is needed."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Verb(NamedTuple):
    """A verb form: its infinitive, and which forms it may be.

    `finite`, `participle` and `gerund` may hold together (`dit`); `doubtful` is a noun or an adjective too.
    """

    lemma: str
    finite: bool
    participle: bool
    gerund: bool
    doubtful: bool


class PersonNoun(NamedTuple):
    """A form of a noun of people: its masculine as lemma, and "m", "f", or "" for both."""

    plain: str
    gender: str


#: First letters that lose their accents in capitals.
_BARE = dict(zip("àâçéèêëîïôùûœ", (*"aaceeeeiiouu", "oe"), strict=True))


def _lines(name: str) -> Iterator[str]:
    text = files("newsreader.quotes").joinpath("words", *name.split("/")).read_text(encoding="utf-8")
    return (line for line in text.splitlines() if line and not line.startswith("#"))


@cache
def given_names() -> dict[str, str]:
    """Given names in lower case, with "m", "f", or "" for both."""
    return {
        name: gender.replace("b", "")
        for name, _space, gender in (line.rpartition(" ") for line in _lines("given_names.txt"))
    }


@cache
def common_words(language: str) -> frozenset[str]:
    """Words that are frequent in lower case: a capital says nothing of them where a sentence begins. It often loses
    its accent (`Egalement`), so they are listed without it too."""
    words = list(_lines(f"{language}/common.txt"))
    bare = [_BARE[word[0]] + word[1:] for word in words if word[0] in _BARE]
    return frozenset((*words, *bare))


@cache
def verbs(language: str) -> dict[str, Verb]:
    """Forms of the third person and participles, in lower case."""
    verbs_by_form: dict[str, Verb] = {}
    for line in _lines(f"{language}/verbs.txt"):
        lemma, *forms = line.split()
        for form in forms:
            word, _colon, kinds = form.partition(":")
            verb = Verb(lemma, "f" in kinds, "p" in kinds, "g" in kinds, "?" in kinds)
            other = verbs_by_form.get(word)
            if other is None or (other.participle and not other.finite and verb.finite):
                verbs_by_form[word] = verb
    return verbs_by_form


@cache
def person_nouns(language: str) -> dict[str, PersonNoun]:
    """Nouns that have both genders, as those of people have, by every form."""
    nouns: dict[str, PersonNoun] = {}
    for line in _lines(f"{language}/person_nouns.txt"):
        plain, *forms = line.split()
        for form in forms:
            word, _colon, gender = form.partition(":")
            nouns.setdefault(word, PersonNoun(plain, gender.replace("b", "")))
    return nouns


def gender_of(name: str) -> str | None:
    """Give "m", "f", "" for a given name that both bear, None for what is no given name we know."""
    word = name.lower()
    known = given_names()
    if word in known:
        return known[word]
    first, hyphen, _rest = word.partition("-")
    return known.get(first) if hyphen else None
