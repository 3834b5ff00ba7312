"""French spacing, by exchanging spaces only: no offset moves, so spans and quotations still fit."""

import re

_BEFORE = re.compile(r" (?=[:;?!»%€])")
_AFTER = re.compile(r"(?<=«) ")
_NBSP = "\u00a0"


def typeset(value: str) -> str:
    """The text with no-break spaces where French wants them, so that no mark stands alone on a line.

    Other languages put no space there, so nothing of theirs changes.
    """
    return _AFTER.sub(_NBSP, _BEFORE.sub(_NBSP, value))
