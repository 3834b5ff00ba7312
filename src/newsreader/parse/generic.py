"""Finding the article in a page of which nothing is known: where the running text is, less the furniture.

Language-independent: it weighs how much text is no link, ends as sentences do, and stands after the
page's heading. Names of classes and ids tell furniture, but never against the weight of the text.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from lxml.etree import _Element as Element

from newsreader.parse.site import Layout
from newsreader.parse.tree import drop, fit, select, words_of

#: How an unknown page is read once its body is found.
LAYOUT = Layout(name="generic", title="h1", body="", embed="blockquote.twitter-tweet, blockquote.instagram-media")

_WORDS = re.compile(r"[a-z]+|[A-Z]+(?![a-z])|[A-Z][a-z]*")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_ENDS = re.compile(r"[.!?…。！？:;»”\"’)।]\s*$")


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


#: Names that web pages give to what is not the article, whole or as one word of a longer name.
_FURNITURE = _names(
    """ad ads adbox adslot adunit advert advertisement advertisements advertising advertorial banner sponsor sponsored
    sponsors promo promos promotion promoted outbrain taboola teads dfp
    aside sidebar rail breadcrumb breadcrumbs menu nav navbar navigation pager pagination toolbar topbar footer
    comment comments commentlist respond disqus fbcomments livefyre coral replies
    share sharing shares sharebar sharethis addthis addtoany social socials socialbar follow followus
    related recirc recirculation recommended recommendation recommendations recommend trending popular mostread
    mostpopular readmore morenews moreon seealso similar suggested suggestions crosslinks teaser teasers carousel slider
    newsletter newsletters subscribe subscription subscriptions signup login paywall piano regwall registration donate
    donation membership optin cookie cookies consent gdpr privacy overlay modal popup popover tooltip lightbox
    author authors byline bylines bio authorbio aboutauthor contributors
    tag tags taglist topics keywords categories category
    copyright legal disclaimer toc widget widgets feedback rating ratings vote poll survey quiz
    caption captions credit credits timestamp dateline pubdate readingtime hidden screenreader skip"""
)
#: Longer names that say it wherever they stand.
_ANYWHERE = re.compile(
    r"newsletter|breadcrumb|sidebar|advert|sponsor|outbrain|taboola|recirc|crosslink|social|related|recommend|comment-|comments|disqus|"
    r"paywall|subscri|sign-?up|screen-reader|sr-only|visually-hidden|share-|sharing|byline|author-|trending|most-?read|"
    r"read-?more|read-next|see-also|lire-aussi|alire|promo|cookie|consent|copyright|toolbar|print-only|taglist|-tags|"
    r"post-meta|entry-meta|article-meta|metadata|timestamp",
    re.I,
)
#: Names that say "here it is".
_ARTICLE = re.compile(
    r"(?:article|story|post|entry|main|page|news)[-_]*(?:body|content|text|copy|main)|body[-_]?(?:text|copy|content)|"
    r"^(?:content|article|main|story|post|body|entry)$",
    re.I,
)
#: Names of the paragraph that leads in.
_LEAD = re.compile(
    r"(?<![a-z])(?:chap[oe]|lead|lede|intro|standfirst|teaser|summary|subtitle|subhead|sous-?titre|dek|deck|excerpt|kicker|abstract|"
    r"description|synopsis|ingress|preamble|entradilla|sottotitolo|sommario|vorspann|unterzeile|strapline)",
    re.I,
)
_FURNITURE_TAGS = frozenset(
    ("nav", "aside", "footer", "form", "menu", "button", "dialog", "noscript", "label", "input", "textarea")
)
_NEVER_FURNITURE = frozenset(("main", "article", "h1", "a", "em", "strong", "b", "i", "body"))
_FURNITURE_ROLES = frozenset(
    ("navigation", "complementary", "banner", "contentinfo", "search", "dialog", "alert", "menu", "toolbar", "button")
)
_RUNS = frozenset(("p", "pre", "h2", "h3", "h4", "h5", "h6", "li", "td", "dd", "dt", "blockquote", "figcaption"))
_INLINE = frozenset(
    (
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "big",
        "br",
        "cite",
        "code",
        "data",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "mark",
        "q",
        "s",
    )
    + ("small", "span", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "img", "ruby", "rt", "del", "acronym")
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
#: What stands before the heading weighs so much of what it would after it.
_BEFORE = 0.3
#: A page with less running text than this has no article.
_ENOUGH = 60.0
#: Furniture by name that holds no more characters of text than this is taken out unweighed.
_LITTLE = 150
#: Furniture that holds more than this share of the running text is none.
_TOO_MUCH = 0.3


@dataclass(slots=True)
class _Run:
    """Words that stand together: in a paragraph, or loose in an element."""

    element: Element
    length: int
    linked: int
    weight: float
    before: bool


def find_body(tree: Element, heading: Element | None = None, known: str = "") -> Element | None:
    """The element that best holds the running text, pruned of furniture; None where there is hardly any.

    `heading` is that of the article, where it is known; `known` selects furniture of its outlet. The
    tree is changed: what is furniture within the body is gone from it.
    """
    root = tree.find("body")
    root = tree if root is None else root
    for element in select(root, known):
        drop(element)
    large = _sweep(root, heading)
    runs = _runs(root, heading)
    furniture = _furniture(root, runs, large)
    free = _outside(runs, furniture, root)
    weights = _sums(free, root)
    total = weights[root][0] if root in weights else 0.0
    if total < _ENOUGH:
        return None
    body = _first_of_many(_densest(root, weights, total), heading, weights)
    _clear(body, furniture)
    if heading is not None and _holds(body, heading):
        mine = [run for run in free if _holds(body, run.element)]
        lead = sum(run.weight / _BEFORE for run in mine if run.before)
        if lead < sum(run.weight for run in mine if not run.before):
            _behead(body, heading)
    return body


def prune(body: Element) -> None:
    """Take the furniture out of a body that is known to be one. The tree is changed."""
    large = _sweep(body, None)
    _clear(body, _furniture(body, _runs(body, None), large))


def _clear(body: Element, furniture: set[Element]) -> None:
    for element in [element for element in furniture if _holds(body, element)]:
        drop(element)
    for element in body.iter():
        # What holds too much to be hidden is hidden only until a script has run.
        element.attrib.pop("hidden", "")
        if "display" in element.get("style", ""):
            element.attrib.pop("style")
        if element.tag == "form":
            element.tag = "div"  # some servers put the whole page into one
    _drop_cards(body)
    _name_captions(body)


def take_standfirst(body: Element, description: str) -> Element | None:
    """The first paragraph, taken out, where it says what the page's description says and is set apart.

    Set apart by a name ("lead", "chapo", "teaser"): many pages describe themselves by the first
    sentence of the text.
    """
    wanted = set(_folded(description).split())
    if not 5 <= len(wanted) <= 100:
        return None  # nothing, or the whole text
    runs = [run for run in _runs(body, None) if run.length > 40]
    whole = sum(run.length for run in runs)
    for run in runs[:3]:
        words = set(_folded(words_of(run.element)).split())
        if not words or len(words & wanted) < 0.75 * min(len(words), len(wanted)) or len(words) > 2 * len(wanted):
            continue
        alone = len(words_of(run.element)) <= run.length + 3 and 2 * run.length < whole
        around = [up for up in (run.element, *list(run.element.iterancestors())[:2]) if up is not body]
        named = any(_LEAD.search(f"{up.get('class', '')} {up.get('id', '')}") for up in around)
        return run.element if alone and named and _holds(body, run.element) else None
    return None


def heading_of(root: Element, title: str) -> Element | None:
    """The heading of the article: the `h1` that says what the page is called, or the only one.

    `title` is all that the page is called, names of the outlet included.
    """
    headings = [(heading, _folded(words_of(heading)).split()) for heading in root.iter("h1")]
    named = [(heading, words) for heading, words in headings if words]
    wanted = set(_folded(title).split())
    best = max(named, key=lambda pair: len(wanted & set(pair[1])) * min(1, len(pair[1]) / 3), default=None)
    if best and len(wanted & set(best[1])) >= max(2, 0.6 * len(set(best[1]))):
        return best[0]
    # The name of the outlet may be a heading too, where nothing tells what the page is called.
    return named[0][0] if len(named) == 1 and (len(named[0][1]) > 2 or not wanted) else None


def _folded(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.lower()))


# ---------------------------------------------------------------- what stands where


def _runs(root: Element, heading: Element | None) -> list[_Run]:
    """Every stretch of words in the page's order, weighed: those of a paragraph, or loose in an element.

    One pass: words belong to the nearest element around them that is not inline.
    """
    texts: dict[Element, list[str]] = {root: []}
    linked: dict[Element, int] = {}
    holder: dict[Element, tuple[Element, bool]] = {root: (root, False)}
    order = [root]
    begun = len(order) if heading is None else 0
    for element in root.iter():
        if element is root:
            if element.text:
                texts[root].append(element.text)
            continue
        above = holder.get(cast("Element", element.getparent()))
        if above is None or element.tag == "noscript":
            continue  # within what is not shown
        if element is heading:
            begun = len(order)
        here, link = above
        if element.tag in _INLINE:
            if element.tag == "a" and _leads_away(element):
                link = True
        else:
            here = element
            texts[here] = []
            order.append(here)
        holder[element] = (here, link)
        if words := element.text:
            texts[here].append(words)
            if link:
                linked[here] = linked.get(here, 0) + len(" ".join(words.split()))
        if words := element.tail:
            texts[above[0]].append(words)
            if above[1]:
                linked[above[0]] = linked.get(above[0], 0) + len(" ".join(words.split()))
    found = []
    for place, element in enumerate(order):
        if text := " ".join("".join(texts[element]).split()):
            before = place < begun if heading is not None else False
            weight = _worth(text, linked.get(element, 0), element.tag) * (_BEFORE if before else 1.0)
            found.append(_Run(element, len(text), linked.get(element, 0), weight, before))
    return found


def _linked(element: Element) -> int:
    """How many characters are links to elsewhere."""
    return sum(len(words_of(a)) for a in element.iter("a") if _leads_away(a))


def _leads_away(link: Element) -> bool:
    return (link.get("href") or "#")[:1] != "#"


def _worth(text: str, linked: int, tag: str) -> float:
    length = len(text)
    free = 1 - min(1.0, linked / length)
    if free < 0.5 or tag in _HEADINGS:
        return 0.0
    if _CJK.search(text):
        length *= 2
    if length < 25:
        return 0.0
    return min(length, 1200) * free * (1.0 if _ENDS.search(text) else 0.4) * (1.0 if tag == "p" else 0.8)


def _sweep(root: Element, heading: Element | None) -> list[Element]:
    """Take out what by its name is furniture and holds little text; returns what holds more."""
    above = set(heading.iterancestors()) | {heading} if heading is not None else set()
    large, small = [], []
    stack = list(root)
    while stack:
        element = stack.pop()
        if not is_furniture(element):
            stack.extend(element)
        elif element in above or len(words_of(element)) - _linked(element) > _LITTLE:
            large.append(element)
        else:
            small.append(element)
    for element in small:
        drop(element)
    return large


def _furniture(root: Element, runs: list[_Run], large: list[Element]) -> set[Element]:
    """What by its name is furniture, unless much of the page's text is in it: then what is so within."""
    sums = _sums(runs, root)
    much = _TOO_MUCH * (sums[root][0] if root in sums else 0.0)
    found: set[Element] = set()
    stack = list(large)
    while stack:
        element = stack.pop()
        if is_furniture(element) and (element not in sums or sums[element][0] <= much):
            found.add(element)
        else:
            stack.extend(element)
    return found


