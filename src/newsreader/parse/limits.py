"""Limit the size of an article, and split huge paragraphs.

A page may have eight megabytes, of which one paragraph may be all. What is kept of it is more than the longest novel
has pages for in a newspaper; the article says where it was shortened.
"""

from collections.abc import Iterator
from dataclasses import replace

from newsreader.model.article import Article, Block, BlockType
from newsreader.model.comment import MOST_COMMENTS, Thread
from newsreader.model.text import Text

#: What an article may weigh: a character 1, a span and a block (an item, a cell) as much as these many.
HEAVIEST, _SPAN, _BLOCK = 800_000, 60, 120
#: Characters of one paragraph: a longer one is parted. Of a title, a name or an address they are the last.
LONGEST, _NAME = 10_000, 1_000
#: Types whose text may be parted into several blocks of the same.
_PARTED = (BlockType.PARAGRAPH, BlockType.HEADING, BlockType.QUOTE, BlockType.PULL_QUOTE, BlockType.UPDATE)


def shortened(article: Article) -> Article:
    """The article with as much of its text as anybody may want on a screen; `shortened` is True where there is more."""
    head = replace(article, title=_cut(article.title), kicker=_cut(article.kicker))
    blocks: list[Block] = []
    if len(head.standfirst.value) > LONGEST:
        blocks += _parts(Block(BlockType.PARAGRAPH, head.standfirst))
        head = replace(head, standfirst=Text(""))
    left = HEAVIEST
    for block in (*blocks, *article.blocks):
        weight = _weight(block)
        if weight > left:
            kept = _beginning(block, left)
            return replace(head, blocks=(*blocks, *(_parts(kept) if kept else ())), shortened=True)
        left -= weight
        blocks += _parts(block)
    return head if blocks == list(article.blocks) else replace(head, blocks=tuple(blocks))


def first_comments(thread: Thread) -> Thread:
    """The thread with as many of its comments as are kept; it goes on saying how many there are."""
    count = len(thread.comments)
    if count <= MOST_COMMENTS:
        return thread
    return replace(thread, comments=thread.comments[:MOST_COMMENTS], count=max(thread.count or 0, count))


def _cut(words: str) -> str:
    return f"{words[:_NAME]}…" if len(words) > _NAME else words


def _weight(block: Block) -> int:
    return (
        _weight_of(block.text)
        + sum(map(_weight_of, block.items))
        + sum(_BLOCK + len(cell) for row in block.rows for cell in row)
        + sum(map(len, (block.attribution, block.circumstance, block.url, block.alt, block.credit)))
    )


def _weight_of(text: Text) -> int:
    return _BLOCK + len(text.value) + _SPAN * len(text.spans)


def _beginning(block: Block, room: int) -> Block | None:
    """As much of a block as has room; None where that would be nothing to read."""
    if block.items:
        items = tuple(_within(block.items, room))
        return replace(block, items=items) if items else None
    if block.rows:
        rows = []
        for row in block.rows:
            room -= sum(_BLOCK + len(cell) for cell in row)
            if room < 0:
                break
            rows.append(row)
        return replace(block, rows=tuple(rows)) if rows else None
    text = _fitting(block.text, room)
    return replace(block, text=text, alt=_cut(block.alt), credit=_cut(block.credit)) if text else None


def _within(items: tuple[Text, ...], room: int) -> Iterator[Text]:
    for item in items:
        weight = _weight_of(item)
        if weight > room:
            if kept := _fitting(item, room):
                yield kept
            return
        room -= weight
        yield item


def _fitting(text: Text, room: int) -> Text:
    """The beginning of a text that weighs no more than this."""
    stop = min(len(text.value), max(0, room - _BLOCK))
    for number, span in enumerate(text.spans):
        if span.start + _SPAN * (number + 1) > room - _BLOCK:
            stop = min(stop, span.start)
            break
    return text.slice(0, stop)


def _parts(block: Block) -> Iterator[Block]:
    """A block, in several where it is too long for one."""
    if block.items and any(len(item.value) > LONGEST for item in block.items):
        yield _parted_items(block)
    elif block.type is BlockType.CODE and len(block.text.value) > LONGEST:
        for start, stop in _pieces(block.text.value, "\n"):
            yield replace(block, text=block.text.slice(start, stop))
    elif block.type not in _PARTED and len(block.text.value) > LONGEST:
        first, *others = _texts(block.text)
        yield replace(block, text=first)
        yield from (Block(BlockType.PARAGRAPH, text) for text in others)
    elif len(block.text.value) > LONGEST:
        first, *others = _texts(block.text)
        yield replace(block, text=first)
        yield from (replace(block, text=text, time=None) for text in others)
    else:
        yield block


def _parted_items(block: Block) -> Block:
    items: list[Text] = []
    markers: list[str] = []
    depths: list[int] = []
    for index, item in enumerate(block.items):
        for number, text in enumerate(_texts(item)):
            items.append(text)
            markers.append("" if number else (block.markers[index] if block.markers else "•"))
            depths.append(block.depths[index] if index < len(block.depths) else 0)
    return replace(block, items=tuple(items), markers=tuple(markers), depths=tuple(depths))


def _texts(text: Text) -> list[Text]:
    return [text.slice(start, stop) for start, stop in _pieces(text.value, ". ")]


def _pieces(value: str, end: str) -> Iterator[tuple[int, int]]:
    """Places of pieces no longer than a paragraph may be, which end after a sentence or a line, else after a word."""
    start = 0
    while len(value) - start > LONGEST:
        room = start + LONGEST
        at = value.rfind(end, start + LONGEST // 2, room)
        stop = at + 1 if at > 0 else value.rfind(" ", start + LONGEST // 2, room) + 1 or room
        yield start, stop
        start = stop
        while start < len(value) and value[start] in " \n":
            start += 1
    yield start, len(value)
