"""Read lists of a page, nested ones included, with the marker of each item."""

import re
from collections.abc import Callable, Iterable, Iterator

from lxml.etree import _Element as Element

from newsreader.model.article import BULLET, Block, BlockType
from newsreader.model.text import Role, Span, Text
from newsreader.parse.html_tree import DEEPEST, words_of
from newsreader.parse.inline import Writer, folded, is_hidden, text_of

#: What an item may hold that is read for itself.
_APART = frozenset(("pre", "table", "figure", "blockquote", "img", "iframe", "video"))
_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)")
_STYLES = {
    "lower-alpha": "a",
    "lower-latin": "a",
    "upper-alpha": "A",
    "upper-latin": "A",
    "lower-roman": "i",
    "upper-roman": "I",
    "decimal": "1",
    "decimal-leading-zero": "1",
    "none": "",
}
#: How the numbers of a list within a list look, where the page does not say.
_BY_DEPTH = ("1", "a", "i")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")) + (
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
#: An item of more characters is no item of a glossary.
_LONG = 400

_Item = tuple[int, str, Text]


def is_read_apart(element: Element) -> bool:
    """Return whether something is a list only in name: its items are paragraphs and more."""
    if element.tag == "dl":
        return any(len(dd.findall("p")) > 1 or len(words_of(dd)) > _LONG for dd in element.iter("dd"))
    return any(len(list(item.iter("p"))) > 1 for item in element.iterchildren("li"))


def read_list(element: Element, base: str, read: Callable[[Element], Iterable[Block]]) -> Iterator[Block]:
    """A list with those in it. What an item holds that is no words is read by `read` and parts the list."""
    items: list[_Item] = []
    for item in _items(element, base, 0):
        if isinstance(item, tuple):
            items.append(item)
        else:
            blocks = list(read(item))
            if blocks and items:
                yield _list(items, element.tag == "ol")
                items = []
            yield from blocks
    if items:
        yield _list(items, element.tag == "ol")


def read_definitions(element: Element, base: str) -> Iterator[Block]:
    """A list of terms, each with what is said of it below."""
    items: list[_Item] = []
    for term in element.iter("dt", "dd"):
        if is_hidden(term) or not (text := folded(text_of(term, base))):
            continue
        if term.tag == "dt":
            items.append((0, "", Text(text.value, (Span(0, len(text.value), Role.STRONG), *text.spans))))
        else:
            items.append((1, "", text))
    if items:
        yield _list(items, False)


def _list(items: list[_Item], ordered: bool) -> Block:
    usual = all(
        depth == 0 and marker == (f"{number}." if ordered else BULLET)
        for number, (depth, marker, _text) in enumerate(items, 1)
    )
    return Block(
        BlockType.LIST,
        items=tuple(text for _depth, _marker, text in items),
        ordered=ordered,
        markers=() if usual else tuple(marker for _depth, marker, _text in items),
        depths=() if usual else tuple(depth for depth, _marker, _text in items),
    )


def _items(element: Element, base: str, depth: int) -> Iterator[_Item | Element]:
    """Depth, marker and words of each item; an element where something is to be read for itself."""
    if depth > DEEPEST:
        return
    ordered = element.tag == "ol"
    own = [child for child in element if child.tag == "li" and not is_hidden(child)]
    step = -1 if ordered and element.get("reversed") is not None else 1
    number = _number(element.get("start"), len(own) if step < 0 else 1)
    kind = _kind(element, depth) if ordered else ""
    for child in element:
        if child.tag in ("ul", "ol"):
            yield from _items(child, base, depth + 1)  # in a list, where only items should be
        elif child.tag == "li" and not is_hidden(child):
            number = _number(child.get("value"), number)
            marker = _numbered(number, kind) if kind else BULLET
            number += step
            yield from _item(child, base, depth, marker)


def _item(item: Element, base: str, depth: int, marker: str) -> Iterator[_Item | Element]:
    """An item: its own words, then the lists in it, in the order of the page."""
    writer = Writer(base)

    def words() -> Iterator[_Item]:
        nonlocal writer, marker
        if text := folded(writer.text()):
            yield depth, marker, text
            marker = ""
        writer = Writer(base)

    def walk(parent: Element) -> Iterator[_Item | Element]:
        if parent.text:
            writer.put(parent.text)
        for child in parent:
            if child.tag in ("ul", "ol"):
                yield from words()
                yield from _items(child, base, depth + 1)
            elif child.tag in _APART:
                yield from words()
                yield child
            elif child.tag in ("div", "p", "span", "section") and any(True for _one in child.iter("ul", "ol", *_APART)):
                writer.break_block()
                yield from walk(child)
            else:
                writer.walk(child)
            if child.tail:
                writer.put(child.tail)

    yield from walk(item)
    yield from words()


def _number(value: str | None, otherwise: int) -> int:
    match = re.match(r"\s*(-?\d{1,6})", value or "")
    return int(match.group(1)) if match else otherwise


def _kind(element: Element, depth: int) -> str:
    """How a list is numbered: "1", "a", "A", "i", "I", or "" for not at all."""
    style = _STYLE.search(element.get("style", "").lower())
    if style and style.group(1) in _STYLES:
        return _STYLES[style.group(1)]
    kind = element.get("type", "")
    return kind if kind in ("1", "a", "A", "i", "I") else _BY_DEPTH[min(depth, len(_BY_DEPTH) - 1)]


def _numbered(number: int, kind: str) -> str:
    if number > 0 and kind in ("a", "A"):
        letters = ""
        while number:
            number, letter = divmod(number - 1, 26)
            letters = chr(ord(kind) + letter) + letters
        return f"{letters}."
    if 0 < number < 4000 and kind in ("i", "I"):
        letters = ""
        for value, sign in _ROMAN:
            letters += sign * (number // value)
            number %= value
        return f"{letters.upper() if kind == 'I' else letters}."
    return f"{number}."
