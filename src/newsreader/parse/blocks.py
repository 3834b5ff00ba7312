"""The children of an article's body, to typed blocks in order."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from bs4 import Tag
from bs4.element import NavigableString
from lxml.etree import _Element as Element

from newsreader.model.article import Block, BlockType
from newsreader.model.text import Text, clean, clean_line
from newsreader.parse.addresses import canonical
from newsreader.parse.site import Layout
from newsreader.parse.soup import hidden, line_of, make_part, text_of
from newsreader.parse.tree import DEEPEST, drop, select

_RELATED = re.compile(r"^(?:>>+|►|▶|→|-->|=>|(?:à|a) (?:lire|voir)(?: aussi)?\s*:|lire aussi|voir aussi)\s*:?\s*", re.I)
_SIGNPOST = re.compile(r"^(?:(?:à |a )?lire aussi|edito|publicité|advertisement)\s*:?$", re.I)
_QUOTE_CLASS = re.compile(r"quote|citation", re.I)
_WHO_CLASS = re.compile(r"author|source|auteur|cite", re.I)
_EMBED_CLASS = re.compile(r"twitter-tweet|instagram-media|fb-post|tiktok-embed|bluesky-embed|mastodon-embed")
_POST = re.compile(r"/status/\d|/p/|/posts?/|/videos?/|/reel/|/notice/|/@[^/]+/\d")
_VIDEO = re.compile(
    r"youtu\.?be|dailymotion|vimeo|player\.twitch|brightcove|ultimedia|digiteka|francetelevisions|rumble\.com"
)
#: Who wrote a post: "— Name (@name) date".
_SIGNED = re.compile(r"[—–-]\s*([^—–]{2,60}?\(@?[\w.]{2,40}\))")
#: An address in a `srcset` and how many pixels wide it is; more than this is not for a terminal.
_SIZED = re.compile(r"([^\s,]\S*)\s+(\d{2,5})w")
_WIDEST = 1600
_BLOCKS = frozenset(
    ("p", "div", "section", "article", "main", "ul", "ol", "dl", "table", "figure", "blockquote", "pre")
    + ("h1", "h2", "h3", "h4", "h5", "h6", "aside", "iframe", "video", "audio", "hr", "picture", "img")
    + ("details", "header", "footer", "nav", "form")
)
#: Attributes by which what a layout selects in the tree is known again in the soup of a part.
_KIND, _PART = "data-block-kind", "data-block-part"
_WRAPPED = frozenset(("img", "picture", "video", "iframe", "figure", "table", "ul"))
_STRUCTURE = frozenset(("h2", "h3", "h4", "ul", "ol", "table", "figure"))
#: A line that ends as a sentence does; several of them, parted by `<br>`, are paragraphs.
_LINE = re.compile(r"[.!?…。！？][»”\"’)]*[ \u00a0]*$")
_MARKS = '"«»“”„ \u00a0\u202f'


def read_blocks(body: Element, layout: Layout, base: str) -> tuple[Block, ...]:
    """The blocks of a body, furniture that the layout names left out. The tree is changed."""
    for css, kind in (
        (layout.pull_quote, BlockType.PULL_QUOTE),
        (layout.related, BlockType.RELATED),
        (layout.video, BlockType.VIDEO),
        (layout.embed, BlockType.EMBED),
    ):
        for element in select(body, css):
            element.set(_KIND, kind)
    for css, part in (
        (layout.pull_quote_where, "where"),
        (layout.pull_quote_who, "who"),
        (layout.pull_quote_words, "words"),
    ):
        for element in select(body, css):
            element.set(_PART, part)
    for element in select(body, layout.drop):
        if element is not body:
            drop(element)
    return tuple(_Reader(base).children(make_part(body)))


class _Reader:
    def __init__(self, base: str) -> None:
        self.base = base

    def children(self, parent: Tag, depth: int = 0) -> Iterator[Block]:
        """Blocks of the children; words that stand loose between them are paragraphs."""
        if depth > DEEPEST:
            return
        loose: list[NavigableString | Tag] = []
        for child in parent.children:
            if isinstance(child, Tag) and (child.name in _BLOCKS or child.has_attr(_KIND) or self._holds_blocks(child)):
                yield from self._loose(loose)
                loose = []
                yield from self.block(child, depth + 1)
            elif isinstance(child, NavigableString | Tag):
                loose.append(child)
        yield from self._loose(loose)

    @staticmethod
    def _holds_blocks(tag: Tag) -> bool:
        return tag.name not in ("a", "em", "strong", "b", "i") and _has(tag, _BLOCKS)

    def _loose(self, nodes: Iterable[NavigableString | Tag]) -> Iterator[Block]:
        nodes = list(nodes)
        if any(isinstance(node, Tag) or node.strip() for node in nodes):
            yield from self._paragraphs(text_of(nodes, self.base))

    def block(self, tag: Tag, depth: int) -> Iterator[Block]:
        """One element, by what the layout calls it, else by its name."""
        kind = tag.get(_KIND)
        if hidden(tag) and tag.name != "iframe":
            return
        if kind == BlockType.VIDEO or tag.name in ("video", "audio"):
            yield Block(BlockType.VIDEO, Text(_caption(tag)), url=self.base)
        elif kind == BlockType.EMBED or (tag.name == "blockquote" and _EMBED_CLASS.search(_classes(tag))):
            yield from self.embed(tag)
        elif kind == BlockType.RELATED:
            yield from self.related(tag)
        elif tag.name == "blockquote" and _has(tag, _STRUCTURE):
            yield from self.children(tag, depth)  # a box
        elif tag.name == "blockquote" or kind == BlockType.PULL_QUOTE:
            yield from self.quotation(tag)
        elif tag.name in ("p", "dl", "a"):
            yield from self.paragraph(tag, depth)
        elif re.fullmatch(r"h[1-6]", tag.name):
            if text := _one_line(text_of(tag, self.base)):
                yield Block(BlockType.HEADING, text, level=max(2, int(tag.name[1])))
        elif tag.name in ("ul", "ol"):
            if any(len(li.find_all("p")) > 1 for li in tag.find_all("li", recursive=False)):
                yield from self.children(tag, depth)  # a list only in name
                return
            if kept := tuple(item for item in self._items(tag) if item):
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
        elif tag.name in ("aside", "nav", "form", "footer"):
            return
        else:
            yield from self.children(tag, depth)

    def _items(self, tag: Tag, before: str = "") -> Iterator[Text]:
        """The items of a list; those of a list within one follow it, each behind a dash."""
        for item in tag.find_all("li", recursive=False):
            inner = item.find_all(["ul", "ol"], recursive=False)
            own = [child for child in item.children if child not in inner]
            yield _behind(before, text_of([node for node in own if isinstance(node, NavigableString | Tag)], self.base))
            for one in inner:
                yield from self._items(one, f"{before}– ")

    def paragraph(self, tag: Tag, depth: int) -> Iterator[Block]:
        """A paragraph: of words, of a link to read next, or a wrapper around something else."""
        if tag.name == "p" and _has(tag, _WRAPPED):
            yield from self.children(tag, depth)
        else:
            yield from self._paragraphs(text_of(tag, self.base))

    def _paragraphs(self, text: Text) -> Iterator[Block]:
        """A blank line inside, as two `<br>` make it, parts two paragraphs."""
        at = 0
        lines = [line for line in text.value.split("\n") if line.strip()]
        ends = sum(len(line) > 50 and _LINE.search(line) is not None for line in lines)
        apart = len(lines) > 1 and ends >= 0.6 * len(lines)
        for gap in [*re.finditer(r"\n+" if apart else r"\n[ \n]*\n", text.value), None]:
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

    def quotation(self, tag: Tag) -> Iterator[Block]:
        """A quotation set apart, a block each paragraph: a pull-quote where somebody is named under it, else a quote.

        Who is in `cite` or in a class that says so; where and when in what the layout names, or in
        the short lines without marks that follow (franceinfo 2024: words, cite, circumstance).
        """
        words_tag, where_tag = tag.find(True, {_PART: "words"}), tag.find(True, {_PART: "where"})
        who_tag = tag.find(True, {_PART: "who"}) or tag.find("cite")
        who_tag = who_tag or tag.find(["footer", "figcaption"]) or tag.find(class_=_WHO_CLASS)
        who, where = line_of(who_tag), line_of(where_tag)
        lines = [text_of(words_tag, self.base)] if words_tag else []
        if not any(lines):
            lines = []
            for part in tag.find_all("p") or [tag]:
                if who_tag is not None and (
                    part is who_tag or who_tag in part.descendants or part in who_tag.descendants
                ):
                    continue
                lines.append(text_of(part, self.base))
            if who and not where and len(lines) > 1 and len(lines[-1].value) < 80 and lines[-1].value[:1] not in _MARKS:
                where = lines.pop().value
        words = [line for line in lines if line]
        marked = bool(_QUOTE_CLASS.search(_classes(tag))) and bool(words) and words[0].value[:1] in '"«“'
        kind = BlockType.PULL_QUOTE if who or marked else BlockType.QUOTE
        for line in words:
            yield Block(kind, line, attribution=clean_line(who), circumstance=clean_line(where))

    def embed(self, tag: Tag) -> Iterator[Block]:
        """A post of a social network with its author, a player, a map: one block with its address."""
        frame = tag if tag.name == "iframe" else tag.find("iframe")
        links = [url for a in tag.find_all("a", href=True) if (url := canonical(str(a["href"]), self.base))]
        url = next((link for link in reversed(links) if _POST.search(link)), links[-1] if links else "")
        if isinstance(frame, Tag):
            url = canonical(str(frame.get("src") or frame.get("data-src") or ""), self.base) or url
            words = line_of(tag) or clean_line(str(frame.get("title", "")))
            if url or words:
                video = BlockType.VIDEO if _VIDEO.search(url) else BlockType.EMBED
                yield Block(video, Text(words), url=url)
            return
        said = _joined([text_of(p, self.base) for p in tag.find_all("p")]) or text_of(tag, self.base)
        signed = _SIGNED.search(line_of(tag).replace(said.value.replace("\n", " "), " "))
        if url or said:
            yield Block(BlockType.EMBED, said, url=url, attribution=signed.group(1).strip() if signed else "")

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


def cover_block(element: Element, layout: Layout, base: str) -> Block | None:
    """The picture or the player above an article."""
    for player in select(element, layout.video):
        player.set(_KIND, BlockType.VIDEO)
    tag = make_part(element)
    block = next(_Reader(base).block(tag, 0), None)
    caption = tag.find("figcaption")
    if block and block.type is BlockType.VIDEO and isinstance(caption, Tag):
        alt = block.text.value
        return replace(block, text=Text(alt or line_of(caption)), credit=line_of(caption))
    return block


def _image_source(image: Tag, base: str) -> str:
    """The best address of a picture: the widest that is no giant, else what loads late, else what is there."""
    picture = image.find_parent("picture") or image
    sets = [str(t.get(name, "")) for t in (*picture.find_all("source"), image) for name in ("srcset", "data-srcset")]
    sized = [(int(width), url) for one in sets for url, width in _SIZED.findall(one) if int(width) <= _WIDEST]
    if sized and (url := canonical(max(sized)[1], base)):
        return url
    for name in ("data-src", "src", "data-lazy-src", "data-original"):
        if url := canonical(str(image.get(name, "")), base):
            return url
    plain = next((one for late in image.find_all_next("noscript", limit=1) for one in late.find_all("img")), None)
    return canonical(str(plain.get("src", "")), base) if plain is not None else ""


def _caption(tag: Tag) -> str:
    image = tag if tag.name == "img" else tag.find("img")
    caption = tag.find("figcaption")
    words = line_of(caption) if isinstance(caption, Tag) else ""
    return words or (clean_line(str(image.get("alt", ""))) if isinstance(image, Tag) else "")


def _has(tag: Tag, names: frozenset[str]) -> bool:
    return any(inner.name in names for inner in tag.descendants if isinstance(inner, Tag))


def _classes(tag: Tag) -> str:
    value = tag.get("class")
    return " ".join(value) if isinstance(value, list) else str(value or "")


def _behind(before: str, text: Text) -> Text:
    """A text with a few characters put before it."""
    spans = (replace(span, start=span.start + len(before), stop=span.stop + len(before)) for span in text.spans)
    return Text(before + text.value, tuple(spans)) if text else text


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
