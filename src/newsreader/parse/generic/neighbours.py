"""Find other articles on a page: those appended to the article, and blocks of news."""

import re
from collections.abc import Iterator, Sequence, Set

from lxml.etree import _Element as Element

from newsreader.parse.generic.places import plain_names
from newsreader.parse.generic.runs import Run, leads_away
from newsreader.parse.html_tree import words_of

#: A run that is likelier than this is probably the article's.
_LIKELY = 0.5
#: So much running text of the article has to stand apart before anything beside it is another.
_OF_BOX, _OF_PAGE = 60.0, 400.0
#: What opens over a page.
_WINDOW = re.compile(
    r"(?<![A-Za-z])(?:modal|pop-?up|popin|lightbox)(?![a-z])|(?:Modal|Pop-?[Uu]p|Popin|LightBox)(?![a-z])"
)


def neighbours(root: Element, heading: Element | None, runs: Sequence[Run], chances: Sequence[float]) -> set[Element]:
    """The elements under `root` that hold other articles than that of the heading, however likely their text is."""
    likely = [run for run, chance in zip(runs, chances, strict=True) if chance >= _LIKELY]
    elements = _windows(root, heading, likely)
    if heading is not None:
        elements |= _other_articles(root, heading)
        elements.update(_alike(root, heading, likely))
    return elements


def is_within(run: Run, those: Set[Element]) -> bool:
    """Return whether a run's element is one of those or in one of them."""
    return any(place.element in those for place in run.place.up())


def _other_articles(root: Element, heading: Element) -> set[Element]:
    """Where the heading is an article's: the other articles of the page that have an `h1` of their own."""
    if all(up.tag != "article" for up in heading.iterancestors()):
        return set()
    around = set(heading.iterancestors())
    return {
        article
        for article in root.iter("article")
        if article not in around and article.find(".//h1") is not None and around.isdisjoint(article.iterdescendants())
    }


def _alike(root: Element, heading: Element, likely: Sequence[Run]) -> Iterator[Element]:
    """What is made like the box of the heading and its text, beside it, and has a heading of an article too."""
    for box in heading.iterancestors():
        if box is root:
            return
        others = [
            other
            for before in (True, False)
            for other in box.itersiblings(box.tag, preceding=before)
            if plain_names(other.get("class", "")) == plain_names(box.get("class", "")) and _has_title(other)
        ]
        if others and sum(run.weight for run in likely if is_within(run, {box})) >= _OF_BOX:
            yield from others


def _has_title(box: Element) -> bool:
    """Whether it has an `h1`, or begins with a heading that leads to a page."""
    if box.find(".//h1") is not None:
        return True
    first = next(box.iter("h2", "h3"), None)
    link = first.find(".//a") if first is not None else None
    return first is not None and link is not None and leads_away(link) and words_of(link) == words_of(first)


def _windows(root: Element, heading: Element | None, likely: Sequence[Run]) -> set[Element]:
    """What of the likely text opens over the page, where there is an article outside."""
    seen = {root, *(heading.iterancestors() if heading is not None else ())}
    windows: set[Element] = set()
    for run in likely:
        for up in (run.element, *run.element.iterancestors()):
            if up in seen:
                break
            seen.add(up)
            if up.get("role") == "dialog" or _WINDOW.search(f"{up.get('class')} {up.get('id')}"):
                windows.add(up)
    outside = (run.weight for run in likely if windows and not is_within(run, windows))
    return windows if sum(outside) >= _OF_PAGE else set()
