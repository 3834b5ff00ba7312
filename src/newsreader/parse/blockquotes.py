"""Read block quotations of a page: their paragraphs, and the source named under them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml.etree import _Element as Element

from newsreader.model.article import Block, BlockType
from newsreader.model.text import Text
from newsreader.parse.html_tree import drop
from newsreader.parse.inline import line_of, text_of

#: A line that ends as a sentence does.
SENTENCE_ENDS = re.compile(r"[.!?…。！？][»”\"’)]*[ \u00a0]*$")
_QUOTE_CLASS = re.compile(r"quote|citation", re.I)
_WHO_CLASS = re.compile(r"author|source|auteur|cite", re.I)
_MARKS = '"«»“”„ \u00a0\u202f'


class Quoted(NamedTuple):
    """The elements of a layout for a pull quote: its words, who is quoted, and where."""

    words: set[Element]
    who: set[Element]
    where: set[Element]


def read_quotation(element: Element, base: str, parts: Quoted, who: str = "") -> Iterator[Block]:
    """A quotation set apart, a block each paragraph: a pull-quote where somebody is named under it, else a quote.

    Who is in `cite` or in a class that says so; where and when in what the layout names, or in
    the short lines without marks that follow (franceinfo 2024: words, cite, circumstance).
    """
    within = list(element.iterdescendants())
    words_in = next((element for element in within if element in parts.words), None)
    where = line_of(next((element for element in within if element in parts.where), None))
    named = next((element for element in within if element in parts.who), None)
    for is_one in (
        lambda element: element.tag in ("footer", "figcaption"),
        lambda element: element.tag == "cite" and _ends(element),
        lambda element: _WHO_CLASS.search(element.get("class", "")),
    ):
        named = next((element for element in within if is_one(element)), None) if named is None else named
    who = line_of(named) or who
    lines = [text_of(words_in, base)] if words_in is not None else []
    if not any(lines):
        whole = line_of(element)
        if named is not None:
            drop(named)
        lines = [_without_dash(part) if who else part for part in _parted(text_of(element, base))]
        last = lines[-1].value if lines else ""
        follows = whole.rfind(last) > whole.find(who) >= 0
        if who and not where and follows and len(lines) > 1 and len(last) < 80 and last[:1] not in _MARKS:
            where = lines.pop().value
    if not who and (who := _signature(lines)):
        lines.pop()
    words = [line for line in lines if line]
    marked = bool(_QUOTE_CLASS.search(element.get("class", ""))) and bool(words) and words[0].value[:1] in '"«“'
    kind = BlockType.PULL_QUOTE if who or marked else BlockType.QUOTE
    who = re.sub(r"^[—–-]\s*", "", who)
    for line in words:
        yield Block(kind, line, attribution=who, circumstance=where)


def _signature(lines: list[Text]) -> str:
    """The last line of a quotation, where it names who is quoted: after a dash, or in a few words
    after a whole sentence."""
    last = lines[-1].value if len(lines) > 1 else ""
    if 2 < len(last) < 90 and last[0] in "—–-" and not SENTENCE_ENDS.search(last):
        return last  # and no line of a dialogue
    few = 2 < len(last) < 60 and last[0].isupper() and last[-1] not in '.!?…»”"'
    return last if few and "\n" not in last and SENTENCE_ENDS.search(lines[-2].value) else ""


def _ends(cite: Element) -> bool:
    """Whether nothing follows in the same paragraph: not the title of a book in the middle of a sentence."""
    return not (cite.tail or "").strip(" .\n)") and cite.getnext() is None


def _without_dash(text: Text) -> Text:
    """A text without the dash in front of who is named after it."""
    return text.slice(0, len(re.sub(r"[\s\u00a0]*[—–-]+[\s\u00a0]*$", "", text.value)))


def _parted(text: Text) -> list[Text]:
    """The paragraphs of a text."""
    parts, at = [], 0
    for gap in [*re.finditer(r"[ \n]*\n[ \n]*\n[ \n]*", text.value), None]:
        parts.append(text.slice(at, gap.start() if gap else len(text.value)))
        at = gap.end() if gap else at
    return parts
