"""Encode articles and quotations for storage. Articles are encoded where they were parsed, in a worker."""

import json
import re
import sqlite3
import zlib
from typing import Any, NamedTuple

from newsreader.model.article import Article, text_of, words
from newsreader.model.comment import Thread
from newsreader.model.quotation import Cue, Quotation, QuotationKind, SpeakerType
from newsreader.model.serialize import article_to_dict
from newsreader.model.text import expand_ligatures
from newsreader.model.unspaced import in_pairs

_SMALL = 1000
_FIRST = 661_500_000
#: How far back zlib looks.
_WINDOW = 32_768
#: Whatever is put into the index otherwise than it is written (`expand_ligatures`, `in_pairs`): one look for both.
_SPELT = "[œŒæÆ\u00b2\u00b3\u00b9\u0e01-\u17ff\u2070-\u209c\u3005-\U0010ffff]"
#: Letters among them, and the bytes that begin none of the others in UTF-8: `_SPELT` looks at each letter of a text.
_LETTERS = "œŒæÆ²³¹"
_BEGINS_NONE = bytes({*range(0x100)} - {0xE0, 0xE1, *range(0xE3, 0x100)})
_JSON = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))


class ArticleRow(NamedTuple):
    """One article, packed. A tuple, because thousands of them cross from process to process.

    Times are seconds since 1970, None where unknown.
    `markup`: the text is still what the feed gave, as HTML, and is read when it is wanted or when there
    is time. `words` are the title, the text and the byline, as the search takes them; `word_count` is how
    many its text has.
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
    word_count: int


def encode_article(article: Article, markup: str = "", plain: str = "") -> ArticleRow:
    """An article to keep. `markup` is its text where that is not in its blocks yet, `plain` the same
    without tags."""
    text = f"{text_of(article)}\n{plain}"
    searched = (f"{article.kicker} {article.title}", text, ", ".join(article.authors))
    return ArticleRow(
        key=article.id,
        url=article.url,
        title=article.title,
        kicker=article.kicker,
        outlet=article.outlet,
        published=int(article.published.timestamp()) if article.published else None,
        complete=article.complete,
        content=pack(article_to_dict(article)),
        markup=markup,
        thread=article.thread,
        words=_indexed(*searched) if _is_spelt("".join(searched)) else searched,
        # Of a text that has not been read it is an estimate, which takes a fifth of the time.
        word_count=len(text.split()) if plain else words(article),
    )


def _indexed(title: str, text: str, byline: str) -> tuple[str, str, str]:
    return in_pairs(expand_ligatures(title)), in_pairs(expand_ligatures(text)), in_pairs(expand_ligatures(byline))


def _is_spelt(words: str) -> bool:
    """Return whether there is anything of `_SPELT`: five times as quick where there is not, as nearly everywhere."""
    if words.isascii():
        return False
    if any(map(words.__contains__, _LETTERS)):
        return True
    data = words.encode("utf-8", "surrogatepass")
    if data.translate(None, _BEGINS_NONE) or b"\xe2\x81" in data or b"\xe2\x82" in data:
        return re.search(_SPELT, words) is not None  # compiled here, for it takes milliseconds
    return False


def is_sane(when: int, now: int) -> bool:
    """Return whether something can be from then, in seconds since 1970: the first page of the web is of the end of
    1990, and clocks are wrong by a day."""
    return _FIRST <= when <= now + 86_400


def pack(value: object) -> bytes:
    """A plain value as the library keeps it: JSON, and zlib over it where that is worth while."""
    plain = _JSON.encode(value).encode("utf-8", "replace")
    return plain if len(plain) < _SMALL else zlib.compress(plain)


def pack_delta(content: bytes, first: bytes) -> bytes:
    """Pack content as its difference from other packed content: zlib, with that as dictionary."""
    squeezing = zlib.compressobj(9, zdict=plain_of(first)[-_WINDOW:])
    return squeezing.compress(plain_of(content)) + squeezing.flush()


def unpack(data: bytes, first: bytes = b"") -> dict[str, Any]:
    """The inverse of `pack`; and of `pack_delta`, with the plain form of the other one (`plain_of`)."""
    value: dict[str, Any] = json.loads(plain_of(data, first))
    return value


def plain_of(data: bytes, first: bytes = b"") -> bytes:
    """The JSON of what was packed."""
    return data if data[:1] == b"{" else zlib.decompressobj(zdict=first[-_WINDOW:]).decompress(data)


INSERT_QUOTATION = (
    "INSERT INTO quotation (article, number, block, start, stop, text, kind, speaker, speaker_type, cue, "
    "reporting_clauses, "
    "confidence, role, found) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
#: What of a quotation the reader's correction changes; as it was found, it is kept beside (`found`).
_CORRECTABLE = ("kind", "speaker", "speaker_type", "cue", "confidence", "role")


def quotation_row(article: int, number: int, q: Quotation, found: Quotation | None = None) -> tuple[object, ...]:
    """The values of `INSERT_QUOTATION`. Of a corrected quotation `found` is what an engine gave, if it gave any."""
    as_found = ""
    if q.corrected:
        as_found = json.dumps({name: _columns(found)[name] for name in _CORRECTABLE} if found else None)
    return (article, number, *_columns(q).values(), as_found)


def _columns(q: Quotation) -> dict[str, object]:
    cue = json.dumps([q.cue.text, q.cue.block, q.cue.start, q.cue.stop], ensure_ascii=False) if q.cue else ""
    return {
        **{"block": q.block, "start": q.start, "stop": q.stop, "text": q.text},
        **{"kind": str(q.kind), "speaker": q.speaker, "speaker_type": str(q.speaker_type or ""), "cue": cue},
        **{"reporting_clauses": json.dumps(q.reporting_clauses), "confidence": q.confidence, "role": q.role},
    }


def quotation_of(row: sqlite3.Row) -> Quotation:
    """The quotation of a row, as it is shown."""
    return _quotation(row, bool(row["found"]))


def quotation_as_found(row: sqlite3.Row) -> Quotation | None:
    """The quotation of a row as the engine gave it; None where only the reader takes the words for one."""
    if not row["found"]:
        return quotation_of(row)
    found = json.loads(row["found"])
    return _quotation({**dict(row), **found}, corrected=False) if found else None


def _quotation(row: sqlite3.Row | dict[str, Any], corrected: bool) -> Quotation:
    clauses = row["reporting_clauses"]
    return Quotation(
        block=row["block"],
        start=row["start"],
        stop=row["stop"],
        text=row["text"],
        kind=QuotationKind(row["kind"]),
        speaker=row["speaker"],
        speaker_type=SpeakerType(row["speaker_type"]) if row["speaker_type"] else None,
        cue=Cue(*json.loads(row["cue"])) if row["cue"] else None,
        reporting_clauses=tuple([(a, b) for a, b in json.loads(clauses)]) if clauses != "[]" else (),
        confidence=row["confidence"],
        role=row["role"],
        corrected=corrected,
    )
