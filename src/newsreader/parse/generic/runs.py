"""Runs of a page: the text of a paragraph, or loose text of an element, in document order."""

import re
from dataclasses import dataclass

from lxml.etree import _Element as Element

from newsreader.parse.generic.places import Place, Places
from newsreader.parse.html_tree import HEADINGS, words_of

INLINE = frozenset(
    "a abbr acronym b bdi bdo big br cite code data del dfn em font i img ins kbd mark nobr output q rb rp rt ruby s "
    "samp small span strike strong sub sup time tt u var wbr".split()
)
#: Thai, Lao, Burmese, Khmer, Japanese, Chinese: no spaces between words; Korean: words of few letters.
UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
#: How many characters of a Latin script say what one of such a script says, roughly.
DENSE = 2.5
_ENDS = re.compile(r"[.!?…。！？:;»”\"’)।]\s*$")
#: A run shorter than this says nothing about where the text is; a longer one than that no more than that.
_SHORT, _LONG = 25, 1200
#: What stands in comments, by their names, weighs so much of what it would elsewhere.
_SAID_BY_READERS = 0.1


@dataclass(slots=True, eq=False)
class Run:
    """Words that belong to one element, at its `place`, and to none within it that is not inline.

    `linked` counts the characters that are links to elsewhere, `weight` what the run weighs as running
    text (0 for headings, links and labels; `said` is less where readers speak), `length` how much it says in characters
    of a Latin script, `before` is whether it stands before the article's heading.
    """

    element: Element
    place: Place
    text: str
    length: float
    linked: int
    weight: float
    said: float
    before: bool


def read_runs(root: Element, heading: Element | None) -> list[Run]:
    """Collect the runs under `root`, in one pass over the tree."""
    walk = _Walk(heading)
    walk.say(root, root.text or "", False)
    walk.inside(root, root, False)
    runs, places = [], Places(root)
    for number, (element, parts) in enumerate(walk.texts.items()):
        text = " ".join("".join(parts).split())
        links, length, place = walk.linked.get(element, 0), length_of(text), places.at(element)
        weight = _weight(text, length, links, element.tag) if length >= _SHORT else 0.0
        said = weight * _SAID_BY_READERS if weight and place.in_comments() else weight
        place.weight += said
        place.length += len(text)
        place.linked += links
        runs.append(Run(element, place, text, length, links, weight, said, number < walk.begun))
    places.settle()
    return runs


class _Walk:
    """Walks a page and collects its runs; `begun` counts those before the heading."""

    def __init__(self, heading: Element | None) -> None:
        self.texts: dict[Element, list[str]] = {}
        self.linked: dict[Element, int] = {}
        self.heading, self.begun = heading, 0

    def inside(self, parent: Element, element: Element, link: bool) -> None:
        """Go through the children; `element` is whose the words are, `link` whether they lead away."""
        for child in parent:
            tag, words = child.tag, child.text
            if child is self.heading:
                self.begun = len(self.texts)
            if tag in INLINE or is_inline(child):
                away = link or (tag == "a" and leads_away(child))
                if tag == "br":
                    self.say(element, " ", False)
                if words:
                    self.say(element, words, away)
                if len(child):
                    self.inside(child, element, away)
            elif tag != "noscript":
                if words:
                    self.say(child, words, link)
                if len(child):
                    self.inside(child, child, link)
            if words := child.tail:
                self.say(element, words, link)

    def say(self, element: Element, words: str, link: bool) -> None:
        """Add words to what an element says; it begins with the first that are not blank."""
        parts = self.texts.get(element)
        if parts is not None:
            parts.append(words)
        elif words and not words.isspace():
            self.texts[element] = [words]
        if link:
            self.linked[element] = self.linked.get(element, 0) + len(" ".join(words.split()))


def is_inline(element: Element) -> bool:
    """Return whether the words of an element belong to what is around it; in a paragraph those of a site's own elements
    do."""
    if element.tag in INLINE:
        return True
    parent = element.getparent()
    return "-" in element.tag and parent is not None and parent.tag == "p"


def leads_away(link: Element) -> bool:
    """Return whether a link leads to another page."""
    return (link.get("href") or "#")[:1] != "#"


def linked_length(element: Element) -> int:
    """Count the characters within an element that are links to elsewhere."""
    return sum(len(words_of(link)) for link in element.iter("a") if leads_away(link))


def length_of(text: str) -> float:
    """Measure how much a text says, in characters of a Latin script."""
    return len(text) * DENSE if not text.isascii() and UNSPACED.search(text) else len(text)


def ends_well(text: str) -> bool:
    """Return whether a text ends as a sentence does, or as one that introduces the next."""
    return _ENDS.search(text) is not None


def is_card_title(heading: Run, run: Run) -> bool:
    """Return whether a run stands under a heading that leads to another page, in a box of theirs."""
    element = heading.element
    return (
        element.tag in HEADINGS
        and 2 * heading.linked > len(heading.text)
        and element.getparent() is run.element.getparent()
    )


def _weight(text: str, length: float, linked: int, tag: str) -> float:
    free = 1 - min(1.0, linked / len(text))
    if free < 0.5 or tag in HEADINGS:
        return 0.0
    return min(length, _LONG) * free * (1.0 if ends_well(text) else 0.4) * (1.0 if tag == "p" else 0.8)
