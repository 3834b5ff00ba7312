"""Pure answers of the library: which version says it, what files hold, what limits mean, what an annotation is."""

import gzip
import io
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from newsreader.library import files
from newsreader.library.annotations import annotated_article, annotation_of
from newsreader.library.files import open_file, read_bytes, read_text, text_lines
from newsreader.library.maintenance.retention import (
    RetentionLimits,
    count_expired,
    delete_expired,
    describe_deleted,
    first_warning,
)
from newsreader.library.provenance import version_sentence
from newsreader.model.article import Article, Block, BlockType
from newsreader.model.errors import NewsreaderError
from newsreader.model.quotation import STANDFIRST, TITLE, Cue, Quotation, SpeakerType
from newsreader.model.text import Text
from newsreader.store.store import Store
from tests.store.test_store import an_article, fill

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def version(number: int, words: str) -> tuple[datetime, Article]:
    return NOW + timedelta(days=number), an_article(1, blocks=(Block(BlockType.PARAGRAPH, Text(words)),))


@pytest.mark.parametrize(
    ("texts", "words", "said"),
    [
        (["un"], "un", ""),
        (["un deux", "un"], "un", "in all 2 versions seen"),
        (["un", "un  deux", "un\ndeux"], "un deux", "from version 2 of 3 seen, changed by 23 November 2026"),
        (["un", "trois", "un deux"], "deux", "version 3 of 3 seen, changed by 24 November 2026"),
        (["un deux", "trois", "deux"], "deux", "version 3 of 3 seen, changed by 24 November 2026"),
        (["un", "deux"], "", "version 2 of 2 seen, changed by 23 November 2026"),
        (["un", "deux"], "Titre 1", "in all 2 versions seen"),
    ],
)
def test_since_which_version_an_article_says_something(texts: list[str], words: str, said: str) -> None:
    versions = [version(number, text) for number, text in enumerate(texts)]
    assert version_sentence(versions, words, "en") == said


# ------------------------------------------------------------ files


def test_a_file_is_read_zipped_or_not_and_so_is_what_is_piped_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain, zipped = tmp_path / "a.txt", tmp_path / "a.gz"
    plain.write_bytes("\N{ZERO WIDTH NO-BREAK SPACE}Été\nHiver".encode())
    zipped.write_bytes(gzip.compress(plain.read_bytes()))
    for file in (plain, zipped):
        assert list(text_lines(str(file))) == ["Été\n", "Hiver"] and read_bytes(str(file)).endswith(b"Hiver")
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BufferedReader(io.BytesIO(b"mot"))))
    assert read_text("-") == "mot"
    plain.write_bytes(b"")
    assert read_text(str(plain)) == ""


def test_what_cannot_be_read_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST", 10)
    contents = {
        "is empty": b" \n ",
        "is too large": b"x" * 11,
        "corrupted": gzip.compress(b"mot")[:-4],
        "not text": b"%PDF-1.7\n",
    }
    for number, (words, data) in enumerate(contents.items()):
        file = tmp_path / f"{number}.txt"
        file.write_bytes(data)
        with pytest.raises(NewsreaderError, match=words):
            read_bytes(str(file))
    (tmp_path / "dix").write_bytes(b"x" * 10)
    assert len(read_bytes(str(tmp_path / "dix"))) == 10 and len(read_text(str(tmp_path / "dix"))) == 10
    (tmp_path / "onze").write_bytes(b"x" * 11)
    (tmp_path / "latin").write_bytes(b"\xe9t\xe9")
    for name, words in (("onze", "too large"), ("latin", "UTF-8"), ("nulle", "no file"), ("", "is a folder")):
        with pytest.raises(NewsreaderError, match=words):
            read_text(str(tmp_path / name))
    (tmp_path / "clos").write_bytes(b"x")
    monkeypatch.setattr(Path, "open", lambda *_a, **_k: (_ for _ in ()).throw(PermissionError()))
    with pytest.raises(NewsreaderError, match="may not read"), open_file(str(tmp_path / "clos")):
        pass


# ------------------------------------------------------------ limits


