"""The version of an article since which it says something."""

from datetime import UTC, datetime, timedelta

import pytest

from newsreader.library.provenance import version_sentence
from newsreader.model.article import Article, Block, BlockType
from newsreader.model.text import Text
from tests.store.test_store import an_article

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
