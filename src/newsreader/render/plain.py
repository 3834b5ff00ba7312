"""Render an article as plain text in reading order, for pipes, scripts and screen readers."""

import textwrap
from collections.abc import Iterator

from newsreader.i18n import _
from newsreader.model.article import BULLET, Article, Block, BlockType, marked_items, signed_once, signers
from newsreader.model.comment import CommentState
from newsreader.model.text import Role, Text, clean
from newsreader.render.comments import heading, status_text
from newsreader.render.dates import moment
from newsreader.render.notices import shortened_notice


def plain_article(article: Article, language: str, width: int = 0) -> str:
    """Render paragraphs parted by blank lines, wrapped to `width` where one is given."""
    parts = [clean(part) for part in _parts(article, language, width) if part.strip()]
    return "\n\n".join(parts) + "\n"


def _filled(part: str, width: int) -> str:
    return "\n".join(textwrap.fill(line, width) for line in part.split("\n")) if width else part


def _parts(article: Article, language: str, width: int) -> Iterator[str]:
    for part in _head(article, language):
        yield _filled(part, width)
    for block in signed_once(article.blocks):
        whole = block.type in (BlockType.CODE, BlockType.TABLE)
        yield plain_block(block) if whole else _filled(plain_block(block), width)
    if article.shortened:
        yield _filled(shortened_notice(), width)
    for part in _comments(article, language):
        yield _filled(part, width)


def _head(article: Article, language: str) -> Iterator[str]:
    yield f"{article.kicker}\n{article.title}" if article.kicker else article.title
    byline = [", ".join(signers(article))]
    if article.published:
        byline.append(moment(article.published, language))
    if article.updated and article.updated != article.published:
        byline.append(_("updated {when}").format(when=moment(article.updated, language)))
    yield " · ".join(part for part in byline if part)
    yield article.url
    yield article.standfirst.value


def _comments(article: Article, language: str) -> Iterator[str]:
    thread = article.thread
    if not (thread.comments or thread.count or thread.message or thread.state is CommentState.CLOSED):
        return  # a section that is empty says nothing of the article
    yield heading(thread)
    yield "\n".join(status_text(thread))
    for depth, comment in article.thread.walk():
        body = "\n".join(text.value for text in comment.body)
        when = f" · {moment(comment.published, language)}" if comment.published else ""
        yield textwrap.indent(f"{comment.author}{when}\n{body}", "  " * min(depth, 6))


def plain_text(text: Text) -> str:
    """Render marked text as plain text; deletions are marked, since they would read as valid."""
    parts, at = [], 0
    for span in text.spans:
        if span.role is Role.STRIKE and span.start >= at:
            parts += [text.value[at : span.start], f"~~{text.value[span.start : span.stop]}~~"]
            at = span.stop
    return "".join(parts) + text.value[at:]


def plain_block(block: Block) -> str:
    """Render one block."""
    words = plain_text(block.text)
    match block.type:
        case BlockType.HEADING:
            return f"# {words}"
        case BlockType.PULL_QUOTE:
            who = " ".join(part for part in (block.attribution, block.circumstance) if part)
            return f"{words}\n— {who}" if who else words
        case BlockType.LIST:
            signs = ((depth, "-" if marker == BULLET else marker, item) for depth, marker, item in marked_items(block))
            return "\n".join("   " * depth + f"{sign} {plain_text(item)}".strip() for depth, sign, item in signs)
        case BlockType.RELATED:
            return f">> {words}\n{block.url}"
        case BlockType.IMAGE | BlockType.VIDEO | BlockType.EMBED:
            what = {BlockType.IMAGE: _("Image"), BlockType.VIDEO: _("Video")}.get(block.type, _("From other sites"))
            credit = f" ({block.credit})" if block.credit else ""
            who = f" — {block.attribution}" if block.attribution else ""
            return f"[{what}] {words or block.alt}{who}{credit}\n{block.url}".strip()
        case BlockType.TABLE:
            rows = ["\t".join(cell.replace("\n", " ") for cell in row) for row in block.rows]
            return "\n".join([words, *rows] if words else rows)
        case _:
            return words
