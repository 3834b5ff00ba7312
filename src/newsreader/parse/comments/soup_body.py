"""Parse the HTML body of a comment into paragraphs of marked text."""

import re
from collections.abc import Iterator
from dataclasses import replace

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from newsreader.model.text import NO_TEXT, Role, Span, Text, clean
from newsreader.parse.soup_text import hidden, text_of

_DEEPEST = 40
_BLOCKS = frozenset(
    "p div li ul ol dl dt dd h1 h2 h3 h4 h5 h6 table tr section article aside details figure hr".split()
)
#: What only sites themselves put into a comment: reply links, avatars, moderation.
_IDLE = frozenset(
    "script style template button form input select textarea iframe object embed svg noscript head title".split()
)


def paragraphs(markup: str, base: str) -> tuple[Text, ...]:
    """The paragraphs of HTML; quoted ones begin with "> "."""
    soup = BeautifulSoup(markup, "lxml")
    return tuple(part for part in _paragraphs(soup.body or soup, base) if part.value.strip())


def _paragraphs(tag: Tag, base: str, quoted: int = 0, depth: int = 0) -> Iterator[Text]:
    run: list[NavigableString | Tag] = []

    def gathered() -> Iterator[Text]:
        for part in _lines(text_of(run, base)):
            yield _quoted(part, quoted)
        run.clear()

    for child in list(tag.children):
        if not isinstance(child, Tag):
            if isinstance(child, NavigableString):
                run.append(child)
        elif child.name in _IDLE or depth > _DEEPEST or hidden(child):
            continue
        elif child.name == "pre":
            yield from gathered()
            code = clean(child.get_text()).strip("\n")
            for line in code.splitlines():
                line = line.replace("\t", "    ")
                yield _quoted(Text(line, (Span(0, len(line), Role.CODE),)) if line else NO_TEXT, quoted)
        elif child.name in _BLOCKS or child.name == "blockquote" or _holds_blocks(child):
            yield from gathered()
            yield from _paragraphs(child, base, quoted + (child.name == "blockquote"), depth + 1)
        else:
            run.append(child)
    yield from gathered()


def _holds_blocks(tag: Tag) -> bool:
    return tag.find(lambda inner: inner.name in _BLOCKS or inner.name in ("blockquote", "pre")) is not None


def _quoted(text: Text, depth: int) -> Text:
    if not depth or not text.value:
        return text
    shift = 2 * depth
    spans = tuple(replace(span, start=span.start + shift, stop=span.stop + shift) for span in text.spans)
    return Text("> " * depth + text.value, spans)


def _lines(text: Text) -> Iterator[Text]:
    at = 0
    for end in [*(match.start() for match in re.finditer("\n", text.value)), len(text.value)]:
        if text.value[at:end].strip():
            yield text.slice(at, end)
        at = end + 1
