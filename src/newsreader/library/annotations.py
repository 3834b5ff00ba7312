"""Export of articles as annotations: paragraphs, and who says what in them, in the format on which the quote engine is
trained and scored (docs/json.md). Light to import."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from newsreader.model.article import Article, Block, BlockType
from newsreader.model.quotation import STANDFIRST, TITLE, Quotation
from newsreader.model.text import Text
from newsreader.model.text_search import words_at

_TYPES = {"head": BlockType.HEADING, "quote": BlockType.QUOTE, "pullquote": BlockType.PULL_QUOTE}
_KINDS = {
    **{BlockType.PARAGRAPH: "p", BlockType.UPDATE: "p", BlockType.HEADING: "head"},
    **{BlockType.QUOTE: "quote", BlockType.PULL_QUOTE: "pullquote"},
}
_AUTHOR = "pullquote-author"
#: What stands around a quotation: marks, and the spaces inside them.
_MARKS, _SPACES = "\"«»“”„‟'‘’‹›", " \u00a0\u202f\u2009\n"


def annotated_article(plain: Mapping[str, Any]) -> tuple[Article, list[int]]:
    """The article of an annotation, and the number of the paragraph that each of its blocks was. `title`,
    `standfirst`, `kinds` and `language` may be missing. Raises KeyError, TypeError for what is none."""
    blocks: list[Block] = []
    numbers: list[int] = []
    paragraphs = [str(paragraph) for paragraph in plain["paragraphs"]]
    for number, (words, kind) in enumerate(zip_longest(paragraphs, list(plain.get("kinds") or ())[: len(paragraphs)])):
        apart = bool(blocks) and blocks[-1].type is BlockType.PULL_QUOTE and numbers[-1] == number - 1
        if kind == _AUTHOR and apart:
            blocks[-1] = Block(BlockType.PULL_QUOTE, blocks[-1].text, attribution=words.strip(" —–-"))
        else:
            blocks.append(Block(_TYPES.get(str(kind), BlockType.PARAGRAPH), Text(words)))
            numbers.append(number)
    article = Article(
        url=str(plain.get("url") or ""),
        id=str(plain.get("id") or ""),
        title=str(plain.get("title") or ""),
        standfirst=Text(str(plain.get("standfirst") or "")),
        language=str(plain.get("language") or ""),
        blocks=tuple(blocks),
    )
    return article, numbers


def annotation_of(article: Article, quotations: Sequence[Quotation]) -> dict[str, Any]:
    """An article as an annotation; what the reader has corrected in it says so (`corrected`)."""
    parts = list(_parts(article))
    places = {block: number for number, (block, _kind, _words) in reversed(list(enumerate(parts)))}
    places |= {TITLE: TITLE, STANDFIRST: STANDFIRST}
    return {
        "id": article.id,
        "publisher": article.outlet,
        "url": article.url,
        "date": f"{article.published:%Y-%m-%d}" if article.published else None,
        "language": article.language or None,
        "title": article.title,
        "standfirst": article.standfirst.value,
        "paragraphs": [words for _block, _kind, words in parts],
        "kinds": [kind for _block, kind, _words in parts],
        "quotes": [_span(article, q, places[q.block]) for q in quotations if q.block in places],
    }


def _parts(article: Article) -> Iterator[tuple[int, str, str]]:
    """The paragraphs of an article: the block of each, its kind and its words."""
    for number, block in enumerate(article.blocks):
        if block.type in _KINDS:
            yield number, _KINDS[block.type], block.text.value
        if block.type is BlockType.PULL_QUOTE and block.attribution:
            yield number, _AUTHOR, block.attribution
        if block.type is BlockType.LIST:
            yield from ((number, "item", item.value) for item in block.items)


def _span(article: Article, quotation: Quotation, paragraph: int) -> dict[str, Any]:
    outer = _outer(words_at(article, quotation.block), quotation.start, quotation.stop)
    return {
        **span_of(quotation, paragraph),
        **{"outer_start": outer[0], "outer_end": outer[1]},
        **({"corrected": True} if quotation.corrected else {}),
    }


def span_of(quotation: Quotation, paragraph: int) -> dict[str, Any]:
    """A quotation of this paragraph: where it stands, what it is, who says it and what shows that."""
    return {
        "paragraph": paragraph,
        "start": quotation.start,
        "end": quotation.stop,
        "text": quotation.text,
        "kind": str(quotation.kind),
        "speaker": quotation.speaker or None,
        "speaker_type": str(quotation.speaker_type) if quotation.speaker_type else None,
        "cue": quotation.cue.text if quotation.cue else None,
    }


def _outer(text: str, start: int, stop: int) -> tuple[int, int]:
    """A span with its marks, where it has some."""
    left, right = start, stop
    while left and text[left - 1] in _SPACES:
        left -= 1
    while right < len(text) and text[right] in _SPACES:
        right += 1
    return (
        left - 1 if left and text[left - 1] in _MARKS else start,
        right + 1 if right < len(text) and text[right] in _MARKS else stop,
    )
