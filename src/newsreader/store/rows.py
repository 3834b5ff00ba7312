"""Articles in the form in which the library keeps them. Made where the parsing is done, in any process."""

import json
import zlib
from typing import Any, NamedTuple

from newsreader.model.article import Article, text_of
from newsreader.model.comment import Thread
from newsreader.model.plain import article_to_plain
from newsreader.model.text import spelled_out

_SMALL = 1000
#: How far back zlib looks.
_WINDOW = 32_768
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


class ArticleRow(NamedTuple):
    """One article, packed. A tuple, because thousands of them cross from process to process.

    Times are seconds since 1970, None where unknown.
    `markup`: the text is still what the feed gave, as HTML, and is read when it is wanted or when there
    is time. `words` are the title, the text and the byline, as the search takes them.
    """

    key: str
    url: str
    title: str
    kicker: str
    outlet: str
    published: int | None
    complete: bool
    content: bytes
    markup: str
    thread: Thread
    words: tuple[str, str, str]


def row_of(article: Article, markup: str = "", plain: str = "") -> ArticleRow:
    """An article to keep. `markup` is its text where that is not in its blocks yet, `plain` the same
    without tags."""
    return ArticleRow(
        key=article.id,
        url=article.url,
        title=article.title,
        kicker=article.kicker,
        outlet=article.outlet,
        published=int(article.published.timestamp()) if article.published else None,
        complete=article.complete,
        content=pack(article_to_plain(article)),
        markup=markup,
        thread=article.thread,
        words=(
            spelled_out(f"{article.kicker} {article.title}"),
            spelled_out(f"{text_of(article)}\n{plain}"),
            spelled_out(", ".join(article.authors)),
        ),
    )


def pack(value: object) -> bytes:
    """A plain value as the library keeps it: JSON, and zlib over it where that is worth while."""
    plain = _JSON.encode(value).encode("utf-8", "replace")
    return plain if len(plain) < _SMALL else zlib.compress(plain)


def pack_beside(content: bytes, first: bytes) -> bytes:
    """What was packed already, as little more than what differs from another one: zlib, with that as its dictionary."""
    squeezing = zlib.compressobj(9, zdict=plain_of(first)[-_WINDOW:])
    return squeezing.compress(plain_of(content)) + squeezing.flush()


def unpack(data: bytes, first: bytes = b"") -> dict[str, Any]:
    """The inverse of `pack`; and of `pack_beside`, with the plain form of the other one."""
    value: dict[str, Any] = json.loads(plain_of(data, first))
    return value


def plain_of(data: bytes, first: bytes = b"") -> bytes:
    """The JSON of what was packed."""
    return data if data[:1] == b"{" else zlib.decompressobj(zdict=first[-_WINDOW:]).decompress(data)