def is_furniture(element: Element) -> bool:
    """Whether an element is of the site and not of the article, as far as its tag and its names tell."""
    tag = element.tag
    if tag in _NEVER_FURNITURE:
        return False
    if tag in _FURNITURE_TAGS:
        if tag == "noscript":
            return element.find(".//img") is None  # a picture that a script would show
        parent = element.getparent()
        return tag != "footer" or parent is None or parent.tag != "blockquote"  # there, who is quoted
    named = ""
    for name, value in cast("list[tuple[str, str]]", element.items()):
        if name in ("class", "id"):
            named += f" {value}"
        elif (
            (name == "role" and value in _FURNITURE_ROLES)
            or (name == "aria-hidden" and value == "true")
            or name == "hidden"
            or (name == "style" and "display:none" in value.replace(" ", "").lower())
        ):
            return True
    if not named or not _says_furniture(named):
        return False
    if tag in _HEADINGS:
        return "hidden" in named  # ids of headings are for tables of contents
    # A paragraph of running text stays one, whatever a wall or a script calls it.
    return tag != "p" or ("paywall" not in named and len(words_of(element)) <= 150)


@lru_cache(maxsize=8192)
def _says_furniture(named: str) -> bool:
    names = [name for name in named.split() if ":" not in name]
    if not names or any(_ARTICLE.search(name) for name in names):
        return False
    together = " ".join(names)
    return _ANYWHERE.search(together) is not None or not _FURNITURE.isdisjoint(
        word.lower() for word in _WORDS.findall(together)
    )


