"""Read code blocks: lines and indentation, without line numbers."""

import re

from lxml.etree import _Element as Element

from newsreader.model.text import clean
from newsreader.parse.html_tree import DEEPEST
from newsreader.parse.inline import is_hidden

_LINES = frozenset(("div", "li", "tr", "p"))
_NUMBER_CLASS = re.compile(
    r"(?<![a-z])(?:gutter|line-?nos?|line-?numbers?(?:-rows)?|blob-num|ln-num|hljs-ln-n(?:umbers)?|rouge-gutter)(?![a-z])",
    re.I,
)
_CODE_CLASS = re.compile(r"highlight|(?<![a-z])code|rouge|syntax|blob|hljs|prettyprint|crayon", re.I)
_NUMBERS = re.compile(r"[\d\s]*")


def is_code(element: Element) -> bool:
    """Return whether an element that is no `pre` is a block of code: several lines, all that its parent holds."""
    if element.tag != "code" or (element.getprevious() is not None or (element.tail or "").strip()):
        return False
    parent = element.getparent()
    if parent is None or (parent.text or "").strip() or element.getnext() is not None:
        return False
    return element.find(".//br") is not None or "\n" in "".join(map(str, element.itertext())).strip()


def is_numbered_code(table: Element) -> bool:
    """Return whether a table is code beside the numbers of its lines."""
    cells = [cell for cell in table.iter("td", "th")]
    if not cells or (table.find(".//pre") is None and not _CODE_CLASS.search(_names(table))):
        return False
    numbers = [cell for cell in cells if _is_number(cell)]
    return 0 < len(numbers) < len(cells) and all(_is_number(cell) or _holds_code(cell) for cell in cells)


def code_of(element: Element) -> str:
    """The lines of a piece of code, "" where there are none."""
    parts: list[str] = []
    _gather(element, parts, 0)
    lines = clean("".join(parts)).replace("\u00a0", " ").expandtabs(4).split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def _gather(element: Element, parts: list[str], depth: int) -> None:
    if element.tag == "br":
        parts.append("\n")
    if not isinstance(element.tag, str) or depth > DEEPEST or is_hidden(element):
        return
    if element.tag in ("td", "th", "span", "div", "a", "pre") and depth and _is_number(element):
        return
    line = element.tag in _LINES or (element.tag == "pre" and depth > 0)
    if line and parts and not parts[-1].endswith("\n"):
        parts.append("\n")
    if element.text and not (element.tag in ("table", "tr", "tbody", "ol", "ul") and not element.text.strip()):
        parts.append(element.text)
    for child in element:
        _gather(child, parts, depth + 1)
        if child.tail and (child.tail.strip() or element.tag not in ("table", "tr", "tbody", "ol", "ul")):
            parts.append(child.tail)
    if line and parts and not parts[-1].endswith("\n"):
        parts.append("\n")


def _is_number(element: Element) -> bool:
    """Whether an element only numbers lines."""
    words = "".join(map(str, element.itertext()))
    if _NUMBERS.fullmatch(words) is None:
        return False
    named = _NUMBER_CLASS.search(element.get("class", "")) is not None or element.get("data-line-number") is not None
    return named or (element.tag in ("td", "th") and element.getnext() is not None)


def _holds_code(cell: Element) -> bool:
    return (
        cell.find(".//pre") is not None
        or cell.find(".//code") is not None
        or bool(_CODE_CLASS.search(cell.get("class", "")))
    )


def _names(table: Element) -> str:
    around = [table, *list(table.iterancestors())[:2]]
    return " ".join(element.get("class", "") for element in around)
