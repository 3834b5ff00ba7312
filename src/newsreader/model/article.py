"""Articles as typed blocks in reading order, with their metadata."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from functools import wraps
from itertools import pairwise
from typing import TypeVar

from newsreader.model.comment import Thread
from newsreader.model.text import NO_TEXT, Text
from newsreader.model.values import dataclass

T = TypeVar("T")


class BlockType(StrEnum):
    """The kinds of block; the values are those of `newsreader extract`."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    PULL_QUOTE = "pull-quote"
    QUOTE = "quote"
    LIST = "list"
    IMAGE = "image"
    RELATED = "related"
    EMBED = "embed"
    VIDEO = "video"
    UPDATE = "update"
    TABLE = "table"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Block:
    """One block of an article. Which fields are used depends on its type.

    heading: `level` (2 to 6) · pull-quote: `attribution` (who) and `circumstance` (where, when) ·
    list: `items`, `ordered`, and where it is no plain list `markers` (what stands before each item, "" for
    nothing) and `depths` (how many lists each is in, less one); `marked_items` reads them ·
    image: `url`, `alt` (in `text` the caption), `credit` · related, embed, video: `url` ·
    update: `time` · table: `rows`, in `text` the caption; a cell may have lines.
    """

    type: BlockType
    text: Text = NO_TEXT
    level: int = 0
    attribution: str = ""
    circumstance: str = ""
    url: str = ""
    alt: str = ""
    credit: str = ""
    items: tuple[Text, ...] = ()
    ordered: bool = False
    markers: tuple[str, ...] = ()
    depths: tuple[int, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    time: datetime | None = None


#: What stands before an item of a list without numbers.
BULLET = "•"


def marked_items(block: Block) -> Iterator[tuple[int, str, Text]]:
    """The depth, the marker and the words of each item of a list."""
    for index, item in enumerate(block.items):
        usual = f"{index + 1}." if block.ordered else BULLET
        marker = block.markers[index] if index < len(block.markers) else usual
        yield (block.depths[index] if index < len(block.depths) else 0), marker, item


class Kind(StrEnum):
    """The kind of an article: what it mainly is."""

    TEXT = "text"
    VIDEO = "video"
    AUDIO = "audio"
    LIVE = "live"


#: One for all articles without comments: it travels once, however many of them go from process to process.
_NO_THREAD = Thread()


@dataclass(frozen=True, slots=True)
class Article:
    """A parsed article. `id` is the same wherever and however often the article is met.

    Dates carry the offset the page gave. `outlet` is the house that published it. `complete` is
    False where only a feed's summary is to be had; `partial` is True where the page shows only the
    beginning to who does not subscribe; `shortened` where the page has more than a screen can take. `sound` is the
    address of a recording of it, as of a broadcast.
    """

    url: str
    id: str
    title: str
    kicker: str = ""
    standfirst: Text = NO_TEXT
    authors: tuple[str, ...] = ()
    outlet: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    section: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    language: str = ""
    kind: Kind = Kind.TEXT
    blocks: tuple[Block, ...] = ()
    thread: Thread = _NO_THREAD
    complete: bool = True
    partial: bool = False
    sound: str = ""
    shortened: bool = False


#: What a reader can go to in a long text.
SECTIONS = (BlockType.HEADING, BlockType.UPDATE)
READ_ON = (BlockType.RELATED, BlockType.EMBED, BlockType.IMAGE)


def signers(article: Article) -> list[str]:
    """Return who wrote it, then the house that published it; each name once."""
    return list(dict.fromkeys([*article.authors, *([article.outlet] if article.outlet else [])]))


def signed_once(blocks: Iterable[Block]) -> list[Block]:
    """The blocks as they are set on a page: a quotation of several paragraphs, each a pull-quote of its own,
    names who is quoted under the last one alone."""
    kept = list(blocks)
    for number, (block, after) in enumerate(pairwise(kept)):
        same = (block.attribution, block.circumstance) == (after.attribution, after.circumstance)
        if block.type is after.type is BlockType.PULL_QUOTE and same:
            kept[number] = replace(block, attribution="", circumstance="")
    return kept


def _remembered(function: Callable[[Article], T]) -> Callable[[Article], T]:
    """What was found out last, as long as it is the same article: the open one is asked about at every key."""
    last: list[tuple[Article, T]] = []

    @wraps(function)
    def remembering(article: Article) -> T:
        known = last[:]  # another thread may ask meanwhile
        if not known or known[0][0] is not article:
            known = last[:] = [(article, function(article))]
        return known[0][1]

    return remembering


@_remembered
def words(article: Article) -> int:
    """Return how many words there are to read: the text itself, without related links, embeds, captions."""
    count = count_words(article.standfirst.value)
    for block in article.blocks:
        if block.type not in READ_ON:
            count += count_words(block.text.value)
            count += sum(count_words(item.value) for item in block.items)
            count += sum(count_words(cell) for row in block.rows for cell in row)
    return count


def count_words(text: str) -> int:
    """Count the words of a text."""
    return len(_WORD.findall(text))


def text_of(article: Article) -> str:
    """Return all text of an article that can be searched, without addresses."""
    lines = [article.standfirst.value]
    for block in article.blocks:
        if block.type is not BlockType.RELATED:
            lines += [block.text.value, *(item.value for item in block.items), *map(" ".join, block.rows)]
            lines += [block.attribution, block.alt]
    return "\n".join(line for line in lines if line)


#: The kinds of picture that are kept, and what their files are called.
IMAGE_KINDS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "image/gif": "gif",
    "image/avif": "avif",
}


def pictures_of(article: Article) -> list[tuple[str, str]]:
    """Return caption (or what stands for it) and address of each picture of an article, in reading order."""
    pictures = (block for block in article.blocks if block.type is BlockType.IMAGE and block.url)
    return [(block.text.value or block.alt, block.url) for block in pictures]


def links_of(article: Article) -> list[tuple[str, str]]:
    """Return text and address of each link of an article, in reading order, each address once."""
    return list(_links_of(article))


@_remembered
def _links_of(article: Article) -> list[tuple[str, str]]:
    links: dict[str, str] = {}
    for block in article.blocks:
        if block.type in (BlockType.RELATED, BlockType.EMBED, BlockType.VIDEO) and block.url:
            links.setdefault(block.url, block.text.value)
        for text in (block.text, *block.items):
            for words_, target in text.links():
                if words_.strip():
                    links.setdefault(target, words_)
    page = article.url.partition("#")[0]
    return [(words_, url) for url, words_ in links.items() if url.partition("#")[0] != page]


_WORD = re.compile(r"\w+")
