"""Convert a fragment of HTML to marked text."""

import html
import re

from newsreader.model.text import Text, clean

#: What is not a single space already: most of a text is, and stays as it is; and by what that is quickly told.
_SPACE = re.compile(r"[\t\r\n\f][ \t\r\n\f]*| [ \t\r\n\f]+")
_SPACES = ("  ", "\t", "\n", "\r", "\f")
_PARAGRAPH = re.compile(r"\s*<p>([^<>]*)</p>\s*")


def unmark(fragment: str, base: str = "") -> Text:
    """A fragment of HTML, as feeds carry it, to text; entities are decoded exactly once."""
    if paragraph := _PARAGRAPH.fullmatch(fragment):
        fragment = paragraph.group(1)
    if "<" not in fragment:
        words = clean(html.unescape(fragment) if "&" in fragment else fragment)
        return Text((_SPACE.sub(" ", words) if any(map(words.__contains__, _SPACES)) else words).strip(" "))
    from newsreader.parse.soup_text import read_fragment  # most feeds announce their articles in plain words

    return read_fragment(fragment, base)
