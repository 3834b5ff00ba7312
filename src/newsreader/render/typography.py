"""French spacing, by exchanging spaces only: no offset moves, so spans and quotations still fit."""

import re

_BEFORE = re.compile(r" (?=[:;?!»%€])")
_AFTER = re.compile(r"(?<=«) ")
_NBSP = "\u00a0"


def typeset(value: str, language: str) -> str:
    """The text with no-break spaces where French wants them, so that no mark stands alone on a line."""
    if language != "fr":
        return value
    return _AFTER.sub(_NBSP, _BEFORE.sub(_NBSP, value))
