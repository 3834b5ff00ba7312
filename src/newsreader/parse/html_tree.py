"""Parse bytes into a tree of elements: the first, cheap pass over a page."""

import codecs
import html
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import cast
from urllib.parse import urljoin

from lxml import etree
from lxml.etree import HTMLParser, XPath
from lxml.etree import _Element as Element

from newsreader.i18n import _
from newsreader.model.errors import NotAnArticle
from newsreader.model.text import clean_line
from newsreader.parse.binary import binary_format

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
#: A page deeper than this is cut there: nothing that people read nests so far.
DEEPEST = 200

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_META = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,80}encoding=[\"']([\w.:-]{2,40})", re.I
)
#: UTF-8 that was read as Windows-1252 and written as UTF-8 again: "Ã©" for "é", "â€™" for "’".
_TWICE = re.compile(
    "[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]{1,3}"
)
_ENTITY = re.compile(
    r"&(?:[a-zA-Z]{1,2}(?:acute|grave|circ|cedil|uml|tilde|lig|slash|ring)|nbsp|quot|apos|[lr]a?quo|[lrsb]squo|[lrb]dquo|"
    r"hellip|[nm]dash|euro|deg|amp|#0?39|#x27|#8[02]\d\d|#160);"
)
_LEAVES = ("script", "style", "template", "svg", "math", "object", "canvas", "select", "dialog")


def as_utf8(page: bytes, declared: str = "") -> bytes:
    """A page in UTF-8: by its byte order mark, as it is where it is that, else as server or page declare.

    UTF-8 comes before what is declared: by chance no other encoding looks like it, and declarations
    are wrong more often. `declared` is what the server says.
    """
    for mark, name in _BOMS:
        if page.startswith(mark):
            return page[len(mark) :].decode(name, "replace").encode("utf-8", "replace")
    start = page[:1000]
    if start.count(0) > len(start) // 10:
        # No text has so many zeros, unless every second byte of Latin letters is one.
        name = "utf-16-le" if start[1::2].count(0) > len(start) // 3 else "utf-16-be"
        text = page.decode(name, "replace")
        return text.encode("utf-8", "replace") if "<" in text else b""
    try:
        page.decode("utf-8")
    except UnicodeDecodeError:
        return _decoded(page, declared).encode("utf-8", "replace")
    return _once(page)


def _decoded(page: bytes, declared: str) -> str:
    match = _META.search(page[:4096])
    names = [declared, (match.group(1) or match.group(2)).decode("ascii", "ignore") if match else ""]
    for name in filter(None, names):
        # Pages that say Latin-1 mean Windows-1252 (WHATWG, Encoding, "names and labels").
        latin = name.lower() in ("iso-8859-1", "latin-1", "latin1", "ascii", "us-ascii")
        try:
            if not latin and codecs.lookup(name).name not in ("utf-8", "utf-7"):
                return page.decode(name)
        except (LookupError, UnicodeDecodeError, ValueError):
            continue
    # Bytes that are UTF-8 but for a few are UTF-8, damaged.
    text = page.decode("utf-8", "replace")
    if text.count("\ufffd") < 1 + text.count("\u00e9") // 10:
        return text
    return page.decode("windows-1252", "replace")


def _once(page: bytes) -> bytes:
    """Undo a double encoding, where a page shows it plainly and nothing speaks against it."""
    broken = page.count(b"\xc3\x83\xc2\xa9") + page.count(b"\xc3\xa2\xe2\x82\xac\xe2\x84\xa2")
    if broken < 3 or page.count(b"\xc3\xa9") > broken:
        return page

    def undo(match: re.Match[str]) -> str:
        try:
            return match.group().encode("windows-1252").decode("utf-8")
        except (UnicodeEncodeError, UnicodeDecodeError):
            return match.group()

    return _TWICE.sub(undo, page.decode("utf-8")).encode("utf-8")