@pytest.mark.parametrize(
    ("limits", "expired"),
    [
        (RetentionLimits(), 0),
        (RetentionLimits(articles=6), 4),
        (RetentionLimits(articles=10), 0),
        (RetentionLimits(articles=20), 0),
        (RetentionLimits(days=1), 0),
        (RetentionLimits(articles=1), 7),
    ],
)
def test_so_many_articles_are_beyond_the_limits(store: Store, limits: RetentionLimits, expired: int) -> None:
    numbers = fill(store, 10)
    store.undo.set_flag(numbers[7:], "saved", True, "gardés", NOW)
    assert bool(limits) is (limits != RetentionLimits()) and count_expired(store, limits, NOW) == expired
    assert delete_expired(store, limits, NOW) == expired and store.retention.count() == 10 - expired


def test_what_goes_is_said_a_day_before_and_again_where_the_limits_are_others(store: Store) -> None:
    fill(store, 3)
    said = [
        first_warning(store, RetentionLimits(articles=articles), NOW + timedelta(hours=hours))
        for articles, hours in ((0, 0), (5, 0), (2, 0), (2, 23), (2, 24), (1, 24), (1, 47), (1, 48))
    ]
    assert [words.partition(" article")[0].removeprefix("From tomorrow on, ") for words in said] == [
        *("", "", "1", "1", ""),
        *("2", "2", ""),
    ]
    assert describe_deleted(0) == "No article exceeds your limits."
    assert [describe_deleted(count) for count in (1, 2)] == ["1 article deleted.", "2 articles deleted."]


# ------------------------------------------------------------ annotations


def test_an_article_is_an_annotation_and_one_again() -> None:
    blocks = (
        Block(BlockType.HEADING, Text("Au port")),
        Block(BlockType.IMAGE, Text("Le quai")),
        Block(BlockType.PARAGRAPH, Text("« Le port respire », dit Anne.")),
        Block(BlockType.PULL_QUOTE, Text("On compose."), attribution="Yann"),
        Block(BlockType.LIST, items=(Text("un"), Text("deux"))),
        Block(BlockType.QUOTE, Text("Cité.")),
    )
    article = Article(
        "u", "i", "« Oui »", standfirst=Text("Un chapo."), outlet="Essai", published=NOW, language="fr", blocks=blocks
    )
    said = Quotation(
        2, 2, 17, "Le port respire", speaker="Anne", speaker_type=SpeakerType.PERSON, cue=Cue("dit", 2, 21, 24)
    )
    quotations = [
        said,
        replace(
            said, block=TITLE, text="Oui", start=2, stop=5, speaker="", speaker_type=None, cue=None, corrected=True
        ),
        Quotation(STANDFIRST, 3, 8, "chapo"),
        Quotation(1, 0, 2, "Le"),
        Quotation(3, 0, 11, "On compose."),
    ]
    made = annotation_of(article, quotations)
    assert made["kinds"] == ["head", "p", "pullquote", "pullquote-author", "item", "item", "quote"]
    assert made["paragraphs"][1:4] == ["« Le port respire », dit Anne.", "On compose.", "Yann"]
    assert (made["date"], made["language"], made["publisher"]) == ("2026-11-23", "fr", "Essai")
    spans = [
        (one["paragraph"], one["outer_start"], one["outer_end"], one.get("corrected", False)) for one in made["quotes"]
    ]
    assert spans == [(1, 0, 19, False), (TITLE, 0, 7, True), (STANDFIRST, 3, 8, False), (2, 0, 11, False)]
    assert [one["speaker"] for one in made["quotes"]][:2] == ["Anne", None] and made["quotes"][0]["cue"] == "dit"
    again, numbers = annotated_article(made)
    assert numbers == [0, 1, 2, 4, 5, 6] and again.blocks[2].attribution == "Yann"
    assert [block.type for block in again.blocks] == [
        *(BlockType.HEADING, BlockType.PARAGRAPH, BlockType.PULL_QUOTE),
        *(BlockType.PARAGRAPH, BlockType.PARAGRAPH, BlockType.QUOTE),
    ]
    bare = annotation_of(replace(article, published=None, language=""), [])
    assert (bare["date"], bare["language"]) == (None, None)


def test_an_author_alone_is_a_paragraph() -> None:
    plain = {
        "paragraphs": ["Anne", "On compose.", "un", "— Yann"],
        "kinds": ["pullquote-author", "pullquote", "p", "pullquote-author"],
    }
    article, numbers = annotated_article(plain)
    assert numbers == [0, 1, 2, 3] and [block.attribution for block in article.blocks] == [""] * 4
    article, numbers = annotated_article({"paragraphs": ["un", "deux"], "kinds": ["head"]})
    assert [block.type for block in article.blocks] == [BlockType.HEADING, BlockType.PARAGRAPH] and numbers == [0, 1]
