"""Find the heading and the standfirst of an article in a page of an unknown outlet."""

import re
from collections.abc import Iterable, Sequence

from lxml.etree import _Element as Element

from newsreader.model.text import word_list
from newsreader.parse.generic.runs import Run
from newsreader.parse.html_tree import words_of

#: Names of the paragraph that leads in.
_LEAD = re.compile(
    r"(?<![a-z])(?:chap[oe]|lead|lede|intro|standfirst|teaser|summary|subtitle|subhead|sous-?titre|dek|deck|excerpt|kicker|abstract|"
    r"description|synopsis|ingress|preamble|entradilla|sottotitolo|sommario|vorspann|unterzeile|strapline)",
    re.I,
)
#: No outlet's name has more words.
_OUTLET = 4
#: So many different words more are a title.
_TITLE = 3


def heading_of(root: Element, title: str) -> Element | None:
    """The heading of the article: the `h1` that says what the page is called, or the only one.

    `title` is all that the page is called, names of the outlet included.
    """
    headings = [(heading, word_list(words_of(heading))) for heading in root.iter("h1")]
    named = [(heading, words) for heading, words in headings if words]
    wanted = set(word_list(title))
    best = max(named, key=lambda pair: len(wanted & set(pair[1])) * min(1, len(pair[1]) / 3), default=None)
    if best and len(wanted & set(best[1])) >= max(2, 0.6 * len(set(best[1]))):
        # So short a one may be the outlet's name, and a smaller heading what the rest of the title says.
        under = _under_outlet(root, wanted - set(best[1])) if len(best[1]) <= _OUTLET else None
        return best[0] if under is None else under
    # The name of the outlet may be a heading too, where nothing tells what the page is called.
    return named[0][0] if len(named) == 1 and (len(named[0][1]) > 2 or not wanted) else None


def _under_outlet(root: Element, wanted: set[str]) -> Element | None:
    """The heading under the outlet's that says all the rest of what the page is called."""
    if len(wanted) < _TITLE:
        return None
    return next((heading for heading in root.iter("h2", "h3") if wanted <= set(word_list(words_of(heading)))), None)


def standfirst_of(runs: Sequence[Run], kept: Sequence[bool], description: str) -> Run | None:
    """The first paragraph, where it says what the page's description says and is set apart by a name ("lead", "chapo").

    Many pages describe themselves by the first sentence of the text, so the name has to be that of the
    paragraph or of what holds nothing else.
    """
    wanted = set(word_list(description))
    if not 5 <= len(wanted) <= 100:
        return None  # nothing, or the whole text
    start = next((number for number, keep in enumerate(kept) if keep), 0)
    whole = sum(len(run.text) for run, keep in zip(runs, kept, strict=True) if keep)
    near = [run for run in runs[max(0, start - 8) : start + 8] if len(run.text) > 40 and not run.before]
    for run in near[:4]:
        words = set(word_list(run.text))
        if not words or len(words & wanted) < 0.75 * min(len(words), len(wanted)) or len(words) > 2 * len(wanted):
            continue
        if len(words_of(run.element)) <= len(run.text) + 3 and 2 * len(run.text) < whole and _is_named(run):
            return run
    return None


def _is_named(run: Run) -> bool:
    around: Iterable[Element] = (run.element, *list(run.element.iterancestors())[:2])
    return any(
        _LEAD.search(f"{up.get('class', '')} {up.get('id', '')}")
        for up in around
        if len(words_of(up)) <= 1.2 * len(run.text)
    )
