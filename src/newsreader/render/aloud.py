"""Text for reading an article aloud: a paragraph at a time, without addresses and signs, with who says what."""

from collections.abc import Sequence

from newsreader.i18n import _, labelled
from newsreader.model.article import Article, Block, BlockType, signers
from newsreader.model.quotation import SPOKEN, STANDFIRST, Quotation
from newsreader.model.text import clean
from newsreader.model.values import dataclass
from newsreader.render.dates import moment_aloud
from newsreader.render.plain import plain_block

#: Where a part stands that is before the first block.
HEAD = -1


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an article that is read out at once; `block` is its index, HEAD before the first block."""

    text: str
    block: int = HEAD
    heading: bool = False


def parts_aloud(article: Article, quotations: Sequence[Quotation], language: str) -> list[Part]:
    """The article in reading order."""
    title = f"{article.kicker}. {article.title}" if article.kicker else article.title
    byline = [article.outlet, *signers(article)]
    if article.published:
        byline.append(moment_aloud(article.published, language))
    head = [
        title,
        ", ".join(dict.fromkeys(part for part in byline if part)),
        _with_speakers(article.standfirst.value, STANDFIRST, quotations),
    ]
    parts = [Part("\n".join(clean(part) for part in head if part))]
    for number, block in enumerate(article.blocks):
        text = _with_speakers(_words(block), number, quotations)
        if text.strip():
            parts.append(Part(clean(text), number, block.type is BlockType.HEADING))
    return parts


def _words(block: Block) -> str:
    match block.type:
        case BlockType.HEADING:
            return _("Heading: {words}").format(words=block.text.value)
        case BlockType.RELATED:
            return _("See also: {words}").format(words=block.text.value)
        case BlockType.IMAGE | BlockType.VIDEO | BlockType.EMBED:
            what = {BlockType.IMAGE: _("Image"), BlockType.VIDEO: _("Video")}.get(block.type, _("From other sites"))
            words = block.text.value or block.alt
            return labelled(what, words) if words else what
        case BlockType.TABLE:
            rows = ["; ".join(cell.replace("\n", " ") for cell in row) for row in block.rows]
            return "\n".join([_("Table: {words}").format(words=block.text.value), *rows])
        case _:
            return plain_block(block)


def _with_speakers(text: str, block: int, quotations: Sequence[Quotation]) -> str:
    """A paragraph, and after it who speaks in it where the paragraph itself does not name them."""
    names = dict.fromkeys(
        quotation.speaker
        for quotation in quotations
        if quotation.block == block and quotation.kind in SPOKEN and quotation.speaker and quotation.speaker not in text
    )
    return f"{text}\n" + _("Said by {names}.").format(names=", ".join(names)) if names else text
