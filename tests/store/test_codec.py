"""How articles and quotations are written into the library, and read again."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from newsreader.model.article import Article, Block, BlockType
from newsreader.model.quotation import Cue, Quotation, QuotationKind, SpeakerType
from newsreader.model.text import Text, expand_ligatures
from newsreader.model.unspaced import in_pairs
from newsreader.store.codec import (
    encode_article,
    is_sane,
    pack,
    pack_delta,
    plain_of,
    quotation_as_found,
    quotation_of,
    quotation_row,
    unpack,
)
from newsreader.store.revisions import thin_out

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_long_values_are_packed_short_ones_stay_as_they_are_and_both_come_back() -> None:
    for length, is_plain in ((10, True), (992, True), (993, False), (5000, False)):
        value = {"a": "x" * (length - 1)}
        packed = pack(value)
        assert (packed[:1] == b"{") is is_plain and unpack(packed) == value, length
    assert len(pack({"a": "x" * 5000})) < 100
    first, second = ({"a": " ".join(f"mot {n} {end}" for n in range(2000))} for end in ("un", "deux"))
    packed = pack_delta(pack(second), pack(first))
    assert unpack(packed, plain_of(pack(first))) == second
    nearly = {**first, "b": 1}
    assert len(pack_delta(pack(nearly), pack(first))) < len(pack(nearly)) / 2


@pytest.mark.parametrize(
    "words",
    [
        "plain",
        "L’été",
        "L’œuvre",
        "Ægir",
        "m² et m³",
        "CO₂",
        "10⁹",
        "東京で",
        "ภาษาไทย",
        "日々",
        "« Oui » — non…",
        "🙂 mot",
    ],
)
def test_words_go_into_the_index_as_they_are_looked_for(words: str) -> None:
    row = encode_article(Article("u", "i", words, authors=(words,)))
    assert row.words[0] == f" {in_pairs(expand_ligatures(words))}" and row.words[2] == row.words[0][1:]


def test_the_words_of_a_text_are_counted_or_guessed_where_it_has_not_been_read() -> None:
    article = Article(
        "u",
        "i",
        "Titre",
        published=NOW,
        authors=("Anne", "Yann"),
        blocks=(Block(BlockType.PARAGRAPH, Text("Un mot.")),),
    )
    row = encode_article(article)
    assert (row.word_count, row.published, row.words[2], row.markup) == (2, int(NOW.timestamp()), "Anne, Yann", "")
    raw = encode_article(replace(article, published=None), "<p>Un deux trois</p>", "Un deux trois")
    assert (raw.word_count, raw.published, raw.markup) == (5, None, "<p>Un deux trois</p>")
    assert raw.words[1] == "Un mot.\nUn deux trois"


@pytest.mark.parametrize(
    ("when", "sane"),
    [
        (datetime(1990, 12, 20, tzinfo=UTC), True),
        (datetime(1990, 12, 1, tzinfo=UTC), False),
        (NOW, True),
        (NOW + timedelta(days=1), True),
        (NOW + timedelta(days=1, seconds=1), False),
    ],
)
def test_no_article_is_older_than_the_web_or_of_the_day_after_tomorrow(when: datetime, sane: bool) -> None:
    assert is_sane(int(when.timestamp()), int(NOW.timestamp())) is sane


SAID = Quotation(
    *(0, 3, 6, "mot", QuotationKind.SPEECH, "Anne", SpeakerType.PERSON),
    *(Cue("dit", 0, 7, 10), ((4, 5), (7, 8)), 0.5, "guide"),
)
BARE = Quotation(1, 0, 2, "Le")
COLUMNS = (
    *("article", "number", "block", "start", "stop", "text", "kind", "speaker", "speaker_type", "cue"),
    *("reporting_clauses", "confidence", "role", "found"),
)


def as_row(quotation: Quotation, found: Quotation | None = None) -> Any:
    return dict(zip(COLUMNS, quotation_row(7, 3, quotation, found), strict=True))


def test_a_quotation_comes_back_as_it_was_and_a_corrected_one_also_as_it_was_found() -> None:
    for quotation in (SAID, BARE):
        row = as_row(quotation)
        assert quotation_of(row) == quotation == quotation_as_found(row) and (row["article"], row["number"]) == (7, 3)
        assert row["found"] == ""
    corrected = replace(SAID, speaker="Yann", speaker_type=None, cue=None, corrected=True)
    row = as_row(corrected, SAID)
    assert quotation_of(row) == corrected and quotation_as_found(row) == SAID
    row = as_row(corrected)
    assert quotation_of(row) == corrected and quotation_as_found(row) is None and json.loads(row["found"]) is None


def test_of_many_versions_fewer_are_kept_the_longer_ago_they_are() -> None:
    hours = [3600 * n for n in range(200)]
    kept = sorted(thin_out(hours, hours[-1]))
    gaps = [after - before for before, after in pairwise(kept)]
    assert kept[0] == 0 and kept[-1] == hours[-1] and len(kept) < 60
    assert gaps[0] == max(gaps) > gaps[-1] and thin_out([5], 9) == {5} and thin_out([5, 6], 9) == {5, 6}
