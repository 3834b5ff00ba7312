"""The gender that a name and a role suggest."""

from functools import cache

from newsreader.quotes.given_names import gender_of
from newsreader.quotes.lexicon import person_nouns


@cache
def gender_told(name: str, role: str = "") -> str:
    """Give "f" or "m" for what a given name tells, else the noun of a French `role` ("la ministre", "directrice
    générale"); "" where neither does."""
    if told := gender_of(name):
        return told
    nouns = person_nouns("fr")
    articles = {"la": "f", "une": "f", "le": "m", "un": "m"}
    for word in role.lower().replace("’", "'").split():
        if word in articles:
            return articles[word]
        if word in nouns:
            return nouns[word].gender
    return ""
