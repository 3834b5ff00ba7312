"""Marked text as a value: a string and the spans that say what parts of it are.

It is never markup and never styled before it is drawn, so nothing that comes from outside can be
taken for an instruction to the screen.
"""

import re
import unicodedata
from collections.abc import Iterator
from enum import StrEnum

from newsreader.model.unspaced import is_unspaced
from newsreader.model.values import dataclass


class Role(StrEnum):
    """The role of a span of text. Each is drawn in one way."""

    EMPHASIS = "emphasis"
    STRONG = "strong"
    CODE = "code"
    LINK = "link"
    STRIKE = "strike"


@dataclass(frozen=True, slots=True)
class Span:
    """`value[start:stop]` has this role; `target` is the address of a link."""

    start: int
    stop: int
    role: Role
    target: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A string with spans, sorted by where they start."""

    value: str
    spans: tuple[Span, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.value)

    def links(self) -> Iterator[tuple[str, str]]:
        """The words and the address of each link, in order."""
        for span in self.spans:
            if span.role is Role.LINK:
                yield self.value[span.start : span.stop], span.target

    def slice(self, start: int, stop: int) -> "Text":
        """The part between two offsets, with the spans that touch it."""
        spans = tuple(
            Span(max(span.start, start) - start, min(span.stop, stop) - start, span.role, span.target)
            for span in self.spans
            if span.start < stop and span.stop > start
        )
        return Text(self.value[start:stop], spans)


#: No text at all.
NO_TEXT = Text("")

# Kept: tab and newline (they become spaces or line ends further on), no-break spaces, the joiner
# that Persian and Indic scripts need between letters. Gone: every other control, escapes with
# them, what reverses or hides text, and the selector that makes terminals disagree about widths.
_GONE = dict.fromkeys(
    [
        *(c for c in range(0x20) if c not in (0x09, 0x0A)),
        *range(0x7F, 0xA0),
        0xAD,
        0x061C,
        *(c for c in range(0x200B, 0x2010) if c != 0x200C),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
        0x180E,
        0xFEFF,
        *range(0xFE00, 0xFE10),
        *range(0xFFF9, 0xFFFD),
        *range(0xE0000, 0xE0080),
    ]
) | {0x2028: "\n", 0x2029: "\n"}
_SURROGATE = re.compile(r"[\ud800-\udfff]")
#: Whatever is not plain Latin text with its punctuation: finding that there is nothing to clean is
#: ten times as quick as cleaning.
_SUSPECT = re.compile("[^\t\n -~\xa0-\xac\xae-\u02ff\u2010-\u2027\u202f-\u205f\u20a0-\u20cf\u2100-\u2bff]")
#: Compiled when there is something suspect: few texts have any.
_TOWER = (
    r"([\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
    r"\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{4})"
    r"[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
    r"\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)
_BLANKS = re.compile(r"[\t\n][ \t\n]*| [ \t\n]+")
_JOINERS = re.compile("\u200c{2,}")


def clean(value: str) -> str:
    """Make text from outside safe for a terminal: no control characters, no escapes, nothing that reorders.

    >>> clean("a\\x1b[31mb")
    'a[31mb'
    """
    if not _SUSPECT.search(value):
        return value
    value = _SURROGATE.sub("\ufffd", value.translate(_GONE))
    return re.sub(_TOWER, r"\1", _JOINERS.sub("\u200c", value))


#: Figures that are set high or low, and as they are typed.
_SET_OFF = "⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉"
_ON_THE_LINE = str.maketrans(_SET_OFF, "01234567890123456789")


def expand_ligatures(words: str) -> str:
    """Write ligatures as their letters and "CO₂" as "CO2", for comparing: Unicode takes "é" apart, and not "œ".

    >>> expand_ligatures("L’œuvre")
    'L’oeuvre'
    """
    if words.isascii():
        return words
    if any(map(words.__contains__, _SET_OFF)):  # to look twenty times is a hundred times as quick as to translate
        words = words.translate(_ON_THE_LINE)
    if "œ" in words or "Œ" in words or "æ" in words or "Æ" in words:
        words = words.replace("œ", "oe").replace("Œ", "Oe").replace("æ", "ae").replace("Æ", "Ae")
    return words


def fold(words: str) -> str:
    """Remove accents and case, for comparing names.

    >>> fold("L’Écho")
    'l’echo'
    """
    return unaccented(expand_ligatures(words).lower())


def unaccented(words: str) -> str:
    """Remove accents and other combining marks."""
    if words.isascii():
        return words
    words = _ACCENT.sub("", unicodedata.normalize("NFD", words))
    if not _ELSEWHERE.search(words):
        return words
    return "".join(letter for letter in words if not unicodedata.combining(letter))


#: The marks of Latin letters, and the scripts that have others (by what they are not: to compile that takes a tenth).
_ACCENT = re.compile("[\u0300-\u036f]+")
_ELSEWHERE = re.compile("[^\x00-\u0482\u2000-\u20cf\u2100-\u2bff]")


#: What is the same to a reader and not to a computer: an article that is set anew keeps its notes.
_ALIKE = str.maketrans({"\u00a0": " ", "\u202f": " ", "’": "'", "“": '"', "”": '"', "\n": " "})


_WORD = re.compile(r"\w+")


def word_list(text: str) -> list[str]:
    """The words of a text in lower case, without what stands between them."""
    return _WORD.findall(text.lower())


def alike(words: str) -> str:
    """Words set plainly, letter for letter: what is set anew stays the same."""
    return words.translate(_ALIKE)


#: Letters of the Latin alphabets without their accents, one for one.
_PLAIN = {
    code: letter.lower()
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))
    if (letter := unicodedata.normalize("NFD", chr(code))[0]) != chr(code)
} | _ON_THE_LINE


def find_words(words: str, text: str, begun: bool = True, most: int = 200) -> list[int]:
    """Find words in a text, whatever the accents and the case; whole ones, unless they are only `begun`.

    >>> find_words("eco", "L’École, l’éco-quartier")
    [2, 11]
    >>> find_words("eco", "L’École, l’éco-quartier", begun=False)
    [11]
    """
    plain, wanted = fold_preserving_length(text), fold_preserving_length(words)
    starts: list[int] = []
    at = plain.find(wanted) if wanted else -1
    while at >= 0 and len(starts) < most:
        end = at + len(wanted)
        first = at == 0 or not plain[at - 1].isalnum() or is_unspaced(plain[at])
        last = begun or end == len(plain) or not plain[end].isalnum() or is_unspaced(plain[end - 1])
        if first and last:
            starts.append(at)
        at = plain.find(wanted, at + 1)
    return starts


def fold_preserving_length(text: str) -> str:
    """The text without accents and case, every letter in its place."""
    low = text.lower()
    return (low if len(low) == len(text) else "".join(c.lower()[0] for c in text)).translate(_PLAIN)


def clean_line(value: str) -> str:
    """Clean text (`clean`) and put it on one line: every run of white space becomes one space, the ends are
    stripped."""
    value = clean(value)
    if "  " in value or "\n" in value or "\t" in value:  # few are, and to look is quicker than to replace nothing
        value = _BLANKS.sub(" ", value)
    return value.strip(" ")
