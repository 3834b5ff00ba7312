"""The languages of the engine, and the detection of an article's."""

import re
from collections.abc import Iterable

from newsreader.quotes import english, french
from newsreader.quotes.grammar import Grammar

_GRAMMARS = {"fr": french.GRAMMAR, "en": english.GRAMMAR}
_ENGLISH = frozenset("the and of to said says is was with that".split())
_FRENCH = frozenset("le la les et des du est une dans que pour".split())


def grammar_for(language: str, texts: Iterable[str]) -> Grammar:
    """The grammar of a language: that of the words, where they contradict what the page declares or where
    it declares nothing."""
    words = re.findall(r"\w+", " ".join(texts)[:1500].lower())
    english, french = sum(map(_ENGLISH.__contains__, words)), sum(map(_FRENCH.__contains__, words))
    spoken, doubt = ("en", french) if english > french else ("fr", english)
    declared = language[:2].lower()
    sure = max(english, french) >= 8 and max(english, french) > 4 * doubt
    return _GRAMMARS[declared if declared in _GRAMMARS and not sure else spoken]