def read_tree(page: bytes | str, encoding: str = "") -> Element:
    """The tree of a page; `encoding` is what the server declared.

    Raises NotAnArticle when the bytes are not markup at all.
    """
    if isinstance(page, bytes) and page[:5] == b"%PDF-":
        raise NotAnArticle(_("This is a PDF, not an article page. Open it in the browser."))
    if isinstance(page, bytes) and binary_format(page):
        raise NotAnArticle(_("This is an image, a sound or another file, not an article page. Open it in the browser."))
    data = as_utf8(page, encoding) if isinstance(page, bytes) else page.encode("utf-8", "replace")
    if not data.strip(b"\x00 \t\r\n\f"):
        raise NotAnArticle(_("The page is empty. Try again later, or open it in the browser."))
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    data = data.replace(b"\x00", b"") if b"\x00" in data else data
    try:
        tree = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NotAnArticle(_("The page is not readable HTML. Open it in the browser.")) from error
    if tree is None:
        raise NotAnArticle(_("The page is not readable HTML. Open it in the browser."))
    return tree


def strip_leaves(tree: Element) -> None:
    """Remove elements that are never read: scripts, styles, drawings."""
    etree.strip_elements(tree, *_LEAVES, with_tail=False)


@lru_cache(maxsize=512)
def selector(css: str) -> XPath:
    """A compiled CSS selector. Raises cssselect.SelectorError for what is none."""
    from lxml.cssselect import CSSSelector  # who reads feeds does without it

    return CSSSelector(css, translator="html")


def is_selector(css: str) -> bool:
    """Return whether these words are a CSS selector."""
    from cssselect import SelectorError

    try:
        selector(css)
    except (SelectorError, etree.XPathError):
        return False
    return True


def select(tree: Element, css: str) -> list[Element]:
    """Return all elements that match a selector, in document order; none for ""."""
    return cast("list[Element]", selector(css)(tree)) if css else []


def plain_entities(words: str) -> str:
    """Resolve entities that a page has escaped twice ("l&#039;été", "&nbsp;")."""
    return _ENTITY.sub(lambda match: html.unescape(match.group()), words) if "&" in words else words


def words_of(element: Element) -> str:
    """Return all text of an element with white space folded, hidden text included."""
    return " ".join("".join(cast(Iterator[str], element.itertext())).split())


#: What a parser takes out of a page, and no tree takes back (XML 1.0, 2.2): "&#1;" and its like.
_UNFIT = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def fit(words: str) -> str:
    """Remove from text the characters that a tree cannot hold."""
    return _UNFIT.sub("", words)


def drop(element: Element) -> None:
    """Remove an element from its tree; the text after it stays."""
    parent = element.getparent()
    if parent is None:
        return
    if tail := element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = fit((before.tail or "") + tail)
        else:
            parent.text = fit((parent.text or "") + tail)
    parent.remove(element)


def replace_by_words(element: Element, words: str) -> None:
    """Put words in the place of an element."""
    if element.getparent() is not None:
        element.tail = words + (element.tail or "")
        drop(element)


def base_of(tree: Element, url: str) -> str:
    """Return what the addresses of a page are relative to: its `base`, else its own address `url`."""
    addresses = (base.get("href", "").strip() for base in tree.getroottree().iter("base"))
    return urljoin(url, next(filter(None, addresses), ""))


_UNREAD = frozenset(("script", "style", "noscript", "template", "svg", "button", "iframe", "object", "select", "head"))
_UNSEEN = frozenset(("sr-only", "visually-hidden", "screen-reader-text", "text-only-for-screen-reader"))


def line(element: Element | None) -> str:
    """Return what a person reads in an element, on one line; "" for None."""
    parts: list[str] = []
    if element is not None:
        _gather(element, parts, 0)
    return clean_line(plain_entities("".join(parts)).replace("\r", " ").replace("\f", " "))


def _gather(element: Element, parts: list[str], depth: int) -> None:
    if element.tag in _UNREAD or depth > DEEPEST or not _UNSEEN.isdisjoint(element.get("class", "").split()):
        return
    if element.tag == "br":
        parts.append(" ")
    if element.text:
        parts.append(element.text)
    for child in element:
        _gather(child, parts, depth + 1)
        if child.tail:
            parts.append(child.tail)
