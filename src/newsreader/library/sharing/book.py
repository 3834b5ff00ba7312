"""The file of an EPUB 3.3 book, written by mkepub, in the reader's language and with a cover."""

import textwrap
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any

import mkepub
from markupsafe import Markup

#: Of a line of the cover: the size of its letters (of 1,000 units of width), and how many of them it holds.
_TITLE, _LINE = (80, 17), (40, 36)


class Book(mkepub.Book):  # type: ignore[misc]
    """An EPUB book whose first page is its table of contents."""

    def __init__(self, title: str, lang: str, contents: str, authors: list[str], published: str) -> None:
        # mkepub escapes a title in one place and not in another; what is marked up already is left as it is.
        super().__init__(Markup(escape(title)), lang=escape(lang), authors=authors, published=published)
        self._language, self._contents = escape(lang), escape(contents)

    def draw_cover(self, title: str, lines: Sequence[str]) -> None:
        """Give it a cover. mkepub's own way takes no drawing."""
        self._cover = "cover.svg"
        self._add_file(f"covers/{self._cover}", _cover(title, lines).encode())
        self._write("cover.xhtml", "EPUB/cover.xhtml", cover=self._cover)

    def _write(self, template: str, path: str, **values: Any) -> None:
        """As mkepub has it, but that its pages are not all English, and its contents are read through."""
        super()._write(template, path, **values)
        file = Path(self.path) / path
        text = file.read_text(encoding="utf-8")
        text = text.replace('lang="en"', f'lang="{self._language}"', 2)
        text = text.replace("<h2>Table of Contents</h2>", f"<h2>{self._contents}</h2>", 1)
        if template == "package.opf" and len(values["pages"]) > 1:
            first = text.index('<itemref idref="id-')
            text = f'{text[:first]}<itemref idref="htmltoc"/>\n    {text[first:]}'
        file.write_text(text, encoding="utf-8")


def _cover(title: str, lines: Sequence[str]) -> str:
    """A cover in SVG, drawn with the letters of whoever shows it: the title, and some lines below it."""
    y, drawn = 130, []
    for words, (size, width), colour in [(title, _TITLE, "#111"), *((line, _LINE, "#555") for line in lines)]:
        for line in textwrap.wrap(words, width, max_lines=7, placeholder=" …"):
            y += round(size * 1.3)
            drawn.append(f'<text x="90" y="{y}" font-size="{size}" fill="{colour}">{escape(line)}</text>')
        y += 40
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 1500" font-family="sans-serif">'
        '<rect width="1000" height="1500" fill="#fafafa"/><rect x="90" y="90" width="820" height="12" fill="#111"/>'
        f"{''.join(drawn)}</svg>"
    )
