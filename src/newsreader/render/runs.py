"""Cut marked text into runs of words that look the same, in one pass."""

from collections.abc import Iterator, Mapping, Sequence
from heapq import heappop, heappush
from itertools import islice
from typing import NamedTuple

from newsreader.model.text import Text, clean
from newsreader.model.values import dataclass

#: A part of a text, for marking: start, stop, what it is, and the number of the quotation or -1.
Mark = tuple[int, int, str, int]


class MarkedPassage(NamedTuple):
    """A passage of an article that is drawn in another role: offsets in the text of a block."""

    block: int
    start: int
    stop: int
    role: str


#: Of spans that lie over one another, so many are drawn: the others change nothing that anybody could see.
_LAYERS = 12


@dataclass(frozen=True, slots=True)
class Run:
    """Words that look the same. `roles` are their roles; `quotation` is the index of theirs, or -1; `colours` are the
    foreground and background of a cell of a picture."""

    text: str
    roles: tuple[str, ...] = ()
    quotation: int = -1
    target: str = ""
    colours: tuple[str, str] | None = None


#: How a part of a text looks: until where, its roles, its quotation and where it leads.
_Part = tuple[int, tuple[str, ...], int, str]


class RunCutter:
    """Cuts the lines of one text into runs. Lines have to be asked for in order: all together then take time linear in
    the text and its spans."""

    def __init__(self, text: Text, marks: Sequence[Mark], roles: tuple[str, ...], notes: Mapping[int, str]) -> None:
        self._value, self._roles, self._notes = text.value, roles, notes
        spans = [(span.start, span.stop, str(span.role), -1, span.target) for span in text.spans]
        self._parts = _parts(len(text.value), spans, [(*mark, "") for mark in marks], roles, sorted(notes))
        self._part: _Part = next(self._parts)

    def runs(self, start: int, stop: int) -> Iterator[Run]:
        """The runs of a line that begins where the one before ended, or later; notes stand after their places."""
        at = start
        while at < stop:
            while self._part[0] <= at:
                self._part = next(self._parts)
            part_end, roles, quotation, target = self._part
            end = min(stop, part_end)
            yield Run(clean(self._value[at:end]).replace("\t", " "), roles, quotation, target)
            if end in self._notes:
                yield Run(self._notes[end], (*self._roles, "number"), quotation, target)
            at = end


#: What covers a part of a text: start, stop, role, quotation, target.
_Cover = tuple[int, int, str, int, str]


def _parts(
    length: int, spans: Sequence[_Cover], marks: Sequence[_Cover], roles: tuple[str, ...], offsets: Sequence[int]
) -> Iterator[_Part]:
    """The parts of a text in their order. Marks lie over spans, and each over those that began before it."""
    covers = sorted(
        ((cover, layer) for layer, each in enumerate((spans, marks)) for cover in each if cover[0] < cover[1]),
        key=lambda item: item[0][0],
    )
    cuts = sorted({*offsets, *(offset for cover, _layer in covers for offset in cover[:2]), length})
    over: tuple[dict[int, _Cover], dict[int, _Cover]] = ({}, {})
    ending: list[tuple[int, int, int]] = []
    begun = at = 0
    for end in cuts:
        if end <= at:
            continue
        while ending and ending[0][0] <= at:
            _stop, layer, number = heappop(ending)
            del over[layer][number]
        while begun < len(covers) and covers[begun][0][0] <= at:
            cover, layer = covers[begun]
            over[layer][begun] = cover
            heappush(ending, (cover[1], layer, begun))
            begun += 1
        yield end, *_look(over, roles)
        at = end
    yield length + 1, roles, -1, ""


def _look(
    over: tuple[dict[int, _Cover], dict[int, _Cover]], roles: tuple[str, ...]
) -> tuple[tuple[str, ...], int, str]:
    """Return what those that cover a part say together: the one on top counts for the quotation and the address."""
    if not (over[0] or over[1]):
        return roles, -1, ""
    lying = [cover for each in over for cover in reversed([*islice(reversed(each.values()), _LAYERS)])]
    quotation = next((cover[3] for cover in reversed(lying) if cover[3] >= 0), -1)
    target = next((cover[4] for cover in reversed(lying) if cover[4]), "")
    return (*roles, *dict.fromkeys(cover[2] for cover in lying)), quotation, target
