"""An article as XHTML, for a book: its quotations marked, and who said what at its end."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import pairwise

from newsreader.i18n import _
from newsreader.model.article import Article, Block, BlockType, marked_items, signed_once, signers
from newsreader.model.note import Note
from newsreader.model.quotation import STANDFIRST, TITLE, Quotation
from newsreader.model.text import Role, Text, clean
from newsreader.render.dates import moment
from newsreader.render.markdown import address

_AROUND = {Role.EMPHASIS: "em", Role.STRONG: "strong", Role.CODE: "code", Role.STRIKE: "del"}
#: What the pages of a book look like; a device adds its own.
STYLE = (
    "h1 { font-size: 1.4em; } .kicker, .meta, figcaption { font-size: 0.85em; } .standfirst { font-weight: bold; } "
    ".said { font-style: italic; } blockquote { margin: 1em 1.5em; } img { max-width: 100%; } "
    "table { border-collapse: collapse; } td { border: 1px solid; padding: 0.2em 0.4em; }"
)


def xhtml_text(text: Text, said: Sequence[tuple[int, int]] = ()) -> str:
    """Marked text, with what somebody `said` in it; what would cross is cut where it does."""
    marks = [(start, stop, '<span class="said">', "</span>") for start, stop in said]
    for span in text.spans:
        if span.role is Role.LINK:
            marks.append((span.start, span.stop, f'<a href="{_address(span.target)}">', "</a>"))
        else:
            name = _AROUND[span.role]
            marks.append((span.start, span.stop, f"<{name}>", f"</{name}>"))
    places = sorted({0, len(text.value), *(place for start, stop, *_signs in marks for place in (start, stop))})
    out = []
    for start, stop in pairwise(places):
        inside = [mark for mark in marks if mark[0] <= start and stop <= mark[1]]
        words = "<br/>".join(_words(line) for line in text.value[start:stop].split("\n"))
        out += [*(mark[2] for mark in inside), words, *(mark[3] for mark in reversed(inside))]
    return "".join(out)


def xhtml_article(
    article: Article,
    quotations: Sequence[Quotation],
    notes: Sequence[Note],
    pictures: Mapping[str, str],
    language: str,
) -> str:
    """A page of a book. `pictures` are the names of those that are in it, by their addresses."""
    said: dict[int, list[tuple[int, int]]] = {}
    for quotation in quotations:
        said.setdefault(quotation.block, []).extend(quotation.words)
    parts = [
        f'<p class="kicker">{_words(article.kicker)}</p>' if article.kicker else "",
        f"<h1>{xhtml_text(Text(article.title), said.get(TITLE, ()))}</h1>",
        f'<p class="meta">{_source(article, language)}</p>',
        f'<p class="standfirst">{xhtml_text(article.standfirst, said.get(STANDFIRST, ()))}</p>'
        if article.standfirst
        else "",
        *(_block(block, said.get(n, ()), pictures) for n, block in enumerate(signed_once(article.blocks))),
        *_who_said_what(quotations),
        *_notes(notes),
    ]
    lang = escape(article.language or language)
    return f'<div lang="{lang}" xml:lang="{lang}">' + "\n".join(part for part in parts if part) + "</div>"


def _words(words: str) -> str:
    return escape(clean(words))


def _address(url: str) -> str:
    return escape(address(clean(url)))


def _source(article: Article, language: str) -> str:
    when = moment(article.published, language) if article.published else ""
    told = " · ".join(_words(part) for part in (", ".join(signers(article)), when) if part)
    return f'{told} <a href="{_address(article.url)}">{_words(_("on the web"))}</a>'


def _block(block: Block, said: Sequence[tuple[int, int]], pictures: Mapping[str, str]) -> str:
    words = xhtml_text(block.text, said)
    match block.type:
        case BlockType.HEADING:
            level = min(6, max(2, block.level))
            return f"<h{level}>{words}</h{level}>"
        case BlockType.PULL_QUOTE | BlockType.QUOTE:
            who = " ".join(part for part in (block.attribution, block.circumstance) if part)
            return f"<blockquote><p>{words}</p>{f'<p>— {_words(who)}</p>' if who else ''}</blockquote>"
        case BlockType.LIST:
            return _list(block)
        case BlockType.IMAGE:
            return _picture(block, words, pictures)
        case BlockType.RELATED | BlockType.VIDEO | BlockType.EMBED:
            named = _words(block.text.value or block.url)
            return f'<p>→ <a href="{_address(block.url)}">{named}</a></p>' if block.url else f"<p>{words}</p>"
        case BlockType.TABLE:
            rows = ("".join(f"<td>{_words(cell).replace(chr(10), '<br/>')}</td>" for cell in row) for row in block.rows)
            caption = f"<caption>{words}</caption>" if words else ""
            return f"<table>{caption}{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
        case BlockType.CODE:
            return f"<pre>{_words(block.text.value)}</pre>"
        case _:
            return f"<p>{words}</p>"


def _list(block: Block) -> str:
    """A list; one with markers of its own carries them, for readers that count otherwise."""
    if not block.markers:
        kind = "ol" if block.ordered else "ul"
        return f"<{kind}>{''.join(f'<li>{xhtml_text(item)}</li>' for item in block.items)}</{kind}>"
    items = (
        f'<li style="margin-left: {2 * depth}em">{_words(f"{marker} " if marker else "")}{xhtml_text(item)}</li>'
        for depth, marker, item in marked_items(block)
    )
    return f'<ul style="list-style-type: none">{"".join(items)}</ul>'


def _picture(block: Block, words: str, pictures: Mapping[str, str]) -> str:
    caption = " ".join(part for part in (words, f"({_words(block.credit)})" if block.credit else "") if part)
    if name := pictures.get(block.url):
        told = f"<figcaption>{caption}</figcaption>" if caption else ""
        return f'<figure><img src="images/{name}" alt="{_words(block.alt)}"/>{told}</figure>'
    return f'<p class="meta">[{_words(_("Image"))}] {caption or _words(block.alt)}</p>'


def _who_said_what(quotations: Sequence[Quotation]) -> Iterator[str]:
    speakers: dict[str, list[Quotation]] = {}
    for quotation in quotations:
        if quotation.speaker:
            speakers.setdefault(quotation.speaker, []).append(quotation)
    if speakers:
        yield f"<hr/><h2>{_words(_('Who said what'))}</h2>"
    for name, theirs in speakers.items():
        role = next((one.role for one in theirs if one.role), "")
        yield f"<p><strong>{_words(name)}</strong>{f', {_words(role)}' if role else ''}</p>"
        yield f"<ul>{''.join(f'<li>“{_words(one.spoken())}”</li>' for one in theirs)}</ul>"


def _notes(notes: Sequence[Note]) -> Iterator[str]:
    if notes:
        yield f"<hr/><h2>{_words(_('Your notes'))}</h2>"
    for note in notes:
        passage = f"<blockquote><p>{_words(note.quote)}</p></blockquote>" if note.quote else ""
        yield passage + (f"<p>{_words(note.text)}</p>" if note.text else "")
