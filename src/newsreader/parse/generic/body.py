"""Find the article's body in a page of an unknown outlet: runs of text are scored, and the tree is pruned to the best.

Language-independent: what decides is how much text stands alike, how it is linked, and what stands
around it. Names of classes are signs among others; none of them takes a sentence away by itself.
"""

from collections.abc import Sequence

from lxml.etree import _Element as Element

from newsreader.model.values import dataclass
from newsreader.parse.generic.decision import decide, expected_f1, largest_text
from newsreader.parse.generic.features import read_features
from newsreader.parse.generic.heading import standfirst_of
from newsreader.parse.generic.neighbours import is_within, neighbours
from newsreader.parse.generic.pruning import prune_to
from newsreader.parse.generic.runs import Run, read_runs
from newsreader.parse.generic.scorer import scorer
from newsreader.parse.site_rules import Layout

#: How an unknown page is read once its body is found.
GENERIC_LAYOUT = Layout(
    name="generic", title="h1", body="", embed="blockquote.twitter-tweet, blockquote.instagram-media"
)
#: A page of which less running text is kept than this has no article.
_ENOUGH = 60.0
#: What a layout or a feed calls the article's body is left out only where it is less likely than this.
_VOUCHED = 0.15
_SHORT, _MOST = 400.0, 0.6
#: A layout is believed until its reading is expected to be so much worse than the learned one, in F1: on the pages with
#: ground truth no layout that is right comes near.
_MARGIN = 0.4


@dataclass(frozen=True)
class ScoredPage:
    """The runs of a page with, for each, the probability that it is the article's."""

    runs: Sequence[Run]
    chances: Sequence[float]


def score_page(tree: Element, heading: Element | None, title: str, description: str) -> ScoredPage:
    """The runs of a page, scored. `title` and `description` are what the page says of itself."""
    root = tree.find("body")
    root = tree if root is None else root
    runs = read_runs(root, heading)
    rows = read_features(runs, heading, title, description)
    chances = scorer().probabilities(rows)
    elsewhere = neighbours(root, heading, runs, chances)
    for number, run in enumerate(runs):
        if run.element is heading or (elsewhere and is_within(run, elsewhere)):
            chances[number] = 0.0
    return ScoredPage(runs, chances)


def find_body(
    tree: Element, heading: Element | None, title: str, description: str
) -> tuple[Element | None, Element | None]:
    """The element that holds the article, pruned to it, and its standfirst; None for what there is not.

    `heading` is that of the article, where it is known. The tree is changed.
    """
    page = score_page(tree, heading, title, description)
    kept = decide(page.runs, page.chances)
    if _weight(page.runs, kept) < _ENOUGH:
        kept = largest_text(page.runs)
    if _weight(page.runs, kept) < _ENOUGH:
        return None, None
    lead = standfirst_of(page.runs, kept, description)
    elements = [run.element for run, keep in zip(page.runs, kept, strict=True) if keep and run is not lead]
    return prune_to(elements, heading), lead.element if lead else None


def is_likelier_elsewhere(body: Element, page: ScoredPage) -> bool:
    """Return whether the text of a page is far more likely to be elsewhere than in what a layout calls its body.

    The site has changed then, and the layout finds something else.
    """
    elements = set(body.iter())
    inside = [run.element in elements for run in page.runs]
    best = expected_f1(page.runs, page.chances, decide(page.runs, page.chances))
    return expected_f1(page.runs, page.chances, inside) < best - _MARGIN


def _weight(runs: Sequence[Run], kept: Sequence[bool]) -> float:
    return sum(run.weight for run, keep in zip(runs, kept, strict=True) if keep)


def prune_improbable(body: Element, page: ScoredPage) -> None:
    """Remove from a known body the runs that are surely not the article's. The tree is changed.

    Where there is little, as in feeds, or that would be most of it, nothing is: the scorer does not know such pages.
    """
    elements = set(body.iter())
    within = [(run, chance) for run, chance in zip(page.runs, page.chances, strict=True) if run.element in elements]
    kept = [run for run, chance in within if chance >= _VOUCHED]
    whole = sum(run.weight for run, _chance in within)
    if whole < _SHORT or sum(run.weight for run in kept) < _MOST * whole:
        kept = [run for run, _chance in within]
    prune_to([run.element for run in kept], None, body)
