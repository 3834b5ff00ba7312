"""The languages that the engine speaks, and which one an article is in."""

import re
from collections.abc import Iterable

from newsreader.quotes import english, french
from newsreader.quotes.grammar import Grammar

_GRAMMARS = {"fr": french.GRAMMAR, "en": english.GRAMMAR}
_ENGLISH = re.compile(r"\b(?:the|and|of|to|said|says|is|was|with|that)\b", re.I)
_FRENCH = re.compile(r"\b(?:le|la|les|et|des|du|est|une|dans|que|pour)\b", re.I)


def grammar_for(language: str, texts: Iterable[str]) -> Grammar:
    """The grammar of a language; where none is named, that of the words that are there."""
    if found := _GRAMMARS.get(language[:2].lower()):
        return found
    sample = " ".join(texts)[:3000]
    return _GRAMMARS["en" if len(_ENGLISH.findall(sample)) > len(_FRENCH.findall(sample)) else "fr"]
