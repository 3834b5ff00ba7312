"""Render an article as XHTML, for a book or a page: quotations marked by speaker, with a list of them at its end."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import pairwise

from newsreader.i18n import _
from newsreader.model.article import Article, Block, BlockType, marked_items, signed_once, signers
from newsreader.model.note import Note
from newsreader.model.quotation import STANDFIRST, TITLE, Quotation
from newsreader.model.text import Role, Text, clean
from newsreader.render.article import speaker_looks
from newsreader.render.citation import marked
from newsreader.render.dates import moment
from newsreader.render.markdown import address
from newsreader.render.notices import shortened_notice

#: Where somebody's words stand in a text, and the classes that say whose they are.
Said = tuple[int, int, str]
#: What a link may begin with: nothing that a page brings is run.
_FOLLOWED = ("https://", "http://", "mailto:")
_AROUND = {Role.EMPHASIS: "em", Role.STRONG: "strong", Role.CODE: "code", Role.STRIKE: "del"}
#: What the pages of a book look like; a device adds its own.
STYLE = (
    "h1 { font-size: 1.4em; } .kicker, .meta, figcaption { font-size: 0.85em; } .standfirst { font-weight: bold; } "
    ".said { font-style: italic; } blockquote { margin: 1em 1.5em; } img { max-width: 100%; } "
    "table { border-collapse: collapse; } td { border: 1px solid; padding: 0.2em 0.4em; }"
)


def xhtml_text(text: Text, said: Sequence[Said] = ()) -> str:
    """Marked text, with what somebody `said` in it; what would cross is cut where it does."""
    marks = [(start, stop, f'<span class="{classes}">', "</span>") for start, stop, classes in said]
    for span in text.spans:
        if span.role is Role.LINK:
            if _is_followed(span.target):
                marks.append((span.start, span.stop, f'<a href="{_address(span.target)}">', "</a>"))
        else:
            name = _AROUND[span.role]
            marks.append((span.start, span.stop, f"<{name}>", f"</{name}>"))
    offsets = sorted({0, len(text.value), *(offset for start, stop, *_signs in marks for offset in (start, stop))})
    out = []
    for start, stop in pairwise(offsets):
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
    """A page of a book, or the body of one of its own. `quotations` are what somebody said; each is of the class `said`
    and of one of its speaker (`said-0` to `said-5`). `pictures` are where those that are shown are, by their addresses.
    """
    looks = speaker_looks(quotations)
    said: dict[int, list[Said]] = {}
    for quotation in quotations:
        classes = _classes(looks.get(quotation.speaker))
        said.setdefault(quotation.block, []).extend((start, stop, classes) for start, stop in quotation.words)
    parts = [
        f'<p class="kicker">{_words(article.kicker)}</p>' if article.kicker else "",
        f"<h1>{xhtml_text(Text(article.title), said.get(TITLE, ()))}</h1>",
        f'<p class="meta">{_source(article, language)}</p>',
        f'<p class="standfirst">{xhtml_text(article.standfirst, said.get(STANDFIRST, ()))}</p>'
        if article.standfirst
        else "",
        *(_block(block, said.get(n, ()), pictures) for n, block in enumerate(signed_once(article.blocks))),
        f'<p class="meta">{_words(shortened_notice())}</p>' if article.shortened else "",
        *_who_said_what(quotations, looks, article.language or language),
        *_notes(notes),
    ]
    lang = escape(article.language or language)
    return f'<div lang="{lang}" xml:lang="{lang}">' + "\n".join(part for part in parts if part) + "</div>"


def _words(words: str) -> str:
    return escape(clean(words))


def _address(url: str) -> str:
    return escape(address(clean(url)))


def _is_followed(url: str) -> bool:
    return clean(url).strip().lower().startswith(_FOLLOWED)


def _link(url: str, words: str) -> str:
    """Words that lead somewhere; the words alone where that is nothing to follow."""
    return f'<a href="{_address(url)}">{words}</a>' if _is_followed(url) else words


def _classes(look: int | None) -> str:
    return "said" if look is None else f"said said-{look}"


def _source(article: Article, language: str) -> str:
    when = moment(article.published, language) if article.published else ""
    told = " · ".join(_words(part) for part in (", ".join(signers(article)), when) if part)
    link = _link(article.url, _words(_("on the web")))
    return f"{told} {link}" if _is_followed(article.url) else told


def _block(block: Block, said: Sequence[Said], pictures: Mapping[str, str]) -> str:
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
            return f"<p>→ {_link(block.url, named)}</p>" if block.url else f"<p>{words}</p>"
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
    if source := pictures.get(block.url):
        told = f"<figcaption>{caption}</figcaption>" if caption else ""
        return f'<figure><img src="{escape(source)}" alt="{_words(block.alt)}"/>{told}</figure>'
    what = _words(_("Image"))
    return f'<p class="meta">[{what}] {caption or _words(block.alt)}</p>'


def _who_said_what(quotations: Sequence[Quotation], looks: Mapping[str, int], language: str) -> Iterator[str]:
    """Everybody's words under their name; last, under "?", those of whom nobody is sure enough to have said them."""
    speakers: dict[str, list[Quotation]] = {name: [] for name in looks}
    for quotation in quotations:
        speakers.setdefault(quotation.speaker, []).append(quotation)
    if speakers:
        yield _section(_("Who said what"))
    for name, spoken in sorted(speakers.items(), key=lambda item: not item[0]):
        role = (
            next((quotation.role for quotation in spoken if quotation.role), "") if name else _("not known for certain")
        )
        who = f'<strong class="{_classes(looks.get(name))}">{_words(name or "?")}</strong>'
        yield f"<p>{who}{f', {_words(role)}' if role else ''}</p>"
        yield f"<ul>{''.join(f'<li>{_words(marked(quotation, language))}</li>' for quotation in spoken)}</ul>"


def _section(title: str) -> str:
    return f"<hr/><h2>{_words(title)}</h2>"


def _notes(notes: Sequence[Note]) -> Iterator[str]:
    if notes:
        yield _section(_("Your notes"))
    for note in notes:
        passage = f"<blockquote><p>{_words(note.quote)}</p></blockquote>" if note.quote else ""
        yield passage + (f"<p>{_words(note.text)}</p>" if note.text else "")
