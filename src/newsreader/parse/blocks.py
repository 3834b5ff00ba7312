"""Convert the children of an article's body to typed blocks, in order."""

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml.etree import _Element as Element

from newsreader.model.article import Block, BlockType
from newsreader.model.text import Text, clean
from newsreader.parse.blockquotes import SENTENCE_ENDS, Quoted, read_quotation
from newsreader.parse.code import code_of, is_code, is_numbered_code
from newsreader.parse.embeds import EMBED_CLASS, read_embed
from newsreader.parse.html_tree import DEEPEST, base_of, drop, select, words_of
from newsreader.parse.inline import BLOCKS, Writer, folded, has_own_line, is_hidden, is_inline_picture, line_of, text_of
from newsreader.parse.lists import is_read_apart, read_definitions, read_list
from newsreader.parse.pictures import captions_of, pictures_of
from newsreader.parse.site_rules import Layout
from newsreader.parse.subheadings import is_subheading
from newsreader.parse.tables import is_layout, read_table
from newsreader.parse.urls import canonical

_RELATED = re.compile(r"^(?:>>+|►|▶|→|-->|=>|(?:à|a) (?:lire|voir)(?: aussi)?\s*:|lire aussi|voir aussi)\s*:?\s*", re.I)
_SIGNPOST = re.compile(r"^(?:(?:à |a )?lire aussi|edito|publicité|advertisement)\s*:?$", re.I)
#: What stands between paragraphs, beside what has lines of its own.
_BETWEEN = BLOCKS | {"iframe", "video", "audio", "picture", "img", "amp-img", "noscript", "nav", "form"}
_WRAPPED = frozenset(("img", "amp-img", "picture", "video", "iframe", "figure", "table", "ul", "ol", "pre"))
_PICTURES = frozenset(("img", "amp-img", "picture", "iframe", "video", "figure"))
_STRUCTURE = frozenset(("h2", "h3", "h4", "ul", "ol", "table", "figure"))
#: What a figure may hold that is no picture.
_FIGURED = frozenset(("blockquote", "table", "pre", "iframe", "video", "figure"))


def read_blocks(body: Element, layout: Layout, url: str) -> tuple[Block, ...]:
    """The blocks of a body, boilerplate that the layout names left out. The tree is changed.

    `url` is the page's address, which a `base` in the page may be relative to.
    """
    reader = _Reader(body, layout, url)
    for element in select(body, layout.drop):
        if element is not body:
            drop(element)
    return tuple(reader.children(body))


def cover_block(element: Element, layout: Layout, url: str) -> Block | None:
    """The picture or the player above an article."""
    reader = _Reader(element, layout, url)
    block = next(reader.block(element, 0), None)
    caption = element.find(".//figcaption")
    if block and block.type is BlockType.VIDEO and caption is not None:
        return replace(block, text=block.text or text_of(caption), credit=line_of(caption))
    return block


