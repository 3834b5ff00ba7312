"""Articles as annotations, in the format of the annotated ones, and back."""

from dataclasses import replace
from datetime import UTC, datetime

from newsreader.library.annotations import annotated_article, annotation_of
from newsreader.model.article import Article, Block, BlockType
from newsreader.model.quotation import STANDFIRST, TITLE, Cue, Quotation, SpeakerType
from newsreader.model.text import Text

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


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
