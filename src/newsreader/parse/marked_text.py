"""A fragment of HTML to marked text."""

import html
import re

from newsreader.model.text import Text, clean

#: What is not a single space already: most of a text is, and stays as it is.
_SPACE = re.compile(r"[\t\r\n\f][ \t\r\n\f]*| [ \t\r\n\f]+")
_PARAGRAPH = re.compile(r"\s*<p>([^<>]*)</p>\s*")


def unmark(fragment: str, base: str = "") -> Text:
    """A fragment of HTML, as feeds carry it, to text; entities are decoded exactly once."""
    if paragraph := _PARAGRAPH.fullmatch(fragment):
        fragment = paragraph.group(1)
    if "<" not in fragment:
        return Text(_SPACE.sub(" ", clean(html.unescape(fragment) if "&" in fragment else fragment)).strip(" "))
    from newsreader.parse.soup_text import read_fragment  # most feeds announce their articles in plain words

    return read_fragment(fragment, base)
