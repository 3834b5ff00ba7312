"""Prune a tree to the runs that are kept, with the pictures, players and related links among them."""

from collections.abc import Sequence

from lxml.etree import _Element as Element

from newsreader.parse.generic.boilerplate import is_boilerplate
from newsreader.parse.generic.cards import drop_cards, name_captions
from newsreader.parse.generic.runs import is_inline, leads_away, linked_length
from newsreader.parse.html_tree import drop, words_of

#: Elements whose content is not read where it is the site's: where it is the article's, they are plain boxes.
_PLAIN_BOXES = frozenset(("aside", "nav", "form", "footer", "button", "dialog", "label", "noscript", "header"))
_BOXES = frozenset(("div", "section", "article", "main", "body", "html", "td"))
_MEDIA = frozenset(("img", "picture", "figure", "video", "audio", "iframe", "amp-img"))
_POSTS = frozenset(("twitter-tweet", "instagram-media", "tiktok-embed", "bluesky-embed", "mastodon-embed"))
#: A picture's surroundings that say more than this many words are not its caption.
_CAPTION = 60


def prune_to(kept: Sequence[Element], heading: Element | None, body: Element | None = None) -> Element:
    """The element around all that is kept, everything else taken out of it."""
    if body is None:
        body = _around(kept)
    elements = set(kept)
    holders = {up for element in kept for up in (element, *element.iterancestors())}
    order = {element: number for number, element in enumerate(body.iter())}
    places = [order[element] for element in kept if element in order]
    start = order.get(heading, 0) if heading is not None else 0
    _Pruner(elements, holders, order, min(start, *places, len(order)), max(places, default=0)).prune(body)
    for element in body.iter():
        if element in holders:
            _show(element)
    drop_cards(body, elements)
    name_captions(body, elements)
    return body


def _around(kept: Sequence[Element]) -> Element:
    """The nearest element that holds all of them."""
    shared = [*reversed(list(kept[0].iterancestors())), kept[0]]
    for element in kept[1:]:
        ways = set(element.iterancestors())
        while shared[-1] not in ways and shared[-1] is not element:
            shared.pop()
    body = shared[-1]
    return next((up for up in (body, *body.iterancestors()) if up.tag in _BOXES), body)


def _show(element: Element) -> None:
    """What holds the text is shown, whatever hides it until a script has run."""
    element.attrib.pop("hidden", "")
    if "display" in element.get("style", ""):
        element.attrib.pop("style")
    if element.tag in _PLAIN_BOXES:
        element.tag = "div"


class _Pruner:
    def __init__(
        self, mine: set[Element], holders: set[Element], order: dict[Element, int], first: int, last: int
    ) -> None:
        self.mine, self.holders, self.order = mine, holders, order
        self.first, self.last = first, last

    def prune(self, element: Element, own: bool = False) -> None:
        """Remove from an element what is not kept; `own`: the words of the element itself are."""
        own = own if is_inline(element) else element in self.mine
        if not own:
            element.text = None
        for child in list(element):
            if not own:
                child.tail = None
            if child in self.holders:
                self.prune(child, own)
            elif not (own and is_inline(child)) and not self._belongs(child):
                drop(child)

    def _belongs(self, element: Element) -> bool:
        """Whether something without a kept run stays: a picture, a post, a line that leads to another article."""
        if not self.first <= self.order[element] or is_boilerplate(element):
            return False
        return self._is_picture(element) or (self.order[element] <= self.last and self._is_related(element))

    def _is_picture(self, element: Element) -> bool:
        media = [element] if element.tag in _MEDIA else [inner for inner in element.iter(*_MEDIA)]
        if not media:
            return not _POSTS.isdisjoint(element.get("class", "").split())
        if element.tag != "figure" and len(words_of(element).split()) > _CAPTION:
            return False
        return not any(leads_away(link) and link.find(".//img") is None for link in element.iter("a"))

    def _is_related(self, element: Element) -> bool:
        """A line of its own beside the text, that is a link or a label and a link."""
        parent = element.getparent()
        if (
            parent is None
            or element.tag not in ("p", "blockquote", "div", "ul")
            or not 1 <= len(list(element.iter("a"))) <= 3
        ):
            return False
        beside = any(sibling in self.mine for sibling in parent)
        words = words_of(element)
        return beside and len(words) < 250 and linked_length(element) > 0.4 * len(words)
