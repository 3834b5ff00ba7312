"""Pair the quotation marks of a text: all kinds in the French and English press, stray ones included."""

import re
from collections.abc import Sequence

from newsreader.model.values import dataclass

_SPACES = " \t\n\u00a0\u202f\u2009"
_MARK = re.compile('[«“„"»]')
_ANY_MARK = re.compile('[«“„"»”]')
_BEFORE_OPENING = _SPACES + "([-–—/'’…:,;"


@dataclass(frozen=True, slots=True)
class Marked:
    """A marked span. `start:stop` is inside the marks and bare of spaces, `outer_*` includes them.

    `open_ended` when no closing mark was found before the paragraph's end; `continued` when the
    opening mark only repeats that of the paragraph before.
    """

    start: int
    stop: int
    outer_start: int
    outer_stop: int
    open_ended: bool = False
    continued: bool = False


def pair_marks(paragraphs: Sequence[str]) -> list[list[Marked]]:
    """The marked spans of each paragraph, in order; nested ones stay part of the outer one.

    A mark left open at the end of a paragraph goes on in the next where that one begins with the
    same mark again; so do paragraphs that each open a mark and only the last closes it.
    """
    found: list[list[Marked]] = []
    still_open = ""
    for number, text in enumerate(paragraphs):
        spans, open_mark = _pair(text, still_open)
        following = paragraphs[number + 1].lstrip(_SPACES)[:1] if number + 1 < len(paragraphs) else ""
        if spans and spans[-1].open_ended:
            last = spans[-1]
            whole = last.outer_start <= len(text) - len(text.lstrip(_SPACES))
            if not (whole or following == open_mark):
                spans.pop()
                open_mark = ""
        still_open = open_mark if spans and spans[-1].open_ended and following == open_mark else ""
        found.append(spans)
    return found


def _pair(text: str, continued: str) -> tuple[list[Marked], str]:
    spans: list[Marked] = []
    at, size = 0, len(text)
    guillemets = re.findall("[«»]", text)
    inverted = guillemets[:1] == ["»"] and guillemets[-1:] == ["«"]
    while mark := _MARK.search(text, at):
        at, kind = mark.start(), mark.group()
        wrong_way = kind in "«»" and (kind == "»") is not inverted
        if wrong_way or not _opens(text, at):
            at += 1
            continue
        closing = _closing(text, at)
        if closing < 0:
            if kind != '"' or _at_start(text, at):
                spans.append(
                    _trimmed(text, at, size, open_ended=True, continued=kind == continued and _at_start(text, at))
                )
                return spans, kind
            at += 1
            continue
        if not text[at + 1 : closing].strip(_SPACES):
            at = closing  # an empty pair: the first mark is stray, the second may open
            continue
        spans.append(_trimmed(text, at, closing + 1, continued=kind == continued and _at_start(text, at)))
        at = closing + 1
    return spans, ""


def _at_start(text: str, at: int) -> bool:
    return not text[:at].strip(_SPACES)


def _opens(text: str, at: int) -> bool:
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    match text[at]:
        case '"':
            if before.isalnum() and after.isalnum():
                return False  # inside a word: stray
            return before in _BEFORE_OPENING or (not before.isalnum() and before not in ".!?»”")
        case _:
            return True


def _closing(text: str, opening: int) -> int:
    """Where the span that opens here closes, nested pairs stepped over; -1 for nowhere."""
    kind, depth = text[opening], 0
    for match in _ANY_MARK.finditer(text, opening + 1):
        at, mark = match.start(), match.group()
        if kind == "«":
            if mark == "«":
                depth += 1
            elif mark == "»":
                if depth == 0:
                    return at
                depth -= 1
        elif kind == mark == "“":
            depth += 1
        elif kind == "“" and mark == "”" and depth:
            depth -= 1
        elif (
            (kind == "»" and mark == "«")
            or (
                kind in "“„"
                and (mark == "”" or (mark == "“" and kind == "„") or (mark == '"' and not _opens(text, at)))
            )
            or (kind == '"' and (mark == "”" or (mark == '"' and not _inside_word(text, at))))
        ):
            return at
    # A « that closes nowhere because a nested one does not: let the outermost win.
    return text.rfind("»") if kind == "«" and depth and text.rfind("»") > opening else -1


def _inside_word(text: str, at: int) -> bool:
    # `majorité"par`: a closing mark without its space. `l"impression`: a slip, and no mark at all.
    return (
        at + 1 < len(text)
        and text[at + 1].isalpha()
        and at >= 2
        and text[at - 1] in "ldjsnmtcqLDJSNMTCQ"
        and not text[at - 2].isalpha()
    )


def _trimmed(text: str, outer_start: int, outer_stop: int, open_ended: bool = False, continued: bool = False) -> Marked:
    start, stop = outer_start + 1, outer_stop if open_ended else outer_stop - 1
    while start < stop and text[start] in _SPACES:
        start += 1
    while stop > start and text[stop - 1] in _SPACES:
        stop -= 1
    return Marked(start, stop, outer_start, outer_stop, open_ended, continued)