class _Reader:
    """Walks a body and collects its blocks. Elements that the layout's selectors match are looked up by identity."""

    def __init__(self, body: Element, layout: Layout, url: str) -> None:
        self.url, self.base = url, base_of(body, url)
        self.kinds = {
            element: kind
            for css, kind in (
                (layout.pull_quote, BlockType.PULL_QUOTE),
                (layout.related, BlockType.RELATED),
                (layout.video, BlockType.VIDEO),
                (layout.embed, BlockType.EMBED),
            )
            for element in select(body, css)
        }
        self.quoted = Quoted(
            *(
                set(select(body, css))
                for css in (layout.pull_quote_words, layout.pull_quote_who, layout.pull_quote_where)
            )
        )

    def children(self, parent: Element, depth: int = 0) -> Iterator[Block]:
        """Yield the blocks of the children; loose words between them are paragraphs."""
        if depth > DEEPEST:
            return
        writer = Writer(self.base)
        if parent.text:
            writer.put(parent.text)
        for child in parent:
            if isinstance(child.tag, str):
                if self.is_block(child):
                    yield from self.paragraphs(writer.text())
                    writer = Writer(self.base)
                    yield from self.block(child, depth + 1)
                else:
                    writer.walk(child, depth + 1)
            if child.tail:
                writer.put(child.tail)
        yield from self.paragraphs(writer.text())

    def is_block(self, element: Element) -> bool:
        """Return whether an element stands between paragraphs and not in one."""
        tag = element.tag
        if tag in _BETWEEN:
            return not (tag == "img" and is_inline_picture(element))
        if element in self.kinds or (element.attrib and (has_own_line(element) or is_subheading(element))):
            return True
        if is_code(element):
            return True
        if not len(element):
            return False
        # A link or bold type around a picture is nothing; around words, it is theirs.
        within = _PICTURES if tag in ("a", "em", "strong", "b", "i") else _BETWEEN
        return self.holds(element, within) and (within is _BETWEEN or not _words_beside_figures(element))

    @staticmethod
    def holds(element: Element, tags: frozenset[str]) -> bool:
        """Return whether an element of these is inside, pictures that are characters left out."""
        return any(not (inner.tag == "img" and is_inline_picture(inner)) for inner in element.iterdescendants(*tags))

    def block(self, element: Element, depth: int) -> Iterator[Block]:
        """Yield the blocks of one element, by what the layout calls it, else by its name."""
        tag, kind = str(element.tag), self.kinds.get(element)
        if tag == "noscript":
            around = element.getparent()
            if around is None or len(list(around.iter("img"))) == len(list(element.iter("img"))):
                yield from pictures_of(element, self.base)
            return
        if is_hidden(element) and tag not in ("iframe", "audio"):
            return
        if kind == BlockType.VIDEO or tag in ("video", "audio"):
            yield Block(BlockType.VIDEO, Text(_called(element)), url=self.url)
        elif kind == BlockType.EMBED or (tag == "blockquote" and EMBED_CLASS.search(element.get("class", ""))):
            yield from read_embed(element, self.base)
        elif kind == BlockType.RELATED:
            yield from self.related(element)
        elif tag == "blockquote" and self.holds(element, _STRUCTURE):
            yield from self.children(element, depth)  # a box
        elif tag == "blockquote" or kind == BlockType.PULL_QUOTE:
            yield from read_quotation(element, self.base, self.quoted)
        elif is_subheading(element):
            yield Block(BlockType.HEADING, Text(line_of(element)), level=3)
        elif tag in ("p", "a"):
            yield from self.paragraph(element, depth)
        elif len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            yield from self.heading(element, depth)
        elif tag in ("ul", "ol", "dl"):
            yield from self.listed(element, depth)
        elif tag in ("figure", "picture", "img", "amp-img"):
            yield from self.figure(element, depth)
        elif tag == "table":
            yield from self.table(element, depth)
        elif tag == "pre" or is_code(element):
            if words := code_of(element):
                yield Block(BlockType.CODE, Text(words))
        elif tag == "iframe":
            yield from read_embed(element, self.base)
        elif tag not in ("aside", "nav", "form", "footer"):
            yield from self.children(element, depth)

    def heading(self, element: Element, depth: int) -> Iterator[Block]:
        """A heading; pictures that a page has put into one stand before it."""
        if self.holds(element, _WRAPPED):
            for picture in element.iter("img"):
                yield from pictures_of(picture, self.base)
        if text := folded(text_of(element, self.base)):
            one_line = replace(text, value=text.value.replace("\n", " "))
            yield Block(BlockType.HEADING, one_line, level=max(2, int(str(element.tag)[1])))

    def listed(self, element: Element, depth: int) -> Iterator[Block]:
        """A list, in parts where an item holds code or a table; its items as paragraphs where they are such."""
        if is_read_apart(element):
            yield from self.children(element, depth)
        elif element.tag == "dl":
            yield from read_definitions(element, self.base)
        else:
            yield from read_list(element, self.base, lambda inner: self.block(inner, depth + 1))

    def table(self, element: Element, depth: int) -> Iterator[Block]:
        """A table; code, where its other column numbers lines; what is in it, where it only puts things in place."""
        if is_numbered_code(element):
            yield Block(BlockType.CODE, Text(code_of(element)))
        elif is_layout(element):
            for cell in [cell for cell in element.iter("td", "th") if _table_of(cell) is element]:
                yield from self.children(cell, depth + 1)
        else:
            yield from read_table(element, self.base)

    def paragraph(self, element: Element, depth: int) -> Iterator[Block]:
        """A paragraph: of words, of a link to read next, or a wrapper around something else."""
        if len(element) and (
            self.holds(element, _WRAPPED)
            or any(is_subheading(inner) for inner in element.iterchildren("span", "strong", "b"))
            or (len(element) == 1 and is_code(element[0]))
        ):
            yield from self.children(element, depth)
        else:
            writer = Writer(self.base)
            writer.inside(element, depth)
            if element.tag == "a":
                writer = Writer(self.base)
                writer.walk(element, depth)
            yield from self.paragraphs(writer.text())

    def paragraphs(self, text: Text) -> Iterator[Block]:
        """A blank line inside, as two `<br>` make it, parts two paragraphs."""
        if not text:
            return
        at = 0
        lines = [line for line in text.value.split("\n") if line.strip()]
        ends = sum(len(line) > 50 and SENTENCE_ENDS.search(line) is not None for line in lines)
        apart = len(lines) > 1 and ends >= 0.6 * len(lines)
        for gap in [*re.finditer(r"\n+" if apart else r"\n[ \n]*\n", text.value), None]:
            part = text.slice(at, gap.start() if gap else len(text.value))
            at = gap.end() if gap else at
            links = list(part.links())
            if not part.value.strip(" \u00a0") or (_SIGNPOST.match(part.value) and not links):
                continue
            if links and (sign := _RELATED.match(part.value)):
                words = part.slice(sign.end(), len(part.value))
                yield Block(BlockType.RELATED, replace(words, value=words.value.replace("\n", " ")), url=links[0][1])
            else:
                yield Block(BlockType.PARAGRAPH, part)

    def related(self, element: Element) -> Iterator[Block]:
        """Yield a block for each link of a box of related articles."""
        for link in element.iter("a"):
            url = canonical(link.get("href", ""), self.base)
            if url and (words := line_of(link)):
                yield Block(BlockType.RELATED, Text(words), url=url)

    def figured_words(self, element: Element, depth: int) -> list[Block]:
        """Return what a figure without a picture says: sentences, or the caption of what a script would show."""
        blocks = [block for block in self.children(element, depth) if block.text]
        if any(SENTENCE_ENDS.search(block.text.value) for block in blocks):
            return blocks
        words = [
            text for caption in captions_of(element) if len((text := folded(text_of(caption, self.base))).value) > 15
        ]
        return [Block(BlockType.IMAGE, words[0])] if words else []

    def figure(self, element: Element, depth: int) -> Iterator[Block]:
        """Yield the pictures of a figure with caption and credit, or whatever else it was used for."""
        inner = next(element.iterdescendants(*_FIGURED), None) if element.tag == "figure" else None
        if inner is None:
            blocks = list(pictures_of(element, self.base))
            if not blocks and next(element.iter("img"), None) is None:
                blocks = self.figured_words(element, depth)
            yield from blocks
            return
        captions = captions_of(element)
        if inner.tag == "blockquote":
            yield from read_quotation(inner, self.base, self.quoted, line_of(captions[0]) if captions else "")
            return
        for caption in captions:
            drop(caption)
        blocks = list(self.children(element, depth))
        words = next((text for caption in captions if (text := folded(text_of(caption, self.base)))), Text(""))
        last = blocks[-1] if blocks else None
        if words and last and last.type in (BlockType.TABLE, BlockType.VIDEO, BlockType.EMBED) and not last.text:
            blocks[-1] = replace(last, text=words)
        elif words:
            blocks.append(Block(BlockType.IMAGE, words))
        yield from blocks


def _words_beside_figures(element: Element) -> bool:
    """Whether an element says more than the captions of the figures in it."""
    captions = "".join(words_of(figure) for figure in element.iter("figure"))
    return len(words_of(element).replace(" ", "")) > len(captions.replace(" ", ""))


def _table_of(cell: Element) -> Element | None:
    return next(cell.iterancestors("table"), None)


def _called(element: Element) -> str:
    """What a player is called: its caption, else the words for its picture."""
    image = next(element.iter("img"), None)
    words = line_of(element.find(".//figcaption"))
    return words or (clean(image.get("alt", "")).strip() if image is not None else "")
