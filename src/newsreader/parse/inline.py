"""Convert an element to marked text: words, their roles, line breaks."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from lxml.etree import _Element as Element

from newsreader.model.text import Role, Span, Text, clean
from newsreader.parse.html_tree import DEEPEST, plain_entities, words_of
from newsreader.parse.superscripts import lowered, raised
from newsreader.parse.urls import canonical

#: Elements that hold nothing to read.
UNREAD = frozenset(
    ("script", "style", "noscript", "template", "svg", "button", "form", "iframe", "object", "select", "input")
    + ("textarea", "head", "audio", "canvas")
)
#: What begins and ends on lines of its own, whatever it is in.
BLOCKS = frozenset(
    ("p", "div", "section", "article", "main", "ul", "ol", "li", "dl", "dt", "dd", "table", "caption", "tr", "figure")
    + ("figcaption", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "aside", "header", "footer", "hr")
    + ("details", "summary", "address", "center", "fieldset")
)
ROLES = {
    "em": Role.EMPHASIS,
    "i": Role.EMPHASIS,
    "strong": Role.STRONG,
    "b": Role.STRONG,
    "code": Role.CODE,
    "kbd": Role.CODE,
    "samp": Role.CODE,
    "tt": Role.CODE,
    "a": Role.LINK,
    "del": Role.STRIKE,
    "s": Role.STRIKE,
    "strike": Role.STRIKE,
}
#: Classes of words that only screen readers are told, and styles that hide.
UNSEEN = frozenset(("sr-only", "visually-hidden", "screen-reader-text", "text-only-for-screen-reader"))
OUT_OF_SIGHT = re.compile(r"display:none|visibility:hidden|clip:rect\(0|clip-path:inset\(50%")
_STRUCK = re.compile(r"text-decoration(?:-line)?:[^;]*line-through")
_OWN_LINE = re.compile(r"display:(?:block|flex|grid|table(?!-cell)|list-item)")
#: An initial has at most so many letters: "1.", "« L".
_INITIAL = 3
#: What is not a single space already: most of a text is, and stays as it is.
_SPACE = re.compile(r"[\t\r\n\f][ \t\r\n\f]*| [ \t\r\n\f]+")
_LINE_ENDS = re.compile(r"[ \n]*\n[ \n]*")
#: Marks that a page has put around a `q` itself.
_MARKED = re.compile(r"""[«"“„‘'‹「]\s*$""")
_MARKS = {"fr": ("«\u00a0", "\u00a0»"), "de": ("„", "“"), "es": ("«", "»"), "it": ("«", "»"), "ja": ("「", "」")}
_SMALL_PICTURE = re.compile(r"emoji|smiley|twemoji|latex|mwe-math|ql-img-inline", re.I)
_EMOJI = re.compile("[\u2190-\u2bff\u3030\u303d\U0001f000-\U0001faff][\u200d\ufe0f\u2190-\u2bff\U0001f000-\U0001faff]*")


def is_hidden(element: Element) -> bool:
    """Return whether a person looking at the page would not see this element."""
    if element.tag in UNREAD:
        return True
    if not element.attrib:
        return False
    style = element.get("style")
    return (
        element.get("hidden") is not None
        or not UNSEEN.isdisjoint(element.get("class", "").split())
        or (style is not None and OUT_OF_SIGHT.search(style.replace(" ", "").lower()) is not None)
    )


def has_own_line(element: Element) -> bool:
    """Return whether an inline element is styled as a block; an initial that the text flows around is none."""
    style = element.get("style")
    if style is None or not _OWN_LINE.search(plain := style.replace(" ", "").lower()):
        return False
    return "float:" not in plain or len(words_of(element)) > _INITIAL


def is_inline_picture(image: Element) -> bool:
    """Return whether a picture stands for a character or a formula in the text: an emoji, an equation."""
    alt = image.get("alt", "").strip()
    return bool(alt) and (
        _EMOJI.fullmatch(alt) is not None
        or _SMALL_PICTURE.search(f"{image.get('class', '')} {image.get('src', '')}") is not None
    )


