"""Remove teasers of other articles from a body, and recognise the captions of its pictures."""

from collections.abc import Set

from lxml.etree import _Element as Element

from newsreader.parse.generic.runs import DENSE, INLINE, UNSPACED, leads_away, linked_length
from newsreader.parse.html_tree import drop, fit, words_of


def drop_cards(body: Element, kept: Set[Element]) -> None:
    """Remove what leads elsewhere and holds nothing that is kept: cards, linked headings, lists of links."""
    for link in list(body.iter("a")):
        if (
            leads_away(link)
            and any(child.tag not in INLINE for child in link.iterdescendants())
            and not _inside_figure(link)
        ):
            _drop(_card(link, body), kept)
    for heading in list(body.iter("h2", "h3", "h4", "h5", "h6")):
        if _holds(body, heading) and _link_share(heading) > 0.9:
            _drop(_card(heading, body), kept)
    for element in list(body.iter("ul", "ol", "dl", "div", "section", "table")):
        if element is not body and _holds(body, element):
            length = len(words_of(element))
            if length and element.find(".//img") is None and _link_share(element) > 0.7 and _several(element):
                _drop(element, kept)


def _drop(element: Element, kept: Set[Element]) -> None:
    if kept.isdisjoint(element.iter()):
        drop(element)


def _holds(ancestor: Element, element: Element) -> bool:
    return any(up is ancestor for up in element.iterancestors())


def _several(element: Element) -> bool:
    return sum(1 for _a in element.iter("a")) > 1 or element.tag in ("ul", "ol")


def _inside_figure(link: Element) -> bool:
    return link.find(".//figure") is not None or any(up.tag == "figure" for up in link.iterancestors())


def _card(element: Element, body: Element) -> Element:
    """The widest element around a link that still is about that link alone."""
    card = element
    for up in element.iterancestors():
        if up is body or len(words_of(up).split()) > 70 or len({a.get("href") for a in up.iter("a")}) > 2:
            break
        card = up
    return card


def _link_share(element: Element) -> float:
    length = len(words_of(element))
    return linked_length(element) / length if length else 0.0


def name_captions(body: Element, kept: Set[Element]) -> None:
    """Mark as captions the words that stand alone with a picture, whatever element holds them.

    What was kept as text is none.
    """
    for image in list(body.iter("img")):
        holder = image
        for up in image.iterancestors():
            if up is body or up.tag in ("figure", "p", "li", "td", "blockquote") or not kept.isdisjoint(up.iter()):
                break
            if _count(words_of(up)) > 60:
                break
            holder = up
        if (
            holder is not image
            and holder.tag == "div"
            and holder.find(".//figure") is None
            and words_of(holder).strip()
        ):
            holder.tag = "figure"
            caption = holder.makeelement("figcaption")
            caption.text = fit(words_of(holder))
            for child in list(holder):
                if child is not image and image not in child.iterdescendants():
                    holder.remove(child)
            holder.append(caption)


def _count(words: str) -> float:
    """How many words; where they are not parted by spaces, as many as would say the same."""
    return len(words) * DENSE / 6 if UNSPACED.search(words) else len(words.split())
