"""Convert superscripts and subscripts to text: Unicode characters where there are some, else ^ and _."""

import re

_RAISED = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
_LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_CAN_RISE = re.compile(r"[0-9+\-−=()]*[0-9][0-9+\-−=()ni]*|[ni]|n[+\-−][0-9]+|[+\-−]")
_CAN_SINK = re.compile(r"[0-9+\-−=()]*[0-9][0-9+\-−=()]*|[+\-−]")
#: Letters that are set high by custom and read on the line: "1er", "XIXe", "Mme", "n°", "2nd", "Inc.™".
_CUSTOM = re.compile(
    r"(?:i?[eè]?[rm]e?s?|[eè]|es|nd[es]?|nds|ndes|de|th|st|rd|me|mes|lle|lles|gr|os?|as?|ve|vve|ts?|bis|ter|quater|tm|sm|mc|md|"
    r"[®™©°ºª℠†‡*]+)\.?",
    re.I,
)
_SHORT = 24


def raised(words: str, before: str = "") -> str:
    """Convert superscript words; `before` are those in front of them.

    >>> raised("9", "10"), raised("e", "XIX"), raised("b", "a"), raised("[3]", "note")
    ('⁹', 'e', '^b', '[3]')
    """
    if _CAN_RISE.fullmatch(words) and not (words in ("n", "i") and not before[-1:].isalnum()):
        return words.translate(_RAISED)
    if words == "o" and before[-1:] in ("n", "N"):
        return "°"  # numéro
    if not _is_formula(words) or (_CUSTOM.fullmatch(words) and _takes_ordinal(before, words)):
        return words
    return f"^{words}" if len(words) == 1 else f"^({words})"


def lowered(words: str) -> str:
    """Convert subscript words.

    >>> lowered("2"), lowered("max")
    ('₂', '_max')
    """
    if _CAN_SINK.fullmatch(words):
        return words.translate(_LOWERED)
    if not _is_formula(words):
        return words
    return f"_{words}" if words.isalnum() else f"_({words})"


def _is_formula(words: str) -> bool:
    """Whether words could be an exponent or an index: short, no sentence, no note in brackets or of signs."""
    return 0 < len(words) <= _SHORT and words.count(" ") < 3 and words[0] not in "[" and any(map(str.isalnum, words))


def _takes_ordinal(before: str, words: str) -> bool:
    """Whether the word in front is one that letters are raised after: a number, a capital, an abbreviation."""
    last = re.search(r"(\w+)[.\u00a0 ]?$", before)
    if last is None or not words.strip(".").isalpha():
        return True
    return last.group(1)[-1].isdigit() or last.group(1).isupper() or last.group(1)[0].isupper() or last.group(1) == "n"
