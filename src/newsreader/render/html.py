"""Render an article as one self-contained HTML page."""

from collections.abc import Mapping, Sequence
from html import escape

from newsreader.model.article import Article
from newsreader.model.quotation import SPOKEN, Quotation
from newsreader.model.text import clean_line
from newsreader.render.xhtml import xhtml_article

#: The looks of speakers on a light and on a dark ground, as the themes of the reader have them; and a line below the
#: words, for whoever does not tell colours apart and for a printer without them.
_LIGHT = ("#8f530f", "#155bce", "#003f06", "#bf164a", "#8821c0", "#085c6f")
_DARK = ("#c7b645", "#6299d3", "#e1f6c0", "#e67041", "#b79cf2", "#42d6d3")
_LINES = ("solid", "dashed", "dotted", "double", "wavy", "solid 3px")
#: Whatever an article may hold, a browser runs nothing of it and fetches nothing (Content Security Policy, level 3).
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def html_article(article: Article, quotations: Sequence[Quotation], pictures: Mapping[str, str], language: str) -> str:
    """The page. `pictures` are `data:` addresses by the addresses of the pictures that are shown; the others are named
    by their captions. `language` is the interface's: dates and headings are in it."""
    spoken = [quotation for quotation in quotations if quotation.kind in SPOKEN]
    body = xhtml_article(article, spoken, (), pictures, language)
    return page(clean_line(article.title), article.language or language, _looks_of_speakers(), body)


def page(title: str, language: str, style: str, body: str) -> str:
    """A page with the looks of an article, and a `style` and a `body` of its own."""
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8"/>\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}"/>\n'
        '<meta name="referrer" content="no-referrer"/>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1"/>\n'
        f"<title>{escape(title)}</title>\n<style>\n{_STYLE}{style}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _looks(colours: Sequence[str]) -> str:
    return " ".join(f".said-{number} {{ color: {colour}; }}" for number, colour in enumerate(colours))


def _looks_of_speakers() -> str:
    lines = " ".join(f".said-{number} {{ text-decoration: underline {line}; }}" for number, line in enumerate(_LINES))
    return f"""\
.said {{ font-style: italic; text-underline-offset: 0.2em; }}
{lines}
{_looks(_LIGHT)}
@media (prefers-color-scheme: dark) {{ {_looks(_DARK)} }}
@media print {{ {_looks(_LIGHT)} }}
"""


_STYLE = """\
:root { color-scheme: light dark; }
body { max-width: 38em; margin: 2em auto; padding: 0 1em; font: 1.1em/1.6 Georgia, serif; }
body { color: #26241f; background: #fbf8f1; }
h1 { line-height: 1.2; }
.kicker, .meta, figcaption { font-size: 0.85em; opacity: 0.8; }
.standfirst { font-weight: bold; }
a { color: inherit; }
img { max-width: 100%; height: auto; }
figure { margin: 1.5em 0; }
pre { overflow-x: auto; }
blockquote { margin: 1em 1.5em; }
table { border-collapse: collapse; }
td, th { border: 1px solid; padding: 0.2em 0.4em; }
@media (prefers-color-scheme: dark) { body { color: #d9d4c9; background: #16181c; } }
@media print {
body { max-width: none; margin: 0; color: #000; background: #fff; font-size: 11pt; }
h1, h2, h3 { break-after: avoid; } figure, blockquote, li { break-inside: avoid; }
}
"""
