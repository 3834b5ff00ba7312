"""Parse the text of an entry into the blocks of an article."""

import re
from dataclasses import replace

from newsreader.model.article import Article, Block, BlockType
from newsreader.model.feed import Entry
from newsreader.model.text import NO_TEXT
from newsreader.parse import tidying
from newsreader.parse.blocks import read_blocks
from newsreader.parse.entry_head import head_of
from newsreader.parse.feed_text import FOOTER
from newsreader.parse.generic.body import GENERIC_LAYOUT, prune_improbable, score_page
from newsreader.parse.html_tree import read_tree
from newsreader.parse.limits import shortened
from newsreader.parse.mathematics import write_formulas
from newsreader.parse.subheadings import with_headings
from newsreader.parse.urls import article_key


def from_entry(entry: Entry, outlet: str = "", language: str = "") -> Article:
    """The article as far as a feed gives it: its whole text where it carries that, else what announces it."""
    return with_markup(head_of(entry, outlet, language, article_key(entry.url)), entry.content)


def with_markup(head: Article, markup: str) -> Article:
    """An article with the text that its feed gave as HTML; it is no longer complete where there is none after all."""
    if not markup.strip():
        return head
    tree = read_tree(f"<body>{_as_markup(markup)}</body>")
    tree.set("lang", head.language)
    write_formulas(tree)
    prune_improbable(tree, score_page(tree, None, head.title, head.standfirst.value))
    blocks = read_blocks(tree, GENERIC_LAYOUT, head.url)
    if blocks and FOOTER.match(blocks[-1].text.value):
        blocks = blocks[:-1]
    again = tidying.says_again(blocks, head.standfirst.value) or _is_all_of(head.standfirst.value, blocks)
    return shortened(
        replace(
            head,
            standfirst=NO_TEXT if again else head.standfirst,
            blocks=with_headings(blocks),
            complete=head.complete and any(map(_says_something, blocks)),
        )
    )


def _as_markup(text: str) -> str:
    """Plain text has its paragraphs by lines."""
    return text if "<" in text else re.sub(r"\n\s*", "<br><br>", text.strip())


def _says_something(block: Block) -> bool:
    return block.type is not BlockType.IMAGE and bool(block.text or block.items or block.rows)


def _is_all_of(words: str, blocks: tuple[Block, ...]) -> bool:
    """Whether a description only runs together what the blocks hold apart."""
    run = "".join(block.text.value + "".join(item.value for item in block.items) for block in blocks)
    return bool(words) and "".join(words.split())[:200] == "".join(run.split())[: min(200, len("".join(words.split())))]
