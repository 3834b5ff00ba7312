"""Find where words may be broken at the end of a line: at their own hyphens, or by pyphen's dictionaries."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyphen import Pyphen

#: Where in a word it may be broken, and whether a hyphen has to be drawn there.
Points = Callable[[str], Iterator[tuple[int, bool]]]
#: Names keep together: a capital is left alone.
_LETTERS = re.compile(r"(?<![^\W\d_])[a-zà-öø-ÿœæ]{5,}(?![^\W\d_])")
_OWN = re.compile(r"(?<=\w[-–—/])(?=\w)")


def after_hyphens(word: str) -> Iterator[tuple[int, bool]]:
    """Return the break points after hyphens, dashes and slashes of a word, which need no dictionary."""
    for own in _OWN.finditer(word):
        yield own.start(), False


def points(language: str) -> Points:
    """Return a function that yields the break points of a word in a language ("fr", "en-GB"), each with whether a
    hyphen is added there; without a dictionary, only those after hyphens."""
    dictionary = _dictionary(language)

    def of(word: str) -> Iterator[tuple[int, bool]]:
        yield from after_hyphens(word)
        for letters in _LETTERS.finditer(word) if dictionary else ():
            for offset in dictionary.positions(letters.group()) if dictionary else ():
                yield letters.start() + int(offset), True

    return of


@cache
def _dictionary(language: str) -> "Pyphen | None":
    from pyphen import Pyphen, language_fallback  # not before a page is narrow: it takes 40 ms

    known = language_fallback(language) if language else None
    return Pyphen(lang=known, left=2, right=3) if known else None
