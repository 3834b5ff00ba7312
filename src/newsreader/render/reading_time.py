"""The time that it takes to read an article."""

import math

from newsreader.model.article import Article, words

#: Words a minute: an ordinary pace for French and English prose on a screen.
PACE = 230


def reading_minutes(article: Article) -> int:
    """Return the minutes it takes to read the text of an article, at least 1."""
    return minutes_to_read(words(article))


def minutes_to_read(count: int) -> int:
    """Return the minutes it takes to read so many words, at least 1."""
    return max(1, math.ceil(count / PACE))
