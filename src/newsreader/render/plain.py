"""An article as clean text in reading order, for pipes, scripts and screen readers."""

import textwrap
from collections.abc import Iterator

from newsreader.i18n import _
from newsreader.model.article import Article, Block, BlockType, signed_once, signers
from newsreader.model.text import clean
from newsreader.render.dates import moment
from newsreader.render.thread import heading, said_of


def plain_article(article: Article, language: str, width: int = 0) -> str:
    """Paragraphs apart by blank lines; wrapped to `width` where one is given."""
    parts = [clean(part) for part in _parts(article, language) if part.strip()]
    if width:
        parts = ["\n".join(textwrap.fill(line, width) for line in part.split("\n")) for part in parts]
    return "\n\n".join(parts) + "\n"


def _parts(article: Article, language: str) -> Iterator[str]:
    yield f"{article.kicker}\n{article.title}" if article.kicker else article.title
    byline = [", ".join(signers(article))]
    if article.published:
        byline.append(moment(article.published, language))
    if article.updated and article.updated != article.published:
        byline.append(_("updated {when}").format(when=moment(article.updated, language)))
    yield " · ".join(part for part in byline if part)
    yield article.url
    yield article.standfirst.value
    for block in signed_once(article.blocks):
        yield plain_block(block)
    yield heading(article.thread)
    yield "\n".join(said_of(article.thread))
    for depth, comment in article.thread.walk():
        body = "\n".join(text.value for text in comment.body)
        when = f" · {moment(comment.published, language)}" if comment.published else ""
        yield textwrap.indent(f"{comment.author}{when}\n{body}", "  " * min(depth, 6))


def plain_block(block: Block) -> str:
    """One block as text."""
    words = block.text.value
    match block.type:
        case BlockType.HEADING:
            return f"# {words}"
        case BlockType.PULL_QUOTE:
            who = " ".join(part for part in (block.attribution, block.circumstance) if part)
            return f"{words}\n— {who}" if who else words
        case BlockType.LIST:
            signs = (f"{n}." if block.ordered else "-" for n in range(1, len(block.items) + 1))
            return "\n".join(f"{sign} {item.value}" for sign, item in zip(signs, block.items, strict=True))
        case BlockType.RELATED:
            return f">> {words}\n{block.url}"
        case BlockType.IMAGE | BlockType.VIDEO | BlockType.EMBED:
            what = {BlockType.IMAGE: _("Image"), BlockType.VIDEO: _("Video")}.get(block.type, _("From elsewhere"))
            credit = f" ({block.credit})" if block.credit else ""
            who = f" — {block.attribution}" if block.attribution else ""
            return f"[{what}] {words or block.alt}{who}{credit}\n{block.url}".strip()
        case BlockType.TABLE:
            return "\n".join("\t".join(row) for row in block.rows)
        case _:
            return words