class Writer:
    """Collects text and spans, folding white space as a browser does."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.parts: list[str] = []
        self.length = 0
        self.spans: list[Span] = []
        self.last = " "
        self.literal = 0  # how deep in code, where entities are the text

    def put(self, piece: str) -> None:
        """Add words; blanks at their ends count once."""
        piece = _SPACE.sub(" ", clean(piece if self.literal else plain_entities(piece)))
        if self.last in " \n":
            piece = piece.lstrip(" ")
        if piece:
            self.parts.append(piece)
            self.length += len(piece)
            self.last = piece[-1]

    def break_line(self) -> None:
        """End the line."""
        self.parts.append("\n")
        self.length += 1
        self.last = "\n"

    def break_block(self) -> None:
        """End the paragraph, where one has begun."""
        if self.length and self.parts[-2:] != ["\n", "\n"]:
            self.break_line()
            self.break_line()

    @contextmanager
    def role(self, role: Role | None, href: str = "") -> Iterator[None]:
        """Give what is put meanwhile this role; `href` is where a link leads."""
        start = self.length
        self.literal += role is Role.CODE
        yield
        self.literal -= role is Role.CODE
        target = canonical(href, self.base) if role is Role.LINK else ""
        if role and self.length > start and (role is not Role.LINK or target):
            self.spans.append(Span(start, self.length, role, target))

    def text(self) -> Text:
        """Return what was collected, bare at its ends."""
        value = "".join(self.parts)
        ends = len(value.rstrip(" \n"))
        begins = min(len(value) - len(value.lstrip(" \n")), ends)
        spans = []
        for span in self.spans:
            start, stop = max(span.start, begins), min(span.stop, ends)
            while start < stop and value[start] in " \n":
                start += 1
            while stop > start and value[stop - 1] in " \n":
                stop -= 1
            if start < stop:
                spans.append(Span(start - begins, stop - begins, span.role, span.target))
        spans.sort(key=lambda span: (span.start, -span.stop))
        return Text(value[begins:ends], tuple(spans))

    # ------------------------------------------------------------ from a tree

    def inside(self, element: Element, depth: int = 0) -> None:
        """Write the contents of an element, without its own role."""
        if element.text:
            self.put(element.text)
        for child in element:
            self.walk(child, depth + 1)
            if child.tail:
                self.put(child.tail)

    def walk(self, element: Element, depth: int = 0) -> None:
        """An element, without the words after it."""
        tag = element.tag
        if not isinstance(tag, str) or depth > DEEPEST or is_hidden(element):
            return
        if tag == "br" or (tag == "span" and not len(element) and not element.text and _is_break(element)):
            self.break_line()
        elif tag in BLOCKS or (element.attrib and has_own_line(element)):
            self.break_block()
            self.inside(element, depth)
            self.break_block()
        elif tag == "img":
            self.put(element.get("alt", "") if is_inline_picture(element) else "")
        elif tag in ("sup", "sub"):
            inner = Writer(self.base)
            inner.last = "x"  # a blank in front counts
            inner.inside(element, depth)
            self.put_set_off(tag, inner)
        elif tag == "q":
            within = any(up.tag == "q" for up in element.iterancestors())
            with self.quoted("".join(map(str, element.itertext())), language_at(element), within):
                self.inside(element, depth)
        elif tag == "rt" and element.find("../rp") is None:  # how a character is said, beside it
            self.put("(")
            self.inside(element, depth)
            self.put(")")
        elif tag in ROLES:
            with self.role(ROLES[tag], element.get("href", "")):
                self.inside(element, depth)
        else:
            struck = (style := element.get("style")) is not None and _STRUCK.search(style.replace(" ", "").lower())
            with self.role(Role.STRIKE if struck else None):
                self.inside(element, depth)

    def put_set_off(self, tag: str, inner: "Writer") -> None:
        """Write superscripts ("sup") or subscripts, as Unicode characters where there are some, else with ^ or _."""
        value = "".join(inner.parts).rstrip(" \n")
        bare = value.strip(" \n\u00a0")
        before = "".join(self.parts[-3:])[-24:]
        words = value.replace(bare, raised(bare, before) if tag == "sup" else lowered(bare)) if bare else ""
        if not words:
            return
        for span in inner.spans:
            start, stop = (span.start, span.stop) if words == value else (0, len(words))
            self.spans.append(Span(start + self.length, min(stop, len(words)) + self.length, span.role, span.target))
        self.parts.append(words)
        self.length += len(words)
        self.last = words[-1]

    @contextmanager
    def quoted(self, words: str, language: str, within: bool) -> Iterator[None]:
        """A quotation in the line, these `words`, between the marks of its language, unless the page has put some.

        `within`: it is in another one.
        """
        if _MARKED.search("".join(self.parts[-2:])[-3:]) or not words.strip() or words.strip()[0] in '«"“„‘‹「':
            yield
            return
        opening, closing = ("“", "”") if within else _MARKS.get(language, ("“", "”"))
        self.put(opening)
        self.last = " "  # no blank after the mark
        yield
        while self.parts and self.parts[-1][-1:] == " ":
            self.parts[-1] = self.parts[-1][:-1]
            self.length -= 1
        self.put(closing)


def language_at(element: Element) -> str:
    """The language that an element is declared to be in, by its two letters; "" where nothing says."""
    ancestor: Element | None = element
    while ancestor is not None:
        if lang := ancestor.get("lang"):
            return lang[:2].lower()
        ancestor = ancestor.getparent()
    return ""


def _is_break(element: Element) -> bool:
    return "br" in element.get("class", "").split()  # some sites break lines with an empty span


def text_of(element: Element | None, base: str = "") -> Text:
    """The text of an element, with emphasis, strong, struck words, code and links as spans."""
    writer = Writer(base)
    if element is not None:
        writer.walk(element)
    return writer.text()


def folded(text: Text) -> Text:
    """A text whose paragraphs are lines: no empty line in it. Spans are kept."""
    parts: list[str] = []
    at, shifts = 0, []
    for gap in _LINE_ENDS.finditer(text.value):
        parts += [text.value[at : gap.start()], "\n"]
        shifts.append((gap.end(), len(gap.group()) - 1))
        at = gap.end()
    if not shifts:
        return text
    parts.append(text.value[at:])

    def moved(offset: int) -> int:
        return offset - sum(by for end, by in shifts if end <= offset)

    value = "".join(parts)
    spans = (Span(moved(s.start), min(moved(s.stop), len(value)), s.role, s.target) for s in text.spans)
    return Text(value, tuple(span for span in spans if span.start < span.stop))


def line_of(element: Element | None) -> str:
    """The text of an element on one line."""
    return " ".join(text_of(element).value.split("\n")).replace("  ", " ") if element is not None else ""
