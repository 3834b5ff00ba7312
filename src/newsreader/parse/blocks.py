"""The children of an article's body, to typed blocks in order."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from bs4 import Tag
from bs4.element import NavigableString

from newsreader.model.article import Block, BlockType
from newsreader.model.text import Text, clean, clean_line
from newsreader.parse.addresses import canonical
from newsreader.parse.site import Layout
from newsreader.parse.soup import DEEPEST, hidden, line_of, text_of

_RELATED = re.compile(r"^(?:>>+|►|▶|→|-->|=>|(?:à|a) (?:lire|voir)(?: aussi)?\s*:|lire aussi|voir aussi)\s*", re.I)
_SIGNPOST = re.compile(r"^(?:(?:à |a )?lire aussi|edito|publicité|advertisement)\s*:?$", re.I)
_QUOTE_CLASS = re.compile(r"quote|citation", re.I)
_WHO_CLASS = re.compile(r"author|source|auteur|cite", re.I)
_EMBED_CLASS = re.compile(r"twitter-tweet|instagram-media|fb-post|tiktok-embed|bluesky-embed|mastodon-embed")
_BLOCKS = frozenset(
    ("p", "div", "section", "article", "main", "ul", "ol", "dl", "table", "figure", "blockquote", "pre")
    + ("h1", "h2", "h3", "h4", "h5", "h6", "aside", "iframe", "video", "audio", "hr", "picture", "img")
    + ("details", "header", "footer", "nav", "form")
)
_MARKS = '"«»“”„ \u00a0\u202f'


def read_blocks(body: Tag, layout: Layout, base: str) -> tuple[Block, ...]:
    """The blocks of a body, furniture that the layout names left out."""
    return tuple(_Reader(body, layout, base).children(body))


class _Reader:
    def __init__(self, body: Tag, layout: Layout, base: str) -> None:
        self.layout, self.base = layout, base
        self.named: dict[int, BlockType | None] = {}
        for selector, kind in (
            (layout.pull_quote, BlockType.PULL_QUOTE),
            (layout.related, BlockType.RELATED),
            (layout.video, BlockType.VIDEO),
            (layout.embed, BlockType.EMBED),
            (layout.drop, None),
        ):
            for tag in body.select(selector) if selector else ():
                self.named[id(tag)] = kind

    def children(self, parent: Tag, depth: int = 0) -> Iterator[Block]:
        """Blocks of the children; words that stand loose between them are paragraphs."""
        if depth > DEEPEST:
            return
        loose: list[NavigableString | Tag] = []
        for child in parent.children:
            if isinstance(child, Tag) and (
                child.name in _BLOCKS or id(child) in self.named or self._holds_blocks(child)
            ):
                yield from self._loose(loose)
                loose = []
                yield from self.block(child, depth + 1)
            elif isinstance(child, NavigableString | Tag):
                loose.append(child)
        yield from self._loose(loose)

    @staticmethod
    def _holds_blocks(tag: Tag) -> bool:
        return tag.name not in ("a", "em", "strong", "b", "i") and tag.find(_BLOCKS.__contains__) is not None

    def _loose(self, nodes: Iterable[NavigableString | Tag]) -> Iterator[Block]:
        yield from self._paragraphs(text_of(nodes, self.base))

    def block(self, tag: Tag, depth: int) -> Iterator[Block]:
        """One element, by what the layout calls it, else by its name."""
        kind = self.named.get(id(tag), ...)
        if kind is None or (hidden(tag) and tag.name != "iframe"):
            return
        if kind is BlockType.VIDEO or tag.name in ("video", "audio"):
            yield Block(BlockType.VIDEO, Text(_caption(tag)), url=self.base)
        elif kind is BlockType.EMBED or (tag.name == "blockquote" and _EMBED_CLASS.search(_classes(tag))):
            yield from self.embed(tag)
        elif kind is BlockType.RELATED:
            yield from self.related(tag)
        elif tag.name == "blockquote" or kind is BlockType.PULL_QUOTE:
            yield self.quotation(tag)
        elif tag.name == "p" or tag.name in ("dl", "a"):
            yield from self.paragraph(tag, depth)
        elif re.fullmatch(r"h[1-6]", tag.name):
            if text := _one_line(text_of(tag, self.base)):
                yield Block(BlockType.HEADING, text, level=max(2, int(tag.name[1])))
        elif tag.name in ("ul", "ol"):
            items = (text_of(item, self.base) for item in tag.find_all("li", recursive=False))
            if kept := tuple(item for item in items if item):
                yield Block(BlockType.LIST, items=kept, ordered=tag.name == "ol")
        elif tag.name in ("figure", "picture", "img"):
            yield from self.figure(tag, depth)
        elif tag.name == "table":
            rows = (tuple(line_of(cell) for cell in row.find_all(["td", "th"])) for row in tag.find_all("tr"))
            yield Block(BlockType.TABLE, rows=tuple(row for row in rows if any(row)))
        elif tag.name == "pre":
            yield Block(BlockType.CODE, Text(clean(tag.get_text()).strip("\n")))
        elif tag.name == "iframe":
            yield from self.embed(tag)
        elif tag.name == "aside" or tag.name in ("nav", "form", "footer"):
            return
        else:
            yield from self.children(tag, depth)

    def paragraph(self, tag: Tag, depth: int) -> Iterator[Block]:
        """A paragraph: of words, of a link to read next, or a wrapper around something else."""
        if tag.find(["img", "picture", "video", "iframe", "figure", "table", "ul"]) is not None and tag.name == "p":
            yield from self.children(tag, depth)
        else:
            yield from self._paragraphs(text_of(tag, self.base))

    def _paragraphs(self, text: Text) -> Iterator[Block]:
        """A blank line inside, as two `<br>` make it, parts two paragraphs."""
        at = 0
        for gap in [*re.finditer(r"\n[ \n]*\n", text.value), None]:
            part = text.slice(at, gap.start() if gap else len(text.value))
            at = gap.end() if gap else at
            links = list(part.links())
            if not part.value.strip(" \u00a0") or (_SIGNPOST.match(part.value) and not links):
                continue
            if links and (sign := _RELATED.match(part.value)):
                yield Block(BlockType.RELATED, _one_line(part.slice(sign.end(), len(part.value))), url=links[0][1])
            else:
                yield Block(BlockType.PARAGRAPH, part)

    def related(self, tag: Tag) -> Iterator[Block]:
        """Each link of a box that proposes other articles."""
        for link in tag.find_all("a", href=True):
            url = canonical(str(link["href"]), self.base)
            if url and (words := line_of(link)):
                yield Block(BlockType.RELATED, Text(words), url=url)

    def quotation(self, tag: Tag) -> Block:
        """A quotation set apart: a pull-quote where somebody is named under it, else a quote.

        Who is in `cite` or in a class that says so; where and when in what the layout names, or in
        the short lines without marks that follow (franceinfo 2024: words, cite, circumstance).
        """
        lay = self.layout
        words_tag = tag.select_one(lay.pull_quote_words) if lay.pull_quote_words else None
        who_tag = (tag.select_one(lay.pull_quote_who) if lay.pull_quote_who else None) or tag.find("cite")
        who_tag = who_tag or tag.find(["footer", "figcaption"]) or tag.find(class_=_WHO_CLASS)
        where_tag = tag.select_one(lay.pull_quote_where) if lay.pull_quote_where else None
        who, where = line_of(who_tag), line_of(where_tag)
        words = text_of(words_tag, self.base) if words_tag else Text("")
        if not words:
            lines = []
            for part in tag.find_all("p") or [tag]:
                if who_tag is not None and (
                    part is who_tag or who_tag in part.descendants or part in who_tag.descendants
                ):
                    continue
                lines.append(text_of(part, self.base))
            if who and not where and len(lines) > 1 and len(lines[-1].value) < 80 and lines[-1].value[:1] not in _MARKS:
                where = lines.pop().value
            words = _joined(lines)
        is_pull = bool(who) or (bool(_QUOTE_CLASS.search(_classes(tag))) and words.value[:1] in '"«“')
        kind = BlockType.PULL_QUOTE if is_pull else BlockType.QUOTE
        return Block(kind, words, attribution=clean_line(who), circumstance=clean_line(where))

    def embed(self, tag: Tag) -> Iterator[Block]:
        """A post of a social network, a map, a player: its words and its address, in one block."""
        frame = tag if tag.name == "iframe" else tag.find("iframe")
        links = [canonical(str(a["href"]), self.base) for a in tag.find_all("a", href=True)]
        url = links[-1] if links else ""
        if isinstance(frame, Tag):
            url = canonical(str(frame.get("src") or frame.get("data-src") or ""), self.base) or url
        words = line_of(tag) or (clean_line(str(frame.get("title", ""))) if isinstance(frame, Tag) else "")
        if url or words:
            yield Block(BlockType.EMBED, Text(words), url=url)

    def figure(self, tag: Tag, depth: int) -> Iterator[Block]:
        """A picture with its caption and credit, or whatever else a figure was used for."""
        if tag.name == "figure" and (inner := tag.find(["blockquote", "table", "pre", "iframe", "video"])) is not None:
            yield from self.block(inner, depth)
            return
        image = tag if tag.name == "img" else tag.find("img")
        if not isinstance(image, Tag):
            return
        caption = tag.find("figcaption")
        credit_tag = caption.find(["span", "small", "cite"]) if isinstance(caption, Tag) else None
        credit = line_of(credit_tag) if isinstance(credit_tag, Tag) else ""
        words = line_of(caption) if isinstance(caption, Tag) else ""
        source = _image_source(image, self.base)
        alt = clean_line(str(image.get("alt", "")))
        if source or words or alt:
            words = words.removesuffix(credit).strip() if credit else words
            yield Block(BlockType.IMAGE, Text(words), url=source, alt=alt, credit=credit.strip("() "))


def cover_block(tag: Tag, layout: Layout, base: str) -> Block | None:
    """The picture or the player above an article."""
    block = next(_Reader(tag, layout, base).block(tag, 0), None)
    caption = tag.find("figcaption")
    if block and block.type is BlockType.VIDEO and isinstance(caption, Tag):
        alt = block.text.value
        return replace(block, text=Text(alt or line_of(caption)), credit=line_of(caption))
    return block


def _image_source(image: Tag, base: str) -> str:
    for name in ("data-src", "src", "data-lazy-src", "data-original"):
        if url := canonical(str(image.get(name, "")), base):
            return url
    return ""


def _caption(tag: Tag) -> str:
    image = tag if tag.name == "img" else tag.find("img")
    caption = tag.find("figcaption")
    words = line_of(caption) if isinstance(caption, Tag) else ""
    return words or (clean_line(str(image.get("alt", ""))) if isinstance(image, Tag) else "")


def _classes(tag: Tag) -> str:
    value = tag.get("class")
    return " ".join(value) if isinstance(value, list) else str(value or "")


def _one_line(text: Text) -> Text:
    return replace(text, value=text.value.replace("\n", " "))


def _joined(lines: list[Text]) -> Text:
    """Several lines as one text, spans moved along."""
    value, spans = "", []
    for line in lines:
        if not line:
            continue
        value += "\n" if value else ""
        spans += [replace(span, start=span.start + len(value), stop=span.stop + len(value)) for span in line.spans]
        value += line.value
    return Text(value, tuple(spans))