def _outside(runs: list[_Run], furniture: set[Element], root: Element) -> list[_Run]:
    known: dict[Element, bool] = {root: False}

    def inside(element: Element) -> bool:
        if element not in known:
            parent = element.getparent()
            known[element] = element in furniture or (parent is not None and inside(parent))
        return known[element]

    return [run for run in runs if not inside(run.element)]


def _sums(runs: list[_Run], root: Element) -> dict[Element, list[float]]:
    """For each element: the weight of the running text in it, and the length of all its text."""
    sums: dict[Element, list[float]] = {}
    for run in runs:
        up: Element | None = run.element
        while up is not None:
            entry = sums.setdefault(up, [0.0, 0.0])
            entry[0] += run.weight
            entry[1] += run.length
            if up is root:
                break
            up = up.getparent()
    return sums


def _densest(root: Element, weights: dict[Element, list[float]], total: float) -> Element:
    """On the way down to where most text is, the element with the best of much text and little else."""
    best, highest = root, 0.0
    element: Element | None = root
    while element is not None:
        mine, everything = weights[element]
        score = (mine / total) * (mine / max(1.0, everything)) ** 0.6
        if score >= highest:
            best, highest = element, score
        element = max((child for child in element if child in weights), key=lambda e: weights[e][0], default=None)
    return best


