"""What no screen can take is parted or left to the browser; nothing is lost without a word."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from newsreader.model.article import Article, Block, BlockType, links_of
from newsreader.model.comment import MOST_COMMENTS, Comment, CommentState, Thread
from newsreader.model.serialize import article_from_dict, article_to_dict
from newsreader.model.text import Role, Span, Text
from newsreader.parse.entry_text import with_markup
from newsreader.parse.limits import HEAVIEST, LONGEST, first_comments, shortened
from newsreader.render.article import article_page
from newsreader.render.comments import heading, status_text
from newsreader.render.html import html_article
from newsreader.render.markdown import markdown_article
from newsreader.render.plain import plain_article

HEAD = Article("https://x.example/a", "x:a", "Le port", complete=True)
SENTENCE = "Le port attend un navire que personne ne connaît. "


def read(markup: str) -> Article:
    return with_markup(HEAD, markup)


def words_of(article: Article) -> str:
    return "".join(block.text.value + "".join(item.value for item in block.items) for block in article.blocks)


def test_an_ordinary_article_stays_as_it_is() -> None:
    article = read(f"<p>{SENTENCE}</p><ul><li>un</li><li>deux</li></ul>" * 50)
    assert shortened(article) == article and not article.shortened


@pytest.mark.parametrize(
    "markup", ["<p>{}</p>", "<ul><li>{}</li></ul>", "<blockquote><p>{}</p></blockquote>", "<h2>{}</h2>"]
)
def test_a_text_of_half_a_megabyte_is_parted_after_sentences_and_whole(markup: str) -> None:
    article = read(markup.format(SENTENCE * 2_000) + f"<p>{SENTENCE}</p>")
    texts = [text.value for block in article.blocks for text in (block.text, *block.items) if text]
    assert max(map(len, texts)) <= LONGEST and not article.shortened
    assert words_of(article).replace(" ", "") == (SENTENCE * 2_001).replace(" ", "")
    assert all(text.rstrip().endswith(".") for text in texts)


def test_one_word_of_a_hundred_thousand_letters_is_parted_too() -> None:
    article = read(f"<p>{'a' * 100_000}</p>")
    assert words_of(article) == "a" * 100_000 and all(len(block.text.value) <= LONGEST for block in article.blocks)


def many(block: Block, count: int) -> tuple[Block, ...]:
    return (block,) * count


def spans(count: int) -> tuple[Span, ...]:
    return tuple(Span(n, n + 1, Role.STRONG) for n in range(count))


TOO_MUCH: dict[str, Callable[[], tuple[Block, ...]]] = {
    "spans": lambda: (Block(BlockType.PARAGRAPH, Text("a" * 100_000, spans(100_000))),),
    "text": lambda: (Block(BlockType.PARAGRAPH, Text(SENTENCE * 40_000)),),
    "items": lambda: (Block(BlockType.LIST, items=(Text("un"),) * 100_000),),
    "paragraphs": lambda: many(Block(BlockType.PARAGRAPH, Text(SENTENCE)), 30_000),
    "cells": lambda: many(Block(BlockType.TABLE, rows=(("a", "b"),) * 9_000), 3),
    "pictures": lambda: many(Block(BlockType.IMAGE, Text("Vue"), url="https://x.example/a.jpg"), 30_000),
}


@pytest.mark.parametrize("kind", TOO_MUCH)
def test_what_is_more_than_a_screen_can_take_is_shortened_and_says_so(kind: str) -> None:
    whole = replace(HEAD, blocks=(Block(BlockType.PARAGRAPH, Text(SENTENCE)), *TOO_MUCH[kind]()))
    article = shortened(whole)
    many = sum(1 + len(block.text.spans) + len(block.items) + sum(map(len, block.rows)) for block in article.blocks)
    assert article.shortened and many <= 20_000 and len(words_of(article)) <= HEAVIEST


def test_an_article_that_was_shortened_says_so_wherever_it_is_read() -> None:
    short = replace(HEAD, blocks=(Block(BlockType.PARAGRAPH, Text(SENTENCE)),), shortened=True)
    article, said = article_from_dict(article_to_dict(short)), "Shortened here"
    assert any(said in line.text for line in article_page(article, (), 60).lines[-5:])
    assert said in plain_article(article, "en") and said in markdown_article(article, "en")
    assert said in html_article(article, (), {}, "en")


def test_links_before_the_place_where_an_article_was_shortened_stay() -> None:
    links = "".join(f'<a href="https://x.example/{n}">lien {n}</a> et ' for n in range(16_000))
    article = read(f"<p>{links}</p>")  # as a page gives them: 700 kB
    assert (
        article.shortened
        and links_of(article)[0] == ("lien 0", "https://x.example/0")
        and len(links_of(article)) > 1000
    )


def test_a_title_of_a_megabyte_is_cut() -> None:
    long = Article(
        "u",
        "i",
        "Titre " * 200_000,
        standfirst=Text(SENTENCE * 20_000),
        blocks=(Block(BlockType.PARAGRAPH, Text("Un mot.")),),
    )
    article = shortened(long)
    assert len(article.title) < 1_100 and not article.standfirst and len(words_of(article)) > 900_000 * 0.8


def test_of_more_comments_than_anybody_reads_the_first_are_kept_and_it_is_said() -> None:
    def thread(many: int) -> Thread:
        return Thread(CommentState.OPEN, comments=tuple(Comment(f"c{n}", "Ida", ()) for n in range(many)))

    kept = first_comments(thread(MOST_COMMENTS + 2_000))
    assert len(kept.comments) == MOST_COMMENTS and kept.comments[0].id == "c0"
    assert heading(kept) == f"{MOST_COMMENTS} of {MOST_COMMENTS + 2_000} comments"
    assert status_text(kept) == [f"Only {MOST_COMMENTS} of them are kept here."]
    assert first_comments(thread(20)) == thread(20) and not status_text(thread(20))
