"""Decide which runs of a page are kept, given the probability of each."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence, Set

from lxml.etree import _Element as Element

from newsreader.parse.code import is_numbered_code
from newsreader.parse.generic.boilerplate import is_boilerplate, phrases_in
from newsreader.parse.generic.places import Place
from newsreader.parse.generic.runs import Run, is_card_title
from newsreader.parse.html_tree import HEADINGS, words_of

_HEADINGS = HEADINGS - {"h1"}
#: A list with more than this share of the page's text is how a page is laid out, not a list.
_MOST = 0.5
#: Where copies make more than this share of the text, the page prints it twice.
_COPIED = 0.3
#: Nothing likelier than this is left out, and nothing less likely kept.
_SURE, _HARDLY = 0.5, 0.05
#: But what stands under the linked title of another page has to be likelier.
_CARD = 0.7
#: A sentence beside the text is kept where it is likelier than this, is this long, and no more levels away from it.
_PERHAPS, _LINE, _NEAR = 0.1, 60, 3
#: So many characters of sentences that stand alike are a text.
_TEXT = 400
#: A table of data has so many rows, and fewer characters than this in a cell.
_ROWS, _CELL = 3, 40
_STOPS = re.compile(r"[.!?…。！？।][»”\"’)\]]?\s*$")


def decide(runs: Sequence[Run], chances: Sequence[float]) -> list[bool]:
    """Decide whether each run is kept: by that choice which has the highest expected F1, counted in characters.

    Keeping all that is likelier than half of the best F1 is that choice (Lipton, Elkan and
    Naryanaswamy 2014, "Optimal thresholding of classifiers to maximize F1 measure").
    """
    chances = _together(runs, chances)
    lengths = [run.length for run in runs]
    hoped = sum(chance * length for chance, length in zip(chances, lengths, strict=True))
    order = sorted(range(len(runs)), key=lambda number: -chances[number])
    kept = sure = best = 0.0
    least = 1.0
    for number in order:
        if chances[number] < _HARDLY:
            break
        kept += lengths[number]
        sure += lengths[number] * chances[number]
        if (expected := 2 * sure / (kept + hoped)) > best:
            best, least = expected, chances[number]
    enough = min(_SURE, least)
    kept_runs = [chance >= enough for chance in chances]
    for number in range(1, len(runs)):
        if is_card_title(runs[number - 1], runs[number]):
            kept_runs[number] = chances[number] >= _CARD
    kept_runs = _between(runs, kept_runs)
    return _once(runs, chances, _with_headings(runs, _with_sentences(runs, chances, kept_runs)))


def _with_headings(runs: Sequence[Run], kept: list[bool]) -> list[bool]:
    """With the headings over what is kept, below its beginning, in the same box or in the next to it."""
    holders = _holders(runs, kept)
    first = next((number for number, keep in enumerate(kept) if keep), len(kept))
    for number in range(len(runs) - 2, first, -1):
        run = runs[number]
        if run.element.tag in _HEADINGS and kept[number + 1] and not run.linked and not kept[number]:
            kept[number] = _stands_with(run.place, holders)
    return kept


def _with_sentences(runs: Sequence[Run], chances: Sequence[float], kept: list[bool]) -> list[bool]:
    """With the sentences that stand before, after or between what is kept, in the same box or in the next to it.

    Such a one has to be quite unlikely to be left out: a sentence more does no harm, one less may be the first.
    """
    holders = _holders(runs, kept)
    for order in (range(len(runs)), range(len(runs) - 1, -1, -1)):
        follows = False
        for number in order:
            run = runs[number]
            if follows and not kept[number] and chances[number] >= _PERHAPS and _is_sentence(run):
                kept[number] = _stands_with(run.place, holders)
            follows = kept[number]
    return kept


def _holders(runs: Sequence[Run], kept: Sequence[bool]) -> set[Place]:
    """The places around what is kept."""
    holders: set[Place] = set()
    for run, keep in zip(runs, kept, strict=True):
        place = run.place.parent if keep else None
        while place is not None and place not in holders:
            holders.add(place)
            place = place.parent
    return holders


def _is_sentence(run: Run) -> bool:
    text = run.text
    return (
        run.weight > 0
        and 2 * run.linked < len(text)
        and run.length >= _LINE
        and _STOPS.search(text) is not None
        and not phrases_in(text)
    )


def _stands_with(place: Place, holders: Set[Place]) -> bool:
    for up, _level in zip(place.up(), range(_NEAR), strict=False):
        if up in holders:
            return True
        if is_boilerplate(up.element):
            return False
    return False


def _between(runs: Sequence[Run], kept: list[bool]) -> list[bool]:
    """With the lists, tables and pieces of code that stand side by side with the text, between two pieces of it."""
    elements = {run.element for run, keep in zip(runs, kept, strict=True) if keep}
    for number, run in enumerate(runs):
        if kept[number] or 2 * run.linked > len(run.text):
            continue
        for shape in _shapes(run.place):
            outer = _wrapper(shape.element)
            if _stands_among(elements, outer, shape.element) and not is_boilerplate(shape.element):
                kept[number] = True
    return kept


def _shapes(place: Place) -> Iterator[Place]:
    """What has a shape of its own around a place, from within."""
    shape = place.shaped
    while shape is not None:
        yield shape
        shape = shape.parent.shaped if shape.parent else None


def _wrapper(element: Element) -> Element:
    """The widest box around an element that holds nothing else."""
    parent = element.getparent()
    while parent is not None and len(parent) == 1 and not f"{parent.text or ''}{element.tail or ''}".strip():
        if is_boilerplate(parent):
            break
        element, parent = parent, parent.getparent()
    return element


def _stands_among(elements: Set[Element], element: Element, shape: Element) -> bool:
    """Whether some of these stand beside an element, before it and after it; a table of data may be the last.

    `shape` is all that the element holds. A list at the end more often leads elsewhere.
    """
    if elements.isdisjoint(element.itersiblings(preceding=True)):
        return False
    if shape.tag == "table":
        return _is_data(shape) or is_numbered_code(shape)
    return not elements.isdisjoint(element.itersiblings())


def _is_data(table: Element) -> bool:
    """Whether a table heads its columns, or has short cells in rows; those that put pages in place do neither."""
    if table.find(".//table") is not None:
        return False
    rows = [list(row.iterchildren("td")) for row in table.iter("tr")]
    short = sum(len(words_of(cell)) for row in rows for cell in row) < _CELL * sum(map(len, rows))
    return table.find(".//th") is not None or (len(rows) >= _ROWS and short and all(len(row) > 1 for row in rows))


def largest_text(runs: Sequence[Run]) -> list[bool]:
    """The sentences of that signature which has most of them; none where they are few, or the site's own.

    A page with so much text is an article of a kind that the scorer does not know.
    """
    masses: dict[tuple[str, ...], float] = defaultdict(float)
    sentences = [
        _is_sentence(run) and not any(is_boilerplate(up.element) for up in run.place.above().up()) for run in runs
    ]
    for run, sentence in zip(runs, sentences, strict=True):
        if sentence:
            masses[run.place.signature] += run.length
    best = max(masses, key=lambda signature: masses[signature], default=())
    enough = bool(best) and masses[best] >= _TEXT
    return [enough and sentence and run.place.signature == best for run, sentence in zip(runs, sentences, strict=True)]


def _once(runs: Sequence[Run], chances: Sequence[float], kept: list[bool]) -> list[bool]:
    """Without the copies of a text that a page prints twice; lines that come again side by side are a refrain."""
    texts: dict[str, list[int]] = {}
    company: dict[Element | None, float] = defaultdict(float)
    for number, run in enumerate(runs):
        if kept[number] and run.weight:
            texts.setdefault(run.text, []).append(number)
            company[run.element.getparent()] += chances[number] * len(run.text)
    copies = []
    for numbers in texts.values():
        best = max((runs[number].element.getparent() for number in numbers), key=lambda parent: company[parent])
        copies += [number for number in numbers if runs[number].element.getparent() is not best]
    whole = sum(len(run.text) for run, keep in zip(runs, kept, strict=True) if keep)
    if sum(len(runs[number].text) for number in copies) > _COPIED * whole:
        for number in copies:
            kept[number] = False
    return kept


def expected_f1(runs: Sequence[Run], chances: Sequence[float], kept: Sequence[bool]) -> float:
    """Return the F1 that a choice of runs is expected to have with the article, from 0 to 1."""
    lengths = [run.length for run in runs]
    hoped = sum(chance * length for chance, length in zip(chances, lengths, strict=True))
    sure = sum(c * n for c, n, keep in zip(chances, lengths, kept, strict=True) if keep)
    return 2 * sure / max(1.0, hoped + sum(n for n, keep in zip(lengths, kept, strict=True) if keep))


def _together(runs: Sequence[Run], chances: Sequence[float]) -> list[float]:
    """The same chances, those of what is read whole evened out: one list, table or box."""
    boxes: dict[Element, list[int]] = {}
    for number, run in enumerate(runs):
        if shape := run.place.shaped:
            boxes.setdefault(shape.element, []).append(number)
    whole = sum(run.weight for run in runs)
    evened = list(chances)
    for box, numbers in boxes.items():
        if box.tag == "table" and box.find(".//table") is not None:
            continue  # it puts things in place
        if len(numbers) > 1 and sum(runs[number].weight for number in numbers) < _MOST * whole:
            length = sum(runs[number].length for number in numbers)
            chance = sum(chances[number] * runs[number].length for number in numbers) / length
            for number in numbers:
                evened[number] = chance
    return evened
