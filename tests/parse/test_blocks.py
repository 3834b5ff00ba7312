"""What a body's markup means, as blocks: nothing glued, nothing lost, words of others never the writer's."""

from newsreader.model.article import Block, BlockType
from newsreader.parse.blocks import read_blocks
from newsreader.parse.generic import LAYOUT
from newsreader.parse.tree import read_tree

BASE = "https://gazette.example/2026/crue"


def blocks_of(markup: str) -> tuple[Block, ...]:
    body = read_tree(f"<body>{markup}</body>").find("body")
    assert body is not None
    return read_blocks(body, LAYOUT, BASE)


def words_of(markup: str) -> list[tuple[str, str]]:
    return [(str(block.type), block.text.value) for block in blocks_of(markup)]


def test_each_paragraph_of_a_quotation_is_a_block_and_said_by_the_same() -> None:
    assert words_of("<blockquote><p>Il pleut.</p><p>On part.</p></blockquote>") == [
        ("quote", "Il pleut."),
        ("quote", "On part."),
    ]
    pulled = blocks_of("<blockquote><p>« Il pleut. »</p><p>« On part. »</p><cite>Anne Bec</cite></blockquote>")
    assert [(block.type, block.attribution) for block in pulled] == [(BlockType.PULL_QUOTE, "Anne Bec")] * 2
