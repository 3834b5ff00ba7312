"""Parse values of ordinary feeds, as far as feedparser would give the same result."""

import re
from contextlib import suppress
from html.entities import entitydefs
from xml.etree.ElementTree import Element

from newsreader.parse.feed_markup import TEXT_ELEMENTS, UNUSUAL

#: What begins and ends like a tag, and which of these feedparser leaves as they are: nearly all that are written. The
#: rest is looked at more closely.
_ANY_TAG = re.compile(r"<[^<>]*>")
_ORDINARY_TAG = re.compile(
    rf"</?(?:{TEXT_ELEMENTS})"
    r"""(?: (?:(?:alt|class|title|width|height|rel|target)="[^"<>=]*"|(?:href|src)="https?://[^"<>'\s]*"))*[ ]?/?>"""
)
#: Their elements; and those without attributes: to know such a one again is quicker than to read it.
_ELEMENTS = frozenset(TEXT_ELEMENTS.replace("h[1-6]", "h1|h2|h3|h4|h5|h6").split("|"))
_BARE_TAGS = frozenset(tag for name in _ELEMENTS for tag in (f"<{name}>", f"</{name}>", f"<{name}/>", f"<{name} />"))
#: Controls that nobody means: what writes `&#146;` means an apostrophe of windows-1252.
#: And UTF-8 that was taken for Latin-1 and written as UTF-8 once more is read as it was meant, as feedparser does.
#: (In bytes, because they all have one in common: that is searched for three times as quickly as a set of letters.)
_ODD = re.compile(rb"\xc2(?:[\x80-\x9f]|(?<=\xc3[\x82-\xb4]\xc2).)", re.S)
#: The numbers of the same letters.
_ODD_NUMBERS = re.compile(rb"&#(?:0*(?:12[89]|1[3-9]\d|2[0-5]\d)|[xX]0*[89a-fA-F][0-9a-fA-F]);")
_CP1252 = {code: bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(0x80, 0xA0)}
#: A tag that is more than its name.
_TAG = re.compile(r"<(?!/?\w+>)[^<>]*>")
#: A tag that another one begins in, before it ends.
_TORN = re.compile(r"</?\w[^<>]*<")
#: What a browser would run, in lower case; and what feedparser resolves against the address of the feed.
_ACTIVE = re.compile(r"[\sjx=](?:(?<=\s)on\w+\s*=|(?<=j)avascript:|(?<=x)ml:base|(?<==)\s*')")
_RELATIVE = re.compile(
    r"""[hscl](?:(?<=\bh)ref|(?<=\bs)rc|(?<=\bc)ite|(?<=\bl)ongdesc)\s*=\s*"?\s*(?![a-z][a-z0-9+.-]*:|["\s>])"""
)
#: What feedparser takes for a sign that a title is HTML; its tags; and HTML whose every `&` means one thing only.
_MARKED = re.compile(r"</\w+>|&#?\w+;")
_NAMED = re.compile(r"</?(\w+)")
_CLEAR = re.compile(r"(?:[^&]|&(?:#\d{1,6}|#[xX][0-9a-fA-F]{1,5}|[a-zA-Z]\w*);|&(?![\w#]))*")


class NotPlain(Exception):
    """A value that feedparser may read differently."""


def bare(element: Element) -> str:
    """The text of an element that holds nothing else."""
    if len(element):
        raise NotPlain
    return (element.text or "").strip()


def mend(root: Element, data: bytes) -> None:
    """Read the texts of a document as they were meant. One look at its bytes tells that there is nothing to mend, as
    in nearly all."""
    if not _ODD.search(data) and not _ODD_NUMBERS.search(data):
        return
    for element in root.iter():
        if (text := (element.text or "").strip()) and _ODD.search(text.encode("utf-8", "replace")):
            with suppress(UnicodeError):
                text = text.encode("latin-1").decode()
            element.text = text.translate(_CP1252)


def title(element: Element, kind: str | None = None) -> tuple[str, str]:
    """A title and its media type: that of its `kind` (RFC 4287, 3.1.1); without one it is told by its looks."""
    words = bare(element)
    if "<" not in words and "&" not in words:
        return words, "text/plain"
    if kind == "text" or (kind is None and not _looks_like_html(words)):
        return words, "text/plain"
    if not (_CLEAR.fullmatch(words) and _entities_known(words)) or not _is_ordinary(words):
        raise NotPlain
    return words, "text/html"


def _looks_like_html(words: str) -> bool:
    """As feedparser guesses: something is closed or encoded, and it knows every element and every entity."""
    if not _MARKED.search(words):
        return False
    if not _ELEMENTS.issuperset(map(str.lower, _NAMED.findall(words))):
        raise NotPlain  # it knows more elements than are known here
    return _entities_known(words)


def _entities_known(words: str) -> bool:
    return all(name in entitydefs for name in re.findall(r"&(\w+);", words))


def _is_ordinary(words: str) -> bool:
    """Whether each sign that may begin a tag begins an ordinary one."""
    if "<" not in words:
        return True
    tags = _ANY_TAG.findall(words)
    return len(tags) == words.count("<") and all(map(_ORDINARY_TAG.fullmatch, set(tags) - _BARE_TAGS))


def markup(element: Element) -> str:
    """HTML, as far as feedparser would leave it alone."""
    words = bare(element)
    if not _is_ordinary(words):
        tags = "".join(_TAG.findall(words)).lower()
        # An odd quotation mark: a value holds a ">", and what is a tag is not that simple.
        if (
            UNUSUAL.search(words)
            or _TORN.search(words)
            or _ACTIVE.search(tags)
            or _RELATIVE.search(tags)
            or tags.count('"') % 2
        ):
            raise NotPlain
    return words
