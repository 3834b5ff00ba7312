"""Recognise headings that are marked up as paragraphs, by class name or by style."""

import re

from lxml.etree import _Element as Element

from newsreader.model.article import Block, BlockType
from newsreader.model.text import Role, Text
from newsreader.parse.blockquotes import SENTENCE_ENDS
from newsreader.parse.html_tree import words_of

#: A line that may be a heading, and the names by which it is one.
_LINES = frozenset(("span", "strong", "b", "p", "div"))
_SUBHEADING = re.compile(r"inter[-_]?titre|cross-?head|(?<![a-z])sub-?heading(?![a-z])", re.I)
#: A line in bold that is longer than this is no heading.
_HEADLINE = 110


def is_subheading(element: Element) -> bool:
    """Return whether a line is a heading within the text by its name alone."""
    name = element.get("class", "")
    return (
        element.tag in _LINES
        and _SUBHEADING.search(name) is not None
        and 2 < len(words := words_of(element)) <= _HEADLINE
        and SENTENCE_ENDS.search(words) is None
    )


def with_headings(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks; a line all in bold between two paragraphs is the heading that it looks like.

    Not the question of an interview, nor a line with a time, as those of a diary.
    """
    made = list(blocks)
    for number in range(1, len(blocks) - 1):
        before, block, after = made[number - 1 : number + 2]
        if (
            block.type is BlockType.PARAGRAPH
            and after.type is BlockType.PARAGRAPH
            and before.type in (BlockType.PARAGRAPH, BlockType.QUOTE, BlockType.PULL_QUOTE, BlockType.IMAGE)
            and _is_bold_line(block.text)
            and not _is_bold_line(after.text)
        ):
            made[number] = Block(BlockType.HEADING, Text(block.text.value.strip("\u00a0 ")), level=3)
    return tuple(made)


def _is_bold_line(text: Text) -> bool:
    bold = sum(span.stop - span.start for span in text.spans if span.role is Role.STRONG)
    bare = text.value.strip("\u00a0 ")
    return (
        2 < len(bare) <= _HEADLINE
        and "\n" not in bare
        and bold >= len(bare) - 1
        and not any(span.role is Role.LINK for span in text.spans)
        and bare[-1] not in '.,;:…?»”)"'
        and not bare[0].isdigit()
    )
