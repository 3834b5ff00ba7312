"""Which runs of a page are kept, given how probably each is the article's."""

import re
from collections import defaultdict
from collections.abc import Sequence, Set

from lxml.etree import _Element as Element

from newsreader.parse.generic.boilerplate import is_boilerplate, phrases_in
from newsreader.parse.generic.runs import Run

#: What stands in one of these is kept or left together.
_TOGETHER = frozenset(("ul", "ol", "dl", "table", "blockquote"))
_SHAPED = _TOGETHER | {"pre"}
#: A list with more than this share of the page's text is how a page is laid out, not a list.
_MOST = 0.5
#: Where copies make more than this share of the text, the page prints it twice.
_COPIED = 0.3
#: Nothing likelier than this is left out, and nothing less likely kept.
_SURE, _HARDLY = 0.5, 0.05
#: A sentence beside the text is kept where it is likelier than this, is this long, and no more levels away from it.
_PERHAPS, _LINE, _NEAR = 0.1, 60, 3
_STOPS = re.compile(r"[.!?…。！？।][»”\"’)\]]?\s*$")


def decide(runs: Sequence[Run], chances: Sequence[float]) -> list[bool]:
    """Whether each run is kept: that choice which has the highest expected F1, counted in characters.

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
    kept_runs = _between(runs, [chance >= min(_SURE, least) for chance in chances])
    return _once(runs, chances, _with_sentences(runs, chances, kept_runs))


def _with_sentences(runs: Sequence[Run], chances: Sequence[float], kept: list[bool]) -> list[bool]:
    """With the sentences that stand before, after or between what is kept, in the same box or in the next to it.

    Such a one has to be quite unlikely to be left out: a sentence more does no harm, one less may be the first.
    """
    holders = {up for run, keep in zip(runs, kept, strict=True) if keep for up in run.element.iterancestors()}
    for order in (range(len(runs)), range(len(runs) - 1, -1, -1)):
        follows = False
        for number in order:
            run = runs[number]
            if follows and not kept[number] and chances[number] >= _PERHAPS and _is_sentence(run):
                kept[number] = _stands_with(run.element, holders)
            follows = kept[number]
    return kept


def _is_sentence(run: Run) -> bool:
    text = run.text
    return (
        run.weight > 0
        and 2 * run.linked < len(text)
        and run.length >= _LINE
        and _STOPS.search(text) is not None
        and not phrases_in(text)
    )


def _stands_with(element: Element, holders: Set[Element]) -> bool:
    for up, _level in zip((element, *element.iterancestors()), range(_NEAR), strict=False):
        if up in holders:
            return True
        if is_boilerplate(up):
            return False
    return False


def _between(runs: Sequence[Run], kept: list[bool]) -> list[bool]:
    """With the lists, tables and pieces of code that stand side by side with the text, between two pieces of it."""
    mine = {run.element for run, keep in zip(runs, kept, strict=True) if keep}
    for number, run in enumerate(runs):
        if kept[number] or 2 * run.linked > len(run.text):
            continue
        for up in (run.element, *run.element.iterancestors()):
            if up.tag in _SHAPED and _stands_among(mine, up) and not is_boilerplate(up):
                kept[number] = True
    return kept


def _stands_among(mine: Set[Element], element: Element) -> bool:
    """Whether some of these stand beside an element, before it and after it; a table of data may be the last.

    A list at the end more often leads elsewhere.
    """
    if mine.isdisjoint(element.itersiblings(preceding=True)):
        return False
    return _is_data(element) or not mine.isdisjoint(element.itersiblings())


def _is_data(element: Element) -> bool:
    """Whether it is a table that heads its columns or rows, as those that put pages in place do not."""
    return element.tag == "table" and element.find(".//th") is not None and element.find(".//table") is None


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
    """How well a choice of runs is expected to match the article, from 0 to 1."""
    lengths = [run.length for run in runs]
    hoped = sum(chance * length for chance, length in zip(chances, lengths, strict=True))
    sure = sum(c * n for c, n, keep in zip(chances, lengths, kept, strict=True) if keep)
    return 2 * sure / max(1.0, hoped + sum(n for n, keep in zip(lengths, kept, strict=True) if keep))


def _together(runs: Sequence[Run], chances: Sequence[float]) -> list[float]:
    """The same chances, those of one list, table or box evened out."""
    boxes: dict[Element, list[int]] = {}
    for number, run in enumerate(runs):
        element = run.element
        box = element if element.tag in _TOGETHER else next(element.iterancestors(*_TOGETHER), None)
        if box is not None:
            boxes.setdefault(box, []).append(number)
    whole = sum(run.weight for run in runs)
    evened = list(chances)
    for numbers in boxes.values():
        if len(numbers) > 1 and sum(runs[number].weight for number in numbers) < _MOST * whole:
            length = sum(runs[number].length for number in numbers)
            chance = sum(chances[number] * runs[number].length for number in numbers) / length
            for number in numbers:
                evened[number] = chance
    return evened