def _first_of_many(body: Element, heading: Element | None, weights: dict[Element, list[float]]) -> Element:
    """Where a page strings several articles together, the one under the heading."""
    if heading is None or not _holds(body, heading):
        return body
    mine = next((up for up in heading.iterancestors("article") if _holds(body, up)), None)
    if mine is None or weights.get(mine, [0.0])[0] < _ENOUGH:
        return body
    others = [
        article
        for article in body.iter("article")
        if article is not mine and not _holds(mine, article) and not _holds(article, mine) and article in weights
    ]
    return mine if any(weights[article][0] > 3 * _ENOUGH for article in others) else body


# ---------------------------------------------------------------- what is taken out of the body


def _holds(ancestor: Element, element: Element) -> bool:
    return any(up is ancestor for up in element.iterancestors())


def _behead(body: Element, heading: Element) -> None:
    """Take out the heading and all that stands before it."""
    here = heading
    while here is not body:
        parent = here.getparent()
        if parent is None:
            return
        for before in list(here.itersiblings(preceding=True)):
            parent.remove(before)
        parent.text = None
        here = parent
    drop(heading)


def _drop_cards(body: Element) -> None:
    """Take out what leads elsewhere: cards, linked headings with what is around them, lists of links."""
    for link in list(body.iter("a")):
        if (
            _leads_away(link)
            and any(child.tag not in _INLINE and child.tag != "img" for child in link.iterdescendants())
            and not _inside_figure(link)
        ):
            drop(_card(link, body))
    for heading in list(body.iter("h2", "h3", "h4", "h5", "h6")):
        if _holds(body, heading) and _link_share(heading) > 0.9:
            drop(_card(heading, body))
    for element in list(body.iter("ul", "ol", "dl", "div", "section", "table")):
        if element is not body and _holds(body, element):
            length = len(words_of(element))
            if length and element.find(".//img") is None and _link_share(element) > 0.7 and _several(element):
                drop(element)


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
    return _linked(element) / length if length else 0.0


def _name_captions(body: Element) -> None:
    """Words that stand with a picture and nothing else are its caption, whatever element holds them."""
    for image in list(body.iter("img")):
        here = image
        for up in image.iterancestors():
            if up is body or up.tag in ("figure", "p", "li", "td", "blockquote") or len(words_of(up).split()) > 60:
                break
            if any(len(words_of(p).split()) > 25 for p in up.iter("p")):
                break
            here = up
        if here is not image and here.tag == "div" and here.find(".//figure") is None and words_of(here).strip():
            here.tag = "figure"
            caption = here.makeelement("figcaption")
            caption.text = fit(words_of(here))
            for child in list(here):
                if child is not image and image not in child.iterdescendants():
                    here.remove(child)
            here.append(caption)
