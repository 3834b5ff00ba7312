"""Render an article as Markdown, with everything in it escaped that could be taken for markup."""

import re
from collections.abc import Iterator

from newsreader.i18n import _
from newsreader.model.article import BULLET, Article, Block, BlockType, marked_items, signed_once, signers
from newsreader.model.text import Role, Span, Text, clean
from newsreader.render.dates import moment
from newsreader.render.notices import shortened_notice

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")
_LINE_START = re.compile(r"^(\s*)([-+=]|\d+[.)])(?=\s|$|[-=])", re.M)
_AROUND = {Role.EMPHASIS: "*", Role.STRONG: "**", Role.CODE: "`", Role.STRIKE: "~~"}


def escape(words: str) -> str:
    """Escape everything that Markdown would take for markup."""
    return _LINE_START.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", clean(words)))


def markdown_text(text: Text) -> str:
    """Render marked text; a span that crosses another loses its role, never its words."""
    out: list[str] = []
    stack: list[Span] = []
    spans = sorted(text.spans, key=lambda span: (span.start, -span.stop))
    at = 0
    events: list[tuple[int, int, str]] = []
    for span in spans:
        while stack and stack[-1].stop <= span.start:
            stack.pop()
        if stack and span.stop > stack[-1].stop:
            continue
        stack.append(span)
        link = span.role is Role.LINK
        opening, closing = ("[", f"]({address(span.target)})") if link else (_AROUND[span.role],) * 2
        events += [(span.start, len(events), opening), (span.stop, -len(events), closing)]
    for offset, _order, sign in sorted(events):
        out.append(escape(text.value[at:offset]) + sign)
        at = offset
    return "".join(out) + escape(text.value[at:])


def address(url: str) -> str:
    """An address as Markdown's round brackets hold it."""
    return url.replace("(", "%28").replace(")", "%29").replace(" ", "%20")


def markdown_article(article: Article, language: str) -> str:
    """The whole article, title as a first-level heading, address under it."""
    return "\n\n".join(part for part in _parts(article, language) if part) + "\n"


def _parts(article: Article, language: str) -> Iterator[str]:
    kicker = f"{escape(article.kicker)} — " if article.kicker else ""
    yield f"# {kicker}{escape(article.title)}"
    names = ", ".join(signers(article))
    when = moment(article.published, language) if article.published else ""
    yield " · ".join(part for part in (escape(names), when, f"<{article.url}>" if article.url else "") if part)
    if article.standfirst:
        yield f"**{escape(article.standfirst.value)}**"
    for block in signed_once(article.blocks):
        yield markdown_block(block)
    if article.shortened:
        yield f"*{escape(shortened_notice())}*"


def _item(depth: int, marker: str, item: Text) -> str:
    """An item of a list; numbers that Markdown does not have stand in the text."""
    numbered = marker[:-1].isdecimal()
    sign = marker if numbered else "-" if marker in ("", BULLET) else f"- {escape(marker)}"
    return f"{'    ' * depth}{sign} " + markdown_text(item).replace("\n", f"  \n{'    ' * (depth + 1)}")


def markdown_block(block: Block) -> str:
    """Render one block."""
    words = markdown_text(block.text)
    match block.type:
        case BlockType.HEADING:
            return f"{'#' * max(2, block.level)} {escape(block.text.value)}"
        case BlockType.PULL_QUOTE | BlockType.QUOTE:
            who = " ".join(part for part in (block.attribution, block.circumstance) if part)
            lines = [f"> {line}" for line in words.split("\n")] + ([">", f"> — {escape(who)}"] if who else [])
            return "\n".join(lines)
        case BlockType.LIST:
            return "\n".join(_item(*item) for item in marked_items(block))
        case BlockType.RELATED:
            return f"→ [{escape(block.text.value)}]({address(block.url)})"
        case BlockType.IMAGE:
            credit = f" ({escape(block.credit)})" if block.credit else ""
            alt = "" if block.alt == block.text.value else block.alt  # a caption is said once, under its picture
            return f"![{escape(alt)}]({address(block.url)})\n{words}{credit}".strip()
        case BlockType.VIDEO | BlockType.EMBED:
            what = _("Video") if block.type is BlockType.VIDEO else _("From other sites")
            who = f" — {block.attribution}" if block.attribution else ""
            return f"[{escape(f'{what}: {block.text.value}{who}'.strip(': '))}]({address(block.url)})"
        case BlockType.TABLE:
            rows = [" | ".join(escape(cell).replace("\n", "<br>") for cell in row) for row in block.rows]
            rule = " | ".join("---" for _cell in block.rows[0]) if block.rows else ""
            table = "\n".join(f"| {row} |" for row in [*rows[:1], rule, *rows[1:]])
            return f"{words}\n\n{table}" if words else table
        case BlockType.CODE:
            fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", block.text.value)), default=0))
            return f"{fence}\n{clean(block.text.value)}\n{fence}"
        case _:
            return words
